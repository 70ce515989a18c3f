// How a meeting looks to the desk, to whoever is asked, and in lists.
import {
  type MeetingRow,
  type MeetingView,
  type ParticipantView,
  type SlotCounts,
  type SlotView,
} from '@enishi/shared/meetings';
import type { Actor } from '../../actor.js';
import type { Links } from '../../links.js';
import { activeParticipants, endOf, hasAnswered, linkExpiry, type Meeting, type Participant } from './meeting.js';
import { canNameParticipant, meetingAbilities, standsIn, type MeetingStanding } from './meetings-policy.js';
import type { PersonFacts } from './meetings-core.js';

interface Dependencies {
  describe: (ids: readonly string[]) => Promise<Map<string, PersonFacts>>;
  isConnected: (meeting: Pick<Meeting, 'introductionId' | 'caseId'>) => Promise<boolean>;
  links: Links;
  publicUrl: () => string;
  now: () => Date;
  /** The moment by which minutes are due. */
  minutesDue: (endedAt: Date) => Date;
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export function presentSlots(meeting: Meeting, own: Participant | null, now: Date): SlotView[] {
  const participants = activeParticipants(meeting);
  return meeting.slots.map(({ id, startsAt }) => {
    const counts: SlotCounts = { yes: 0, maybe: 0, no: 0 };
    for (const { choices } of participants) {
      const choice = choices[id];
      if (choice) counts[choice] += 1;
    }
    return {
      id,
      startsAt: startsAt.toISOString(),
      endsAt: endOf(startsAt, meeting.durationMinutes).toISOString(),
      counts,
      mine: own?.choices[id] ?? null,
      isPast: startsAt <= now,
    };
  });
}

export function createMeetingPresenter(dependencies: Dependencies) {
  const { links, now } = dependencies;

  const tokenOf = (meeting: Pick<Meeting, 'id'>, { key }: Participant, nonce: string): string =>
    links.sign({ purpose: 'poll', id: meeting.id, holder: key }, nonce);
  const pollAddress = (meeting: Pick<Meeting, 'id'>, participant: Participant, nonce: string): string =>
    `${dependencies.publicUrl()}/poll/${tokenOf(meeting, participant, nonce)}`;

  const presentGuest = (meeting: Meeting, participant: Participant): ParticipantView['guest'] => {
    if (participant.userId !== null) return null;
    const link = participant.links.at(-1);
    const expiresAt = link ? linkExpiry(meeting, link.issuedAt) : null;
    const state = !link || link.isRevoked ? 'revoked' : expiresAt && expiresAt <= now() ? 'expired' : 'active';
    return {
      email: participant.email,
      link: {
        state,
        address: link && state === 'active' ? pollAddress(meeting, participant, link.nonce) : null,
        expiresAt: state === 'revoked' ? null : iso(expiresAt),
      },
    };
  };

  const presentParticipant = (
    meeting: Meeting,
    participant: Participant,
    viewer: MeetingStanding,
    facts: { names: Map<string, PersonFacts>; isConnected: boolean },
  ): ParticipantView => {
    const isMe = viewer.participant?.key === participant.key;
    const mayRead = viewer.isDesk || isMe;
    const name = participant.userId ? facts.names.get(participant.userId)?.displayName : participant.name;
    return {
      key: participant.key,
      name: canNameParticipant(viewer, participant, facts.isConnected) ? (name ?? null) : null,
      side: participant.side,
      isMe,
      hasAccount: participant.userId !== null,
      answeredAt: hasAnswered(participant, meeting) ? iso(participant.answeredAt) : null,
      note: mayRead ? participant.note : null,
      choices: mayRead ? participant.choices : null,
      guest: viewer.isDesk ? presentGuest(meeting, participant) : null,
    };
  };

  const presentMinutes = ({ state, endsAt, minutesSentAt }: Meeting): MeetingView['minutes'] =>
    endsAt && (state === 'confirmed' || state === 'held')
      ? { sentAt: iso(minutesSentAt), dueAt: dependencies.minutesDue(endsAt).toISOString() }
      : null;

  const cancelledOf = ({ cancelled, steps }: Meeting): MeetingView['cancelled'] => {
    const at = steps.findLast(({ kind }) => kind === 'cancelled')?.at;
    return cancelled && at ? { ...cancelled, at: at.toISOString() } : null;
  };

  return {
    tokenOf,
    pollAddress,
    async one(meeting: Meeting, actor: Actor, viewer: MeetingStanding): Promise<MeetingView> {
      const participants = activeParticipants(meeting);
      const ids = [meeting.hostId, ...participants.flatMap(({ userId }) => userId ?? [])];
      const [names, isConnected] = await Promise.all([dependencies.describe(ids), dependencies.isConnected(meeting)]);
      const host = names.get(meeting.hostId);
      const { id, version, title, agenda, place, videoUrl, durationMinutes, state, round } = meeting;
      return {
        id,
        version,
        caseId: viewer.isDesk ? meeting.caseId : null,
        introductionId: meeting.introductionId,
        title,
        agenda,
        place,
        videoUrl,
        durationMinutes,
        state,
        host: { displayName: host?.displayName ?? '', organisation: host?.organisation.name ?? '' },
        isHost: meeting.hostId === actor.id,
        createdAt: meeting.createdAt.toISOString(),
        startsAt: iso(meeting.startsAt),
        endsAt: iso(meeting.endsAt),
        round,
        slots: presentSlots(meeting, viewer.participant, now()),
        participants: participants.map((one) => presentParticipant(meeting, one, viewer, { names, isConnected })),
        cancelled: cancelledOf(meeting),
        minutes: presentMinutes(meeting),
        abilities: meetingAbilities(viewer, meeting, now()),
      };
    },

    async rows(meetings: readonly Meeting[], actor: Actor): Promise<MeetingRow[]> {
      const names = await dependencies.describe([...new Set(meetings.map(({ hostId }) => hostId))]);
      return meetings.map((meeting) => {
        const participants = activeParticipants(meeting);
        const own = standsIn(actor, meeting);
        const minutes = presentMinutes(meeting);
        return {
          id: meeting.id,
          title: meeting.title,
          state: meeting.state,
          host: names.get(meeting.hostId)?.displayName ?? '',
          isHost: meeting.hostId === actor.id,
          startsAt: iso(meeting.startsAt),
          endsAt: iso(meeting.endsAt),
          place: meeting.place,
          hasVideo: meeting.videoUrl !== '',
          slots: meeting.slots.length,
          asked: participants.length,
          answered: participants.filter((participant) => hasAnswered(participant, meeting)).length,
          isMyTurn: meeting.state === 'polling' && own !== null && !hasAnswered(own, meeting),
          minutesSentAt: minutes?.sentAt ?? null,
          minutesDueAt: minutes?.dueAt ?? null,
        };
      });
    },
  };
}
export type MeetingPresenter = ReturnType<typeof createMeetingPresenter>;
