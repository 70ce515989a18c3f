import { hasRole, type Actor } from '../../actor.js';

/**
 * Whose requests this person may see and decide, as a clause of a query; null: nobody's. Whoever only says that they
 * belong to an organisation decides about nobody.
 */
export function decidableBy(actor: Actor): object | null {
  const others = { _id: { $ne: actor.id } };
  if (hasRole(actor, 'admin')) return others;
  const clauses = [
    ...(actor.keepsOrganisation ? [{ 'membership.organisationId': actor.organisationId }] : []),
    ...(actor.servedPrefectures.length > 0 ? [{ 'membership.prefecture': { $in: [...actor.servedPrefectures] } }] : []),
  ];
  return clauses.length > 0 ? { ...others, $or: clauses } : null;
}

/** Coordinators and administrators belong where they were invited to. */
export const mayAsk = (actor: Actor): boolean => !hasRole(actor, 'coordinator', 'admin');
