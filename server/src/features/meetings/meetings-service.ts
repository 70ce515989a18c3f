// Arranging meetings: asking for a date, confirming one, moving it, calling it off.
import { createHash } from 'node:crypto';
import type { BodyOf } from '@enishi/shared/contract';
import type {
  cancelMeeting,
  changeMeeting,
  changeParticipants,
  confirmMeeting,
  proposeSlots,
} from '@enishi/shared/meeting-contracts';
import { fitsGrid, meetingGrid, pollClock, type meetingForm } from '@enishi/shared/meetings';
import type { z } from 'zod';
import type { Actor } from '../../actor.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { invalidField, notFound, notPossibleNow } from '../../errors.js';
import { dateBookings, earliest, endOf, pollBookings, type Meeting, type Slot } from './meeting.js';
import { randomName, type MeetingsCore } from './meetings-core.js';
import type { MeetingInvitations } from './meetings-invitations.js';
import { meetingAbilities, ownMeetings, standsIn, type MeetingStanding } from './meetings-policy.js';
import type { MeetingPresenter } from './meetings-present.js';

interface Dependencies {
  core: MeetingsCore;
  present: MeetingPresenter;
  invitations: MeetingInvitations;
}

const day = 86_400_000;

/** The same for both of a double click, so that they do not stand in each other's way when they book time. */
const idOf = (hostId: string, key: string): string =>
  createHash('sha256').update(`${hostId}:${key}`).digest('hex').slice(0, 24);

export function createMeetingsService({ core, present, invitations }: Dependencies) {
  const { store, holds, cases, now } = core;

  const view = (meeting: Meeting, actor: Actor, standing: MeetingStanding) => present.one(meeting, actor, standing);

  /** Slots as given: on the grid, to come, and not years away. */
  const readStarts = (given: readonly string[], durationMinutes: number): Date[] => {
    const starts = given.map((value) => new Date(value)).sort((one, other) => one.getTime() - other.getTime());
    const last = new Date(now().getTime() + pollClock.aheadDays * day);
    const isFine = (startsAt: Date) => fitsGrid(startsAt, durationMinutes) && startsAt > now() && startsAt < last;
    if (!starts.every(isFine)) throw invalidField('starts', 'wrong_form');
    return starts;
  };

  const toSlots = (starts: readonly Date[], known: readonly Slot[] = []): Slot[] =>
    starts.map(
      (startsAt) =>
        known.find((slot) => slot.startsAt.getTime() === startsAt.getTime()) ?? { id: randomName(), startsAt },
    );

  const requireAble = (
    ability: keyof ReturnType<typeof meetingAbilities>,
    meeting: Meeting,
    viewer: MeetingStanding,
  ) => {
    if (!meetingAbilities(viewer, meeting, now())[ability]) throw notPossibleNow();
  };

  const begin = async (form: z.output<typeof meetingForm>, actor: Actor, starts: readonly Date[]): Promise<Meeting> => {
    const { theCase, introductionId } = await invitations.requireSubject(form, actor);
    const participants = await invitations.invite(form.participants, actor.id, theCase, []);
    const { key, title, agenda, place, videoUrl, durationMinutes } = form;
    const createdAt = now();
    return {
      id: idOf(actor.id, key),
      version: 0,
      key,
      caseId: theCase.id,
      introductionId,
      prefecture: theCase.prefecture,
      hostId: actor.id,
      title,
      agenda,
      place,
      videoUrl,
      durationMinutes,
      state: 'polling',
      round: 1,
      slots: toSlots(starts),
      participants,
      startsAt: null,
      endsAt: null,
      sequence: 0,
      wasInvited: false,
      cancelled: null,
      minutesSentAt: null,
      minutesNumber: 0,
      createdAt,
      sortAt: earliest(starts),
      steps: [{ kind: 'begun', by: actor.id, participant: null, at: createdAt }],
      isSettled: false,
    };
  };

  /** A confirmed date that is moved: its new time, and who is booked for it. */
  const movedTo = (meeting: Meeting, startsAt: Date) => {
    if (meeting.state !== 'confirmed') throw notPossibleNow();
    const [start = startsAt] = readStarts([startsAt.toISOString()], meeting.durationMinutes);
    const set = { startsAt: start, endsAt: endOf(start, meeting.durationMinutes), sortAt: start };
    return { set, bookings: dateBookings({ ...meeting, ...set }, start) };
  };

  return {
    ...invitations,

    async create(form: z.output<typeof meetingForm>, actor: Actor) {
      const standing: MeetingStanding = { isDesk: true, participant: null };
      const there = await store.findByKey(actor.id, form.key);
      if (there) return view(there, actor, standing);
      const starts = readStarts(form.starts, form.durationMinutes);
      const meeting = await begin(form, actor, starts);
      const giveBack = await core.book(meeting, pollBookings(actor.id, starts, form.durationMinutes));
      const created = await store.create(meeting);
      if (!created) {
        await giveBack();
        const first = await store.findByKey(actor.id, form.key);
        if (!first) throw notFound();
        return view(first, actor, standing);
      }
      await core.settle(created);
      core.announce(created, actor.id);
      return view(created, actor, standing);
    },

    async get(id: string, actor: Actor) {
      const { meeting, standing } = await core.requireVisible(id, actor);
      return view(meeting, actor, standing);
    },

    async list(
      query: { cursor?: string | undefined; limit: number; when: 'coming' | 'past'; caseId?: string | undefined },
      actor: Actor,
    ) {
      const { caseId, when, limit } = query;
      if (caseId && !(await cases.isDesk(actor, caseId))) throw notFound();
      const cursor = decodeCursor(query.cursor, 'number');
      const found = await store.page(caseId ? { caseId } : ownMeetings(actor), {
        when,
        now: now(),
        limit: limit + 1,
        ...(cursor && { after: { at: new Date(cursor.value), id: cursor.id } }),
      });
      const { items, nextCursor } = cutPage(found.items, limit, (last) => encodeCursor(last.sortAt.getTime(), last.id));
      return { items: await present.rows(items, actor), total: found.total, nextCursor };
    },

    async change(id: string, { version, ...given }: BodyOf<typeof changeMeeting>, actor: Actor) {
      const { meeting, viewer } = await core.requireCurrent(id, version, actor);
      requireAble('canManage', meeting, viewer);
      const { startsAt, ...words } = given;
      const isMoved = startsAt !== undefined && new Date(startsAt).getTime() !== meeting.startsAt?.getTime();
      const moved = isMoved ? movedTo(meeting, new Date(startsAt)) : null;
      const named = (['title', 'place', 'videoUrl'] as const).some(
        (field) => words[field] !== undefined && words[field] !== meeting[field],
      );
      const isAgendaChanged = words.agenda !== undefined && words.agenda !== meeting.agenda;
      if (!moved && !named && !isAgendaChanged) return view(meeting, actor, viewer);
      const isTold = meeting.state === 'confirmed' && (moved !== null || named);
      const set = { ...definedOf(words), ...moved?.set, ...(isTold && { sequence: meeting.sequence + 1 }) };
      const kind = moved ? ('moved' as const) : named ? ('changed' as const) : ('agenda_changed' as const);
      const step = { kind, by: actor.id, participant: null };
      const saved = await core.save(meeting, set, step, { viewer, ...(moved && { bookings: moved.bookings }) });
      return view(saved, actor, viewer);
    },

    async propose(id: string, { version, starts: given }: BodyOf<typeof proposeSlots>, actor: Actor) {
      const { meeting, viewer } = await core.requireCurrent(id, version, actor);
      requireAble('canConfirm', meeting, viewer);
      const starts = readStarts(given, meeting.durationMinutes);
      const slots = toSlots(starts, meeting.slots);
      const kept = new Set(slots.map((slot) => slot.id));
      const participants = meeting.participants.map((one) => ({
        ...one,
        choices: Object.fromEntries(Object.entries(one.choices).filter(([slotId]) => kept.has(slotId))),
      }));
      const set = { slots, participants, round: meeting.round + 1, sortAt: earliest(starts) };
      const bookings = pollBookings(meeting.hostId, starts, meeting.durationMinutes);
      const step = { kind: 'asked_again' as const, by: actor.id, participant: null };
      return view(await core.save(meeting, set, step, { viewer, bookings }), actor, viewer);
    },

    async changeParticipants(id: string, given: BodyOf<typeof changeParticipants>, actor: Actor) {
      const { meeting, viewer } = await core.requireCurrent(id, given.version, actor);
      requireAble('canConfirm', meeting, viewer);
      const participants = await invitations.replace(meeting, given);
      const step = { kind: 'participants' as const, by: actor.id, participant: null };
      return view(await core.save(meeting, { participants }, step, { viewer }), actor, viewer);
    },

    async confirm(id: string, { version, slotId }: BodyOf<typeof confirmMeeting>, actor: Actor) {
      const { meeting, viewer } = await core.requireCurrent(id, version, actor);
      requireAble('canConfirm', meeting, viewer);
      const slot = meeting.slots.find((one) => one.id === slotId);
      if (!slot) throw invalidField('slotId', 'not_a_choice');
      if (slot.startsAt <= now()) throw notPossibleNow();
      const { startsAt } = slot;
      const endsAt = endOf(startsAt, meeting.durationMinutes);
      const set = { state: 'confirmed' as const, startsAt, endsAt, sortAt: startsAt, wasInvited: true };
      const step = { kind: 'confirmed' as const, by: actor.id, participant: null };
      const bookings = dateBookings(meeting, startsAt);
      return view(await core.save(meeting, set, step, { viewer, bookings }), actor, viewer);
    },

    async cancel(id: string, { version, reason, text }: BodyOf<typeof cancelMeeting>, actor: Actor) {
      const { meeting, viewer } = await core.requireCurrent(id, version, actor);
      requireAble('canCancel', meeting, viewer);
      const set = {
        state: 'cancelled' as const,
        cancelled: { reason, text },
        ...(meeting.wasInvited && { sequence: meeting.sequence + 1 }),
      };
      const step = { kind: 'cancelled' as const, by: actor.id, participant: null };
      return view(await core.save(meeting, set, step, { viewer }), actor, viewer);
    },

    async markHeld(id: string, version: number, actor: Actor) {
      const { meeting, viewer } = await core.requireCurrent(id, version, actor);
      requireAble('canMarkHeld', meeting, viewer);
      const step = { kind: 'held' as const, by: actor.id, participant: null };
      return view(await core.save(meeting, { state: 'held' }, step, { viewer }), actor, viewer);
    },

    /** Own time that is taken, in one piece for each meeting and stretch. */
    async listBusy(from: Date, to: Date, actor: Actor) {
      const found = await holds.listOf(actor.id, from, to);
      const meetings = await store.listByIds([...new Set(found.map(({ meetingId }) => meetingId))]);
      const titles = new Map(meetings.map(({ id, title }) => [id, title]));
      return { items: joinCells(found).map((piece) => ({ ...piece, title: titles.get(piece.meetingId) ?? '' })) };
    },

    async mayWatch(id: string, actor: Actor): Promise<boolean> {
      const meeting = await store.find(id);
      return meeting !== null && (standsIn(actor, meeting) !== null || (await cases.isDesk(actor, meeting.caseId)));
    },

    /** Titles of those that the actor may see. */
    async titlesOf(ids: readonly string[], actor: Actor): Promise<Map<string, { title: string }>> {
      const titles = new Map<string, { title: string }>();
      for (const meeting of await store.listByIds(ids))
        if (standsIn(actor, meeting) || (await cases.isDesk(actor, meeting.caseId)))
          titles.set(meeting.id, { title: meeting.title });
      return titles;
    },

    sweep: core.sweep,
  };
}
export type MeetingsService = ReturnType<typeof createMeetingsService>;

/** Without what was not given. */
const definedOf = <T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;

function joinCells(found: readonly { cell: Date; isFirm: boolean; meetingId: string }[]) {
  const pieces: { startsAt: string; endsAt: string; isFirm: boolean; meetingId: string }[] = [];
  for (const { cell, isFirm, meetingId } of found) {
    const last = pieces.at(-1);
    const endsAt = endOf(cell, meetingGrid.minutes).toISOString();
    if (last?.meetingId === meetingId && last.isFirm === isFirm && last.endsAt === cell.toISOString())
      last.endsAt = endsAt;
    else pieces.push({ startsAt: cell.toISOString(), endsAt, isFirm, meetingId });
  }
  return pieces;
}
