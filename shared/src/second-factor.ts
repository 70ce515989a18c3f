// The second factor (2段階認証): a one-time code from an app (TOTP, RFC 6238), with recovery codes for a lost telephone.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { id } from './fields.js';

export const secondFactorLimits = {
  digits: 6,
  /** Seconds for which one code stands; the one before and the one after are taken too, since clocks differ. */
  period: 30,
  window: 1,
  recoveryCodes: 10,
  /** Minutes within which a setting up has to be confirmed. */
  setupMinutes: 15,
} as const;

/** A code of the app, or one recovery code; blanks, hyphens, full width and capitals do not matter. */
export const secondFactorCode = z
  .string()
  .max(40)
  .transform((value) => value.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase())
  .pipe(z.string().regex(/^([0-9]{6}|[a-z2-7]{10})$/, { error: 'wrong_form' }));

const given = z.object({ password: z.string().min(1).max(128), code: secondFactorCode });
const state = z.object({
  isOn: z.boolean(),
  /** Coordinators and administrators have to, where the server is set up so. */
  isRequired: z.boolean(),
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactorState = z.infer<typeof state>;
/** Shown once; only hashes are kept. */
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

export const getSecondFactor = defineContract({
  name: 'getSecondFactor',
  method: 'GET',
  path: '/api/me/second-factor',
  summary: 'Whether the account asks for a second factor',
  group: 'Accounts',
  access: 'signed_in',
  isBeforeSecondFactor: true,
  answer: state,
});

export const beginSecondFactor = defineContract({
  name: 'beginSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor',
  summary: 'Get a new secret for an app; nothing changes until a code of it was given',
  group: 'Accounts',
  access: 'signed_in',
  isBeforeSecondFactor: true,
  body: given.pick({ password: true }),
  status: 201,
  /** `uri` is what the square code holds (otpauth://totp/…), `secret` the same for typing (base32). */
  answer: z.object({ secret: z.string(), uri: z.string() }),
  errors: ['not_possible_now'],
});

export const confirmSecondFactor = defineContract({
  name: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/confirm',
  summary: 'Switch it on with a code of the app; every other session ends',
  group: 'Accounts',
  access: 'signed_in',
  isBeforeSecondFactor: true,
  body: given.pick({ code: true }),
  answer: recoveryCodes,
  errors: ['not_possible_now'],
});

export const renewRecoveryCodes = defineContract({
  name: 'renewRecoveryCodes',
  method: 'POST',
  path: '/api/me/second-factor/recovery-codes',
  summary: 'Get new recovery codes; the old ones are worth nothing then',
  group: 'Accounts',
  access: 'signed_in',
  body: given,
  answer: recoveryCodes,
  errors: ['not_possible_now'],
});

export const endSecondFactor = defineContract({
  name: 'endSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/end',
  summary: 'Switch it off, where it is not required',
  group: 'Accounts',
  access: 'signed_in',
  body: given,
  status: 204,
  errors: ['not_possible_now'],
});

export const resetSecondFactor = defineContract({
  name: 'resetSecondFactor',
  method: 'POST',
  path: '/api/admin/people/:id/second-factor/reset',
  summary: 'Take the second factor of somebody away who lost telephone and recovery codes; all their sessions end',
  group: 'Administration',
  access: ['admin'],
  params: z.object({ id }),
  status: 204,
  errors: ['not_found', 'not_possible_now'],
});
