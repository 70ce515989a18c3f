// What can be asked about meetings, and done with them.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { day, id, moment, optionalLine, optionalText, pageOf, pageQuery, version } from './fields.js';
import {
  busyTime,
  cancelForm,
  invitee,
  meetingFacts,
  meetingForm,
  meetingLimits,
  meetingRow,
  meetingSide,
  meetingView,
  personLine,
  pollAnswer,
  slotStarts,
  videoUrl,
} from './meetings.js';

const group = 'Meetings';
const one = z.object({ id });
const changes = ['not_found', 'stale', 'not_possible_now'] as const;

export const getMeetingStart = defineContract({
  name: 'getMeetingStart',
  method: 'GET',
  path: '/api/meetings/start',
  summary: 'What a new meeting of a case or an introduction begins with: whom to ask, and a title',
  group,
  access: ['coordinator'],
  /** One of the two. */
  query: z.object({ introductionId: id.optional(), caseId: id.optional() }),
  answer: z.object({
    caseId: id,
    introductionId: id.nullable(),
    title: z.string(),
    people: z.array(personLine.extend({ userId: id, side: meetingSide, isUsual: z.boolean() })),
  }),
  errors: ['not_found'],
});

export const createMeeting = defineContract({
  name: 'createMeeting',
  method: 'POST',
  path: '/api/meetings',
  summary: 'Ask for a date: propose slots from one’s own free time, which are held tentatively',
  group,
  access: ['coordinator'],
  body: meetingForm,
  status: 201,
  answer: meetingView,
  errors: ['not_found', 'stale'],
});

export const listMeetings = defineContract({
  name: 'listMeetings',
  method: 'GET',
  path: '/api/meetings',
  summary: 'One’s own meetings, or for coordinators those of a case',
  group,
  access: 'signed_in',
  query: pageQuery.extend({ when: z.enum(['coming', 'past']).default('coming'), caseId: id.optional() }),
  answer: pageOf(meetingRow),
  errors: ['not_found'],
});

export const listBusyTimes = defineContract({
  name: 'listBusyTimes',
  method: 'GET',
  path: '/api/meetings/busy',
  summary: 'Own booked and tentatively held time in the seven days from a day on',
  group,
  access: ['coordinator'],
  query: z.object({ from: day }),
  answer: z.object({ items: z.array(busyTime) }),
});

export const getMeeting = defineContract({
  name: 'getMeeting',
  method: 'GET',
  path: '/api/meetings/:id',
  summary: 'One meeting, as the viewer may know it',
  group,
  access: 'signed_in',
  params: one,
  answer: meetingView,
  errors: ['not_found'],
});

export const meetingChanges = z.object({
  version,
  title: meetingFacts.title.optional(),
  agenda: optionalText(meetingLimits.agenda).optional(),
  place: optionalLine(meetingLimits.place).optional(),
  videoUrl: videoUrl.optional(),
  startsAt: moment.optional(),
});

export const changeMeeting = defineContract({
  name: 'changeMeeting',
  method: 'PATCH',
  path: '/api/meetings/:id',
  summary: 'Change title, agenda or place, or move a confirmed date; everybody’s calendar follows',
  group,
  access: ['coordinator'],
  params: one,
  body: meetingChanges,
  answer: meetingView,
  errors: changes,
});

export const proposeSlots = defineContract({
  name: 'proposeSlots',
  method: 'PUT',
  path: '/api/meetings/:id/slots',
  summary: 'Propose other slots; everybody is asked again, answers to slots that stay are kept',
  group,
  access: ['coordinator'],
  params: one,
  body: z.object({ version, starts: slotStarts }),
  answer: meetingView,
  errors: changes,
});

export const participantChanges = z.object({
  version,
  add: z.array(invitee).max(meetingLimits.participants).default([]),
  remove: z.array(z.string().max(40)).max(meetingLimits.participants).default([]),
});

export const changeParticipants = defineContract({
  name: 'changeParticipants',
  method: 'POST',
  path: '/api/meetings/:id/participants',
  summary: 'Ask further people, or no longer ask some, while a date is looked for',
  group,
  access: ['coordinator'],
  params: one,
  body: participantChanges,
  answer: meetingView,
  errors: changes,
});

const participantOf = one.extend({ participant: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/) });

export const renewPollLink = defineContract({
  name: 'renewPollLink',
  method: 'POST',
  path: '/api/meetings/:id/participants/:participant/link',
  summary: 'Send a new link to somebody without an account; the one before stops working',
  group,
  access: ['coordinator'],
  params: participantOf,
  body: z.object({ version }),
  answer: meetingView,
  errors: changes,
});

export const revokePollLink = defineContract({
  name: 'revokePollLink',
  method: 'DELETE',
  path: '/api/meetings/:id/participants/:participant/link',
  summary: 'Take a link back',
  group,
  access: ['coordinator'],
  params: participantOf,
  answer: meetingView,
  errors: changes,
});

export const answerMeeting = defineContract({
  name: 'answerMeeting',
  method: 'PUT',
  path: '/api/meetings/:id/answer',
  summary: 'Say which slots are possible; may be changed until the date is confirmed',
  group,
  access: 'signed_in',
  params: one,
  body: pollAnswer,
  answer: meetingView,
  errors: changes,
});

export const confirmMeeting = defineContract({
  name: 'confirmMeeting',
  method: 'POST',
  path: '/api/meetings/:id/confirm',
  summary: 'Confirm one slot; everybody gets an invitation for their calendar',
  group,
  access: ['coordinator'],
  params: one,
  body: z.object({ version, slotId: z.string().max(40) }),
  answer: meetingView,
  errors: changes,
});

export const cancelMeeting = defineContract({
  name: 'cancelMeeting',
  method: 'POST',
  path: '/api/meetings/:id/cancel',
  summary: 'Call a meeting off with a reason; held time is free again',
  group,
  access: ['coordinator'],
  params: one,
  body: cancelForm.extend({ version }),
  answer: meetingView,
  errors: changes,
});

export const markMeetingHeld = defineContract({
  name: 'markMeetingHeld',
  method: 'POST',
  path: '/api/meetings/:id/held',
  summary: 'Note that a meeting took place',
  group,
  access: ['coordinator'],
  params: one,
  body: z.object({ version }),
  answer: meetingView,
  errors: changes,
});
