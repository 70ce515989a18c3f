// Numbers for terms, and how much of the collection each term makes up. A number whose term has left the collection is
// given to the next new term: what still carries it in old segments is dead, and dead items are never looked at.
import { CONCEPT_SORT } from '../item-vector.js';
import { FULL_IMPACT } from '../weights.js';

/** Numbers share 32 bits with an impact while an item is read. */
const MOST_TERMS = 1 << 24;

export interface Dictionary {
  find(term: string): number | undefined;
  /** Counts in one item's use of a term; answers the term's number, new if need be. */
  countIn(term: string, impact: number): number;
  countOut(number: number, impact: number): void;
  mass(term: string): number;
  isConcept(number: number): boolean;
  size(): number;
  /** Numbers given so far, those in use and those waiting to be used again. */
  capacity(): number;
}

export const createDictionary = (): Dictionary => {
  const numbers = new Map<string, number>();
  const terms: string[] = [];
  const free: number[] = [];
  let masses = new Float64Array(1024);
  let concepts = new Uint8Array(1024);

  const grow = (): void => {
    const wider = new Float64Array(masses.length * 2);
    wider.set(masses);
    masses = wider;
    const more = new Uint8Array(concepts.length * 2);
    more.set(concepts);
    concepts = more;
  };

  const add = (term: string): number => {
    const number = free.pop() ?? terms.length;
    if (number >= MOST_TERMS)
      throw new RangeError('The collection has more different terms than the index can number.');
    if (number === masses.length) grow();
    terms[number] = term;
    concepts[number] = term.startsWith(CONCEPT_SORT) ? 1 : 0;
    masses[number] = 0;
    numbers.set(term, number);
    return number;
  };

  return {
    find: (term) => numbers.get(term),
    countIn(term, impact) {
      const number = numbers.get(term) ?? add(term);
      masses[number]! += concepts[number] === 1 ? impact : FULL_IMPACT;
      return number;
    },
    countOut(number, impact) {
      masses[number]! -= concepts[number] === 1 ? impact : FULL_IMPACT;
      if (masses[number]! > 0) return;
      numbers.delete(terms[number]!);
      terms[number] = '';
      free.push(number);
    },
    mass: (term) => masses[numbers.get(term) ?? -1] ?? 0,
    isConcept: (number) => concepts[number] === 1,
    size: () => numbers.size,
    capacity: () => terms.length,
  };
};
