// What leaves the server: each group of fields only for a standing that may see it.
import { canSeeGroup, type DisclosureGroup, type Standing } from '@enishi/shared/disclosure';
import type { OrganisationName, OrganisationRecord } from '@enishi/shared/organisations';
import type { Actor } from '../actor.js';
import type { CommonContent, Listing, ListingKindOf } from './listing.js';
import { abilitiesFor } from './listing-policy.js';

export interface OwnerRecord {
  id: string;
  displayName: string;
  email: string;
  organisation: OrganisationRecord;
}

const pick = (content: object, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, (content as Record<string, unknown>)[field]]));

const iso = (date: Date | null) => date?.toISOString() ?? null;

const toOrganisationName = ({ id, name, nameEn, kind, prefecture }: OrganisationName): OrganisationName => ({
  id,
  name,
  nameEn,
  kind,
  prefecture,
});

export function presentOwner(owner: OwnerRecord) {
  const { industry, size } = owner.organisation;
  return { ...toOrganisationName(owner.organisation), industry, size, person: owner.displayName };
}

export const presentContact = <C extends CommonContent>(
  kind: ListingKindOf<C>,
  listing: Listing<C>,
  owner: OwnerRecord,
) => ({
  displayName: owner.displayName,
  email: owner.email,
  note: kind.contactNote(listing.content),
});

function presentSummary<C extends CommonContent>(kind: ListingKindOf<C>, listing: Listing<C>, standing: Standing) {
  const { content } = listing;
  return {
    id: listing.id,
    code: listing.code,
    status: listing.status,
    version: listing.version,
    ...pick(content, ['title', 'tags', 'freeTags', 'cooperation', 'prefecture', 'language', ...kind.summary]),
    isSample: listing.isSample,
    isMine: standing === 'owner',
    createdAt: listing.createdAt.toISOString(),
    updatedAt: listing.updatedAt.toISOString(),
    publishedAt: iso(listing.publishedAt),
    closedAt: iso(listing.closedAt),
  };
}

const knownCards = new WeakMap<object, Partial<Record<Standing, object>>>();

/** A listing that was not changed is read as the same frozen object, and told in the same words to equal standings. */
function nameless<C extends CommonContent>(kind: ListingKindOf<C>, listing: Listing<C>, standing: Standing) {
  const known = knownCards.get(listing) ?? {};
  knownCards.set(listing, known);
  return (known[standing] ??= Object.freeze({
    ...presentSummary(kind, listing, standing),
    organisation: null,
  })) as ReturnType<typeof presentSummary<C>> & { organisation: null };
}

/** Does its card say whose it is? */
export const isNamed = ({ content }: Listing, standing: Standing): boolean =>
  canSeeGroup(standing, 'organisation', content.disclosure);

/** For lists. */
export function presentCard<C extends CommonContent>(
  kind: ListingKindOf<C>,
  listing: Listing<C>,
  standing: Standing,
  owner: OwnerRecord | undefined,
) {
  const card = nameless(kind, listing, standing);
  return owner && isNamed(listing, standing) ? { ...card, organisation: presentOwner(owner) } : card;
}

/** For its own page. `blocked` is told to the owner only. */
export function presentView<C extends CommonContent>(
  kind: ListingKindOf<C>,
  listing: Listing<C>,
  viewer: { actor: Actor | null; standing: Standing },
  owner: OwnerRecord | undefined,
  blocked: OrganisationName[],
) {
  const { standing } = viewer;
  const { content } = listing;
  const sees = (group: DisclosureGroup) => canSeeGroup(standing, group, content.disclosure);
  return {
    ...presentCard(kind, listing, standing, owner),
    ...kind.extras?.(content, standing, viewer.actor),
    details: sees('details') ? pick(content, kind.details) : null,
    contact: owner && sees('contact') ? presentContact(kind, listing, owner) : null,
    disclosure: content.disclosure,
    closeReason: listing.closeReason,
    blocked: standing === 'owner' ? blocked.map(toOrganisationName) : null,
    abilities: abilitiesFor(viewer.actor, listing),
  };
}

/** Groups worth a line in the ledger: shown to somebody known, and not open to everybody anyway. */
export function disclosedGroups(
  listing: Listing,
  standing: Standing,
  shown: readonly DisclosureGroup[],
): DisclosureGroup[] {
  if (standing === 'owner' || standing === 'visitor') return [];
  const { disclosure } = listing.content;
  return shown.filter((group) => disclosure[group] !== 'public' && canSeeGroup(standing, group, disclosure));
}
