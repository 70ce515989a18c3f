// iCalendar objects (RFC 5545, 5546). Times are written in UTC: Japan has had one offset without summer time since 1951, so a
// moment says everything, and no reader has to understand a VTIMEZONE; each calendar shows it in its owner's zone.
import {
  ICalCalendar,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';

export interface CalendarPerson {
  name: string;
  email: string;
}

export interface CalendarDate {
  id: string;
  sequence: number;
  title: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  videoUrl: string;
  /** Plain words: agenda, page. */
  description: string;
  host: CalendarPerson;
  /** Those whom the reader may know; empty in feeds. */
  attendees: readonly CalendarPerson[];
  isCancelled: boolean;
}

// Quotation marks cannot be written inside a quoted name, and line breaks of any kind end a line.
const nameOf = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll('"', "'")
    .trim();

// Of control characters only line feed and tab may stand in a value.
const wordsOf = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '');

// Separators would be escaped as in text, which addresses do not know.
const urlOf = (url: string): string => url.replaceAll(',', '%2C').replaceAll(';', '%3B');

/** The last line ends as all others do. */
const wholeOf = (calendar: ICalCalendar): string => `${calendar.toString().trimEnd()}\r\n`;

const prodId = { company: 'Enishi', product: 'Meetings', language: 'JA' };

/** Stays the same for as long as the meeting is there, wherever the product moves. */
export const uidOf = (meetingId: string): string => `meeting-${meetingId}@enishi.meetings`;

function addDate(calendar: ICalCalendar, date: CalendarDate, stamp: Date): void {
  const event = calendar.createEvent({
    id: uidOf(date.id),
    sequence: date.sequence,
    stamp,
    start: date.startsAt,
    end: date.endsAt,
    summary: wordsOf(date.title),
    location: wordsOf(date.place || date.videoUrl),
    description: wordsOf(date.description),
    status: date.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(date.videoUrl && { url: urlOf(date.videoUrl) }),
    organizer: { name: nameOf(date.host.name) || date.host.email, email: date.host.email },
  });
  for (const { name, email } of date.attendees)
    event.createAttendee({
      name: nameOf(name) || email,
      email,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
      rsvp: false,
    });
}

/** What goes with a letter, or is downloaded. */
export function invitationOf(date: CalendarDate, stamp: Date): string {
  const method = date.isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = new ICalCalendar({ prodId, method });
  addDate(calendar, date, stamp);
  return wholeOf(calendar);
}

/** Everything of one person, for a calendar that subscribes. */
export function feedOf(name: string, dates: readonly CalendarDate[], stamp: Date): string {
  const calendar = new ICalCalendar({ prodId, name: nameOf(name), ttl: 60 * 60, method: ICalCalendarMethod.PUBLISH });
  for (const date of dates) addDate(calendar, date, stamp);
  return wholeOf(calendar);
}
