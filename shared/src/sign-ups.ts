// Signing up where addresses are confirmed: what was typed waits until the link of a letter is opened and its button pressed.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { moment } from './fields.js';
import { credentials, invitationToken, session } from './users.js';

export const signUpLimits = { hours: 24 } as const;

export const getSignUp = defineContract({
  name: 'getSignUp',
  method: 'GET',
  path: '/api/sign-ups/:token',
  summary: 'Whose account a link opens, and until when; looking at it changes nothing',
  group: 'Accounts',
  access: 'public',
  params: z.object({ token: invitationToken }),
  answer: z.object({ email: z.string(), displayName: z.string(), organisationName: z.string(), expiresAt: moment }),
  errors: ['not_found'],
});

export const confirmSignUp = defineContract({
  name: 'confirmSignUp',
  method: 'POST',
  path: '/api/sign-ups/:token',
  summary: 'Open the account that was signed up for, and sign in',
  group: 'Accounts',
  access: 'public',
  params: z.object({ token: invitationToken }),
  /** Typed once more: a letter that somebody else asked for opens nothing. */
  body: credentials.pick({ password: true }),
  status: 201,
  answer: session,
  errors: ['not_found'],
});
