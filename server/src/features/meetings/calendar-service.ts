// Dates for calendars: with letters, to download, and as a feed under a private address.
import type { Language } from '@enishi/shared/fields';
import type { CalendarFeed } from '@enishi/shared/polls';
import type { Actor } from '../../actor.js';
import { AppError, notFound } from '../../errors.js';
import type { Links } from '../../links.js';
import type { CalendarFeedsStore } from './calendar-feeds-store.js';
import { activeParticipants, type Meeting, type Participant } from './meeting.js';
import { feedOf, invitationOf, type CalendarDate, type CalendarPerson } from './meetings-calendar.js';
import { randomName, type MeetingsCore } from './meetings-core.js';
import { canNameParticipant, type MeetingStanding } from './meetings-policy.js';
import type { PollsService } from './polls-service.js';

interface Dependencies {
  core: MeetingsCore;
  polls: Pick<PollsService, 'requireLive'>;
  feeds: CalendarFeedsStore;
  links: Links;
  publicUrl: () => string;
  findUser: (userId: string) => Promise<{ status: string; language: Language } | null>;
}

const day = 86_400_000;
/** What a feed holds: a quarter back, a year ahead. */
const feedDays = { back: 90, ahead: 365 } as const;
const holder = 'feed';

export function createCalendarService({ core, polls, feeds, links, publicUrl, findUser }: Dependencies) {
  const { store, now } = core;

  const addressOf = (userId: string, nonce: string): string =>
    `${publicUrl()}/api/calendar/${links.sign({ purpose: 'calendar', id: userId, holder }, nonce)}.ics`;

  const presentFeed = async (userId: string): Promise<CalendarFeed> => {
    const feed = await feeds.find(userId);
    return feed?.nonce
      ? { address: addressOf(userId, feed.nonce), createdAt: feed.createdAt.toISOString() }
      : { address: null, createdAt: null };
  };

  /** Those whom the viewer may know, with their addresses. */
  const attendeesFor = async (meeting: Meeting, viewer: MeetingStanding): Promise<CalendarPerson[]> => {
    const isConnected = await core.isConnected(meeting);
    const known = activeParticipants(meeting).filter((one) => canNameParticipant(viewer, one, isConnected));
    const described = await core.describe(known.flatMap(({ userId }) => userId ?? []));
    return known.flatMap(({ userId, name, email }) => {
      if (!userId) return [{ name, email }];
      const person = described.get(userId);
      return person ? [{ name: person.displayName, email: person.email }] : [];
    });
  };

  /** A meeting as one reader's calendar may know it; null while it has no date. */
  const dateFor = async (meeting: Meeting, viewer: MeetingStanding | null): Promise<CalendarDate | null> => {
    const { id, sequence, title, startsAt, endsAt, place, videoUrl, agenda, state } = meeting;
    const host = (await core.describe([meeting.hostId])).get(meeting.hostId);
    if (!startsAt || !endsAt || !host) return null;
    const page = viewer?.participant?.userId === null ? '' : `${publicUrl()}/meetings/${id}`;
    return {
      id,
      sequence,
      title,
      startsAt,
      endsAt,
      place,
      videoUrl,
      description: [agenda, place ? videoUrl : '', page].filter(Boolean).join('\n\n'),
      host: { name: host.displayName, email: host.email },
      attendees: viewer ? await attendeesFor(meeting, viewer) : [],
      isCancelled: state === 'cancelled',
    };
  };

  const invitationFor = async (meeting: Meeting, viewer: MeetingStanding): Promise<string | null> => {
    const date = await dateFor(meeting, viewer);
    return date && invitationOf(date, now());
  };

  return {
    /** The calendar object for one of those who come, or for the host. */
    forPerson: (meeting: Meeting, participant: Participant | null) =>
      invitationFor(meeting, { isDesk: participant === null, participant }),

    async download(id: string, actor: Actor): Promise<string> {
      const { meeting, standing } = await core.requireVisible(id, actor);
      const content = await invitationFor(meeting, standing);
      if (!content) throw notFound();
      return content;
    },

    async downloadByLink(token: string): Promise<string> {
      const { meeting, participant } = await polls.requireLive(token);
      const content = await invitationFor(meeting, { isDesk: false, participant });
      if (!content) throw notFound();
      return content;
    },

    getFeed: (actor: Actor) => presentFeed(actor.id),

    async renewFeed(actor: Actor): Promise<CalendarFeed> {
      await feeds.put(actor.id, randomName(), now());
      return presentFeed(actor.id);
    },

    async stopFeed(actor: Actor): Promise<CalendarFeed> {
      await feeds.put(actor.id, null, now());
      return presentFeed(actor.id);
    },

    /** A feed by its address. An old address says that it is over; anything else is not known. */
    async readFeed(token: string): Promise<string> {
      const claimed = links.read(token);
      const feed = claimed?.holder === holder ? await feeds.find(claimed.id) : null;
      if (!claimed || !feed) throw notFound();
      const subject = { purpose: 'calendar', id: claimed.id, holder };
      if (!feed.nonce || !links.isGenuine(token, subject, feed.nonce)) {
        if (feed.revoked.some((nonce) => links.isGenuine(token, subject, nonce))) throw new AppError('gone');
        throw notFound();
      }
      const user = await findUser(claimed.id);
      if (user?.status !== 'active') throw new AppError('gone');
      const from = new Date(now().getTime() - feedDays.back * day);
      const to = new Date(now().getTime() + feedDays.ahead * day);
      const meetings = (await store.listDatesOf(claimed.id, from, to)).filter(
        (meeting) =>
          meeting.hostId === claimed.id || activeParticipants(meeting).some(({ userId }) => userId === claimed.id),
      );
      const dates = await Promise.all(meetings.map((meeting) => dateFor(meeting, null)));
      const name = user.language === 'ja' ? 'Enishi 面談' : 'Enishi meetings';
      return feedOf(
        name,
        dates.filter((date) => date !== null),
        now(),
      );
    },
  };
}
export type CalendarService = ReturnType<typeof createCalendarService>;
