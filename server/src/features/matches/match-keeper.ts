// What the match engine holds, kept in step with the listings: one change at a time, and what was read last is put last,
// so that an older reading never lands upon a newer one.
import type { Listing, ListingRef } from '../../listings/listing.js';
import type { MatchEngine, MatchItem } from '../../matching/types.js';
import { asItem, itemIdOf } from './match-items.js';

/** What decides whether two listings may meet at all. */
interface Party {
  ownerId: string;
  organisationId: string;
  blocked: ReadonlySet<string>;
}

export const partyOf = ({ ownerId, organisationId, content }: Listing): Party => ({
  ownerId,
  organisationId,
  blocked: new Set(content.blockedOrganisationIds),
});

/** Nobody is matched with themselves, nor with whom either side has blocked. */
export const mayMeet = (one: Party, other: Party): boolean =>
  one.ownerId !== other.ownerId && !one.blocked.has(other.organisationId) && !other.blocked.has(one.organisationId);

interface Dependencies {
  engine: MatchEngine;
  list: (refs: readonly ListingRef[]) => Promise<Listing[]>;
}

export function createMatchKeeper({ engine, list }: Dependencies) {
  const held = new Map<string, Party & { version: number }>();
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };

  const put = async (listings: readonly Listing[]) => {
    await engine.put(listings.map(asItem));
    for (const listing of listings)
      held.set(itemIdOf(listing.kind, listing.id), { ...partyOf(listing), version: listing.version });
  };

  const takeOut = async ({ kind, id }: ListingRef) => {
    held.delete(itemIdOf(kind, id));
    await engine.remove([itemIdOf(kind, id)]);
  };

  /** As they stand in the database now, without those that are not to be found by others. */
  const readPublished = async (refs: readonly ListingRef[]): Promise<Listing[]> =>
    (await list(refs)).filter((listing) => listing.status === 'published');

  return {
    /** The version the engine holds; undefined when it holds none. */
    heldVersion: (ref: ListingRef): number | undefined => held.get(itemIdOf(ref.kind, ref.id))?.version,
    ownerOf: (itemId: string): string => held.get(itemId)?.ownerId ?? '',
    /** Who of those held may meet this listing. */
    meeting(listing: Listing) {
      const own = partyOf(listing);
      return (itemId: string): boolean => {
        const other = held.get(itemId);
        return other !== undefined && mayMeet(own, other);
      };
    },
    /** Takes in many at once, freshly read. */
    load: (listings: readonly Listing[]): Promise<void> => inTurn(() => put(listings)),
    /** Brings some up to date: in when they are published, else out. */
    refresh: (refs: readonly ListingRef[]): Promise<void> =>
      inTurn(async () => {
        const listings = await readPublished(refs);
        const ids = new Set(listings.map((listing) => listing.id));
        for (const ref of refs) if (!ids.has(ref.id)) await takeOut(ref);
        await put(listings);
      }),
    /**
     * Asks on behalf of a listing, which is brought up to date by the way. While it asks, the engine does not hold it:
     * its own words would count as known to somebody, and those that nobody shares would weigh most.
     * @returns null when the listing is not to be found by others
     */
    ask: <Answer>(ref: ListingRef, question: (listing: Listing, item: MatchItem) => Promise<Answer>) =>
      inTurn(async (): Promise<{ listing: Listing; answer: Answer } | null> => {
        const [listing] = await readPublished([ref]);
        await takeOut(ref);
        if (!listing) return null;
        try {
          return { listing, answer: await question(listing, asItem(listing)) };
        } finally {
          await put([listing]);
        }
      }),
  };
}
export type MatchKeeper = ReturnType<typeof createMatchKeeper>;
