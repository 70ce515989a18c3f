// Who is told what about a meeting. Everything is derived from the meeting as it stands, under keys that stay the same,
// so that telling twice tells once.
import type { Language } from '@enishi/shared/fields';
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import { addresseeOf, type Letter, type Post } from '../../letter.js';
import type { CalendarService } from './calendar-service.js';
import { activeParticipants, hasAnswered, lastStep, linkExpiry, type Meeting, type Participant } from './meeting.js';
import type { MeetingsCore } from './meetings-core.js';
import {
  askedLetter,
  cancelledLetter,
  dateLetter,
  minutesLetter,
  spanOf,
  type LetterFacts,
} from './meetings-letters.js';
import type { MeetingPresenter } from './meetings-present.js';
import { sentOf, type MinutesService } from './minutes-service.js';

interface Dependencies {
  core: MeetingsCore;
  present: Pick<MeetingPresenter, 'pollAddress'>;
  calendar: Pick<CalendarService, 'forPerson'>;
  minutes: Pick<MinutesService, 'find' | 'markSettled' | 'ownerName'>;
  notify: (
    userId: string,
    content: {
      kind: NotificationKind;
      key: string;
      subject: { kind: 'meeting'; id: string };
      reason?: string | null;
      hasLetter?: boolean;
    },
  ) => Promise<void>;
  post: Post;
  findUser: (
    userId: string,
  ) => Promise<{ id: string; status: string; email: string; displayName: string; language: Language } | null>;
  publicUrl: () => string;
}

type Words = Pick<Letter, 'subject' | 'paragraphs' | 'action'>;

export function createMeetingsFollow(dependencies: Dependencies) {
  const { core, notify, post } = dependencies;
  const { store, now } = core;

  const factsOf = async (meeting: Meeting): Promise<LetterFacts> => {
    const host = (await core.describe([meeting.hostId])).get(meeting.hostId);
    return {
      title: meeting.title,
      host: { displayName: host?.displayName ?? '', organisation: host?.organisation.name ?? '' },
      place: meeting.place,
      videoUrl: meeting.videoUrl,
      agenda: meeting.agenda,
      durationMinutes: meeting.durationMinutes,
    };
  };

  const tell = (meeting: Meeting, userId: string, kind: NotificationKind, key: string, reason?: string) =>
    notify(userId, {
      kind,
      key: `${kind}:${meeting.id}:${key}`,
      subject: { kind: 'meeting', id: meeting.id },
      // The calendar letter says it already.
      hasLetter: kind === 'meeting_confirmed' || (kind === 'meeting_cancelled' && meeting.wasInvited),
      ...(reason !== undefined && { reason }),
    });

  /** Everybody with an account, the host with them, but not whoever did it. */
  const tellAll = async (
    meeting: Meeting,
    exceptId: string | null,
    kind: NotificationKind,
    key: string,
    reason?: string,
  ) => {
    const ids = [meeting.hostId, ...activeParticipants(meeting).flatMap(({ userId }) => userId ?? [])];
    for (const userId of new Set(ids)) if (userId !== exceptId) await tell(meeting, userId, kind, key, reason);
  };

  const whoIs = async (userId: string | null, participant: Participant | null): Promise<Letter['to'] | null> => {
    if (!userId)
      return (
        participant && { email: participant.email, name: participant.name, language: participant.language, userId }
      );
    const user = await dependencies.findUser(userId);
    return user?.status === 'active' ? addresseeOf(user) : null;
  };

  const write = async (
    key: string,
    to: Letter['to'] | null,
    words: (language: Language) => Words,
    calendar?: Letter['calendar'] | null,
  ) => {
    if (to) await post({ key: `meeting:${key}`, to, ...words(to.language), ...(calendar && { calendar }) });
  };

  const ask = async (meeting: Meeting, facts: LetterFacts) => {
    for (const participant of activeParticipants(meeting)) {
      const { userId, key, links } = participant;
      if (hasAnswered(participant, meeting))
        await tell(meeting, meeting.hostId, 'meeting_answered', `${meeting.round}:${key}`);
      if (userId) {
        await tell(meeting, userId, 'meeting_asked', String(meeting.round));
        continue;
      }
      const link = links.at(-1);
      const until = link && linkExpiry(meeting, link.issuedAt);
      if (!link || link.isRevoked || !until || until <= now()) continue;
      const address = dependencies.present.pollAddress(meeting, participant, link.nonce);
      await write(
        `${meeting.id}:asked:${meeting.round}:${key}:${links.length}`,
        await whoIs(null, participant),
        (language) => askedLetter(language, facts, until, address),
      );
    }
  };

  /** Everybody who gets something for their calendar; null stands for the host. */
  const calendarReaders = (meeting: Meeting): (Participant | null)[] => [null, ...activeParticipants(meeting)];

  const pageFor = (meeting: Meeting, participant: Participant | null): string | null => {
    if (participant === null || participant.userId !== null)
      return `${dependencies.publicUrl()}/meetings/${meeting.id}`;
    const link = participant.links.at(-1);
    return link && !link.isRevoked ? dependencies.present.pollAddress(meeting, participant, link.nonce) : null;
  };

  const sendDate = async (meeting: Meeting, facts: LetterFacts) => {
    const { startsAt, endsAt, sequence } = meeting;
    const by = lastStep(meeting, 'confirmed', 'moved', 'changed')?.by ?? null;
    await tellAll(meeting, by, 'meeting_confirmed', String(sequence));
    if (!startsAt || !endsAt) return;
    for (const participant of calendarReaders(meeting)) {
      const to = await whoIs(participant ? participant.userId : meeting.hostId, participant);
      const content = to && (await dependencies.calendar.forPerson(meeting, participant));
      await write(
        `${meeting.id}:date:${sequence}:${participant?.key ?? 'host'}`,
        to,
        (language) =>
          dateLetter(language, facts, spanOf(language, startsAt, endsAt), sequence > 0, pageFor(meeting, participant)),
        content ? { method: 'REQUEST', content } : null,
      );
    }
  };

  const sendEnd = async (meeting: Meeting, facts: LetterFacts) => {
    const { cancelled, startsAt, endsAt, wasInvited } = meeting;
    if (!cancelled) return;
    const by = lastStep(meeting, 'cancelled')?.by ?? null;
    await tellAll(meeting, by, 'meeting_cancelled', 'end', cancelled.reason);
    for (const participant of calendarReaders(meeting)) {
      const isGuest = participant !== null && participant.userId === null;
      // Whoever has an account and nothing in their calendar has read the notice.
      if (!wasInvited && !isGuest) continue;
      const to = await whoIs(participant ? participant.userId : meeting.hostId, participant);
      const content = to && wasInvited ? await dependencies.calendar.forPerson(meeting, participant) : null;
      await write(
        `${meeting.id}:cancelled:${participant?.key ?? 'host'}`,
        to,
        (language) =>
          cancelledLetter(language, facts, cancelled, startsAt && endsAt ? spanOf(language, startsAt, endsAt) : null),
        content ? { method: 'CANCEL', content } : null,
      );
    }
  };

  const sendMinutes = async (meeting: Meeting, facts: LetterFacts) => {
    const minutes = await dependencies.minutes.find(meeting.id);
    const sent = minutes && sentOf(minutes, meeting.minutesNumber);
    if (!sent) return;
    await tellAll(meeting, sent.by, 'minutes_ready', String(sent.number));
    for (const participant of activeParticipants(meeting)) {
      if (participant.userId !== null) continue;
      const ownerOf = await dependencies.minutes.ownerName(meeting, { isDesk: false, participant });
      await write(
        `${meeting.id}:minutes:${sent.number}:${participant.key}`,
        await whoIs(null, participant),
        (language) => minutesLetter(language, facts, sent, sent.number > 1, ownerOf),
      );
    }
    await dependencies.minutes.markSettled(meeting.id, sent.number);
  };

  return {
    /** Tells everybody what they do not know yet of a meeting; then nothing is left to be repaired. */
    async follow({ meetingId }: { meetingId: string }): Promise<void> {
      const meeting = await store.find(meetingId);
      if (!meeting) return;
      const facts = await factsOf(meeting);
      if (meeting.state === 'polling') await ask(meeting, facts);
      if (meeting.state === 'confirmed') await sendDate(meeting, facts);
      if (meeting.state === 'cancelled') await sendEnd(meeting, facts);
      if (meeting.minutesNumber > 0) await sendMinutes(meeting, facts);
      await store.markSettled(meeting.id, meeting.version);
    },
  };
}
