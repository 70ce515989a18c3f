// A meeting as the server knows it, and what can be said of it without asking anybody.
import type { Language } from '@enishi/shared/fields';
import {
  cellsOf,
  pollClock,
  type CancelReason,
  type MeetingSide,
  type MeetingState,
  type SlotAnswer,
} from '@enishi/shared/meetings';

export interface Slot {
  id: string;
  startsAt: Date;
}

/** A link of somebody without an account; a new one revokes the one before, which is kept so that it can say so. */
export interface PollLink {
  nonce: string;
  issuedAt: Date;
  isRevoked: boolean;
}

export interface Participant {
  key: string;
  /** Null for people without an account. */
  userId: string | null;
  /** Empty for people with an account, whose account says them. */
  name: string;
  email: string;
  language: Language;
  side: MeetingSide;
  choices: Record<string, SlotAnswer>;
  note: string;
  answeredAt: Date | null;
  /** The round that was answered. */
  answeredRound: number;
  links: PollLink[];
  removedAt: Date | null;
}

export const stepKinds = [
  'begun',
  'asked_again',
  'answered',
  'participants',
  'link_renewed',
  'link_revoked',
  'confirmed',
  'moved',
  'changed',
  'agenda_changed',
  'cancelled',
  'held',
  'minutes_sent',
] as const;
export interface MeetingStep {
  kind: (typeof stepKinds)[number];
  /** Account of whoever did it; null for people without one. */
  by: string | null;
  /** Key of the participant it is about. */
  participant: string | null;
  at: Date;
}

export interface Meeting {
  id: string;
  version: number;
  /** Made by the client of whoever asked. */
  key: string;
  caseId: string;
  introductionId: string | null;
  prefecture: string;
  hostId: string;
  title: string;
  agenda: string;
  place: string;
  videoUrl: string;
  durationMinutes: number;
  state: MeetingState;
  round: number;
  slots: Slot[];
  participants: Participant[];
  startsAt: Date | null;
  endsAt: Date | null;
  /** Counts what calendars must be told: the first invitation is 0. */
  sequence: number;
  /** Was a date ever sent to calendars? */
  wasInvited: boolean;
  cancelled: { reason: CancelReason; text: string } | null;
  minutesSentAt: Date | null;
  /** Of the last sending of minutes; 0 while there is none. */
  minutesNumber: number;
  createdAt: Date;
  /** Of the date, or of the first slot: by which lists are ordered. */
  sortAt: Date;
  steps: MeetingStep[];
  /** False until booked time, notices and letters have followed the last change. */
  isSettled: boolean;
}

const minute = 60_000;
const day = 24 * 60 * minute;

export const endOf = (startsAt: Date, durationMinutes: number): Date =>
  new Date(startsAt.getTime() + durationMinutes * minute);

export const activeParticipants = ({ participants }: Pick<Meeting, 'participants'>): Participant[] =>
  participants.filter(({ removedAt }) => removedAt === null);

export const participantOf = (meeting: Pick<Meeting, 'participants'>, userId: string): Participant | null =>
  activeParticipants(meeting).find((participant) => participant.userId === userId) ?? null;

/** Has this participant said something about the slots as they are now? */
export const hasAnswered = ({ answeredRound }: Participant, { round }: Pick<Meeting, 'round'>): boolean =>
  answeredRound === round;

export const lastStep = ({ steps }: Pick<Meeting, 'steps'>, ...kinds: MeetingStep['kind'][]): MeetingStep | null =>
  steps.findLast(({ kind }) => kinds.includes(kind)) ?? null;

export const earliest = (dates: readonly Date[]): Date => new Date(Math.min(...dates.map((date) => date.getTime())));

/** Until when a link of this moment works: some days, or until the first slot after it begins. */
export function linkExpiry({ slots }: Pick<Meeting, 'slots'>, issuedAt: Date): Date {
  const coming = slots.map(({ startsAt }) => startsAt).filter((startsAt) => startsAt > issuedAt);
  return earliest([new Date(issuedAt.getTime() + pollClock.linkDays * day), ...coming]);
}

/** Whoever could come to the confirmed date is booked for it: all but those who said that they cannot. */
const bookedParticipants = (meeting: Meeting, startsAt: Date): Participant[] => {
  const slot = meeting.slots.find((one) => one.startsAt.getTime() === startsAt.getTime());
  return activeParticipants(meeting).filter(({ choices }) => !slot || choices[slot.id] !== 'no');
};

/** Under which name time is booked. People without an account are told apart by their address. */
const bookingNameOf = ({ userId, email }: Pick<Participant, 'userId' | 'email'>): string => userId ?? `mail:${email}`;

export interface Booking {
  person: string;
  cell: Date;
  isFirm: boolean;
}

const bookingsFor = (persons: readonly string[], cells: readonly Date[], isFirm: boolean): Booking[] =>
  persons.flatMap((person) => cells.map((cell) => ({ person, cell, isFirm })));

/** Slots of a poll hold the time of whoever proposes them. */
export function pollBookings(hostId: string, starts: readonly Date[], durationMinutes: number): Booking[] {
  const cells = new Map(
    starts.flatMap((startsAt) => cellsOf(startsAt, durationMinutes).map((cell) => [cell.getTime(), cell] as const)),
  );
  return bookingsFor([hostId], [...cells.values()], false);
}

/** A date books everybody who comes. */
export const dateBookings = (meeting: Meeting, startsAt: Date): Booking[] => {
  const persons = [meeting.hostId, ...bookedParticipants(meeting, startsAt).map(bookingNameOf)];
  return bookingsFor([...new Set(persons)], cellsOf(startsAt, meeting.durationMinutes), true);
};

/** All time that a meeting needs as it is now. */
export function bookingsOf(meeting: Meeting): Booking[] {
  if (meeting.state === 'cancelled') return [];
  if (meeting.startsAt) return dateBookings(meeting, meeting.startsAt);
  return pollBookings(
    meeting.hostId,
    meeting.slots.map(({ startsAt }) => startsAt),
    meeting.durationMinutes,
  );
}
