import { hasRole, type Actor } from '../../actor.js';

export const canManagePeople = (actor: Actor | null): boolean => hasRole(actor, 'admin');

/** Nobody can shut themselves out: an administrator's own roles and status are changed by another one. */
export const canChangePerson = (actor: Actor, userId: string): boolean => canManagePeople(actor) && actor.id !== userId;
