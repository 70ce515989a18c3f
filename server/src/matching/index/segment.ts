// A frozen part of the index: up to 65,536 items, so that a place in it fits 16 bits. Inverted lists answer queries;
// forward lists (terms only, as small differences) are there to count an item out again when it goes.
export const SEGMENT_SIZE = 65_536;
/** A term in more items than this is kept as one byte an item: smaller than a list, and read without searching. */
const DENSE_SHARE = 4;

export interface Segment {
  size: number;
  slots: Uint32Array;
  profiles: Uint32Array;
  lengths: Uint16Array;
  /** No item here has fewer different words. */
  shortest: number;
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
  columns: Map<number, Column>;
  forwardEnds: Uint32Array;
  forward: Uint8Array;
}

export interface Column {
  /** By place; 0 where the term is not. */
  impacts: Uint8Array;
  /** Items that have the term. */
  count: number;
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

export const startOf = ({ ends }: Pick<Segment, 'ends'>, position: number): number =>
  position === 0 ? 0 : ends[position - 1]!;

export const startOfForward = ({ forwardEnds }: Segment, place: number): number =>
  place === 0 ? 0 : forwardEnds[place - 1]!;

/** The impact of the term at a position in the item at a place; 0 when absent. */
export const impactAt = (segment: Segment, position: number, place: number): number => {
  const column = segment.columns.get(position);
  if (column) return column.impacts[place]!;
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

/** The terms of the item at a place, for counting it out. */
export const forEachTermAt = (segment: Segment, place: number, visit: (term: number) => void): void => {
  const { forward } = segment;
  const end = segment.forwardEnds[place]!;
  let term = 0;
  for (let at = startOfForward(segment, place); at < end;) {
    let gap = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = forward[at++]!;
      gap |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    visit((term += gap));
  }
};

export type Layout = Pick<Segment, 'terms' | 'ends' | 'maxima' | 'places' | 'impacts' | 'columns'>;

/** Room for the list of each term, given the number of items it is in; nothing is filled in yet. */
export const layOut = (terms: Uint32Array, counts: Uint32Array, size: number, columnsFrom: number): Layout => {
  const columns = new Map<number, Column>();
  const ends = new Uint32Array(terms.length);
  let listed = 0;
  for (let position = 0; position < terms.length; position++) {
    const count = counts[position]!;
    if (size >= columnsFrom && count * DENSE_SHARE > size) {
      columns.set(position, { impacts: new Uint8Array(size), count });
    } else listed += count;
    ends[position] = listed;
  }
  const maxima = new Uint8Array(terms.length);
  return { terms, ends, maxima, columns, places: new Uint16Array(listed), impacts: new Uint8Array(listed) };
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
    ...[...segment.columns.values()].map(({ impacts }) => impacts),
  ].reduce((sum, { byteLength }) => sum + byteLength, 0);
