// The lists of one segment that a query needs, and which of them must be read in full. A list whose items could not
// reach the best k by it and its like alone is only looked into for candidates the others brought up (MaxScore:
// Turtle and Flood 1995; here chosen by bound per posting, so that the longest and least telling lists go first).
import { positionOf, startOf, type Segment } from './segment.js';

export interface WeightedTerm {
  number: number;
  weight: number;
}

export interface QueryList {
  weight: number;
  /** The most one item can get from this list. */
  bound: number;
  start: number;
  end: number;
  count: number;
  column: Uint8Array | undefined;
}

export interface SplitLists {
  /** Read in full. */
  essential: QueryList[];
  /** Only looked into, the highest bound first. */
  optional: QueryList[];
  /** The most one item can get from the optional ones together. */
  optionalBound: number;
  /** Postings to be read. */
  work: number;
}

export const listsOf = (segment: Segment, terms: readonly WeightedTerm[]): QueryList[] => {
  const lists: QueryList[] = [];
  for (const { number, weight } of terms) {
    const position = positionOf(segment, number);
    if (position < 0) continue;
    const start = startOf(segment, position);
    const end = segment.ends[position]!;
    const column = segment.columns.get(position);
    const bound = weight * segment.maxima[position]!;
    lists.push({ weight, bound, start, end, count: column?.count ?? end - start, column: column?.impacts });
  }
  return lists.sort((a, b) => a.bound / a.count - b.bound / b.count);
};

// A column is read whole, whatever it holds.
const workOf = (list: QueryList): number => list.column?.length ?? list.count;

/** `lists` as listsOf sorts them; `allowance` is what an item may miss and still not be missed. */
export const splitLists = (lists: readonly QueryList[], allowance: number): SplitLists => {
  const split: SplitLists = { essential: [], optional: [], optionalBound: 0, work: 0 };
  for (const list of lists) {
    if (split.optionalBound + list.bound <= allowance) {
      split.optional.push(list);
      split.optionalBound += list.bound;
    } else {
      split.essential.push(list);
      split.work += workOf(list);
    }
  }
  split.optional.sort((a, b) => b.bound - a.bound);
  return split;
};

/** The impact of a list's term in the item at a place; 0 when absent. */
export const lookInto = (segment: Segment, list: QueryList, place: number): number => {
  if (list.column) return list.column[place]!;
  const { places } = segment;
  let low = list.start;
  let high = list.end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low < list.end && places[low] === place ? segment.impacts[low]! : 0;
};
