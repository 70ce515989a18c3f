import { assignmentClock, type AssignmentSide } from '@enishi/shared/assignments';
import { coordinates, hasRole, type Actor } from '../../actor.js';
import type { Assignment } from './assignments-store.js';

/** client: gives the work. worker: does it. desk: a coordinator of the prefecture. Null: must not learn that it exists. */
export type AssignmentStanding = AssignmentSide | 'desk' | null;

type Seen = Pick<Assignment, 'clientUserId' | 'workerUserId' | 'prefecture'>;

export const sideOf = (actor: Pick<Actor, 'id'>, { clientUserId, workerUserId }: Seen): AssignmentSide | null => {
  if (actor.id === clientUserId) return 'client';
  return actor.id === workerUserId ? 'worker' : null;
};

export const standingIn = (actor: Actor, assignment: Seen): AssignmentStanding =>
  sideOf(actor, assignment) ?? (coordinates(actor, assignment.prefecture) ? 'desk' : null);

/** The same rule inside a query. */
export const visibleAssignments = (actor: Actor): object => ({
  $or: [
    { clientUserId: actor.id },
    { workerUserId: actor.id },
    ...(hasRole(actor, 'coordinator') ? [{ prefecture: { $in: [...actor.servedPrefectures] } }] : []),
  ],
});

const day = 86_400_000;

/** What was worked before the end may still be reported for a while, so that nobody loses pay by an early acceptance. */
export const isReportable = ({ endedAt }: Pick<Assignment, 'endedAt'>, now: Date): boolean =>
  endedAt === null || now.getTime() <= endedAt.getTime() + assignmentClock.lateReportDays * day;

export function assignmentAbilities(
  standing: AssignmentStanding,
  assignment: Pick<Assignment, 'state' | 'endedAt' | 'reviews'>,
  now: Date,
) {
  const { state, reviews } = assignment;
  const isOpen = state === 'working' || state === 'inspecting';
  const isParty = standing === 'client' || standing === 'worker';
  return {
    canReport: standing === 'worker' && isReportable(assignment, now),
    canDeliver: standing === 'worker' && state === 'working',
    canInspect: standing === 'client' && state === 'inspecting',
    canPay: standing === 'client',
    canStop: isParty && isOpen,
    canReview: isParty && !isOpen && !reviews.some(({ side }) => side === standing),
  };
}
