import * as meetings from '@enishi/shared/meeting-contracts';
import * as minutes from '@enishi/shared/minutes';
import * as polls from '@enishi/shared/polls';
import { startOfDay } from '@enishi/shared/tokyo-calendar';
import { route, type Route } from '../../http/route.js';
import type { CalendarService } from './calendar-service.js';
import type { MeetingsService } from './meetings-service.js';
import type { MinutesService } from './minutes-service.js';
import type { PollsService } from './polls-service.js';

interface Services {
  meetings: MeetingsService;
  polls: PollsService;
  minutes: MinutesService;
  calendar: CalendarService;
}

const week = 7 * 86_400_000;

const arranging = ({ meetings: service, polls: answers }: Services): Route[] => [
  // Before those with an id in the same place.
  route(meetings.getMeetingStart, ({ query, actor }) => service.start(query, actor)),
  route(meetings.listBusyTimes, ({ query, actor }) => {
    const from = startOfDay(query.from);
    return service.listBusy(from, new Date(from.getTime() + week), actor);
  }),
  route(meetings.createMeeting, ({ body, actor }) => service.create(body, actor)),
  route(meetings.listMeetings, ({ query, actor }) => service.list(query, actor)),
  route(meetings.getMeeting, ({ params, actor }) => service.get(params.id, actor)),
  route(meetings.changeMeeting, ({ params, body, actor }) => service.change(params.id, body, actor)),
  route(meetings.proposeSlots, ({ params, body, actor }) => service.propose(params.id, body, actor)),
  route(meetings.changeParticipants, ({ params, body, actor }) => service.changeParticipants(params.id, body, actor)),
  route(meetings.renewPollLink, ({ params, body, actor }) =>
    service.renewLink(params.id, params.participant, body.version, actor),
  ),
  route(meetings.revokePollLink, ({ params, actor }) => service.revokeLink(params.id, params.participant, actor)),
  route(meetings.answerMeeting, ({ params, body, actor }) => answers.answerSignedIn(params.id, body, actor)),
  route(meetings.confirmMeeting, ({ params, body, actor }) => service.confirm(params.id, body, actor)),
  route(meetings.cancelMeeting, ({ params, body, actor }) => service.cancel(params.id, body, actor)),
  route(meetings.markMeetingHeld, ({ params, body, actor }) => service.markHeld(params.id, body.version, actor)),
];

const writing = ({ minutes: service }: Services): Route[] => [
  route(minutes.getMinutes, ({ params, actor }) => service.get(params.id, actor)),
  route(minutes.getMinutesVersion, ({ params, actor }) => service.getVersion(params.id, params.number, actor)),
  route(minutes.saveMinutes, ({ params, body, actor }) => service.save(params.id, body, actor)),
  route(minutes.sendMinutes, ({ params, body, actor }) => service.send(params.id, body.version, actor)),
];

const byLink = ({ polls: answers, calendar }: Services): Route[] => [
  route(polls.getPoll, ({ params }) => answers.get(params.token)),
  route(polls.answerPoll, ({ params, body }) => answers.answerByLink(params.token, body)),
  route(polls.getPollCalendar, ({ params }) => calendar.downloadByLink(params.token)),
  route(polls.getMeetingCalendar, ({ params, actor }) => calendar.download(params.id, actor)),
  route(polls.getCalendar, ({ params }) => calendar.readFeed(params.token)),
  route(polls.getCalendarFeed, ({ actor }) => calendar.getFeed(actor)),
  route(polls.renewCalendarFeed, ({ actor }) => calendar.renewFeed(actor)),
  route(polls.stopCalendarFeed, ({ actor }) => calendar.stopFeed(actor)),
];

export const meetingsRoutes = (services: Services): Route[] => [
  ...arranging(services),
  ...writing(services),
  ...byLink(services),
];
