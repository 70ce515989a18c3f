import { screen, waitFor } from '@testing-library/react';
import { needContracts } from '@enishi/shared/needs';
import { seedContracts } from '@enishi/shared/seeds';
import { signIn } from '@enishi/shared/users';
import { FakeFailure } from '../../support/fake-api.js';
import { aViewer } from '../../support/page-data.js';
import { createServer, openPage } from '../../support/page.js';

// The first page of a file loads all its code.
jest.setTimeout(20_000);

const nothing = { items: [], total: 0, nextCursor: null };

const enter = async (page: Awaited<ReturnType<typeof openPage>>): Promise<void> => {
  await page.user.type(await screen.findByLabelText('メールアドレス'), 'hanako@example.jp');
  await page.user.type(screen.getByLabelText('パスワード'), '朝いちばんの電車で海まで');
  await page.user.click(screen.getByRole('button', { name: 'ログインする' }));
};

const createSignInServer = () => {
  const server = createServer(null);
  server.on(needContracts.listMine, () => nothing);
  server.on(seedContracts.list, () => nothing);
  server.on(signIn, () => {
    server.signedIn = aViewer();
    return { viewer: server.signedIn };
  });
  return server;
};

test('a closed page sends a visitor to sign in and lets them in afterwards', async () => {
  createSignInServer();
  const page = await openPage('/home');
  await waitFor(() => expect(window.location.pathname).toBe('/sign-in'));
  await enter(page);
  expect(await screen.findByRole('heading', { level: 1, name: '山田 花子さん' })).toBeTruthy();
  expect(window.location.pathname).toBe('/home');
  page.close();
});

test('an address that leads elsewhere is not followed after signing in', async () => {
  createSignInServer();
  const page = await openPage('/sign-in?next=//evil.example/home');
  await enter(page);
  await waitFor(() => expect(window.location.pathname).toBe('/home'));
  expect(window.location.host).toBe('localhost');
  page.close();
});

test('a wrong password says only that one of the two is wrong', async () => {
  const server = createSignInServer();
  server.on(signIn, () => {
    throw new FakeFailure('wrong_credentials');
  });
  const page = await openPage('/sign-in');
  await enter(page);
  expect(await screen.findByText(/メールアドレスかパスワードが違います/)).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  page.close();
});

test('a page of another role is explained, not shown', async () => {
  createServer(aViewer({ roles: ['researcher'], activeRole: 'researcher' }));
  const page = await openPage('/needs/new');
  expect(await screen.findByRole('heading', { name: 'この立場では開けません' })).toBeTruthy();
  expect(screen.getByText('このページは「企業、コーディネーター」の立場の方のページです。')).toBeTruthy();
  page.close();
});
