import { screen, waitFor, within } from '@testing-library/react';
import { getNeedAnonymity } from '@enishi/shared/anonymity';
import { getIntroduction } from '@enishi/shared/introductions';
import { listNdas, recordNda, withdrawNda, type NdaView } from '@enishi/shared/ndas';
import { needContracts } from '@enishi/shared/needs';
import type { Viewer } from '@enishi/shared/users';
import { aNeedView, aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator, buildIntroduction, inHours } from './case-data.js';
import './patience.js';

const id = idOf(40);
const buildNda = (given: Partial<NdaView> = {}): NdaView => ({
  id: idOf(700),
  signedOn: '2026-11-20',
  validUntil: null,
  isValid: true,
  organisations: [
    { id: idOf(2), name: '置賜電機' },
    { id: idOf(3), name: '東北の大学' },
  ],
  file: null,
  recordedBy: '佐藤 美咲',
  recordedAt: inHours(0),
  withdrawnAt: null,
  ...given,
});

const start = (viewer: Viewer, canRecord: boolean) => {
  const server = createServer(viewer);
  const world = { items: [] as NdaView[], sent: [] as unknown[] };
  server.on(getIntroduction, () => buildIntroduction({ id, state: 'connected', endedAt: inHours(-1) }));
  server.on(listNdas, () => ({ items: world.items, abilities: { canRecord } }));
  server.on(recordNda, ({ body }) => {
    world.sent.push(body);
    world.items = [buildNda({ signedOn: body.signedOn, validUntil: body.validUntil })];
    return world.items[0] as NdaView;
  });
  server.on(withdrawNda, () => {
    world.items = [buildNda({ isValid: false, withdrawnAt: inHours(0) })];
    return world.items[0] as NdaView;
  });
  return { server, world };
};
const panel = async () => within(await screen.findByRole('region', { name: '秘密保持契約' }));

test('a coordinator records an agreement with its day, and can take the record back', async () => {
  const { server, world } = start(aCoordinator(), true);
  const page = await openPage(`/introductions/${id}`);
  const part = await panel();
  await part.findByText('記録された秘密保持契約はありません。');
  await page.user.click(part.getByRole('button', { name: '締結を記録する' }));
  const dialog = within(await screen.findByRole('dialog', { name: '締結を記録する' }));
  await page.user.click(dialog.getByRole('button', { name: '締結を記録する' }));
  await dialog.findByText('入力してください。');
  expect(world.sent).toEqual([]);
  await page.user.type(dialog.getByLabelText(/締結日/), '2026-11-20');
  await page.user.type(dialog.getByLabelText(/有効期限/), '2027-11-19');
  await page.user.click(dialog.getByRole('button', { name: '締結を記録する' }));
  await part.findByText('有効');
  part.getByText('置賜電機 と 東北の大学');
  expect(world.sent).toEqual([{ signedOn: '2026-11-20', validUntil: '2027-11-19', fileId: null }]);
  await page.user.click(part.getByRole('button', { name: '記録を取り消す' }));
  await page.user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '記録を取り消す' }));
  await part.findByText('取り消し済み');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a party sees what was agreed, and no button', async () => {
  const { world } = start(aViewer(), false);
  world.items = [buildNda({ isValid: false, validUntil: '2026-11-20' })];
  const page = await openPage(`/introductions/${id}`);
  const part = await panel();
  await part.findByText('期限切れ');
  expect(part.queryByRole('button')).toBeNull();
  page.close();
});

test.each([
  ['is warned', true],
  ['is not disturbed', false],
])('whoever publishes without a name %s', async (_, isSmall) => {
  const server = createServer(aViewer());
  const asked: string[] = [];
  const disclosure = { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' } as const;
  const details = {
    situation: '',
    goal: '',
    tried: '',
    mustHaves: [],
    budget: 'unknown',
    readinessWanted: null,
  } as const;
  const abilities = { canEdit: true, canPublish: true };
  server.on(needContracts.get, () =>
    aNeedView({
      id,
      status: 'draft',
      isMine: true,
      disclosure,
      details: { ...details, mustHaves: [] },
      blocked: [],
      abilities,
    }),
  );
  server.on(getNeedAnonymity, ({ params }) => {
    asked.push(params.id);
    return { group: 2, isSmall, by: ['prefecture' as const, 'industry' as const] };
  });
  const page = await openPage(`/needs/${id}/edit`);
  const button = await screen.findByRole('button', { name: '公開する' });
  await waitFor(() => expect(asked).toEqual([id]));
  if (isSmall) {
    await screen.findByText('名前を伏せても、会社がわかるかもしれません');
    screen.getByText(/同じ都道府県、業種の会社は、ここで知られている限り2社です。/);
  } else expect(screen.queryByText('名前を伏せても、会社がわかるかもしれません')).toBeNull();
  expect(button).toHaveProperty('disabled', false);
  page.close();
});
