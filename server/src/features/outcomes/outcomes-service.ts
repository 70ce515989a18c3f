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
  /** A case that became part of another is found as that other one. */
  findCase: (caseId: string) => Promise<{ id: string; stage: CaseStage } | null>;
  isMember: (caseId: string, actor: Actor) => Promise<boolean>;
  advance: (caseId: string, stage: CaseStage, actorId: string | null, because: string) => Promise<void>;
}

const sweepSize = 100;
const changedFields = (before: Outcome, after: OutcomeForm): string[] =>
  Object.entries(after).flatMap(([name, value]) => (before[name as keyof Outcome] === value ? [] : [name]));

export function createOutcomesService(dependencies: Dependencies) {
  const { store, questions, asking, bus, now } = dependencies;

  const requireVisible = async (id: string, actor: Actor): Promise<{ caseId: string; isDesk: boolean }> => {
    const found = await dependencies.findCase(id);
    if (!found) throw notFound();
    const isDesk = (await dependencies.standingOf(actor, found.id))?.kind === 'desk';
    if (!isDesk && !(await dependencies.isMember(found.id, actor))) throw notFound();
    return { caseId: found.id, isDesk };
  };
  const requireDesk = async (id: string, actor: Actor): Promise<string> => {
    const { caseId, isDesk } = await requireVisible(id, actor);
    if (!isDesk) throw forbidden();
    return caseId;
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

  const show = async (id: string, actor: Actor): Promise<CaseOutcomes> => {
    const { caseId, isDesk } = await requireVisible(id, actor);
    const [items, asked, plan] = await Promise.all([
      store.listOf([caseId]).then(presentOutcomes),
      isDesk ? questions.listOf(caseId) : [],
      questions.findSchedule(caseId),
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
    const [first] = await store.listOf([caseId]);
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
    const caseId = await requireDesk(ids.id, actor);
    const find = async () => {
      const outcome = await store.find(ids.outcomeId, caseId);
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
    return done(caseId, actor);
  };

  return {
    list: show,

    async record(id: string, { key, ...form }: OutcomeForm & { key: string }, actor: Actor) {
      const caseId = await requireDesk(id, actor);
      const by = { createdById: actor.id, createdAt: now() };
      const change = { changedById: actor.id, changedAt: now(), changedFields: ['created'] };
      const outcome = await store.create({ ...form, ...by, ...change, caseId, key });
      if (!outcome.isSettled) await settle(outcome);
      return done(caseId, actor);
    },

    change: (
      ids: { id: string; outcomeId: string },
      { version, ...form }: OutcomeForm & { version: number },
      actor: Actor,
    ) => change(ids, version, form, actor),

    remove: (ids: { id: string; outcomeId: string }, version: number, actor: Actor) =>
      change(ids, version, { removedAt: now() }, actor),

    async revoke(id: string, questionId: string, actor: Actor) {
      const caseId = await requireDesk(id, actor);
      if (!(await asking.revoke(questionId, caseId))) throw notFound();
      return done(caseId, actor);
    },

    /** A case that a coordinator has moved to the outcome by hand is asked about as well. */
    async caseMoved({ caseId }: { caseId: string }): Promise<void> {
      const found = await dependencies.findCase(caseId);
      if (found?.stage === 'outcome' || found?.stage === 'follow_up') await asking.plan(found.id, dayOf(now()));
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
