// Belonging to an organisation (所属): whoever names one that Enishi knows asks to be confirmed, by somebody of it or by a
// coordinator of its prefecture. Until then the account works, as a person without an organisation.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { id, moment, optionalText } from './fields.js';
import { organisationName } from './organisations.js';

export const membershipLimits = { reason: 300, listed: 100 } as const;

export const membershipStates = ['pending', 'confirmed', 'refused'] as const;
export type MembershipState = (typeof membershipStates)[number];

/** One's own request that is not confirmed: the organisation that was named, and what became of it. */
export const ownMembership = z
  .object({
    organisation: organisationName,
    state: z.enum(['pending', 'refused']),
    requestedAt: moment,
    /** Why it was refused; empty before. */
    reason: z.string(),
  })
  .meta({ id: 'OwnMembership' });
export type OwnMembership = z.infer<typeof ownMembership>;

/** What whoever decides has to know. */
export const membershipRequest = z
  .object({ id, displayName: z.string(), email: z.string(), organisation: organisationName, requestedAt: moment })
  .meta({ id: 'MembershipRequest' });
export type MembershipRequest = z.infer<typeof membershipRequest>;

export const requestMembership = defineContract({
  name: 'requestMembership',
  method: 'POST',
  path: '/api/me/membership',
  summary: 'Ask to belong to an organisation; replaces what was asked before',
  group: 'Accounts',
  access: 'signed_in',
  body: z.object({ organisationId: id }),
  status: 201,
  answer: ownMembership,
  errors: ['not_possible_now'],
});

export const listMembershipRequests = defineContract({
  name: 'listMembershipRequests',
  method: 'GET',
  path: '/api/membership-requests',
  summary: 'People who wait for being confirmed by the one who asks, oldest first',
  group: 'Accounts',
  access: 'signed_in',
  answer: z.object({ items: z.array(membershipRequest), total: z.number().int() }),
});

export const decideMembership = defineContract({
  name: 'decideMembership',
  method: 'POST',
  path: '/api/membership-requests/:id',
  summary: 'Confirm that somebody belongs to the organisation, or refuse it with a reason',
  group: 'Accounts',
  access: 'signed_in',
  params: z.object({ id }),
  body: z.discriminatedUnion('decision', [
    z.object({ decision: z.literal('confirm') }),
    z.object({
      decision: z.literal('refuse'),
      reason: optionalText(membershipLimits.reason).pipe(z.string().min(1)),
    }),
  ]),
  status: 204,
  errors: ['not_found'],
});
