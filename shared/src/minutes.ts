// Minutes (議事録) of a meeting: what was said, decided, and who does what by when. A draft until it is sent; each sending
// keeps a version.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { changesOf, day, id, line, moment, optionalLine, optionalText, version } from './fields.js';

export const minutesLimits = {
  text: 20_000,
  decisions: 30,
  decision: 500,
  actions: 30,
  action: 200,
  owner: 80,
  versions: 100,
} as const;

/** Something to be done. Its owner is a participant, or a name. */
export const minutesAction = z.object({
  key: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  text: line(minutesLimits.action),
  owner: z.string().max(40).nullable().default(null),
  ownerName: optionalLine(minutesLimits.owner).default(''),
  dueOn: day.nullable().default(null),
});
export type MinutesAction = z.output<typeof minutesAction>;

export const minutesContent = z.object({
  /** Markdown without HTML. */
  text: optionalText(minutesLimits.text).default(''),
  decisions: z.array(line(minutesLimits.decision)).max(minutesLimits.decisions).default([]),
  actions: z
    .array(minutesAction)
    .max(minutesLimits.actions)
    .refine((actions) => new Set(actions.map(({ key }) => key)).size === actions.length, { error: 'repeated' })
    .default([]),
});
export type MinutesContent = z.output<typeof minutesContent>;

export const minutesVersion = z.object({ number: z.number().int(), at: moment, by: z.string().nullable() });

const shownAction = minutesAction.extend({ shownOwner: z.string() });
export const minutesView = z
  .object({
    meetingId: id,
    version,
    /** What is being written, for the desk; for others what was sent last. */
    text: z.string(),
    decisions: z.array(z.string()),
    actions: z.array(shownAction),
    sentAt: moment.nullable(),
    /** The draft differs from what was sent last. */
    isChanged: z.boolean(),
    versions: z.array(minutesVersion),
    /** Whom an action can be given to. */
    owners: z.array(z.object({ key: z.string(), name: z.string() })),
    abilities: z.object({ canWrite: z.boolean() }),
  })
  .meta({ id: 'Minutes' });
export type MinutesView = z.infer<typeof minutesView>;

const group = 'Meetings';
const one = z.object({ id });

export const getMinutes = defineContract({
  name: 'getMinutes',
  method: 'GET',
  path: '/api/meetings/:id/minutes',
  summary: 'Minutes: the draft for the desk, what was sent for the participants',
  group,
  access: 'signed_in',
  params: one,
  answer: minutesView,
  errors: ['not_found'],
});

export const getMinutesVersion = defineContract({
  name: 'getMinutesVersion',
  method: 'GET',
  path: '/api/meetings/:id/minutes/:number',
  summary: 'Minutes as they were sent at one time',
  group,
  access: 'signed_in',
  params: one.extend({ number: z.coerce.number().int().min(1).max(minutesLimits.versions) }),
  answer: minutesContent.extend({ number: z.number().int(), at: moment, by: z.string().nullable() }),
  errors: ['not_found'],
});

export const saveMinutes = defineContract({
  name: 'saveMinutes',
  method: 'PATCH',
  path: '/api/meetings/:id/minutes',
  summary: 'Keep the draft; called again and again while somebody writes',
  group,
  access: ['coordinator'],
  params: one,
  body: changesOf(minutesContent).extend({ version }),
  answer: minutesView,
  errors: ['not_found', 'stale', 'not_possible_now'],
});

export const sendMinutes = defineContract({
  name: 'sendMinutes',
  method: 'POST',
  path: '/api/meetings/:id/minutes/send',
  summary: 'Send the minutes to all participants; what is to be done becomes next actions of the case',
  group,
  access: ['coordinator'],
  params: one,
  body: z.object({ version }),
  answer: minutesView,
  errors: ['not_found', 'stale', 'not_possible_now'],
});
