// The board and a case, as a coordinator uses them.
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { addEntry, getCase, getTimeline, listCases, moveCase, updateAction } from '@enishi/shared/case-contracts';
import { caseStages } from '@enishi/shared/case-stages';
import { makeTimelineEntry } from '@enishi/shared/cases';
import type { CaseCard } from '@enishi/shared/cases';
import { listMeetings } from '@enishi/shared/meeting-contracts';
import { listOutcomes } from '@enishi/shared/outcomes';
import { listProjects } from '@enishi/shared/projects';
import { createServer, openPage, type FakeServer } from '../support/page.js';
import { FakeFailure } from '../support/fake-api.js';
import { sendHint } from '../support/fake-socket.js';
import { idOf } from '../support/page-data.js';
import { aCoordinator, inHours } from './case-data.js';
import { buildBoard, buildCard, buildView } from './cases-data.js';
import './patience.js';

let server: FakeServer;
let close: () => void = () => undefined;

/** jsdom has no layout: columns stand beside one another in the order of the stages, cards within theirs. */
const layOut = () =>
  jest.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const label = this.closest('section')?.getAttribute('aria-labelledby')?.replace('stage-', '');
    const held = this.closest<HTMLElement>('[style*="position: fixed"]');
    if (held) return new DOMRect(Number.parseFloat(held.style.left), Number.parseFloat(held.style.top), 210, 120);
    const column = caseStages.findIndex((stage) => stage === label);
    const isColumn = this.tagName === 'SECTION';
    return new DOMRect(Math.max(0, column) * 240, 0, isColumn ? 232 : 210, isColumn ? 600 : 120);
  });

beforeEach(() => {
  layOut();
  server = createServer(aCoordinator());
});
afterEach(() => {
  close();
  cleanup();
  jest.restoreAllMocks();
  expect(server.mistakes).toEqual([]);
});

const openBoard = async (cards: CaseCard[], address = '/cases') => {
  let items = cards;
  server.on(listCases, () => buildBoard(items));
  const page = await openPage(address);
  close = page.close;
  await screen.findByRole('heading', { name: '案件', level: 1 });
  return {
    user: page.user,
    set: (next: CaseCard[]) => {
      items = next;
    },
  };
};
const column = (name: string) => screen.findByRole('region', { name: new RegExp(`^${name}`) });

test('cards stand in the columns of their stages, with lead, next action, clock and silence', async () => {
  await openBoard([
    buildCard({
      touchedAt: inHours(-24 * 9),
      nextAction: { text: '見積を頼む', dueOn: '2026-11-27', ownerName: '佐藤 美咲' },
      clock: { kind: 'inquiry_unanswered', dueAt: inHours(-3) },
    }),
    buildCard({ id: idOf(61), title: '椅子の強度試験', stage: 'meeting', lead: null }),
  ]);
  const hearing = await column('ヒアリング');
  expect(within(hearing).getByRole('link', { name: 'めっき液の再利用' })).toHaveProperty(
    'pathname',
    `/cases/${idOf(60)}`,
  );
  expect(hearing.textContent).toContain('見積を頼む');
  expect(hearing.textContent).toContain('最初の返事 3時間超過');
  expect(hearing.textContent).toContain('9日動きなし');
  expect((await column('面談')).textContent).toContain('担当なし');
  expect(screen.getByRole('button', { name: /高橋 誠.*3件.*期限超過 1件/ })).toBeTruthy();
});

test('a card is moved by keyboard alone, and every step is said in Japanese', async () => {
  const board = await openBoard([buildCard()]);
  const sent: unknown[] = [];
  server.on(moveCase, ({ params, body }) => {
    sent.push([params.id, body.to]);
    board.set([buildCard({ stage: 'approach', version: 1 })]);
    return buildView({ stage: 'approach', version: 1 });
  });
  const grip = await screen.findByRole('button', { name: '「めっき液の再利用」をつかんで移す' });
  expect(document.getElementById(grip.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
    'スペースキーでつかみ',
  );
  act(() => grip.focus());
  const said = () =>
    screen
      .getAllByRole('status')
      .map((one) => one.textContent)
      .join(' ');
  await board.user.keyboard(' ');
  await waitFor(() => expect(said()).toContain('「めっき液の再利用」をつかみました。いまの段階は「ヒアリング」です。'));
  await board.user.keyboard('{ArrowRight}');
  await waitFor(() => expect(said()).toContain('「探索」の上にあります。'));
  await board.user.keyboard('{ArrowRight}');
  await waitFor(() => expect(said()).toContain('「打診」の上にあります。'));
  // While it is held, columns that the table of moves does not allow say so.
  expect((await column('契約')).textContent).toContain('ここへは移せません');
  await board.user.keyboard(' ');
  await waitFor(() => expect(sent).toEqual([[idOf(60), 'approach']]));
  await waitFor(async () =>
    expect(within(await column('打診')).getByRole('link', { name: 'めっき液の再利用' })).toBeTruthy(),
  );
});

test('escape gives up, and nothing was sent', async () => {
  const board = await openBoard([buildCard()]);
  const grip = await screen.findByRole('button', { name: /つかんで移す/ });
  act(() => grip.focus());
  await board.user.keyboard(' ');
  await board.user.keyboard('{ArrowRight}');
  await board.user.keyboard('{Escape}');
  await waitFor(() =>
    expect(
      screen
        .getAllByRole('status')
        .map((one) => one.textContent)
        .join(),
    ).toContain('やめました。'),
  );
  expect(server.calls.filter((call) => call.includes('/move'))).toEqual([]);
});

test('the menu moves too, offers allowed stages only, and asks for a reason where it ends', async () => {
  const board = await openBoard([buildCard()]);
  const bodies: unknown[] = [];
  server.on(moveCase, ({ body }) => {
    bodies.push(body);
    return buildView({ stage: 'ended', endReason: 'funds_missing' });
  });
  await board.user.click(await screen.findByRole('button', { name: '「めっき液の再利用」を別の段階へ移す' }));
  const names = (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
  expect(names).toEqual(['「受付」へ', '「探索」へ', '「打診」へ', '「面談」へ', '「秘密保持」へ', '「見送り」へ']);
  await board.user.click(screen.getByRole('menuitem', { name: '「見送り」へ' }));
  const dialog = await screen.findByRole('dialog', { name: '案件を見送る' });
  await board.user.click(within(dialog).getByRole('button', { name: '見送る' }));
  expect(bodies).toEqual([]);
  await board.user.click(within(dialog).getByRole('radio', { name: '資金の目途が立たなかった' }));
  await board.user.click(within(dialog).getByRole('button', { name: '見送る' }));
  await waitFor(() => expect(bodies).toEqual([{ version: 0, to: 'ended', reason: 'funds_missing', text: '' }]));
});

test('a colleague who was quicker is named, and the card goes back', async () => {
  const board = await openBoard([buildCard()]);
  server.on(moveCase, () => {
    const changes = [{ by: '高橋 誠', at: inHours(0), fields: ['stage'] }];
    throw new FakeFailure('stale', { stale: { version: 1, changes } });
  });
  await board.user.click(await screen.findByRole('button', { name: /別の段階へ移す/ }));
  await board.user.click(await screen.findByRole('menuitem', { name: '「探索」へ' }));
  expect(await screen.findByText(/高橋 誠さんが.*段階/)).toBeTruthy();
  await waitFor(async () =>
    expect(within(await column('ヒアリング')).getByRole('link', { name: 'めっき液の再利用' })).toBeTruthy(),
  );
});

test('what a colleague moves is there without reloading', async () => {
  const board = await openBoard([buildCard()]);
  await column('ヒアリング');
  board.set([buildCard({ stage: 'nda', version: 3 })]);
  await act(async () => sendHint({ topic: 'board' }));
  await waitFor(async () =>
    expect(within(await column('秘密保持')).getByRole('link', { name: 'めっき液の再利用' })).toBeTruthy(),
  );
});

test('filters stand in the address and reach the server', async () => {
  const board = await openBoard([buildCard()], '/cases?lead=none&silentDays=14');
  const asked = () => server.calls.filter((call) => call.startsWith('GET /api/cases?')).at(-1) ?? '';
  expect(asked()).toContain('lead=none');
  expect(asked()).toContain('silentDays=14');
  await board.user.selectOptions(await screen.findByLabelText('担当'), '自分');
  await waitFor(() => expect(asked()).toContain('lead=me'));
  expect(window.location.search).toContain('lead=me');
});

test('on the page of a case a call is written down once, and an action is ticked off with one click', async () => {
  const action = {
    id: idOf(70),
    text: '見積を頼む',
    owner: null,
    ownerName: '佐藤 美咲',
    dueOn: '2026-11-27',
    doneAt: null,
    doneBy: null,
    version: 0,
    isOwn: true,
    address: null,
  };
  let view = buildView({ actions: [action] });
  const written: { id: string; text: string }[] = [];
  server.on(getCase, () => view);
  server.on(getTimeline, () => ({
    items: written.map(({ id, text }) =>
      makeTimelineEntry({ key: id, kind: 'call', at: inHours(0), by: '佐藤 美咲', text }),
    ),
    total: written.length,
  }));
  server.on(addEntry, ({ body }) => {
    written.push(body);
    return makeTimelineEntry({ key: body.id, kind: 'call', at: inHours(0), text: body.text });
  });
  server.on(updateAction, () => {
    const done = { ...action, doneAt: inHours(0), doneBy: '佐藤 美咲', version: 1 };
    view = buildView({ actions: [done] });
    return done;
  });
  const nothing = { items: [], total: 0, nextCursor: null };
  server.on(listMeetings, () => nothing);
  server.on(listProjects, () => nothing);
  server.on(listOutcomes, () => ({ items: [], questions: [], nextQuestionOn: null, abilities: { canRecord: true } }));
  const page = await openPage(`/cases/${idOf(60)}`);
  close = page.close;
  await page.user.type(await screen.findByRole('textbox', { name: /内容/ }), '試作品は来月できる');
  await page.user.click(screen.getByRole('button', { name: '書き留める' }));
  const story = screen.getByRole('region', { name: 'これまでの経過' });
  await waitFor(() => expect(story.textContent).toContain('試作品は来月できる'));
  expect(written).toHaveLength(1);
  await page.user.click(screen.getByRole('button', { name: '「見積を頼む」を済ませる' }));
  await waitFor(() => expect(screen.getByText('済んだもの 1件')).toBeTruthy());
});
