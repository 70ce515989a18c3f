// Whoever acts: the signed-in person as services and policies see them.
import type { Language } from '@enishi/shared/fields';
import type { Role } from '@enishi/shared/roles';

export interface Actor {
  id: string;
  displayName: string;
  roles: readonly Role[];
  organisationId: string;
  /** An organisation that was named and is not confirmed. It gives no right; what is kept from it is kept from them. */
  claimedOrganisationId?: string | null;
  /** Founded the organisation here, was invited into it, or confirmed by it; naming an existing one proves nothing. */
  keepsOrganisation: boolean;
  prefecture: string;
  /** Prefectures whose needs a coordinator looks after; empty unless the role is held. */
  servedPrefectures: readonly string[];
  language: Language;
  /** Has to set up a second factor before anything else. */
  isHeldBack?: boolean;
  /** Organisations with which the actor's own has a confidentiality agreement that holds today. */
  ndaOrganisationIds?: readonly string[];
}

export const hasRole = (actor: Actor | null, ...wanted: Role[]): boolean =>
  actor !== null && wanted.some((role) => actor.roles.includes(role));

/** What is kept from any of these organisations is kept from this actor. */
export const barredAs = ({ organisationId, claimedOrganisationId }: Actor): string[] =>
  claimedOrganisationId ? [organisationId, claimedOrganisationId] : [organisationId];

/** Is this actor the coordinator for things of this prefecture? */
export const coordinates = (actor: Actor | null, prefecture: string | null): boolean =>
  actor !== null &&
  hasRole(actor, 'coordinator') &&
  prefecture !== null &&
  actor.servedPrefectures.includes(prefecture);
