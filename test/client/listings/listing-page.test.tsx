import { screen, within } from '@testing-library/react';
import { secrecyPresets } from '@enishi/shared/disclosure';
import { needContracts } from '@enishi/shared/needs';
import { FakeFailure } from '../../support/fake-api.js';
import { aNeedView, aViewer, idOf } from '../../support/page-data.js';
import { createServer, openPage } from '../../support/page.js';

// The first page of a file loads all its code.
jest.setTimeout(20_000);

const address = `/needs/${idOf(100)}`;

test('what is closed to a visitor is explained in its place', async () => {
  const server = createServer(null);
  server.on(needContracts.get, () => aNeedView({ details: null }));
  const page = await openPage(address);
  await screen.findByRole('heading', { level: 1, name: '蓄電池の安全性を評価してほしい' });
  expect(screen.getByText('「詳しい内容」は公開されていません')).toBeTruthy();
  expect(screen.getByText('会社名は、双方が紹介を承諾した後に開示されます。')).toBeTruthy();
  expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'ログインして読む' }).search).toBe(
    `?next=${encodeURIComponent(address)}`,
  );
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('the buttons are those that the answer allows, and no others', async () => {
  const server = createServer(aViewer());
  server.on(needContracts.get, () =>
    aNeedView({
      isMine: true,
      disclosure: secrecyPresets.open,
      abilities: { canEdit: true, canClose: true, canSeeCandidates: true },
    }),
  );
  const page = await openPage(address);
  expect(await screen.findByRole('link', { name: '編集する' })).toHaveProperty('pathname', `${address}/edit`);
  expect(screen.getByRole('link', { name: '候補と理由を見る' })).toHaveProperty('pathname', `${address}/candidates`);
  expect(screen.getByRole('button', { name: '終了する' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: '開示記録' })).toBeNull();
  expect(screen.queryByRole('button', { name: /削除/ })).toBeNull();
  page.close();
});

test('closing asks for a reason and then shows it', async () => {
  const server = createServer(aViewer());
  server.on(needContracts.get, () => aNeedView({ isMine: true, version: 4, abilities: { canClose: true } }));
  server.on(needContracts.close, ({ body }) => {
    expect(body).toEqual({ version: 4, reason: 'solved_here', text: '' });
    return aNeedView({
      isMine: true,
      version: 5,
      status: 'closed',
      closeReason: body.reason,
      closedAt: '2026-11-20T05:00:00.000Z',
    });
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: '終了する' }));
  const dialog = await screen.findByRole('dialog', { name: '終了する' });
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: '終了する' }).disabled).toBe(true);
  await page.user.click(within(dialog).getByRole('radio', { name: 'Enishiで解決した' }));
  await page.user.click(within(dialog).getByRole('button', { name: '終了する' }));
  expect(await screen.findByText('終了しました：Enishiで解決した')).toBeTruthy();
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a hidden listing and a missing one are told in the same words', async () => {
  const server = createServer(null);
  server.on(needContracts.get, () => {
    throw new FakeFailure('not_found');
  });
  const page = await openPage(address);
  expect(await screen.findByRole('heading', { name: 'このページは見つかりません' })).toBeTruthy();
  page.close();
});
