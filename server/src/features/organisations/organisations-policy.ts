import { hasRole, type Actor } from '../../actor.js';

/** Whoever founded an organisation here or was invited into it keeps its page; administrators keep every one. */
export const canEditOrganisation = (actor: Actor | null, organisation: { id: string }): boolean =>
  actor !== null && (hasRole(actor, 'admin') || (actor.keepsOrganisation && actor.organisationId === organisation.id));
