// Items put lately, not yet frozen into a segment: rows of one table that is emptied and filled again, so that an item
// costs no object of its own.
import { grown } from './grown.js';
import type { Reading } from './reader.js';

export interface FreshItems {
  /** Rows, those of items that have gone included. */
  size: number;
  living: number;
  slots: Uint32Array;
  profiles: Uint32Array;
  lengths: Uint16Array;
  /** 1 while the item is in force. */
  alive: Uint8Array;
  /** Where the postings of each row end; they start where those before end. */
  ends: Uint32Array;
  postings: Uint32Array;
}

export const createFreshItems = (): FreshItems => ({
  size: 0,
  living: 0,
  slots: new Uint32Array(0),
  profiles: new Uint32Array(0),
  lengths: new Uint16Array(0),
  alive: new Uint8Array(0),
  ends: new Uint32Array(0),
  postings: new Uint32Array(0),
});

/** Empty again, with the room it had. */
export const clearFresh = (fresh: FreshItems): void => {
  fresh.size = 0;
  fresh.living = 0;
};

export const postingsAt = ({ ends, postings }: FreshItems, row: number): Uint32Array =>
  postings.subarray(row === 0 ? 0 : ends[row - 1]!, ends[row]);

/** Answers the row of the new item. */
export const addFresh = (fresh: FreshItems, slot: number, profile: number, { postings, length }: Reading): number => {
  const row = fresh.size++;
  const start = row === 0 ? 0 : fresh.ends[row - 1]!;
  fresh.living++;
  fresh.slots = grown(fresh.slots, row + 1);
  fresh.profiles = grown(fresh.profiles, row + 1);
  fresh.lengths = grown(fresh.lengths, row + 1);
  fresh.alive = grown(fresh.alive, row + 1);
  fresh.ends = grown(fresh.ends, row + 1);
  fresh.postings = grown(fresh.postings, start + postings.length);
  fresh.slots[row] = slot;
  fresh.profiles[row] = profile;
  fresh.lengths[row] = length;
  fresh.alive[row] = 1;
  fresh.ends[row] = start + postings.length;
  fresh.postings.set(postings, start);
  return row;
};
