// When segments are joined. Few and full ones are quick to search; joining costs work, so only like sizes are joined, and
// what has lost many items is written anew together with whatever else fits.
import { SEGMENT_SIZE, type Segment } from './segment.js';

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
  freshLimit: 128,
  mergeWidth: 4,
  livingShare: 0.7,
  instalment: 6_000,
  columnsFrom: 1024,
  segmentSize: SEGMENT_SIZE,
};

const tierOf = ({ living }: Segment, { freshLimit, mergeWidth }: Upkeep): number =>
  Math.floor(Math.log(living / freshLimit + 1) / Math.log(mergeWidth));

/** The one with most dead first, then the smallest of the rest as long as one segment holds them all. */
const fillUp = (wasteful: Segment, segments: readonly Segment[], { segmentSize, mergeWidth }: Upkeep): Segment[] => {
  const chosen = [wasteful];
  let living = wasteful.living;
  const others = segments.filter((segment) => segment !== wasteful).sort((a, b) => b.living - a.living);
  for (const other of others) {
    if (chosen.length === mergeWidth || living + other.living > segmentSize) continue;
    chosen.push(other);
    living += other.living;
  }
  return chosen;
};

/** The segments to be joined next, if any should be. */
export const findMerge = (segments: readonly Segment[], upkeep: Upkeep): Segment[] | undefined => {
  const wasteful = segments.find(({ living, size }) => living < size * upkeep.livingShare);
  if (wasteful) return fillUp(wasteful, segments, upkeep);
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
