// Who may see and do what with a need, seed, profile or opening. Pure; the filter for lists says the same inside the query.
import { canSeeGroup, type DisclosureGroup, type Standing } from '@enishi/shared/disclosure';
import type { ListingAbilities, ListingKind } from '@enishi/shared/listings';
import type { Role } from '@enishi/shared/roles';
import { barredAs, coordinates, hasRole, type Actor } from '../actor.js';
import type { Listing } from './listing.js';

/** Profiles may name prefectures that somebody would move to. */
interface Wishing {
  moveWish?: { prefectures: readonly string[] } | null;
}

type Seen = Pick<Listing, 'ownerId' | 'status' | 'introducedIds' | 'mutualIds' | 'kind'> & {
  organisationId?: Listing['organisationId'];
  content: Pick<Listing['content'], 'prefecture' | 'disclosure' | 'blockedOrganisationIds'> & Wishing;
};

const isUnderNda = (actor: Actor, { organisationId }: Seen): boolean =>
  organisationId !== undefined && (actor.ndaOrganisationIds ?? []).includes(organisationId);

/** Whose coordinators look after it: where it is, and where somebody wishes to move. */
const placesOf = ({ content }: Seen) => [content.prefecture, ...(content.moveWish?.prefectures ?? [])];

/** How the actor stands to a listing; null means that for them it does not exist. */
export function standingOf(actor: Actor | null, listing: Seen): Standing | null {
  if (actor && actor.id === listing.ownerId) return 'owner';
  if (listing.status === 'draft') return null;
  if (placesOf(listing).some((prefecture) => coordinates(actor, prefecture))) return 'coordinator';
  if (actor && barredAs(actor).some((id) => listing.content.blockedOrganisationIds.includes(id))) return null;
  if (actor && listing.mutualIds.includes(actor.id)) return isUnderNda(actor, listing) ? 'nda' : 'mutual';
  if (actor && listing.introducedIds.includes(actor.id)) return 'introduced';
  if (listing.status !== 'published') return null;
  const standing = actor ? 'member' : 'visitor';
  return canSeeGroup(standing, 'summary', listing.content.disclosure) ? standing : null;
}

export const canSee = (actor: Actor | null, listing: Seen, group: DisclosureGroup): boolean => {
  const standing = standingOf(actor, listing);
  return standing !== null && canSeeGroup(standing, group, listing.content.disclosure);
};

/** Is this need the actor's to look after? A coordinator may also have written it down themselves, for a company. */
export const isCaseOf = (actor: Actor | null, listing: Seen): boolean =>
  listing.kind === 'need' && listing.status !== 'draft' && coordinates(actor, listing.content.prefecture);

/** A company is interested in seeds and profiles, whoever offers one of those in needs. To an opening one applies. */
const counterparts: Record<ListingKind, readonly Role[]> = {
  need: ['researcher', 'expert', 'teleworker'],
  seed: ['company'],
  expert: ['company'],
  opening: [],
};

export function abilitiesFor(actor: Actor | null, listing: Seen): ListingAbilities {
  const standing = standingOf(actor, listing);
  const isOwner = standing === 'owner';
  const isOpen = listing.status === 'published';
  const isOutsider = actor !== null && standing !== null && !isOwner && standing !== 'coordinator';
  return {
    canEdit: isOwner && listing.status !== 'closed',
    canPublish: isOwner && !isOpen,
    canClose: isOwner && isOpen,
    canDelete: isOwner && listing.status === 'draft',
    canSeeCandidates: isOwner || isCaseOf(actor, listing) || (listing.kind === 'opening' && standing === 'coordinator'),
    canSeeLedger: isOwner,
    canExpressInterest: isOutsider && isOpen && hasRole(actor, ...counterparts[listing.kind]),
    canCoordinate: isCaseOf(actor, listing),
  };
}

/** Which stored search text a filter clause may look at. */
export type SearchAudience = 'public' | 'members' | 'all';

export interface VisibilityClause {
  where: Record<string, unknown>;
  audience: SearchAudience;
}

/**
 * The same rules as `standingOf`, as clauses for a query over published listings: a listing is visible when one of them
 * holds. Each says which text may be searched, so that hidden words cannot be found out by searching.
 */
export function visibleTo(actor: Actor | null): VisibilityClause[] {
  const visitor: VisibilityClause = { where: { 'content.disclosure.summary': 'public' }, audience: 'public' };
  if (!actor) return [visitor];
  const notBlocked = { 'content.blockedOrganisationIds': { $nin: barredAs(actor) } };
  const clauses: VisibilityClause[] = [
    { where: { 'content.disclosure.summary': { $in: ['public', 'members'] }, ...notBlocked }, audience: 'members' },
    { where: { introducedIds: actor.id, ...notBlocked }, audience: 'members' },
    { where: { mutualIds: actor.id, ...notBlocked }, audience: 'members' },
    { where: { ownerId: actor.id }, audience: 'all' },
  ];
  if (hasRole(actor, 'coordinator') && actor.servedPrefectures.length > 0)
    for (const place of ['content.prefecture', 'content.moveWish.prefectures'])
      clauses.push({ where: { [place]: { $in: [...actor.servedPrefectures] } }, audience: 'all' });
  return clauses;
}
