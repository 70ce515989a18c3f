// Every need that was ever published has a case. The first round after the start looks at all of them, which also gives
// cases to needs that are older than cases; later rounds look at those that changed since.
import type { SweepTask } from '../../sweep.js';

interface Dependencies {
  now: () => Date;
  /** Ids of needs that are no drafts and were changed since; null: all. Oldest change first. */
  listIds: (since: Date | null) => AsyncIterable<string>;
  follow: (needId: string) => Promise<unknown>;
}

/** Looked at again in the next round, so that clocks that differ a little lose nothing. */
const overlapMs = 120_000;

export function createCasesNeedSweep({ now, listIds, follow }: Dependencies): SweepTask {
  let since: Date | null = null;
  return async (signal) => {
    const begun = now();
    for await (const id of listIds(since)) {
      if (signal.aborted) return 0;
      await follow(id);
    }
    since = new Date(begun.getTime() - overlapMs);
    return 0;
  };
}
