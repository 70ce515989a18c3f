import { screen, waitFor, within } from '@testing-library/react';
import {
  answerIntroduction,
  createIntroduction,
  endIntroduction,
  getIntroduction,
  listIntroductions,
} from '@enishi/shared/introductions';
import type { IntroductionView } from '@enishi/shared/introductions';
import { listNeedMatches } from '@enishi/shared/matches';
import { needContracts } from '@enishi/shared/needs';
import type { Viewer } from '@enishi/shared/users';
import { FakeFailure } from '../support/fake-api.js';
import { sendHint } from '../support/fake-socket.js';
import { aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator, buildIntroduction, buildMatch, buildNeedView, inHours } from './case-data.js';
import './patience.js';

const id = idOf(40);
const address = `/introductions/${id}`;

const startIntroduction = (viewer: Viewer, introduction: IntroductionView) => {
  const server = createServer(viewer);
  const world = { introduction, sent: [] as unknown[] };
  server.on(getIntroduction, () => world.introduction);
  server.on(listIntroductions, () => ({ items: [world.introduction], total: 1, nextCursor: null }));
  return { server, world };
};

const accepted = (isMine: boolean) => ({ state: 'accepted' as const, at: inHours(-1), reason: null, text: '', isMine });
const contact = (displayName: string, email: string) => ({ displayName, email, note: '' });
const organisation = buildNeedView().organisation;
if (!organisation) throw new Error('the need has an organisation');

const connected = buildIntroduction({
  version: 2,
  state: 'connected',
  endedAt: inHours(0),
  answers: { need: accepted(true), item: accepted(false) },
  opened: {
    need: { organisation, contact: contact('鈴木 一郎', 'suzuki@mail.example') },
    item: { organisation: { ...organisation, name: '東北の大学' }, contact: contact('伊藤 健', 'ito@mail.example') },
  },
  abilities: { canAnswer: false, canEnd: false },
});

test('accepting says plainly what opens, and afterwards names and contact are there', async () => {
  const { server, world } = startIntroduction(
    aViewer(),
    buildIntroduction({
      version: 1,
      answers: { need: { ...accepted(true), state: 'pending', at: null }, item: accepted(false) },
    }),
  );
  server.on(answerIntroduction, ({ body }) => {
    world.sent.push(body);
    world.introduction = connected;
    return connected;
  });
  const page = await openPage(address);
  await screen.findByText('あなたの返事を待っています');
  expect(screen.queryByText('ito@mail.example')).toBeNull();

  await page.user.click(screen.getByRole('button', { name: '承諾する' }));
  const dialog = within(await screen.findByRole('dialog', { name: '紹介を承諾する' }));
  dialog.getByText(/あなたの名前・所属・連絡先がすぐに相手に開き/);
  expect(world.sent).toEqual([]);
  await page.user.type(dialog.getByRole('textbox'), '楽しみにしています');
  await page.user.click(dialog.getByRole('button', { name: '承諾する' }));

  const other = within(await screen.findByRole('region', { name: '提供する側' }));
  other.getByText('伊藤 健');
  expect(other.getByRole('link', { name: 'ito@mail.example' }).getAttribute('href')).toBe('mailto:ito@mail.example');
  screen.getByText('縁が結ばれました');
  expect(world.sent).toEqual([{ answer: 'accept', version: 1, text: '楽しみにしています' }]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('declining needs a reason and offers nothing more afterwards', async () => {
  const { server, world } = startIntroduction(aViewer(), buildIntroduction());
  server.on(answerIntroduction, ({ body }) => {
    world.sent.push(body);
    const need = { ...accepted(true), state: 'declined' as const, reason: 'no_capacity' as const };
    const { answers } = world.introduction;
    world.introduction = buildIntroduction({
      version: 1,
      state: 'declined',
      endedAt: inHours(0),
      answers: { ...answers, need },
      abilities: { canAnswer: false, canEnd: false },
    });
    return world.introduction;
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: '見送る…' }));
  const dialog = within(await screen.findByRole('dialog', { name: '紹介を見送る' }));
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));
  await dialog.findByText('選択肢から選んでください。');
  await page.user.click(dialog.getByRole('radio', { name: '手が回らない' }));
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));

  await screen.findByText('理由：手が回らない');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.queryByRole('button', { name: '承諾する' })).toBeNull();
  expect(world.sent).toEqual([{ answer: 'decline', version: 0, reason: 'no_capacity', text: '' }]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('whoever answers what has ended meanwhile is told by whom, and sees how it stands', async () => {
  const { server, world } = startIntroduction(aViewer(), buildIntroduction());
  server.on(answerIntroduction, () => {
    world.introduction = buildIntroduction({
      version: 1,
      state: 'declined',
      endedAt: inHours(0),
      abilities: { canAnswer: false, canEnd: false },
    });
    const changes = [{ by: '佐藤 美咲', at: inHours(0), fields: ['state.ended'] }];
    throw new FakeFailure('stale', { stale: { version: 1, changes } });
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: '承諾する' }));
  const dialog = within(await screen.findByRole('dialog', { name: '紹介を承諾する' }));
  await page.user.click(dialog.getByRole('button', { name: '承諾する' }));
  const notice = await dialog.findByRole('alert');
  expect(notice.textContent).toMatch(/佐藤 美咲さんが.*状態（終わらせた）/);
  await page.user.click(within(notice).getByRole('button', { name: '相手の内容を読み込む' }));
  await screen.findByText('今回は結ばれませんでした');
  expect(screen.queryByRole('button', { name: '承諾する' })).toBeNull();
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('the other side’s answer is there without reloading', async () => {
  const { world } = startIntroduction(
    aViewer(),
    buildIntroduction({
      answers: { need: accepted(true), item: { ...accepted(false), state: 'pending', at: null } },
      abilities: { canAnswer: false, canEnd: false },
    }),
  );
  const page = await openPage(address);
  await screen.findByText('提供する側の返事を待っています');
  world.introduction = connected;
  sendHint({ topic: 'introduction', id });
  await screen.findByText('縁が結ばれました');
  page.close();
});

test('a coordinator ends an introduction with a reason', async () => {
  const { server, world } = startIntroduction(
    aCoordinator(),
    buildIntroduction({ mySide: null, abilities: { canAnswer: false, canEnd: true } }),
  );
  server.on(endIntroduction, ({ body }) => {
    world.sent.push(body);
    world.introduction = buildIntroduction({
      version: 1,
      state: 'declined',
      mySide: null,
      endedAt: inHours(0),
      abilities: { canAnswer: false, canEnd: false },
    });
    return world.introduction;
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: '紹介を終わらせる…' }));
  const dialog = within(await screen.findByRole('dialog', { name: '紹介を終わらせる' }));
  await page.user.click(dialog.getByRole('radio', { name: '費用が合わない' }));
  await page.user.click(dialog.getByRole('button', { name: '終わらせる' }));
  await screen.findByText('今回は結ばれませんでした');
  expect(world.sent).toEqual([{ version: 0, reason: 'cost', text: '' }]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a company expresses interest in a candidate of its need; doing so twice is explained', async () => {
  const { server, world } = startIntroduction(aViewer(), buildIntroduction());
  const abilities = { canShortlist: false, canPropose: false, canDecline: false, canExpressInterest: true };
  const hidden = { tags: [], words: [], quotes: [] };
  server.on(needContracts.get, ({ params }) => buildNeedView({ id: params.id }));
  server.on(listNeedMatches, () => ({ items: [buildMatch({ abilities, evidence: hidden })], isComplete: true }));
  let tries = 0;
  server.on(createIntroduction, ({ body }) => {
    world.sent.push(body);
    tries += 1;
    if (tries === 1) throw new FakeFailure('already_exists');
    return buildIntroduction({ origin: 'need_interest' });
  });
  const page = await openPage(`/needs/${idOf(10)}/candidates`);
  const card = within(await screen.findByRole('article', { name: '電池の発熱・短絡の評価法' }));
  card.getByText('合ったことばは、まだ開かれていない部分にあります。');
  await screen.findByRole('link', { name: '「持ち運べる蓄電池の安全性を評価してほしい」へ戻る' });
  await page.user.click(card.getByRole('button', { name: '関心を伝える' }));
  const dialog = within(await screen.findByRole('dialog', { name: '関心を伝える' }));
  const message = dialog.getByRole<HTMLTextAreaElement>('textbox', { name: /声をかけた理由/ }).value;
  expect(message).toContain('「電池の発熱・短絡の評価法」を拝見し');
  await page.user.click(dialog.getByRole('button', { name: '関心を伝える' }));
  await dialog.findByText(/すでにあります/);
  await page.user.click(dialog.getByRole('button', { name: '関心を伝える' }));
  await waitFor(() => expect(window.location.pathname).toBe(address));
  const reply = { whyUs: message, offer: '', firstStep: '', question: '' };
  expect(world.sent[1]).toEqual({ needId: idOf(10), itemKind: 'seed', itemId: idOf(20), reply });
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('the list is narrowed by state, which stands in the address', async () => {
  const { server } = startIntroduction(aViewer(), buildIntroduction());
  server.on(listIntroductions, ({ query }) => {
    const items = query.state === 'connected' ? [connected] : [buildIntroduction()];
    return { items, total: 1, nextCursor: null };
  });
  const page = await openPage('/introductions');
  await screen.findByText('あなたの返事を待っています');
  await page.user.click(screen.getByRole('radio', { name: '成立' }));
  await screen.findByText('縁が結ばれました');
  expect(screen.queryByText('あなたの返事を待っています')).toBeNull();
  expect(window.location.search).toBe('?state=connected');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('the four answers and how far it has come stand on the page; what was left empty does not', async () => {
  const reply = {
    whyUs: '設備と記録があります。',
    offer: '試し測定をします。',
    firstStep: '',
    question: '急ぐ試験はどれですか。',
  };
  startIntroduction(aViewer(), { ...connected, progress: 'met', reply });
  const page = await openPage(address);
  const steps = within(await screen.findByRole('list', { name: '紹介の進み具合' }));
  expect(steps.getAllByRole('listitem').map((step) => step.textContent)).toEqual([
    '送信',
    '確認中',
    '面談調整',
    '面談済',
    '案件化',
  ]);
  expect(steps.getAllByRole('listitem').find((step) => step.getAttribute('aria-current') === 'step')?.textContent).toBe(
    '面談済',
  );
  for (const name of ['声をかけた理由', 'できること・提供できるもの', '聞きたいこと']) screen.getByText(name);
  screen.getByText('試し測定をします。');
  expect(screen.queryByText('最初の一歩')).toBeNull();
  page.close();
});

test('one that was declined says so instead of showing steps', async () => {
  startIntroduction(aViewer(), buildIntroduction({ state: 'declined', progress: 'declined', endedAt: inHours(0) }));
  const page = await openPage(address);
  await screen.findByText('声をかけた理由');
  expect(screen.queryByRole('list', { name: '紹介の進み具合' })).toBeNull();
  expect(screen.getAllByText('見送り').length).toBeGreaterThan(0);
  page.close();
});
