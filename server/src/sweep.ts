// Takes up what a crash cut off, at the start and every minute after.
import { isDatabaseAway } from './database/away.js';
import type { Log } from './log.js';
import type { Outage } from './outage.js';

const everyMs = 60_000;

/** Returns how much there was to do; a long one stops soon after the signal. */
export type SweepTask = (signal: AbortSignal) => Promise<number>;

export interface Sweep {
  /** One round now; rounds never overlap. */
  run(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

interface Dependencies {
  log: Log;
  tasks: Record<string, SweepTask>;
  outage: Pick<Outage, 'isOn' | 'met' | 'onOver'>;
}

export function createSweep({ log, tasks, outage }: Dependencies): Sweep {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | undefined;

  const round = async () => {
    for (const [name, task] of Object.entries(tasks)) {
      // All of it is taken up again as soon as the database is back.
      if (outage.isOn() || stopping.signal.aborted) return;
      try {
        const count = await task(stopping.signal);
        if (count > 0) log.info({ task: name, count }, 'swept up');
      } catch (error) {
        if (isDatabaseAway(error)) return outage.met(error);
        log.error({ err: error, task: name }, 'a sweep failed');
      }
    }
  };
  const run = () => {
    current ??= round().finally(() => {
      current = undefined;
    });
    return current;
  };
  return {
    run,
    start() {
      outage.onOver(() => void run());
      void run();
      timer = setInterval(() => void run(), everyMs);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await current;
    },
  };
}
