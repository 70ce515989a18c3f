// What works by a link, without signing in: answering a poll, and calendars that subscribe.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { id, moment } from './fields.js';
import { pollAnswer, slotView } from './meetings.js';

const token = z.object({ token: z.string().max(200) });
const group = 'Meetings';

const known = {
  title: z.string(),
  place: z.string(),
  /** Of the coordinator who asks, and their centre. */
  host: z.object({ displayName: z.string(), organisation: z.string() }),
  /** Name of whoever the link belongs to. */
  me: z.string(),
  durationMinutes: z.number().int(),
};

export const pollView = z
  .discriminatedUnion('state', [
    z.object({
      state: z.literal('open'),
      ...known,
      round: z.number().int(),
      slots: z.array(slotView),
      note: z.string(),
      answeredAt: moment.nullable(),
      expiresAt: moment,
      asked: z.number().int(),
      answered: z.number().int(),
      /** Names of the others, where they are open. */
      others: z.array(z.string()),
    }),
    z.object({
      state: z.literal('decided'),
      ...known,
      videoUrl: z.string(),
      startsAt: moment,
      endsAt: moment,
    }),
    z.object({ state: z.literal('over'), why: z.enum(['expired', 'revoked', 'cancelled']) }),
  ])
  .meta({ id: 'Poll' });
export type PollView = z.infer<typeof pollView>;
export type OpenPoll = Extract<PollView, { state: 'open' }>;
export type DecidedPoll = Extract<PollView, { state: 'decided' }>;

export const getPoll = defineContract({
  name: 'getPoll',
  method: 'GET',
  path: '/api/polls/:token',
  summary: 'A poll as the holder of a link may know it',
  group,
  access: 'public',
  params: token,
  answer: pollView,
  errors: ['not_found'],
});

export const answerPoll = defineContract({
  name: 'answerPoll',
  method: 'PUT',
  path: '/api/polls/:token',
  summary: 'Answer a poll by link',
  group,
  access: 'public',
  params: token,
  body: pollAnswer,
  answer: pollView,
  errors: ['not_found', 'gone', 'stale', 'not_possible_now'],
});

export const getPollCalendar = defineContract({
  name: 'getPollCalendar',
  method: 'GET',
  path: '/api/polls/:token/meeting.ics',
  summary: 'The confirmed date for a calendar, by link',
  group,
  access: 'public',
  params: token,
  answer: z.string(),
  media: 'text/calendar',
  errors: ['not_found', 'gone'],
});

export const getMeetingCalendar = defineContract({
  name: 'getMeetingCalendar',
  method: 'GET',
  path: '/api/meetings/:id/meeting.ics',
  summary: 'A confirmed date for a calendar',
  group,
  access: 'signed_in',
  params: z.object({ id }),
  answer: z.string(),
  media: 'text/calendar',
  errors: ['not_found'],
});

export const getCalendar = defineContract({
  name: 'getCalendar',
  method: 'GET',
  path: '/api/calendar/:token.ics',
  summary: 'Everything confirmed of one person, for a calendar that subscribes to its private address',
  group,
  access: 'public',
  params: token,
  answer: z.string(),
  media: 'text/calendar',
  errors: ['not_found', 'gone'],
});

const feed = z.object({ address: z.string().nullable(), createdAt: moment.nullable() }).meta({ id: 'CalendarFeed' });
export type CalendarFeed = z.infer<typeof feed>;

export const getCalendarFeed = defineContract({
  name: 'getCalendarFeed',
  method: 'GET',
  path: '/api/calendar-feed',
  summary: 'The private address of one’s own calendar',
  group,
  access: 'signed_in',
  answer: feed,
});

export const renewCalendarFeed = defineContract({
  name: 'renewCalendarFeed',
  method: 'POST',
  path: '/api/calendar-feed',
  summary: 'Make a new address; the one before stops working',
  group,
  access: 'signed_in',
  answer: feed,
});

export const stopCalendarFeed = defineContract({
  name: 'stopCalendarFeed',
  method: 'DELETE',
  path: '/api/calendar-feed',
  summary: 'Stop the address',
  group,
  access: 'signed_in',
  answer: feed,
});
