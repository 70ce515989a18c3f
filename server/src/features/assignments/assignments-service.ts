// What both sides do with an assignment. Who may is the policy's question; what follows is in assignments-follow.ts.
import type { z } from 'zod';
import type { deliveryForm, inspection, reportAnswer, reportForm, stopForm } from '@enishi/shared/assignment-contracts';
import {
  assignmentClock,
  assignmentLimits,
  type AssignmentState,
  type AssignmentView,
  type Review,
} from '@enishi/shared/assignments';
import { addDays, dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { cutPage, decodeCursor, encodeCursor, newId } from '../../database/model-helpers.js';
import { alreadyExists, forbidden, invalid, invalidField, notFound, notPossibleNow, stale } from '../../errors.js';
import { coveredBy, paymentsOf } from './assignments-payments.js';
import { assignmentAbilities, sideOf, standingIn, visibleAssignments } from './assignments-policy.js';
import { isWeekOf, type AssignmentPresenter } from './assignments-present.js';
import type { AssignmentReportsStore, Report } from './assignment-reports-store.js';
import type { Assignment, AssignmentDocument, AssignmentsStore, Delivery, LastChange } from './assignments-store.js';

interface Dependencies {
  store: AssignmentsStore;
  reports: AssignmentReportsStore;
  present: AssignmentPresenter;
  bus: Bus;
  now: () => Date;
  /** Those of these files that the worker added here for both sides. */
  attachable: (ids: readonly string[], assignment: Assignment) => Promise<ReadonlySet<string>>;
}

type Ability = keyof ReturnType<typeof assignmentAbilities>;
type WeekOf = { id: string; week: string };

/** Who may do it at all, whatever the state: others are told that it is not theirs, these that it is not the time. */
const sidesOf: Record<Ability, readonly ('client' | 'worker')[]> = {
  canReport: ['worker'],
  canDeliver: ['worker'],
  canInspect: ['client'],
  canPay: ['client'],
  canStop: ['client', 'worker'],
  canReview: ['client', 'worker'],
};

export function createAssignmentsService({ store, reports, present, bus, now, attachable }: Dependencies) {
  const changeBy = (actor: Actor, ...fields: string[]): LastChange => ({ by: actor.id, at: now(), fields });

  const staleSince = async ({ version, lastChange }: { version: number; lastChange: LastChange }) => {
    const { by, at, fields } = lastChange;
    const name = (await present.namesOf([by])).get(by)?.displayName ?? null;
    return stale({ version, changes: [{ by: name, at: at.toISOString(), fields }] });
  };

  const requireVisible = async (id: string, actor: Actor): Promise<Assignment> => {
    const assignment = await store.find(id);
    if (!assignment || !standingIn(actor, assignment)) throw notFound();
    return assignment;
  };

  const requireSide = async (id: string, actor: Actor, ability: Ability): Promise<Assignment> => {
    const assignment = await requireVisible(id, actor);
    const side = sideOf(actor, assignment);
    if (!side || !sidesOf[ability].includes(side)) throw forbidden();
    return assignment;
  };

  const requireAble = (assignment: Assignment, actor: Actor, ability: Ability): void => {
    if (!assignmentAbilities(standingIn(actor, assignment), assignment, now())[ability]) throw notPossibleNow();
  };

  const show = async (id: string, actor: Actor): Promise<AssignmentView> => {
    const assignment = await requireVisible(id, actor);
    return present.view(assignment, await reports.listOf([id]), actor);
  };

  const done = (assignmentId: string, actor: Actor): Promise<AssignmentView> => {
    bus.announce('assignment.changed', { assignmentId, actorId: actor.id });
    return show(assignmentId, actor);
  };

  const requireFresh = async (assignment: Assignment, version: number): Promise<void> => {
    if (assignment.version !== version) throw await staleSince(assignment);
  };

  const save = async (assignment: Assignment, actor: Actor, field: string, set: Partial<AssignmentDocument>) => {
    const updated = await store.update(assignment, { ...set, lastChange: changeBy(actor, field) });
    if (!updated) throw await staleSince((await store.find(assignment.id)) ?? assignment);
    return done(assignment.id, actor);
  };

  const isSameReport = (report: Report, { units, note }: Pick<Report, 'units' | 'note'>): boolean =>
    report.units === units && report.note === note && report.state === 'submitted';

  const assertUnits = ({ terms }: Assignment, units: number): void => {
    const isPiece = terms.amount?.kind === 'piece';
    if (isPiece && !Number.isInteger(units)) throw invalidField('units', 'wrong_form');
    if (!isPiece && units > assignmentLimits.hours)
      throw invalid([{ path: 'units', problem: 'too_big', limit: assignmentLimits.hours }]);
  };

  const writeReport = async (
    assignment: Assignment,
    week: string,
    { version, units, note }: z.output<typeof reportForm>,
    actor: Actor,
  ): Promise<void> => {
    const before = await reports.find(assignment.id, week);
    if (before && isSameReport(before, { units, note })) return;
    const content = { units, note, state: 'submitted' as const, submittedAt: now(), answeredAt: null, reason: '' };
    const lastChange = changeBy(actor, 'units', 'note');
    if (before && before.version !== version) throw await staleSince(before);
    if (before?.state === 'approved') throw notPossibleNow();
    const saved = before
      ? await reports.update(before, { ...content, lastChange })
      : await reports.create({ assignmentId: assignment.id, week, ...content, lastChange });
    if (saved) return;
    const other = await reports.find(assignment.id, week);
    if (other && !isSameReport(other, { units, note })) throw await staleSince(other);
  };

  const inspectBy = ({ terms }: Assignment): string => {
    const soonest = addDays(dayOf(now()), assignmentClock.inspectDays);
    const agreed = terms.inspectBy;
    return agreed && agreed >= dayOf(now()) ? agreed : soonest;
  };

  return {
    async list(
      query: { cursor?: string | undefined; limit: number; state?: AssignmentState | undefined },
      actor: Actor,
    ) {
      const { cursor: given, limit, state } = query;
      const cursor = decodeCursor(given, 'number');
      const before = cursor && { createdAt: new Date(cursor.value), id: cursor.id };
      const filter = state ? { state } : {};
      const { items: found, total } = await store.page(visibleAssignments(actor), filter, limit + 1, before);
      const { items, nextCursor } = cutPage(found, limit, (last) => encodeCursor(last.createdAt.getTime(), last.id));
      const all = await reports.listOf(items.map(({ id }) => id));
      return { items: await present.cards(items, all, actor), total, nextCursor };
    },

    get: show,

    async report({ id, week }: WeekOf, form: z.output<typeof reportForm>, actor: Actor) {
      const assignment = await requireSide(id, actor, 'canReport');
      if (!isWeekOf(assignment, week, now())) throw notFound();
      requireAble(assignment, actor, 'canReport');
      assertUnits(assignment, form.units);
      await writeReport(assignment, week, form, actor);
      return done(id, actor);
    },

    async answerReport({ id, week }: WeekOf, given: z.output<typeof reportAnswer>, actor: Actor) {
      await requireSide(id, actor, 'canInspect');
      const report = await reports.find(id, week);
      if (!report) throw notFound();
      if (report.version !== given.version) throw await staleSince(report);
      if (report.state !== 'submitted') throw notPossibleNow();
      const isApproved = given.answer === 'approve';
      const updated = await reports.update(report, {
        state: isApproved ? 'approved' : 'sent_back',
        answeredAt: now(),
        reason: isApproved ? '' : given.reason,
        lastChange: changeBy(actor, 'state'),
      });
      if (!updated) throw await staleSince((await reports.find(id, week)) ?? report);
      return done(id, actor);
    },

    async deliver(id: string, { version, ...form }: z.output<typeof deliveryForm>, actor: Actor) {
      const assignment = await requireSide(id, actor, 'canDeliver');
      if (assignment.deliveries.some(({ key }) => key === form.key)) return show(id, actor);
      await requireFresh(assignment, version);
      requireAble(assignment, actor, 'canDeliver');
      if (assignment.deliveries.length >= assignmentLimits.deliveries) throw notPossibleNow();
      const known = await attachable(form.fileIds, assignment);
      if (form.fileIds.some((fileId) => !known.has(fileId))) throw invalidField('fileIds', 'not_a_choice');
      const delivery: Delivery = {
        ...form,
        id: newId(),
        at: now(),
        inspectBy: inspectBy(assignment),
        state: 'waiting',
        answeredAt: null,
        reason: '',
      };
      const deliveries = [...assignment.deliveries, delivery];
      return save(assignment, actor, 'deliveries', { deliveries, state: 'inspecting' });
    },

    async inspect(id: string, given: z.output<typeof inspection>, actor: Actor) {
      const assignment = await requireSide(id, actor, 'canInspect');
      await requireFresh(assignment, given.version);
      requireAble(assignment, actor, 'canInspect');
      const isAccepted = given.answer === 'accept';
      const answer = {
        state: isAccepted ? ('accepted' as const) : ('sent_back' as const),
        answeredAt: now(),
        reason: isAccepted ? '' : given.reason,
      };
      const deliveries = assignment.deliveries.map((one, index, all) =>
        index === all.length - 1 ? { ...one, ...answer } : one,
      );
      const end = isAccepted ? { state: 'completed' as const, endedAt: now() } : { state: 'working' as const };
      return save(assignment, actor, 'deliveries', { deliveries, ...end });
    },

    async recordPayment(
      { id, key }: { id: string; key: string },
      { version, paidOn }: { version: number; paidOn: string | null },
      actor: Actor,
    ) {
      const assignment = await requireSide(id, actor, 'canPay');
      const due = paymentsOf(assignment, await reports.listOf([id])).find((one) => one.key === key);
      if (!due) throw notFound();
      await requireFresh(assignment, version);
      if (paidOn && paidOn > dayOf(now())) throw invalidField('paidOn', 'wrong_form');
      const others = assignment.payments.filter((one) => one.key !== key);
      const payments = paidOn ? [...others, { key, paidOn, yen: coveredBy(due) }] : others;
      return save(assignment, actor, 'payments', { payments });
    },

    async stop(id: string, { version, reason, text }: z.output<typeof stopForm>, actor: Actor) {
      const assignment = await requireSide(id, actor, 'canStop');
      await requireFresh(assignment, version);
      requireAble(assignment, actor, 'canStop');
      const by = sideOf(actor, assignment) ?? 'client';
      return save(assignment, actor, 'state', {
        state: 'stopped',
        stopped: { by, reason, text },
        endedAt: now(),
      });
    },

    async review(id: string, review: Review, actor: Actor) {
      const assignment = await requireSide(id, actor, 'canReview');
      const side = sideOf(actor, assignment) ?? 'client';
      if (assignment.reviews.some((one) => one.side === side)) throw alreadyExists();
      requireAble(assignment, actor, 'canReview');
      const isAdded = await store.addReview(id, { ...review, side, at: now() }, changeBy(actor, 'reviews'));
      if (!isAdded) throw alreadyExists();
      return done(id, actor);
    },

    /** For sockets, talk and notices. */
    find: store.find,
    async canSee(id: string, actor: Actor): Promise<boolean> {
      const assignment = await store.find(id);
      return assignment !== null && standingIn(actor, assignment) !== null;
    },
    async titlesOf(ids: readonly string[], actor: Actor): Promise<Map<string, { title: string; isMine: boolean }>> {
      const seen = (await store.listByIds(ids)).filter((assignment) => standingIn(actor, assignment) !== null);
      return new Map(
        seen.map((assignment) => [
          assignment.id,
          { title: assignment.title, isMine: sideOf(actor, assignment) !== null },
        ]),
      );
    },
  };
}
export type AssignmentsService = ReturnType<typeof createAssignmentsService>;
