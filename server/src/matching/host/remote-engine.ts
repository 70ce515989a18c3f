// The near end of the line: a match engine whose index lives in another thread. Calls are carried out in the order in
// which they are made, so what was put is found by the next match.
//
// A filter stays here. Points of an item never depend on who else may be seen, so the ranking is asked for a little
// deeper than needed and filtered: the first k that pass are exactly the k best of those that pass. Only a filter that
// refuses nearly everything makes the host list the ids that pass.
import type { MatchEngine, MatchOptions, MatchQuery, MatchResult, MatchStats, RankedMatch } from '../types.js';
import { MATCH_LIMITS } from '../weights.js';
import type { Answer, Request, Work } from './messages.js';

export interface RemoteEngine extends MatchEngine {
  /** To be called with each answer from the other end. */
  receive(answer: Answer): void;
  /** The other end is gone: everything waiting and everything asked from now on fails. */
  fail(problem: Error): void;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(problem: Error): void;
}

const FIRST_DEPTH = 2;
const DEEPER = 4;

const createLine = (post: (request: Request) => void) => {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: Error | undefined;
  return {
    receive(answer: Answer) {
      const asked = waiting.get(answer.number);
      waiting.delete(answer.number);
      if ('problem' in answer) asked?.reject(new Error(answer.problem));
      else asked?.resolve(answer.value);
    },
    ask: <Value>(work: Work): Promise<Value> =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const request: Request = { number: ++last, work };
        waiting.set(request.number, { resolve, reject });
        post(request);
      }),
    fail(problem: Error) {
      ended ??= problem;
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
    },
  };
};

export const createRemoteEngine = (post: (request: Request) => void, stop: () => Promise<void>): RemoteEngine => {
  const ids = new Set<string>();
  const { ask, receive, fail } = createLine(post);

  const askRank = (query: MatchQuery, k: number, { kinds }: MatchOptions, only?: ReadonlySet<string>) =>
    ask<RankedMatch[]>({ kind: 'rank', query, k, kinds, only });

  const rank = async (query: MatchQuery, options: MatchOptions): Promise<RankedMatch[]> => {
    const { k, filter } = options;
    if (!filter) return askRank(query, k, options);
    for (let depth = k * FIRST_DEPTH; depth <= MATCH_LIMITS.results; depth *= DEEPER) {
      const found = await askRank(query, depth, options);
      const passed = found.filter(({ id }) => filter(id));
      if (passed.length >= k || found.length < depth) return passed.slice(0, k);
    }
    return askRank(query, k, options, new Set([...ids].filter(filter)));
  };

  return {
    put(items) {
      for (const { id } of items) ids.add(id);
      return ask<void>({ kind: 'put', items });
    },
    remove(gone) {
      for (const id of gone) ids.delete(id);
      return ask<void>({ kind: 'remove', ids: gone });
    },
    rank,
    match: async (query, options) => {
      const best = await rank(query, options);
      return ask<MatchResult[]>({ kind: 'explain', query, ids: best.map(({ id }) => id) });
    },
    explain: async (query, id) => (await ask<MatchResult[]>({ kind: 'explain', query, ids: [id] }))[0],
    stats: () => ask<MatchStats>({ kind: 'stats' }),
    async close() {
      fail(new Error('The match engine is closed.'));
      await stop();
    },
    receive,
    fail,
  };
};
