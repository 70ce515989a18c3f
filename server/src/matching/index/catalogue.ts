// All items of the index: where each one is, the fresh ones not yet frozen, the segments, and their upkeep. Upkeep is
// paid in small instalments by every change, so no single call ever waits for a merge.
import type { Traits } from '../traits.js';
import type { Dictionary } from './dictionary.js';
import { createDirectory, FRESH } from './directory.js';
import { createFreezer } from './freeze.js';
import { addFresh, clearFresh, createFreshItems, postingsAt, type FreshItems } from './fresh.js';
import { mergeSegments } from './merge.js';
import { createProfiles, type Profiles } from './profiles.js';
import { impactOfPosting, termOfPosting, type Reading } from './reader.js';
import { bytesOf, impactAt, positionOf, termsAt, type Segment } from './segment.js';
import { findMerge, type Upkeep } from './upkeep.js';

export interface Catalogue {
  dictionary: Dictionary;
  profiles: Profiles;
  /** Adds or replaces; `isBulk` when many follow, so that segments are made full at once. */
  put(id: string, traits: Traits, reading: Reading, isBulk: boolean): void;
  remove(id: string): boolean;
  /** Freezes what a bulk left over; to be called before anybody asks. */
  settle(): void;
  size(): number;
  segments(): readonly Segment[];
  fresh(): FreshItems;
  idOf(slot: number): string;
  /** What the index holds of one item. */
  find(id: string): { impactOf(term: string): number; profile: number; length: number } | undefined;
  bytes(): number;
}

export const createCatalogue = (dictionary: Dictionary, upkeep: Upkeep): Catalogue => {
  const profiles = createProfiles();
  const directory = createDirectory();
  const freeze = createFreezer(upkeep.columnsFrom);
  let fresh = createFreshItems();
  // By home; the first is never used, it is where fresh items live.
  const homes: (Segment | undefined)[] = [undefined];
  let segments: readonly Segment[] = [];
  let merging: { sources: readonly Segment[]; steps: Generator<number, Segment> } | undefined;

  const settleIn = (segment: Segment): void => {
    const vacant = homes.indexOf(undefined, FRESH + 1);
    const home = vacant < 0 ? homes.length : vacant;
    homes[home] = segment;
    for (let place = 0; place < segment.size; place++)
      if (segment.alive[place] === 1) directory.locate(segment.slots[place]!, home, place);
  };

  const replace = (gone: readonly Segment[], made: Segment | undefined): void => {
    for (const segment of gone) homes[homes.indexOf(segment)] = undefined;
    if (made) settleIn(made);
    segments = homes.flatMap((segment) => segment ?? []);
  };

  const freezeFresh = (isBulk: boolean): void => {
    if (fresh.living > 0) replace([], freeze(fresh, dictionary.capacity()));
    // The room a bulk takes is used again while it lasts, and then given back.
    if (isBulk) clearFresh(fresh);
    else fresh = createFreshItems();
  };

  const tidy = (): void => {
    for (let left = upkeep.instalment; left > 0;) {
      if (!merging) {
        const sources = findMerge(segments, upkeep);
        if (!sources) return;
        merging = { sources, steps: mergeSegments(sources, upkeep.columnsFrom) };
      }
      const step = merging.steps.next();
      if (step.done) {
        replace(merging.sources, step.value.living > 0 ? step.value : undefined);
        merging = undefined;
      } else left -= step.value;
    }
  };

  const countOutFresh = (row: number): void => {
    for (const posting of postingsAt(fresh, row)) dictionary.countOut(termOfPosting(posting), impactOfPosting(posting));
    profiles.release(fresh.profiles[row]!);
    fresh.alive[row] = 0;
    fresh.living--;
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

  const countOut = (slot: number): void => {
    const segment = homes[directory.homeOf(slot)];
    if (segment) countOutFrozen(segment, directory.placeOf(slot));
    else countOutFresh(directory.placeOf(slot));
  };

  return {
    dictionary,
    profiles,
    put(id, traits, reading, isBulk) {
      // In before out: what both editions say keeps its number.
      for (const posting of reading.postings) dictionary.countIn(termOfPosting(posting), impactOfPosting(posting));
      const profile = profiles.intern(traits);
      const known = directory.slotOf(id);
      if (known >= 0) countOut(known);
      const slot = known < 0 ? directory.add(id) : known;
      directory.locate(slot, FRESH, addFresh(fresh, slot, profile, reading));
      if (fresh.size >= (isBulk ? upkeep.segmentSize : upkeep.freshLimit)) freezeFresh(isBulk);
      if (!isBulk) tidy();
    },
    remove(id) {
      const slot = directory.slotOf(id);
      if (slot < 0) return false;
      countOut(slot);
      directory.remove(slot);
      tidy();
      return true;
    },
    settle() {
      if (fresh.size >= upkeep.freshLimit) freezeFresh(false);
    },
    size: directory.size,
    segments: () => segments,
    fresh: () => fresh,
    idOf: directory.idOf,
    find(id) {
      const slot = directory.slotOf(id);
      if (slot < 0) return undefined;
      const segment = homes[directory.homeOf(slot)];
      const place = directory.placeOf(slot);
      if (!segment) {
        const impacts = new Map<number, number>();
        for (const posting of postingsAt(fresh, place)) impacts.set(termOfPosting(posting), impactOfPosting(posting));
        const impactOf = (term: string): number => impacts.get(dictionary.find(term)) ?? 0;
        return { impactOf, profile: fresh.profiles[place]!, length: fresh.lengths[place]! };
      }
      const impactOf = (term: string): number => {
        const position = positionOf(segment, dictionary.find(term));
        return position < 0 ? 0 : impactAt(segment, position, place);
      };
      return { impactOf, profile: segment.profiles[place]!, length: segment.lengths[place]! };
    },
    bytes: () =>
      segments.reduce((sum, segment) => sum + bytesOf(segment), 0) +
      fresh.postings.byteLength +
      dictionary.bytes() +
      directory.bytes(),
  };
};
