// Freezes fresh items into a segment: a counting sort by term, so the work is the number of postings and no more.
import type { FreshItems } from './fresh.js';
import { grown } from './grown.js';
import { impactOfPosting, termOfPosting } from './reader.js';
import { layOut, startOf, type Layout, type Segment } from './segment.js';

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
const pick = <Kind extends Uint16Array | Uint32Array>(rows: Uint32Array, from: Kind, into: Kind): Kind => {
  for (let place = 0; place < rows.length; place++) into[place] = from[rows[place]!]!;
  return into;
};

const encodeForward = (fresh: FreshItems, rows: Uint32Array): Pick<Segment, 'forward' | 'forwardEnds'> => {
  const forwardEnds = new Uint32Array(rows.length);
  let bytes = 0;
  for (let place = 0; place < rows.length; place++) {
    let before = 0;
    for (let at = startOf(fresh, rows[place]!); at < fresh.ends[rows[place]!]!; at++) {
      const term = termOfPosting(fresh.postings[at]!);
      bytes += bytesOfGap(term - before);
      before = term;
    }
    forwardEnds[place] = bytes;
  }
  const forward = new Uint8Array(bytes);
  let to = 0;
  for (let place = 0; place < rows.length; place++) {
    let before = 0;
    for (let at = startOf(fresh, rows[place]!); at < fresh.ends[rows[place]!]!; at++) {
      let gap = termOfPosting(fresh.postings[at]!) - before;
      before += gap;
      for (; gap > 127; gap >>>= 7) forward[to++] = (gap & 127) | 128;
      forward[to++] = gap;
    }
  }
  return { forward, forwardEnds };
};

export const createFreezer = (columnsFrom: number) => {
  // By term: first how many items have it, then where its next posting goes. All zero in between.
  let cursors = new Uint32Array(0);

  const countTerms = (fresh: FreshItems, rows: Uint32Array): { terms: Uint32Array; counts: Uint32Array } => {
    let met = new Uint32Array(0);
    let size = 0;
    for (let place = 0; place < rows.length; place++) {
      const end = fresh.ends[rows[place]!]!;
      for (let at = startOf(fresh, rows[place]!); at < end; at++) {
        const term = termOfPosting(fresh.postings[at]!);
        if (cursors[term]!++ > 0) continue;
        if (size === met.length) met = grown(met, size + 1);
        met[size++] = term;
      }
    }
    const terms = met.slice(0, size).sort();
    const counts = new Uint32Array(size);
    for (let position = 0; position < size; position++) counts[position] = cursors[terms[position]!]!;
    return { terms, counts };
  };

  const fill = (fresh: FreshItems, rows: Uint32Array, layout: Layout): void => {
    const { terms, maxima, places, impacts, columns } = layout;
    const columnOf = new Map([...columns].map(([position, column]) => [terms[position]!, column]));
    const past = places.length;
    for (let position = 0; position < terms.length; position++)
      cursors[terms[position]!] = columns.has(position) ? past : startOf(layout, position);
    for (let place = 0; place < rows.length; place++) {
      const end = fresh.ends[rows[place]!]!;
      for (let at = startOf(fresh, rows[place]!); at < end; at++) {
        const posting = fresh.postings[at]!;
        const term = termOfPosting(posting);
        const to = cursors[term]!;
        if (to === past) columnOf.get(term)!.impacts[place] = impactOfPosting(posting);
        else {
          places[to] = place;
          impacts[to] = impactOfPosting(posting);
          cursors[term] = to + 1;
        }
      }
    }
    for (let position = 0, at = 0; position < terms.length; position++) {
      let most = 0;
      for (; at < layout.ends[position]!; at++) if (impacts[at]! > most) most = impacts[at]!;
      maxima[position] = most;
      cursors[terms[position]!] = 0;
    }
    for (const [position, { impacts: column }] of columns)
      maxima[position] = column.reduce((most, impact) => Math.max(most, impact), 0);
  };

  /** The living ones as a segment. `capacity` is above every term's number. */
  return (fresh: FreshItems, capacity: number): Segment => {
    cursors = grown(cursors, capacity);
    const rows = livingRows(fresh);
    const { terms, counts } = countTerms(fresh, rows);
    const layout = layOut(terms, counts, rows.length, columnsFrom);
    fill(fresh, rows, layout);
    const lengths = pick(rows, fresh.lengths, new Uint16Array(rows.length));
    return {
      size: rows.length,
      living: rows.length,
      slots: pick(rows, fresh.slots, new Uint32Array(rows.length)),
      profiles: pick(rows, fresh.profiles, new Uint32Array(rows.length)),
      lengths,
      shortest: lengths.reduce((least, length) => Math.min(least, length)),
      alive: new Uint8Array(rows.length).fill(1),
      ...layout,
      ...encodeForward(fresh, rows),
    };
  };
};
