// The coordinator's workbench (仕事台): what needs attention, one need as a case, its timeline.
import { z } from 'zod';
import { caseStage } from './case-stages.js';
import { timelineEntry } from './cases.js';
import { defineContract } from './contract.js';
import { id, moment, version } from './fields.js';
import { introductionView } from './introductions.js';
import { needMatch } from './matches.js';
import { needView } from './needs.js';

/** Why something stands in the queue. */
export const queueKinds = [
  'new_need',
  /** Somebody is in charge, but nobody was proposed yet, or everything proposed came to nothing. */
  'nothing_proposed',
  'interest_unanswered',
  'proposal_unanswered',
  'connected_to_follow',
  'inquiry_unanswered',
  'action_due',
  'minutes_missing',
  'case_silent',
] as const;
export const queueKind = z.enum(queueKinds);
export type QueueKind = z.infer<typeof queueKind>;

/** Working days within which a new need gets its first answer, then a proposal, and a new contact its follow-up. */
export const workbenchClock = { firstAnswerDays: 2, proposalDays: 5, followUpDays: 5 } as const;

export const queueItem = z
  .object({
    kind: queueKind,
    /** Null only in the moment before a new need has its case. */
    caseId: id.nullable(),
    needId: id.nullable(),
    introductionId: id.nullable(),
    meetingId: id.nullable(),
    title: z.string(),
    code: z.string(),
    prefecture: z.string(),
    since: moment,
    dueAt: moment,
    /** Display name of the coordinator in charge; null while nobody is. */
    lead: z.string().nullable(),
    isMine: z.boolean(),
    candidates: z.number().int(),
    /** What is to be done in its author's words: the text of an action, the title of a meeting. */
    what: z.string(),
    /** For whom: who asked, as far as the desk wrote it down. */
    whom: z.string(),
  })
  .meta({ id: 'QueueItem' });
export type QueueItem = z.infer<typeof queueItem>;

export const getQueue = defineContract({
  name: 'getQueue',
  method: 'GET',
  path: '/api/workbench/queue',
  summary: 'What needs attention, most urgent first',
  group: 'Workbench',
  access: ['coordinator'],
  answer: z.object({ items: z.array(queueItem), now: moment }),
});

export const needCase = z
  .object({
    need: needView,
    caseId: id,
    caseCode: z.string(),
    stage: caseStage,
    lead: z.object({ id, displayName: z.string(), isMe: z.boolean() }).nullable(),
    caseVersion: version,
    matches: z.array(needMatch),
    isMatched: z.boolean(),
    introductions: z.array(introductionView),
    timeline: z.array(timelineEntry),
  })
  .meta({ id: 'NeedCase' });
export type NeedCase = z.infer<typeof needCase>;

export const getNeedCase = defineContract({
  name: 'getNeedCase',
  method: 'GET',
  path: '/api/workbench/needs/:id',
  summary: 'A need with its candidates, introductions and timeline',
  group: 'Workbench',
  access: ['coordinator'],
  params: z.object({ id }),
  answer: needCase,
  errors: ['not_found'],
});

export const takeLead = defineContract({
  name: 'takeLead',
  method: 'POST',
  path: '/api/workbench/needs/:id/lead',
  summary: 'Become the coordinator in charge of a need',
  group: 'Workbench',
  access: ['coordinator'],
  params: z.object({ id }),
  body: z.object({ version }),
  answer: needCase,
  errors: ['not_found', 'stale'],
});
