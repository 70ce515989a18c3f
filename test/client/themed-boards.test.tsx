import { screen, within } from '@testing-library/react';
import { createBoard, getBoard, listBoards, setPair } from '@enishi/shared/themed-boards';
import type { BoardView } from '@enishi/shared/themed-boards';
import { FakeFailure } from '../support/fake-api.js';
import { aNeedCard, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator } from './case-data.js';
import './patience.js';

const id = idOf(60);
const need = aNeedCard({ id: idOf(61), title: '検査の画像を自動で見分けたい', prefecture: '06' });
const other = aNeedCard({ id: idOf(62), title: '設備の温度を遠くから見たい', prefecture: '06' });
const company = { id: idOf(63), name: '山形センサー', nameEn: '', kind: 'company' as const, prefecture: '06' };

const pair = (given: Partial<BoardView['pairs'][number]> = {}): BoardView['pairs'][number] => ({
  ...{
    needId: need.id,
    kind: 'organisation' as const,
    candidateId: company.id,
    state: 'to_look_at' as const,
    note: '',
  },
  ...{ version: null, by: null, at: null, score: null, isProposed: false, ...given },
});
const build = (given: Partial<BoardView> = {}): BoardView => ({
  ...{ id, version: 0, title: '工場のIoT化', tags: ['iot'], words: '', prefectures: [], note: '', keeper: '佐藤 恵' },
  updatedAt: '2026-11-20T01:00:00.000Z',
  counts: { talked: 0, introduced: 0, no: 0 },
  needs: [need, other],
  candidates: [],
  companies: [company],
  isCut: false,
  pairs: [pair(), pair({ needId: other.id })],
  abilities: { canRemove: true },
  ...given,
});

const start = () => {
  const server = createServer(aCoordinator());
  const world = { board: build(), sent: [] as unknown[] };
  server.on(getBoard, () => world.board);
  server.on(listBoards, () => ({ items: [] }));
  return { server, world };
};

test('a pair is worked through: state, note, and a colleague who was quicker', async () => {
  const { server, world } = start();
  server.on(setPair, ({ body }) => {
    world.sent.push(body);
    if (world.sent.length === 2)
      throw new FakeFailure('stale', {
        stale: { version: 3, changes: [{ by: '高橋', at: '2026-11-20T01:00:00.000Z', fields: ['state'] }] },
      });
    world.board = build({
      pairs: [pair({ ...body, version: (body.version ?? -1) + 1, by: '佐藤 恵' }), pair({ needId: other.id })],
    });
    return world.board;
  });
  const page = await openPage(`/boards/${id}`);
  const state = within(await screen.findByRole('group', { name: '山形センサー' })).getByRole('combobox', {
    name: '状態',
  });
  await page.user.selectOptions(state, '話した');
  await screen.findByText('書きとめました');
  await page.user.type(screen.getByRole('textbox', { name: '覚え書き' }), '展示会で会う');
  await page.user.click(screen.getByRole('button', { name: '書きとめる：山形センサー' }));
  await screen.findByText(/高橋/);
  await page.user.click(screen.getByRole('button', { name: /自分の/ }));
  expect(world.sent).toMatchObject([
    { state: 'talked', note: '', version: null },
    { state: 'talked', note: '展示会で会う', version: 0 },
    { state: 'talked', note: '展示会で会う', version: 3 },
  ]);
  page.close();
});

test('the needs are chosen by button, and the address keeps which', async () => {
  start();
  const page = await openPage(`/boards/${id}`);
  const second = await screen.findByRole('button', { name: /^設備の温度/ });
  await page.user.click(second);
  await screen.findByRole('heading', { name: '「設備の温度を遠くから見たい」の候補' });
  expect(second.getAttribute('aria-pressed')).toBe('true');
  await page.user.click(screen.getByRole('radio', { name: '見送り' }));
  await screen.findByText('この状態の組み合わせはありません');
  page.close();
});

test('a board needs a name and a field, and says how it begins', async () => {
  const { server, world } = start();
  server.on(createBoard, ({ body }) => {
    world.sent.push(body);
    return world.board;
  });
  const page = await openPage('/boards');
  await screen.findByText('まだテーマボードはありません');
  await page.user.click(screen.getByRole('button', { name: 'ボードを作る' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'テーマボードを作る' }));
  await page.user.type(dialog.getByRole('textbox', { name: /ボードの名前/ }), '工場のIoT化');
  await page.user.click(dialog.getByRole('button', { name: 'ボードを作る' }));
  dialog.getByText('入力してください。');
  expect(world.sent).toEqual([]);
  await page.user.type(dialog.getByRole('textbox', { name: /技術分野/ }), 'IoT');
  await page.user.click((await screen.findAllByRole('option'))[0] as HTMLElement);
  await page.user.click(dialog.getByRole('button', { name: 'ボードを作る' }));
  await screen.findByRole('heading', { level: 1, name: '工場のIoT化' });
  expect(world.sent).toMatchObject([{ title: '工場のIoT化', tags: ['iot'] }]);
  page.close();
});
