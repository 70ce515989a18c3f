// All items of the index: where each one is, the fresh ones not yet frozen, the segments, and their upkeep. Upkeep is
// paid in small instalments by every change, so no single call ever waits for a freeze or a merge. There are two tables of
// fresh items: while one is frozen, the other is filled.
import type { Traits } from '../traits.js';
import type { Dictionary } from './dictionary.js';
import { createDirectory } from './directory.js';
import { createFreezer } from './freeze.js';
import { addFresh, clearFresh, createFreshItems, postingsAt, type FreshItems } from './fresh.js';
import { mergeSegments } from './merge.js';
import { createProfiles, type Profiles } from './profiles.js';
import { impactOfPosting, termOfPosting } from './posting.js';
import type { Reading } from './reader.js';
import { bytesOf, forEachTermAt, impactAt, positionOf, type Segment } from './segment.js';
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
  fresh(): readonly FreshItems[];
  idOf(slot: number): string;
  /** What the index holds of one item. */
  find(id: string): { impactOf(term: string): number; profile: number; length: number } | undefined;
  bytes(): number;
}

interface Job {
  steps: Generator<number, Segment>;
  finish(made: Segment): void;
}

/** Homes of the two tables of fresh items; segments have the numbers after them. */
const FRESH_HOMES = 2;

export const createCatalogue = (dictionary: Dictionary, upkeep: Upkeep): Catalogue => {
  const profiles = createProfiles();
  const directory = createDirectory();
  const freeze = createFreezer(upkeep.columnsFrom);
  // By home.
  const tables = [createFreshItems(), createFreshItems()];
  const homes: (Segment | undefined)[] = [undefined, undefined];
  /** The table that takes what comes. */
  let filling = 0;
  let segments: readonly Segment[] = [];
  let freezing: Job | undefined;
  let merging: Job | undefined;

  const settleIn = (segment: Segment): void => {
    const vacant = homes.indexOf(undefined, FRESH_HOMES);
    const home = vacant < 0 ? homes.length : vacant;
    homes[home] = segment;
    for (let place = 0; place < segment.size; place++)
      if (segment.alive[place] === 1) directory.locate(segment.slots[place]!, home, place);
  };

  const replace = (gone: readonly Segment[], made: Segment): void => {
    for (const segment of gone) homes[homes.indexOf(segment)] = undefined;
    if (made.living > 0) settleIn(made);
    segments = homes.flatMap((segment) => segment ?? []);
  };

  /** Goes on with a job as far as the allowance reaches; answers what is left of it, nothing while the job is not done. */
  const advance = ({ steps, finish }: Job, allowance: number): number => {
    for (let left = allowance; ;) {
      const step = steps.next();
      if (step.done) {
        finish(step.value);
        return Math.max(0, left);
      }
      left -= step.value;
      if (left <= 0) return 0;
    }
  };

  const freezeTable = (home: number, isBulk: boolean): Job => ({
    steps: freeze(tables[home]!, dictionary.capacity()),
    finish(made) {
      replace([], made);
      // The room a bulk takes is used again while it lasts, and then given back.
      if (isBulk || tables[home]!.slots.length <= 2 * upkeep.freshLimit) clearFresh(tables[home]!);
      else tables[home] = createFreshItems();
    },
  });

  const finishFreezing = (): void => {
    if (freezing) advance(freezing, Infinity);
    freezing = undefined;
  };

  /** At once: a bulk is not held up by instalments. */
  const freezeAll = (isBulk: boolean): void => {
    finishFreezing();
    advance(freezeTable(filling, isBulk), Infinity);
  };

  const startFreezing = (): void => {
    finishFreezing();
    freezing = freezeTable(filling, false);
    filling = 1 - filling;
  };

  const mergeNext = (): Job | undefined => {
    const sources = findMerge(segments, upkeep);
    return (
      sources && {
        steps: mergeSegments(sources, upkeep.columnsFrom),
        finish: (made) => replace(sources, made),
      }
    );
  };

  const tidy = (): void => {
    let left = upkeep.instalment;
    if (freezing) {
      left = advance(freezing, left);
      if (left > 0) freezing = undefined;
    }
    while (left > 0) {
      merging ??= mergeNext();
      if (!merging) return;
      left = advance(merging, left);
      if (left > 0) merging = undefined;
    }
  };

  const countOutFresh = (fresh: FreshItems, row: number): void => {
    for (const posting of postingsAt(fresh, row)) dictionary.countOut(termOfPosting(posting), impactOfPosting(posting));
    profiles.release(fresh.profiles[row]!);
    fresh.alive[row] = 0;
    fresh.living--;
  };

  const countOutFrozen = (segment: Segment, place: number): void => {
    forEachTermAt(segment, place, (term) => {
      const impact = dictionary.isConcept(term) ? impactAt(segment, positionOf(segment, term), place) : 1;
      dictionary.countOut(term, impact);
    });
    profiles.release(segment.profiles[place]!);
    segment.alive[place] = 0;
    segment.living--;
  };

  const countOut = (slot: number): void => {
    const home = directory.homeOf(slot);
    const place = directory.placeOf(slot);
    if (home < FRESH_HOMES) countOutFresh(tables[home]!, place);
    else countOutFrozen(homes[home]!, place);
  };

  return {
    dictionary,
    profiles,
    put(id, traits, reading, isBulk) {
      // In before out: what both editions say keeps its number.
      dictionary.countIn(reading.postings);
      const profile = profiles.intern(traits);
      const known = directory.slotOf(id);
      if (known >= 0) countOut(known);
      const slot = known < 0 ? directory.add(id) : known;
      directory.locate(slot, filling, addFresh(tables[filling]!, slot, profile, reading));
      const { size } = tables[filling]!;
      if (size >= upkeep.segmentSize || (!isBulk && size > upkeep.freshLimit)) freezeAll(isBulk);
      else if (!isBulk && size === upkeep.freshLimit) startFreezing();
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
      if (tables[filling]!.size >= upkeep.freshLimit) freezeAll(false);
    },
    size: directory.size,
    segments: () => segments,
    fresh: () => tables,
    idOf: directory.idOf,
    find(id) {
      const slot = directory.slotOf(id);
      if (slot < 0) return undefined;
      const home = directory.homeOf(slot);
      const place = directory.placeOf(slot);
      if (home < FRESH_HOMES) {
        const fresh = tables[home]!;
        const impacts = new Map<number, number>();
        for (const posting of postingsAt(fresh, place)) impacts.set(termOfPosting(posting), impactOfPosting(posting));
        const impactOf = (term: string): number => impacts.get(dictionary.find(term)) ?? 0;
        return { impactOf, profile: fresh.profiles[place]!, length: fresh.lengths[place]! };
      }
      const segment = homes[home]!;
      const impactOf = (term: string): number => {
        const position = positionOf(segment, dictionary.find(term));
        return position < 0 ? 0 : impactAt(segment, position, place);
      };
      return { impactOf, profile: segment.profiles[place]!, length: segment.lengths[place]! };
    },
    bytes: () =>
      segments.reduce((sum, segment) => sum + bytesOf(segment), 0) +
      tables.reduce((sum, { postings }) => sum + postings.byteLength, 0) +
      dictionary.bytes() +
      directory.bytes(),
  };
};
