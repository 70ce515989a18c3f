// The stages of a case (案件) from the first phone call to the follow-up, and which moves between them are allowed.
import { z } from 'zod';

export const caseStages = [
  'received',
  'hearing',
  'search',
  'approach',
  'meeting',
  'nda',
  'plan',
  'agreement',
  'development',
  'outcome',
  'follow_up',
  'ended',
] as const;
export const caseStage = z.enum(caseStages);
export type CaseStage = z.infer<typeof caseStage>;

/** Why a case ended (見送り); always asked for. */
export const caseEndReasons = [
  'solved_itself',
  'no_partner_found',
  'conditions_differ',
  'funds_missing',
  'company_withdrew',
  'partner_withdrew',
  'outside_our_field',
  'completed',
  'other',
] as const;
export const caseEndReason = z.enum(caseEndReasons);
export type CaseEndReason = z.infer<typeof caseEndReason>;

/**
 * Allowed moves. Forward by any number of stages up to the agreement, since real cases skip some; from the agreement on
 * step by step; back to any earlier working stage, because talks start anew; to the end from anywhere, and from there
 * only back to where work begins.
 */
export const caseMoves: Readonly<Record<CaseStage, readonly CaseStage[]>> = {
  received: ['hearing', 'search', 'approach', 'meeting', 'ended'],
  hearing: ['received', 'search', 'approach', 'meeting', 'nda', 'ended'],
  search: ['hearing', 'approach', 'meeting', 'nda', 'plan', 'ended'],
  approach: ['hearing', 'search', 'meeting', 'nda', 'plan', 'ended'],
  meeting: ['search', 'approach', 'nda', 'plan', 'agreement', 'ended'],
  nda: ['search', 'approach', 'meeting', 'plan', 'agreement', 'ended'],
  plan: ['approach', 'meeting', 'nda', 'agreement', 'development', 'ended'],
  agreement: ['meeting', 'nda', 'plan', 'development', 'ended'],
  development: ['plan', 'agreement', 'outcome', 'ended'],
  outcome: ['development', 'follow_up', 'ended'],
  follow_up: ['development', 'outcome', 'ended'],
  ended: ['hearing', 'search'],
};

export const canMoveCase = (from: CaseStage, to: CaseStage): boolean => caseMoves[from].includes(to);

/** Is `stage` earlier than `other` on the way? The end is not on the way. */
export const isBeforeStage = (stage: CaseStage, other: CaseStage): boolean =>
  stage !== 'ended' && other !== 'ended' && caseStages.indexOf(stage) < caseStages.indexOf(other);

/** Where a case comes from: a published need, the one-stop desk (総合相談窓口), or a coordinator's own idea. */
export const caseRoutes = ['need', 'inquiry', 'idea'] as const;
export const caseRoute = z.enum(caseRoutes);
export type CaseRoute = z.infer<typeof caseRoute>;
