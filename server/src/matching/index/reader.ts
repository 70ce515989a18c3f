// Reads an item as item-vector.ts does, straight into numbers and without a string or a map per item: what is said is
// counted beside each term's number. The laws hold the two ways of reading against each other.
import { normalise } from '../analysis/normalise.js';
import { NOTE } from '../analysis/term-cache.js';
import { forEachPiece, generation, NOTHING, notes, type PieceSink, termOf } from '../analysis/terms.js';
import { CONCEPT_SORT, conceptImpacts, fieldsOf, isWord, textImpact } from '../item-vector.js';
import type { MatchItem, MatchTaxonomy } from '../types.js';
import { MATCH_LIMITS, type MatchWeights } from '../weights.js';
import type { Dictionary } from './dictionary.js';
import { grown } from './grown.js';
import { packPosting } from './posting.js';

/** In place of a number: no term at all. */
const NO_TERM = 2 ** 32 - 1;

/** No two readers have the same, for they write beside the same terms. Beyond 2^32 none fits a note: slower, still right. */
let lastEpoch = 0;

export interface Reading {
  /** Packed, ascending. Good until the next item is read. */
  postings: Uint32Array;
  /** Different words. */
  length: number;
}

export const createReader = (dictionary: Dictionary, taxonomy: MatchTaxonomy, weights: MatchWeights) => {
  // Noted beside each term: the number last found, and the epoch in which that was. In the same epoch no term has left the
  // dictionary and no key has begun anew, so the number is right without a look at any letter.
  let epoch = 0;
  let removals = -1;
  let keys = -1;
  // Numbers of the terms that the item says, then its postings.
  let met = new Uint32Array(0);
  let size = 0;
  let boost = 0;

  const beginEpoch = (): void => {
    epoch = ++lastEpoch;
    removals = dictionary.removals();
    keys = generation();
  };

  const findNumber = (key: number): number => {
    const hinted = notes[NOTE * key]!;
    const term = termOf(key);
    if (term === NOTHING) return NO_TERM;
    return hinted !== NO_TERM && dictionary.termOf(hinted) === term ? hinted : dictionary.numberOf(term);
  };

  const count = (number: number): void => {
    if (!dictionary.say(number, boost)) return;
    if (size === met.length) met = grown(met, size + 1);
    met[size++] = number;
  };

  const sink: PieceSink = {
    piece(key) {
      if (keys !== generation()) beginEpoch();
      const note = NOTE * key;
      if (notes[note + 1] !== epoch) {
        notes[note] = findNumber(key);
        notes[note + 1] = epoch;
      }
      const number = notes[note]!;
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
      met[at] = packPosting(term, textImpact(dictionary.sortOf(term), dictionary.takeSaid(term), weights));
    }
    for (const [id, impact] of concepts) met[size++] = packPosting(dictionary.numberOf(CONCEPT_SORT + id), impact);
    return { postings: met.subarray(0, size).sort(), length };
  };
};
