// Takes up what a crash cut off, at the start and every minute after.
import type { Log } from './log.js';

const everyMs = 60_000;

/** Returns how much there was to do; a long one stops soon after the signal. */
export type SweepTask = (signal: AbortSignal) => Promise<number>;

export interface Sweep {
  /** One round now; rounds never overlap. */
  run(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

export function createSweep({ log, tasks }: { log: Log; tasks: Record<string, SweepTask> }): Sweep {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> | undefined;

  const round = async () => {
    for (const [name, task] of Object.entries(tasks)) {
      try {
        const count = await task(stopping.signal);
        if (count > 0) log.info({ task: name, count }, 'swept up');
      } catch (error) {
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
