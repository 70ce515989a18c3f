import { screen, within } from '@testing-library/react';
import {
  answerWeek,
  deliverWork,
  getAssignment,
  inspectWork,
  listAssignments,
  recordPayment,
  reportWeek,
  reviewAssignment,
} from '@enishi/shared/assignment-contracts';
import type { AssignmentView, ReportView } from '@enishi/shared/assignments';
import { listFiles } from '@enishi/shared/files';
import { getThread, markThreadRead } from '@enishi/shared/threads';
import { addDays, dayOf, mondayOf } from '@enishi/shared/tokyo-calendar';
import type { Viewer } from '@enishi/shared/users';
import { FakeFailure } from '../support/fake-api.js';
import { aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import './patience.js';

const id = idOf(90);
const address = `/assignments/${id}`;
const today = dayOf(new Date());
const thisWeek = mondayOf(today);
const lastWeek = addDays(thisWeek, -7);
const moment = '2026-11-20T01:00:00.000Z';

const report = (given: Partial<ReportView> = {}): ReportView => ({
  week: lastWeek,
  version: 2,
  units: 7.5,
  note: '第1章',
  state: 'submitted',
  submittedAt: moment,
  answeredAt: null,
  reason: '',
  abilities: { canEdit: false, canAnswer: false },
  ...given,
});

const nothing = {
  canReport: false,
  canDeliver: false,
  canInspect: false,
  canPay: false,
  canStop: false,
  canReview: false,
};

const build = (given: Partial<AssignmentView> = {}): AssignmentView => ({
  id,
  version: 3,
  title: '取扱説明書の英訳',
  state: 'working',
  mySide: 'worker',
  client: { name: '佐藤 恵', organisation: '置賜電機' },
  worker: { name: '鈴木 葵', organisation: '新庄ワークス' },
  startsOn: lastWeek,
  dueOn: addDays(thisWeek, 27),
  unit: 'hours',
  reported: 7.5,
  expected: 40,
  waitingReports: 1,
  inspectBy: null,
  late: [],
  createdAt: moment,
  openingId: idOf(91),
  applicationId: idOf(92),
  projectId: null,
  terms: {
    orderedOn: lastWeek,
    client: { name: '佐藤 恵', organisation: '置賜電機' },
    worker: { name: '鈴木 葵', organisation: '新庄ワークス' },
    work: '取扱説明書を英語にする。',
    startsOn: lastWeek,
    dueOn: addDays(thisWeek, 27),
    place: '自宅',
    inspectBy: null,
    amount: { kind: 'hourly', yen: 1500, expected: 40, formula: '' },
    payment: { kind: 'once', on: addDays(thisWeek, 50) },
    method: 'bank_transfer',
    methodNote: '',
    expenses: '',
    note: '',
    undecided: [],
  },
  reports: [report()],
  totals: {
    unit: 'hours',
    approved: 0,
    reported: 7.5,
    expected: 40,
    forecast: 37.5,
    yenApproved: 0,
    yenReported: 11_250,
    yenExpected: 60_000,
    yenForecast: 56_250,
    curve: [
      { week: lastWeek, done: 7.5, plan: 8, ahead: 7.5 },
      { week: thisWeek, done: null, plan: 16, ahead: 15 },
    ],
  },
  deliveries: [],
  payments: [
    {
      key: 'once',
      dueOn: addDays(thisWeek, 50),
      yen: 0,
      yenWaiting: 11_250,
      paidOn: null,
      isOpen: true,
      isLate: false,
    },
  ],
  reviews: [],
  endedAt: null,
  stopped: null,
  reportableWeeks: [thisWeek],
  abilities: nothing,
  ...given,
});

const start = (
  assignment: AssignmentView,
  viewer: Viewer = aViewer({ roles: ['teleworker'], activeRole: 'teleworker' }),
) => {
  const server = createServer(viewer);
  const world = { assignment, sent: [] as unknown[] };
  server.on(getAssignment, () => world.assignment);
  server.on(listFiles, () => ({ items: [], audiences: ['both' as const], defaultAudience: 'both' as const }));
  server.on(markThreadRead, () => ({ lastReadId: null, unread: 0 }));
  server.on(getThread, () => ({
    ...{ lastReadId: null, unread: 0, messages: [], earlierCursor: null },
    ...{ audiences: ['both' as const], defaultAudience: 'both' as const, asOf: moment, isCut: false },
  }));
  return { server, world };
};

test('a week is reported; what was typed survives a closed dialog, and a second report is told that it came second', async () => {
  const { server, world } = start(build({ abilities: { ...nothing, canReport: true } }));
  server.on(reportWeek, ({ params, body }) => {
    world.sent.push({ ...params, ...body });
    if (world.sent.length === 1)
      throw new FakeFailure('stale', {
        stale: { version: 4, changes: [{ by: '鈴木 葵', at: moment, fields: ['units'] }] },
      });
    world.assignment = build({ reports: [report({ week: thisWeek, units: 6 }), report()] });
    return world.assignment;
  });
  const page = await openPage(address);
  const open = async () => {
    await page.user.click(await screen.findByRole('button', { name: '週を報告する…' }));
    return within(await screen.findByRole('dialog', { name: '週を報告する' }));
  };
  let dialog = await open();
  await page.user.click(dialog.getByRole('button', { name: '報告する' }));
  dialog.getByText('入力してください。');
  expect(world.sent).toEqual([]);
  await page.user.type(dialog.getByRole('spinbutton', { name: /働いた時間/ }), '6');
  await page.user.type(dialog.getByRole('textbox', { name: /したこと/ }), '第2章');
  await page.user.click(dialog.getByRole('button', { name: 'やめる' }));
  dialog = await open();
  expect(dialog.getByRole('textbox', { name: /したこと/ })).toHaveProperty('value', '第2章');
  await page.user.click(dialog.getByRole('button', { name: '報告する' }));
  await page.user.click(await dialog.findByRole('button', { name: /自分の/ }));
  await screen.findByText('報告しました');
  expect(world.sent).toMatchObject([
    { week: thisWeek, version: null, units: 6, note: '第2章' },
    { week: thisWeek, version: 4 },
  ]);
  page.close();
});

test('the forecast is said, and stands in a table beside the drawing', async () => {
  start(build());
  const page = await openPage(address);
  await screen.findByText('このペースだと、納期までに予定より2.5時間少ない見通しです。');
  const table = within(screen.getByRole('table', { name: '週ごとの積み上げ' }));
  expect(table.getAllByRole('row')).toHaveLength(3);
  table.getByRole('cell', { name: '15時間' });
  page.close();
});

test('the company approves a week, and sends another back with a reason', async () => {
  const canAnswer = { canEdit: false, canAnswer: true };
  const reports = [report({ week: thisWeek, abilities: canAnswer }), report({ abilities: canAnswer })];
  const { server, world } = start(build({ mySide: 'client', waitingReports: 2, reports }), aViewer());
  server.on(answerWeek, ({ params, body }) => {
    world.sent.push({ week: params.week, ...body });
    return world.assignment;
  });
  const page = await openPage(address);
  await screen.findByText('週の報告が2件、承認を待っています。');
  await page.user.click((await screen.findAllByRole('button', { name: /^承認する/ }))[0] as HTMLElement);
  await page.user.click((await screen.findAllByRole('button', { name: /^差し戻す…/ }))[1] as HTMLElement);
  const dialog = within(await screen.findByRole('dialog'));
  await page.user.click(dialog.getByRole('button', { name: '差し戻す' }));
  await page.user.type(dialog.getByRole('textbox', { name: /差し戻しの理由/ }), '内訳をください');
  await page.user.click(dialog.getByRole('button', { name: '差し戻す' }));
  await screen.findByText('差し戻しました');
  expect(world.sent).toEqual([
    { week: thisWeek, version: 2, answer: 'approve' },
    { week: lastWeek, version: 2, answer: 'send_back', reason: '内訳をください' },
  ]);
  page.close();
});

test('work is handed over with a link, and inspected by the other side', async () => {
  const { server, world } = start(build({ abilities: { ...nothing, canDeliver: true } }));
  const delivery = {
    ...{ id: idOf(95), at: moment, note: '', links: [{ title: '英訳', url: 'https://files.example/a' }], files: [] },
    ...{ inspectBy: addDays(today, 7), state: 'waiting' as const, answeredAt: null, reason: '' },
  };
  server.on(deliverWork, ({ body }) => {
    world.sent.push(body);
    world.assignment = build({ state: 'inspecting', deliveries: [delivery] });
    return world.assignment;
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: '納品する…' }));
  const dialog = within(await screen.findByRole('dialog', { name: '納品する' }));
  await page.user.click(dialog.getByRole('button', { name: '納品する' }));
  dialog.getByText('ひとこと、ファイル、リンクのどれかを入れてください。');
  await page.user.type(dialog.getByRole('textbox', { name: /リンクのアドレス/ }), 'https://files.example/a');
  await page.user.click(dialog.getByRole('button', { name: '納品する' }));
  expect((await screen.findByRole('link', { name: '英訳' })).getAttribute('href')).toBe('https://files.example/a');
  expect(world.sent).toMatchObject([{ version: 3, links: [{ url: 'https://files.example/a' }] }]);
  page.close();
});

test('the company inspects, records the payment, and looks back', async () => {
  const { server, world } = start(
    build({ mySide: 'client', state: 'inspecting', inspectBy: today, abilities: { ...nothing, canInspect: true } }),
    aViewer(),
  );
  server.on(inspectWork, () => {
    world.assignment = build({
      mySide: 'client',
      state: 'completed',
      abilities: { ...nothing, canPay: true, canReview: true },
    });
    return world.assignment;
  });
  server.on(recordPayment, ({ params, body }) => {
    world.sent.push({ key: params.key, ...body });
    return world.assignment;
  });
  server.on(reviewAssignment, ({ body }) => {
    world.sent.push(body);
    return world.assignment;
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: '合格にする…' }));
  await page.user.click(await screen.findByRole('button', { name: '合格にする' }));
  await page.user.click(await screen.findByRole('button', { name: '支払いを記録する…：全体' }));
  await page.user.click(await screen.findByRole('button', { name: '記録する' }));
  await screen.findByText('支払いを記録しました');
  await page.user.click(screen.getByRole('button', { name: '振り返りを送る' }));
  for (const group of ['仕事の出来', '連絡のしやすさ', '期日や約束を守ったか'])
    await page.user.click(within(screen.getByRole('radiogroup', { name: group })).getByRole('radio', { name: '5点' }));
  await page.user.click(screen.getByRole('button', { name: '振り返りを送る' }));
  await screen.findByText('ありがとうございました');
  expect(world.sent).toEqual([
    { key: 'once', version: 3, paidOn: today },
    { ratings: { work: 5, contact: 5, promises: 5 }, sentence: '' },
  ]);
  page.close();
});

test('the list says with whom, how far and what is late; one that is empty says how it begins', async () => {
  const { server, world } = start(build());
  let items = [build({ late: ['payment'] })];
  server.on(listAssignments, () => ({ items, total: items.length, nextCursor: null }));
  const page = await openPage('/assignments');
  const row = within(await screen.findByRole('article', { name: world.assignment.title }));
  row.getByText('支払いが遅れています');
  row.getByText('佐藤 恵（置賜電機）');
  row.getByText('これまで 7.5時間（予定 40時間）');
  page.close();
  items = [];
  const again = await openPage('/assignments');
  await screen.findByText('まだ仕事はありません');
  again.close();
});
