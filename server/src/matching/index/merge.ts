// Joins segments into one without the dead, in steps: the caller says how much work it can spare at a time, so that
// nobody waits for a merge. Items that die while it runs are found dead when it ends.
import { layOut, startOf, startOfForward, type Layout, type Segment } from './segment.js';

interface Source {
  segment: Segment;
  /** New place of each old one, or -1. */
  moved: Int32Array;
  /** Position of the term being looked at. */
  at: number;
}

/** Postings that cost about as much as copying the terms of one item. */
const ITEM_WORK = 4;
const ITEMS_A_STEP = 256;
/** Postings looked at between two looks at what is left to spend: to be asked costs more than to copy one. */
const STEP = 1024;

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

const countHere = ({ segment, moved, at }: Source): number => {
  const column = segment.columns.get(at);
  let count = 0;
  if (column) {
    const { impacts } = column;
    for (let place = 0; place < impacts.length; place++) if (impacts[place]! > 0 && moved[place]! >= 0) count++;
  } else {
    const { places, ends } = segment;
    for (let index = startOf(segment, at); index < ends[at]!; index++) if (moved[places[index]!]! >= 0) count++;
  }
  return count;
};

const workHere = ({ segment, at }: Source): number =>
  segment.columns.has(at) ? segment.size : segment.ends[at]! - startOf(segment, at);

function* countLiving(sources: readonly Source[]): Generator<number, { terms: Uint32Array; counts: Uint32Array }> {
  const most = sources.reduce((sum, { segment }) => sum + segment.terms.length, 0);
  const terms = new Uint32Array(most);
  const counts = new Uint32Array(most);
  let used = 0;
  let work = 0;
  for (let term = nextTerm(sources); term >= 0; term = nextTerm(sources)) {
    let count = 0;
    work++;
    for (const source of sources) {
      if (source.segment.terms[source.at] !== term) continue;
      count += countHere(source);
      work += workHere(source);
      source.at++;
    }
    terms[used] = term;
    counts[used] = count;
    if (count > 0) used++;
    if (work < STEP) continue;
    yield work;
    work = 0;
  }
  return { terms: terms.slice(0, used), counts };
}

/** Copies the list of one term from one source; answers where the next one goes. */
const copyHere = ({ segment, moved, at }: Source, layout: Layout, position: number, from: number): number => {
  const column = segment.columns.get(at);
  const into = layout.columns.get(position)?.impacts;
  const { places, impacts, maxima } = layout;
  let to = from;
  let most = maxima[position]!;
  const end = column ? segment.size : segment.ends[at]!;
  for (let index = column ? 0 : startOf(segment, at); index < end; index++) {
    const impact = column ? column.impacts[index]! : segment.impacts[index]!;
    const place = moved[column ? index : segment.places[index]!]!;
    if (impact === 0 || place < 0) continue;
    if (impact > most) most = impact;
    if (into) into[place] = impact;
    else {
      places[to] = place;
      impacts[to++] = impact;
    }
  }
  maxima[position] = most;
  return to;
};

function* copyLists(sources: readonly Source[], layout: Layout): Generator<number, void> {
  for (const source of sources) source.at = 0;
  let work = 0;
  for (let position = 0; position < layout.terms.length; position++) {
    const term = layout.terms[position]!;
    let to = startOf(layout, position);
    work++;
    for (const source of sources) {
      while (source.segment.terms[source.at]! < term) source.at++;
      if (source.segment.terms[source.at] !== term) continue;
      to = copyHere(source, layout, position, to);
      work += workHere(source);
    }
    if (work < STEP) continue;
    yield work;
    work = 0;
  }
}

function* copyForward(
  sources: readonly Source[],
  size: number,
): Generator<number, Pick<Segment, 'forward' | 'forwardEnds'>> {
  const forwardEnds = new Uint32Array(size);
  let bytes = 0;
  for (const { segment, moved } of sources) {
    for (let place = 0; place < segment.size; place++) {
      if (moved[place]! < 0) continue;
      bytes += segment.forwardEnds[place]! - startOfForward(segment, place);
      forwardEnds[moved[place]!] = bytes;
    }
    yield segment.size;
  }
  const forward = new Uint8Array(bytes);
  let to = 0;
  for (const { segment, moved } of sources) {
    for (let place = 0; place < segment.size;) {
      const first = place;
      // Neighbours that both live stay neighbours.
      while (place < segment.size && place - first < ITEMS_A_STEP && moved[place]! >= 0) place++;
      if (place > first) {
        const terms = segment.forward.subarray(startOfForward(segment, first), segment.forwardEnds[place - 1]);
        forward.set(terms, to);
        to += terms.length;
      } else place++;
      yield (place - first) * ITEM_WORK;
    }
  }
  return { forward, forwardEnds };
}

/** What else is known of each item, except whether it lives: that may change until the end. */
function* copyItems(
  sources: readonly Source[],
  size: number,
): Generator<number, Pick<Segment, 'slots' | 'profiles' | 'lengths'>> {
  const slots = new Uint32Array(size);
  const profiles = new Uint32Array(size);
  const lengths = new Uint16Array(size);
  for (const { segment, moved } of sources) {
    for (let place = 0; place < segment.size; place++) {
      const to = moved[place]!;
      if (to >= 0) {
        slots[to] = segment.slots[place]!;
        profiles[to] = segment.profiles[place]!;
        lengths[to] = segment.lengths[place]!;
      }
      if (place % ITEMS_A_STEP === 0) yield ITEMS_A_STEP;
    }
  }
  return { slots, profiles, lengths };
}

const copyAlive = (sources: readonly Source[], size: number): Pick<Segment, 'alive' | 'living'> => {
  const alive = new Uint8Array(size);
  let living = 0;
  for (const { segment, moved } of sources)
    for (let place = 0; place < segment.size; place++) {
      if (moved[place]! < 0 || segment.alive[place] === 0) continue;
      alive[moved[place]!] = 1;
      living++;
    }
  return { alive, living };
};

/** Yields the work done since the last time, in postings; ends with the new segment. */
export function* mergeSegments(segments: readonly Segment[], columnsFrom: number): Generator<number, Segment> {
  const { sources, size } = placeSources(segments);
  yield size;
  const { terms, counts } = yield* countLiving(sources);
  yield terms.length;
  const layout = layOut(terms, counts, size, columnsFrom);
  yield terms.length;
  yield* copyLists(sources, layout);
  const forward = yield* copyForward(sources, size);
  const items = yield* copyItems(sources, size);
  // The last step also brings the directory up to date, so it should have a change to itself.
  yield size;
  const shortest = Math.min(...segments.map((segment) => segment.shortest));
  return { size, shortest, ...copyAlive(sources, size), ...items, ...layout, ...forward };
}
