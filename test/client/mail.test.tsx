import { screen, waitFor, within } from '@testing-library/react';
import {
  getLetter,
  getMailSubscription,
  listOutbox,
  retryDeadLetters,
  retryLetter,
  setMailSubscription,
} from '@enishi/shared/mail';
import type { OutboxRow } from '@enishi/shared/mail';
import { updateMe } from '@enishi/shared/users';
import { FakeFailure } from '../support/fake-api.js';
import { aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import './patience.js';

const admin = aViewer({ roles: ['admin'], activeRole: 'admin' });
const row = (given: Partial<OutboxRow> = {}): OutboxRow => ({
  id: idOf(70),
  key: 'notice:1',
  state: 'sent',
  to: 'sato@example.jp',
  about: { source: 'notice', kind: 'introduction_proposed' },
  tries: 1,
  createdAt: '2026-11-20T01:23:00.000Z',
  dueAt: null,
  settledAt: '2026-11-20T01:23:05.000Z',
  lastError: null,
  canRetry: false,
  ...given,
});
const dead = row({ id: idOf(71), state: 'dead', tries: 8, lastError: 'no such user', canRetry: true });
const list = (items: OutboxRow[], given: object = {}) => ({
  items,
  total: items.length,
  nextCursor: null,
  counts: { waiting: 0, sending: 0, sent: 1, dead: 1, dropped: 0 },
  delivery: { way: 'smtp' as const, where: 'mail.example.jp:587', isMissing: false },
  ...given,
});
const token = `${idOf(1)}.introduction_proposed.${'A'.repeat(43)}`;

describe('outgoing mail', () => {
  test('says what became of each mail, and sends again what was given up', async () => {
    const server = createServer(admin);
    let items = [dead, row()];
    server.on(listOutbox, ({ query }) => list(items.filter(({ state }) => !query.state || state === query.state)));
    server.on(retryLetter, () => {
      items = [{ ...dead, state: 'waiting', canRetry: false, tries: 0 }, row()];
      return items[0] ?? dead;
    });
    const page = await openPage('/admin/mail');
    await screen.findByText('mail.example.jp:587 から送っています。');
    const mails = within(await screen.findByRole('list', { name: '送信メール' }));
    expect(mails.getAllByRole('link', { name: 'お知らせ：コーディネーターから打診が届いたとき' })).toHaveLength(2);
    mails.getByText('最後のエラー：no such user');
    await page.user.click(mails.getByRole('button', { name: 'sato@example.jp へのメールを送り直す' }));
    await screen.findByText('1通を送り直しています');
    await mails.findByText('送信待ち');
    await page.user.selectOptions(screen.getByLabelText('状態'), 'sent');
    await waitFor(() => expect(mails.queryByText('送信待ち')).toBeNull());
    expect(window.location.search).toBe('?state=sent');
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  test('warns when mails reach nobody, and sends all dead ones again at once', async () => {
    const server = createServer(admin);
    const delivery = { way: 'folder' as const, where: '/data/outbox', isMissing: true };
    server.on(listOutbox, () => list([dead], { delivery }));
    server.on(retryDeadLetters, () => ({ count: 3 }));
    const page = await openPage('/admin/mail');
    await screen.findByText(/メールは誰にも届いていません/);
    await page.user.click(screen.getByRole('button', { name: '送れなかったメールをすべて送り直す' }));
    await screen.findByText('3通を送り直しています');
    page.close();
  });

  test('opens one in a frame that can run nothing', async () => {
    const server = createServer(admin);
    const content = {
      subject: '面談の候補日',
      text: '（本文は、宛先の方だけが読めます）',
      headers: [{ name: 'To', value: 'sato@example.jp' }],
      hasCalendar: true,
    };
    server.on(getLetter, () => ({ ...row(), isOpen: false, content }));
    const page = await openPage(`/admin/mail/${idOf(70)}`);
    const frame = await screen.findByTitle<HTMLIFrameElement>('面談の候補日 の見た目');
    expect(frame.getAttribute('sandbox')).not.toContain('allow-scripts');
    expect(frame.getAttribute('sandbox')).not.toContain('allow-same-origin');
    expect(frame.getAttribute('src')).toBe(`/api/admin/mail/${idOf(70)}/page`);
    screen.getByText(/宛先の方だけが読めます。ここでは/);
    screen.getByText(/invite\.ics/);
    expect(server.mistakes).toEqual([]);
    page.close();
  });
});

describe('the page behind the link of a mail', () => {
  test('stops mails only when asked to, without signing in, and lets them come again', async () => {
    const server = createServer(null);
    let isOn = true;
    const answer = () => ({ topic: 'introduction_proposed' as const, isOn, email: 's…@example.jp' });
    server.on(getMailSubscription, answer);
    server.on(setMailSubscription, ({ body }) => {
      isOn = body.isOn;
      return answer();
    });
    const page = await openPage(`/unsubscribe/${token}`);
    await screen.findByText('「コーディネーターから打診が届いたとき」のメール');
    expect(server.calls.filter((call) => call.startsWith('PUT'))).toEqual([]);
    await page.user.click(screen.getByRole('button', { name: 'このメールを止める' }));
    await screen.findByText('s…@example.jp へのメールを止めました');
    await page.user.click(screen.getByRole('button', { name: 'もう一度受け取る' }));
    await screen.findByText('また届くようにしました');
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  test('says so when the link opens nothing', async () => {
    const server = createServer(null);
    server.on(getMailSubscription, () => {
      throw new FakeFailure('not_found');
    });
    const page = await openPage(`/unsubscribe/${token}`);
    await screen.findByText('このリンクは使えません');
    page.close();
  });
});

test('mail is chosen for each kind beside the screen, and the letter of the morning as a whole', async () => {
  const server = createServer(aViewer({ notificationSettings: { introduction_declined: 'off' } }));
  const sent: unknown[] = [];
  server.on(updateMe, ({ body }) => {
    sent.push(body.mailSettings);
    server.signedIn = aViewer({ version: sent.length, mailSettings: body.mailSettings ?? {} });
    return { viewer: server.signedIn };
  });
  const page = await openPage('/settings');
  const fits = await screen.findByLabelText<HTMLSelectElement>('合いそうな相手が見つかったとき（メール）');
  expect(fits.value).toBe('daily');
  expect(screen.getByLabelText<HTMLSelectElement>('紹介が見送られたとき（メール）').disabled).toBe(true);
  await page.user.selectOptions(fits, 'at_once');
  await waitFor(() => expect(sent).toEqual([{ match_found: 'at_once' }]));
  await page.user.click(screen.getByRole('switch', { name: /朝8時にまとめて/ }));
  await waitFor(() => expect(sent[1]).toEqual({ match_found: 'at_once', digest: 'off' }));
  expect(server.mistakes).toEqual([]);
  page.close();
});
