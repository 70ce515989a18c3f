// Joins segments into one without the dead, in steps: the caller says how much work it can spare at a time, so that
// nobody waits for a merge. Items that die while it runs are found dead when it ends.
import { forEachTermAt, layOut, startOf, type Layout, type Segment } from './segment.js';

interface Source {
  segment: Segment;
  /** New place of each old one, or -1. */
  moved: Int32Array;
  at: number;
}

const placeSources = (segments: readonly Segment[]): { sources: Source[]; size: number } => {
  let size = 0;
  const sources = segments.map((segment) => {
    const moved = new Int32Array(segment.size).fill(-1);
    for (let place = 0; place < segment.size; place++) if (segment.alive[place] === 1) moved[place] = size++;
    return { segment, moved, at: 0 };
  });
  return { sources, size };
};

// The terms of all sources, ascending, each once: a walk along all of them side by side.
const nextTerm = (sources: readonly Source[]): number => {
  let least = -1;
  for (const { segment, at } of sources) {
    const term = segment.terms[at];
    if (term !== undefined && (least < 0 || term < least)) least = term;
  }
  return least;
};

type Visit = (place: number, impact: number) => void;

const forEachLiving = ({ segment, moved, at }: Source, visit: Visit): void => {
  const column = segment.columns.get(at);
  if (column) {
    for (let place = 0; place < column.length; place++)
      if (column[place]! > 0 && moved[place]! >= 0) visit(moved[place]!, column[place]!);
    return;
  }
  for (let index = startOf(segment, at); index < segment.ends[at]!; index++) {
    const place = moved[segment.places[index]!]!;
    if (place >= 0) visit(place, segment.impacts[index]!);
  }
};

function* countLiving(sources: readonly Source[]): Generator<number, { terms: Uint32Array; counts: number[] }> {
  const terms: number[] = [];
  const counts: number[] = [];
  for (let term = nextTerm(sources); term >= 0; term = nextTerm(sources)) {
    let count = 0;
    let work = 1;
    for (const source of sources) {
      if (source.segment.terms[source.at] !== term) continue;
      forEachLiving(source, () => count++);
      work += count;
      source.at++;
    }
    if (count > 0) {
      terms.push(term);
      counts.push(count);
    }
    yield work;
  }
  return { terms: Uint32Array.from(terms), counts };
}

function* copyLiving(
  sources: readonly Source[],
  layout: Layout,
): Generator<number, Pick<Segment, 'places' | 'impacts' | 'maxima'>> {
  const places = new Uint16Array(layout.listed);
  const impacts = new Uint8Array(layout.listed);
  const maxima = new Uint8Array(layout.terms.length);
  for (const source of sources) source.at = 0;
  for (let position = 0; position < layout.terms.length; position++) {
    const column = layout.columns.get(position);
    const start = position === 0 ? 0 : layout.ends[position - 1]!;
    let at = start;
    let most = 0;
    const keep: Visit = (place, impact) => {
      if (impact > most) most = impact;
      if (column) column[place] = impact;
      else {
        places[at] = place;
        impacts[at++] = impact;
      }
    };
    for (const source of sources) {
      while (source.segment.terms[source.at]! < layout.terms[position]!) source.at++;
      if (source.segment.terms[source.at] === layout.terms[position]) forEachLiving(source, keep);
    }
    maxima[position] = most;
    yield column ? column.length : at - start + 1;
  }
  return { places, impacts, maxima };
}

function* copyForward(
  sources: readonly Source[],
  size: number,
): Generator<number, Pick<Segment, 'forward' | 'forwardEnds'>> {
  const most = sources.reduce((sum, { segment }) => sum + segment.forward.length, 0);
  const bytes = new Uint8Array(most);
  const forwardEnds = new Uint32Array(size);
  let at = 0;
  for (const { segment, moved } of sources) {
    for (let place = 0; place < segment.size; place++) {
      if (moved[place]! < 0) continue;
      const part = segment.forward.subarray(
        place === 0 ? 0 : segment.forwardEnds[place - 1]!,
        segment.forwardEnds[place],
      );
      bytes.set(part, at);
      at += part.length;
      forwardEnds[moved[place]!] = at;
      if ((place & 255) === 0) yield 256 * 32;
    }
  }
  return { forward: bytes.slice(0, at), forwardEnds };
}

/** Yields the work done since the last time, in postings; ends with the new segment. */
export function* mergeSegments(segments: readonly Segment[], columnsFrom: number): Generator<number, Segment> {
  const { sources, size } = placeSources(segments);
  const { terms, counts } = yield* countLiving(sources);
  const layout = layOut(terms, (position) => counts[position]!, size, columnsFrom);
  const lists = yield* copyLiving(sources, layout);
  const forward = yield* copyForward(sources, size);
  const merged: Segment = {
    size,
    living: 0,
    slots: new Uint32Array(size),
    profiles: new Uint32Array(size),
    lengths: new Uint16Array(size),
    alive: new Uint8Array(size),
    terms: layout.terms,
    ends: layout.ends,
    columns: layout.columns,
    columnCounts: layout.columnCounts,
    ...lists,
    ...forward,
  };
  for (const { segment, moved } of sources) {
    for (let place = 0; place < segment.size; place++) {
      const to = moved[place]!;
      if (to < 0) continue;
      merged.slots[to] = segment.slots[place]!;
      merged.profiles[to] = segment.profiles[place]!;
      merged.lengths[to] = segment.lengths[place]!;
      merged.alive[to] = segment.alive[place]!;
      merged.living += segment.alive[place]!;
    }
  }
  return merged;
}

/** The terms of an item, for counting it out. */
export const termsAt = (segment: Segment, place: number): number[] => {
  const terms: number[] = [];
  forEachTermAt(segment, place, (term) => terms.push(term));
  return terms;
};
