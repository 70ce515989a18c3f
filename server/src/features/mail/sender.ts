// Takes letters out of the outbox, a few at once, and notes how it went. Any number of processes may do so side by side:
// whoever holds the lease sends. If a process dies between the server's "250" and the note of it, the lease runs out and
// the letter leaves again under the same Message-ID: twice in the worst case rather than never.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { mailLimits, type LetterState } from '@enishi/shared/mail';
import { isDatabaseAway } from '../../database/away.js';
import { isStorageFull } from '../../database/full.js';
import type { Log } from '../../log.js';
import type { Message } from './message.js';
import type { OutboxEntry, OutboxStore, Settlement } from './outbox-store.js';
import { isFinal, isWayBlocked, type Transport } from './transport.js';

export interface Prepared {
  /** Null when nobody needs the letter any more. */
  message: Message | null;
  /** What is to be done once it has left, or is not needed. Repeating it is harmless. */
  settled?: (() => Promise<void>) | undefined;
}

interface Dependencies {
  store: Pick<OutboxStore, 'claim' | 'settle'>;
  transport: Pick<Transport, 'send'>;
  prepare: (entry: OutboxEntry) => Promise<Prepared>;
  now: () => Date;
  log: Log;
}

const together = 3;
/** Longer than a letter may take, so that a living sender never loses its lease. */
const leaseMs = 5 * 60_000;
const sendMs = 3 * 60_000;
/** Between two tries to note how a letter fared, while the database is away. */
const againMs = 1000;
/** How long what is on its way may still take once the process ends. */
const drainMs = 10_000;

/** What the failure of a try makes of a letter. */
function afterFailure(error: unknown, tries: number, now: Date): Settlement {
  const lastError = (error instanceof Error ? error.message : String(error)).slice(0, mailLimits.error);
  const wait = mailLimits.backoff[tries - 1];
  if (isFinal(error) || wait === undefined) return { state: 'dead', lastError, settledAt: now };
  return { state: 'waiting', lastError, dueAt: new Date(now.getTime() + wait) };
}

export function createSender({ store, transport, prepare, now, log }: Dependencies) {
  const cutting = new AbortController();
  let isStopping = false;
  let isAsked = false;
  let running: Promise<void> | undefined;

  /** While the database is away or full, it is done later: a letter that has left must not leave again for want of a note. */
  const firmly = async (work: () => Promise<void>): Promise<void> => {
    const until = performance.now() + leaseMs - sendMs;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const isPassing = isDatabaseAway(error) || isStorageFull(error);
        if (!isPassing || isStopping || performance.now() > until) throw error;
        await pause(againMs, undefined, { ref: false });
      }
    }
  };

  const note = (entry: OutboxEntry, settlement: Settlement): Promise<void> =>
    firmly(() => store.settle(entry, settlement));

  /** @returns false when it makes no sense to try the next one now */
  const handleFailed = async (entry: OutboxEntry, error: unknown): Promise<boolean> => {
    const settlement = afterFailure(error, entry.tries, now());
    log.warn({ err: error, key: entry.key, state: settlement.state, tries: entry.tries }, 'a letter was not sent');
    await note(entry, settlement);
    return !isWayBlocked(error);
  };

  const prepareOrPutBack = async (entry: OutboxEntry): Promise<Prepared | null> => {
    try {
      // Only a process that died each time leaves a letter with more tries than there are.
      if (entry.tries > mailLimits.backoff.length + 1) throw new Error('given up: every try was cut off');
      return await prepare(entry);
    } catch (error) {
      if (!isDatabaseAway(error)) await handleFailed(entry, error);
      // Nothing is wrong with the letter.
      else await note(entry, { state: 'waiting', lastError: null, dueAt: now() });
      return null;
    }
  };

  /** @returns false when it makes no sense to try the next one now */
  const deliver = async (entry: OutboxEntry): Promise<boolean> => {
    const prepared = await prepareOrPutBack(entry);
    if (!prepared) return true;
    const { message, settled } = prepared;
    try {
      if (message) await transport.send(message, entry, AbortSignal.any([cutting.signal, AbortSignal.timeout(sendMs)]));
    } catch (error) {
      return handleFailed(entry, error);
    }
    const state: LetterState = message ? 'sent' : 'dropped';
    await note(entry, { state, lastError: null, settledAt: now() });
    if (settled) await firmly(settled);
    log.debug({ key: entry.key, state }, 'a letter was dealt with');
    return true;
  };

  const work = async () => {
    while (!isStopping) {
      const at = now();
      const entry = await store.claim(at, new Date(at.getTime() + leaseMs), randomUUID());
      if (!entry || !(await deliver(entry))) return;
    }
  };

  const run = async () => {
    while (isAsked && !isStopping) {
      isAsked = false;
      try {
        await Promise.all(Array.from({ length: together }, work));
      } catch (error) {
        // An outage is told by whoever meets it for somebody; the sweep wakes the outbox when it is over.
        if (!isDatabaseAway(error)) log.error({ err: error }, 'the outbox could not be read');
      }
    }
    running = undefined;
  };

  return {
    /** Sends what is due; returns at once. */
    wake(): void {
      isAsked = true;
      running ??= run();
    },
    /** Resolves when nothing that is due is left. */
    async idle(): Promise<void> {
      while (running) await running;
    },
    /** Takes nothing up any more; what is on its way comes to its end, or is cut off and tried again another time. */
    async stop(): Promise<void> {
      isStopping = true;
      const cut = setTimeout(() => cutting.abort(), drainMs);
      await running;
      clearTimeout(cut);
    },
  };
}
