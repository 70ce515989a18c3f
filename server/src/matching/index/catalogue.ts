// All items of the index: where each one is, the fresh ones not yet frozen, the segments, and their upkeep. Upkeep is
// paid in small instalments by every change, so no single call ever waits for a merge.
import type { ItemVector } from '../item-vector.js';
import { createDictionary, type Dictionary } from './dictionary.js';
import type { Entry } from './entry.js';
import { mergeSegments, termsAt } from './merge.js';
import { createProfiles, type Profiles } from './profiles.js';
import { buildSegment, bytesOf, impactAt, positionOf, SEGMENT_SIZE, type Segment } from './segment.js';

export interface Upkeep {
  /** Fresh items are looked at one by one; more of them would slow every query. */
  freshLimit: number;
  /** So many segments of like size become one. */
  mergeWidth: number;
  /** Below this share of living items a segment is written anew. */
  livingShare: number;
  /** Postings of merge work done for each item put or removed. */
  instalment: number;
  /** Smaller segments keep lists only. */
  columnsFrom: number;
  segmentSize: number;
}

export const DEFAULT_UPKEEP: Upkeep = {
  freshLimit: 256,
  mergeWidth: 4,
  livingShare: 0.7,
  instalment: 6_000,
  columnsFrom: 1024,
  segmentSize: SEGMENT_SIZE,
};

export interface Catalogue {
  dictionary: Dictionary;
  profiles: Profiles;
  /** Adds or replaces; `isBulk` when many follow, so that segments are made full at once. */
  put(vector: ItemVector, isBulk: boolean): void;
  remove(id: string): boolean;
  /** Freezes what a bulk left over; to be called before anybody asks. */
  settle(): void;
  has(id: string): boolean;
  size(): number;
  segments(): readonly Segment[];
  fresh(): Iterable<Entry>;
  idOf(slot: number): string;
  /** What the index holds of one item. */
  find(id: string): { impactOf(term: string): number; profile: number; length: number } | undefined;
  bytes(): number;
}

const tierOf = ({ living }: Segment, { freshLimit, mergeWidth }: Upkeep): number =>
  Math.floor(Math.log(living / freshLimit + 1) / Math.log(mergeWidth));

const findMerge = (segments: readonly Segment[], upkeep: Upkeep): Segment[] | undefined => {
  const wasteful = segments.find(({ living, size }) => living < size * upkeep.livingShare);
  if (wasteful) return [wasteful];
  const tiers = new Map<number, Segment[]>();
  for (const segment of segments) {
    const tier = tiers.get(tierOf(segment, upkeep)) ?? [];
    tiers.set(tierOf(segment, upkeep), tier);
    tier.push(segment);
    if (tier.length >= upkeep.mergeWidth && tier.reduce((sum, { living }) => sum + living, 0) <= upkeep.segmentSize)
      return tier;
  }
  return undefined;
};

const toEntry = (vector: ItemVector, slot: number, dictionary: Dictionary, profiles: Profiles): Entry => {
  // Number and impact in one, so that sorting by number takes the impact along.
  const packed = new Uint32Array(vector.impacts.size);
  let at = 0;
  for (const [term, impact] of vector.impacts) {
    packed[at++] = (dictionary.countIn(term, impact) << 8) | impact;
  }
  packed.sort();
  const terms = new Uint32Array(packed.length);
  const impacts = new Uint8Array(packed.length);
  for (let index = 0; index < packed.length; index++) {
    terms[index] = packed[index]! >>> 8;
    impacts[index] = packed[index]! & 255;
  }
  return { slot, terms, impacts, profile: profiles.intern(vector.traits), length: vector.length };
};

export const createCatalogue = (upkeep: Upkeep = DEFAULT_UPKEEP): Catalogue => {
  const dictionary = createDictionary();
  const profiles = createProfiles();
  const slots = new Map<string, number>();
  const ids: string[] = [];
  const freeSlots: number[] = [];
  const fresh = new Map<number, Entry>();
  const segmentOf: (Segment | undefined)[] = [];
  const placeOf: number[] = [];
  let segments: Segment[] = [];
  let merging: { sources: Segment[]; steps: Generator<number, Segment> } | undefined;

  const locate = (segment: Segment): void => {
    for (let place = 0; place < segment.size; place++) {
      if (segment.alive[place] === 0) continue;
      segmentOf[segment.slots[place]!] = segment;
      placeOf[segment.slots[place]!] = place;
    }
  };

  const freeze = (): void => {
    if (fresh.size === 0) return;
    const segment = buildSegment([...fresh.values()], dictionary.capacity(), upkeep.columnsFrom);
    fresh.clear();
    segments.push(segment);
    locate(segment);
  };

  const finishMerge = (sources: readonly Segment[], merged: Segment): void => {
    segments = segments.filter((segment) => !sources.includes(segment));
    if (merged.size > 0) segments.push(merged);
    locate(merged);
  };

  const tidy = (allowance: number): void => {
    let left = allowance;
    while (left > 0) {
      if (!merging) {
        const sources = findMerge(segments, upkeep);
        if (!sources) return;
        merging = { sources, steps: mergeSegments(sources, upkeep.columnsFrom) };
      }
      const step = merging.steps.next();
      if (step.done) {
        finishMerge(merging.sources, step.value);
        merging = undefined;
      } else left -= step.value;
    }
  };

  const countOutFresh = (entry: Entry): void => {
    entry.terms.forEach((term, index) => dictionary.countOut(term, entry.impacts[index]!));
    profiles.release(entry.profile);
    fresh.delete(entry.slot);
  };

  const countOutFrozen = (segment: Segment, place: number): void => {
    for (const term of termsAt(segment, place)) {
      const impact = dictionary.isConcept(term) ? impactAt(segment, positionOf(segment, term), place) : 1;
      dictionary.countOut(term, impact);
    }
    profiles.release(segment.profiles[place]!);
    segment.alive[place] = 0;
    segment.living--;
  };

  const remove = (id: string): boolean => {
    const slot = slots.get(id);
    if (slot === undefined) return false;
    const entry = fresh.get(slot);
    if (entry) countOutFresh(entry);
    else countOutFrozen(segmentOf[slot]!, placeOf[slot]!);
    slots.delete(id);
    segmentOf[slot] = undefined;
    ids[slot] = '';
    freeSlots.push(slot);
    tidy(upkeep.instalment);
    return true;
  };

  return {
    dictionary,
    profiles,
    put(vector, isBulk) {
      remove(vector.id);
      const slot = freeSlots.pop() ?? ids.length;
      slots.set(vector.id, slot);
      ids[slot] = vector.id;
      segmentOf[slot] = undefined;
      placeOf[slot] = 0;
      fresh.set(slot, toEntry(vector, slot, dictionary, profiles));
      if (fresh.size >= (isBulk ? upkeep.segmentSize : upkeep.freshLimit)) freeze();
      if (!isBulk) tidy(upkeep.instalment);
    },
    remove,
    settle() {
      if (fresh.size >= upkeep.freshLimit) freeze();
    },
    has: (id) => slots.has(id),
    size: () => slots.size,
    segments: () => segments,
    fresh: () => fresh.values(),
    idOf: (slot) => ids[slot]!,
    find(id) {
      const slot = slots.get(id);
      if (slot === undefined) return undefined;
      const entry = fresh.get(slot);
      if (entry) {
        const impactOf = (term: string): number => entry.impacts[entry.terms.indexOf(dictionary.find(term) ?? -1)] ?? 0;
        return { impactOf, profile: entry.profile, length: entry.length };
      }
      const segment = segmentOf[slot]!;
      const place = placeOf[slot]!;
      const impactOf = (term: string): number => {
        const position = positionOf(segment, dictionary.find(term) ?? -1);
        return position < 0 ? 0 : impactAt(segment, position, place);
      };
      return { impactOf, profile: segment.profiles[place]!, length: segment.lengths[place]! };
    },
    bytes: () => segments.reduce((sum, segment) => sum + bytesOf(segment), 0),
  };
};
