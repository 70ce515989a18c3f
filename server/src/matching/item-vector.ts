// Reads an item once: every word, character pair and concept with its impact, one byte that says how much the item is
// about it. An impact depends on the item alone, never on the collection, so an index stays right as others change.
import { COMPOUND_SORT, forEachTerm, KANJI_SORT, PAIR_SORT } from './analysis/terms.js';
import { normalise } from './analysis/normalise.js';
import { conceptsOf, relationsOf } from './concepts.js';
import { traitsOf, type Traits } from './traits.js';
import type { MatchItem, MatchQuery, MatchTaxonomy } from './types.js';
import { FULL_IMPACT, MATCH_LIMITS, type MatchWeights } from './weights.js';

export const CONCEPT_SORT = 'c';
// Kanji and kana begin here; letters before it belong to alphabets.
const FIRST_JAPANESE = 0x3000;

export interface ItemVector {
  id: string;
  /** Term to impact, 1 to 255. */
  impacts: ReadonlyMap<string, number>;
  /** Different words of title and body, at most MATCH_LIMITS.distinctWords. */
  length: number;
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

/** Adds how often each term is said, weighted by field. */
export const countTerms = (fields: readonly { text: string; boost: number }[], counts: Map<string, number>): void => {
  for (const { text, boost } of fields) {
    forEachTerm(normalise(text), (term) => counts.set(term, (counts.get(term) ?? 0) + boost));
  }
};

/** Sorts of terms as items are read; what a query makes of them is in query-plan.ts. */
export const TermSort = { Latin: 0, Japanese: 1, Compound: 2, Pair: 3, Kanji: 4, Concept: 5 } as const;
export type TermSort = (typeof TermSort)[keyof typeof TermSort];

const SORTS_BY_LETTER: Readonly<Record<string, TermSort>> = {
  [COMPOUND_SORT]: TermSort.Compound,
  [PAIR_SORT]: TermSort.Pair,
  [KANJI_SORT]: TermSort.Kanji,
  [CONCEPT_SORT]: TermSort.Concept,
};

export const sortOf = (term: string): TermSort =>
  SORTS_BY_LETTER[term[0]!] ?? (term.charCodeAt(1) < FIRST_JAPANESE ? TermSort.Latin : TermSort.Japanese);

export const isWord = (sort: TermSort): boolean => sort <= TermSort.Japanese;

// A character pair or a piece of a Japanese word often repeats by accident, an English stem seldom.
const saturationOf = (sort: TermSort, weights: MatchWeights): number => {
  if (sort === TermSort.Pair) return weights.pairSaturation;
  if (sort === TermSort.Kanji) return weights.kanjiSaturation;
  return sort === TermSort.Latin ? weights.latinSaturation : weights.japaneseSaturation;
};

/** How much a text is about a word said so often, as a byte: BM25 without its length, which is held against the whole. */
export const textImpact = (sort: TermSort, count: number, weights: MatchWeights): number =>
  Math.max(1, Math.round((FULL_IMPACT * count) / (count + saturationOf(sort, weights))));

/** What saying a word once in the body gives at least. */
export const leastWordImpact = (weights: MatchWeights): number => {
  const said = Math.min(weights.bodyBoost, weights.titleBoost);
  return Math.round((FULL_IMPACT * said) / (said + Math.max(weights.latinSaturation, weights.japaneseSaturation)));
};

const countWords = (terms: Iterable<string>): number => {
  let words = 0;
  for (const term of terms) if (isWord(sortOf(term))) words++;
  return Math.min(words, MATCH_LIMITS.distinctWords);
};

// Each concept of the item answers queries for itself and for its relatives; the best answer counts, not the sum.
export const conceptImpacts = (
  item: MatchItem,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): Map<string, number> => {
  const impacts = new Map<string, number>();
  for (const { id, firmness } of conceptsOf(item, taxonomy, weights.namedInItem).values()) {
    // Seen from a query for the broader concept, this one is narrower: the relation turns round.
    for (const { id: asked, relation } of relationsOf(id, taxonomy, weights)) {
      const answer =
        relation === 'broader'
          ? weights.narrowerConcept
          : relation === 'narrower'
            ? weights.broaderConcept
            : relation === 'related'
              ? weights.relatedConcept
              : weights.sameConcept;
      const impact = Math.max(1, Math.round(FULL_IMPACT * firmness * answer));
      impacts.set(asked, Math.max(impact, impacts.get(asked) ?? 0));
    }
  }
  return impacts;
};

export const readItem = (item: MatchItem, taxonomy: MatchTaxonomy, weights: MatchWeights): ItemVector => {
  const [title, body, ...freeTags] = fieldsOf(item, weights);
  const impacts = new Map<string, number>();
  countTerms([title!, body!], impacts);
  const length = countWords(impacts.keys());
  countTerms(freeTags, impacts);
  for (const [term, count] of impacts) impacts.set(term, textImpact(sortOf(term), count, weights));
  for (const [concept, impact] of conceptImpacts(item, taxonomy, weights)) impacts.set(CONCEPT_SORT + concept, impact);
  return { id: item.id, impacts, length, traits: traitsOf(item, item.kind) };
};
