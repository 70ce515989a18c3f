// Whoever acts: the signed-in person as services and policies see them.
import type { Language } from '@enishi/shared/fields';
import type { Role } from '@enishi/shared/roles';

export interface Actor {
  id: string;
  displayName: string;
  roles: readonly Role[];
  organisationId: string;
  /** Founded the organisation here, or was invited into it; naming an existing one at sign-up proves nothing. */
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

/** Is this actor the coordinator for things of this prefecture? */
export const coordinates = (actor: Actor | null, prefecture: string | null): boolean =>
  actor !== null &&
  hasRole(actor, 'coordinator') &&
  prefecture !== null &&
  actor.servedPrefectures.includes(prefecture);
