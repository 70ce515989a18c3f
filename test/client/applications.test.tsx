import { screen, waitFor, within } from '@testing-library/react';
import {
  acceptOffer,
  applyToOpening,
  declineApplication,
  getApplication,
  getTermsDraft,
  listApplications,
  sendOffer,
} from '@enishi/shared/applications';
import type { ApplicationView, TermsVersion } from '@enishi/shared/applications';
import { secrecyPresets } from '@enishi/shared/disclosure';
import type { ExpertCard } from '@enishi/shared/experts';
import { expertContracts } from '@enishi/shared/experts';
import { listFiles } from '@enishi/shared/files';
import { openingContracts } from '@enishi/shared/openings';
import type { OpeningCard } from '@enishi/shared/openings';
import { countUnreadMessages, getThread } from '@enishi/shared/threads';
import { addDays, dayOf } from '@enishi/shared/tokyo-calendar';
import type { Viewer } from '@enishi/shared/users';
import { FakeFailure } from '../support/fake-api.js';
import { sendHint } from '../support/fake-socket.js';
import { aNeedView, aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import './patience.js';

const { id: _id, industry: _industry, timeframe: _timeframe, details: _details, contact, ...frame } = aNeedView();
const { disclosure: _disclosure, closeReason, blocked, abilities, ...common } = frame;
const moment = new Date().toISOString();
const today = dayOf(new Date());

const opening: OpeningCard = {
  ...common,
  ...{ id: idOf(500), code: 'W-0001', title: '図面をCADで起こし直す仕事', skills: [], hoursFrom: null, hoursTo: 8 },
  ...{
    startsOn: null,
    endsOn: null,
    place: 'remote',
    municipality: null,
    people: 1,
    applyBy: '2099-03-31',
    speech: [],
  },
  reward: { kind: 'hourly', from: 1500, to: null },
};
const expert: ExpertCard = {
  ...common,
  ...{ id: idOf(600), code: 'E-0001', title: '図面の清書ができます', kind: 'teleworker', hoursPerWeek: 12 },
  ...{ workPlace: 'remote', skills: [], availableFrom: null, availableTo: null, unavailableUntil: null, speech: [] },
};
const person = aViewer({ roles: ['teleworker'], activeRole: 'teleworker', displayName: '新庄 みどり' });

const nothing: ApplicationView['abilities'] = {
  ...{ canApply: false, canShortlist: false, canOffer: false, isFull: false, canAcceptOffer: false },
  ...{ canDecline: false, canWithdraw: false, canProposeTerms: false, canAcceptTerms: false },
};
const terms = {
  ...{ work: '図面三十枚をCADで起こし直す。', startsOn: addDays(today, 10), dueOn: addDays(today, 60), place: '在宅' },
  ...{ inspectBy: null, method: 'bank_transfer' as const, methodNote: '', expenses: '', note: '', undecided: [] },
  amount: { kind: 'hourly' as const, yen: 1500, expected: 64, formula: '' },
  payment: { kind: 'once' as const, on: addDays(today, 90) },
};
const sent: TermsVersion = {
  ...{
    number: 1,
    purpose: 'offer',
    state: 'open',
    by: 'need',
    sentAt: moment,
    answeredAt: null,
    sha256: 'ab'.repeat(32),
  },
  sheet: { ...terms, orderedOn: null, client: { name: '長井 花子', organisation: '置賜木工' }, worker: null },
};
const build = (given: Partial<ApplicationView> = {}): ApplicationView => ({
  ...{ id: idOf(700), version: 0, state: 'applied', createdAt: moment, changedAt: moment, turn: 'need' },
  ...{ opening, expert, mySide: 'need', letter: '十年してきました。', invitation: null, end: null, opened: null },
  ...{ dueAt: new Date(Date.now() + 864_000_000).toISOString(), terms: [], agreedNumber: null, abilities: nothing },
  steps: [{ kind: 'applied', at: moment, by: 'item' }],
  ...given,
});
const address = `/applications/${idOf(700)}`;

const start = (viewer: Viewer, application: ApplicationView) => {
  const server = createServer(viewer);
  const world = { application, sent: [] as unknown[] };
  server.on(getApplication, () => world.application);
  server.on(listApplications, () => ({ items: [world.application], total: 1, nextCursor: null }));
  server.on(countUnreadMessages, () => ({ counts: [{ id: idOf(700), unread: 2 }] }));
  server.on(listFiles, () => ({ items: [], audiences: ['both' as const], defaultAudience: 'both' as const }));
  server.on(getThread, () => ({
    ...{ lastReadId: null, unread: 0, messages: [], earlierCursor: null },
    ...{ audiences: ['both' as const], defaultAudience: 'both' as const, asOf: moment, isCut: false },
  }));
  return { server, world };
};

test('somebody applies on the page of an opening; the letter survives a closed dialog', async () => {
  const { server, world } = start(person, build({ mySide: 'item' }));
  server.on(openingContracts.get, () => ({
    ...{ ...opening, details: null, contact, disclosure: secrecyPresets.open, closeReason, blocked, abilities },
    workPackage: null,
  }));
  server.on(listApplications, () => ({ items: [], total: 0, nextCursor: null }));
  server.on(expertContracts.listMine, () => ({ items: [{ ...expert, isMine: true }], total: 1, nextCursor: null }));
  server.on(applyToOpening, ({ params, body }) => {
    world.sent.push({ ...params, ...body });
    return world.application;
  });
  const page = await openPage(`/openings/${opening.id}`);
  await page.user.click(await screen.findByRole('button', { name: '応募する' }));
  const dialog = () => within(screen.getByRole('dialog', { name: '応募する' }));
  await screen.findByRole('dialog', { name: '応募する' });
  await page.user.click(await dialog().findByRole('button', { name: '応募を送る' }));
  dialog().getByText('入力してください。');
  await page.user.type(dialog().getByRole('textbox', { name: /手紙/ }), 'CADを十年してきました。');
  await page.user.click(dialog().getByRole('button', { name: 'やめる' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await page.user.click(screen.getByRole('button', { name: '応募する' }));
  await page.user.click(await within(await screen.findByRole('dialog')).findByRole('button', { name: '応募を送る' }));
  await screen.findByRole('heading', { level: 1, name: opening.title });
  await screen.findByText('十年してきました。');
  expect(world.sent).toMatchObject([{ id: opening.id, expertId: expert.id, letter: 'CADを十年してきました。' }]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('terms are written, refused past sixty days, kept while they are written, and sent', async () => {
  const { server, world } = start(aViewer(), build({ abilities: { ...nothing, canOffer: true } }));
  server.on(getTermsDraft, () => ({
    terms: { ...terms, payment: { kind: 'once' as const, on: addDays(today, 200) } },
  }));
  server.on(sendOffer, ({ body }) => {
    world.sent.push(body);
    world.application = build({ version: 1, state: 'offered', turn: 'item', terms: [sent] });
    return world.application;
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('link', { name: '条件を提示する' }));
  await page.user.click(await screen.findByRole('button', { name: 'この条件で送る' }));
  screen.getByText('受け取りから60日以内の日を選んでください（フリーランス法で定められた期限です）。');
  const payday = screen.getByLabelText(/^支払う日/);
  expect(document.activeElement).toBe(payday);
  await page.user.clear(payday);
  await page.user.type(payday, addDays(today, 90));
  await page.user.click(screen.getByRole('checkbox', { name: '場所は、まだ決められない' }));
  await page.user.type(screen.getByRole('textbox', { name: /決められない理由/ }), '作業場所を探しています');
  await page.user.click(screen.getByRole('button', { name: 'この条件で送る' }));
  expect(world.sent).toEqual([]);
  await page.user.type(screen.getByLabelText(/^決める予定日/), addDays(today, 5));
  await page.user.click(screen.getByRole('button', { name: 'この条件で送る' }));
  await screen.findByRole('region', { name: '取引条件の明示' });
  expect(world.sent).toEqual([
    {
      version: 0,
      terms: {
        ...terms,
        place: '',
        undecided: [{ item: 'place', reason: '作業場所を探しています', decideBy: addDays(today, 5) }],
      },
    },
  ]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('an offer is read item by item and accepted, knowing what opens; it arrives without a reload', async () => {
  const { server, world } = start(person, build({ mySide: 'item' }));
  const page = await openPage(address);
  await screen.findByText('募集した側の返事を待っています');
  world.application = build({
    ...{ version: 1, state: 'offered', mySide: 'item', turn: 'item', terms: [sent] },
    abilities: { ...nothing, canAcceptOffer: true, canWithdraw: true },
  });
  sendHint({ topic: 'application', id: idOf(700) });
  const sheet = within(await screen.findByRole('region', { name: '取引条件の明示' }));
  sheet.getByText(/見込み64時間、合計96,000円/);
  expect(sheet.getByRole('link', { name: '第1版のPDFを保存' }).getAttribute('href')).toBe(
    `/api/applications/${idOf(700)}/terms/1/pdf?language=ja`,
  );
  server.on(acceptOffer, ({ body }) => {
    world.sent.push(body);
    return build({ version: 2, state: 'accepted', mySide: 'item', turn: null, dueAt: null, terms: [sent] });
  });
  await page.user.click(screen.getByRole('button', { name: 'この条件で承諾する' }));
  const dialog = within(await screen.findByRole('dialog', { name: '第1版の条件を承諾する' }));
  dialog.getByText(/連絡先が相手に開き/);
  await page.user.click(dialog.getByRole('button', { name: 'この条件で承諾する' }));
  await screen.findByText('条件を承諾しました');
  expect(world.sent).toEqual([{ version: 1, number: 1 }]);
  page.close();
});

test('declining asks for a reason, and tells what happened meanwhile', async () => {
  const { server } = start(aViewer(), build({ abilities: { ...nothing, canDecline: true } }));
  server.on(declineApplication, () => {
    const changes = [{ by: null, at: moment, fields: ['state.withdrawn'] }];
    throw new FakeFailure('stale', { stale: { version: 1, changes } });
  });
  const page = await openPage(address);
  await page.user.click(await screen.findByRole('button', { name: '見送る…' }));
  const dialog = within(await screen.findByRole('dialog', { name: '応募を見送る' }));
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));
  dialog.getByText('入力してください。');
  await page.user.click(dialog.getByRole('radio', { name: '時間が合わなかった' }));
  await page.user.click(dialog.getByRole('button', { name: '見送る' }));
  await dialog.findByText(/状態（辞退）/);
  page.close();
});

test.each([
  ['ja', '応募', 'あなたの返事を待っています', '未読2件'],
  ['en', 'Applications', 'Waits for your answer', '2 unread'],
] as const)('the list tells whose turn it is, and what is unread (%s)', async (language, title, turn, unread) => {
  const { server } = start(aViewer({ language }), build());
  const page = await openPage('/applications', language);
  await screen.findByRole('heading', { level: 1, name: title });
  const row = within(await screen.findByRole('article'));
  row.getByText(turn);
  await row.findByText(new RegExp(unread.replace(/(\d)/, '\\s*$1\\s*')));
  expect(server.mistakes).toEqual([]);
  page.close();
});
