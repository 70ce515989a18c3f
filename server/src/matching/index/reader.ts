// Reads an item as item-vector.ts does, straight into numbers and without a string or a map per item: what is said is
// counted in one long row, by number of term. The laws hold the two ways of reading against each other.
import { normalise } from '../analysis/normalise.js';
import { TERM_KEYS } from '../analysis/term-cache.js';
import { forEachPiece, generation, NOTHING, type PieceSink, termOf } from '../analysis/terms.js';
import { CONCEPT_SORT, conceptImpacts, fieldsOf, isWord, textImpact } from '../item-vector.js';
import type { MatchItem, MatchTaxonomy } from '../types.js';
import { MATCH_LIMITS, type MatchWeights } from '../weights.js';
import type { Dictionary } from './dictionary.js';
import { grown } from './grown.js';
import { packPosting } from './posting.js';

/** In place of a number: no term at all. */
const NO_TERM = 2 ** 32 - 1;
const LAST_EPOCH = 2 ** 32 - 1;

export interface Reading {
  /** Packed, ascending. Good until the next item is read. */
  postings: Uint32Array;
  /** Different words. */
  length: number;
}

export const createReader = (dictionary: Dictionary, taxonomy: MatchTaxonomy, weights: MatchWeights) => {
  // By key of the term cache, side by side: the number last found, and the epoch in which that was. In the same epoch no
  // term has left the dictionary and no key has begun anew, so the number is right without a look at any letter.
  const hints = new Uint32Array(2 * TERM_KEYS);
  let epoch = 0;
  let removals = -1;
  let keys = -1;
  // By number of term; all zero between items.
  let counts = new Float64Array(0);
  let met = new Uint32Array(0);
  let size = 0;
  let boost = 0;

  const beginEpoch = (): void => {
    if (epoch === LAST_EPOCH) hints.fill(0);
    epoch = (epoch % LAST_EPOCH) + 1;
    removals = dictionary.removals();
    keys = generation();
  };

  const findNumber = (key: number): number => {
    const hinted = hints[2 * key]!;
    const term = termOf(key);
    if (term === NOTHING) return NO_TERM;
    return hinted !== NO_TERM && dictionary.termOf(hinted) === term ? hinted : dictionary.numberOf(term);
  };

  const count = (number: number): void => {
    if (number >= counts.length) counts = grown(counts, number + 1);
    if (counts[number] === 0) {
      if (size === met.length) met = grown(met, size + 1);
      met[size++] = number;
    }
    counts[number]! += boost;
  };

  const sink: PieceSink = {
    piece(key) {
      if (keys !== generation()) beginEpoch();
      if (hints[2 * key + 1] !== epoch) {
        hints[2 * key] = findNumber(key);
        hints[2 * key + 1] = epoch;
      }
      const number = hints[2 * key]!;
      if (number !== NO_TERM) count(number);
    },
    joined: (term) => count(dictionary.numberOf(term)),
  };

  const countField = (field: { text: string; boost: number }): void => {
    boost = field.boost;
    forEachPiece(normalise(field.text), sink);
  };

  const countWords = (): number => {
    let words = 0;
    for (let at = 0; at < size; at++) if (isWord(dictionary.sortOf(met[at]!))) words++;
    return Math.min(words, MATCH_LIMITS.distinctWords);
  };

  return (item: MatchItem): Reading => {
    const [title, body, ...freeTags] = fieldsOf(item, weights);
    size = 0;
    if (removals !== dictionary.removals()) beginEpoch();
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
