// The definition of a right answer, as plainly as it can be said: look at every item, add up, sort. Too slow to
// serve, and exactly what the index must agree with; tests and the benchmark hold the two against each other.
import { readItem, CONCEPT_SORT, type ItemVector } from './item-vector.js';
import { planQuery, type CollectionView } from './query-plan.js';
import { pointsOf, totalOf, type Scorable } from './score.js';
import type { MatchItem, MatchOptions, MatchQuery, MatchTaxonomy } from './types.js';
import { FULL_IMPACT, type MatchWeights } from './weights.js';

export interface Ranked {
  id: string;
  points: number;
}

/** Best first; equal points in the order of ids, so that there is one right order. */
export const compareRanked = (a: Ranked, b: Ranked): number =>
  b.points - a.points || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const scorableOf = ({ impacts, traits, length }: ItemVector): Scorable => ({
  impactOf: (term) => impacts.get(term) ?? 0,
  traits,
  length,
});

const viewOf = (vectors: readonly ItemVector[]): CollectionView => {
  const masses = new Map<string, number>();
  for (const { impacts } of vectors) {
    for (const [term, impact] of impacts) {
      masses.set(term, (masses.get(term) ?? 0) + (term.startsWith(CONCEPT_SORT) ? impact : FULL_IMPACT));
    }
  }
  return { items: vectors.length, mass: (term) => masses.get(term) ?? 0 };
};

export const rankPlainly = (
  vectors: readonly ItemVector[],
  query: MatchQuery,
  options: MatchOptions,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): Ranked[] => {
  const plan = planQuery(query, viewOf(vectors), taxonomy, weights);
  const kinds = options.kinds ?? query.kinds;
  return vectors
    .filter(
      ({ id, traits }) => id !== query.id && (!kinds || kinds.includes(traits.kind)) && (options.filter?.(id) ?? true),
    )
    .flatMap((vector) => {
      const points = pointsOf(plan, scorableOf(vector), weights);
      return points ? [{ id: vector.id, points: totalOf(points) }] : [];
    })
    .sort(compareRanked)
    .slice(0, options.k);
};

export const readItems = (items: readonly MatchItem[], taxonomy: MatchTaxonomy, weights: MatchWeights): ItemVector[] =>
  items.map((item) => readItem(item, taxonomy, weights));
