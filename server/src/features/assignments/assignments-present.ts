// How an assignment looks to whoever may see it. Both sides know each other by name since the offer was accepted.
import {
  unitOf,
  type AssignmentCard,
  type AssignmentView,
  type DeliveryView,
  type PaymentView,
  type ReportView,
} from '@enishi/shared/assignments';
import type { FileKind } from '@enishi/shared/files';
import { addDays, dayOf, mondayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import { endOfDay } from '../../working-days.js';
import { clocksOf } from './assignments-clocks.js';
import { paymentsOf, type Due } from './assignments-payments.js';
import { assignmentAbilities, isReportable, sideOf, standingIn } from './assignments-policy.js';
import { totalsOf } from './assignments-totals.js';
import type { Report } from './assignment-reports-store.js';
import type { Assignment, Delivery } from './assignments-store.js';

export interface Named {
  displayName: string;
  organisation: { name: string };
}
export interface DeliveredFile {
  id: string;
  name: string;
  kind: FileKind;
  size: number;
}
interface Dependencies {
  now: () => Date;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, Named>>;
  /** Those of these files that are still there. */
  filesOf: (ids: readonly string[]) => Promise<DeliveredFile[]>;
}

/** Weeks that are offered for reporting at once, the latest first. */
const offeredWeeks = 26;

/** Every week from the first until today, or until the end. */
function weeksOf(assignment: Assignment, now: Date): string[] {
  const first = mondayOf(assignment.terms.startsOn);
  const last = mondayOf(dayOf(assignment.endedAt ?? now));
  const weeks: string[] = [];
  for (let week = last; week >= first && weeks.length < offeredWeeks; week = addDays(week, -7)) weeks.push(week);
  return weeks;
}

/** May this week be reported at all? */
export const isWeekOf = (assignment: Assignment, week: string, now: Date): boolean =>
  week >= mondayOf(assignment.terms.startsOn) && week <= mondayOf(dayOf(assignment.endedAt ?? now));

const deliveryView = (delivery: Delivery, files: ReadonlyMap<string, DeliveredFile>): DeliveryView => ({
  id: delivery.id,
  at: delivery.at.toISOString(),
  note: delivery.note,
  links: delivery.links,
  files: delivery.fileIds.flatMap((id) => files.get(id) ?? []),
  inspectBy: delivery.inspectBy,
  state: delivery.state,
  answeredAt: delivery.answeredAt?.toISOString() ?? null,
  reason: delivery.reason,
});

export function createAssignmentPresenter({ now, namesOf, filesOf }: Dependencies) {
  const lateOf = (assignment: Assignment, dues: readonly Due[]) => {
    const late = clocksOf(assignment, dues).filter(({ at }) => at <= now());
    return [...new Set(late.map(({ thing }) => thing))];
  };

  const cardOf = (
    assignment: Assignment,
    reports: readonly Report[],
    names: ReadonlyMap<string, Named>,
    actor: Actor,
  ): AssignmentCard => {
    const { terms, deliveries } = assignment;
    const known = (userId: string, agreed: AssignmentCard['client']) => {
      const found = names.get(userId);
      return found ? { name: found.displayName, organisation: found.organisation.name } : agreed;
    };
    const counted = reports.filter(({ state }) => state !== 'sent_back');
    return {
      id: assignment.id,
      version: assignment.version,
      title: assignment.title,
      state: assignment.state,
      mySide: sideOf(actor, assignment),
      client: known(assignment.clientUserId, terms.client),
      worker: known(assignment.workerUserId, terms.worker),
      startsOn: terms.startsOn,
      dueOn: terms.dueOn,
      unit: unitOf(terms.amount?.kind),
      reported: counted.reduce((sum, { units }) => sum + units, 0),
      expected: terms.amount?.expected ?? null,
      waitingReports: reports.filter(({ state }) => state === 'submitted').length,
      inspectBy: assignment.state === 'inspecting' ? (deliveries.at(-1)?.inspectBy ?? null) : null,
      late: lateOf(assignment, paymentsOf(assignment, reports)),
      createdAt: assignment.createdAt.toISOString(),
    };
  };

  const reportView = (report: Report, assignment: Assignment, actor: Actor): ReportView => {
    const side = sideOf(actor, assignment);
    const { week, version, units, note, state, submittedAt, answeredAt, reason } = report;
    return {
      ...{ week, version, units, note, state, reason },
      submittedAt: submittedAt.toISOString(),
      answeredAt: answeredAt?.toISOString() ?? null,
      abilities: {
        canEdit: side === 'worker' && state !== 'approved' && isReportable(assignment, now()),
        canAnswer: side === 'client' && state === 'submitted',
      },
    };
  };

  const paymentView = ({ key, dueOn, yen, yenWaiting, paidOn, isOpen }: Due): PaymentView => ({
    ...{ key, dueOn, yen, yenWaiting, paidOn, isOpen },
    isLate: isOpen && endOfDay(dueOn) <= now(),
  });

  const view = async (assignment: Assignment, reports: readonly Report[], actor: Actor): Promise<AssignmentView> => {
    const standing = standingIn(actor, assignment);
    const abilities = assignmentAbilities(standing, assignment, now());
    const [names, files] = await Promise.all([
      namesOf([assignment.clientUserId, assignment.workerUserId]),
      filesOf(assignment.deliveries.flatMap(({ fileIds }) => fileIds)),
    ]);
    const fileById = new Map(files.map((file) => [file.id, file]));
    const reported = new Set(reports.map(({ week }) => week));
    const reviews = assignment.reviews.filter(({ side }) => standing === 'desk' || side === standing);
    return {
      ...cardOf(assignment, reports, names, actor),
      openingId: assignment.openingId,
      applicationId: assignment.applicationId,
      terms: assignment.terms,
      projectId: standing === 'desk' ? (assignment.workPackage?.projectId ?? null) : null,
      reports: [...reports].reverse().map((report) => reportView(report, assignment, actor)),
      totals: totalsOf(assignment, reports, dayOf(now())),
      deliveries: [...assignment.deliveries].reverse().map((delivery) => deliveryView(delivery, fileById)),
      payments: paymentsOf(assignment, reports).map(paymentView),
      reviews: reviews.map(({ side, at, ratings, sentence }) => ({ side, at: at.toISOString(), ratings, sentence })),
      endedAt: assignment.endedAt?.toISOString() ?? null,
      stopped: assignment.stopped,
      reportableWeeks: abilities.canReport ? weeksOf(assignment, now()).filter((week) => !reported.has(week)) : [],
      abilities,
    };
  };

  return {
    namesOf,
    view,
    async cards(assignments: readonly Assignment[], reports: readonly Report[], actor: Actor) {
      const names = await namesOf(
        assignments.flatMap(({ clientUserId, workerUserId }) => [clientUserId, workerUserId]),
      );
      return assignments.map((assignment) => {
        const own = reports.filter(({ assignmentId }) => assignmentId === assignment.id);
        return cardOf(assignment, own, names, actor);
      });
    },
  };
}
export type AssignmentPresenter = ReturnType<typeof createAssignmentPresenter>;
