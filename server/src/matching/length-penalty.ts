// A long text meets more words by chance, so its length is held against it: once per item, added to the sum, not mixed
// into each word as in BM25. That keeps impacts free of the collection and lets a shared word never harm (docs/matching.md).
import { FULL_IMPACT, MATCH_LIMITS, WEIGHT_UNITS, type MatchWeights } from './weights.js';

const known = new WeakMap<MatchWeights, Int32Array>();

/** Points lost by number of different words, from 0 to MATCH_LIMITS.distinctWords. */
export const lengthPenalties = (weights: MatchWeights): Int32Array => {
  const found = known.get(weights);
  if (found) return found;
  const scale = weights.lengthPenalty * (weights.textShare / 100) * WEIGHT_UNITS * FULL_IMPACT;
  const penalties = Int32Array.from({ length: MATCH_LIMITS.distinctWords + 1 }, (_, words) =>
    Math.round(scale * Math.log1p(words / weights.usualLength)),
  );
  known.set(weights, penalties);
  return penalties;
};

/** The most that one more word can cost. */
export const steepestPenalty = (penalties: Int32Array): number =>
  penalties.reduce((most, points, words) => Math.max(most, points - (penalties[words - 1] ?? points)), 0);
