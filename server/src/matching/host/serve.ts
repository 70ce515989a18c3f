// The far end of the line: carries out what remote-engine.ts asks, one thing after the other.
import type { MatchIndex } from '../types.js';
import type { Answer, Request, Work } from './messages.js';

const carryOut = (index: MatchIndex, work: Work): unknown => {
  switch (work.kind) {
    case 'put':
      return index.put(work.items);
    case 'remove':
      return index.remove(work.ids);
    case 'rank': {
      const { query, k, kinds, only } = work;
      return index.rank(query, { k, kinds, filter: only && ((id) => only.has(id)) });
    }
    case 'explain':
      return work.ids.flatMap((id) => index.explain(work.query, id) ?? []);
    case 'stats':
      return index.stats();
  }
};

/** Never throws: a problem travels back as an answer. */
export const answerTo = (index: MatchIndex, { number, work }: Request): Answer => {
  try {
    return { number, value: carryOut(index, work) };
  } catch (problem) {
    return { number, problem: problem instanceof Error ? problem.message : String(problem) };
  }
};
