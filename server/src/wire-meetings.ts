// Meetings: slots and polls, calendars, minutes.
import type { Connection } from 'mongoose';
import { caseClock } from '@enishi/shared/cases';
import type { Actor } from './actor.js';
import type { Bus } from './bus.js';
import { createCalendarFeedsStore } from './features/meetings/calendar-feeds-store.js';
import { createCalendarService } from './features/meetings/calendar-service.js';
import { createMeetingsCore, type MeetingCases } from './features/meetings/meetings-core.js';
import { createMeetingsFollow } from './features/meetings/meetings-follow.js';
import { createMeetingInvitations } from './features/meetings/meetings-invitations.js';
import { createMeetingPresenter } from './features/meetings/meetings-present.js';
import { meetingsRoutes } from './features/meetings/meetings-routes.js';
import { createMeetingsScreens } from './features/meetings/meetings-screens.js';
import { createMeetingsService } from './features/meetings/meetings-service.js';
import { createMeetingsStore } from './features/meetings/meetings-store.js';
import { createMeetingsTimeline } from './features/meetings/meetings-timeline.js';
import { createMinutesService } from './features/meetings/minutes-service.js';
import { createMinutesStore } from './features/meetings/minutes-store.js';
import { createPollsService } from './features/meetings/polls-service.js';
import { createSlotHoldsStore } from './features/meetings/slot-holds-store.js';
import type { Introduction } from './features/introductions/introductions-store.js';
import type { NotificationsService } from './features/notifications/notifications-service.js';
import type { People } from './features/users/people.js';
import type { Post } from './letter.js';
import type { Links } from './links.js';
import type { Publisher } from './realtime/sockets.js';
import type { Listings } from './wire-listings.js';
import { addWorkingDays } from './working-days.js';

interface Parts {
  connection: Connection;
  bus: Bus;
  now: () => Date;
  people: People;
  listings: Pick<Listings, 'need'>;
  introductions: {
    find(id: string): Promise<Introduction | null>;
    listOfNeed(needId: string): Promise<Introduction[]>;
  };
  cases: Omit<MeetingCases, 'isDesk'> & {
    findOfNeed(needId: string): Promise<{ id: string } | null>;
    standingOf(actor: Actor, caseId: string): Promise<{ kind: 'desk' | 'party' } | null>;
  };
  /** Those whom a dispatch brings together in its case. */
  listTogether: (caseId: string) => Promise<{ userId: string; side: 'need' | 'item' }[]>;
  notify: NotificationsService['notify'];
  post: Post;
  links: Links;
  publicUrl: () => string;
  publisher: () => Publisher;
}

const minutesDue = (endedAt: Date): Date => addWorkingDays(endedAt, caseClock.minutesDays);

export function wireMeetings(parts: Parts) {
  const { connection, bus, now, people, listings, introductions, cases, notify, post, links, publicUrl } = parts;
  const store = createMeetingsStore(connection);
  const core = createMeetingsCore({
    store,
    holds: createSlotHoldsStore(connection),
    cases: {
      ...cases,
      isDesk: async (actor, caseId) => (await cases.standingOf(actor, caseId))?.kind === 'desk',
    },
    bus,
    now,
    describe: people.describe,
    isConnected: async (id) => (await introductions.find(id))?.state === 'connected',
    isTogether: async (caseId) => (await parts.listTogether(caseId)).length > 0,
  });
  const present = createMeetingPresenter({
    ...{ links, publicUrl, now, minutesDue },
    describe: people.describe,
    isConnected: core.isConnected,
  });
  const invitations = createMeetingInvitations({
    ...{ core, present },
    findIntroduction: introductions.find,
    async listIntroduced(needId) {
      const found = await introductions.listOfNeed(needId);
      return found.filter(({ state }) => state === 'open' || state === 'connected');
    },
    needOwner: async (needId) => (await listings.need.store.find(needId))?.ownerId ?? null,
    caseOfNeed: async (needId) => (await cases.findOfNeed(needId))?.id ?? null,
    colleaguesOf: people.coordinatorsOf,
    listTogether: parts.listTogether,
  });
  const meetings = createMeetingsService({ core, present, invitations });
  const polls = createPollsService({ core, present, links });
  const minutes = createMinutesService({ core, store: createMinutesStore(connection) });
  const calendar = createCalendarService({
    ...{ core, polls, links, publicUrl },
    feeds: createCalendarFeedsStore(connection),
    findUser: people.findUser,
  });
  const { follow } = createMeetingsFollow({
    ...{ core, present, calendar, minutes, notify, post, publicUrl },
    findUser: people.findUser,
  });
  const timeline = createMeetingsTimeline({ store, describe: people.describe, now, minutesDue });

  return {
    /** For samples, which may lie in the past. */
    store,
    settle: core.settle,
    meetings,
    polls,
    minutes,
    follow,
    screens: createMeetingsScreens({ publisher: parts.publisher, find: store.find }),
    /** Which of these introductions led to a meeting that has taken place. */
    metOf: async (ids: readonly string[]): Promise<Set<string>> => new Set(await store.heldIntroductionIds(ids, now())),
    timelineOf: timeline.timelineOf,
    listMissingMinutes: timeline.listMissingMinutes,
    routes: meetingsRoutes({ meetings, polls, minutes, calendar }),
    sweeps: { meetings: meetings.sweep, minutes: minutes.sweep },
  };
}
export type Meetings = ReturnType<typeof wireMeetings>;
