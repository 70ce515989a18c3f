// Finds what one segment adds to the best k. Essential lists are added up list by list into one number an item; items
// that may still reach the threshold with all optional lists are worked out in full, and only then is the filter asked.
import { lookInto, listsOf, splitLists, type QueryList, type SplitLists, type WeightedTerm } from './query-lists.js';
import { SEGMENT_SIZE, type Segment } from './segment.js';
import { createTopK, type TopK } from './top-k.js';

export interface Search {
  terms: readonly WeightedTerm[];
  penalties: Int32Array;
  /** Trait points by profile; negative: not wanted at all. */
  traitPoints(profile: number): number;
  maxTraits: number;
  /** The id when the item may be seen, else undefined. */
  admit(slot: number): string | undefined;
}

/** Room for one segment's sums, kept between searches; all zero in between. */
export interface Workspace {
  sums: Int32Array;
  touched: Uint16Array;
}

export const createWorkspace = (): Workspace => ({
  sums: new Int32Array(SEGMENT_SIZE),
  touched: new Uint16Array(SEGMENT_SIZE),
});

/** Share of a segment below which the items met are remembered instead of all being looked at. */
const SPARSE_SHARE = 4;
/** Half of what an item may miss is left to optional lists: all of it would bring up too many candidates. */
const OPTIONAL_SHARE = 0.5;
/** Postings read and candidates tried to get a first threshold. */
const SEED_WORK = 24_000;
const SEED_CANDIDATES = 2;

const addColumn = (column: Uint8Array, weight: number, sums: Int32Array): void => {
  for (let place = 0; place < column.length; place++) sums[place]! += weight * column[place]!;
};

const addList = (segment: Segment, list: QueryList, sums: Int32Array): void => {
  const { places, impacts } = segment;
  const { weight, end } = list;
  for (let at = list.start; at < end; at++) sums[places[at]!]! += weight * impacts[at]!;
};

const addDense = (segment: Segment, lists: readonly QueryList[], sums: Int32Array): void => {
  for (const list of lists) {
    if (list.column) addColumn(list.column, list.weight, sums);
    else addList(segment, list, sums);
  }
};

/** Adds up like addDense (no columns here) and writes down which items were met; returns how many. */
const addSparse = (segment: Segment, lists: readonly QueryList[], { sums, touched }: Workspace): number => {
  const { places, impacts } = segment;
  let met = 0;
  for (const { weight, start, end } of lists) {
    for (let at = start; at < end; at++) {
      const place = places[at]!;
      if (sums[place] === 0) touched[met++] = place;
      sums[place]! += weight * impacts[at]!;
    }
  }
  return met;
};

/** What words and concepts must give an item of the segment to reach the threshold: something in any case. */
const topicalNeeded = ({ shortest }: Segment, { maxTraits, penalties }: Search, threshold: number): number =>
  Math.max(1, threshold - maxTraits + penalties[shortest]!);

const tryCandidate = (
  segment: Segment,
  place: number,
  sum: number,
  split: SplitLists,
  search: Search,
  best: TopK,
): void => {
  if (segment.alive[place] === 0) return;
  const traits = search.traitPoints(segment.profiles[place]!);
  if (traits < 0) return;
  const untopical = traits - search.penalties[segment.lengths[place]!]!;
  const least = Math.max(1, best.threshold() - untopical);
  let topical = sum;
  let open = split.optionalBound;
  for (const list of split.optional) {
    if (topical + open < least) return;
    open -= list.bound;
    topical += list.weight * lookInto(segment, list, place);
  }
  if (topical < least) return;
  const id = search.admit(segment.slots[place]!);
  if (id !== undefined) best.offer({ id, points: topical + untopical });
};

const addUp = (segment: Segment, split: SplitLists, room: Workspace): number => {
  const isSparse = split.work * SPARSE_SHARE < segment.size && split.essential.every(({ column }) => !column);
  if (isSparse) return addSparse(segment, split.essential, room);
  addDense(segment, split.essential, room.sums);
  return -1;
};

/** Visits every item with at least `least` so far and leaves the workspace all zero. `met` is what addUp said. */
const drain = (
  room: Workspace,
  met: number,
  size: number,
  least: () => number,
  visit: (place: number, sum: number) => void,
): void => {
  const { sums, touched } = room;
  if (met >= 0) {
    for (let at = 0; at < met; at++) {
      const place = touched[at]!;
      const sum = sums[place]!;
      sums[place] = 0;
      if (sum >= least()) visit(place, sum);
    }
    return;
  }
  let needed = least();
  for (let place = 0; place < size; place++) {
    const sum = sums[place]!;
    if (sum < needed) continue;
    visit(place, sum);
    needed = least();
  }
  sums.fill(0, 0, size);
};

export const searchSegment = (segment: Segment, search: Search, best: TopK, room: Workspace): void => {
  const lists = listsOf(segment, search.terms);
  if (lists.length === 0) return;
  const needed = topicalNeeded(segment, search, best.threshold());
  const split = splitLists(lists, Math.floor((needed - 1) * OPTIONAL_SHARE));
  const met = addUp(segment, split, room);
  drain(
    room,
    met,
    segment.size,
    () => Math.max(1, topicalNeeded(segment, search, best.threshold()) - split.optionalBound),
    (place, sum) => tryCandidate(segment, place, sum, split, search, best),
  );
};

/** Those with the highest sums, by a line that is raised until few enough stand above it. */
const mostPromising = (met: Uint16Array, sums: Int32Array, wanted: number): number[] => {
  let line = 1;
  let above: number[] = [];
  const keepBest = (): void => {
    above = above.sort((a, b) => sums[b]! - sums[a]!).slice(0, wanted);
  };
  for (const place of met) {
    if (sums[place]! < line) continue;
    above.push(place);
    if (above.length < wanted * 8) continue;
    keepBest();
    line = sums[above.at(-1)!]! + 1;
  }
  keepBest();
  return above;
};

/** A threshold that the best k of this segment are sure to reach, found by trying the most promising few. */
export const seedThreshold = (segment: Segment, search: Search, k: number, room: Workspace): number => {
  const optional = listsOf(segment, search.terms);
  const read: QueryList[] = [];
  for (let work = 0; work < SEED_WORK && optional.length > 0 && !optional.at(-1)!.column;) {
    const list = optional.pop()!;
    read.push(list);
    work += list.count;
  }
  const split: SplitLists = {
    essential: read,
    optional,
    optionalBound: optional.reduce((sum, { bound }) => sum + bound, 0),
    work: 0,
  };
  const { sums, touched } = room;
  const met = touched.subarray(0, addSparse(segment, read, room));
  const best = createTopK(k);
  for (const place of mostPromising(met, sums, k * SEED_CANDIDATES))
    tryCandidate(segment, place, sums[place]!, split, search, best);
  for (const place of met) sums[place] = 0;
  return best.threshold();
};
