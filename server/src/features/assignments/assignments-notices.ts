import type { NotificationKind } from '@enishi/shared/notification-kinds';
import type { Clock } from './assignments-clocks.js';
import type { Report } from './assignment-reports-store.js';
import type { Assignment } from './assignments-store.js';

/** Writes a notice; the same key is written once for each person. */
export type Notify = (
  userId: string,
  content: { kind: NotificationKind; key: string; subject: { kind: 'assignment'; id: string } },
) => Promise<void>;

interface Dependencies {
  notify: Notify;
  coordinatorsOf: (prefecture: string) => Promise<readonly { id: string }[]>;
}

export function createAssignmentNotices({ notify, coordinatorsOf }: Dependencies) {
  const tell = (userIds: readonly string[], { id }: Assignment, kind: NotificationKind, about: string) =>
    Promise.all(
      userIds.map((userId) =>
        notify(userId, { kind, key: `${kind}:${id}:${about}`, subject: { kind: 'assignment', id } }),
      ),
    );
  const deskOf = async ({ prefecture, clientUserId, workerUserId }: Assignment): Promise<string[]> => {
    const all = prefecture ? (await coordinatorsOf(prefecture)).map(({ id }) => id) : [];
    return all.filter((id) => id !== clientUserId && id !== workerUserId);
  };

  return {
    async reported(assignment: Assignment, reports: readonly Report[]): Promise<void> {
      const { clientUserId, workerUserId } = assignment;
      for (const { week, version, state } of reports)
        if (state === 'submitted') await tell([clientUserId], assignment, 'report_received', `${week}:${version}`);
        else await tell([workerUserId], assignment, 'report_answered', `${week}:${version}`);
    },
    /** Where the latest delivery stands; one that was accepted is told as the end of the work. */
    async delivered(assignment: Assignment): Promise<void> {
      const last = assignment.deliveries.at(-1);
      const { state, clientUserId, workerUserId } = assignment;
      if (!last || state === 'stopped') return;
      if (last.state === 'waiting') await tell([clientUserId], assignment, 'work_delivered', last.id);
      else if (last.state === 'sent_back') await tell([workerUserId], assignment, 'work_inspected', last.id);
    },
    async ended(assignment: Assignment): Promise<void> {
      const { state, stopped, clientUserId, workerUserId } = assignment;
      if (state === 'completed') await tell([clientUserId, workerUserId], assignment, 'work_completed', 'end');
      if (!stopped) return;
      const other = stopped.by === 'client' ? workerUserId : clientUserId;
      await tell([other, ...(await deskOf(assignment))], assignment, 'work_stopped', 'end');
    },
    /** The company first, coordinators when it stays so. */
    async overdue(assignment: Assignment, clocks: readonly Clock[], now: Date): Promise<void> {
      for (const { key, at, deskAt } of clocks) {
        if (at <= now) await tell([assignment.clientUserId], assignment, 'work_overdue', key);
        if (deskAt <= now) await tell(await deskOf(assignment), assignment, 'work_overdue', key);
      }
    },
  };
}
export type AssignmentNotices = ReturnType<typeof createAssignmentNotices>;
