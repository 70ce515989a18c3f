import type { Role } from '@enishi/shared/roles';
import { hasRole, type Actor } from '../../actor.js';

export const canManagePeople = (actor: Actor | null): boolean => hasRole(actor, 'admin');

/** Nobody can shut themselves out: an administrator's own roles and status are changed by another one. */
export const canChangePerson = (actor: Actor, userId: string): boolean => canManagePeople(actor) && actor.id !== userId;

/** Whoever sees what others must not: coordinators see both sides of everything, administrators everybody. */
export const needsSecondFactor = ({ roles }: { roles: readonly Role[] }): boolean =>
  roles.includes('coordinator') || roles.includes('admin');

/** Who has to set up a second factor before anything else, where the server demands it. */
export const heldBack =
  (isDemanded: boolean) =>
  (user: { roles: readonly Role[]; hasSecondFactor: boolean }): boolean =>
    isDemanded && needsSecondFactor(user) && !user.hasSecondFactor;
