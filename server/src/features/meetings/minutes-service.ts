// Minutes: kept while they are written, then sent. Sending writes a version first; meeting, actions of the case and notices
// follow it, and are taken up by the sweep where a crash cut them off.
import type { z } from 'zod';
import type { BodyOf } from '@enishi/shared/contract';
import {
  minutesLimits,
  type MinutesAction,
  type MinutesView,
  type saveMinutes,
  type minutesContent,
} from '@enishi/shared/minutes';
import type { Actor } from '../../actor.js';
import { invalidField, notFound, notPossibleNow, stale } from '../../errors.js';
import { activeParticipants, type Meeting } from './meeting.js';
import type { MeetingsCore } from './meetings-core.js';
import { canNameParticipant, meetingAbilities, type MeetingStanding } from './meetings-policy.js';
import type { Minutes, MinutesStore, SentMinutes } from './minutes-store.js';

interface Dependencies {
  core: MeetingsCore;
  store: MinutesStore;
}
type Content = z.output<typeof minutesContent>;

const empty = (meetingId: string): Minutes => ({
  meetingId,
  version: 0,
  text: '',
  decisions: [],
  actions: [],
  sent: [],
  isSettled: true,
});
const hostKey = 'host';
const tries = 8;

const contentOf = ({ text, decisions, actions }: Content): Content => ({ text, decisions, actions });
const isSame = (one: Content, other: Content): boolean =>
  JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));

/** What was sent at one time. */
export const sentOf = ({ sent }: Minutes, number: number): SentMinutes | null =>
  sent.find((one) => one.number === number) ?? null;

export function createMinutesService({ core, store }: Dependencies) {
  const { now, cases } = core;

  const read = async (meetingId: string): Promise<Minutes> => (await store.find(meetingId)) ?? empty(meetingId);

  /** Names of those whom the viewer may know, by participant; the host among them. */
  const ownersFor = async (meeting: Meeting, viewer: MeetingStanding): Promise<{ key: string; name: string }[]> => {
    const isConnected = await core.isConnected(meeting);
    const known = activeParticipants(meeting).filter((one) => canNameParticipant(viewer, one, isConnected));
    const described = await core.describe([meeting.hostId, ...known.flatMap(({ userId }) => userId ?? [])]);
    return [
      { key: hostKey, name: described.get(meeting.hostId)?.displayName ?? '' },
      ...known.map(({ key, userId, name }) => ({
        key,
        name: userId ? (described.get(userId)?.displayName ?? '') : name,
      })),
    ];
  };

  const ownerName = async (meeting: Meeting, viewer: MeetingStanding) => {
    const owners = new Map((await ownersFor(meeting, viewer)).map(({ key, name }) => [key, name]));
    return ({ owner, ownerName: name }: MinutesAction): string => (owner ? (owners.get(owner) ?? '') : name);
  };

  const present = async (meeting: Meeting, minutes: Minutes, viewer: MeetingStanding): Promise<MinutesView> => {
    const last = minutes.sent.at(-1);
    const shown = viewer.isDesk ? minutes : (last ?? empty(meeting.id));
    const [owners, nameOf] = await Promise.all([ownersFor(meeting, viewer), ownerName(meeting, viewer)]);
    const by = await core.describe(minutes.sent.map((sent) => sent.by));
    return {
      meetingId: meeting.id,
      version: minutes.version,
      ...contentOf(shown),
      actions: shown.actions.map((action) => ({ ...action, shownOwner: nameOf(action) })),
      sentAt: last?.at.toISOString() ?? null,
      isChanged: viewer.isDesk && (!last || !isSame(minutes, last)),
      versions: minutes.sent.map((sent) => ({
        number: sent.number,
        at: sent.at.toISOString(),
        by: by.get(sent.by)?.displayName ?? null,
      })),
      owners,
      abilities: { canWrite: meetingAbilities(viewer, meeting, now()).canWriteMinutes },
    };
  };

  const requireWriter = async (id: string, actor: Actor) => {
    const { meeting, standing } = await core.requireVisible(id, actor);
    if (!standing.isDesk) throw notFound();
    if (!meetingAbilities(standing, meeting, now()).canWriteMinutes) throw notPossibleNow();
    return { meeting, standing };
  };

  const staleMinutes = async (meetingId: string) => {
    const current = await read(meetingId);
    return stale({
      version: current.version,
      changes: [{ by: null, at: now().toISOString(), fields: ['state.minutes'] }],
    });
  };

  /** The meeting knows what was sent last, and counts as held. Others may change it at the same moment. */
  const noteSent = async (meetingId: string, sent: SentMinutes): Promise<Meeting | null> => {
    for (let left = tries; left > 0; left -= 1) {
      const meeting = await core.store.find(meetingId);
      if (!meeting || meeting.minutesNumber >= sent.number) return meeting;
      const set = { minutesSentAt: sent.at, minutesNumber: sent.number, state: 'held' as const };
      const step = { kind: 'minutes_sent' as const, by: sent.by, participant: null, at: sent.at };
      const updated = await core.store.update(meeting, set, [step]);
      if (updated) return updated;
    }
    return null;
  };

  /** Brings meeting and case in line with what was sent last. Repeating it is harmless. */
  const settle = async ({ meetingId, sent }: Minutes): Promise<void> => {
    const last = sent.at(-1);
    const meeting = last && (await noteSent(meetingId, last));
    if (!last || !meeting) return;
    const nameOf = await ownerName(meeting, { isDesk: true, participant: null });
    const userOf = (owner: string | null): string | null => {
      if (owner === hostKey) return meeting.hostId;
      return meeting.participants.find(({ key }) => key === owner)?.userId ?? null;
    };
    const actions = last.actions.map((action) => ({
      key: action.key,
      text: action.text,
      ownerId: userOf(action.owner),
      ownerName: nameOf(action),
      dueOn: action.dueOn,
      doneAt: null,
    }));
    await cases.putActions(meeting.caseId, `meeting:${meeting.id}`, actions);
    core.announce(meeting, last.by);
  };

  return {
    find: store.find,
    markSettled: store.markSettled,
    ownerName,

    async get(id: string, actor: Actor): Promise<MinutesView> {
      const { meeting, standing } = await core.requireVisible(id, actor);
      const minutes = await read(id);
      if (!standing.isDesk && minutes.sent.length === 0) throw notFound();
      return present(meeting, minutes, standing);
    },

    async getVersion(id: string, number: number, actor: Actor) {
      const { meeting, standing } = await core.requireVisible(id, actor);
      const sent = sentOf(await read(id), number);
      if (!sent) throw notFound();
      const by = await core.describe([sent.by]);
      const nameOf = await ownerName(meeting, standing);
      return {
        number,
        at: sent.at.toISOString(),
        by: by.get(sent.by)?.displayName ?? null,
        ...contentOf(sent),
        // Who is behind a participant is told as a name only.
        actions: sent.actions.map((action) => ({ ...action, owner: null, ownerName: nameOf(action) })),
      };
    },

    async save(id: string, { version, ...given }: BodyOf<typeof saveMinutes>, actor: Actor): Promise<MinutesView> {
      const { meeting, standing } = await requireWriter(id, actor);
      await store.begin(id);
      const saved = await store.save(id, version, given);
      if (!saved) throw await staleMinutes(id);
      return present(meeting, saved, standing);
    },

    async send(id: string, version: number, actor: Actor): Promise<MinutesView> {
      const { meeting, standing } = await requireWriter(id, actor);
      if (!meeting.startsAt || meeting.startsAt > now()) throw notPossibleNow();
      const minutes = await read(id);
      const last = minutes.sent.at(-1);
      // Sent already, exactly so.
      if (last && isSame(minutes, last) && minutes.version >= version) return present(meeting, minutes, standing);
      if (minutes.version !== version) throw await staleMinutes(id);
      if (minutes.text.trim() === '' && minutes.decisions.length === 0) throw invalidField('text', 'required');
      if (minutes.sent.length >= minutesLimits.versions) throw notPossibleNow();
      const sent = { number: minutes.sent.length + 1, at: now(), by: actor.id, ...contentOf(minutes) };
      const updated = await store.send(id, version, sent);
      if (!updated) throw await staleMinutes(id);
      await settle(updated);
      const { meeting: current } = await core.requireVisible(id, actor);
      return present(current, updated, standing);
    },

    async sweep(): Promise<number> {
      const unsettled = await store.listUnsettled(200);
      for (const minutes of unsettled) await settle(minutes);
      return unsettled.length;
    },
  };
}
export type MinutesService = ReturnType<typeof createMinutesService>;
