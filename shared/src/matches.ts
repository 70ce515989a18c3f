// Matches: pairs of a need and a seed or expert profile, with score, reasons and what a coordinator did with them.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { id, moment, optionalText, version } from './fields.js';
import { expertCard } from './experts.js';
import { needCard } from './needs.js';
import { seedCard } from './seeds.js';

/** Kinds of items that can be candidates for a need. */
export const candidateKinds = ['seed', 'expert'] as const;
export const candidateKind = z.enum(candidateKinds);
export type CandidateKind = z.infer<typeof candidateKind>;

/** Parts whose sum is the score; their maxima are the weights of the match engine. */
export const scoreParts = ['tags', 'text', 'cooperation', 'region', 'readiness'] as const;
export type ScorePart = (typeof scoreParts)[number];

/** Thresholds on the score, 0-100. */
export const matchThresholds = {
  /** A pair below this is not kept. */
  candidate: 10,
  /** From here on people are told. */
  notify: 50,
} as const;
/** The most pairs that are kept for one need or one item. */
export const matchLimit = 30;

export const tagRelations = ['same', 'synonym', 'broader', 'narrower', 'related'] as const;
export const tagRelation = z.enum(tagRelations);
export type TagRelation = z.infer<typeof tagRelation>;

export const missingHints = ['tags', 'cooperation', 'region', 'readiness', 'deadline'] as const;
export const missingHint = z.enum(missingHints);
export type MissingHint = z.infer<typeof missingHint>;

const range = z.object({ start: z.number().int(), end: z.number().int() });

export const matchEvidence = z.object({
  /** Concept of the candidate, concept of the query, and how they are related. */
  tags: z.array(z.object({ concept: z.string(), queryConcept: z.string(), relation: tagRelation })),
  /** Words that both sides use, most telling first. */
  words: z.array(z.string()),
  /** Passages of the candidate's text; marks are offsets within `text`. */
  quotes: z.array(z.object({ field: z.enum(['title', 'body']), text: z.string(), marks: z.array(range) })),
});
export type MatchEvidence = z.infer<typeof matchEvidence>;

export const matchParts = z.object(
  Object.fromEntries(scoreParts.map((part) => [part, z.number()])) as Record<ScorePart, z.ZodNumber>,
);
export type MatchParts = z.infer<typeof matchParts>;

/** What became of a pair. */
export const matchStates = ['candidate', 'shortlisted', 'proposed', 'connected', 'declined'] as const;
export const matchState = z.enum(matchStates);
export type MatchState = z.infer<typeof matchState>;

/** Why somebody says no; sent back politely to whoever waits. */
export const declineReasons = [
  'too_early',
  'benefit_unclear',
  'commercial_route_unclear',
  'description_unclear',
  'no_capacity',
  'cost',
  'already_known',
  'other',
] as const;
export const declineReason = z.enum(declineReasons);
export type DeclineReason = z.infer<typeof declineReason>;

export const declineLimits = { text: 500 } as const;
export const decline = z
  .object({ reason: declineReason, text: optionalText(declineLimits.text).default('') })
  .refine((value) => value.reason !== 'other' || value.text !== '', { path: ['text'], error: 'required' });

export const candidateCard = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seed'), card: seedCard }),
  z.object({ kind: z.literal('expert'), card: expertCard }),
]);
export type CandidateCard = z.infer<typeof candidateCard>;

const matchShape = {
  id,
  version,
  score: z.number(),
  parts: matchParts,
  evidence: matchEvidence,
  missing: z.array(missingHint),
  state: matchState,
  /** Whoever gave it its state last, and when; null while it is only a candidate. */
  stateBy: z.string().nullable(),
  stateAt: moment.nullable(),
  declineReason: declineReason.nullable(),
  /** The introduction that this pair has, if the viewer may know. */
  introductionId: id.nullable(),
  computedAt: moment,
  abilities: z.object({
    canShortlist: z.boolean(),
    canPropose: z.boolean(),
    canDecline: z.boolean(),
    canExpressInterest: z.boolean(),
  }),
};

/** A candidate of a need. */
export const needMatch = z.object({ ...matchShape, candidate: candidateCard }).meta({ id: 'NeedMatch' });
export type NeedMatch = z.infer<typeof needMatch>;
/** A need that fits an item. */
export const itemMatch = z.object({ ...matchShape, need: needCard }).meta({ id: 'ItemMatch' });
export type ItemMatch = z.infer<typeof itemMatch>;

export const listNeedMatches = defineContract({
  name: 'listNeedMatches',
  method: 'GET',
  path: '/api/needs/:id/matches',
  summary: 'Candidates of a need, best first, with reasons',
  group: 'Matches',
  access: 'signed_in',
  params: z.object({ id }),
  /** `isComplete` is false while matching still runs. */
  answer: z.object({ items: z.array(needMatch), isComplete: z.boolean() }),
  errors: ['not_found'],
});

const itemMatches = (name: string, path: 'seeds' | 'experts') =>
  defineContract({
    name,
    method: 'GET',
    path: `/api/${path}/:id/matches`,
    summary: 'Open needs that fit, best first, with reasons',
    group: 'Matches',
    access: 'signed_in',
    params: z.object({ id }),
    answer: z.object({ items: z.array(itemMatch), isComplete: z.boolean() }),
    errors: ['not_found'],
  });
export const listSeedMatches = itemMatches('listSeedMatches', 'seeds');
export const listExpertMatches = itemMatches('listExpertMatches', 'experts');

const pair = z.object({ id, matchId: id });

export const shortlistMatch = defineContract({
  name: 'shortlistMatch',
  method: 'POST',
  path: '/api/needs/:id/matches/:matchId/shortlist',
  summary: 'Put a candidate on the shortlist, or back among the candidates',
  group: 'Matches',
  access: ['coordinator'],
  params: pair,
  body: z.object({ version, isShortlisted: z.boolean() }),
  answer: needMatch,
  errors: ['not_found', 'stale', 'not_possible_now'],
});

export const declineMatch = defineContract({
  name: 'declineMatch',
  method: 'POST',
  path: '/api/needs/:id/matches/:matchId/decline',
  summary: 'Set a candidate aside with a reason; whoever waits for an answer is told',
  group: 'Matches',
  access: ['coordinator'],
  params: pair,
  body: z.intersection(z.object({ version }), decline),
  answer: needMatch,
  errors: ['not_found', 'stale', 'not_possible_now'],
});
