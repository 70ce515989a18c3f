// What lies in the field of a board, as this actor may see it, and which of it may meet.
import {
  boardLimits,
  type BoardForm,
  type BoardView,
  type PairView,
  type BoardCandidateKind,
} from '@enishi/shared/themed-boards';
import type { NeedCard } from '@enishi/shared/needs';
import type { Actor } from '../../actor.js';
import type { BoardPair } from './board-pairs-store.js';

interface Page<T> {
  items: T[];
  total: number;
}
type Candidate = BoardView['candidates'][number];
type Company = BoardView['companies'][number];
type Query = Pick<BoardForm, 'tags' | 'words'>;

export interface PairOfMatching {
  kind: 'seed' | 'expert';
  id: string;
  score: number;
  isProposed: boolean;
}

export interface FieldSources {
  needs: (query: Query & { prefectures: readonly string[] }, limit: number, actor: Actor) => Promise<Page<NeedCard>>;
  /** Seeds and profiles. */
  candidates: (query: Query, limit: number, actor: Actor) => Promise<Page<Candidate>>;
  companies: (query: Query, limit: number) => Promise<Page<Company>>;
  /** What matching has found for a need, proposed pairs included. */
  matchedOf: (needId: string) => Promise<PairOfMatching[]>;
  /** Which may not be brought together: the same owner, or one has blocked the other. Each as `need:kind:candidate`. */
  barredOf: (
    needs: readonly string[],
    candidates: readonly { kind: BoardCandidateKind; id: string }[],
  ) => Promise<ReadonlySet<string>>;
}

export const keyOf = ({ needId, kind, candidateId }: Pick<PairView, 'needId' | 'kind' | 'candidateId'>): string =>
  `${needId}:${kind}:${candidateId}`;

export type Names = ReadonlyMap<string, { displayName: string }>;

/** What is proposed is introduced, whatever was written before. */
const stateOf = (kept: BoardPair | undefined, isProposed: boolean): PairView['state'] =>
  isProposed ? 'introduced' : (kept?.state ?? 'to_look_at');

const best = (one: PairView, other: PairView): number => (other.score ?? -1) - (one.score ?? -1);

export function createBoardField(sources: FieldSources) {
  const read = async (board: Query & { prefectures: readonly string[] }, actor: Actor) => {
    const query = { tags: board.tags, words: board.words };
    const [needs, candidates, companies] = await Promise.all([
      sources.needs({ ...query, prefectures: board.prefectures }, boardLimits.needs, actor),
      sources.candidates(query, boardLimits.candidates, actor),
      sources.companies(query, boardLimits.candidates),
    ]);
    const beside = [
      ...candidates.items.map(({ kind, card }) => ({ kind, id: card.id })),
      ...companies.items.map(({ id }) => ({ kind: 'organisation' as const, id })),
    ];
    return { needs, candidates, companies, beside };
  };
  type Field = Awaited<ReturnType<typeof read>>;

  const pairsOf = async ({ needs, beside }: Field, kept: readonly BoardPair[], names: Names): Promise<PairView[]> => {
    const ids = needs.items.map(({ id }) => id);
    const barred = await sources.barredOf(ids, beside);
    const known = new Map(kept.map((pair) => [keyOf(pair), pair]));
    const ofNeed = async (needId: string): Promise<PairView[]> => {
      const matched = new Map((await sources.matchedOf(needId)).map((one) => [`${one.kind}:${one.id}`, one]));
      const pairs = beside.map(({ kind, id }) => ({ needId, kind, candidateId: id }));
      return pairs
        .filter((pair) => !barred.has(keyOf(pair)))
        .map((pair) => {
          const match = matched.get(`${pair.kind}:${pair.candidateId}`);
          const own = known.get(keyOf(pair));
          const isProposed = match?.isProposed ?? false;
          return {
            ...pair,
            state: stateOf(own, isProposed),
            note: own?.note ?? '',
            version: own?.version ?? null,
            by: own ? (names.get(own.by)?.displayName ?? null) : null,
            at: own?.at.toISOString() ?? null,
            score: match?.score ?? null,
            isProposed,
          };
        })
        .sort(best);
    };
    return (await Promise.all(ids.map(ofNeed))).flat();
  };
  return { read, pairsOf };
}
export type BoardField = ReturnType<typeof createBoardField>;
