// Confidentiality agreements (秘密保持契約, NDA) between the two organisations of an introduction, as coordinators record them.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { day, id, moment } from './fields.js';

export const ndaForm = z
  .object({
    signedOn: day,
    /** Last day on which it holds; null when it has no end. */
    validUntil: day.nullable().default(null),
    /** The signed paper, if it was added to the introduction for both sides. */
    fileId: id.nullable().default(null),
  })
  .refine(({ signedOn, validUntil }) => validUntil === null || validUntil >= signedOn, {
    error: 'too_small',
    path: ['validUntil'],
  });
export type NdaForm = z.output<typeof ndaForm>;

export const ndaView = z
  .object({
    id,
    signedOn: day,
    validUntil: day.nullable(),
    /** Today is not after its last day, and nobody has taken it back. */
    isValid: z.boolean(),
    organisations: z.array(z.object({ id, name: z.string() })).length(2),
    file: z.object({ id, name: z.string() }).nullable(),
    recordedBy: z.string().nullable(),
    recordedAt: moment,
    withdrawnAt: moment.nullable(),
  })
  .meta({ id: 'Nda' });
export type NdaView = z.infer<typeof ndaView>;

const ofIntroduction = z.object({ id });

export const listNdas = defineContract({
  name: 'listNdas',
  method: 'GET',
  path: '/api/introductions/:id/ndas',
  summary: 'Confidentiality agreements recorded for the organisations of an introduction, newest first',
  group: 'Introductions',
  access: 'signed_in',
  params: ofIntroduction,
  answer: z.object({ items: z.array(ndaView), abilities: z.object({ canRecord: z.boolean() }) }),
  errors: ['not_found'],
});

export const recordNda = defineContract({
  name: 'recordNda',
  method: 'POST',
  path: '/api/introductions/:id/ndas',
  summary:
    'Record a signed agreement: opens what either side shows after one, and moves the case on. The same day again adds nothing',
  group: 'Introductions',
  access: ['coordinator'],
  params: ofIntroduction,
  body: ndaForm,
  status: 201,
  answer: ndaView,
  errors: ['not_found', 'not_possible_now'],
});

export const withdrawNda = defineContract({
  name: 'withdrawNda',
  method: 'POST',
  path: '/api/ndas/:id/withdraw',
  summary: 'Take back an agreement that was recorded by mistake or has ended early',
  group: 'Introductions',
  access: ['coordinator'],
  params: z.object({ id }),
  answer: ndaView,
  errors: ['not_found'],
});
