// Meetings (面談): a poll over slots until one date is confirmed, then the date itself, until it was held or called off.
import { z } from 'zod';
import { distinct, email, id, language, line, moment, optionalLine, optionalText, version } from './fields.js';
import { timeOfDay } from './tokyo-calendar.js';

/** polling 日程調整中 → confirmed 確定 → held 実施済; cancelled 中止 from either of the first two. */
export const meetingStates = ['polling', 'confirmed', 'held', 'cancelled'] as const;
export const meetingState = z.enum(meetingStates);
export type MeetingState = z.infer<typeof meetingState>;

/** ○ △ ×. */
export const slotAnswers = ['yes', 'maybe', 'no'] as const;
export const slotAnswer = z.enum(slotAnswers);
export type SlotAnswer = z.infer<typeof slotAnswer>;

export const cancelReasons = ['no_common_date', 'not_needed', 'partner_withdrew', 'illness', 'other'] as const;
export const cancelReason = z.enum(cancelReasons);
export type CancelReason = z.infer<typeof cancelReason>;

/** For whom somebody comes: the coordinators' desk, or one of the two sides. */
export const meetingSides = ['desk', 'need', 'item'] as const;
export const meetingSide = z.enum(meetingSides);
export type MeetingSide = z.infer<typeof meetingSide>;

export const meetingLimits = {
  title: 120,
  agenda: 4000,
  place: 200,
  url: 500,
  note: 500,
  reason: 500,
  name: 80,
  slots: 12,
  participants: 20,
  /** Rounds of asking, links and other steps of one meeting. */
  steps: 300,
} as const;

/** Time is booked in cells of half an hour, from 8:00 to 20:00 in Asia/Tokyo. */
export const meetingGrid = {
  minutes: 30,
  fromHour: 8,
  toHour: 20,
  durations: [30, 60, 90, 120, 150, 180, 240],
} as const;
/** Days for which a link to answer works, unless the first date comes sooner. */
export const pollClock = { linkDays: 14, aheadDays: 180 } as const;

const minute = 60_000;
export const cellLength = meetingGrid.minutes * minute;
const hour = 60 * minute;

/** Does it begin on a cell, and lie within the hours of one day in Asia/Tokyo? */
export function fitsGrid(startsAt: Date, durationMinutes: number): boolean {
  const inDay = timeOfDay(startsAt);
  return (
    inDay % cellLength === 0 &&
    inDay >= meetingGrid.fromHour * hour &&
    inDay + durationMinutes * minute <= meetingGrid.toHour * hour
  );
}

/** Beginnings of the cells that a meeting of this length takes. */
export const cellsOf = (startsAt: Date, durationMinutes: number): Date[] =>
  Array.from(
    { length: Math.ceil(durationMinutes / meetingGrid.minutes) },
    (_, index) => new Date(startsAt.getTime() + index * cellLength),
  );

export type SlotCounts = Record<SlotAnswer, number>;

/** Best first: fewest who cannot, then most who can, then the earliest. */
export const byFit = (
  one: { counts: SlotCounts; startsAt: string },
  other: { counts: SlotCounts; startsAt: string },
): number =>
  one.counts.no - other.counts.no ||
  other.counts.yes - one.counts.yes ||
  other.counts.maybe - one.counts.maybe ||
  one.startsAt.localeCompare(other.startsAt);

const duration = z
  .number()
  .int()
  .refine((value) => (meetingGrid.durations as readonly number[]).includes(value), { error: 'not_a_choice' });
export const slotStarts = distinct(moment, meetingLimits.slots).min(1);

/** Only https, and nothing in it that could end a line or a quotation. */
export const videoUrl = z.union([
  z.literal(''),
  z
    .string()
    .trim()
    .max(meetingLimits.url)
    .regex(/^https:\/\/[^\s"<>\\^`{|}]+$/, { error: 'wrong_form' })
    .pipe(z.url({ protocol: /^https$/, error: 'wrong_form' })),
]);

const guest = z.object({
  name: line(meetingLimits.name),
  email,
  language: language.default('ja'),
  side: meetingSide,
});
/** Somebody with an account, or somebody known by name and address only. */
export const invitee = z.union([z.object({ userId: id }), guest]);
export type Invitee = z.output<typeof invitee>;

export const meetingFacts = {
  title: line(meetingLimits.title),
  agenda: optionalText(meetingLimits.agenda).default(''),
  place: optionalLine(meetingLimits.place).default(''),
  videoUrl: videoUrl.default(''),
};

export const meetingForm = z.object({
  /** Made by the client, so that a double click asks once. */
  key: id,
  caseId: id,
  introductionId: id.nullable().default(null),
  ...meetingFacts,
  durationMinutes: duration,
  starts: slotStarts,
  participants: z.array(invitee).min(1).max(meetingLimits.participants),
});

export const personLine = z.object({ displayName: z.string(), organisation: z.string() });
const choices = z.record(z.string(), slotAnswer);

const counts = z.object({ yes: z.number().int(), maybe: z.number().int(), no: z.number().int() });
export const slotView = z.object({
  id: z.string(),
  startsAt: moment,
  endsAt: moment,
  counts,
  mine: slotAnswer.nullable(),
  isPast: z.boolean(),
});
export type SlotView = z.infer<typeof slotView>;

export const linkStates = ['active', 'expired', 'revoked'] as const;
export const participantView = z.object({
  key: z.string(),
  /** Null where names are closed to the viewer. */
  name: z.string().nullable(),
  side: meetingSide,
  isMe: z.boolean(),
  hasAccount: z.boolean(),
  answeredAt: moment.nullable(),
  /** For the desk, and for oneself. */
  note: z.string().nullable(),
  choices: choices.nullable(),
  /** For the desk: address and link of somebody without an account. */
  guest: z
    .object({
      email: z.string(),
      link: z.object({ state: z.enum(linkStates), address: z.string().nullable(), expiresAt: moment.nullable() }),
    })
    .nullable(),
});
export type ParticipantView = z.infer<typeof participantView>;

export const meetingView = z
  .object({
    id,
    version,
    /** For the desk. */
    caseId: id.nullable(),
    introductionId: id.nullable(),
    title: z.string(),
    agenda: z.string(),
    place: z.string(),
    videoUrl: z.string(),
    durationMinutes: z.number().int(),
    state: meetingState,
    host: personLine,
    isHost: z.boolean(),
    createdAt: moment,
    startsAt: moment.nullable(),
    endsAt: moment.nullable(),
    round: z.number().int(),
    slots: z.array(slotView),
    participants: z.array(participantView),
    cancelled: z.object({ reason: cancelReason, text: z.string(), at: moment }).nullable(),
    minutes: z.object({ sentAt: moment.nullable(), dueAt: moment }).nullable(),
    abilities: z.object({
      canAnswer: z.boolean(),
      canManage: z.boolean(),
      canConfirm: z.boolean(),
      canCancel: z.boolean(),
      canMarkHeld: z.boolean(),
      canWriteMinutes: z.boolean(),
    }),
  })
  .meta({ id: 'Meeting' });
export type MeetingView = z.infer<typeof meetingView>;

export const meetingRow = z
  .object({
    id,
    title: z.string(),
    state: meetingState,
    host: z.string(),
    isHost: z.boolean(),
    startsAt: moment.nullable(),
    endsAt: moment.nullable(),
    place: z.string(),
    hasVideo: z.boolean(),
    slots: z.number().int(),
    asked: z.number().int(),
    answered: z.number().int(),
    /** The viewer is asked and has not answered. */
    isMyTurn: z.boolean(),
    minutesSentAt: moment.nullable(),
    minutesDueAt: moment.nullable(),
  })
  .meta({ id: 'MeetingRow' });
export type MeetingRow = z.infer<typeof meetingRow>;

export const busyTime = z.object({
  startsAt: moment,
  endsAt: moment,
  isFirm: z.boolean(),
  meetingId: id,
  title: z.string(),
});
export type BusyTime = z.infer<typeof busyTime>;

/** One person's answer to every slot of a round. */
export const pollAnswer = z.object({
  round: z.number().int().min(1),
  choices: choices.refine((value) => Object.keys(value).length <= meetingLimits.slots, { error: 'too_many' }),
  note: optionalText(meetingLimits.note).default(''),
});
export type PollAnswer = z.output<typeof pollAnswer>;

export const cancelForm = z.object({ reason: cancelReason, text: optionalText(meetingLimits.reason).default('') });
