// A forgotten password: a link by mail, for one use and a short while.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { email, moment } from './fields.js';
import { password } from './users.js';

export const passwordResetLimits = { minutes: 60 } as const;

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const requestPasswordReset = defineContract({
  name: 'requestPasswordReset',
  method: 'POST',
  path: '/api/password-resets',
  summary: 'Ask for a link by mail; the answer is the same whether there is such an account or not',
  group: 'Accounts',
  access: 'public',
  body: z.object({ email }),
  status: 204,
});

export const getPasswordReset = defineContract({
  name: 'getPasswordReset',
  method: 'GET',
  path: '/api/password-resets/:token',
  summary: 'Whose password a link is for, and until when',
  group: 'Accounts',
  access: 'public',
  params: z.object({ token }),
  answer: z.object({ email: z.string(), expiresAt: moment }),
  errors: ['not_found'],
});

export const resetPassword = defineContract({
  name: 'resetPassword',
  method: 'POST',
  path: '/api/password-resets/:token',
  summary: 'Set a new password; every session of the account ends',
  group: 'Accounts',
  access: 'public',
  params: z.object({ token }),
  body: z.object({ password }),
  status: 204,
  errors: ['not_found'],
});
