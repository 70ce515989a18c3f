// Which screens look again when a meeting has changed.
import type { DomainEvent } from '@enishi/shared/events';
import type { Publisher } from '../../realtime/sockets.js';
import { activeParticipants } from './meeting.js';
import type { MeetingsStore } from './meetings-store.js';

interface Dependencies {
  publisher: () => Publisher;
  find: MeetingsStore['find'];
}

export const createMeetingsScreens =
  ({ publisher, find }: Dependencies) =>
  async ({ meetingId: id }: DomainEvent<'meeting.changed'>): Promise<void> => {
    const meeting = await find(id);
    if (!meeting) return;
    const hint = { topic: 'meeting', id } as const;
    const people = [meeting.hostId, ...activeParticipants(meeting).flatMap(({ userId }) => userId ?? [])];
    for (const userId of new Set(people)) publisher().toUser(userId, hint);
    // Whoever is asked no longer looks on no longer.
    await publisher().recheckWatchers({ kind: 'meeting', id });
    publisher().toWatchers({ kind: 'meeting', id }, hint);
    publisher().toWatchers({ kind: 'case', id: meeting.caseId }, { topic: 'case', id: meeting.caseId });
    publisher().toCoordinators(meeting.prefecture, { topic: 'queue' });
  };
