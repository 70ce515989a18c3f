// From whole points to the score a person reads: 0 to 100, rising with the points, split into parts that add up.
import { traitPoints, type TraitPoints, type Traits } from './traits.js';
import { fullOf, type QueryPlan, type Stakes } from './query-plan.js';
import type { MatchParts } from './types.js';
import type { MatchWeights } from './weights.js';

export interface Points extends TraitPoints {
  tags: number;
  text: number;
  /** Taken off for the length of the text. */
  penalty: number;
}

const PARTS = ['tags', 'text', 'cooperation', 'region', 'readiness'] as const;

/** What is needed of an item to score it, wherever it is kept. */
export interface Scorable {
  impactOf(term: string): number;
  traits: Traits;
  length: number;
}

/** The points of one item, part by part; undefined when it shares neither concept nor word with the query. */
export const pointsOf = (plan: QueryPlan, item: Scorable, weights: MatchWeights): Points | undefined => {
  const sums = { tags: 0, text: 0 };
  for (const { term, weight, part } of plan.terms) sums[part] += weight * item.impactOf(term);
  if (sums.tags + sums.text === 0) return undefined;
  return { ...sums, ...traitPoints(plan.traits, item.traits, weights), penalty: plan.penalties[item.length]! };
};

/** What items are ranked by: below nothing where a text's length takes more than its few words give. */
export const totalOf = (points: Points): number => PARTS.reduce((sum, part) => sum + points[part], 0) - points.penalty;

/** Nothing that shares a word shows less, however long it is. */
const LEAST_SHOWN = 1;

// A query that chose no concept has only text and traits at stake. Two texts on the same thing share few of each other's
// words, so less of that text is asked for; shared traits alone prove nothing.
const curveFor = (stakes: Stakes, weights: MatchWeights): { half: number; steepness: number } => {
  if (stakes.tags > 0) return { half: fullOf(stakes) * weights.halfPoint, steepness: weights.steepness };
  const half = stakes.text * weights.untaggedHalfPoint + stakes.traits * weights.untaggedTraitsHalfPoint;
  return { half, steepness: weights.untaggedSteepness };
};

// A Hill curve: 50 at half, steepest about there, never quite 100. Chance and a shared region bring nearly every
// item some points, so the first ones are worth little; of what a need asks, a very good match meets half or more.
const tenthsOf = (points: number, stakes: Stakes, weights: MatchWeights): number => {
  const { half, steepness } = curveFor(stakes, weights);
  return Math.round(1000 / (1 + (half / Math.max(LEAST_SHOWN, points)) ** steepness));
};

export const displayedScore = (points: number, stakes: Stakes, weights: MatchWeights): number =>
  tenthsOf(points, stakes, weights) / 10;

/** Score and parts in tenths of a point; tenths are given to parts by largest remainder, so the sum is exact. */
export const scoreOf = (
  points: Points,
  stakes: Stakes,
  weights: MatchWeights,
): { score: number; parts: MatchParts } => {
  const tenths = tenthsOf(totalOf(points), stakes, weights);
  // The length is the text's; what it takes beyond the text's points, all parts bear.
  const earned = { ...points, text: Math.max(0, points.text - points.penalty) };
  const sum = PARTS.reduce((all, part) => all + earned[part], 0);
  const exact = PARTS.map((part) => (sum === 0 ? Number(part === 'text') * tenths : (tenths * earned[part]) / sum));
  const given = exact.map(Math.floor);
  let left = tenths - given.reduce((all, one) => all + one, 0);
  const order = PARTS.map((_, at) => at).sort((a, b) => exact[b]! - given[b]! - (exact[a]! - given[a]!) || a - b);
  for (const at of order) {
    if (left-- <= 0) break;
    given[at]!++;
  }
  const parts = Object.fromEntries(PARTS.map((part, at) => [part, given[at]! / 10])) as unknown as MatchParts;
  return { score: tenths / 10, parts };
};
