import { screen, waitFor, within } from '@testing-library/react';
import { listOrganisations } from '@enishi/shared/organisations';
import { changePassword, createInvitation, listPeople, updateMe, updatePerson } from '@enishi/shared/users';
import type { PersonRow } from '@enishi/shared/users';
import { FakeFailure } from '../support/fake-api.js';
import { aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator, inHours } from './case-data.js';
import './patience.js';

describe('settings', () => {
  test('how one is told is kept per kind, beside what was chosen before', async () => {
    const server = createServer(aCoordinator({ notificationSettings: { match_found: 'off' } }));
    const sent: unknown[] = [];
    server.on(updateMe, ({ body }) => {
      sent.push(body);
      server.signedIn = aCoordinator({ version: 1, notificationSettings: body.notificationSettings ?? {} });
      return { viewer: server.signedIn };
    });
    const page = await openPage('/settings');
    const row = within(await screen.findByRole('radiogroup', { name: '担当地域で新しいニーズが公開されたとき' }));
    await page.user.click(row.getByRole('radio', { name: '1日1回' }));
    await screen.findByText('受け取り方を変えました');
    expect(row.getByRole<HTMLInputElement>('radio', { name: '1日1回' }).checked).toBe(true);
    expect(sent).toEqual([{ version: 0, notificationSettings: { match_found: 'off', need_published: 'daily' } }]);
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  test('kinds that only coordinators get are offered to coordinators only', async () => {
    createServer(aViewer());
    const page = await openPage('/settings');
    await screen.findByRole('radiogroup', { name: '紹介が成立したとき' });
    expect(screen.queryByRole('radiogroup', { name: '担当地域で新しいニーズが公開されたとき' })).toBeNull();
    page.close();
  });

  test('a wrong password is told at its field', async () => {
    const server = createServer(aViewer());
    server.on(changePassword, () => {
      throw new FakeFailure('invalid', { fields: [{ path: 'current', problem: 'password_wrong' }] });
    });
    const page = await openPage('/settings');
    await page.user.type(await screen.findByLabelText(/いまのパスワード/), '間違ったことば');
    await page.user.type(screen.getByLabelText(/新しいパスワード/), '朝いちばんの電車で海まで');
    await page.user.click(screen.getByRole('button', { name: 'パスワードを変える' }));
    await screen.findByText('パスワードが違います。');
    expect(server.mistakes).toEqual([]);
    page.close();
  });
});

const admin = aViewer({ roles: ['admin'], activeRole: 'admin' });
const centre = {
  id: idOf(900),
  name: '置賜支援センター',
  nameEn: '',
  kind: 'support_centre' as const,
  prefecture: '06',
};
const person: PersonRow = {
  id: idOf(60),
  email: 'ito@mail.example',
  displayName: '伊藤 健',
  roles: ['researcher'],
  status: 'active',
  organisation: centre,
  createdAt: inHours(-99),
  lastSignInAt: null,
  hasSecondFactor: false,
  isErased: false,
  version: 2,
};

describe('administration', () => {
  test('somebody is suspended only after asking, and can be readmitted', async () => {
    const server = createServer(admin);
    let row = person;
    server.on(listPeople, () => ({ items: [row], total: 1, nextCursor: null }));
    server.on(
      updatePerson,
      ({ body }) => (row = { ...row, status: body.status ?? row.status, version: row.version + 1 }),
    );
    const page = await openPage('/admin');
    await page.user.click(await screen.findByRole('button', { name: '伊藤 健さんを停止する' }));
    const dialog = within(await screen.findByRole('dialog', { name: '伊藤 健さんを停止しますか' }));
    expect(row.status).toBe('active');
    await page.user.click(dialog.getByRole('button', { name: '停止する' }));
    await screen.findByRole('button', { name: '伊藤 健さんの利用を再開する' });
    within(screen.getByRole('table')).getByText('停止中');
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  test('people are searched when typing pauses, and the search stands in the address', async () => {
    const server = createServer(admin);
    server.on(listPeople, ({ query }) => ({
      items: query.q ? [] : [person],
      total: query.q ? 0 : 1,
      nextCursor: null,
    }));
    const page = await openPage('/admin');
    await screen.findByText('伊藤 健');
    await page.user.type(screen.getByRole('searchbox', { name: '名前・メールアドレスでさがす' }), 'いない人');
    await screen.findByText('当てはまる人はいません');
    expect(new URLSearchParams(window.location.search).get('q')).toBe('いない人');
    expect(server.calls.filter((call) => call.startsWith('GET /api/admin/people'))).toHaveLength(2);
    page.close();
  });

  test('an invitation shows its link once', async () => {
    const server = createServer(admin);
    const sent: unknown[] = [];
    server.on(listOrganisations, () => ({ items: [centre], total: 1, nextCursor: null }));
    server.on(createInvitation, ({ body }) => {
      sent.push(body);
      return { address: 'https://enishi.example/invite/abc', expiresAt: inHours(168) };
    });
    const page = await openPage('/admin?tab=invite');
    await page.user.type(await screen.findByRole('textbox', { name: /メールアドレス/ }), 'New@mail.example');
    await page.user.click(screen.getByRole('button', { name: 'リンクを作る' }));
    await screen.findByText('入力してください。');
    await page.user.type(screen.getByRole('textbox', { name: /所属する組織/ }), '置賜');
    await page.user.click(await screen.findByRole('option', { name: /置賜支援センター/ }));
    await page.user.click(screen.getByRole('button', { name: 'リンクを作る' }));

    const link = await screen.findByRole<HTMLInputElement>('textbox', { name: '招待のリンク' });
    expect(link.value).toBe('https://enishi.example/invite/abc');
    expect(sent).toEqual([{ email: 'new@mail.example', roles: ['coordinator'], organisationId: centre.id }]);
    await page.user.click(screen.getByRole('button', { name: '続けて招待する' }));
    await waitFor(() => expect(screen.queryByRole('textbox', { name: '招待のリンク' })).toBeNull());
    expect(server.mistakes).toEqual([]);
    page.close();
  });
});
