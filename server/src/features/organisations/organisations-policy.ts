import { hasRole, type Actor } from '../../actor.js';

/** Members keep their own organisation's page; administrators every one. */
export const canEditOrganisation = (actor: Actor | null, organisation: { id: string }): boolean =>
  actor !== null && (hasRole(actor, 'admin') || actor.organisationId === organisation.id);
