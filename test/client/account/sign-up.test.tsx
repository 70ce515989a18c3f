import { screen, waitFor, within } from '@testing-library/react';
import { needContracts } from '@enishi/shared/needs';
import { listOrganisations } from '@enishi/shared/organisations';
import { seedContracts } from '@enishi/shared/seeds';
import { confirmSignUp, getSignUp } from '@enishi/shared/sign-ups';
import { signUp } from '@enishi/shared/users';
import type { SignUpForm } from '@enishi/shared/users';
import { FakeFailure } from '../../support/fake-api.js';
import { aViewer, idOf } from '../../support/page-data.js';
import { createServer, openPage } from '../../support/page.js';

// The first page of a file loads all its code.
jest.setTimeout(20_000);

const known = { id: idOf(2), name: '置賜電機', nameEn: '', kind: 'company' as const, prefecture: '06' };
const nothing = { items: [], total: 0, nextCursor: null };

const createSignUpServer = () => {
  const server = createServer(null);
  const taken: SignUpForm[] = [];
  server.on(listOrganisations, ({ query }) => {
    const items = known.name.includes(query.q ?? '') ? [known] : [];
    return { items, total: items.length, nextCursor: null };
  });
  server.on(needContracts.listMine, () => nothing);
  server.on(seedContracts.list, () => nothing);
  server.on(signUp, ({ body }) => {
    taken.push(body);
    server.signedIn = aViewer();
    return { viewer: server.signedIn };
  });
  return { server, taken };
};

const fillPerson = async (user: Awaited<ReturnType<typeof openPage>>['user']): Promise<void> => {
  await user.click(screen.getByRole('checkbox', { name: '企業' }));
  await user.type(screen.getByLabelText(/^お名前/), '山田 花子');
  await user.type(screen.getByLabelText(/^メールアドレス/), 'hanako@example.jp');
  await user.type(screen.getByLabelText(/^パスワード/), '朝いちばんの電車で海まで');
};

test('an organisation is found by typing a part of its name; its region is taken over; one arrives at home', async () => {
  const { server, taken } = createSignUpServer();
  const page = await openPage('/sign-up');
  await screen.findByRole('heading', { name: '登録する' });
  await fillPerson(page.user);
  await page.user.type(screen.getByLabelText(/^所属する組織/), '置賜');
  await page.user.click(await screen.findByRole('option', { name: /置賜電機/ }));
  expect(screen.getByLabelText<HTMLSelectElement>(/^活動する地域/).value).toBe('06');
  await page.user.click(screen.getByRole('button', { name: '登録して始める' }));
  await waitFor(() => expect(window.location.pathname).toBe('/home'));
  expect(taken).toEqual([
    {
      email: 'hanako@example.jp',
      password: '朝いちばんの電車で海まで',
      displayName: '山田 花子',
      roles: ['company'],
      organisation: { choice: 'existing', id: known.id },
      prefecture: '06',
      language: 'ja',
    },
  ]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('an organisation that is not known is entered with its kind and place', async () => {
  const { taken } = createSignUpServer();
  const page = await openPage('/sign-up');
  await screen.findByRole('heading', { name: '登録する' });
  await fillPerson(page.user);
  await page.user.type(screen.getByLabelText(/^所属する組織/), '新しい工房');
  await page.user.click(await screen.findByRole('option', { name: '「新しい工房」を新しく登録する' }));
  await page.user.click(screen.getByRole('radio', { name: '大学' }));
  await page.user.selectOptions(screen.getByLabelText(/^組織の所在地/), '岡山県');
  await page.user.selectOptions(screen.getByLabelText(/^活動する地域/), '岡山県');
  await page.user.click(screen.getByRole('button', { name: '登録して始める' }));
  await waitFor(() => expect(taken).toHaveLength(1));
  expect(taken[0]?.organisation).toEqual({ choice: 'new', name: '新しい工房', kind: 'university', prefecture: '33' });
  page.close();
});

test('what is missing is told on every field at once, and nothing is sent', async () => {
  const { server } = createSignUpServer();
  const page = await openPage('/sign-up');
  await page.user.click(await screen.findByRole('button', { name: '登録して始める' }));
  expect(await screen.findByText('6か所を直してください。')).toBeTruthy();
  expect(screen.getAllByText('入力してください。')).toHaveLength(6);
  expect(server.calls.some((call) => call.startsWith('POST'))).toBe(false);
  page.close();
});

test('an address that has an account already is told on its field, in the reader’s words', async () => {
  const { server } = createSignUpServer();
  server.on(signUp, () => {
    throw new FakeFailure('invalid', { fields: [{ path: 'email', problem: 'email_taken' }] });
  });
  const page = await openPage('/sign-up');
  await screen.findByRole('heading', { name: '登録する' });
  await fillPerson(page.user);
  await page.user.type(screen.getByLabelText(/^所属する組織/), '置賜');
  await page.user.click(await screen.findByRole('option', { name: /置賜電機/ }));
  await page.user.click(screen.getByRole('button', { name: '登録して始める' }));
  expect(await screen.findByText('このメールアドレスはすでに登録されています。')).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText(/^メールアドレス/)));
  page.close();
});

describe('where addresses are confirmed', () => {
  const fillAll = async (page: Awaited<ReturnType<typeof openPage>>): Promise<void> => {
    await screen.findByRole('heading', { name: '登録する' });
    await fillPerson(page.user);
    await page.user.type(screen.getByLabelText(/^所属する組織/), '置賜');
    await page.user.click(await screen.findByRole('option', { name: /置賜電機/ }));
    await page.user.click(screen.getByRole('button', { name: '登録して始める' }));
  };

  test('the letter is told of, can be asked for again, and what was typed is there to be mended', async () => {
    const { server, taken } = createSignUpServer();
    server.on(signUp, ({ body }) => {
      taken.push(body);
      return { state: 'sent', viewer: null };
    });
    const page = await openPage('/sign-up');
    await fillAll(page);
    expect(await screen.findByRole('heading', { level: 1, name: 'メールをご確認ください' })).toBeTruthy();
    const said = screen.getByText(/hanako@example.jp へメールを送りました。24時間以内に/);
    expect(document.activeElement).toBe(said);
    expect(window.location.pathname).toBe('/sign-up');
    await page.user.click(screen.getByRole('button', { name: 'もう一度送る' }));
    expect(await screen.findByText('もう一度送りました。')).toBeTruthy();
    expect(taken).toHaveLength(2);
    expect(taken[1]).toEqual(taken[0]);

    await page.user.click(screen.getByRole('button', { name: '入力した内容に戻る' }));
    expect(screen.getByLabelText<HTMLInputElement>(/^お名前/).value).toBe('山田 花子');
    await page.user.type(screen.getByLabelText(/^メールアドレス/), '.example');
    await page.user.click(screen.getByRole('button', { name: '登録して始める' }));
    expect(await screen.findByText(/hanako@example.jp.example へメールを送りました/)).toBeTruthy();
    expect(taken[2]).toEqual({ ...taken[0], email: 'hanako@example.jp.example' });
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  const token = 'A'.repeat(43);
  const openConfirm = () => openPage(`/sign-up/confirm?token=${token}`);

  test('the link shows what will be opened, and its button opens it', async () => {
    const { server } = createSignUpServer();
    server.on(getSignUp, () => ({
      ...{ email: 'hanako@example.jp', displayName: '山田 花子', organisationName: '置賜電機' },
      expiresAt: '2026-05-01T03:00:00.000Z',
    }));
    server.on(confirmSignUp, ({ body }) => {
      if ((body as { password: string }).password !== '桜の旅のことば')
        throw new FakeFailure('invalid', { fields: [{ path: 'password', problem: 'password_wrong' }] });
      server.signedIn = aViewer();
      return { viewer: server.signedIn };
    });
    const page = await openConfirm();
    const button = await screen.findByRole('button', { name: '登録を完了する' });
    for (const fact of ['hanako@example.jp', '山田 花子', '置賜電機']) expect(screen.getByText(fact)).toBeTruthy();
    expect(server.calls.filter((call) => call.startsWith('POST'))).toEqual([]);
    await page.user.type(screen.getByLabelText('登録のときに決めたパスワード'), 'ちがうことば');
    await page.user.click(button);
    expect(await screen.findByText('パスワードが違います。')).toBeTruthy();
    await page.user.clear(screen.getByLabelText('登録のときに決めたパスワード'));
    await page.user.type(screen.getByLabelText('登録のときに決めたパスワード'), '桜の旅のことば');
    await page.user.click(button);
    await waitFor(() => expect(window.location.pathname).toBe('/home'));
    expect(server.calls).toContain(`POST /api/sign-ups/${token}`);
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  test('a link that is over leads on to signing in, to a new password and to signing up again', async () => {
    const { server } = createSignUpServer();
    server.on(getSignUp, () => {
      throw new FakeFailure('not_found');
    });
    const page = await openConfirm();
    expect(await screen.findByRole('heading', { name: 'このリンクは使えません' })).toBeTruthy();
    const main = within(screen.getByRole('main'));
    expect(main.getByRole('link', { name: 'ログインする' }).getAttribute('href')).toBe('/sign-in');
    expect(main.getByRole('link', { name: 'パスワードを忘れた方' }).getAttribute('href')).toBe('/forgot');
    await page.user.click(main.getByRole('link', { name: 'もう一度登録する' }));
    await waitFor(() => expect(window.location.pathname).toBe('/sign-up'));
    page.close();
  });
});
