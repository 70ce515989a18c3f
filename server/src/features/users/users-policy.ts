import { openRoles, type Role } from '@enishi/shared/roles';
import { hasRole, type Actor } from '../../actor.js';

export const canManagePeople = (actor: Actor | null): boolean => hasRole(actor, 'admin');

/** Nobody can shut themselves out: an administrator's own roles and status are changed by another one. */
export const canChangePerson = (actor: Actor, userId: string): boolean => canManagePeople(actor) && actor.id !== userId;

/** At sign-up only the open roles can be taken, whatever was sent. */
export const canTakeRole = (role: Role): boolean => (openRoles as readonly Role[]).includes(role);
