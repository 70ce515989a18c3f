// Numbers for terms, and how much of the collection each term makes up. A number whose term has left the collection is
// given to the next new term: what still carries it in old segments is dead, and dead items are never looked at.
import { sortOf, TermSort } from '../item-vector.js';
import { FULL_IMPACT } from '../weights.js';
import { grown } from './grown.js';
import { createNames } from './names.js';
import { impactOfPosting, termOfPosting } from './posting.js';
import { createPlainTexts } from './texts.js';

/** Numbers share 32 bits with an impact. */
const MOST_TERMS = 1 << 24;

export interface Dictionary {
  /** -1 when unknown. */
  find(term: string): number;
  /** New terms get a number at once; whoever asks counts them in before anything is counted out. */
  numberOf(term: string): number;
  /** '' for a number not in use. */
  termOf(number: number): string;
  sortOf(number: number): TermSort;
  /** Adds to what the item being read says of a term; answers whether that is the first it says. */
  say(number: number, boost: number): boolean;
  /** What was said, and nothing is from now on. */
  takeSaid(number: number): number;
  /** Packed postings, as in reader.ts. */
  countIn(postings: Uint32Array): void;
  countOut(number: number, impact: number): void;
  /** How many terms have left so far: until the next one leaves, every number stands for the same term. */
  removals(): number;
  mass(term: string): number;
  isConcept(number: number): boolean;
  size(): number;
  /** Numbers given so far, those in use and those waiting to be used again. */
  capacity(): number;
  bytes(): number;
}

export const createDictionary = (): Dictionary => {
  // Plain, because a reader compares terms by being the very same string.
  const names = createNames(createPlainTexts());
  // By number, side by side, for both are asked of every term of an item: its mass, and how much the item being read says
  // it (0 between items).
  let tallies = new Float64Array(0);
  let sorts = new Uint8Array(0);
  let removals = 0;

  const add = (term: string): number => {
    if (names.size() === MOST_TERMS)
      throw new RangeError('The collection has more different terms than the index can number.');
    const number = names.add(term);
    tallies = grown(tallies, 2 * number + 2);
    sorts = grown(sorts, number + 1);
    sorts[number] = sortOf(term);
    tallies[2 * number] = 0;
    return number;
  };

  return {
    find: names.find,
    numberOf(term) {
      const known = names.find(term);
      return known < 0 ? add(term) : known;
    },
    termOf: names.nameOf,
    sortOf: (number) => sorts[number] as TermSort,
    say(number, boost) {
      const said = tallies[2 * number + 1]!;
      tallies[2 * number + 1] = said + boost;
      return said === 0;
    },
    takeSaid(number) {
      const said = tallies[2 * number + 1]!;
      tallies[2 * number + 1] = 0;
      return said;
    },
    countIn(postings) {
      const [held, by] = [tallies, sorts];
      for (let at = 0; at < postings.length; at++) {
        const number = termOfPosting(postings[at]!);
        held[2 * number]! += by[number] === TermSort.Concept ? impactOfPosting(postings[at]!) : FULL_IMPACT;
      }
    },
    countOut(number, impact) {
      tallies[2 * number]! -= sorts[number] === TermSort.Concept ? impact : FULL_IMPACT;
      if (tallies[2 * number]! > 0) return;
      names.remove(number);
      removals++;
    },
    removals: () => removals,
    mass: (term) => tallies[2 * names.find(term)] ?? 0,
    isConcept: (number) => sorts[number] === TermSort.Concept,
    size: names.size,
    capacity: names.capacity,
    bytes: () => names.bytes() + tallies.byteLength + sorts.byteLength,
  };
};
