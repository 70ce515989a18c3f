// What every change of a meeting goes through: who may, booked time first, the write with the version that was seen,
// then everything that must follow it. Repeating what follows is harmless; the sweep does when a crash cut it off.
import { randomBytes } from 'node:crypto';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { notFound, notPossibleNow, stale } from '../../errors.js';
import { meetingLimits } from '@enishi/shared/meetings';
import { bookingsOf, lastStep, type Booking, type Meeting, type MeetingStep } from './meeting.js';
import { canNameParticipant, canSeeMeeting, standsIn, type MeetingStanding } from './meetings-policy.js';
import type { MeetingsStore } from './meetings-store.js';
import type { SlotHoldsStore } from './slot-holds-store.js';

export interface CaseFacts {
  id: string;
  needId: string | null;
  prefecture: string;
  title: string;
}

/** What meetings need of cases. */
export interface MeetingCases {
  find(id: string): Promise<CaseFacts | null>;
  isDesk(actor: Actor, caseId: string): Promise<boolean>;
  advance(caseId: string, stage: 'meeting', actorId: string | null, because: string): Promise<void>;
  putActions(
    caseId: string,
    source: string,
    actions: readonly {
      key: string;
      text: string;
      ownerId: string | null;
      ownerName: string;
      dueOn: string | null;
      doneAt: Date | null;
    }[],
  ): Promise<void>;
}

export interface PersonFacts {
  displayName: string;
  email: string;
  organisation: { name: string };
}

export interface CoreDependencies {
  store: MeetingsStore;
  holds: SlotHoldsStore;
  cases: MeetingCases;
  bus: Bus;
  now: () => Date;
  describe: (ids: readonly string[]) => Promise<Map<string, PersonFacts>>;
  /** Have both sides of this introduction accepted? */
  isConnected: (introductionId: string) => Promise<boolean>;
  /** Have those of this case who were brought together without an introduction accepted? */
  isTogether: (caseId: string) => Promise<boolean>;
}

/** Time booked by a change that was never written is free again after this. No request lives as long. */
const unsureMs = 10 * 60_000;
const sweepSize = 200;

export const randomName = (): string => randomBytes(9).toString('base64url');

export function createMeetingsCore(dependencies: CoreDependencies) {
  const { store, holds, cases, bus, now } = dependencies;

  const standingOf = async (actor: Actor, meeting: Meeting): Promise<MeetingStanding> => ({
    isDesk: await cases.isDesk(actor, meeting.caseId),
    participant: standsIn(actor, meeting),
  });

  const isConnected = ({ introductionId, caseId }: Pick<Meeting, 'introductionId' | 'caseId'>): Promise<boolean> =>
    introductionId === null ? dependencies.isTogether(caseId) : dependencies.isConnected(introductionId);

  const requireVisible = async (id: string, actor: Actor) => {
    const meeting = await store.find(id);
    if (!meeting) throw notFound();
    const standing = await standingOf(actor, meeting);
    if (!canSeeMeeting(standing)) throw notFound();
    return { meeting, standing };
  };

  const requireDesk = async (id: string, actor: Actor) => {
    const found = await requireVisible(id, actor);
    if (!found.standing.isDesk) throw notFound();
    return found.meeting;
  };

  const namesOf = async (meeting: Meeting, userIds: readonly string[]) => {
    const described = await dependencies.describe(userIds);
    return (userId: string | null, key: string | null): string | null => {
      if (userId) return described.get(userId)?.displayName ?? null;
      return meeting.participants.find((participant) => participant.key === key)?.name ?? null;
    };
  };

  /** Told to whoever comes second: who was first, when, with what. */
  const staleSince = async (id: string, seen: number, viewer: MeetingStanding) => {
    const current = await store.find(id);
    const last = current?.steps.at(-1);
    if (!current || !last) return notFound();
    const who = current.participants.find(
      ({ key, userId }) => key === last.participant || (last.by !== null && userId === last.by),
    );
    const mayName = !who || canNameParticipant(viewer, who, await isConnected(current));
    const nameOf = await namesOf(current, last.by ? [last.by] : []);
    const by = mayName ? nameOf(last.by, last.participant) : null;
    const change = { by, at: last.at.toISOString(), fields: [`state.${last.kind}`] };
    return stale({ version: current.version, changes: current.version > seen ? [change] : [] });
  };

  /** Somebody's time is taken: whose, and when. The field says that it is no change of this meeting. */
  const takenError = async (taken: Booking, version: number, meeting: Pick<Meeting, 'participants'>) => {
    const described = await dependencies.describe([taken.person]);
    const guest = meeting.participants.find(({ email }) => taken.person === `mail:${email}`);
    const by = described.get(taken.person)?.displayName ?? guest?.name ?? null;
    return stale({ version, changes: [{ by, at: taken.cell.toISOString(), fields: ['booked'] }] });
  };

  /** @returns takes the booked time back. @throws stale when somebody's time is taken */
  const book = async (meeting: Pick<Meeting, 'id' | 'version' | 'participants'>, bookings: readonly Booking[]) => {
    const attempt = randomName();
    const taken = await holds.book(bookings, { meetingId: meeting.id, attempt, at: now() });
    if (taken) throw await takenError(taken, meeting.version, meeting);
    return () => holds.giveBack(attempt);
  };

  /** Brings booked time and the case in line with a meeting. Repeating it is harmless. */
  const settle = async (meeting: Meeting): Promise<void> => {
    const bookings = bookingsOf(meeting);
    await holds.align(meeting.id, bookings, new Date(now().getTime() - unsureMs));
    // Another try for the same meeting may have taken back what this one had found there.
    await holds.book(bookings, { meetingId: meeting.id, attempt: randomName(), at: now() });
    const confirmed = lastStep(meeting, 'confirmed');
    if (confirmed && meeting.state !== 'cancelled')
      await cases.advance(meeting.caseId, 'meeting', confirmed.by, `meeting:${meeting.id}`);
  };

  const announce = ({ id }: Pick<Meeting, 'id'>, actorId: string | null) =>
    bus.announce('meeting.changed', { meetingId: id, actorId });

  /** Writes a change on top of the version that was seen; time that it needs is booked first. */
  const save = async (
    meeting: Meeting,
    set: Partial<Omit<Meeting, 'id'>>,
    step: Omit<MeetingStep, 'at'>,
    { bookings = [], viewer }: { bookings?: readonly Booking[]; viewer: MeetingStanding },
  ): Promise<Meeting> => {
    if (meeting.steps.length >= meetingLimits.steps) throw notPossibleNow();
    const giveBack = bookings.length > 0 ? await book(meeting, bookings) : null;
    const updated = await store.update(meeting, set, [{ ...step, at: now() }]);
    if (!updated) {
      await giveBack?.();
      throw await staleSince(meeting.id, meeting.version, viewer);
    }
    await settle(updated);
    announce(updated, step.by);
    return updated;
  };

  return {
    ...dependencies,
    standingOf,
    isConnected,
    requireVisible,
    requireDesk,
    staleSince,
    book,
    settle,
    announce,
    save,
    /** A meeting of the desk, as the caller saw it. */
    async requireCurrent(id: string, version: number, actor: Actor) {
      const meeting = await requireDesk(id, actor);
      const viewer: MeetingStanding = { isDesk: true, participant: standsIn(actor, meeting) };
      if (meeting.version !== version) throw await staleSince(id, version, viewer);
      return { meeting, viewer };
    },
    /** Repairs what a crash cut off. @returns how much was touched */
    async sweep(): Promise<number> {
      const unsettled = await store.listUnsettled(sweepSize);
      for (const meeting of unsettled) {
        await settle(meeting);
        announce(meeting, null);
      }
      const before = new Date(now().getTime() - unsureMs);
      const unsure = await holds.listUnsure(before);
      for (const meetingId of unsure) {
        const meeting = await store.find(meetingId);
        await holds.align(meetingId, meeting ? bookingsOf(meeting) : [], before);
      }
      return unsettled.length + unsure.length;
    },
  };
}
export type MeetingsCore = ReturnType<typeof createMeetingsCore>;
