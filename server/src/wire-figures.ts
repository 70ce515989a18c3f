// The figures of a fiscal year, gathered from cases, introductions, meetings, projects and outcomes.
import { caseClock } from '@enishi/shared/cases';
import { isBeforeStage, type CaseRoute, type CaseStage } from '@enishi/shared/case-stages';
import { prefectures } from '@enishi/shared/taxonomy/prefectures';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { FigureCase, FigureProposal } from './features/figures/compute-figures.js';
import { createFiguresService } from './features/figures/figures-service.js';
import type { Introduction } from './features/introductions/introductions-store.js';
import { outcomeWords } from './features/outcomes/outcomes-words.js';
import type { People } from './features/users/people.js';
import type { Projects } from './wire-projects.js';
import { addWorkingDays } from './working-days.js';

interface CaseHistory {
  id: string;
  route: CaseRoute;
  needId: string | null;
  leadId: string | null;
  createdAt: Date;
  answeredAt: Date | null;
  moves: readonly { from: CaseStage | null; to: CaseStage; at: Date }[];
}

interface Parts {
  now: () => Date;
  people: People;
  projects: Pick<Projects, 'outcomesOfYear' | 'casesWithProject'>;
  /** Every case of these prefectures. */
  listCases: (prefectures: readonly string[]) => Promise<CaseHistory[]>;
  listProposed: (prefectures: readonly string[], from: Date, to: Date) => Promise<Introduction[]>;
  /** Which introductions, by id, had a meeting that took place. */
  metOf: (introductionIds: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Did it ever come to the plan? */
const hasPlan = ({ moves }: Pick<CaseHistory, 'moves'>): boolean =>
  moves.some(({ to }) => to === 'plan' || isBeforeStage('plan', to));

const nameOf = new Map(prefectures.map(({ code, ja }) => [code, ja]));

export function wireFigures({ now, people, projects, listCases, listProposed, metOf }: Parts) {
  const toFigureCases = async (found: readonly CaseHistory[]): Promise<FigureCase[]> => {
    const names = await people.describe(found.flatMap(({ leadId }) => leadId ?? []));
    return found.map(({ id, route, createdAt, answeredAt, leadId, moves }) => {
      const lead = leadId ? names.get(leadId) : undefined;
      return {
        id,
        route,
        createdAt,
        answeredAt,
        lead: lead ? { id: lead.id, name: lead.displayName } : null,
        moves: moves.map(({ from, to, at }) => ({ from: from ?? 'received', to, at })),
      };
    });
  };

  const toFigureProposals = async (
    sent: readonly Introduction[],
    found: readonly CaseHistory[],
  ): Promise<FigureProposal[]> => {
    const ofNeed = new Map(found.flatMap((one) => (one.needId ? [[one.needId, one] as const] : [])));
    const concerned = sent.flatMap(({ needId }) => ofNeed.get(needId)?.id ?? []);
    const [planned, met] = await Promise.all([
      projects.casesWithProject([...new Set(concerned)]),
      metOf(sent.map(({ id }) => id)),
    ]);
    return sent.map(({ id, needId, state, createdAt }) => {
      const theCase = ofNeed.get(needId);
      const isCarried = theCase !== undefined && (planned.has(theCase.id) || hasPlan(theCase));
      return { createdAt, isAccepted: state === 'connected', hasMet: met.has(id), isCarried };
    });
  };

  return createFiguresService({
    now,
    answerDueAt: (createdAt) => addWorkingDays(createdAt, caseClock.answerDays),
    allPrefectures: prefectures.map(({ code }) => code),
    async gather(places, fiscalYear, from, to) {
      const [found, sent, outcomes] = await Promise.all([
        listCases(places),
        listProposed(places, from, to),
        projects.outcomesOfYear(fiscalYear),
      ]);
      const own = new Set(found.map(({ id }) => id));
      return {
        cases: await toFigureCases(found),
        proposals: await toFigureProposals(sent, found),
        outcomes: outcomes.filter(({ caseId }) => own.has(caseId)),
      };
    },
    words: {
      outcome: outcomeWords.ja.kind,
      prefecture: (code) => nameOf.get(code) ?? code,
      day: (moment) => dayOf(new Date(moment)),
    },
  });
}
