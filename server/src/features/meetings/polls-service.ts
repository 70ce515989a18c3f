// Answers to a poll: by whoever is signed in on the meeting's page, and by people without an account through their link.
import type { PollAnswer } from '@enishi/shared/meetings';
import type { PollView } from '@enishi/shared/polls';
import type { Actor } from '../../actor.js';
import { AppError, invalidField, notFound, notPossibleNow } from '../../errors.js';
import type { Links } from '../../links.js';
import {
  activeParticipants,
  hasAnswered,
  linkExpiry,
  participantOf,
  type Meeting,
  type Participant,
  type PollLink,
} from './meeting.js';
import type { MeetingsCore } from './meetings-core.js';
import { canNameParticipant, type MeetingStanding } from './meetings-policy.js';
import { presentSlots, type MeetingPresenter } from './meetings-present.js';

interface Dependencies {
  core: MeetingsCore;
  present: MeetingPresenter;
  links: Links;
}

/** How often an answer is put on top of others that came in at the same moment. */
const tries = 12;

export interface Held {
  meeting: Meeting;
  participant: Participant;
  link: PollLink;
}
type Over = Extract<PollView, { state: 'over' }>['why'];

const isSameAnswer = (one: Participant, given: PollAnswer, round: number): boolean =>
  one.answeredRound === round &&
  one.note === given.note &&
  Object.keys(one.choices).length === Object.keys(given.choices).length &&
  Object.entries(given.choices).every(([slotId, choice]) => one.choices[slotId] === choice);

export function createPollsService({ core, present, links }: Dependencies) {
  const { store, now } = core;

  /** Every slot that is still to come wants an answer, and no other gets one. */
  const readChoices = (meeting: Meeting, before: Participant, given: PollAnswer): Participant['choices'] => {
    const known = new Set(meeting.slots.map(({ id }) => id));
    const coming = meeting.slots.filter(({ startsAt }) => startsAt > now()).map(({ id }) => id);
    if (!Object.keys(given.choices).every((slotId) => known.has(slotId))) throw invalidField('choices', 'not_a_choice');
    if (!coming.every((slotId) => slotId in given.choices)) throw invalidField('choices', 'required');
    return { ...before.choices, ...given.choices };
  };

  const answered = (meeting: Meeting, participant: Participant, given: PollAnswer): Participant => ({
    ...participant,
    choices: readChoices(meeting, participant, given),
    note: given.note,
    answeredAt: now(),
    answeredRound: meeting.round,
  });

  /** Answers of different people never push each other away: each is put on top of the newest version. */
  const answer = async (
    id: string,
    given: PollAnswer,
    find: (meeting: Meeting) => Participant | null,
  ): Promise<Meeting> => {
    for (let left = tries; left > 0; left -= 1) {
      const meeting = await store.find(id);
      const participant = meeting && find(meeting);
      if (!meeting || !participant) throw notFound();
      if (meeting.state !== 'polling') throw notPossibleNow();
      const viewer: MeetingStanding = { isDesk: false, participant };
      if (meeting.round !== given.round) throw await core.staleSince(id, -1, viewer);
      if (isSameAnswer(participant, given, meeting.round)) return meeting;
      const put = answered(meeting, participant, given);
      const participants = meeting.participants.map((one) => (one.key === participant.key ? put : one));
      const isFirst = !hasAnswered(participant, meeting);
      const step = { kind: 'answered' as const, by: participant.userId, participant: participant.key, at: now() };
      const updated = await store.update(meeting, { participants }, isFirst ? [step] : []);
      if (!updated) continue;
      core.announce(updated, participant.userId);
      return updated;
    }
    throw notPossibleNow();
  };

  /** Whose link it is; null for anything that this server did not give out for it. */
  const open = async (token: string): Promise<Held> => {
    const claimed = links.read(token);
    const meeting = claimed && (await store.find(claimed.id));
    const participant = meeting?.participants.find(({ key }) => key === claimed?.holder);
    const link = participant?.links.find(({ nonce }) =>
      links.isGenuine(token, { purpose: 'poll', id: meeting?.id ?? '', holder: participant.key }, nonce),
    );
    if (!meeting || !participant || !link) throw notFound();
    return { meeting, participant, link };
  };

  /** Why a link does nothing any more; a confirmed date can be looked up until it is over. */
  const overOf = ({ meeting, link }: Held): Over | null => {
    if (link.isRevoked) return 'revoked';
    if (meeting.state === 'cancelled') return 'cancelled';
    const end = meeting.endsAt ?? linkExpiry(meeting, link.issuedAt);
    return end <= now() ? 'expired' : null;
  };

  const requireLive = async (token: string): Promise<Held> => {
    const held = await open(token);
    if (overOf(held)) throw new AppError('gone');
    return held;
  };

  const presentPoll = async (held: Held): Promise<PollView> => {
    const why = overOf(held);
    if (why) return { state: 'over', why };
    const { meeting, participant, link } = held;
    const all = activeParticipants(meeting);
    const ids = [meeting.hostId, ...all.flatMap(({ userId }) => userId ?? [])];
    const [names, isConnected] = await Promise.all([core.describe(ids), core.isConnected(meeting)]);
    const host = names.get(meeting.hostId);
    const known = {
      title: meeting.title,
      place: meeting.place,
      host: { displayName: host?.displayName ?? '', organisation: host?.organisation.name ?? '' },
      me: participant.name,
      durationMinutes: meeting.durationMinutes,
    };
    const { startsAt, endsAt, videoUrl } = meeting;
    if (startsAt && endsAt)
      return { state: 'decided', ...known, videoUrl, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    const viewer: MeetingStanding = { isDesk: false, participant };
    return {
      state: 'open',
      ...known,
      round: meeting.round,
      slots: presentSlots(meeting, participant, now()),
      note: participant.note,
      answeredAt: hasAnswered(participant, meeting) ? (participant.answeredAt?.toISOString() ?? null) : null,
      expiresAt: linkExpiry(meeting, link.issuedAt).toISOString(),
      asked: all.length,
      answered: all.filter((one) => hasAnswered(one, meeting)).length,
      others: all
        .filter((one) => one.key !== participant.key && canNameParticipant(viewer, one, isConnected))
        .flatMap((one) => (one.userId ? (names.get(one.userId)?.displayName ?? []) : one.name)),
    };
  };

  return {
    /** @throws AppError gone when the link does nothing any more */
    requireLive,
    get: async (token: string): Promise<PollView> => presentPoll(await open(token)),

    async answerByLink(token: string, given: PollAnswer): Promise<PollView> {
      const { meeting, participant } = await requireLive(token);
      await answer(
        meeting.id,
        given,
        (current) => activeParticipants(current).find(({ key }) => key === participant.key) ?? null,
      );
      return presentPoll(await open(token));
    },

    async answerSignedIn(id: string, given: PollAnswer, actor: Actor) {
      const { standing } = await core.requireVisible(id, actor);
      if (!standing.participant) throw notPossibleNow();
      const meeting = await answer(id, given, (current) => participantOf(current, actor.id));
      return present.one(meeting, actor, await core.standingOf(actor, meeting));
    },
  };
}
export type PollsService = ReturnType<typeof createPollsService>;
