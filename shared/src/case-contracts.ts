// Endpoints of cases. Parties do not see them: they see their introductions, meetings and projects.
import { z } from 'zod';
import { caseEndReason, caseRoute, caseStage, caseStages } from './case-stages.js';
import {
  caseAction,
  caseCard,
  caseContact,
  caseForm,
  caseLimits,
  caseView,
  entryKind,
  ideaForm,
  inquiryForm,
  timelineEntry,
  timelineGroup,
  timelineGroupNames,
} from './cases.js';
import { defineContract } from './contract.js';
import { commaList, day, id, line, moment, optionalText, text, version } from './fields.js';
import { person } from './listings.js';
import { prefectureCode } from './tags.js';

const group = 'Cases';
const access = ['coordinator'] as const;
const oneCase = z.object({ id });

export const createCase = defineContract({
  name: 'createCase',
  method: 'POST',
  path: '/api/cases',
  summary: 'Write down an inquiry that came by telephone or at the desk',
  group,
  access,
  body: caseForm,
  status: 201,
  answer: caseView,
});

export const createIdea = defineContract({
  name: 'createIdea',
  method: 'POST',
  path: '/api/ideas',
  summary: "Begin a case from a coordinator's own idea",
  group,
  access,
  body: ideaForm,
  status: 201,
  answer: caseView,
  errors: ['not_found'],
});

export const createInquiry = defineContract({
  name: 'createInquiry',
  method: 'POST',
  path: '/api/inquiries',
  summary: 'Ask the one-stop desk, without an account',
  group,
  access: 'public',
  body: inquiryForm,
  status: 201,
  /** The number to name when asking again. */
  answer: z.object({ code: z.string() }),
});

export const caseQuery = z.object({
  stage: commaList(caseStage, caseStages.length).optional(),
  /** "me", "none", or somebody's id. */
  lead: z.union([z.literal('me'), z.literal('none'), id]).optional(),
  prefecture: prefectureCode.optional(),
  route: caseRoute.optional(),
  q: z.string().trim().max(caseLimits.search).optional(),
  /** Only those that nothing was done about for so many days. */
  silentDays: z.coerce.number().int().min(1).max(3650).optional(),
});
export type CaseQuery = z.output<typeof caseQuery>;

export const listCases = defineContract({
  name: 'listCases',
  method: 'GET',
  path: '/api/cases',
  summary: "The board: cases of one's prefectures by stage",
  group,
  access,
  query: caseQuery,
  answer: z.object({
    /** At most `caseLimits.board`, those first that were longest without movement. */
    items: z.array(caseCard),
    total: z.number().int(),
    /** Over all that the filters but `stage` leave. */
    counts: z.record(caseStage, z.number().int()),
    /** Open cases by lead; null is nobody. Regardless of the filters. */
    workload: z.array(z.object({ lead: person.nullable(), open: z.number().int(), overdue: z.number().int() })),
    now: moment,
  }),
});

export const getCase = defineContract({
  name: 'getCase',
  method: 'GET',
  path: '/api/cases/:id',
  summary: 'One case',
  group,
  access,
  params: oneCase,
  answer: caseView,
  errors: ['not_found'],
});

export const getTimeline = defineContract({
  name: 'getTimeline',
  method: 'GET',
  path: '/api/cases/:id/timeline',
  summary: 'Everything that happened in a case, oldest first',
  group,
  access,
  params: oneCase,
  query: z.object({
    groups: commaList(timelineGroup, timelineGroupNames.length).optional(),
    q: z.string().trim().max(caseLimits.search).optional(),
  }),
  answer: z.object({ items: z.array(timelineEntry), total: z.number().int() }),
  errors: ['not_found'],
});

export const moveCase = defineContract({
  name: 'moveCase',
  method: 'POST',
  path: '/api/cases/:id/move',
  summary: 'Move a case to another stage; to the end only with a reason',
  group,
  access,
  params: oneCase,
  body: z
    .object({
      version,
      to: caseStage,
      reason: caseEndReason.nullable().default(null),
      text: optionalText(caseLimits.reason).default(''),
    })
    .refine(({ to, reason }) => to !== 'ended' || reason !== null, { error: 'required', path: ['reason'] }),
  answer: caseView,
  errors: ['not_found', 'stale', 'not_possible_now'],
});

export const setCasePeople = defineContract({
  name: 'setCasePeople',
  method: 'PUT',
  path: '/api/cases/:id/people',
  summary: 'Put coordinators in charge: the lead, the second',
  group,
  access,
  params: oneCase,
  body: z.object({ version, leadId: id.nullable().optional(), secondId: id.nullable().optional() }),
  answer: caseView,
  errors: ['not_found', 'stale'],
});

export const updateCase = defineContract({
  name: 'updateCase',
  method: 'PATCH',
  path: '/api/cases/:id',
  summary: 'Change the title, the description or the person who asked',
  group,
  access,
  params: oneCase,
  body: z.object({
    version,
    title: line(caseLimits.title).optional(),
    text: optionalText(caseLimits.text).optional(),
    contact: caseContact.optional(),
  }),
  answer: caseView,
  errors: ['not_found', 'stale'],
});

export const linkNeed = defineContract({
  name: 'linkNeed',
  method: 'POST',
  path: '/api/cases/:id/need',
  summary: 'Say which published need a case is about; the need’s own case becomes part of this one',
  group,
  access,
  params: oneCase,
  body: z.object({ version, needId: id }),
  answer: caseView,
  errors: ['not_found', 'stale', 'not_possible_now'],
});

const entryFields = { kind: entryKind, at: moment, text: text(caseLimits.entry) };
const oneEntry = z.object({ id, entryId: id });

export const addEntry = defineContract({
  name: 'addEntry',
  method: 'POST',
  path: '/api/cases/:id/entries',
  summary: 'Write down a call, a visit or a note; the same id twice writes it once',
  group,
  access,
  params: oneCase,
  body: z.object({ id, ...entryFields, at: moment.optional() }),
  status: 201,
  answer: timelineEntry,
  errors: ['not_found', 'not_possible_now'],
});

export const updateEntry = defineContract({
  name: 'updateEntry',
  method: 'PATCH',
  path: '/api/cases/:id/entries/:entryId',
  summary: "Change one's own entry; it keeps who changed it and when",
  group,
  access,
  params: oneEntry,
  body: z.object({ version, ...z.object(entryFields).partial().shape }),
  answer: timelineEntry,
  errors: ['not_found', 'stale'],
});

export const removeEntry = defineContract({
  name: 'removeEntry',
  method: 'DELETE',
  path: '/api/cases/:id/entries/:entryId',
  summary: "Take one's own entry back; that there was one stays on the timeline",
  group,
  access,
  params: oneEntry,
  answer: timelineEntry,
  errors: ['not_found'],
});

const actionText = line(caseLimits.action);

export const addAction = defineContract({
  name: 'addAction',
  method: 'POST',
  path: '/api/cases/:id/actions',
  summary: 'Plan a next action; the same key twice plans it once',
  group,
  access,
  params: oneCase,
  body: z.object({ key: id, text: actionText, ownerId: id.nullable().default(null), dueOn: day.nullable() }),
  status: 201,
  answer: caseAction,
  errors: ['not_found', 'not_possible_now'],
});

export const updateAction = defineContract({
  name: 'updateAction',
  method: 'PATCH',
  path: '/api/cases/:id/actions/:actionId',
  summary: 'Change an action, tick it off, or open it again',
  group,
  access,
  params: z.object({ id, actionId: z.string().regex(/^[A-Za-z0-9:_-]{1,120}$/) }),
  body: z.object({
    version,
    isDone: z.boolean().optional(),
    text: actionText.optional(),
    ownerId: id.nullable().optional(),
    dueOn: day.nullable().optional(),
  }),
  answer: caseAction,
  errors: ['not_found', 'stale', 'not_possible_now'],
});
