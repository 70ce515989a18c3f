// What came of a case. The first outcome moves the case on and plans the questions that follow it.
import type { CaseOutcomes, OutcomeForm, OutcomeView, QuestionView } from '@enishi/shared/outcomes';
import type { CaseStage } from '@enishi/shared/case-stages';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { forbidden, notFound, stale } from '../../errors.js';
import type { Outcome, OutcomesStore } from './outcomes-store.js';
import type { QuestionsService } from './questions-service.js';
import type { Question, QuestionsStore } from './questions-store.js';

interface Dependencies {
  store: OutcomesStore;
  questions: QuestionsStore;
  asking: QuestionsService;
  bus: Bus;
  now: () => Date;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, { displayName: string }>>;
  standingOf: (actor: Actor, caseId: string) => Promise<{ kind: 'desk' | 'party' } | null>;
  /** A case together with those that became part of it, itself first; empty when there is none. */
  sameCase: (caseId: string) => Promise<readonly string[]>;
  findStage: (caseId: string) => Promise<CaseStage | null>;
  isMember: (caseId: string, actor: Actor) => Promise<boolean>;
  advance: (caseId: string, stage: CaseStage, actorId: string | null, because: string) => Promise<void>;
}

const sweepSize = 100;
const changedFields = (before: Outcome, after: OutcomeForm): string[] =>
  Object.entries(after).flatMap(([name, value]) => (before[name as keyof Outcome] === value ? [] : [name]));

export function createOutcomesService(dependencies: Dependencies) {
  const { store, questions, asking, bus, now } = dependencies;

  const requireStanding = async (caseId: string, actor: Actor): Promise<'desk' | 'member'> => {
    if ((await dependencies.standingOf(actor, caseId))?.kind === 'desk') return 'desk';
    if (await dependencies.isMember(caseId, actor)) return 'member';
    throw notFound();
  };
  const requireDesk = async (caseId: string, actor: Actor): Promise<void> => {
    if ((await requireStanding(caseId, actor)) !== 'desk') throw forbidden();
  };

  const presentQuestion = (question: Question): QuestionView => ({
    id: question.id,
    version: question.version,
    months: question.months,
    name: question.name,
    state: question.revokedAt
      ? 'revoked'
      : question.answeredAt
        ? 'answered'
        : asking.isOver(question)
          ? 'expired'
          : 'waiting',
    askedAt: question.askedAt.toISOString(),
    expiresAt: question.expiresAt.toISOString(),
    answeredAt: question.answeredAt?.toISOString() ?? null,
  });

  const presentOutcomes = async (found: readonly Outcome[]): Promise<OutcomeView[]> => {
    const names = await dependencies.namesOf(found.flatMap(({ createdById }) => createdById ?? []));
    return found.map(({ createdAt, createdById, ...outcome }) => ({
      ...outcome,
      recordedAt: createdAt.toISOString(),
      by: (createdById && names.get(createdById)?.displayName) ?? null,
    }));
  };

  const show = async (caseId: string, actor: Actor): Promise<CaseOutcomes> => {
    const isDesk = (await requireStanding(caseId, actor)) === 'desk';
    const ids = await dependencies.sameCase(caseId);
    const [items, asked, plan] = await Promise.all([
      store.listOf(ids).then(presentOutcomes),
      isDesk ? questions.listOf(ids) : [],
      questions.findSchedule(ids[0] ?? caseId),
    ]);
    return {
      items,
      questions: asked.map(presentQuestion),
      nextQuestionOn: plan?.nextOn ?? null,
      abilities: { canRecord: isDesk },
    };
  };

  /** The first outcome of a case moves it on; later ones leave it where it was put. */
  const settle = async (outcome: Outcome): Promise<void> => {
    const { id, caseId, createdById, createdAt } = outcome;
    const [first] = await store.listOf(await dependencies.sameCase(caseId));
    if (first?.id === id) {
      await dependencies.advance(caseId, 'outcome', createdById, `outcome:${id}`);
      await asking.plan(caseId, dayOf(createdAt));
    }
    await store.markSettled(id);
  };

  const done = (caseId: string, actor: Actor) => {
    bus.announce('case.changed', { caseId, actorId: actor.id });
    return show(caseId, actor);
  };

  const change = async (
    ids: { id: string; outcomeId: string },
    version: number,
    to: OutcomeForm | { removedAt: Date },
    actor: Actor,
  ) => {
    await requireDesk(ids.id, actor);
    const caseIds = await dependencies.sameCase(ids.id);
    const find = async () => {
      const found = await Promise.all(caseIds.map((caseId) => store.find(ids.outcomeId, caseId)));
      const outcome = found.find((one) => one !== null);
      if (!outcome) throw notFound();
      return outcome;
    };
    const outcome = await find();
    const fields = 'removedAt' in to ? ['removed'] : changedFields(outcome, to);
    const by = { changedById: actor.id, changedAt: now(), changedFields: fields };
    if (outcome.version !== version || !(await store.update(outcome, version, to, by))) {
      const current = await find();
      const names = await dependencies.namesOf(current.changedById ? [current.changedById] : []);
      const name = (current.changedById && names.get(current.changedById)?.displayName) ?? null;
      const at = current.changedAt.toISOString();
      throw stale({ version: current.version, changes: [{ by: name, at, fields: current.changedFields }] });
    }
    return done(ids.id, actor);
  };

  return {
    list: show,

    async record(caseId: string, { key, ...form }: OutcomeForm & { key: string }, actor: Actor) {
      await requireDesk(caseId, actor);
      const [own = caseId] = await dependencies.sameCase(caseId);
      const by = { createdById: actor.id, createdAt: now() };
      const change = { changedById: actor.id, changedAt: now(), changedFields: ['created'] };
      const outcome = await store.create({ ...form, ...by, ...change, caseId: own, key });
      if (!outcome.isSettled) await settle(outcome);
      return done(caseId, actor);
    },

    change: (ids: { id: string; outcomeId: string }, { version, ...form }: OutcomeForm & { version: number }, actor: Actor) =>
      change(ids, version, form, actor),

    remove: (ids: { id: string; outcomeId: string }, version: number, actor: Actor) =>
      change(ids, version, { removedAt: now() }, actor),

    async revoke(caseId: string, questionId: string, actor: Actor) {
      await requireDesk(caseId, actor);
      if (!(await asking.revoke(questionId, await dependencies.sameCase(caseId)))) throw notFound();
      return done(caseId, actor);
    },

    /** A case that a coordinator has moved to the outcome by hand is asked about as well. */
    async caseMoved({ caseId }: { caseId: string }): Promise<void> {
      const stage = await dependencies.findStage(caseId);
      if (stage === 'outcome' || stage === 'follow_up') await asking.plan(caseId, dayOf(now()));
    },

    /** Finishes what a crash cut off. */
    async sweep(): Promise<number> {
      const unsettled = await store.listUnsettled(sweepSize);
      for (const outcome of unsettled) await settle(outcome);
      return unsettled.length + (await asking.sweep());
    },
  };
}
export type OutcomesService = ReturnType<typeof createOutcomesService>;
