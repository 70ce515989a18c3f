// Outcomes (成果) of a case, and the one question that is asked again after it: how did it go on?
import { z } from 'zod';
import { defineContract } from './contract.js';
import { clientKey, day, id, moment, optionalText, version } from './fields.js';
import { yen } from './projects.js';

export const outcomeKinds = ['product', 'sales', 'jobs', 'patent', 'paper', 'contract', 'other'] as const;
export const outcomeKind = z.enum(outcomeKinds);
export type OutcomeKind = z.infer<typeof outcomeKind>;

/** reported 回答: as the company answered, not looked at by a coordinator yet. estimate 見込み. confirmed 確定. */
export const outcomeCertainties = ['reported', 'estimate', 'confirmed'] as const;
export const outcomeCertainty = z.enum(outcomeCertainties);
export type OutcomeCertainty = z.infer<typeof outcomeCertainty>;

export const outcomeLimits = { text: 1000, count: 100_000 } as const;

/** Months after the outcome at which the company is asked again. */
export const outcomeRounds = [3, 6, 12, 24] as const;
/** Days for which the link of a question works. */
export const outcomeLinkDays = 60;

const fiscalYear = z.number().int().min(2000).max(2100);
const count = z.number().int().min(1).max(outcomeLimits.count);

export const outcomeForm = z
  .object({
    kind: outcomeKind,
    certainty: z.enum(['estimate', 'confirmed']).default('confirmed'),
    fiscalYear,
    /** With sales, and with contracts where it is known. */
    yen: yen.nullable().default(null),
    /** How many products, jobs, patents, papers, contracts. */
    count: count.default(1),
    text: optionalText(outcomeLimits.text).default(''),
  })
  .refine((value) => value.kind !== 'sales' || value.yen !== null, { error: 'required', path: ['yen'] });
export type OutcomeForm = z.output<typeof outcomeForm>;

export const outcomeView = z
  .object({
    id,
    version,
    kind: outcomeKind,
    certainty: outcomeCertainty,
    fiscalYear: z.number().int(),
    yen: z.number().int().nullable(),
    count: z.number().int(),
    text: z.string(),
    recordedAt: moment,
    /** Null for what the company answered. */
    by: z.string().nullable(),
  })
  .meta({ id: 'Outcome' });
export type OutcomeView = z.infer<typeof outcomeView>;

export const questionStates = ['waiting', 'answered', 'expired', 'revoked'] as const;
export const questionView = z.object({
  id,
  version,
  months: z.number().int(),
  name: z.string(),
  state: z.enum(questionStates),
  askedAt: moment,
  expiresAt: moment,
  answeredAt: moment.nullable(),
});
export type QuestionView = z.infer<typeof questionView>;

export const caseOutcomes = z
  .object({
    items: z.array(outcomeView),
    questions: z.array(questionView),
    /** When the company is asked next; null when nothing is planned, or all rounds are over. */
    nextQuestionOn: day.nullable(),
    abilities: z.object({ canRecord: z.boolean() }),
  })
  .meta({ id: 'CaseOutcomes' });
export type CaseOutcomes = z.infer<typeof caseOutcomes>;

const caseParams = z.object({ id });
const outcomeParams = z.object({ id, outcomeId: id });

export const listOutcomes = defineContract({
  name: 'listOutcomes',
  method: 'GET',
  path: '/api/cases/:id/outcomes',
  summary: 'What came of a case; coordinators also see what was asked',
  group: 'Outcomes',
  access: 'signed_in',
  params: caseParams,
  answer: caseOutcomes,
  errors: ['not_found'],
});

export const recordOutcome = defineContract({
  name: 'recordOutcome',
  method: 'POST',
  path: '/api/cases/:id/outcomes',
  summary: 'Write an outcome down; the first one moves the case on',
  group: 'Outcomes',
  access: ['coordinator'],
  params: caseParams,
  body: z.intersection(z.object({ key: clientKey }), outcomeForm),
  status: 201,
  answer: caseOutcomes,
  errors: ['not_found', 'not_possible_now'],
});

export const changeOutcome = defineContract({
  name: 'changeOutcome',
  method: 'PUT',
  path: '/api/cases/:id/outcomes/:outcomeId',
  summary: 'Change or confirm an outcome',
  group: 'Outcomes',
  access: ['coordinator'],
  params: outcomeParams,
  body: z.intersection(z.object({ version }), outcomeForm),
  answer: caseOutcomes,
  errors: ['not_found', 'stale'],
});

export const removeOutcome = defineContract({
  name: 'removeOutcome',
  method: 'POST',
  path: '/api/cases/:id/outcomes/:outcomeId/remove',
  summary: 'Take an outcome out again',
  group: 'Outcomes',
  access: ['coordinator'],
  params: outcomeParams,
  body: z.object({ version }),
  answer: caseOutcomes,
  errors: ['not_found', 'stale'],
});

export const revokeQuestion = defineContract({
  name: 'revokeQuestion',
  method: 'POST',
  path: '/api/cases/:id/questions/:questionId/revoke',
  summary: 'Make the link of a question useless',
  group: 'Outcomes',
  access: ['coordinator'],
  params: z.object({ id, questionId: id }),
  answer: caseOutcomes,
  errors: ['not_found'],
});

export const questionAnswer = z.object({
  hasOutcome: z.boolean(),
  salesYen: yen.nullable().default(null),
  jobs: z.number().int().min(0).max(outcomeLimits.count).nullable().default(null),
  text: optionalText(outcomeLimits.text).default(''),
});
export type QuestionAnswer = z.output<typeof questionAnswer>;

/** All that whoever holds the link sees. */
export const askedQuestion = z
  .object({
    about: z.string(),
    name: z.string(),
    centre: z.string().nullable(),
    months: z.number().int(),
    expiresAt: moment,
    version,
    answer: questionAnswer.nullable(),
    answeredAt: moment.nullable(),
  })
  .meta({ id: 'AskedQuestion' });
export type AskedQuestion = z.infer<typeof askedQuestion>;

/** A link, or the id of the question for the person with an account who was asked. */
const tokenParams = z.object({ token: z.string().min(24).max(200) });

export const getQuestion = defineContract({
  name: 'getQuestion',
  method: 'GET',
  path: '/api/outcome-questions/:token',
  summary: 'The question behind a link',
  group: 'Outcomes',
  access: 'public',
  params: tokenParams,
  answer: askedQuestion,
  errors: ['not_found', 'gone'],
});

export const answerQuestion = defineContract({
  name: 'answerQuestion',
  method: 'PUT',
  path: '/api/outcome-questions/:token',
  summary: 'Answer it, or change the answer until the link expires',
  group: 'Outcomes',
  access: 'public',
  params: tokenParams,
  body: questionAnswer.extend({ version }),
  answer: askedQuestion,
  errors: ['not_found', 'gone', 'stale'],
});
