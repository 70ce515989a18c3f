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

/** What can be given at most, in points. */
export interface Stakes {
  /** Nothing where the query chose no concept that anybody has. */
  tags: number;
  text: number;
  traits: number;
}

export const fullOf = ({ tags, text, traits }: Stakes): number => tags + text + traits;

export interface QueryPlan {
  /** By term, so that equal queries make equal plans. */
  terms: readonly PlannedTerm[];
  traits: Traits;
  /** Points taken from an item by its number of different words. */
  penalties: Int32Array;
  stakes: Stakes;
}

const NO_PENALTIES = new Int32Array(MATCH_LIMITS.distinctWords + 1);

interface Wish {
  term: string;
  part: 'tags' | 'text';
  /** How much it would tell if the query meant it fully. */
  worth: number;
  /** How fully the query means it, 0 to 1. */
  firmness: number;
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
    wishes.push({
      term,
      part: 'text',
      firmness: 1,
      worth: repeated * sortWeight(term, weights) * rarity(view.items, mass),
    });
  }
  return wishes;
};

const conceptWishes = (
  query: MatchQuery,
  view: CollectionView,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): Wish[] =>
  [...conceptsOf(query, taxonomy, weights.namedInQuery).values()].flatMap(({ id, firmness }) => {
    const term = CONCEPT_SORT + id;
    const mass = view.mass(term);
    return mass === 0 ? [] : [{ term, part: 'tags', firmness, worth: rarity(view.items, mass) }];
  });

const wishOf = ({ worth, firmness }: Wish): number => worth * firmness;
const byWish = (a: Wish, b: Wish): number => wishOf(b) - wishOf(a) || (a.term < b.term ? -1 : 1);

interface PlannedPart {
  terms: PlannedTerm[];
  /** The part of the whole, in points of 100, that is at stake. */
  share: number;
}

// The `fullAt` heaviest wishes together are a full match, so a long query is not held to every word of it.
const planPart = (wishes: Wish[], share: number, fullAt: number, least: number): PlannedPart => {
  const heaviest = wishes.sort(byWish).slice(0, MATCH_LIMITS.queryTerms);
  const counted = heaviest.slice(0, fullAt);
  const full = counted.reduce((sum, wish) => sum + wishOf(wish), 0);
  if (full === 0) return { terms: [], share: 0 };
  const terms = heaviest.map((wish) => ({
    term: wish.term,
    part: wish.part,
    weight: Math.max(least, Math.round(((share / 100) * WEIGHT_UNITS * wishOf(wish)) / full)),
  }));
  return { terms, share };
};

const pointsOf = ({ share }: PlannedPart): number => Math.round((share / 100) * WEIGHT_UNITS * FULL_IMPACT);

export const planQuery = (
  query: MatchQuery,
  view: CollectionView,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): QueryPlan => {
  const penalty = lengthPenaltyOf(weights);
  // No word counts for less than it costs to have one word more, so that saying a shared word never harms an item.
  const least = Math.max(1, Math.ceil(penalty.steepest / leastWordImpact(weights)));
  const concepts = conceptWishes(query, view, taxonomy, weights);
  // A concept the query only names in its text is one more reading of that text; chosen ones have a share of their own.
  const chosen = concepts.filter(({ firmness }) => firmness === 1);
  const named = concepts.filter(({ firmness }) => firmness < 1);
  const tags = planPart(chosen, weights.tagsShare, weights.fullTags, 1);
  const text = planPart([...textWishes(query, view, weights), ...named], weights.textShare, weights.fullWords, least);
  const traits = traitsOf(query, '');
  return {
    terms: [...tags.terms, ...text.terms].sort((a, b) => (a.term < b.term ? -1 : 1)),
    traits,
    penalties: text.terms.length > 0 ? penalty.points : NO_PENALTIES,
    stakes: { tags: pointsOf(tags), text: pointsOf(text), traits: sumOfTraits(fullTraits(traits, weights)) },
  };
};
