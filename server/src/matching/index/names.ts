// Numbers for strings: a hash table that grows by one bucket at a time (linear hashing, Litwin 1980), so that no call
// ever waits for the whole table to be laid out anew. Numbers of names that went are given out again.
import { grown } from './grown.js';
import type { Texts } from './texts.js';

export interface Names {
  /** -1 when unknown. */
  find(name: string): number;
  /** The number of a name that is not known yet. */
  add(name: string): number;
  remove(number: number): void;
  /** '' for a number not in use. */
  nameOf(number: number): string;
  size(): number;
  /** Above every number given so far, those waiting to be used again included. */
  capacity(): number;
  bytes(): number;
}

const FIRST_BUCKETS = 16;
/** Stands after the last of a bucket. */
const NONE = 0;

const hashOf = (name: string): number => {
  let hash = name.length;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13)) >>> 0;
};

export const createNames = (texts: Texts): Names => {
  let hashes = new Uint32Array(FIRST_BUCKETS);
  // Numbers plus one: by bucket the first, by number the one after it. Free numbers are chained in the same way.
  let heads = new Uint32Array(FIRST_BUCKETS);
  let nexts = new Uint32Array(FIRST_BUCKETS);
  let buckets = FIRST_BUCKETS;
  // Buckets when the present round of splitting began.
  let base = FIRST_BUCKETS;
  let firstFree = NONE;
  let size = 0;
  let capacity = 0;

  const bucketOf = (hash: number): number => {
    const bucket = hash & (base * 2 - 1);
    return bucket < buckets ? bucket : hash & (base - 1);
  };

  const link = (number: number): void => {
    const bucket = bucketOf(hashes[number]!);
    nexts[number] = heads[bucket]!;
    heads[bucket] = number + 1;
  };

  const split = (): void => {
    heads = grown(heads, buckets + 1);
    let next = heads[buckets - base]!;
    heads[buckets - base] = NONE;
    heads[buckets++] = NONE;
    while (next !== NONE) {
      const number = next - 1;
      next = nexts[number]!;
      link(number);
    }
    if (buckets === base * 2) base = buckets;
  };

  const take = (): number => {
    if (firstFree === NONE) return capacity++;
    const number = firstFree - 1;
    firstFree = nexts[number]!;
    return number;
  };

  return {
    find(name) {
      const hash = hashOf(name);
      for (let next = heads[bucketOf(hash)]!; next !== NONE; next = nexts[next - 1]!) {
        if (hashes[next - 1] === hash && texts.is(next - 1, name)) return next - 1;
      }
      return -1;
    },
    add(name) {
      const number = take();
      hashes = grown(hashes, number + 1);
      nexts = grown(nexts, number + 1);
      texts.set(number, name);
      hashes[number] = hashOf(name);
      link(number);
      if (++size > buckets) split();
      return number;
    },
    remove(number) {
      const bucket = bucketOf(hashes[number]!);
      if (heads[bucket] === number + 1) heads[bucket] = nexts[number]!;
      else {
        let before = heads[bucket]! - 1;
        while (nexts[before] !== number + 1) before = nexts[before]! - 1;
        nexts[before] = nexts[number]!;
      }
      texts.clear(number);
      nexts[number] = firstFree;
      firstFree = number + 1;
      size--;
    },
    nameOf: texts.get,
    size: () => size,
    capacity: () => capacity,
    bytes: () => texts.bytes() + hashes.byteLength + heads.byteLength + nexts.byteLength,
  };
};
