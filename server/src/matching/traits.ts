// What an item or query says besides words and concepts: region, ways of cooperation, readiness and time. Each trait
// is a fraction of its share; a trait the query does not ask for gives nothing and costs nothing.
import { proximity } from '@enishi/shared/taxonomy/prefectures';
import { readinessForMonths } from '@enishi/shared/taxonomy/readiness';
import type { MatchItem, MissingHint } from './types.js';
import { FULL_IMPACT, MATCH_LIMITS, WEIGHT_UNITS, type MatchWeights } from './weights.js';

export interface Traits {
  kind: string;
  prefecture: string | undefined;
  readiness: number | undefined;
  monthsAvailable: number | undefined;
  /** Sorted, each once. */
  cooperation: readonly string[];
}

export type TraitPart = 'cooperation' | 'region' | 'readiness';
export type TraitPoints = Record<TraitPart, number>;

export const traitsOf = (item: Omit<MatchItem, 'id' | 'kind'>, kind: string): Traits => ({
  kind,
  prefecture: item.prefecture,
  readiness: item.readiness,
  monthsAvailable: item.monthsAvailable,
  cooperation: [...new Set((item.cooperation ?? []).slice(0, MATCH_LIMITS.cooperation))].sort(),
});

/** Items with the same key are alike in every trait, so that points are worked out once for all of them. */
export const traitsKey = (traits: Traits): string =>
  `${traits.kind}|${traits.prefecture}|${traits.readiness}|${traits.monthsAvailable}|${traits.cooperation.join('|')}`;

const regionFraction = (query: Traits, item: Traits, weights: MatchWeights): number => {
  if (query.prefecture === undefined || item.prefecture === undefined) return 0;
  const fractions = { same: 1, neighbour: weights.neighbourPrefecture, block: weights.sameBlock, far: 0 };
  return fractions[proximity(query.prefecture, item.prefecture)];
};

// Either side may be the one with the level: a need brings months to a seed, a seed brings its level to needs.
const readinessFraction = (query: Traits, item: Traits, weights: MatchWeights): number => {
  const fits = (months: number, level: number): number =>
    Math.max(0, 1 - weights.levelShort * Math.max(0, readinessForMonths(months).from - level));
  if (query.monthsAvailable !== undefined && item.readiness !== undefined)
    return fits(query.monthsAvailable, item.readiness);
  if (query.readiness !== undefined && item.monthsAvailable !== undefined)
    return fits(item.monthsAvailable, query.readiness);
  return 0;
};

const cooperationFraction = (query: Traits, item: Traits): number =>
  query.cooperation.length === 0
    ? 0
    : query.cooperation.filter((way) => item.cooperation.includes(way)).length / query.cooperation.length;

const points = (share: number, fraction: number): number =>
  Math.round((share / 100) * WEIGHT_UNITS * FULL_IMPACT * fraction);

export const traitPoints = (query: Traits, item: Traits, weights: MatchWeights): TraitPoints => ({
  cooperation: points(weights.cooperationShare, cooperationFraction(query, item)),
  region: points(weights.regionShare, regionFraction(query, item, weights)),
  readiness: points(weights.readinessShare, readinessFraction(query, item, weights)),
});

export const sumOfTraits = (of: TraitPoints): number => of.cooperation + of.region + of.readiness;

/** The most the traits of any item can give this query. */
export const fullTraits = (query: Traits, weights: MatchWeights): TraitPoints => ({
  cooperation: query.cooperation.length > 0 ? points(weights.cooperationShare, 1) : 0,
  region: query.prefecture === undefined ? 0 : points(weights.regionShare, 1),
  readiness:
    query.monthsAvailable === undefined && query.readiness === undefined ? 0 : points(weights.readinessShare, 1),
});

export const missingTraits = (query: Traits, item: Traits): MissingHint[] => {
  const missing: MissingHint[] = [];
  if (query.cooperation.length > 0 && item.cooperation.length === 0) missing.push('cooperation');
  if (query.prefecture !== undefined && item.prefecture === undefined) missing.push('region');
  if (query.monthsAvailable !== undefined && item.readiness === undefined) missing.push('readiness');
  if (query.monthsAvailable === undefined && query.readiness !== undefined && item.monthsAvailable === undefined) {
    missing.push('deadline');
  }
  return missing;
};
