// Reads an item once: every word, character pair and concept with its impact, one byte that says how much the item is
// about it. An impact depends on the item alone, never on the collection, so an index stays right as others change.
import { forEachTerm, PAIR_SORT } from './analysis/terms.js';
import { normalise } from './analysis/normalise.js';
import { conceptsOf, relationsOf } from './concepts.js';
import { traitsOf, type Traits } from './traits.js';
import type { MatchItem, MatchQuery, MatchTaxonomy } from './types.js';
import { FULL_IMPACT, MATCH_LIMITS, type MatchWeights } from './weights.js';

export const CONCEPT_SORT = 'c';

export interface ItemVector {
  id: string;
  /** Term to impact, 1 to 255. */
  impacts: ReadonlyMap<string, number>;
  traits: Traits;
}

type Texts = Pick<MatchQuery, 'title' | 'body' | 'freeTags'>;

/** The fields of an item as far as they are read, with what a word in each counts. */
export const fieldsOf = (item: Texts, weights: MatchWeights): { text: string; boost: number }[] => [
  { text: item.title.slice(0, MATCH_LIMITS.titleLength), boost: weights.titleBoost },
  { text: item.body.slice(0, MATCH_LIMITS.bodyLength), boost: weights.bodyBoost },
  ...(item.freeTags ?? [])
    .slice(0, MATCH_LIMITS.freeTags)
    .map((tag) => ({ text: tag.slice(0, MATCH_LIMITS.freeTagLength), boost: weights.freeTagBoost })),
];

/** How often each term is said, weighted by field, and the weighted number of words. */
export const countTerms = (fields: readonly { text: string; boost: number }[]): { counts: Map<string, number>; length: number } => {
  const counts = new Map<string, number>();
  let length = 0;
  for (const { text, boost } of fields) {
    forEachTerm(normalise(text), (term) => {
      counts.set(term, (counts.get(term) ?? 0) + boost);
      if (!term.startsWith(PAIR_SORT)) length += boost;
    });
  }
  return { counts, length };
};

/** BM25's answer to "how much is this text about a word said so often", as a byte. */
export const textImpact = (count: number, length: number, weights: MatchWeights): number => {
  const stretch = 1 - weights.lengthPenalty + (weights.lengthPenalty * length) / weights.usualLength;
  return Math.max(1, Math.round((FULL_IMPACT * count) / (count + weights.saturation * stretch)));
};

// Each concept of the item answers queries for itself and for its relatives; the best answer counts, not the sum.
const conceptImpacts = (item: MatchItem, taxonomy: MatchTaxonomy, weights: MatchWeights): Map<string, number> => {
  const impacts = new Map<string, number>();
  for (const { id, firmness } of conceptsOf(item, taxonomy, weights.namedInItem).values()) {
    // Seen from a query for the broader concept, this one is narrower: the relation turns round.
    for (const { id: asked, relation } of relationsOf(id, taxonomy, weights)) {
      const answer =
        relation === 'broader' ? weights.narrowerConcept
        : relation === 'narrower' ? weights.broaderConcept
        : relation === 'related' ? weights.relatedConcept
        : weights.sameConcept;
      const impact = Math.max(1, Math.round(FULL_IMPACT * firmness * answer));
      impacts.set(asked, Math.max(impact, impacts.get(asked) ?? 0));
    }
  }
  return impacts;
};

export const readItem = (item: MatchItem, taxonomy: MatchTaxonomy, weights: MatchWeights): ItemVector => {
  const impacts = new Map<string, number>();
  const { counts, length } = countTerms(fieldsOf(item, weights));
  for (const [term, count] of counts) impacts.set(term, textImpact(count, length, weights));
  for (const [concept, impact] of conceptImpacts(item, taxonomy, weights)) impacts.set(CONCEPT_SORT + concept, impact);
  return { id: item.id, impacts, traits: traitsOf(item, item.kind) };
};
