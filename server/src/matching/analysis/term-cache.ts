// Terms met lately, found by their letters where they stand in a text: nothing is cut out of the text to look one up, a
// word is stemmed once, and equal terms are one string. Keys are small and stay the same until the cache is emptied. Texts
// come as numbers, since each letter is looked at several times and a string must say what it is made of every time.
import { MATCH_LIMITS } from '../weights.js';

/** What the piece of the text from `from` to `to` is as a term of its sort; '' when it is none. */
export type MakeTerm = (sort: number, from: number, to: number) => string;

export interface TermCache {
  /** The key of the term that the piece from `from` to `to` is; `sort` is a letter's number. */
  keyOf(sort: number, text: Uint16Array, from: number, to: number): number;
  termOf(key: number): string;
  /** Another one each time that keys begin anew. */
  generation(): number;
}

/** Keys are below this; one more different piece empties the cache. */
export const TERM_KEYS = 300_000;
const SLOTS = 1 << 19;
/** Low bits of a slot: key plus one, 0 when free. The others are the hash's: most strangers are known by them. */
const KEY_BITS = SLOTS - 1;
const LETTERS_OF_A_TERM = 16;

const hashOf = (sort: number, text: Uint16Array, from: number, to: number): number => {
  let hash = sort;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text[at]!, 0x01000193);
  // The low bits choose the slot: bring the high ones down.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
};

export const createTermCache = (make: MakeTerm): TermCache => {
  const slots = new Uint32Array(SLOTS);
  // Where the letters of each piece end, its sort before them.
  const ends = new Uint32Array(TERM_KEYS);
  const letters = new Uint16Array(TERM_KEYS * LETTERS_OF_A_TERM);
  const terms: string[] = [];
  let generation = 0;

  const startOf = (key: number): number => (key === 0 ? 0 : ends[key - 1]!);

  const isAt = (key: number, sort: number, text: Uint16Array, from: number, to: number): boolean => {
    let at = startOf(key);
    if (ends[key]! - at !== to - from + 1 || letters[at] !== sort) return false;
    for (let letter = from; letter < to; letter++) if (letters[++at] !== text[letter]) return false;
    return true;
  };

  const isFull = (): boolean =>
    terms.length === TERM_KEYS || startOf(terms.length) + MATCH_LIMITS.wordLength >= letters.length;

  const add = (sort: number, text: Uint16Array, from: number, to: number): number => {
    const key = terms.length;
    let at = startOf(key);
    letters[at++] = sort;
    for (let letter = from; letter < to; letter++) letters[at++] = text[letter]!;
    ends[key] = at;
    terms.push(make(sort, from, to));
    return key;
  };

  return {
    keyOf(sort, text, from, to) {
      const end = Math.min(to, from + MATCH_LIMITS.wordLength);
      const hash = hashOf(sort, text, from, end);
      const mark = hash & ~KEY_BITS;
      let slot = (hash >>> 10) & (SLOTS - 1);
      for (let held = slots[slot]!; held !== 0; held = slots[slot]!) {
        const key = (held & KEY_BITS) - 1;
        if ((held & ~KEY_BITS) === mark && isAt(key, sort, text, from, end)) return key;
        slot = (slot + 1) & (SLOTS - 1);
      }
      if (isFull()) {
        slots.fill(0);
        terms.length = 0;
        generation++;
        slot = (hash >>> 10) & (SLOTS - 1);
      }
      slots[slot] = mark | (terms.length + 1);
      return add(sort, text, from, end);
    },
    termOf: (key) => terms[key]!,
    generation: () => generation,
  };
};
