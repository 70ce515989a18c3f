// The outbox as administrators see it: enough to help, too little to read other people's letters.
import { getLetter, getLetterPage, listOutbox, retryDeadLetters, retryLetter } from '@enishi/shared/mail';
import { startTestApp, type TestApp } from '../support/app';
import { meetingOfTwo, propose } from '../support/journey';
import { mailsIn } from '../support/mail-reader';
import { startMailServer, type MailServer } from '../support/mail-server';

const link = (id: string) =>
  `https://enishi.example.jp/polls/${id.repeat(24).slice(0, 24)}.guest-1.${'Zx9_'.repeat(11).slice(0, 43)}`;
const letter = {
  key: 'poll:1',
  to: { email: 'sato@example.jp', name: '佐藤 花子', language: 'ja', userId: null },
  subject: '面談の候補日をお知らせください',
  paragraphs: ['まだ誰にも言えない新製品の話です。'],
  action: { label: '候補日に答える', url: link('a') },
} as const;

describe('with a mail server', () => {
  let server: MailServer;
  let app: TestApp;
  beforeAll(async () => {
    server = await startMailServer();
    app = await startTestApp({ env: { SMTP_URL: server.url, MAIL_FROM: 'no-reply@enishi.example.jp' } });
  });
  beforeEach(async () => {
    await app.reset();
    server.reset();
  });
  afterAll(async () => {
    await app.close();
    await server.down();
  });

  const admin = async () => (await app.signedIn({ roles: ['admin'] })).client;
  const post = async (given: object = {}) => {
    await app.wired.mail.post({ ...letter, ...given });
    await app.mailed();
  };

  test('lists what left and what did not, with counts and a filter', async () => {
    server.refuseAddress((address) => (address === 'gone@example.jp' ? { code: 550, text: 'no such user' } : null));
    await post();
    await post({ key: 'poll:2', to: { ...letter.to, email: 'gone@example.jp' } });
    const client = await admin();
    const list = await client.call(listOutbox);
    expect(list.counts).toEqual({ waiting: 0, sending: 0, sent: 1, dead: 1, dropped: 0 });
    expect(list.delivery).toEqual({ way: 'smtp', where: server.url.replace('smtp://', ''), isMissing: false });
    expect(list.items.map(({ to, state }) => [to, state])).toEqual([
      ['gone@example.jp', 'dead'],
      ['sato@example.jp', 'sent'],
    ]);
    const dead = await client.call(listOutbox, { query: { state: 'dead' } });
    expect(dead).toMatchObject({ total: 1, items: [{ to: 'gone@example.jp', canRetry: true }] });
    const pages = await client.call(listOutbox, { query: { limit: 1 } });
    const next = await client.call(listOutbox, { query: { limit: 1, cursor: pages.nextCursor ?? '' } });
    expect([pages.items[0]?.to, next.items[0]?.to]).toEqual(['gone@example.jp', 'sato@example.jp']);
  });

  test('shows the form of a letter, neither what it says nor where its link leads', async () => {
    await post();
    const client = await admin();
    const [row] = (await client.call(listOutbox)).items;
    const params = { id: row?.id ?? '' };
    const shown = await client.call(getLetter, { params });
    const page = await client.send(getLetterPage, { params });
    expect(shown.isOpen).toBe(false);
    expect(shown.content?.subject).toBe(letter.subject);
    expect(shown.content?.headers).toContainEqual({ name: 'To', value: '佐藤 花子 <sato@example.jp>' });
    const all = JSON.stringify([shown, page.body]);
    expect(all).toContain('候補日に答える');
    expect(all).not.toContain('新製品');
    expect(all).not.toContain('Zx9_Zx9_');
    // The receiver got both.
    expect(server.mails[0]?.text).toContain('新製品');
    expect(server.mails[0]?.text).toContain(link('a'));
  });

  test('shows a notice without its title and without the link that stops such mails', async () => {
    const { coordinator, seed, need } = await meetingOfTwo(app);
    await propose(coordinator.client, need.id, seed.id);
    await app.mailed();
    const client = await admin();
    const { items } = await client.call(listOutbox);
    expect(items.map(({ about }) => about)).toContainEqual({ source: 'notice', kind: 'introduction_proposed' });
    for (const { id } of items) {
      const shown = JSON.stringify(await client.call(getLetter, { params: { id } }));
      expect(shown).not.toContain(need.title);
      expect(shown).toContain('/unsubscribe/[hidden]');
    }
  });

  test('its page runs nothing, loads nothing and can be framed by our own pages only', async () => {
    await post({ paragraphs: ['<script>alert(1)</script>'] });
    const client = await admin();
    const [row] = (await client.call(listOutbox)).items;
    const { headers } = await client.send(getLetterPage, { params: { id: row?.id ?? '' } });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    const rules = headers.get('content-security-policy') ?? '';
    expect(rules).toContain("default-src 'none'");
    expect(rules).toContain('sandbox');
    expect(rules).not.toContain('allow-scripts');
    expect(rules).toContain("frame-ancestors 'self'");
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('tries the dead again, one or all, and only them', async () => {
    server.refuseAddress(() => ({ code: 550, text: 'no such user' }));
    for (const key of ['one', 'two', 'three']) await post({ key });
    const client = await admin();
    const { items } = await client.call(listOutbox);
    server.reset();
    const params = { id: items[0]?.id ?? '' };
    expect(await client.call(retryLetter, { params })).toMatchObject({ state: 'waiting', tries: 0 });
    await app.mailed();
    expect(server.mails).toHaveLength(1);
    await client.fail(retryLetter, 409, { params });
    expect(await client.call(retryDeadLetters)).toEqual({ count: 2 });
    await app.mailed();
    expect(server.mails).toHaveLength(3);
    expect(await client.call(retryDeadLetters)).toEqual({ count: 0 });
  });
});

describe('without a mail server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  test('mails lie in a folder, each once, and can be read and followed from the page', async () => {
    const post = async () => {
      await app.wired.mail.post(letter);
      await app.mailed();
    };
    await post();
    await post();
    const [mail, ...others] = mailsIn(app.dataDir);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe(letter.subject);
    expect(mail?.text).toContain(link('a'));
    const { client } = await app.signedIn({ roles: ['admin'] });
    const list = await client.call(listOutbox);
    expect(list.delivery).toEqual({ way: 'folder', where: `${app.dataDir}/outbox`, isMissing: false });
    const shown = await client.call(getLetter, { params: { id: list.items[0]?.id ?? '' } });
    expect(shown.isOpen).toBe(true);
    expect(shown.content?.text).toContain('新製品');
    expect(shown.content?.text).toContain(link('a'));
  });
});

test('in production without a mail server, somebody is told', async () => {
  const app = await startTestApp({
    env: { NODE_ENV: 'production', PUBLIC_URL: 'https://enishi.example.jp', TRUST_PROXY: '1' },
  });
  const store = app.wired.mail.delivery;
  expect(store.way).toBe('folder');
  expect(store.isMissing).toBe(true);
  await app.close();
});
