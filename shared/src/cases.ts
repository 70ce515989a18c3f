// The case (案件): one thing that coordinators carry from the first phone call to its outcome, and its timeline.
import { z } from 'zod';
import { caseEndReason, caseRoute, caseStage } from './case-stages.js';
import { day, email, id, language, line, moment, optionalLine, optionalText, text, version } from './fields.js';
import { person } from './listings.js';
import { declineReason } from './matches.js';
import { prefectureCode } from './tags.js';

export const caseLimits = {
  title: 120,
  text: 4000,
  entry: 4000,
  action: 200,
  reason: 500,
  name: 80,
  organisation: 120,
  phone: 30,
  refs: 2,
  entries: 500,
  actions: 200,
  moves: 500,
  search: 200,
  /** Cards that the board holds at once. */
  board: 400,
} as const;

/**
 * Clocks of a case. Working days know Japan's public holidays and the closed days of public offices at New Year.
 * Whoever owns an overdue clock is told at once, the second coordinator one working day later, the centre after two.
 */
export const caseClock = {
  /** Working days until an inquiry has its first answer. */
  answerDays: 2,
  /** Working days until minutes are sent. */
  minutesDays: 3,
  /** Days without any movement until a case counts as silent. */
  silentDays: 21,
  /** Days ahead in which a next action shows in the queue. */
  actionAheadDays: 3,
  secondAfter: 1,
  centreAfter: 2,
} as const;

export const caseClockKinds = ['inquiry_unanswered', 'action_due', 'case_silent'] as const;
export const caseClockKind = z.enum(caseClockKinds);
export type CaseClockKind = z.infer<typeof caseClockKind>;

/** What a coordinator writes down by hand: a call 電話, a visit 訪問, a note メモ. */
export const entryKinds = ['call', 'visit', 'note'] as const;
export const entryKind = z.enum(entryKinds);
export type EntryKind = z.infer<typeof entryKind>;

const projectKinds = [
  'project_created',
  'project_review',
  'project_milestone',
  'project_ended',
  'outcome',
  'outcome_asked',
  'outcome_answered',
  'outcome_none',
] as const;

/** What happens on a timeline. Each slice adds its own kinds here and to `timelineGroups`. */
export const timelineKinds = [
  'opened',
  'moved',
  'took_lead',
  'took_second',
  ...entryKinds,
  'action_done',
  'published',
  'closed',
  'shortlisted',
  'unshortlisted',
  'candidate_declined',
  'proposed',
  'interest',
  'accepted',
  'declined',
  'connected',
  'ended',
  'expired',
  'disclosed',
  'message',
  'message_withdrawn',
  'file',
  'file_removed',
  'meeting_asked',
  'meeting_answered',
  'meeting_confirmed',
  'meeting_changed',
  'meeting_cancelled',
  'meeting_held',
  'minutes',
  ...projectKinds,
] as const;
export const timelineKind = z.enum(timelineKinds);
export type TimelineKind = z.infer<typeof timelineKind>;

/** By which a timeline is filtered. */
export const timelineGroupNames = [
  'records',
  'stages',
  'candidates',
  'talk',
  'meetings',
  'projects',
  'disclosure',
] as const;
export const timelineGroup = z.enum(timelineGroupNames);
export type TimelineGroup = z.infer<typeof timelineGroup>;

const groupedKinds: Record<TimelineGroup, readonly TimelineKind[]> = {
  records: [...entryKinds, 'action_done'],
  stages: ['opened', 'moved', 'took_lead', 'took_second', 'published', 'closed'],
  candidates: [
    'shortlisted',
    'unshortlisted',
    'candidate_declined',
    'proposed',
    'interest',
    'accepted',
    'declined',
    'connected',
    'ended',
    'expired',
  ],
  talk: ['message', 'message_withdrawn', 'file', 'file_removed'],
  meetings: [
    'meeting_asked',
    'meeting_answered',
    'meeting_confirmed',
    'meeting_changed',
    'meeting_cancelled',
    'meeting_held',
    'minutes',
  ],
  projects: projectKinds,
  disclosure: ['disclosed'],
};
export const groupOfKind = (kind: TimelineKind): TimelineGroup =>
  timelineGroupNames.find((group) => groupedKinds[group].includes(kind)) ?? 'records';

export const timelineEntry = z.object({
  /** Unique within the timeline and the same each time it is asked for. */
  key: z.string(),
  kind: timelineKind,
  at: moment,
  /** Display name of whoever did it; null where it happened by itself or the name is closed. */
  by: z.string().nullable(),
  /** Title of what it is about: a candidate, a meeting, a file. */
  about: z.string().nullable(),
  reason: declineReason.nullable(),
  endReason: caseEndReason.nullable(),
  text: z.string(),
  /** Of a stage move. */
  from: caseStage.nullable(),
  to: caseStage.nullable(),
  /** Followed from something else, e.g. a case that moved on because an introduction was made. */
  isAutomatic: z.boolean(),
  /** Page of the client with more, such as /meetings/:id. */
  address: z.string().nullable(),
  /** Of what was written by hand. */
  entry: z
    .object({
      id,
      version,
      canChange: z.boolean(),
      editedAt: moment.nullable(),
      editedBy: z.string().nullable(),
      isRemoved: z.boolean(),
    })
    .nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

type Needed = 'key' | 'kind' | 'at';
/** A timeline entry of which only what it has is said. */
export const makeTimelineEntry = (
  given: Pick<TimelineEntry, Needed> & Partial<Omit<TimelineEntry, Needed>>,
): TimelineEntry => ({
  by: null,
  about: null,
  reason: null,
  endReason: null,
  text: '',
  from: null,
  to: null,
  isAutomatic: false,
  address: null,
  entry: null,
  ...given,
});

/** A next action (次の一手), written on the case or put there by a meeting. */
export const caseAction = z.object({
  id: z.string(),
  text: z.string(),
  owner: person.nullable(),
  /** Name of an owner without an account here. */
  ownerName: z.string(),
  dueOn: day.nullable(),
  doneAt: moment.nullable(),
  doneBy: z.string().nullable(),
  version,
  /** False for those of a meeting, whose words are changed in its minutes. */
  isOwn: z.boolean(),
  address: z.string().nullable(),
});
export type CaseAction = z.infer<typeof caseAction>;

/** The person who asked; only the desk sees it. */
export const caseContact = z.object({
  name: optionalLine(caseLimits.name).default(''),
  organisation: optionalLine(caseLimits.organisation).default(''),
  phone: optionalLine(caseLimits.phone).default(''),
  email: z.union([z.literal(''), email]).default(''),
});
export type CaseContact = z.infer<typeof caseContact>;

export const caseRef = z.object({ kind: z.enum(['seed', 'expert', 'organisation']), id });
export type CaseRef = z.infer<typeof caseRef>;

/** What a card on the board shows. */
export const caseCard = z
  .object({
    id,
    code: z.string(),
    version,
    title: z.string(),
    route: caseRoute,
    stage: caseStage,
    endReason: caseEndReason.nullable(),
    prefecture: prefectureCode,
    needId: id.nullable(),
    lead: person.nullable(),
    second: person.nullable(),
    isMine: z.boolean(),
    createdAt: moment,
    /** Since when it stands in its stage, and when anything was last done about it. */
    movedAt: moment,
    touchedAt: moment,
    /** The open action that is due first. */
    nextAction: z.object({ text: z.string(), dueOn: day.nullable(), ownerName: z.string() }).nullable(),
    /** The clock that runs out first. */
    clock: z.object({ kind: caseClockKind, dueAt: moment }).nullable(),
    allowedMoves: z.array(caseStage),
  })
  .meta({ id: 'CaseCard' });
export type CaseCard = z.infer<typeof caseCard>;

export const caseView = caseCard
  .extend({
    text: z.string(),
    contact: caseContact,
    centre: z.object({ id, name: z.string() }).nullable(),
    createdBy: z.string().nullable(),
    answeredAt: moment.nullable(),
    need: z.object({ id, code: z.string(), title: z.string(), status: z.string() }).nullable(),
    refs: z.array(caseRef.extend({ title: z.string() })),
    actions: z.array(caseAction),
    /** Coordinators who can be put in charge. */
    colleagues: z.array(person.extend({ organisation: z.string() })),
    /** Published needs of the region that an inquiry could be linked to are offered only while it has none. */
    canLinkNeed: z.boolean(),
  })
  .meta({ id: 'Case' });
export type CaseView = z.infer<typeof caseView>;

export const caseForm = z.object({
  /** Made by the client, so that a double click makes one case. */
  key: id,
  title: line(caseLimits.title),
  text: optionalText(caseLimits.text).default(''),
  prefecture: prefectureCode.optional(),
  contact: caseContact.default({ name: '', organisation: '', phone: '', email: '' }),
  /** Whoever wrote it down takes charge at once. */
  isMine: z.boolean().default(false),
});

export const ideaForm = z.object({
  key: id,
  title: line(caseLimits.title),
  text: optionalText(caseLimits.text).default(''),
  prefecture: prefectureCode.optional(),
  /** A seed that looks for a company, or two companies that complete each other. */
  refs: z.array(caseRef).max(caseLimits.refs).default([]),
});

export const inquiryForm = z.object({
  key: id,
  title: line(caseLimits.title, 2),
  text: text(caseLimits.text, 10),
  prefecture: prefectureCode,
  name: line(caseLimits.name),
  organisation: optionalLine(caseLimits.organisation).default(''),
  phone: optionalLine(caseLimits.phone).default(''),
  email: z.union([z.literal(''), email]).default(''),
  language: language.default('ja'),
  /** Hidden from people; whatever fills it in is not one. */
  website: z.literal('').default(''),
});
