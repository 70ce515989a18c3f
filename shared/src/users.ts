// Accounts: who somebody is, which roles they hold, how they sign in.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { distinct, email, id, language, line, moment, pageOf, pageQuery, version } from './fields.js';
import { ownMembership } from './memberships.js';
import { mailSettings, notificationSettings } from './notification-kinds.js';
import { openOrganisationKinds, organisationLimits, organisationName } from './organisations.js';
import { invitedRoles, openRoles, role, roles } from './roles.js';
import { secondFactorCode } from './second-factor.js';
import { prefectureCode } from './tags.js';

/** NIST SP 800-63B: length and a list of common passwords; no rules of composition. */
export const passwordLimits = { min: 12, max: 128 } as const;
export const accountLimits = { displayName: 60, invitationDays: 7 } as const;

/** Not trimmed: blanks belong to a passphrase. */
export const password = z.string().min(passwordLimits.min).max(passwordLimits.max);

export const userStatuses = ['active', 'suspended'] as const;

/** The signed-in person, as they see themselves. */
export const viewer = z
  .object({
    id,
    email: z.string(),
    displayName: z.string(),
    roles: z.array(role),
    /** The role whose view is shown; one of `roles`. */
    activeRole: role,
    organisation: organisationName,
    /** An organisation that was named and is not confirmed; `organisation` then is no more than a placeholder. */
    membership: ownMembership.nullable(),
    prefecture: prefectureCode,
    /** Prefectures a coordinator looks after; empty for others. */
    servedPrefectures: z.array(prefectureCode),
    language,
    notificationSettings,
    mailSettings,
    /** Coordinators and administrators do before anything else, where the server demands it. */
    mustSetUpSecondFactor: z.boolean(),
    version,
  })
  .meta({ id: 'Viewer' });
export type Viewer = z.infer<typeof viewer>;

export const credentials = z.object({
  email,
  password: z.string().min(1).max(passwordLimits.max),
  /** Only where the account has a second factor; the answer `second_factor_needed` asks for it. */
  code: secondFactorCode.optional(),
});

/** Either an organisation that Enishi knows, or a new one. */
export const organisationChoice = z.discriminatedUnion('choice', [
  z.object({ choice: z.literal('existing'), id }),
  z.object({
    choice: z.literal('new'),
    name: line(organisationLimits.name),
    kind: z.enum(openOrganisationKinds),
    prefecture: prefectureCode,
  }),
]);

export const signUpForm = z.object({
  email,
  password,
  displayName: line(accountLimits.displayName),
  roles: distinct(z.enum(openRoles), openRoles.length).min(1),
  organisation: organisationChoice,
  prefecture: prefectureCode,
  language: language.default('ja'),
});
export type SignUpForm = z.output<typeof signUpForm>;

export const session = z.object({ viewer: viewer.nullable() });

/** The same for everybody who signs up where addresses are confirmed: who has an account reads it in a letter. */
const letterSent = z.object({ state: z.literal('sent'), viewer: z.null() });

export const getSession = defineContract({
  name: 'getSession',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, if anybody',
  group: 'Accounts',
  access: 'public',
  isBeforeSecondFactor: true,
  answer: session,
});

export const signIn = defineContract({
  name: 'signIn',
  method: 'POST',
  path: '/api/session',
  summary: 'Sign in',
  group: 'Accounts',
  access: 'public',
  body: credentials,
  answer: session,
  errors: ['wrong_credentials', 'second_factor_needed', 'second_factor_wrong'],
});

export const signOut = defineContract({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/session',
  summary: 'Sign out',
  group: 'Accounts',
  access: 'public',
  isBeforeSecondFactor: true,
  status: 204,
});

export const signUp = defineContract({
  name: 'signUp',
  method: 'POST',
  path: '/api/accounts',
  summary: 'Open an account and sign in; where addresses are confirmed, a link is sent first',
  group: 'Accounts',
  access: 'public',
  body: signUpForm,
  status: 201,
  answer: z.union([letterSent, session]),
});

export const updateMe = defineContract({
  name: 'updateMe',
  method: 'PATCH',
  path: '/api/me',
  summary: 'Change name, language, view or notification settings',
  group: 'Accounts',
  access: 'signed_in',
  body: z.object({
    version,
    displayName: line(accountLimits.displayName).optional(),
    language: language.optional(),
    activeRole: role.optional(),
    prefecture: prefectureCode.optional(),
    notificationSettings: notificationSettings.optional(),
    mailSettings: mailSettings.optional(),
  }),
  answer: session,
  errors: ['stale'],
});

export const changePassword = defineContract({
  name: 'changePassword',
  method: 'POST',
  path: '/api/me/password',
  summary: 'Change the password; every other session ends',
  group: 'Accounts',
  access: 'signed_in',
  body: z.object({ current: z.string().min(1).max(passwordLimits.max), next: password }),
  status: 204,
});

// Invitations: one-time links for coordinators and administrators.

export const invitationToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const invitationForm = z.object({
  email,
  roles: distinct(z.enum(invitedRoles), invitedRoles.length).min(1),
  organisationId: id,
});

export const createInvitation = defineContract({
  name: 'createInvitation',
  method: 'POST',
  path: '/api/admin/invitations',
  summary: 'Make a one-time link for a coordinator or administrator',
  group: 'Administration',
  access: ['admin'],
  body: invitationForm,
  status: 201,
  /** The address is shown once; only a hash of its token is kept. */
  answer: z.object({ address: z.string(), expiresAt: moment }),
});

export const getInvitation = defineContract({
  name: 'getInvitation',
  method: 'GET',
  path: '/api/invitations/:token',
  summary: 'What an invitation is for',
  group: 'Accounts',
  access: 'public',
  params: z.object({ token: invitationToken }),
  answer: z.object({ email: z.string(), roles: z.array(role), organisationName: z.string(), expiresAt: moment }),
  errors: ['not_found'],
});

export const acceptInvitation = defineContract({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/:token',
  summary: 'Accept an invitation, open the account and sign in',
  group: 'Accounts',
  access: 'public',
  params: z.object({ token: invitationToken }),
  body: z.object({ password, displayName: line(accountLimits.displayName), language: language.default('ja') }),
  status: 201,
  answer: session,
  errors: ['not_found'],
});

export const personRow = z
  .object({
    id,
    email: z.string(),
    displayName: z.string(),
    roles: z.array(role),
    status: z.enum(userStatuses),
    organisation: organisationName,
    createdAt: moment,
    lastSignInAt: moment.nullable(),
    hasSecondFactor: z.boolean(),
    isErased: z.boolean(),
    version,
  })
  .meta({ id: 'PersonRow' });
export type PersonRow = z.infer<typeof personRow>;

export const listPeople = defineContract({
  name: 'listPeople',
  method: 'GET',
  path: '/api/admin/people',
  summary: 'All accounts',
  group: 'Administration',
  access: ['admin'],
  query: pageQuery.extend({
    q: z.string().trim().max(80).optional(),
    role: role.optional(),
    status: z.enum(userStatuses).optional(),
  }),
  answer: pageOf(personRow),
});

export const updatePerson = defineContract({
  name: 'updatePerson',
  method: 'PATCH',
  path: '/api/admin/people/:id',
  summary: 'Change roles, or suspend and readmit; a suspended person is signed out at once',
  group: 'Administration',
  access: ['admin'],
  params: z.object({ id }),
  body: z.object({
    version,
    roles: distinct(role, roles.length).min(1).optional(),
    status: z.enum(userStatuses).optional(),
  }),
  answer: personRow,
  errors: ['not_found', 'stale', 'not_possible_now'],
});
