// The index behind promises, in this very thread: for tests, scripts and small servers.
import { createMatchIndex, type MatchIndexOptions } from './match-index.js';
import type { MatchEngine } from './types.js';

export const createMatchEngine = (options: MatchIndexOptions): MatchEngine => {
  const index = createMatchIndex(options);
  // A promise that is made by an async function also turns a throw into a rejection, as another thread would.
  return {
    put: async (items) => index.put(items),
    remove: async (ids) => index.remove(ids),
    match: async (query, wanted) => index.match(query, wanted),
    rank: async (query, wanted) => index.rank(query, wanted),
    explain: async (query, id) => index.explain(query, id),
    stats: async () => index.stats(),
    close: async () => undefined,
  };
};
