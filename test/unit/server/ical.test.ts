// Calendar files, read back by a parser that knows nothing of the writer.
import ICAL from 'ical.js';
import {
  feedOf,
  invitationOf,
  uidOf,
  type CalendarDate,
} from '../../../server/src/features/meetings/meetings-calendar';

const stamp = new Date('2026-11-20T01:02:03.000Z');
const date: CalendarDate = {
  id: '0123456789abcdef01234567',
  sequence: 0,
  title: '蓄電池の安全性評価についての打合せ',
  startsAt: new Date('2026-11-24T01:00:00.000Z'),
  endsAt: new Date('2026-11-24T02:30:00.000Z'),
  place: '山形県産業支援センター 2階 会議室',
  videoUrl: '',
  description: '議題:\n1. 試験の範囲\n2. 費用, 期間; その他',
  host: { name: '佐藤 花子', email: 'sato@mail.example' },
  attendees: [{ name: '鈴木 一郎', email: 'suzuki@mail.example' }],
  isCancelled: false,
};

const parse = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent');
  return { calendar, events, event: new ICAL.Event(events[0]) };
};
const linesOf = (text: string) => text.split('\r\n');
const octets = (line: string) => Buffer.byteLength(line, 'utf8');
const valueOf = (text: string, name: string) => parse(text).events[0]?.getFirstPropertyValue(name);

it('has everything that an invitation needs', () => {
  const text = invitationOf(date, stamp);
  const { calendar, events, event } = parse(text);
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(calendar.getFirstPropertyValue('prodid')).toBe('-//Enishi//Meetings//JA');
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
  expect(events).toHaveLength(1);
  expect(event.uid).toBe(uidOf(date.id));
  expect(event.sequence).toBe(0);
  expect(event.summary).toBe(date.title);
  expect(event.location).toBe(date.place);
  expect(event.description).toBe(date.description);
  expect(event.startDate.toJSDate()).toEqual(date.startsAt);
  expect(event.endDate.toJSDate()).toEqual(date.endsAt);
  expect(event.startDate.zone.tzid).toBe('UTC');
  expect((valueOf(text, 'dtstamp') as ICAL.Time).toJSDate()).toEqual(stamp);
  expect(valueOf(text, 'status')).toBe('CONFIRMED');
  expect(event.organizer.toLowerCase()).toBe('mailto:sato@mail.example');
  expect(event.attendees.map((one) => [one.getParameter('cn'), String(one.getFirstValue()).toLowerCase()])).toEqual([
    ['鈴木 一郎', 'mailto:suzuki@mail.example'],
  ]);
});

it('is cancelled under the same name, with a higher count', () => {
  const text = invitationOf({ ...date, sequence: 3, isCancelled: true }, stamp);
  const { calendar, event } = parse(text);
  expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
  expect([event.uid, event.sequence, valueOf(text, 'status')]).toEqual([uidOf(date.id), 3, 'CANCELLED']);
});

it('folds at 75 octets without cutting a character, and ends every line with CRLF', () => {
  const title = '蓄電池🔋と固体電解質の'.repeat(20);
  const text = invitationOf({ ...date, title, description: '長い説明。'.repeat(200) }, stamp);
  const lines = linesOf(text);
  expect(lines.at(-1)).toBe('');
  expect(lines.filter((line) => octets(line) > 75)).toEqual([]);
  expect(lines.filter((line) => /[\r\n]/.test(line))).toEqual([]);
  expect(lines.some((line) => line.startsWith(' '))).toBe(true);
  expect(text).not.toContain('\uFFFD');
  expect(parse(text).event.summary).toBe(title);
});

it.each([['commas, semicolons; backslashes\\ and "quotes"'], ['two\nlines'], ['a colon: and = and ^n']])(
  'keeps %j as it is',
  (words) => {
    const { event } = parse(invitationOf({ ...date, title: words, place: words, description: words }, stamp));
    expect([event.summary, event.location, event.description]).toEqual([words, words, words]);
  },
);

it.each([
  ['CRLF', 'harmless\r\nATTENDEE:mailto:evil@mail.example\r\nX-EVIL:1'],
  ['LF', 'harmless\nATTENDEE:mailto:evil@mail.example\nX-EVIL:1'],
  ['CR', 'harmless\rATTENDEE:mailto:evil@mail.example\rX-EVIL:1'],
  ['next line', 'harmless\u0085ATTENDEE:mailto:evil@mail.example\u0085X-EVIL:1'],
  ['line separator', 'harmless\u2028ATTENDEE:mailto:evil@mail.example\u2028X-EVIL:1'],
  ['quotation marks', 'harmless":mailto:evil@mail.example\r\nX-EVIL:1'],
  ['the end of an event', 'harmless\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil'],
])('lets no line in through %s, wherever it is written', (_, words) => {
  const text = invitationOf(
    {
      ...date,
      title: words,
      place: words,
      description: words,
      host: { name: words, email: date.host.email },
      attendees: [{ name: words, email: 'suzuki@mail.example' }],
    },
    stamp,
  );
  const { events, event } = parse(text);
  expect(events).toHaveLength(1);
  expect(events[0]?.getAllProperties('x-evil')).toEqual([]);
  expect(events[0]?.getAllProperties('uid')).toHaveLength(1);
  expect(event.attendees.map((one) => String(one.getFirstValue()).toLowerCase())).toEqual([
    'mailto:suzuki@mail.example',
  ]);
  expect(event.organizer.toLowerCase()).toBe('mailto:sato@mail.example');
  expect(linesOf(text).filter((line) => /^(ATTENDEE:|X-EVIL|UID:evil)/.test(line))).toEqual([]);
});

it('gives the address of a video call unharmed, commas and all', () => {
  const videoUrl = 'https://video.example/room?a=1,2&b=3;c=4';
  const url = String(valueOf(invitationOf({ ...date, videoUrl, place: '' }, stamp), 'url'));
  expect(decodeURIComponent(url)).toBe(videoUrl);
});

it('puts all dates of one person into a feed, without a guest list', () => {
  const second = { ...date, id: '0123456789abcdef01234568', title: '二つ目', attendees: [] };
  const { calendar, events } = parse(feedOf('Enishi 面談', [{ ...date, attendees: [] }, second], stamp));
  expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Enishi 面談');
  expect(events.map((one) => one.getFirstPropertyValue('uid'))).toEqual([uidOf(date.id), uidOf(second.id)]);
  expect(events.flatMap((one) => one.getAllProperties('attendee'))).toEqual([]);
});

it('is a calendar even while there is nothing in it', () => {
  expect(parse(feedOf('Enishi 面談', [], stamp)).events).toEqual([]);
});
