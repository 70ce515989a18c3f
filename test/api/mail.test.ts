// The outbox against a real mail server: each letter arrives, once for its key, whatever happens on the way.
import { listOutbox, mailLimits } from '@enishi/shared/mail';
import { createOutboxStore } from '../../server/src/features/mail/outbox-store';
import { createSender } from '../../server/src/features/mail/sender';
import { createSmtpTransport } from '../../server/src/features/mail/transport';
import type { Letter } from '../../server/src/letter';
import { createLog } from '../../server/src/log';
import { startTestApp, type TestApp } from '../support/app';
import { startMailServer, type MailServer } from '../support/mail-server';

const minute = 60_000;
let server: MailServer;
let app: TestApp;
beforeAll(async () => {
  server = await startMailServer();
  app = await startTestApp({ env: { SMTP_URL: server.url, MAIL_FROM: 'Enishi 縁 <no-reply@enishi.example.jp>' } });
});
beforeEach(async () => {
  await app.reset();
  server.reset();
});
afterAll(async () => {
  await app.close();
  await server.down();
});

const letter = (given: Partial<Letter> = {}): Letter => ({
  key: 'poll:1',
  to: { email: 'sato@example.jp', name: '佐藤 花子', language: 'ja', userId: null },
  subject: '面談の候補日をお知らせください',
  paragraphs: ['お世話になっております。', '候補日は三つあります。\nご都合をお知らせください。'],
  action: { label: '候補日に答える', url: 'https://enishi.example.jp/polls/abc' },
  ...given,
});
const post = async (given: Partial<Letter> = {}) => {
  await app.wired.mail.post(letter(given));
  await app.mailed();
};
/** One round of the sweep after so much time. */
const later = async (milliseconds: number) => {
  app.clock.move(milliseconds);
  await app.wired.sweep.run();
  await app.mailed();
};
const outbox = async () => {
  const { client } = await app.signedIn({ roles: ['admin'] });
  return (await client.call(listOutbox)).items;
};
const warned = () => app.logged.filter((line) => line.includes('a letter was not sent')).length;

test('a letter arrives as text and as HTML, in words that every mail program can read', async () => {
  await post();
  const [mail, ...others] = server.mails;
  expect(others).toEqual([]);
  expect(mail?.envelopeTo).toEqual(['sato@example.jp']);
  expect(mail?.to).toBe('佐藤 花子 <sato@example.jp>');
  expect(mail?.subject).toBe('面談の候補日をお知らせください');
  expect(mail?.headers['from']?.[0]).toContain('<no-reply@enishi.example.jp>');
  expect(mail?.headers['message-id']?.[0]).toMatch(/^<[0-9a-f]{32}@enishi\.example\.jp>$/);
  expect(mail?.text).toContain('佐藤 花子 様\n\nお世話になっております。\n\n候補日は三つあります。\nご都合を');
  expect(mail?.text).toContain('候補日に答える:\nhttps://enishi.example.jp/polls/abc');
  expect(mail?.html).toContain('href="https://enishi.example.jp/polls/abc"');
  expect(mail?.html).toContain('候補日は三つあります。<br>ご都合を');
  // Nothing outside ASCII travels unencoded.
  expect(mail?.raw).not.toMatch(/[^\t\r\n -~]/);
});

test('it speaks the language of its receiver', async () => {
  await post({ to: { email: 'smith@example.com', name: 'Ann Smith', language: 'en', userId: null } });
  expect(server.mails[0]?.text).toContain('Dear Ann Smith,');
  expect(server.mails[0]?.html).toContain('<html lang="en">');
});

test('an invitation carries its calendar entry beside the words and as a file', async () => {
  const content = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Enishi//JP\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
  await post({ calendar: { method: 'REQUEST', content } });
  const types = server.mails[0]?.parts.map(({ type }) => type) ?? [];
  expect(types).toEqual([
    expect.stringContaining('text/plain'),
    expect.stringContaining('text/html'),
    expect.stringMatching(/text\/calendar;.*method=REQUEST/),
    expect.stringContaining('application/ics'),
  ]);
  const [, , inline, file] = server.mails[0]?.parts ?? [];
  expect(inline?.content.trim()).toBe(content.replaceAll('\r\n', '\n').trim());
  expect(file?.content.trim()).toBe(inline?.content.trim());
  expect(server.mails[0]?.raw).toContain('filename=invite.ics');
});

test('the same key posted fifty times at once, and again later, is one mail', async () => {
  await Promise.all(Array.from({ length: 50 }, () => app.wired.mail.post(letter())));
  await app.mailed();
  await post({ subject: '別の件名' });
  await later(100 * minute);
  expect(server.mails.map(({ subject }) => subject)).toEqual(['面談の候補日をお知らせください']);
  await post({ key: 'poll:2' });
  expect(server.mails).toHaveLength(2);
});

test('names and subjects cannot write headers of their own', async () => {
  const evil = '件名\r\nBcc: everybody@example.com\r\n\r\n<script>alert(1)</script>';
  await post({
    to: {
      email: 'sato@example.jp',
      name: `佐藤"\r\nBcc: x@example.com\u2028<x@example.com>,`,
      language: 'ja',
      userId: null,
    },
    subject: evil,
    paragraphs: ['<img src=x onerror=alert(1)> & "引用"', evil],
    action: { label: '<b>', url: 'javascript:alert(1)' },
  });
  const [mail] = server.mails;
  expect(mail?.headers['bcc']).toBeUndefined();
  expect(mail?.envelopeTo).toEqual(['sato@example.jp']);
  expect(mail?.subject).toBe('件名 Bcc: everybody@example.com <script>alert(1)</script>');
  expect(mail?.headers['to']).toHaveLength(1);
  expect(mail?.html).not.toMatch(/<script|<img|javascript:/);
  expect(mail?.html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;引用&quot;');
});

test.each([
  '',
  'nobody',
  'a@b',
  'a@example.jp, b@example.jp',
  'a@example.jp\r\nBcc: b@example.jp',
  `${'a'.repeat(250)}@example.jp`,
])('what is no address (%j) is given up at once, where an administrator sees it', async (email) => {
  await post({ to: { email, name: '佐藤', language: 'ja', userId: null } });
  expect(server.mails).toEqual([]);
  expect(await outbox()).toMatchObject([{ state: 'dead', tries: 0, lastError: 'not an e-mail address' }]);
});

test('while the mail server is down a letter waits longer and longer, and leaves once when it is up again', async () => {
  await server.down();
  await post();
  expect(await outbox()).toMatchObject([
    { state: 'waiting', tries: 1, lastError: expect.stringMatching(/ECONNREFUSED/) as string },
  ]);
  await later(minute - 1);
  expect(await outbox()).toMatchObject([{ tries: 1 }]);
  await later(1);
  expect(await outbox()).toMatchObject([{ tries: 2 }]);
  await later(4 * minute);
  expect(await outbox()).toMatchObject([{ tries: 2 }]);
  await server.up();
  await later(minute);
  await later(100 * minute);
  expect(server.mails).toHaveLength(1);
  expect(await outbox()).toMatchObject([{ state: 'sent', tries: 3, lastError: null }]);
});

test('a server that asks for patience (4xx) gets it; one that never comes round ends in the list of the dead', async () => {
  server.refuseAddress(() => ({ code: 451, text: 'try again later' }));
  const before = warned();
  await post();
  for (const wait of mailLimits.backoff) {
    expect((await outbox())[0]).toMatchObject({
      state: 'waiting',
      lastError: expect.stringContaining('try again later') as string,
    });
    await later(wait);
  }
  expect((await outbox())[0]).toMatchObject({ state: 'dead', tries: mailLimits.backoff.length + 1 });
  await later(100 * 24 * 60 * minute);
  expect(warned() - before).toBe(mailLimits.backoff.length + 1);
});

test('a refusal for good (5xx) of the receiver is not tried again; the next letter is not held up by it', async () => {
  server.refuseAddress((address) => (address === 'gone@example.jp' ? { code: 550, text: 'no such user' } : null));
  await post({ key: 'gone', to: { email: 'gone@example.jp', name: '', language: 'ja', userId: null } });
  await post();
  expect(server.mails).toHaveLength(1);
  const dead = (await outbox()).find(({ key }) => key === 'gone');
  expect(dead).toMatchObject({ state: 'dead', tries: 1, lastError: expect.stringContaining('no such user') as string });
});

test('a refusal of the sender is for the operator to mend: letters wait, and leave when it is mended', async () => {
  server.refuseSender(() => ({ code: 550, text: 'not from you' }));
  await post();
  expect(await outbox()).toMatchObject([
    { state: 'waiting', tries: 1, lastError: expect.stringContaining('not from') as string },
  ]);
  server.reset();
  await later(minute);
  expect(server.mails).toHaveLength(1);
});

/** A second process beside the product, on the same outbox, which may die at a chosen moment. */
const otherProcess = (given: { settle?: () => Promise<void>; send?: () => Promise<void> } = {}) => {
  const store = createOutboxStore(app.connection);
  return createSender({
    store: { claim: store.claim, settle: given.settle ?? store.settle },
    transport: { send: given.send ?? createSmtpTransport(server.url).send },
    prepare: app.wired.mail.prepare,
    now: app.clock.now,
    log: createLog('silent'),
  });
};
const died = () => new Promise<void>(() => undefined);
const put = (key: string) =>
  createOutboxStore(app.connection).add({
    ...{ key, to: letter().to, createdAt: app.clock.now() },
    about: { source: 'letter', words: { subject: key, paragraphs: ['一行'] } },
  });
const until = async (isTrue: () => boolean | Promise<boolean>) => {
  while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve));
};

test('two processes never send the same letter, however many there are', async () => {
  const other = otherProcess();
  for (let index = 0; index < 20; index += 1) await put(`letter ${String(index).padStart(2, '0')}`);
  other.wake();
  await app.wired.sweep.run();
  await Promise.all([other.idle(), app.mailed()]);
  const keys = Array.from({ length: 20 }, (_, index) => `letter ${String(index).padStart(2, '0')}`);
  expect(server.mails.map(({ subject }) => subject).sort()).toEqual(keys);
});

test('killed before the letter left: another process sends it once the lease has run out', async () => {
  await put('cut off');
  otherProcess({ send: died }).wake();
  await until(async () => (await outbox())[0]?.state === 'sending');
  await later(minute);
  expect(server.mails).toEqual([]);
  await later(5 * minute);
  expect(server.mails).toHaveLength(1);
  expect(await outbox()).toMatchObject([{ state: 'sent', tries: 2 }]);
});

test('killed between the answer of the mail server and the note of it: it leaves again as the very same message', async () => {
  await put('unclear');
  otherProcess({ settle: died }).wake();
  await until(() => server.mails.length === 1);
  await later(6 * minute);
  expect(server.mails.map(({ headers }) => headers['message-id'])).toEqual([
    server.mails[0]?.headers['message-id'],
    server.mails[0]?.headers['message-id'],
  ]);
  await later(100 * minute);
  expect(server.mails).toHaveLength(2);
});

test('a letter that kills its process each time is given up', async () => {
  await put('poison');
  for (let index = 0; index < mailLimits.backoff.length + 1; index += 1) {
    const tries = index + 1;
    otherProcess({ send: died }).wake();
    await until(async () => (await outbox())[0]?.tries === tries);
    app.clock.move(6 * minute);
  }
  await later(0);
  expect(server.mails).toEqual([]);
  expect(await outbox()).toMatchObject([{ state: 'dead', lastError: expect.stringContaining('given up') as string }]);
});

test('a result that comes after the lease has run out changes nothing', async () => {
  await put('slow');
  let finish = (_error: Error): void => undefined;
  const slow = otherProcess({ send: () => new Promise((_, reject) => (finish = reject)) });
  slow.wake();
  await until(async () => (await outbox())[0]?.state === 'sending');
  await later(6 * minute);
  finish(new Error('too late'));
  await slow.idle();
  expect(await outbox()).toMatchObject([{ state: 'sent', lastError: null }]);
});

test('after a month only the key is left, and still nothing leaves twice', async () => {
  await post();
  await later((mailLimits.keepDays + 1) * 24 * 60 * minute);
  expect(await outbox()).toMatchObject([{ key: 'poll:1', to: '', about: { subject: '' } }]);
  await post();
  expect(server.mails).toHaveLength(1);
});

test('whoever is suspended gets no letter any more', async () => {
  const { user } = await app.signedIn();
  await app.connection.collection('users').updateOne({ email: user.email }, { $set: { status: 'suspended' } });
  await post({ to: { email: user.email, name: user.displayName, language: 'ja', userId: user.id } });
  expect(server.mails).toEqual([]);
  expect(await outbox()).toMatchObject([{ state: 'dropped' }]);
});
