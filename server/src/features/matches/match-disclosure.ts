// What of a pair may be told to whom: reasons and names follow the disclosure of the two listings.
import type { MatchEvidence } from '@enishi/shared/matches';
import type { Actor } from '../../actor.js';
import type { Listing } from '../../listings/listing.js';
import { canSee, isCaseOf, standingOf } from '../../listings/listing-policy.js';
import { foldText } from '../../listings/listing-search.js';
import type { PairStanding } from './matches-policy.js';

export interface Halves {
  need: Listing;
  item: Listing;
}

export const pairStanding = ({ need, item }: Halves, actor: Actor): PairStanding => ({
  need: isCaseOf(actor, need) ? 'coordinator' : standingOf(actor, need),
  item: standingOf(actor, item),
});

/** Somebody's name, unless it is that of a party who keeps it closed to this viewer. */
export function nameOf(
  userId: string | null,
  halves: Halves,
  actor: Actor,
  names: ReadonlyMap<string, { displayName: string }>,
): string | null {
  const own = [halves.need, halves.item].find((listing) => listing.ownerId === userId);
  if (userId === null || (own && !canSee(actor, own, 'organisation'))) return null;
  return names.get(userId)?.displayName ?? null;
}

/** Chosen as a tag, not only named in the text; free tags are marked with "#". */
const isChosen = ({ content }: Listing, concept: string) => content.tags.includes(concept) || concept.startsWith('#');

/**
 * The reasons, without anything that gives away details the viewer may not read. A shared word tells on both texts:
 * it is named only where each of them may be read or says it in its title.
 */
export function evidenceFor(
  { evidence }: { evidence: MatchEvidence },
  { need, item }: Halves,
  actor: Actor,
): MatchEvidence {
  const closed = [need, item].filter((listing) => !canSee(actor, listing, 'details'));
  if (closed.length === 0) return evidence;
  const titles = closed.map((listing) => foldText(listing.content.title));
  return {
    tags: evidence.tags.filter(
      ({ concept, queryConcept }) =>
        (!closed.includes(item) || isChosen(item, concept)) && (!closed.includes(need) || isChosen(need, queryConcept)),
    ),
    words: evidence.words.filter((word) => titles.every((title) => title.includes(foldText(word)))),
    quotes: closed.includes(need) ? [] : evidence.quotes.filter((quote) => quote.field === 'title'),
  };
}
