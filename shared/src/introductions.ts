// Introductions (紹介): a coordinator's proposal or one side's interest, until both sides have answered.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { id, moment, optionalText, pageOf, pageQuery, text, version } from './fields.js';
import { contactShape, ownerShape } from './listings.js';
import { candidateCard, candidateKind, decline, declineReason } from './matches.js';
import { needCard } from './needs.js';

/** proposal 打診: by a coordinator, both sides are asked. interest 関心表明: by one side, the other is asked. */
export const introductionOrigins = ['proposal', 'need_interest', 'item_interest'] as const;
export const introductionOrigin = z.enum(introductionOrigins);
export type IntroductionOrigin = z.infer<typeof introductionOrigin>;

export const sides = ['need', 'item'] as const;
export const side = z.enum(sides);
export type Side = z.infer<typeof side>;

export const introductionStates = ['open', 'connected', 'declined', 'expired'] as const;
export const introductionState = z.enum(introductionStates);
export type IntroductionState = z.infer<typeof introductionState>;

export const answerStates = ['pending', 'accepted', 'declined'] as const;
export const answerState = z.enum(answerStates);

/** Days to answer; `expire` days after the beginning an unanswered one ends politely. */
export const introductionClock = { answerDays: 10, expireDays: 30 } as const;
export const introductionLimits = { reply: 500, whyUs: 10, message: 1000 } as const;

/** The standard reply form: what somebody says who proposes a pair or expresses interest. */
export const standardReply = z.object({
  /** Why these two, or why us. */
  whyUs: text(introductionLimits.reply, introductionLimits.whyUs),
  offer: optionalText(introductionLimits.reply).default(''),
  firstStep: optionalText(introductionLimits.reply).default(''),
  question: optionalText(introductionLimits.reply).default(''),
});
export type StandardReply = z.output<typeof standardReply>;
export const replyFields = ['whyUs', 'offer', 'firstStep', 'question'] as const satisfies (keyof StandardReply)[];

/** How far an introduction has come, as it is shown. It is worked out of answers, meetings and projects, and kept nowhere. */
export const introductionSteps = ['sent', 'reading', 'arranging', 'met', 'case'] as const;
export const introductionProgresses = [...introductionSteps, 'declined', 'expired'] as const;
export const introductionProgress = z.enum(introductionProgresses);
export type IntroductionProgress = z.infer<typeof introductionProgress>;

interface ProgressFacts {
  state: IntroductionState;
  /** Whoever was asked has opened it. */
  isRead: boolean;
  /** The two sides had a meeting. */
  hasMet: boolean;
  /** A joint development of the two has begun. */
  hasProject: boolean;
}

export function progressOf({ state, isRead, hasMet, hasProject }: ProgressFacts): IntroductionProgress {
  if (state === 'declined' || state === 'expired') return state;
  if (state === 'open') return isRead ? 'reading' : 'sent';
  if (hasProject) return 'case';
  return hasMet ? 'met' : 'arranging';
}

const answerOf = z.object({
  state: answerState,
  at: moment.nullable(),
  reason: declineReason.nullable(),
  text: z.string(),
  /** Who must answer; names stay closed until both accepted. */
  isMine: z.boolean(),
});

export const introductionView = z
  .object({
    id,
    version,
    origin: introductionOrigin,
    state: introductionState,
    progress: introductionProgress,
    reply: z.object({ whyUs: z.string(), offer: z.string(), firstStep: z.string(), question: z.string() }),
    createdAt: moment,
    dueAt: moment,
    endedAt: moment.nullable(),
    /** Display name of the coordinator in charge, who is open to both sides. */
    coordinator: z.string().nullable(),
    need: needCard.nullable(),
    candidate: candidateCard.nullable(),
    answers: z.object({ need: answerOf, item: answerOf }),
    /** The side the viewer stands on; null for coordinators. */
    mySide: side.nullable(),
    /** Open to both once both have accepted. */
    opened: z
      .object({
        need: z.object({ organisation: ownerShape, contact: contactShape }),
        item: z.object({ organisation: ownerShape, contact: contactShape }),
      })
      .nullable(),
    abilities: z.object({ canAnswer: z.boolean(), canEnd: z.boolean() }),
  })
  .meta({ id: 'Introduction' });
export type IntroductionView = z.infer<typeof introductionView>;

export const introductionForm = z.object({
  needId: id,
  itemKind: candidateKind,
  itemId: id,
  reply: standardReply,
});

export const createIntroduction = defineContract({
  name: 'createIntroduction',
  method: 'POST',
  path: '/api/introductions',
  summary: 'Propose a pair (coordinator), or express interest (owner of either side)',
  group: 'Introductions',
  access: 'signed_in',
  body: introductionForm,
  status: 201,
  answer: introductionView,
  errors: ['not_found', 'already_exists', 'not_possible_now'],
});

export const listIntroductions = defineContract({
  name: 'listIntroductions',
  method: 'GET',
  path: '/api/introductions',
  summary: "One's introductions; for coordinators those of their prefectures",
  group: 'Introductions',
  access: 'signed_in',
  query: pageQuery.extend({ state: introductionState.optional(), needId: id.optional() }),
  answer: pageOf(introductionView),
});

export const getIntroduction = defineContract({
  name: 'getIntroduction',
  method: 'GET',
  path: '/api/introductions/:id',
  summary: 'One introduction',
  group: 'Introductions',
  access: 'signed_in',
  params: z.object({ id }),
  answer: introductionView,
  errors: ['not_found'],
});

export const introductionAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('accept'), version, text: optionalText(introductionLimits.message).default('') }),
  decline.safeExtend({ answer: z.literal('decline'), version }),
]);

export const answerIntroduction = defineContract({
  name: 'answerIntroduction',
  method: 'POST',
  path: '/api/introductions/:id/answer',
  summary: 'Accept or decline for one’s own side',
  group: 'Introductions',
  access: 'signed_in',
  params: z.object({ id }),
  body: introductionAnswer,
  answer: introductionView,
  errors: ['not_found', 'stale', 'not_possible_now'],
});

export const endIntroduction = defineContract({
  name: 'endIntroduction',
  method: 'POST',
  path: '/api/introductions/:id/end',
  summary: 'End an open introduction with a reason; both sides are told',
  group: 'Introductions',
  access: ['coordinator'],
  params: z.object({ id }),
  body: z.intersection(z.object({ version }), decline),
  answer: introductionView,
  errors: ['not_found', 'stale', 'not_possible_now'],
});
