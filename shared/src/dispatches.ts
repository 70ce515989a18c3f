// Expert dispatch (専門家派遣): an expert comes to a company for some hours, paid for by a support menu.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { day, id, line, moment, optionalText, pageOf, pageQuery, text, version } from './fields.js';
import { expertCard } from './experts.js';
import { matchParts } from './matches.js';
import { municipalityCode } from './municipalities.js';
import { organisationName } from './organisations.js';
import { prefectureCode, tagId, tagList } from './tags.js';

/** asked: an expert has been asked and has not answered. accepted: dates are looked for, or set. */
export const dispatchStates = ['requested', 'asked', 'accepted', 'reported', 'ended'] as const;
const dispatchState = z.enum(dispatchStates);
export type DispatchState = z.infer<typeof dispatchState>;

export const dispatchPlaces = ['onsite', 'remote', 'either'] as const;
const dispatchPlace = z.enum(dispatchPlaces);
export type DispatchPlace = z.infer<typeof dispatchPlace>;

export const dispatchDeclines = ['no_time', 'not_my_field', 'too_far', 'conflict_of_interest', 'other'] as const;
const dispatchDecline = z.enum(dispatchDeclines);
export type DispatchDecline = z.infer<typeof dispatchDecline>;

export const dispatchEnds = ['no_longer_needed', 'no_expert', 'done_otherwise', 'other'] as const;
const dispatchEnd = z.enum(dispatchEnds);
export type DispatchEnd = z.infer<typeof dispatchEnd>;

const dispatchSteps = [
  'requested',
  'wished',
  'asked',
  'accepted',
  'declined',
  'no_answer',
  'dated',
  'undated',
  'reported',
  'ended',
] as const;
const dispatchStep = z.enum(dispatchSteps);
export type DispatchStep = z.infer<typeof dispatchStep>;

export const dispatchLimits = {
  theme: 80,
  text: 1500,
  hours: 40,
  reason: 500,
  done: 1000,
  next: 500,
  /** A year, for one organisation. */
  menuHours: 1000,
} as const;
/** What a support menu grants where nobody has said otherwise. */
export const defaultMenuHours = 20;
/** Working days in which an expert answers. */
export const dispatchClock = { answerDays: 5 } as const;

export const dispatchForm = z.object({
  /** Of this attempt; sending it again makes no second request. */
  key: line(64, 8),
  theme: line(dispatchLimits.theme, 2),
  text: text(dispatchLimits.text, 20),
  tags: tagList.default([]),
  hours: z.number().int().min(1).max(dispatchLimits.hours),
  place: dispatchPlace.default('onsite'),
  municipality: municipalityCode.nullable().default(null),
  wantedBy: day.nullable().default(null),
  /** For whom a coordinator asks; a company asks for itself. */
  organisationId: id.nullable().default(null),
});
export type DispatchForm = z.output<typeof dispatchForm>;

export const reportForm = z.object({
  date: day,
  /** By the half hour. */
  hours: z.number().min(0.5).max(dispatchLimits.hours).multipleOf(0.5),
  done: text(dispatchLimits.done, 5),
  next: optionalText(dispatchLimits.next).default(''),
});
export type DispatchReport = z.output<typeof reportForm>;

/** Hours of the support menu in a fiscal year: what is granted, and what is used or held for open requests. */
const dispatchQuota = z.object({ fiscalYear: z.number().int(), hours: z.number(), used: z.number() });
export type DispatchQuota = z.infer<typeof dispatchQuota>;

const dispatchSides = ['client', 'desk', 'expert'] as const;
export type DispatchSide = (typeof dispatchSides)[number];

const facts = {
  id,
  code: z.string(),
  version,
  state: dispatchState,
  theme: z.string(),
  hours: z.number().int(),
  prefecture: prefectureCode,
  wantedBy: day.nullable(),
  createdAt: moment,
  visitAt: moment.nullable(),
  side: z.enum(dispatchSides),
  /** It waits for something that this reader has to do. */
  isMyTurn: z.boolean(),
};

const dispatchRow = z.object({ ...facts, organisation: organisationName.nullable() }).meta({ id: 'DispatchRow' });
export type DispatchRow = z.infer<typeof dispatchRow>;

const named = z.object({ id, title: z.string() });
const dispatchView = z
  .object({
    ...facts,
    text: z.string(),
    tags: z.array(tagId),
    place: dispatchPlace,
    municipality: municipalityCode.nullable(),
    /** For whom; null until the expert has accepted. */
    client: organisationName.extend({ person: z.string().nullable() }).nullable(),
    /** The expert asked: for the desk at once, for the company once they have accepted. */
    expert: named.extend({ name: z.string().nullable(), organisation: z.string().nullable() }).nullable(),
    /** Whom the company would like to come. */
    wish: named.nullable(),
    visit: z.object({ meetingId: id, startsAt: moment, endsAt: moment }).nullable(),
    /** Of the desk, for arranging the date. */
    caseId: id.nullable(),
    answerBy: moment.nullable(),
    report: reportForm.extend({ at: moment }).nullable(),
    end: z.object({ reason: dispatchEnd, text: z.string() }).nullable(),
    /** For the desk: who could not come, and why. */
    declines: z.array(z.object({ title: z.string(), reason: dispatchDecline.nullable(), text: z.string() })),
    history: z.array(z.object({ kind: dispatchStep, at: moment })),
    quota: dispatchQuota.nullable(),
    abilities: z.object({
      canWish: z.boolean(),
      canAsk: z.boolean(),
      canAnswer: z.boolean(),
      canReport: z.boolean(),
      canEnd: z.boolean(),
    }),
  })
  .meta({ id: 'Dispatch' });
export type DispatchView = z.infer<typeof dispatchView>;

/** An expert who could come. The tags are those of the profile that the request asks for, or that are near to them. */
const dispatchCandidate = z.object({
  card: expertCard,
  score: z.number(),
  parts: matchParts,
  tags: z.array(z.string()),
  isWished: z.boolean(),
});
export type DispatchCandidate = z.infer<typeof dispatchCandidate>;

const dispatchMenu = z.object({
  prefecture: prefectureCode,
  fiscalYear: z.number().int(),
  /** For each organisation. */
  hours: z.number().int(),
  isDefault: z.boolean(),
  version,
});
export type DispatchMenu = z.infer<typeof dispatchMenu>;

const group = 'Dispatches';
const one = z.object({ id });
const changes = ['not_found', 'stale', 'not_possible_now'] as const;

export const listDispatches = defineContract({
  name: 'listDispatches',
  method: 'GET',
  path: '/api/dispatches',
  summary: 'Requests for experts: one’s own, those one is asked for, and those of the region one coordinates',
  group,
  access: 'signed_in',
  query: pageQuery.extend({ state: dispatchState.optional() }),
  answer: pageOf(dispatchRow),
});

export const createDispatch = defineContract({
  name: 'createDispatch',
  method: 'POST',
  path: '/api/dispatches',
  summary: 'Ask for an expert',
  group,
  access: ['company', 'coordinator'],
  body: dispatchForm,
  status: 201,
  answer: dispatchView,
});

export const getDispatch = defineContract({
  name: 'getDispatch',
  method: 'GET',
  path: '/api/dispatches/:id',
  summary: 'One request, as the viewer may know it',
  group,
  access: 'signed_in',
  params: one,
  answer: dispatchView,
  errors: ['not_found'],
});

export const listDispatchCandidates = defineContract({
  name: 'listDispatchCandidates',
  method: 'GET',
  path: '/api/dispatches/:id/candidates',
  summary: 'Experts who fit the theme, best first',
  group,
  access: 'signed_in',
  params: one,
  answer: z.object({ items: z.array(dispatchCandidate) }),
  errors: ['not_found'],
});

export const wishForExpert = defineContract({
  name: 'wishForExpert',
  method: 'POST',
  path: '/api/dispatches/:id/wish',
  summary: 'The company says whom it would like; a coordinator asks',
  group,
  access: 'signed_in',
  params: one,
  body: z.object({ version, expertId: id }),
  answer: dispatchView,
  errors: changes,
});

export const askExpert = defineContract({
  name: 'askExpert',
  method: 'POST',
  path: '/api/dispatches/:id/ask',
  summary: 'Ask an expert to come; refused when the hours of the support menu do not suffice',
  group,
  access: ['coordinator'],
  params: one,
  body: z.object({ version, expertId: id }),
  answer: dispatchView,
  errors: changes,
});

export const answerDispatch = defineContract({
  name: 'answerDispatch',
  method: 'POST',
  path: '/api/dispatches/:id/answer',
  summary: 'The expert accepts, or declines with a reason; who declined has nothing more to do with it',
  group,
  access: 'signed_in',
  params: one,
  body: z.discriminatedUnion('answer', [
    z.object({ version, answer: z.literal('accept') }),
    z.object({
      version,
      answer: z.literal('decline'),
      reason: dispatchDecline,
      text: optionalText(dispatchLimits.reason).default(''),
    }),
  ]),
  answer: z.object({ state: dispatchState }),
  errors: changes,
});

export const reportDispatch = defineContract({
  name: 'reportDispatch',
  method: 'POST',
  path: '/api/dispatches/:id/report',
  summary: 'Report a visit; its hours are counted',
  group,
  access: 'signed_in',
  params: one,
  body: reportForm.extend({ version }),
  answer: dispatchView,
  errors: changes,
});

export const endDispatch = defineContract({
  name: 'endDispatch',
  method: 'POST',
  path: '/api/dispatches/:id/end',
  summary: 'End a request with a reason',
  group,
  access: 'signed_in',
  params: one,
  body: z.object({ version, reason: dispatchEnd, text: optionalText(dispatchLimits.reason).default('') }),
  answer: dispatchView,
  errors: changes,
});

export const listDispatchMenus = defineContract({
  name: 'listDispatchMenus',
  method: 'GET',
  path: '/api/dispatch-menus',
  summary: 'Hours a year that the support menu grants each organisation, in the prefectures one looks after',
  group,
  access: ['coordinator', 'admin'],
  answer: z.object({ items: z.array(dispatchMenu) }),
});

export const setDispatchMenu = defineContract({
  name: 'setDispatchMenu',
  method: 'PUT',
  path: '/api/dispatch-menus/:prefecture',
  summary: 'Say how many hours the support menu grants each organisation this fiscal year',
  group,
  access: ['coordinator', 'admin'],
  params: z.object({ prefecture: prefectureCode }),
  body: z.object({ version, hours: z.number().int().min(0).max(dispatchLimits.menuHours) }),
  answer: dispatchMenu,
  errors: ['not_found', 'stale'],
});
