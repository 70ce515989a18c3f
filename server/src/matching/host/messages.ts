// What passes between the host and the thread that holds the index. Functions cannot travel: see remote-engine.ts for
// what becomes of a filter.
import type { MatchItem, MatchQuery } from '../types.js';

export type Work =
  | { kind: 'put'; items: readonly MatchItem[] }
  | { kind: 'remove'; ids: readonly string[] }
  | {
      kind: 'rank';
      query: MatchQuery;
      k: number;
      kinds: readonly string[] | undefined;
      only: ReadonlySet<string> | undefined;
    }
  | { kind: 'explain'; query: MatchQuery; ids: readonly string[] }
  | { kind: 'stats' };

export interface Request {
  number: number;
  work: Work;
}

export type Answer = { number: number; value: unknown } | { number: number; problem: string };
