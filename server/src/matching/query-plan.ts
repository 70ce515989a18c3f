// Turns a query into whole-number weights for terms. Whole numbers, because their sum does not depend on the order in
// which they are added: the clever index and the plain scorer agree to the last digit.
import { COMPOUND_SORT, KANJI_SORT, PAIR_SORT } from './analysis/terms.js';
import { conceptsOf } from './concepts.js';
import { CONCEPT_SORT, countTerms, fieldsOf, leastWordImpact } from './item-vector.js';
import { lengthPenaltyOf } from './length-penalty.js';
import { fullTraits, traitsOf, sumOfTraits, type Traits } from './traits.js';
import type { MatchQuery, MatchTaxonomy } from './types.js';
import { FULL_IMPACT, MATCH_LIMITS, WEIGHT_UNITS, type MatchWeights } from './weights.js';

/** What the collection knows of a term. */
export interface CollectionView {
  items: number;
  /** Sum of the term's impacts (concepts) or number of items times 255 (words), so that both are whole. */
  mass(term: string): number;
}

export interface PlannedTerm {
  term: string;
  weight: number;
  part: 'tags' | 'text';
}

export interface QueryPlan {
  /** By term, so that equal queries make equal plans. */
  terms: readonly PlannedTerm[];
  traits: Traits;
  /** Points taken from an item by its number of different words. */
  penalties: Int32Array;
  /** Points of an item that is all the query asks for. */
  full: number;
}

const NO_PENALTIES = new Int32Array(MATCH_LIMITS.distinctWords + 1);

interface Wish {
  term: string;
  wish: number;
}

/** Robertson and Sparck Jones, in the form that is never negative. */
const rarity = (all: number, mass: number): number => {
  const items = mass / FULL_IMPACT;
  return Math.log(1 + (Math.max(0, all - items) + 0.5) / (items + 0.5));
};

const sortWeight = (term: string, weights: MatchWeights): number => {
  if (term.startsWith(PAIR_SORT)) return weights.pairWeight;
  if (term.startsWith(KANJI_SORT)) return weights.kanjiWeight;
  return term.startsWith(COMPOUND_SORT) ? weights.compoundWeight : 1;
};

const textWishes = (query: MatchQuery, view: CollectionView, weights: MatchWeights): Wish[] => {
  const wishes: Wish[] = [];
  const counts = new Map<string, number>();
  countTerms(fieldsOf(query, { ...weights, titleBoost: 1, freeTagBoost: 1, bodyBoost: 1 }), counts);
  for (const [term, count] of counts) {
    // What no item says tells nothing about any of them.
    const mass = view.mass(term);
    if (mass === 0) continue;
    const repeated = ((weights.querySaturation + 1) * count) / (weights.querySaturation + count);
    wishes.push({ term, wish: repeated * sortWeight(term, weights) * rarity(view.items, mass) });
  }
  return wishes;
};

const conceptWishes = (query: MatchQuery, view: CollectionView, taxonomy: MatchTaxonomy, weights: MatchWeights): Wish[] =>
  [...conceptsOf(query, taxonomy, weights.namedInQuery).values()].flatMap(({ id, firmness }) => {
    const term = CONCEPT_SORT + id;
    const mass = view.mass(term);
    return mass === 0 ? [] : [{ term, wish: firmness * rarity(view.items, mass) }];
  });

const byWish = (a: Wish, b: Wish): number => b.wish - a.wish || (a.term < b.term ? -1 : 1);

// The `fullAt` heaviest wishes together are a full match, so a long query is not held to every word of it.
const toTerms = (wishes: Wish[], part: 'tags' | 'text', share: number, fullAt: number, least: number): PlannedTerm[] => {
  const heaviest = wishes.sort(byWish).slice(0, MATCH_LIMITS.queryTerms);
  const full = heaviest.slice(0, fullAt).reduce((sum, { wish }) => sum + wish, 0);
  if (full === 0) return [];
  return heaviest.map(({ term, wish }) => ({
    term,
    part,
    weight: Math.max(least, Math.round(((share / 100) * WEIGHT_UNITS * wish) / full)),
  }));
};

export const planQuery = (
  query: MatchQuery,
  view: CollectionView,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): QueryPlan => {
  const tags = toTerms(conceptWishes(query, view, taxonomy, weights), 'tags', weights.tagsShare, weights.fullTags, 1);
  const penalty = lengthPenaltyOf(weights);
  // No word counts for less than it costs to have one word more, so that saying a shared word never harms an item.
  const least = Math.max(1, Math.ceil(penalty.steepest / leastWordImpact(weights)));
  const text = toTerms(textWishes(query, view, weights), 'text', weights.textShare, weights.fullWords, least);
  const traits = traitsOf(query, '');
  const share = (tags.length > 0 ? weights.tagsShare : 0) + (text.length > 0 ? weights.textShare : 0);
  return {
    terms: [...tags, ...text].sort((a, b) => (a.term < b.term ? -1 : 1)),
    traits,
    penalties: text.length > 0 ? penalty.points : NO_PENALTIES,
    full: Math.round((share / 100) * WEIGHT_UNITS * FULL_IMPACT) + sumOfTraits(fullTraits(traits, weights)),
  };
};
