import { z } from 'zod';

export const roles = ['company', 'researcher', 'expert', 'teleworker', 'coordinator', 'admin'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** Roles that anyone may take at sign-up; the others are given by an administrator's invitation. */
export const openRoles = ['company', 'researcher', 'expert', 'teleworker'] as const satisfies readonly Role[];
/** Roles that only come with an invitation. */
export const invitedRoles = ['coordinator', 'admin'] as const satisfies readonly Role[];

/** Who may come to a route at all. What they may do to one thing is decided by the feature's policy. */
export type Access = 'public' | 'signed_in' | readonly Role[];
