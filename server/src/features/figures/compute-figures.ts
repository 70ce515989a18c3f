// The numbers of a fiscal year, from what happened. Pure: no clock, no database.
import { caseRoutes, caseStages, isBeforeStage, type CaseRoute, type CaseStage } from '@enishi/shared/case-stages';
import type { Figures } from '@enishi/shared/figures';
import { outcomeKinds, type OutcomeCertainty, type OutcomeKind } from '@enishi/shared/outcomes';
import { fiscalMonths, fiscalYearSpan, monthOf } from '@enishi/shared/tokyo-calendar';

export interface FigureCase {
  id: string;
  route: CaseRoute;
  createdAt: Date;
  /** Null while an inquiry has no answer. */
  answeredAt: Date | null;
  lead: { id: string; name: string } | null;
  /** Oldest first. */
  moves: readonly { from: CaseStage; to: CaseStage; at: Date }[];
}

export interface FigureProposal {
  createdAt: Date;
  isAccepted: boolean;
  /** The two sides met. */
  hasMet: boolean;
  /** A project came of it, or its case stands at the plan or beyond. */
  isCarried: boolean;
}

export interface FigureOutcome {
  kind: OutcomeKind;
  certainty: OutcomeCertainty;
  count: number;
  yen: number | null;
}

export interface FigureFacts {
  fiscalYear: number;
  now: Date;
  prefectures: readonly string[];
  cases: readonly FigureCase[];
  proposals: readonly FigureProposal[];
  /** Of the fiscal year. */
  outcomes: readonly FigureOutcome[];
  /** Until when an inquiry of this moment is to be answered. */
  answerDueAt: (createdAt: Date) => Date;
}

const hourMs = 3_600_000;
const round = (value: number): number => Math.round(value * 10) / 10;

/** The middle value, or the mean of the two in the middle; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted.length % 2 === 0 ? (sorted[middle - 1] ?? upper) : upper;
  return (lower + upper) / 2;
}

const roundedMedian = (values: readonly number[]): number | null => {
  const middle = median(values);
  return middle === null ? null : round(middle);
};

/** Where a case stood at a moment. */
export const stageAt = ({ moves }: Pick<FigureCase, 'moves'>, moment: Date): CaseStage =>
  moves.findLast(({ at }) => at <= moment)?.to ?? moves[0]?.from ?? 'received';

const isWithin = (moment: Date, from: Date, to: Date): boolean => moment >= from && moment < to;

/** Was it open at any time between the two moments? */
const isActive = (one: FigureCase, from: Date, to: Date): boolean =>
  one.createdAt < to && (stageAt(one, from) !== 'ended' || one.moves.some(({ at }) => isWithin(at, from, to)));

function staysOf(cases: readonly FigureCase[], from: Date, to: Date): Figures['stays'] {
  const days = new Map<CaseStage, number[]>();
  for (const { createdAt, moves } of cases) {
    let since = createdAt;
    for (const move of moves) {
      if (isWithin(move.at, from, to) && isBeforeStage(move.from, move.to))
        days.set(move.from, [...(days.get(move.from) ?? []), (move.at.getTime() - since.getTime()) / (24 * hourMs)]);
      since = move.at;
    }
  }
  return caseStages.flatMap((stage) => {
    const found = days.get(stage);
    return found ? [{ stage, count: found.length, medianDays: roundedMedian(found) }] : [];
  });
}

function answersOf({ cases, answerDueAt }: FigureFacts, from: Date, to: Date, asOf: Date): Figures['answers'] {
  const inquiries = cases.filter(({ route, createdAt }) => route === 'inquiry' && isWithin(createdAt, from, to));
  const answered = inquiries.flatMap(({ createdAt, answeredAt }) => (answeredAt ? [{ createdAt, answeredAt }] : []));
  const late = inquiries.filter(({ createdAt, answeredAt }) => !answeredAt && answerDueAt(createdAt) < asOf);
  return {
    inquiries: inquiries.length,
    answered: answered.length,
    medianHours: roundedMedian(
      answered.map(({ createdAt, answeredAt }) => Math.max(0, answeredAt.getTime() - createdAt.getTime()) / hourMs),
    ),
    inTime: answered.filter(({ createdAt, answeredAt }) => answeredAt <= answerDueAt(createdAt)).length,
    judged: answered.length + late.length,
  };
}

function proposalsOf(all: readonly FigureProposal[], from: Date, to: Date): Figures['proposals'] {
  const sent = all.filter(({ createdAt }) => isWithin(createdAt, from, to));
  const accepted = sent.filter(({ isAccepted }) => isAccepted);
  return {
    sent: sent.length,
    accepted: accepted.length,
    // Nobody plans together without having met, whether the meeting was written down or not.
    met: accepted.filter(({ hasMet, isCarried }) => hasMet || isCarried).length,
    carried: accepted.filter(({ isCarried }) => isCarried).length,
  };
}

function outcomesOf(outcomes: readonly FigureOutcome[]): Figures['outcomes'] {
  return outcomeKinds.flatMap((kind) => {
    const found = outcomes.filter((outcome) => outcome.kind === kind);
    const yenOf = (certainty: OutcomeCertainty) =>
      found.reduce((sum, outcome) => sum + (outcome.certainty === certainty ? (outcome.yen ?? 0) : 0), 0);
    const [confirmedYen, estimateYen, reportedYen] = [yenOf('confirmed'), yenOf('estimate'), yenOf('reported')];
    const count = found.reduce((sum, outcome) => sum + outcome.count, 0);
    const yen = confirmedYen + estimateYen + reportedYen;
    return found.length > 0 ? [{ kind, count, yen, confirmedYen, estimateYen, reportedYen }] : [];
  });
}

function loadOf(active: readonly FigureCase[], from: Date, asOf: Date): Figures['load'] {
  const leads = new Map(active.map(({ lead }) => [lead?.id ?? null, lead?.name ?? null]));
  const rows = [...leads].map(([id, name]) => {
    const own = active.filter(({ lead }) => (lead?.id ?? null) === id);
    const ended = own.filter((one) => stageAt(one, asOf) === 'ended').length;
    const created = own.filter(({ createdAt }) => createdAt >= from).length;
    return { name, open: own.length - ended, created, ended };
  });
  return rows.sort((one, other) => other.open - one.open || (one.name ?? '').localeCompare(other.name ?? '', 'ja'));
}

export function computeFigures(facts: FigureFacts): Figures {
  const { from, to } = fiscalYearSpan(facts.fiscalYear);
  const asOf = facts.now < to ? facts.now : new Date(to.getTime() - 1);
  const active = facts.cases.filter((one) => isActive(one, from, to));
  const created = active.filter(({ createdAt }) => createdAt >= from);
  const stages = active.map((one) => stageAt(one, asOf));
  return {
    fiscalYear: facts.fiscalYear,
    from: from.toISOString(),
    to: to.toISOString(),
    asOf: asOf.toISOString(),
    prefectures: [...facts.prefectures],
    cases: {
      active: active.length,
      created: created.length,
      ended: stages.filter((stage) => stage === 'ended').length,
      byStage: caseStages.map((stage) => ({ stage, count: stages.filter((one) => one === stage).length })),
      byRoute: caseRoutes.map((route) => ({ route, count: created.filter((one) => one.route === route).length })),
      perMonth: fiscalMonths(facts.fiscalYear).map((month) => ({
        month,
        count: created.filter(({ createdAt }) => monthOf(createdAt) === month).length,
      })),
    },
    stays: staysOf(active, from, to),
    answers: answersOf(facts, from, to, asOf),
    proposals: proposalsOf(facts.proposals, from, to),
    outcomes: outcomesOf(facts.outcomes),
    load: loadOf(active, from, asOf),
  };
}
