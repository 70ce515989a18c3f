// Belonging to an organisation, on screen: what the one who asked sees, and whoever can confirm them.
import { screen, waitFor, within } from '@testing-library/react';
import { decideMembership, listMembershipRequests, requestMembership } from '@enishi/shared/memberships';
import type { MembershipRequest } from '@enishi/shared/memberships';
import { listOrganisations } from '@enishi/shared/organisations';
import { sendHint } from '../support/fake-socket.js';
import { FakeFailure } from '../support/fake-api.js';
import { aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator } from './case-data.js';
import './patience.js';

const company = { id: idOf(700), name: '最上精機', nameEn: 'Mogami Seiki', kind: 'company' as const, prefecture: '06' };
const person = { id: idOf(701), name: '個人', nameEn: 'Individual', kind: 'other' as const, prefecture: '06' };
const aRequest = (given: Partial<MembershipRequest> = {}): MembershipRequest => ({
  id: idOf(710),
  displayName: '新田 一',
  email: 'nitta@example.jp',
  organisation: company,
  requestedAt: '2026-11-20T01:00:00.000Z',
  ...given,
});
const pending = {
  organisation: company,
  state: 'pending' as const,
  requestedAt: '2026-11-20T01:00:00.000Z',
  reason: '',
};

/** A server with people who wait, and a note of each decision. */
const withRequests = (viewer: ReturnType<typeof aViewer>, requests: MembershipRequest[]) => {
  const server = createServer(viewer);
  const decided: unknown[] = [];
  let waiting = requests;
  server.on(listMembershipRequests, () => ({ items: waiting, total: waiting.length }));
  server.on(decideMembership, ({ params, body }) => {
    if (!waiting.some(({ id }) => id === params.id)) throw new FakeFailure('not_found');
    decided.push([params.id, body]);
    waiting = waiting.filter(({ id }) => id !== params.id);
    return undefined;
  });
  return { server, decided, empty: () => (waiting = []), fill: (given: MembershipRequest[]) => (waiting = given) };
};

test('one click confirms somebody, and they are gone from the list', async () => {
  const { server, decided } = withRequests(aViewer(), [aRequest()]);
  const page = await openPage('/memberships');
  await page.user.click(await screen.findByRole('button', { name: '新田 一さんの「最上精機」への所属を確認する' }));
  await screen.findByText('新田 一さんの所属を確認しました');
  await screen.findByText('確認を待っている方はいません');
  expect(decided).toEqual([[idOf(710), { decision: 'confirm' }]]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a refusal asks for its reason, and works from the keyboard', async () => {
  const { server, decided } = withRequests(aViewer(), [aRequest()]);
  const page = await openPage('/memberships');
  (await screen.findByRole('button', { name: '新田 一さんの「最上精機」への所属を見送る' })).focus();
  await page.user.keyboard('{Enter}');
  const dialog = within(await screen.findByRole('dialog', { name: '新田 一さんの所属を見送りますか' }));
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));
  await dialog.findByText(/入力してください|書いてください/, { selector: '[id$="-error"]' });
  expect(decided).toEqual([]);
  await page.user.type(dialog.getByRole('textbox', { name: /理由/ }), '名簿にありません。');
  await page.user.keyboard('{Tab}');
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));
  await screen.findByText('新田 一さんの所属を見送りました');
  expect(decided).toEqual([[idOf(710), { decision: 'refuse', reason: '名簿にありません。' }]]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('who was not quick enough is told so, and sees the list as it is now', async () => {
  const { empty } = withRequests(aViewer(), [aRequest()]);
  const page = await openPage('/memberships');
  const button = await screen.findByRole('button', { name: /所属を確認する/ });
  empty();
  await page.user.click(button);
  await screen.findByText(/この申し込みは、もう待っていません/);
  await screen.findByText('確認を待っている方はいません');
  page.close();
});

test('a list that cannot be read says so, and can be asked for again', async () => {
  const { server } = withRequests(aViewer(), [aRequest()]);
  let isBroken = true;
  server.on(listMembershipRequests, () => {
    if (isBroken) throw new FakeFailure('internal');
    return { items: [aRequest()], total: 1 };
  });
  const page = await openPage('/memberships');
  const again = await screen.findByRole('button', { name: 'もう一度試す' });
  isBroken = false;
  await page.user.click(again);
  await screen.findByText('nitta@example.jp');
  page.close();
});

test('whoever asked sees in the settings and on the page itself that it waits', async () => {
  const server = createServer(aViewer({ organisation: person, membership: pending }));
  const page = await openPage('/memberships');
  await screen.findByText('「最上精機」への所属を確認しています');
  expect(screen.getByText('個人')).toBeTruthy();
  page.close();
  const settings = await openPage('/settings');
  await screen.findByText('「最上精機」への所属を確認しています');
  expect(server.mistakes).toEqual([]);
  settings.close();
});

test('a refusal shows its reason in English too, and another organisation can be named', async () => {
  const server = createServer(
    aViewer({
      organisation: person,
      membership: { ...pending, state: 'refused', reason: 'Please use your company address.' },
      language: 'en',
    }),
  );
  const asked: string[] = [];
  server.on(listOrganisations, () => ({ items: [company], total: 1, nextCursor: null }));
  server.on(requestMembership, ({ body }) => {
    asked.push(body.organisationId);
    server.signedIn = aViewer({ organisation: person, membership: pending, language: 'en' });
    return pending;
  });
  const page = await openPage('/memberships', 'en');
  await screen.findByText('Your membership of Mogami Seiki could not be confirmed');
  expect(screen.getByText('Reason: Please use your company address.')).toBeTruthy();
  await page.user.click(screen.getByRole('button', { name: 'Choose another organisation' }));
  await page.user.type(screen.getByRole('textbox', { name: /Your organisation/ }), 'Mogami');
  await page.user.click(await screen.findByRole('option', { name: /Mogami Seiki/ }));
  await page.user.click(await screen.findByRole('button', { name: 'Ask' }));
  await screen.findByText('Your membership of Mogami Seiki is being confirmed');
  expect(asked).toEqual([company.id]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('the administrator’s page says how many wait, as soon as a notice comes', async () => {
  const { fill } = withRequests(aViewer({ roles: ['admin'], activeRole: 'admin' }), []);
  const page = await openPage('/admin?tab=audit');
  await waitFor(() => expect(screen.queryByText(/待っている方/)).toBeNull());
  fill([aRequest(), aRequest({ id: idOf(711), displayName: '新田 二' })]);
  sendHint({ topic: 'notifications' });
  await screen.findByText('所属の確認を待っている方が2人います。');
  expect(screen.getByRole('link', { name: '所属の確認を開く' }).getAttribute('href')).toBe('/memberships');
  page.close();
});

test('people who were invited are told that theirs is settled', async () => {
  createServer(aCoordinator());
  const page = await openPage('/memberships');
  await screen.findByText(/招待で決まっています/);
  expect(screen.queryByRole('button', { name: '別の組織を選ぶ' })).toBeNull();
  page.close();
});
