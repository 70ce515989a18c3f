import { act, screen, within } from '@testing-library/react';
import { listFiles } from '@enishi/shared/files';
import { answerQuestion, getQuestion, listOutcomes, recordOutcome } from '@enishi/shared/outcomes';
import type { AskedQuestion, CaseOutcomes } from '@enishi/shared/outcomes';
import {
  addProjectPart,
  changeProjectPart,
  getProject,
  listProjectPeople,
  listProjects,
  reportProgress,
} from '@enishi/shared/projects';
import type { ProjectView } from '@enishi/shared/projects';
import { addMonths, dayOf, monthOf } from '@enishi/shared/tokyo-calendar';
import type { Viewer } from '@enishi/shared/users';
import { FakeFailure } from '../support/fake-api.js';
import { aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator } from './case-data.js';
import './patience.js';

const id = idOf(70);
const caseId = idOf(71);
const address = `/projects/${id}`;
const today = dayOf(new Date());
const lastMonth = monthOf(addMonths(`${monthOf(today)}-01`, -1));

const facts = (number: number, canReport = false) => ({
  id: idOf(number),
  version: 0,
  updatedAt: '2026-11-20T01:00:00.000Z',
  abilities: { canReport },
});
const workPackage = {
  title: '試作',
  organisationId: idOf(2),
  organisationName: '置賜電機',
  from: addMonths(today, -1),
  to: addMonths(today, 1),
  doneShare: 40,
  note: '治具から作る',
};

const buildProject = (given: Partial<ProjectView> = {}): ProjectView => ({
  id,
  caseId,
  version: 0,
  title: '蓄電池の安全評価キット',
  state: 'under_way',
  startsOn: addMonths(today, -1),
  targetOn: addMonths(today, 5),
  endedOn: null,
  doneShare: 40,
  light: null,
  goal: '半年で試作を終える。',
  scenario: '',
  createdAt: '2026-11-20T01:00:00.000Z',
  lead: '佐藤 恵',
  workPackages: [{ ...workPackage, ...facts(80, true) }],
  milestones: [{ title: '展示会', dueOn: addMonths(today, 3), reachedOn: null, ...facts(81) }],
  budget: [{ title: '材料', source: 'subsidy', yen: 1_500_000, ...facts(82) }],
  budgetTotal: 1_500_000,
  documents: null,
  team: [],
  measures: [],
  reviews: [],
  reviewDue: null,
  abilities: { canEdit: false },
  ...given,
});

const noOutcomes: CaseOutcomes = { items: [], questions: [], nextQuestionOn: null, abilities: { canRecord: false } };

const start = (viewer: Viewer | null, project = buildProject(), outcomes = noOutcomes) => {
  const server = createServer(viewer);
  const world = { project, outcomes, sent: [] as unknown[] };
  server.on(getProject, () => world.project);
  server.on(listOutcomes, () => world.outcomes);
  server.on(listFiles, () => ({ items: [], audiences: [], defaultAudience: null }));
  server.on(listProjectPeople, () => ({ people: [] }));
  return { server, world };
};

test('the schedule is a chart whose bars tell about themselves by keyboard, and a table', async () => {
  start(aViewer());
  const page = await openPage(address);
  const bar = await screen.findByRole('button', { name: /^試作、置賜電機、.*進み40%$/ });
  act(() => bar.focus());
  await screen.findByText('治具から作る');
  screen.getByRole('button', { name: /^マイルストーン 展示会/ });
  // Whoever does not see the chart reads the same rows.
  expect(within(screen.getByRole('table', { name: /工程表/ })).getAllByRole('row')).toHaveLength(3);
  await page.user.click(screen.getByRole('radio', { name: '表' }));
  const table = within(screen.getByRole('table', { name: /工程表/ }));
  table.getByRole('row', { name: /^試作 置賜電機 .* 40%/ });
  expect(screen.queryByRole('button', { name: '編集する' })).toBeNull();
  page.close();
});

test('the owner of a work package reports progress', async () => {
  const { server, world } = start(aViewer());
  server.on(reportProgress, ({ body }) => {
    world.sent.push(body);
    world.project = buildProject({
      workPackages: [{ ...workPackage, ...facts(80, true), version: 1, doneShare: body.doneShare }],
    });
    return world.project;
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: /^試作、/ }));
  await page.user.click(screen.getByRole('button', { name: '進みを更新' }));
  const dialog = within(await screen.findByRole('dialog', { name: '「試作」の進み' }));
  const field = dialog.getByRole('spinbutton');
  await page.user.clear(field);
  await page.user.type(field, '120');
  await page.user.click(dialog.getByRole('button', { name: '進みを更新' }));
  expect(world.sent).toEqual([]);
  await page.user.clear(field);
  await page.user.type(field, '70');
  await page.user.click(dialog.getByRole('button', { name: '進みを更新' }));
  await screen.findByRole('button', { name: /進み70%$/ });
  expect(world.sent).toEqual([{ version: 0, doneShare: 70 }]);
  page.close();
});

test('a coordinator writes the review that is due, in three questions with a light', async () => {
  const { server, world } = start(aCoordinator(), buildProject({ reviewDue: lastMonth, abilities: { canEdit: true } }));
  server.on(addProjectPart, ({ body }) => {
    world.sent.push(body);
    return world.project;
  });
  const page = await openPage(address);
  await screen.findByText(/のレビューがまだです$/);
  await page.user.click(screen.getByRole('button', { name: 'レビューを書く' }));
  const dialog = within(await screen.findByRole('dialog', { name: '月次レビューを加える' }));
  await page.user.click(dialog.getByRole('button', { name: '保存する' }));
  expect(dialog.getAllByText(/入力してください|選んでください/).length).toBeGreaterThan(0);
  await page.user.click(dialog.getByRole('radio', { name: '注意' }));
  await page.user.type(dialog.getByRole('textbox', { name: /うまくいった/ }), '試作が動いた');
  await page.user.type(dialog.getByRole('textbox', { name: /次に何を/ }), '評価を頼む');
  await page.user.click(dialog.getByRole('button', { name: '保存する' }));
  await screen.findByText('保存しました');
  expect(world.sent).toMatchObject([
    {
      kind: 'review',
      content: { month: lastMonth, light: 'yellow', wentWell: '試作が動いた', next: '評価を頼む', nextOn: null },
    },
  ]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('the second of two who change a work package is told what the first did, and may keep their own', async () => {
  const { server, world } = start(aCoordinator(), buildProject({ abilities: { canEdit: true } }));
  server.on(changeProjectPart, ({ body }) => {
    world.sent.push(body.version);
    if (body.version === 0)
      throw new FakeFailure('stale', {
        stale: { version: 3, changes: [{ by: '鈴木 一郎', at: '2026-11-20T01:00:00.000Z', fields: ['to'] }] },
      });
    return world.project;
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: /^試作、/ }));
  await page.user.click(screen.getByRole('button', { name: '編集する' }));
  const dialog = within(await screen.findByRole('dialog', { name: '作業パッケージを直す' }));
  const title = dialog.getByRole('textbox', { name: /作業の名前/ });
  await page.user.clear(title);
  await page.user.type(title, '試作（改）');
  await page.user.click(dialog.getByRole('button', { name: '保存する' }));
  await dialog.findByText(/鈴木 一郎さんが.*おわり/);
  await page.user.click(dialog.getByRole('button', { name: '自分の内容で保存する' }));
  await screen.findByText('保存しました');
  expect(world.sent).toEqual([0, 3]);
  page.close();
});

test('a coordinator records sales; the amount is asked for', async () => {
  const { server, world } = start(aCoordinator(), buildProject(), { ...noOutcomes, abilities: { canRecord: true } });
  server.on(recordOutcome, ({ body }) => {
    world.sent.push(body);
    const { key: _key, ...form } = body;
    const item = { ...form, ...facts(90), recordedAt: '2026-11-20T01:00:00.000Z', by: '佐藤 恵' };
    world.outcomes = { ...world.outcomes, items: [item] };
    return world.outcomes;
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: '成果を記録する' }));
  const dialog = within(await screen.findByRole('dialog', { name: '成果を記録する' }));
  await page.user.selectOptions(dialog.getByRole('combobox', { name: /種類/ }), '売上');
  await page.user.click(dialog.getByRole('button', { name: '成果を記録する' }));
  expect(world.sent).toEqual([]);
  await page.user.type(dialog.getByRole('spinbutton', { name: '金額（円）' }), '1200000');
  await page.user.click(dialog.getByRole('button', { name: '成果を記録する' }));
  await screen.findByText('1,200,000円');
  expect(world.sent).toMatchObject([{ kind: 'sales', yen: 1_200_000, certainty: 'confirmed' }]);
  page.close();
});

test('the list says what there is to see when there is nothing', async () => {
  const { server } = start(aViewer());
  server.on(listProjects, () => ({ items: [], total: 0, nextCursor: null }));
  const page = await openPage('/projects');
  await screen.findByRole('heading', { name: 'まだプロジェクトはありません' });
  page.close();
});

describe('the question after an outcome', () => {
  const token = `${idOf(95)}.contact.${'a'.repeat(43)}`;
  const question: AskedQuestion = {
    about: '蓄電池の安全評価キット',
    name: '山田',
    centre: '山形県産業支援センター',
    months: 6,
    expiresAt: '2099-01-20T01:00:00.000Z',
    version: 0,
    answer: null,
    answeredAt: null,
  };

  test('is one question, answered without signing in, and can be changed', async () => {
    const server = createServer(null);
    const world = { question, sent: [] as unknown[] };
    server.on(getQuestion, () => world.question);
    server.on(answerQuestion, ({ body: { version, ...answer } }) => {
      world.sent.push({ version, ...answer });
      world.question = { ...question, version: version + 1, answer, answeredAt: '2026-11-20T01:00:00.000Z' };
      return world.question;
    });
    const page = await openPage(`/outcome/${token}`);
    await screen.findByText(/「蓄電池の安全評価キット」から6か月/);
    await page.user.click(screen.getByRole('button', { name: '回答を送る' }));
    expect(world.sent).toEqual([]);
    await page.user.click(screen.getByRole('radio', { name: '成果がありました' }));
    await page.user.type(screen.getByRole('spinbutton', { name: '売上（円）' }), '1200000');
    await page.user.click(screen.getByRole('button', { name: '回答を送る' }));
    await screen.findByRole('heading', { name: 'ありがとうございました' });
    screen.getByText('1,200,000円');
    await page.user.click(screen.getByRole('button', { name: '回答を変える' }));
    await page.user.click(screen.getByRole('radio', { name: 'まだありません' }));
    await page.user.click(screen.getByRole('button', { name: '回答を送る' }));
    await screen.findByText('まだありません');
    expect(world.sent).toEqual([
      { version: 0, hasOutcome: true, salesYen: 1_200_000, jobs: null, text: '' },
      { version: 1, hasOutcome: false, salesYen: null, jobs: null, text: '' },
    ]);
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  test.each([
    ['gone' as const, 'このリンクの期限は過ぎました'],
    ['not_found' as const, 'このリンクは使えません'],
  ])('says plainly when its link is %s', async (code, heading) => {
    const server = createServer(null);
    server.on(getQuestion, () => {
      throw new FakeFailure(code);
    });
    const page = await openPage(`/outcome/${token}`);
    await screen.findByRole('heading', { name: heading });
    page.close();
  });
});
