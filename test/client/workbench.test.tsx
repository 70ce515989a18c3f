import { screen, waitFor, within } from '@testing-library/react';
import { createIntroduction } from '@enishi/shared/introductions';
import { declineMatch, shortlistMatch } from '@enishi/shared/matches';
import type { NeedMatch } from '@enishi/shared/matches';
import { getNeedCase, getQueue, takeLead } from '@enishi/shared/workbench';
import { FakeFailure } from '../support/fake-api.js';
import { sendHint } from '../support/fake-socket.js';
import { idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import {
  aCoordinator,
  buildCase,
  buildIntroduction,
  buildMatch,
  buildNeedView,
  buildQueueItem,
  buildSeedCard,
  inHours,
} from './case-data.js';
import './patience.js';

const viewer = aCoordinator();
const first = buildMatch();
const second = buildMatch({
  id: idOf(31),
  score: 71,
  candidate: { kind: 'seed', card: buildSeedCard({ id: idOf(21), title: '電池モジュールの振動・落下試験' }) },
});

/** One need with two candidates, kept like a server keeps them. */
const startWorkbench = () => {
  const server = createServer(viewer);
  const world = { matches: [first, second], needs: [buildQueueItem()], sent: [] as unknown[] };
  const put = (id: string, changes: Partial<NeedMatch>): NeedMatch => {
    const before = world.matches.find((match) => match.id === id);
    if (!before) throw new Error(`no match ${id}`);
    const stateBy = changes.stateBy ?? viewer.displayName;
    const after = { ...before, ...changes, version: before.version + 1, stateBy, stateAt: inHours(0) };
    world.matches = world.matches.map((match) => (match.id === id ? after : match));
    return after;
  };
  server.on(getQueue, () => ({ items: world.needs, now: inHours(0) }));
  server.on(getNeedCase, ({ params }) => {
    const title = world.needs.find(({ needId }) => needId === params.id)?.title ?? '';
    return buildCase({ need: buildNeedView({ id: params.id, title }), matches: world.matches });
  });
  return { server, world, put };
};

const candidate = (name: RegExp) => screen.findByRole('article', { name });
const battery = /電池の発熱・短絡の評価法/;
const vibration = /電池モジュールの振動/;

test('what is overdue, the need in the words of the company, and the candidates with their reasons are in sight', async () => {
  const { server } = startWorkbench();
  const page = await openPage('/workbench');
  const queue = await screen.findByRole('region', { name: '対応が必要なもの' });
  await within(queue).findByText('初回回答 1日超過');
  await within(screen.getByRole('region', { name: 'ニーズ' })).findByText(/屋外で使うポータブル電源/);

  const card = await candidate(battery);
  within(card).getByText('86点（100点中）');
  const points = within(card)
    .getAllByText(/^\d+$/, { selector: 'b' })
    .map(({ textContent }) => Number(textContent));
  expect(points.reduce((sum, value) => sum + value, 0)).toBe(86);
  await within(card).findByText('リチウムイオン電池');
  within(card).getByText('安全性', { selector: 'mark' });
  within(card).getByText('あると確かになること：成熟度（TRL）');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a candidate is shortlisted by button, the next one by key', async () => {
  const { server, world, put } = startWorkbench();
  server.on(shortlistMatch, ({ params, body }) => {
    world.sent.push([params.matchId, body]);
    return put(params.matchId, { state: body.isShortlisted ? 'shortlisted' : 'candidate' });
  });
  const page = await openPage('/workbench');
  const card = await candidate(battery);
  await page.user.click(within(card).getByRole('button', { name: '候補に入れる' }));
  await within(card).findByRole('button', { name: '候補から外す' });
  within(card).getByText(/佐藤 美咲さんが追加/);

  await page.user.keyboard('{Shift>}J{/Shift}s');
  await within(await candidate(vibration)).findByRole('button', { name: '候補から外す' });
  expect(world.sent).toEqual([
    [first.id, { version: 0, isShortlisted: true }],
    [second.id, { version: 0, isShortlisted: true }],
  ]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a candidate is set aside only with a reason, and with words where the reason is another', async () => {
  const { server, world, put } = startWorkbench();
  server.on(declineMatch, ({ params, body }) => {
    world.sent.push(body);
    return put(params.matchId, { state: 'declined', declineReason: body.reason });
  });
  const page = await openPage('/workbench');
  const card = await candidate(battery);
  await page.user.click(within(card).getByRole('button', { name: '見送る…' }));
  const dialog = within(await screen.findByRole('dialog', { name: '候補を見送る' }));
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));
  await dialog.findByText('選択肢から選んでください。');

  await page.user.click(dialog.getByRole('radio', { name: 'その他' }));
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));
  await dialog.findByText('入力してください。');
  expect(world.sent).toEqual([]);

  await page.user.type(dialog.getByRole('textbox'), '来年度にあらためて');
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));
  await screen.findByText('見送った候補 1件');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(world.sent).toEqual([{ version: 0, reason: 'other', text: '来年度にあらためて' }]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('the second of two is told who was first and what changed, and may keep their own', async () => {
  const { server, world, put } = startWorkbench();
  server.on(shortlistMatch, ({ params, body }) => {
    world.sent.push(body);
    if (body.version > 0) return put(params.matchId, { state: 'shortlisted' });
    put(params.matchId, { state: 'declined', stateBy: '高橋 誠', declineReason: 'cost' });
    const changes = [{ by: '高橋 誠', at: inHours(0), fields: ['state.declined'] }];
    throw new FakeFailure('stale', { stale: { version: 1, changes } });
  });
  const page = await openPage('/workbench');
  const card = await candidate(battery);
  await page.user.click(within(card).getByRole('button', { name: '候補に入れる' }));
  const notice = await within(card).findByRole('alert');
  expect(notice.textContent).toMatch(/高橋 誠さんが.*状態（見送り）/);

  await page.user.click(within(notice).getByRole('button', { name: '自分の内容で保存する' }));
  await within(card).findByRole('button', { name: '候補から外す' });
  expect(world.sent).toEqual([
    { version: 0, isShortlisted: true },
    { version: 1, isShortlisted: true },
  ]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('what a colleague moves is there without reloading, and said', async () => {
  const { server, put } = startWorkbench();
  const page = await openPage('/workbench');
  const card = await candidate(vibration);
  expect(within(card).queryByText('いま変わりました')).toBeNull();

  put(second.id, { state: 'shortlisted', stateBy: '高橋 誠' });
  sendHint({ topic: 'matches', id: idOf(10) });
  await within(card).findByText(/高橋 誠さんが追加/);
  await within(card).findByText('いま変わりました');
  screen.getByText('高橋 誠さんが「電池モジュールの振動・落下試験」を候補に入れました');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a proposal begins with a letter that names reasons both sides may read, and is sent as the coordinator leaves it', async () => {
  const { server, world } = startWorkbench();
  server.on(createIntroduction, ({ body }) => {
    world.sent.push(body);
    return buildIntroduction({ mySide: null, abilities: { canAnswer: false, canEnd: true } });
  });
  const page = await openPage('/workbench');
  const card = await candidate(battery);
  await within(card).findByText('リチウムイオン電池');
  await page.user.click(within(card).getByRole('button', { name: '打診する' }));
  const dialog = within(await screen.findByRole('dialog', { name: '双方に打診する' }));
  const letter = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: /声をかけた理由/ });
  expect(letter.value).toContain('置賜支援センターの佐藤 美咲です');
  expect(letter.value).toContain('・技術のことば：リチウムイオン電池\n・連携の形：技術相談');
  // The quotation may come from a part that the company may not read yet.
  expect(letter.value).not.toContain('短絡の両方');

  await page.user.clear(letter);
  await page.user.type(letter, '短い');
  await page.user.click(dialog.getByRole('button', { name: '打診を送る' }));
  await dialog.findByText('短すぎます。10文字以上で書いてください。');
  await page.user.type(letter, 'ですが、お会いになりませんか');
  await page.user.click(dialog.getByRole('button', { name: '打診を送る' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(world.sent).toEqual([
    {
      ...{ needId: idOf(10), itemKind: 'seed', itemId: idOf(20) },
      reply: {
        whyUs: '短いですが、お会いになりませんか',
        offer: expect.stringContaining('置賜支援センターの佐藤 美咲がお手伝いします') as string,
        firstStep: 'まずは30分ほど、オンラインでお話しになってみませんか。',
        question: expect.stringContaining('ご都合のよい曜日') as string,
      },
    },
  ]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('taking over from a colleague is asked first', async () => {
  const { server, world } = startWorkbench();
  const other = buildCase({ caseVersion: 3, lead: { id: idOf(2), displayName: '高橋 誠', isMe: false } });
  const mine = buildCase({ caseVersion: 4, lead: { id: viewer.id, displayName: viewer.displayName, isMe: true } });
  server.on(getNeedCase, () => (world.sent.length > 0 ? mine : other));
  server.on(takeLead, ({ body }) => {
    world.sent.push(body);
    return mine;
  });
  const page = await openPage('/workbench');
  await screen.findByText('高橋 誠さんが担当です');
  await page.user.click(screen.getByRole('button', { name: '担当を引き継ぐ' }));
  const dialog = within(await screen.findByRole('dialog', { name: '担当を引き継ぐ' }));
  expect(world.sent).toEqual([]);
  await page.user.click(dialog.getByRole('button', { name: '担当を引き継ぐ' }));
  await screen.findByText('あなたが担当です');
  expect(world.sent).toEqual([{ version: 3 }]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

describe('keys', () => {
  const titles = ['持ち運べる蓄電池の安全性を評価してほしい', 'ひのき床材の断熱性を示したい'] as const;
  const shown = (name: string) => screen.findByRole('heading', { name, level: 2 });
  const isShown = (name: string) => screen.queryByRole('heading', { name, level: 2 }) !== null;

  const openTwo = async () => {
    const { server, world } = startWorkbench();
    world.needs = [buildQueueItem(), buildQueueItem({ needId: idOf(11), title: titles[1], dueAt: inHours(30) })];
    const page = await openPage('/workbench');
    await shown(titles[0]);
    return { server, page };
  };

  test('walk through the queue and stay in it', async () => {
    const { server, page } = await openTwo();
    await page.user.keyboard('j');
    await shown(titles[1]);
    const link = screen.getByRole('link', { name: /ひのき床材/, current: true });
    await waitFor(() => expect(document.activeElement).toBe(link));
    await page.user.keyboard('{ArrowUp}');
    await shown(titles[0]);
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  test('do nothing while somebody types', async () => {
    const { page } = await openTwo();
    await page.user.click(screen.getByRole('searchbox', { name: '検索' }));
    await page.user.keyboard('j');
    expect(isShown(titles[0])).toBe(true);
    page.close();
  });

  test('can be switched off, which is remembered', async () => {
    const { page } = await openTwo();
    await page.user.click(screen.getByRole('button', { name: /キー操作/ }));
    const dialog = within(await screen.findByRole('dialog', { name: 'キーボードの操作' }));
    await page.user.click(dialog.getByRole('switch', { name: /1文字のキー操作を使う/ }));
    await page.reload();
    await shown(titles[0]);
    await page.user.keyboard('j');
    expect(isShown(titles[0])).toBe(true);
    screen.getByText('キー操作は切ってあります');
    window.localStorage.clear();
    page.close();
  });
});

test('an empty queue and a need that is gone are said', async () => {
  const { server, world } = startWorkbench();
  world.needs = [];
  server.on(getNeedCase, () => {
    throw new FakeFailure('not_found');
  });
  const page = await openPage(`/workbench/${idOf(99)}`);
  await screen.findByText('対応が必要なものはありません');
  await screen.findByText('このニーズは見られません');
  expect(server.mistakes).toEqual([]);
  page.close();
});
