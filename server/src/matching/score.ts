// From whole points to the score a person reads: 0 to 100, rising with the points, split into parts that add up.
import { traitPoints, type TraitPoints } from './traits.js';
import type { ItemVector } from './item-vector.js';
import type { QueryPlan } from './query-plan.js';
import type { MatchParts } from './types.js';
import type { MatchWeights } from './weights.js';

export interface Points extends TraitPoints {
  tags: number;
  text: number;
}

const PARTS = ['tags', 'text', 'cooperation', 'region', 'readiness'] as const;

/** The points of one item, part by part; undefined when it shares neither concept nor word with the query. */
export const pointsOf = (plan: QueryPlan, item: ItemVector, weights: MatchWeights): Points | undefined => {
  const sums = { tags: 0, text: 0 };
  for (const { term, weight, part } of plan.terms) sums[part] += weight * (item.impacts.get(term) ?? 0);
  if (sums.tags + sums.text === 0) return undefined;
  return { ...sums, ...traitPoints(plan.traits, item.traits, weights) };
};

export const totalOf = (points: Points): number => PARTS.reduce((sum, part) => sum + points[part], 0);

// A Hill curve through (halfPoint, about 50) and (1, 100): real good matches meet a fifth or a third of what could be
// met, so a straight line would show every one of them as poor.
const curve = (fraction: number, { halfPoint, steepness }: MatchWeights): number => {
  const rise = (x: number): number => x ** steepness / (x ** steepness + halfPoint ** steepness);
  return Math.min(100, (100 * rise(fraction)) / rise(1));
};

/** Score and parts in tenths of a point; tenths are given to parts by largest remainder, so the sum is exact. */
export const scoreOf = (points: Points, full: number, weights: MatchWeights): { score: number; parts: MatchParts } => {
  const total = totalOf(points);
  const tenths = Math.round(curve(total / full, weights) * 10);
  const exact = PARTS.map((part) => (tenths * points[part]) / total);
  const given = exact.map(Math.floor);
  let left = tenths - given.reduce((sum, one) => sum + one, 0);
  const order = PARTS.map((_, at) => at).sort((a, b) => exact[b]! - given[b]! - (exact[a]! - given[a]!) || a - b);
  for (const at of order) {
    if (left-- <= 0) break;
    given[at]!++;
  }
  const parts = Object.fromEntries(PARTS.map((part, at) => [part, given[at]! / 10])) as unknown as MatchParts;
  return { score: tenths / 10, parts };
};
