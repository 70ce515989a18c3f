// A long text meets more words by chance, so its length is held against it: once per item, added to the sum, not mixed
// into each word as in BM25. That keeps impacts free of the collection and lets a shared word never harm (docs/matching.md).
import { FULL_IMPACT, MATCH_LIMITS, WEIGHT_UNITS, type MatchWeights } from './weights.js';

export interface LengthPenalty {
  /** Points lost by number of different words, from 0 to MATCH_LIMITS.distinctWords. */
  points: Int32Array;
  /** The most that one more word can cost. */
  steepest: number;
}

const known = new WeakMap<MatchWeights, LengthPenalty>();

const build = (weights: MatchWeights): LengthPenalty => {
  const scale = weights.lengthPenalty * (weights.textShare / 100) * WEIGHT_UNITS * FULL_IMPACT;
  const points = Int32Array.from({ length: MATCH_LIMITS.distinctWords + 1 }, (_, words) =>
    Math.round(scale * Math.log1p(words / weights.usualLength)),
  );
  const steepest = points.reduce((most, lost, words) => Math.max(most, lost - (points[words - 1] ?? lost)), 0);
  return { points, steepest };
};

/** The same for all queries with the same weights. */
export const lengthPenaltyOf = (weights: MatchWeights): LengthPenalty => {
  const penalty = known.get(weights) ?? build(weights);
  known.set(weights, penalty);
  return penalty;
};
