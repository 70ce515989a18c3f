// What leaves the product for other programs: tables, calendars, documents, mails. Whoever wrote into it cannot write a
// formula, a line or a header, nor choose where links lead.
import { request as httpRequest } from 'node:http';
import ICAL from 'ical.js';
import { contracts } from '@enishi/shared/contracts';
import { fillPath, type Contract } from '@enishi/shared/contract';
import { downloadTerms } from '@enishi/shared/applications';
import { getMeetingCalendar, renewCalendarFeed } from '@enishi/shared/polls';
import { toCsv } from '../../server/src/csv';
import { startTestApp, type TestApp } from '../support/app';
import { formulas, lineBreakers } from '../support/attacks';
import { acts } from '../support/poisoned-acts';
import { createPoison } from '../support/poisoned-world';
import { startWithMail } from '../support/meetings';
import { doors } from './admission/table';
import { makePeople, makeThings, strangers, type People, type Things } from './admission/world';

jest.setTimeout(60_000);

/** Everybody writes formulas into lines, and what looks like lines of other formats into texts. */
const written = ({ mark, max, turn }: { mark: string; max: number; turn: number }): string => {
  const formula = formulas[turn % formulas.length] ?? '=1';
  const one = `${formula}${mark}`.length <= max ? `${formula}${mark}` : `=1${mark}`;
  if (max < 700) return one;
  return `${one}\nATTENDEE:mailto:evil@mail.example\nX-EVIL:1\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil\n=1+1,"=1+1"\n`;
};

let app: TestApp;
let honest: People;
let people: People;
let things: Things;
let meetingId: string;
beforeAll(async () => {
  app = await startTestApp();
  honest = await makePeople(app);
  const { attacking } = createPoison(written);
  people = Object.fromEntries(
    Object.entries(honest).map(([name, person]) => [name, { ...person, client: attacking(person.client) }]),
  ) as People;
  things = await makeThings(app, people);
  for (const name of ['owner', 'researcher', 'expert', 'coordinator'] as const)
    await app.connection
      .collection('users')
      .updateOne({ email: people[name].user.email }, { $set: { displayName: `=1+1${name}` } });
  const scene = { app, honest, people, things, visitor: () => attacking(app.visitor()) };
  meetingId = (await acts.meetAndWrite(scene)).id;
  await app.settled();
});
afterAll(() => app.close());

/** Cells as a spreadsheet reads them. */
function cellsOf(text: string): string[] {
  const cells: string[] = [];
  const one = /(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/gy;
  for (let found = one.exec(text); found && (found[0] !== '' || one.lastIndex === 0); found = one.exec(text))
    cells.push((found[1] ?? found[2] ?? '').replaceAll('""', '"'));
  expect(one.lastIndex === 0 || one.lastIndex >= text.length).toBe(true);
  return cells;
}
const runs = /^[\s\u200b]*[=+\-@＝＋－＠]|^[\t\r\n]/;

const insider = (contract: Contract) => {
  const door = doors.find((one) => one.contract === contract && one.may.some((who) => !strangers.includes(who)));
  const who = door?.may.find((one) => !strangers.includes(one));
  if (!door || !who || who === 'visitor') throw new Error(`nobody may ${contract.name}`);
  return { client: honest[who].client, ...door.input?.(things, people) };
};

describe('tables', () => {
  const tables = contracts.filter(({ media }) => media === 'text/csv');
  let dangerous = 0;

  it.each(tables.map((contract) => [contract.name, contract] as const))(
    '%s has no cell that runs',
    async (_, contract) => {
      const { client, params, query } = insider(contract);
      const search = new URLSearchParams(query).toString();
      const answer = await client.request('GET', `${fillPath(contract.path, params)}?${search}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
      const cells = cellsOf((answer.body as string).replace(/^\ufeff/, ''));
      expect(cells.length).toBeGreaterThan(3);
      // A plain number may be below nothing.
      expect(cells.filter((cell) => runs.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual([]);
      dangerous += cells.filter((cell) => /^'[=+\-@＝＠]/.test(cell)).length;
    },
  );

  it('held formulas, which were made harmless', () => {
    expect(tables.length).toBeGreaterThan(5);
    expect(dangerous).toBeGreaterThan(0);
  });

  it('read back as they were written, whatever stands in them', () => {
    for (const words of [...formulas, ...lineBreakers, 'a"b', '"', '""', ',', '\t=1', 'x\r\n=1+1', '";=1+1']) {
      const cells = cellsOf(toCsv([['a', words, 'b']]).slice(1));
      expect(cells.slice(0, 3).map((cell) => cell.replace(/^'/, ''))).toEqual(['a', words, 'b']);
      expect(cells.filter((cell) => runs.test(cell))).toEqual([]);
    }
  });
});

describe('calendars', () => {
  const known =
    /^(BEGIN|END|VERSION|PRODID|METHOD|CALSCALE|NAME|X-WR-CALNAME|X-WR-TIMEZONE|TIMEZONE-ID|X-WR-CALDESC|REFRESH-INTERVAL|X-PUBLISHED-TTL|UID|SEQUENCE|DTSTAMP|DTSTART|DTEND|DURATION|SUMMARY|LOCATION|DESCRIPTION|ORGANIZER|ATTENDEE|STATUS|URL|TZID|TZOFFSETFROM|TZOFFSETTO|TZNAME|X-LIC-LOCATION|X-MICROSOFT-CDO-BUSYSTATUS|X-MICROSOFT-CDO-ALLDAYEVENT|X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT|CLASS|TRANSP|CREATED|LAST-MODIFIED|TRIGGER|ACTION)[;:]/;
  const check = (text: string, events: number) => {
    const unfolded = text
      .replace(/\r\n[ \t]/g, '')
      .split('\r\n')
      .filter(Boolean);
    expect(unfolded.filter((line) => !known.test(line))).toEqual([]);
    expect(unfolded.filter((line) => /^(UID:evil|X-EVIL|ATTENDEE:)/i.test(line))).toEqual([]);
    const calendar = new ICAL.Component(ICAL.parse(text) as never);
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(events);
    expect(text).toContain('1+1');
    expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
  };

  it('of one meeting have one entry and no line of anybody else', async () => {
    const { body } = await honest.owner.client.send(getMeetingCalendar, { params: { id: meetingId } });
    check(body as string, 1);
  });

  it('that are subscribed to, too', async () => {
    const { address } = await honest.coordinator.client.call(renewCalendarFeed);
    const { body } = await app.visitor().request('GET', new URL(address ?? '').pathname);
    check(body as string, 1);
  });
});

it('a document of terms runs nothing and leads nowhere', async () => {
  const { status, headers, bytes } = await honest.owner.client.download(downloadTerms, {
    id: things.application.id,
    number: '1',
  });
  expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename="[ -~]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(bytes).toString('latin1')).not.toMatch(
    /\/(JavaScript|JS|OpenAction|AA|Launch|URI|EmbeddedFile|SubmitForm)\b/,
  );
});

describe('mails', () => {
  it('no name, subject or word writes a header or a line of the conversation with the mail server', async () => {
    const { app: posting, server, stop } = await startWithMail();
    for (const [index, words] of lineBreakers.entries())
      await posting.wired.mail.post({
        key: `evil-${index}`,
        to: { email: 'sato@example.jp', name: words, language: 'ja', userId: null },
        subject: words,
        paragraphs: [words],
        items: [{ text: words, url: `https://example.jp/${encodeURIComponent(words)}` }],
        action: { label: words, url: 'https://example.jp' },
      });
    await posting.mailed();
    expect(server.mails).toHaveLength(lineBreakers.length);
    const names = new Set(server.mails.flatMap(({ headers }) => Object.keys(headers)));
    expect([...names].filter((name) => /^(bcc|cc|x-evil|sender|reply-to|list-unsubscribe)$/i.test(name))).toEqual([]);
    for (const { envelopeTo, headers } of server.mails) {
      expect(envelopeTo).toEqual(['sato@example.jp']);
      expect([headers['to']?.length, headers['subject']?.length, headers['from']?.length]).toEqual([1, 1, 1]);
    }
    await stop();
  });

  it('lead to the address of this product, whatever host was asked for', async () => {
    const { port } = new URL(app.baseUrl);
    const { email } = honest.owner.user;
    for (const headers of [
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example' },
      { forwarded: 'host=evil.example' },
      { 'x-original-host': 'evil.example', 'x-host': 'evil.example' },
    ]) {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const asked = httpRequest(
          {
            host: '127.0.0.1',
            agent: false,
            port,
            path: '/api/password-resets',
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
          },
          (answer) => {
            answer.resume();
            answer.on('end', () => resolve(answer.statusCode));
          },
        );
        asked.on('error', reject);
        asked.end(JSON.stringify({ email }));
      });
      expect(status).toBeLessThan(300);
    }
    await app.settled();
    const letters = await app.connection.collection('outbox').find({}).toArray();
    expect(letters.length).toBeGreaterThan(4);
    expect(JSON.stringify(letters)).not.toContain('evil.example');
  });
});
