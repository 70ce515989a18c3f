// Could somebody guess whose need it is, although the name is closed? Counted before it is published.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { id } from './fields.js';

/** With fewer organisations that it could be, the owner is warned. */
export const anonymityLimit = 5;

export const anonymityFacts = ['prefecture', 'industry', 'size'] as const;

export const anonymity = z
  .object({
    /** Companies known here that share these facts, the owner's own among them. */
    group: z.number().int().min(0),
    /** The name is not open to everybody, and the group is so small that it may be guessed. */
    isSmall: z.boolean(),
    /** Facts that make the group; those that nobody has told do not narrow it. */
    by: z.array(z.enum(anonymityFacts)),
  })
  .meta({ id: 'Anonymity' });
export type Anonymity = z.infer<typeof anonymity>;

export const getNeedAnonymity = defineContract({
  name: 'getNeedAnonymity',
  method: 'GET',
  path: '/api/needs/:id/anonymity',
  summary: 'How many organisations a need could come from, for its owner',
  group: 'Needs',
  access: 'signed_in',
  params: z.object({ id }),
  answer: anonymity,
  errors: ['not_found', 'forbidden'],
});
