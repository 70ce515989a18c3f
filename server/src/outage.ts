// Whether the database is away. Whoever meets its absence says so here; from then on it is asked every second until it
// answers, requests are refused at once instead of waiting one by one, and the log has one line for the beginning and
// one for the end, however many met it.
import { setTimeout as pause } from 'node:timers/promises';
import { isDatabaseAway } from './database/away.js';
import type { Log } from './log.js';

const everyMs = 1000;
/** Before a step is done again, so that a database that is back for a moment only is not asked without end. */
const againMs = 500;
/** A database that takes longer to say "here" is of no use to anybody who waits. */
const answersWithinMs = 3000;

interface Dependencies {
  /** Resolves when the database answers. */
  ping: () => Promise<unknown>;
  log: Log;
  withinMs?: number | undefined;
}

export interface Outage {
  isOn(): boolean;
  /** The database was away for somebody just now. */
  met(error: unknown): void;
  /** Resolves to true at once, or when the database is back; to false when the server stops. */
  over(): Promise<boolean>;
  /** Called each time the database is back. */
  onOver(listener: () => void): void;
  /** Resolves when the database answers soon; rejects when it does not. Many may ask at once. */
  check(): Promise<void>;
  /** Does a step, again from its beginning when the database goes away in the middle of it; rejects when the server stops first. */
  untilDone<Result>(step: () => Promise<Result>): Promise<Result>;
  stop(): void;
}

export function createOutage({ ping, log, withinMs = answersWithinMs }: Dependencies): Outage {
  const listeners = new Set<() => void>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let asking: Promise<void> | undefined;
  let watching: Promise<void> | undefined;
  let isOn = false;
  let met = 0;

  const askOnce = async (): Promise<void> => {
    const answered = new AbortController();
    const ends = AbortSignal.any([signal, answered.signal]);
    const tooLate = pause(withinMs, undefined, { ref: false, signal: ends }).then(() => {
      throw new Error(`no answer within ${withinMs} ms`);
    });
    try {
      await Promise.race([ping(), tooLate]);
    } finally {
      answered.abort();
    }
  };
  const check = (): Promise<void> => {
    asking ??= askOnce().finally(() => {
      asking = undefined;
    });
    return asking;
  };
  const isBack = () =>
    check().then(
      () => true,
      () => false,
    );

  const watch = async (error: unknown): Promise<void> => {
    const since = performance.now();
    while (!(await isBack()) && !signal.aborted) {
      if (!isOn) log.warn({ err: error }, 'the database is away: requests are answered with 503 until it is back');
      isOn = true;
      await pause(everyMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
    watching = undefined;
    if (!isOn || signal.aborted) return;
    isOn = false;
    log.warn({ ms: Math.round(performance.now() - since), met }, 'the database is back');
    met = 0;
    for (const listener of listeners) listener();
  };

  const note = (error: unknown): void => {
    met += 1;
    if (!signal.aborted) watching ??= watch(error);
  };
  /** @returns false when the server stops before */
  const over = async (): Promise<boolean> => {
    await watching;
    return !signal.aborted;
  };

  return {
    isOn: () => isOn,
    met: note,
    over,
    async untilDone(step) {
      for (;;) {
        try {
          return await step();
        } catch (error) {
          if (!isDatabaseAway(error)) throw error;
          note(error);
          await pause(againMs, undefined, { signal }).catch(() => undefined);
          if (!(await over())) throw error;
        }
      }
    },
    onOver: (listener) => void listeners.add(listener),
    check,
    stop: () => stopping.abort(),
  };
}
