// One's own data (個人データ): taking them along, and having oneself erased. What others did together with somebody
// stays, without the name.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { email, id, moment } from './fields.js';
import { secondFactorCode } from './second-factor.js';
import { passwordLimits } from './users.js';

/** Stands where the name of somebody stood who had themselves erased. */
export const erasedName = '退会した方 (former member)';

const password = z.string().min(1).max(passwordLimits.max);

export const exportMyData = defineContract({
  name: 'exportMyData',
  method: 'POST',
  path: '/api/me/data',
  summary: 'Everything that is kept about oneself, by kind, as JSON',
  group: 'Accounts',
  access: 'signed_in',
  body: z.object({ password }),
  answer: z.object({
    exportedAt: moment,
    /** What is kept, each with the fields that are one's own. */
    parts: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  }),
});

export const eraseMe = defineContract({
  name: 'eraseMe',
  method: 'POST',
  path: '/api/me/erase',
  summary:
    'Erase the own account for good: drafts and profile go, what was published is closed, history stays without the name',
  group: 'Accounts',
  access: 'signed_in',
  body: z.object({ password, code: secondFactorCode.optional() }),
  status: 204,
  errors: ['not_possible_now'],
});

export const erasePerson = defineContract({
  name: 'erasePerson',
  method: 'POST',
  path: '/api/admin/people/:id/erase',
  summary: 'Erase an account on request; the address has to be typed, so that it is the right one',
  group: 'Administration',
  access: ['admin'],
  params: z.object({ id }),
  body: z.object({ email }),
  status: 204,
  errors: ['not_found', 'not_possible_now'],
});
