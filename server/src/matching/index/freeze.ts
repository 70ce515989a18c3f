// Freezes fresh items into a segment: a counting sort by term, so the work is the number of postings and no more. It is
// done in steps, as a merge is, and rows that die meanwhile are found dead when it ends.
import type { FreshItems } from './fresh.js';
import { grown } from './grown.js';
import { impactOfPosting, termOfPosting } from './posting.js';
import { layOut, startOf, type Layout, type Segment } from './segment.js';
import { MATCH_LIMITS } from '../weights.js';

const MOST_BYTES = 4;
const bytesOfGap = (gap: number): number => (gap < 1 << 7 ? 1 : gap < 1 << 14 ? 2 : gap < 1 << 21 ? 3 : MOST_BYTES);

/** Rows of living items, in the order they were put. */
const livingRows = (fresh: FreshItems): Uint32Array => {
  const rows = new Uint32Array(fresh.living);
  let at = 0;
  for (let row = 0; row < fresh.size; row++) if (fresh.alive[row] === 1) rows[at++] = row;
  return rows;
};

/** The values of the rows, in their order. */
const pick = <Kind extends Uint8Array | Uint16Array | Uint32Array>(rows: Uint32Array, from: Kind, into: Kind): Kind => {
  for (let place = 0; place < rows.length; place++) into[place] = from[rows[place]!]!;
  return into;
};

/** Postings and terms looked at between two looks at what is left to spend. */
const STEP = 1024;

function* encodeForward(fresh: FreshItems, rows: Uint32Array, forwardEnds: Uint32Array): Generator<number, Uint8Array> {
  const { ends, postings } = fresh;
  const forward = new Uint8Array(forwardEnds.at(-1) ?? 0);
  let to = 0;
  let work = 0;
  for (let place = 0; place < rows.length; place++) {
    const end = ends[rows[place]!]!;
    const start = startOf(fresh, rows[place]!);
    for (let at = start, before = 0; at < end; at++) {
      let gap = termOfPosting(postings[at]!) - before;
      before += gap;
      for (; gap > 127; gap >>>= 7) forward[to++] = (gap & 127) | 128;
      forward[to++] = gap;
    }
    work += end - start;
    if (work < STEP) continue;
    yield work;
    work = 0;
  }
  return forward;
}

const findMaxima = ({ terms, ends, impacts, columns, maxima }: Layout): void => {
  for (let position = 0, at = 0; position < terms.length; position++) {
    let most = 0;
    for (; at < ends[position]!; at++) if (impacts[at]! > most) most = impacts[at]!;
    maxima[position] = most;
  }
  for (const [position, { impacts: column }] of columns)
    maxima[position] = column.reduce((most, impact) => Math.max(most, impact), 0);
};

/** Rows of living items, and what is to be known of each term before its list has a place. */
interface Census {
  rows: Uint32Array;
  /** Ascending. */
  terms: Uint32Array;
  counts: Uint32Array;
  forwardEnds: Uint32Array;
}

export const createFreezer = (columnsFrom: number) => {
  // By term: first how many items have it, then where its next posting goes. All zero in between.
  let cursors = new Uint32Array(0);

  function* count(fresh: FreshItems, rows: Uint32Array): Generator<number, Census> {
    const forwardEnds = new Uint32Array(rows.length);
    const { ends, postings } = fresh;
    let met = new Uint32Array(0);
    let size = 0;
    let bytes = 0;
    let work = 0;
    for (let place = 0; place < rows.length; place++) {
      const end = ends[rows[place]!]!;
      const start = startOf(fresh, rows[place]!);
      for (let at = start, before = 0; at < end; at++) {
        const term = termOfPosting(postings[at]!);
        bytes += bytesOfGap(term - before);
        before = term;
        if (cursors[term]!++ > 0) continue;
        if (size === met.length) met = grown(met, size + 1);
        met[size++] = term;
      }
      forwardEnds[place] = bytes;
      work += end - start;
      if (work < STEP) continue;
      yield work;
      work = 0;
    }
    const terms = met.slice(0, size).sort();
    yield size;
    return { rows, terms, counts: terms.map((term) => cursors[term]!), forwardEnds };
  }

  function* fill(fresh: FreshItems, rows: Uint32Array, layout: Layout): Generator<number, void> {
    const { terms, places, impacts, columns } = layout;
    const { ends, postings } = fresh;
    const columnOf = new Map([...columns].map(([position, column]) => [terms[position]!, column]));
    const past = places.length;
    for (let position = 0; position < terms.length; position++)
      cursors[terms[position]!] = columns.has(position) ? past : startOf(layout, position);
    let work = terms.length;
    for (let place = 0; place < rows.length; place++) {
      const end = ends[rows[place]!]!;
      const start = startOf(fresh, rows[place]!);
      for (let at = start; at < end; at++) {
        const posting = postings[at]!;
        const term = termOfPosting(posting);
        const to = cursors[term]!;
        if (to === past) columnOf.get(term)!.impacts[place] = impactOfPosting(posting);
        else {
          places[to] = place;
          impacts[to] = impactOfPosting(posting);
          cursors[term] = to + 1;
        }
      }
      work += end - start;
      if (work < STEP) continue;
      yield work;
      work = 0;
    }
    for (const term of terms) cursors[term] = 0;
    yield terms.length;
  }

  /** The living ones as a segment, in steps that yield their work. `capacity` is above every term's number. */
  return function* (fresh: FreshItems, capacity: number): Generator<number, Segment> {
    cursors = grown(cursors, capacity);
    const { rows, terms, counts, forwardEnds } = yield* count(fresh, livingRows(fresh));
    const layout = layOut(terms, counts, rows.length, columnsFrom);
    yield terms.length;
    yield* fill(fresh, rows, layout);
    findMaxima(layout);
    yield layout.places.length;
    const forward = yield* encodeForward(fresh, rows, forwardEnds);
    const lengths = pick(rows, fresh.lengths, new Uint16Array(rows.length));
    const alive = pick(rows, fresh.alive, new Uint8Array(rows.length));
    return {
      size: rows.length,
      // Some may have gone since the first step.
      living: alive.reduce((sum, one) => sum + one, 0),
      slots: pick(rows, fresh.slots, new Uint32Array(rows.length)),
      profiles: pick(rows, fresh.profiles, new Uint32Array(rows.length)),
      lengths,
      shortest: lengths.reduce((least, length) => Math.min(least, length), MATCH_LIMITS.distinctWords),
      alive,
      ...layout,
      forwardEnds,
      forward,
    };
  };
};
