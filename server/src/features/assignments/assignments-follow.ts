// What begins an assignment, and what follows each change of it: notices, clocks. Repeating it is harmless, and a sweep
// repeats it where a crash cut it off.
import type { AcceptedOffer } from '@enishi/shared/assignments';
import type { Bus } from '../../bus.js';
import { clocksOf, nextOf } from './assignments-clocks.js';
import type { AssignmentNotices } from './assignments-notices.js';
import { paymentsOf } from './assignments-payments.js';
import type { AssignmentReportsStore } from './assignment-reports-store.js';
import type { Assignment, AssignmentsStore } from './assignments-store.js';

interface Dependencies {
  store: AssignmentsStore;
  reports: AssignmentReportsStore;
  notices: AssignmentNotices;
  bus: Bus;
  now: () => Date;
  /** Null unless both sides have agreed. */
  acceptedOffer: (applicationId: string) => Promise<AcceptedOffer | null>;
}

const sweepSize = 100;

export function createAssignmentsFollow({ store, reports, notices, bus, now, acceptedOffer }: Dependencies) {
  const announce = (assignmentId: string) => bus.announce('assignment.changed', { assignmentId, actorId: null });

  /** Once, however often it is called. */
  const begin = async (offer: AcceptedOffer): Promise<Assignment | null> => {
    const createdAt = now();
    await store.create({
      ...offer,
      version: 0,
      state: 'working',
      deliveries: [],
      payments: [],
      reviews: [],
      stopped: null,
      endedAt: null,
      createdAt,
      lastChange: { by: offer.workerUserId, at: createdAt, fields: ['created'] },
      nextClockAt: null,
      isSettled: false,
    });
    return store.findOfApplication(offer.applicationId);
  };

  const settle = async (assignment: Assignment): Promise<void> => {
    const all = await reports.listOf([assignment.id]);
    const open = all.filter(({ isSettled }) => !isSettled);
    const clocks = clocksOf(assignment, paymentsOf(assignment, all));
    await notices.reported(assignment, open);
    await notices.delivered(assignment);
    await notices.ended(assignment);
    await notices.overdue(assignment, clocks, now());
    await reports.markSettled(open);
    await store.markSettled(assignment, nextOf(clocks, now()));
  };

  return {
    /** An accepted offer begins its assignment once; terms that both sides settled later take the place of the older. */
    async followApplication({ applicationId }: { applicationId: string }): Promise<void> {
      const offer = await acceptedOffer(applicationId);
      if (!offer) return;
      const known = await store.findOfApplication(applicationId);
      const assignment = known ?? (await begin(offer));
      if (!assignment) return;
      const isSame = JSON.stringify(assignment.terms) === JSON.stringify(offer.terms);
      if (!isSame) await store.setTerms(assignment, offer.terms);
      if (!known || !isSame) announce(assignment.id);
    },

    async follow({ assignmentId }: { assignmentId: string }): Promise<void> {
      const assignment = await store.find(assignmentId);
      if (assignment) await settle(assignment);
    },

    /** Repairs what a crash cut off, and tells of what has become late. @returns how many were touched */
    async sweep(): Promise<number> {
      const unsettled = [
        ...(await store.listUnsettled(sweepSize)).map(({ id }) => id),
        ...(await reports.unsettledAssignmentIds()),
      ];
      const due = (await store.listDue(now(), sweepSize)).map(({ id }) => id);
      const ids = [...new Set([...unsettled, ...due])].slice(0, sweepSize);
      for (const id of ids) announce(id);
      return ids.length;
    },
  };
}
