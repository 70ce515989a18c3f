// Terms met lately, found by their letters where they stand in a text: nothing is cut out of the text to look one up, a
// word is stemmed once, and equal terms are one string. Keys are small and stay the same until the cache is emptied. Texts
// come as numbers, since each letter is looked at several times and a string must say what it is made of every time.
// Rare words lie far from the processor, so all that is asked of a term lies in one place, and many terms are looked up in
// rounds: within a round nothing depends on anything else, so the processor waits for many places at once.
import { MATCH_LIMITS } from '../weights.js';

/** What the piece of the text from `from` to `to` is as a term of its sort; '' when it is none. */
export type MakeTerm = (sort: number, from: number, to: number) => string;

/** Pieces of a text, to be looked up together. */
export interface Pieces {
  size: number;
  sorts: Uint16Array;
  starts: Uint32Array;
  ends: Uint32Array;
  /** What is found. */
  keys: Uint32Array;
}

/** So many pieces at once at most. */
export const ROOM = 256;

export const createPieces = (): Pieces => ({
  size: 0,
  sorts: new Uint16Array(ROOM),
  starts: new Uint32Array(ROOM),
  ends: new Uint32Array(ROOM),
  keys: new Uint32Array(ROOM),
});

export interface TermCache {
  /** The key of the term that the piece from `from` to `to` is; `sort` is a letter's number. */
  keyOf(sort: number, text: Uint16Array, from: number, to: number): number;
  /** The same for many; all their keys are good together. */
  findKeys(pieces: Pieces, text: Uint16Array): void;
  termOf(key: number): string;
  /**
   * Two numbers for each term that readers may write, at NOTE * key and the place after it: they lie beside the letters, so
   * they are near when the key is. All readers share them; 0 when nobody has written.
   */
  notes: Uint32Array;
  /** Another one each time that keys begin anew. */
  generation(): number;
}

/** So many different pieces are held; one more empties the cache. */
export const MOST_TERMS = 300_000;
export const NOTE = 4;

// A record is what belongs to one term: two notes, its sort and length, its letters. It begins at a multiple of 16 bytes,
// and its key is that multiple; none has the key 0.
const RECORD_BYTES = 16;
const KEYS = 1 << 19;
const LETTERS_OF_A_KEY = RECORD_BYTES / Uint16Array.BYTES_PER_ELEMENT;
const LETTERS_BEFORE = 5;
const SORT_AT = 4;
const recordKeys = (length: number): number => Math.ceil((LETTERS_BEFORE + length) / LETTERS_OF_A_KEY);

const SLOTS = 1 << 19;
/** Low bits of a slot: a key, 0 when free. The others are the hash's: most strangers are known by them. */
const KEY_BITS = KEYS - 1;

/** A letter's number and a length of at most 64 as one. */
const headOf = (sort: number, length: number): number => (sort << 8) | length;

const hashOf = (sort: number, text: Uint16Array, from: number, to: number): number => {
  let hash = sort;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text[at]!, 0x01000193);
  // The low bits choose the slot: bring the high ones down.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
};

const slotOf = (hash: number): number => (hash >>> 10) & (SLOTS - 1);

/** Words longer than any that is meant are known by their beginning. */
const endOf = (from: number, to: number): number => Math.min(to, from + MATCH_LIMITS.wordLength);

/** Where the head of the record with this key stands among the letters. */
const headAt = (key: number): number => key * LETTERS_OF_A_KEY + SORT_AT;

export const createTermCache = (make: MakeTerm): TermCache => {
  const slots = new Uint32Array(SLOTS);
  const letters = new Uint16Array(KEYS * LETTERS_OF_A_KEY);
  const notes = new Uint32Array(letters.buffer);
  // By key.
  const terms: string[] = new Array<string>(KEYS).fill('');
  let size = 0;
  let nextKey = 1;
  let generation = 0;

  /** Whether these are the letters of a record whose head is right. */
  const hasLetters = (key: number, text: Uint16Array, from: number, to: number): boolean => {
    let at = headAt(key);
    for (let letter = from; letter < to; letter++) if (letters[++at] !== text[letter]) return false;
    return true;
  };

  const hasRoom = (pieces: number): boolean =>
    size + pieces <= MOST_TERMS && nextKey + pieces * recordKeys(MATCH_LIMITS.wordLength) <= KEYS;

  const empty = (): void => {
    slots.fill(0);
    terms.fill('');
    size = 0;
    nextKey = 1;
    generation++;
  };

  const add = (hash: number, sort: number, text: Uint16Array, from: number, to: number): number => {
    const key = nextKey;
    let slot = slotOf(hash);
    while (slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    slots[slot] = (hash & ~KEY_BITS) | key;
    nextKey += recordKeys(to - from);
    size++;
    notes[key * NOTE] = 0;
    notes[key * NOTE + 1] = 0;
    let at = headAt(key);
    letters[at] = headOf(sort, to - from);
    for (let letter = from; letter < to; letter++) letters[++at] = text[letter]!;
    terms[key] = make(sort, from, to);
    return key;
  };

  /** 0 when it is not known. */
  const find = (hash: number, sort: number, text: Uint16Array, from: number, to: number): number => {
    const head = headOf(sort, to - from);
    const mark = hash & ~KEY_BITS;
    let slot = slotOf(hash);
    for (let held = slots[slot]!; held !== 0; held = slots[slot]!) {
      const key = held & KEY_BITS;
      const isLike = (held & ~KEY_BITS) === mark && letters[headAt(key)] === head;
      if (isLike && hasLetters(key, text, from, to)) return key;
      slot = (slot + 1) & (SLOTS - 1);
    }
    return 0;
  };

  const findOrAdd = (hash: number, sort: number, text: Uint16Array, from: number, to: number): number =>
    find(hash, sort, text, from, to) || add(hash, sort, text, from, to);

  // Of each piece of a round: its hash, what its slot holds, and the head of the record that one names.
  const hashes = new Int32Array(ROOM);
  const found = new Uint32Array(ROOM);
  const heads = new Uint16Array(ROOM);

  return {
    keyOf(sort, text, from, to) {
      const end = endOf(from, to);
      const hash = hashOf(sort, text, from, end);
      const known = find(hash, sort, text, from, end);
      if (known > 0) return known;
      if (!hasRoom(1)) empty();
      return add(hash, sort, text, from, end);
    },
    findKeys(pieces, text) {
      const { sorts, starts, ends, keys } = pieces;
      if (!hasRoom(pieces.size)) empty();
      for (let at = 0; at < pieces.size; at++) {
        const hash = hashOf(sorts[at]!, text, starts[at]!, endOf(starts[at]!, ends[at]!));
        hashes[at] = hash;
        found[at] = slots[slotOf(hash)]!;
      }
      for (let at = 0; at < pieces.size; at++) heads[at] = letters[headAt(found[at]! & KEY_BITS)]!;
      for (let at = 0; at < pieces.size; at++) {
        const start = starts[at]!;
        const end = endOf(start, ends[at]!);
        const head = headOf(sorts[at]!, end - start);
        const key = found[at]! & KEY_BITS;
        const isIt = heads[at] === head && hasLetters(key, text, start, end);
        keys[at] = isIt ? key : findOrAdd(hashes[at]!, sorts[at]!, text, start, end);
      }
    },
    termOf: (key) => terms[key]!,
    notes,
    generation: () => generation,
  };
};
