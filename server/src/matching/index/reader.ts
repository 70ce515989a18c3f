// Reads an item as item-vector.ts does, straight into numbers and without a string or a map per item: what is said is
// counted in one long row, by number of term. The laws hold the two ways of reading against each other.
import { normalise } from '../analysis/normalise.js';
import { TERM_KEYS } from '../analysis/term-cache.js';
import { forEachTerm, type TermSink, UNCACHED } from '../analysis/terms.js';
import { CONCEPT_SORT, conceptImpacts, fieldsOf, isWord, textImpact } from '../item-vector.js';
import type { MatchItem, MatchTaxonomy } from '../types.js';
import { MATCH_LIMITS, type MatchWeights } from '../weights.js';
import type { Dictionary } from './dictionary.js';
import { grown } from './grown.js';

/** A term's number and its impact in one, so that sorting by number takes the impact along. */
const packPosting = (term: number, impact: number): number => ((term << 8) | impact) >>> 0;
export const termOfPosting = (posting: number): number => posting >>> 8;
export const impactOfPosting = (posting: number): number => posting & 255;

export interface Reading {
  /** Packed, ascending. Good until the next item is read. */
  postings: Uint32Array;
  /** Different words. */
  length: number;
}

export const createReader = (dictionary: Dictionary, taxonomy: MatchTaxonomy, weights: MatchWeights) => {
  // The number last found for a key of the term cache: right as long as the dictionary has the same term there.
  const hints = new Uint32Array(TERM_KEYS);
  // By number of term; all zero between items.
  let counts = new Float64Array(0);
  let met = new Uint32Array(0);
  let size = 0;
  let boost = 0;

  const numberOf = (term: string, key: number): number => {
    if (key === UNCACHED) return dictionary.numberOf(term);
    const hinted = hints[key]!;
    if (dictionary.termOf(hinted) === term) return hinted;
    return (hints[key] = dictionary.numberOf(term));
  };

  const count: TermSink = (term, _start, _end, key) => {
    const number = numberOf(term, key);
    if (number >= counts.length) counts = grown(counts, number + 1);
    if (counts[number] === 0) {
      if (size === met.length) met = grown(met, size + 1);
      met[size++] = number;
    }
    counts[number]! += boost;
  };

  const countField = (field: { text: string; boost: number }): void => {
    boost = field.boost;
    forEachTerm(normalise(field.text), count);
  };

  const countWords = (): number => {
    let words = 0;
    for (let at = 0; at < size; at++) if (isWord(dictionary.sortOf(met[at]!))) words++;
    return Math.min(words, MATCH_LIMITS.distinctWords);
  };

  return (item: MatchItem): Reading => {
    const [title, body, ...freeTags] = fieldsOf(item, weights);
    size = 0;
    countField(title!);
    countField(body!);
    const length = countWords();
    freeTags.forEach(countField);
    const concepts = conceptImpacts(item, taxonomy, weights);
    met = grown(met, size + concepts.size);
    for (let at = 0; at < size; at++) {
      const term = met[at]!;
      met[at] = packPosting(term, textImpact(dictionary.sortOf(term), counts[term]!, weights));
      counts[term] = 0;
    }
    for (const [id, impact] of concepts) met[size++] = packPosting(dictionary.numberOf(CONCEPT_SORT + id), impact);
    return { postings: met.subarray(0, size).sort(), length };
  };
};
