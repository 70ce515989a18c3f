// A frozen part of the index: up to 65,536 items, so that a place in it fits 16 bits. Inverted lists answer queries;
// forward lists (terms only, as small differences) are there to count an item out again when it goes.
import type { Entry } from './entry.js';

export const SEGMENT_SIZE = 65_536;
/** A term in more items than this is kept as one byte an item: smaller than a list, and read without searching. */
const DENSE_SHARE = 4;

export interface Segment {
  size: number;
  slots: Uint32Array;
  profiles: Uint32Array;
  lengths: Uint16Array;
  /** 1 while the item is in force. */
  alive: Uint8Array;
  living: number;
  /** Terms that occur, ascending, each with the end of its list; the start is the end of the one before. */
  terms: Uint32Array;
  ends: Uint32Array;
  maxima: Uint8Array;
  places: Uint16Array;
  impacts: Uint8Array;
  /** By position in `terms`; these have no list. */
  columns: Map<number, Uint8Array>;
  /** Items a column holds. */
  columnCounts: Map<number, number>;
  forwardEnds: Uint32Array;
  forward: Uint8Array;
}

/** Position of a term in `terms`, or -1. */
export const positionOf = (segment: Segment, term: number): number => {
  const { terms } = segment;
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = terms[middle]!;
    if (found === term) return middle;
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};

export const startOf = (segment: Segment, position: number): number =>
  position === 0 ? 0 : segment.ends[position - 1]!;

/** The impact of the term at a position in the item at a place; 0 when absent. */
export const impactAt = (segment: Segment, position: number, place: number): number => {
  const column = segment.columns.get(position);
  if (column) return column[place]!;
  const { places, impacts } = segment;
  let low = startOf(segment, position);
  let high = segment.ends[position]! - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = places[middle]!;
    if (found === place) return impacts[middle]!;
    if (found < place) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
};

/** Calls back with each term of the item at a place. */
export const forEachTermAt = (segment: Segment, place: number, visit: (term: number) => void): void => {
  const { forward, forwardEnds } = segment;
  let at = place === 0 ? 0 : forwardEnds[place - 1]!;
  const end = forwardEnds[place]!;
  let term = 0;
  while (at < end) {
    let shift = 0;
    let byte: number;
    let gap = 0;
    do {
      byte = forward[at++]!;
      gap |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    term += gap;
    visit(term);
  }
};

const encodeForward = (entries: readonly Entry[]): Pick<Segment, 'forward' | 'forwardEnds'> => {
  const most = entries.reduce((sum, { terms }) => sum + terms.length, 0) * 4;
  const bytes = new Uint8Array(most);
  const forwardEnds = new Uint32Array(entries.length);
  let at = 0;
  entries.forEach(({ terms }, place) => {
    let before = 0;
    for (let index = 0; index < terms.length; index++) {
      let gap = terms[index]! - before;
      before = terms[index]!;
      while (gap > 127) {
        bytes[at++] = (gap & 127) | 128;
        gap >>>= 7;
      }
      bytes[at++] = gap;
    }
    forwardEnds[place] = at;
  });
  return { forward: bytes.slice(0, at), forwardEnds };
};

const countTerms = (entries: readonly Entry[], capacity: number): Uint32Array => {
  const counts = new Uint32Array(capacity);
  for (const { terms } of entries) for (let index = 0; index < terms.length; index++) counts[terms[index]!]!++;
  return counts;
};

export interface Layout {
  terms: Uint32Array;
  ends: Uint32Array;
  columns: Map<number, Uint8Array>;
  columnCounts: Map<number, number>;
  listed: number;
}

/** Where each term's list goes, given the number of items it is in. */
export const layOut = (
  terms: Uint32Array,
  countOf: (index: number) => number,
  size: number,
  columnsFrom: number,
): Layout => {
  const layout: Layout = {
    terms,
    ends: new Uint32Array(terms.length),
    columns: new Map(),
    columnCounts: new Map(),
    listed: 0,
  };
  for (let position = 0; position < terms.length; position++) {
    const count = countOf(position);
    if (size >= columnsFrom && count * DENSE_SHARE > size) {
      layout.columns.set(position, new Uint8Array(size));
      layout.columnCounts.set(position, count);
    } else layout.listed += count;
    layout.ends[position] = layout.listed;
  }
  return layout;
};

const usedTerms = (counts: Uint32Array): Uint32Array => {
  let used = 0;
  for (let term = 0; term < counts.length; term++) if (counts[term]! > 0) used++;
  const terms = new Uint32Array(used);
  let at = 0;
  for (let term = 0; term < counts.length; term++) if (counts[term]! > 0) terms[at++] = term;
  return terms;
};

const fillLists = (
  entries: readonly Entry[],
  layout: Layout,
  capacity: number,
): Pick<Segment, 'places' | 'impacts' | 'maxima'> => {
  const places = new Uint16Array(layout.listed);
  const impacts = new Uint8Array(layout.listed);
  const maxima = new Uint8Array(layout.terms.length);
  const positions = new Uint32Array(capacity);
  const next = new Uint32Array(layout.terms.length);
  layout.terms.forEach((term, position) => {
    positions[term] = position;
    next[position] = position === 0 ? 0 : layout.ends[position - 1]!;
  });
  const columnAt = (position: number): Uint8Array | undefined => layout.columns.get(position);
  entries.forEach((entry, place) => {
    for (let index = 0; index < entry.terms.length; index++) {
      const position = positions[entry.terms[index]!]!;
      const impact = entry.impacts[index]!;
      if (impact > maxima[position]!) maxima[position] = impact;
      const at = next[position]!;
      if (at === layout.ends[position]) columnAt(position)![place] = impact;
      else {
        places[at] = place;
        impacts[at] = impact;
        next[position] = at + 1;
      }
    }
  });
  return { places, impacts, maxima };
};

/** Freezes entries, in the order given. `capacity` is above every term's number. */
export const buildSegment = (entries: readonly Entry[], capacity: number, columnsFrom: number): Segment => {
  const counts = countTerms(entries, capacity);
  const terms = usedTerms(counts);
  const layout = layOut(terms, (position) => counts[terms[position]!]!, entries.length, columnsFrom);
  return {
    size: entries.length,
    living: entries.length,
    slots: Uint32Array.from(entries, ({ slot }) => slot),
    profiles: Uint32Array.from(entries, ({ profile }) => profile),
    lengths: Uint16Array.from(entries, ({ length }) => length),
    alive: new Uint8Array(entries.length).fill(1),
    terms: layout.terms,
    ends: layout.ends,
    columns: layout.columns,
    columnCounts: layout.columnCounts,
    ...fillLists(entries, layout, capacity),
    ...encodeForward(entries),
  };
};

export const bytesOf = (segment: Segment): number =>
  [
    segment.slots,
    segment.profiles,
    segment.lengths,
    segment.alive,
    segment.terms,
    segment.ends,
    segment.maxima,
    segment.places,
    segment.impacts,
    segment.forwardEnds,
    segment.forward,
    ...segment.columns.values(),
  ].reduce((sum, { byteLength }) => sum + byteLength, 0);
