// Processes that die beside others: people go on at another one and miss nothing, and what was cut off is done once.
import { listNotifications } from '@enishi/shared/notifications';
import { account } from '../../client/src/copy/ja/account';
import { createOutboxStore } from '../../server/src/features/mail/outbox-store';
import { testPassword } from '../support/app';
import { startBrowser, type Screen, type TestBrowser } from '../support/browser';
import { callIn } from '../support/cases';
import type { HttpClient } from '../support/http-client';
import { publishNeed, publishSeed } from '../support/journey';
import { startMailServer, type MailServer } from '../support/mail-server';
import { findRedis } from '../support/redis';
import { startSeveral, within, type Several } from '../support/several-processes';
import { openLine } from '../support/socket-client';

jest.setTimeout(120_000);

const count = 4;
const patience = 30_000;
const indexes = Array.from({ length: count }, (_, index) => index);
const day = 86_400_000;
/** `npm test` says when these are left out. */
const withRedis = findRedis() ? describe : describe.skip;

withRedis('processes that die beside others', () => {
  let all: Several;
  let mails: MailServer;
  let browser: TestBrowser;
  beforeAll(async () => {
    mails = await startMailServer();
    all = await startSeveral(count, { SMTP_URL: mails.url, MAIL_FROM: 'Enishi <no-reply@mail.example>' });
    browser = await startBrowser(all.url);
  });
  afterAll(async () => {
    await browser.close();
    await all.close();
    await mails.down();
  });

  /** How often this person is told about a thing, as each process says. */
  const noticesOf = async (client: HttpClient, id: string) => {
    const lists = await Promise.all(indexes.map((at) => all.seenFrom(client, at).call(listNotifications)));
    return lists.map(({ items }) => items.filter(({ subject }) => subject.id === id).length);
  };
  const once = indexes.map(() => 1);

  const enter = async (email: string): Promise<Screen> => {
    const screen = await browser.open();
    await screen.page.goto('/sign-in');
    await screen.page.getByLabel(account.email).fill(email);
    await screen.page.getByLabel(account.password, { exact: true }).fill(testPassword);
    await screen.page.getByRole('button', { name: account.signIn.submit }).click();
    await screen.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    return screen;
  };
  const bell = (screen: Screen, unread: number) =>
    screen.page.getByRole('button', { name: new RegExp(`未読\\s*${unread}\\s*件`) }).waitFor({ timeout: patience });

  test('a screen goes on at another process and misses nothing, with four, three and two of them', async () => {
    const professor = await all.signedIn({ roles: ['researcher'] });
    await publishSeed(professor.client);
    const company = await all.signedIn();
    all.lead(0);
    const screen = await enter(professor.user.email);
    const reloads: string[] = [];
    screen.page.on('framenavigated', (frame) => reloads.push(frame.url()));
    const line = await openLine(all.url, professor.client, {}, { transports: ['websocket'], reconnection: true });
    all.lead();
    // Acknowledged by the process that dies on the spot; a restart takes up what it left.
    const first = await publishNeed(all.seenFrom(company.client, 0));
    await all.at(0).kill();
    expect(await line.closed).toMatch(/transport/);
    await all.start(0);
    all.lead();
    await bell(screen, 1);
    await line.heard({ topic: 'notifications' });
    expect(await noticesOf(professor.client, first.id)).toEqual(once);

    for (const index of [0, 3]) await all.at(index).kill();
    line.hints.length = 0;
    const second = await publishNeed(all.seenFrom(company.client, 1));
    await bell(screen, 2);
    await Promise.all([0, 3].map(all.start));
    all.lead();
    expect(await noticesOf(professor.client, second.id)).toEqual(once);
    expect(reloads).toEqual([]);
    line.close();
    await screen.close();
  });

  test('what was left undone is done once when all of them start at the same moment', async () => {
    const professor = await all.signedIn({ roles: ['researcher'] });
    const desk = await all.signedIn({ roles: ['coordinator'], prefecture: '06' });
    await publishSeed(professor.client);
    const need = await publishNeed((await all.signedIn()).client, { title: '途中で切れたニーズ' });
    const unanswered = await callIn(desk.client, { title: '返事のないままの相談' });
    await within(patience, async () => (await noticesOf(professor.client, need.id)).every((told) => told === 1));
    await Promise.all(all.processes.map((one) => one.kill()));

    const aged = (field: string) => ({ [field]: new Date(Date.now() - 10 * day) });
    const collection = (name: string) => all.connection.collection(name);
    for (const name of ['matches', 'notifications', 'outbox']) await collection(name).deleteMany({});
    await collection('needs').updateMany({ 'content.title': need.title }, { $set: { matchedAt: null } });
    await collection('cases').updateMany(
      { title: unanswered.title },
      { $set: { ...aged('createdAt'), ...aged('touchedAt'), ...aged('alarmAt') } },
    );
    const outbox = createOutboxStore(all.connection);
    const letters = Array.from({ length: 40 }, (_, index) => `waiting-${index}@mail.example`);
    for (const email of letters)
      await outbox.add({
        ...{ key: `test:${email}`, createdAt: new Date(), to: { email, name: '', language: 'ja', userId: null } },
        about: { source: 'letter', words: { subject: '停電の前の手紙', paragraphs: ['一通だけ届きます。'] } },
      });
    mails.reset();

    await all.startAll();
    await within(patience, async () => (await noticesOf(professor.client, need.id))[0] === 1);
    await within(patience, async () => (await noticesOf(desk.client, unanswered.id))[0] === 1);
    await within(
      patience,
      async () => (await collection('outbox').countDocuments({ state: { $in: ['waiting', 'sending'] } })) === 0,
    );
    expect(await noticesOf(professor.client, need.id)).toEqual(once);
    expect(await noticesOf(desk.client, need.id)).toEqual(once);
    expect(await noticesOf(desk.client, unanswered.id)).toEqual(once);
    const reached = mails.mails.flatMap(({ envelopeTo }) => envelopeTo);
    expect(reached.filter((to) => letters.includes(to)).sort()).toEqual([...letters].sort());
    const ids = mails.mails.map(({ headers }) => headers['message-id']?.[0]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(reached.filter((to) => to === desk.user.email)).toHaveLength(1);
  });
});
