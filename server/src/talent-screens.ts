// Coordinators who look at people who would move in, told to look again.
import type { ListingRef, Listing } from './listings/listing.js';
import type { Publisher } from './realtime/sockets.js';

interface Dependencies {
  publisher: () => Publisher;
  find: (ref: ListingRef) => Promise<Listing | null>;
}

/** Where a profile or opening is looked after. */
const placesOf = ({ content }: Listing): string[] => {
  const { moveWish } = content as { moveWish?: { prefectures: readonly string[] } | null };
  const places = [content.prefecture, ...(moveWish?.prefectures ?? [])];
  return [...new Set(places)].filter((place) => place !== null);
};

export function createTalentScreens({ publisher, find }: Dependencies) {
  return {
    async listingChanged({ kind, id, isPublished = true }: ListingRef & { isPublished?: boolean }): Promise<void> {
      if (!isPublished || (kind !== 'expert' && kind !== 'opening')) return;
      const listing = await find({ kind, id });
      for (const place of listing ? placesOf(listing) : []) publisher().toCoordinators(place, { topic: 'talent' });
    },
  };
}
export type TalentScreens = ReturnType<typeof createTalentScreens>;
