import { act, screen, waitFor, within } from '@testing-library/react';
import { countNotifications, listNotifications, markNotifications } from '@enishi/shared/notifications';
import type { Notification } from '@enishi/shared/notifications';
import { listIntroductions } from '@enishi/shared/introductions';
import { getNeedCase, getQueue } from '@enishi/shared/workbench';
import { reconnect, sendHint } from '../support/fake-socket.js';
import { idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator, buildCase, buildNotice, inHours } from './case-data.js';
import './patience.js';

const none = { items: [], total: 0, nextCursor: null };

/** Notices kept like a server keeps them. */
const startNotices = (...notices: Notification[]) => {
  const server = createServer(aCoordinator());
  const world = { notices };
  const unread = (): number => world.notices.filter(({ readAt }) => readAt === null).length;
  server.on(countNotifications, () => ({ unread: unread() }));
  server.on(listNotifications, ({ query }) => {
    const items = world.notices.filter(({ readAt }) => query.unread !== 'true' || readAt === null);
    return { items: items.slice(0, query.limit), total: items.length, nextCursor: null, unread: unread() };
  });
  server.on(markNotifications, ({ body }) => {
    const isMeant = ({ id }: Notification): boolean => 'all' in body || body.ids.includes(id);
    world.notices = world.notices.map((notice) => (isMeant(notice) ? { ...notice, readAt: inHours(0) } : notice));
    return { unread: unread() };
  });
  server.on(listIntroductions, () => none);
  server.on(getQueue, () => ({ items: [], now: inHours(0) }));
  server.on(getNeedCase, () => buildCase());
  return { server, world };
};

const bell = (name: string) => screen.findByRole('button', { name });

test('the bell rings by itself, and again for what was missed while the line was lost', async () => {
  const { server, world } = startNotices();
  const page = await openPage('/introductions');
  await bell('お知らせ');

  world.notices = [buildNotice()];
  sendHint({ topic: 'notifications' });
  await bell('お知らせ 未読 1 件');

  world.notices = [buildNotice(), buildNotice({ id: idOf(51) })];
  act(reconnect);
  await bell('お知らせ 未読 2 件');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a notice opens where something can be done about it, and counts as read', async () => {
  const { server } = startNotices(buildNotice(), buildNotice({ id: idOf(51), kind: 'introduction_connected' }));
  const page = await openPage('/introductions');
  await page.user.click(await bell('お知らせ 未読 2 件'));
  const latest = within(await screen.findByRole('dialog'));
  await latest.findByText('「ひのき床材の断熱性を示したい」の紹介が成立し、名前と連絡先が開きました');

  await page.user.click(latest.getByRole('link', { name: /合いそうな候補が3件あります/ }));
  await screen.findByRole('region', { name: 'ニーズ' });
  expect(window.location.pathname).toBe(`/workbench/${idOf(10)}`);
  await bell('お知らせ 未読 1 件');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('all are marked as read at once', async () => {
  const { server } = startNotices(buildNotice(), buildNotice({ id: idOf(51) }));
  const page = await openPage('/notifications');
  await screen.findByText('未読2件');
  await page.user.click(screen.getByRole('button', { name: 'すべて既読にする' }));
  await screen.findByText('すべて読みました');
  await bell('お知らせ');

  await page.user.click(screen.getByRole('switch', { name: '未読だけ' }));
  await screen.findByText('未読のお知らせはありません');
  await waitFor(() => expect(window.location.search).toBe('?unread=true'));
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a thing that was hidden since shows no title', async () => {
  startNotices(buildNotice({ subject: { kind: 'need', id: idOf(10), title: null } }));
  const page = await openPage('/notifications');
  await screen.findByText(/新しいニーズ「（いまは公開されていません）」/);
  page.close();
});

test('notices are complete in English', async () => {
  const { server } = startNotices(buildNotice({ kind: 'introduction_declined', reason: 'too_early', count: null }));
  server.signedIn = aCoordinator({ language: 'en' });
  const page = await openPage('/notifications', 'en');
  await screen.findByText(/did not come about this time/);
  await screen.findByText('Reason: Too early');
  page.close();
});
