import { act, screen, waitFor, within } from '@testing-library/react';
import {
  answerMeeting,
  confirmMeeting,
  createMeeting,
  getMeeting,
  getMeetingStart,
  listBusyTimes,
} from '@enishi/shared/meeting-contracts';
import type { MeetingView } from '@enishi/shared/meetings';
import { getMinutes, saveMinutes, sendMinutes } from '@enishi/shared/minutes';
import type { MinutesView } from '@enishi/shared/minutes';
import { answerPoll, getCalendarFeed, getPoll, renewCalendarFeed } from '@enishi/shared/polls';
import type { OpenPoll, PollView } from '@enishi/shared/polls';
import { FakeFailure } from '../support/fake-api.js';
import { sendHint } from '../support/fake-socket.js';
import { aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator, inHours } from './case-data.js';
import './patience.js';

const id = idOf(70);
const slot = (key: string, startsAt: string, counts = { yes: 0, maybe: 0, no: 0 }) => ({
  id: key,
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
  counts,
  mine: null,
  isPast: false,
});
// Whole hours some days ahead, so that words about them do not change while a test runs.
const ahead = (days: number): string => {
  const day = new Date(Date.now() + days * 86_400_000);
  day.setUTCHours(1, 0, 0, 0);
  return day.toISOString();
};

const poll: OpenPoll = {
  state: 'open',
  title: '初回の打合せ',
  place: '米沢市',
  host: { displayName: '佐藤 美咲', organisation: '置賜支援センター' },
  me: '高橋 誠',
  durationMinutes: 60,
  round: 1,
  slots: [slot('a', ahead(5)), slot('b', ahead(6), { yes: 1, maybe: 0, no: 0 })],
  note: '',
  answeredAt: null,
  expiresAt: ahead(5),
  asked: 3,
  answered: 1,
  others: [],
};
const address = `/poll/${id}.holder.${'s'.repeat(43)}`;

const startPoll = (view: PollView) => {
  const server = createServer(null);
  const world = { view, sent: [] as unknown[] };
  server.on(getPoll, () => world.view);
  server.on(answerPoll, ({ body }) => {
    world.sent.push(body);
    const slots = poll.slots.map((one) => ({ ...one, mine: body.choices[one.id] ?? null }));
    world.view = { ...poll, slots, note: body.note, answeredAt: inHours(0), answered: 2 };
    return world.view;
  });
  return { server, world };
};
const mark = (index: number, name: RegExp) => {
  const found = screen.getAllByRole('radio', { name })[index];
  if (!found) throw new Error(`no slot ${String(index)}`);
  return found;
};

describe('a poll by link', () => {
  test('is answered by keyboard alone, and says plainly that the answer has arrived', async () => {
    const { server, world } = startPoll(poll);
    const page = await openPage(address);
    await screen.findByRole('heading', { name: '初回の打合せ' });
    screen.getByText(/置賜支援センター.*佐藤 美咲/);
    mark(0, /都合がよい/).focus();
    await page.user.keyboard(' ');
    await page.user.click(screen.getByRole('button', { name: '回答を送る' }));
    await screen.findByText(/あと1件/);
    expect(world.sent).toEqual([]);
    mark(1, /調整できる/).focus();
    await page.user.keyboard(' ');
    screen.getByRole('button', { name: '回答を送る' }).focus();
    await page.user.keyboard('{Enter}');
    await screen.findByText('回答を受け取りました');
    expect(world.sent).toEqual([{ round: 1, choices: { a: 'yes', b: 'maybe' }, note: '' }]);
    screen.getByRole('button', { name: '回答を変更する' });
    expect(server.mistakes).toEqual([]);
    page.close();
  });

  test('keeps what was chosen when it cannot be sent, even over a reload', async () => {
    const { server, world } = startPoll(poll);
    const page = await openPage(address);
    await screen.findByRole('heading', { name: '初回の打合せ' });
    await page.user.click(mark(0, /都合がわるい/));
    await page.user.click(mark(1, /調整できる/));
    server.setOffline(true);
    await page.user.click(screen.getByRole('button', { name: '回答を送る' }));
    await screen.findByText(/この端末に残っています/);
    server.setOffline(false);
    await page.reload();
    await screen.findByRole('heading', { name: '初回の打合せ' });
    expect((mark(0, /都合がわるい/) as HTMLInputElement).checked).toBe(true);
    await page.user.click(screen.getByRole('button', { name: '回答を送る' }));
    await screen.findByText('回答を受け取りました');
    expect(world.sent).toEqual([{ round: 1, choices: { a: 'no', b: 'maybe' }, note: '' }]);
    page.close();
  });

  test.each([
    ['expired', /期限が過ぎました/],
    ['revoked', /取り消されました/],
    ['cancelled', /中止になりました/],
  ] as const)('that is over (%s) says so', async (why, words) => {
    startPoll({ state: 'over', why });
    const page = await openPage(address);
    await screen.findByText(words);
    expect(screen.queryByRole('button', { name: '回答を送る' })).toBeNull();
    page.close();
  });

  test('that nobody gave out is not found; a settled one shows the date and a file', async () => {
    const { server } = startPoll(poll);
    server.on(getPoll, () => {
      throw new FakeFailure('not_found');
    });
    const lost = await openPage(address);
    await screen.findByText('リンクが見つかりません');
    lost.close();
    const { host, me, title, place, durationMinutes } = poll;
    startPoll({
      state: 'decided',
      ...{ host, me, title, place, durationMinutes },
      videoUrl: '',
      startsAt: ahead(5),
      endsAt: inHours(200),
    });
    const page = await openPage(address);
    await screen.findByText('日程が決まりました');
    expect(screen.getByRole('link', { name: /カレンダーに入れる/ }).getAttribute('href')).toContain('/meeting.ics');
    page.close();
  });
});

const off = {
  canAnswer: false,
  canManage: false,
  canConfirm: false,
  canCancel: false,
  canMarkHeld: false,
  canWriteMinutes: false,
};
const person = (key: string, name: string | null, isMe = false, choices: object | null = null) => ({
  ...{ key, name, isMe },
  side: 'need' as const,
  hasAccount: true,
  answeredAt: choices ? inHours(-1) : null,
  note: null,
  choices: choices as never,
  guest: null,
});
const aMeeting = (given: Partial<MeetingView> = {}): MeetingView => ({
  id,
  version: 3,
  caseId: null,
  introductionId: null,
  title: '初回の打合せ',
  agenda: '試験の範囲',
  place: '米沢市',
  videoUrl: '',
  durationMinutes: 60,
  state: 'polling',
  host: { displayName: '佐藤 美咲', organisation: '置賜支援センター' },
  isHost: false,
  createdAt: inHours(-5),
  startsAt: null,
  endsAt: null,
  round: 1,
  slots: [slot('a', ahead(5), { yes: 0, maybe: 1, no: 1 }), slot('b', ahead(6), { yes: 2, maybe: 0, no: 0 })],
  participants: [
    person('p', '鈴木 一郎', false, { a: 'no', b: 'yes' }),
    person('q', '伊藤 健', false, { a: 'maybe', b: 'yes' }),
  ],
  cancelled: null,
  minutes: null,
  abilities: off,
  ...given,
});
const forDesk = { ...off, canManage: true, canConfirm: true, canCancel: true };

test('the desk sees the best slot first and confirms it with one click', async () => {
  const server = createServer(aCoordinator());
  const world = { meeting: aMeeting({ abilities: forDesk, caseId: idOf(5) }), sent: [] as unknown[] };
  server.on(getMeeting, () => world.meeting);
  server.on(confirmMeeting, ({ body }) => {
    world.sent.push(body);
    world.meeting = aMeeting({ version: 4, state: 'confirmed', startsAt: ahead(6), endsAt: inHours(200) });
    return world.meeting;
  });
  const page = await openPage(`/meetings/${id}`);
  const rows = within(await screen.findByRole('table')).getAllByRole('row');
  expect(rows[1]?.textContent).toContain('最有力');
  expect(rows[1]?.textContent).toContain('○2 △0 ×0');
  await page.user.click(within(rows[1] as HTMLElement).getByRole('button', { name: /：この日時で確定/ }));
  await screen.findByText('確定');
  expect(world.sent).toEqual([{ version: 3, slotId: 'b' }]);
  expect(screen.queryByRole('table')).toBeNull();
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('whoever comes second learns whose time is taken, and when', async () => {
  const server = createServer(aCoordinator());
  server.on(getMeeting, () => aMeeting({ abilities: forDesk }));
  server.on(confirmMeeting, () => {
    throw new FakeFailure('stale', {
      stale: { version: 3, changes: [{ by: '伊藤 健', at: ahead(6), fields: ['booked'] }] },
    });
  });
  const page = await openPage(`/meetings/${id}`);
  const [first] = await screen.findAllByRole('button', { name: /：この日時で確定/ });
  await page.user.click(first as HTMLElement);
  await screen.findByText(/伊藤 健さんは .* に別の予定があります/);
  page.close();
});

test('a party answers on the page, sees no closed names, and the count moves with a hint', async () => {
  const server = createServer(aViewer());
  const me = person('m', '山田 花子', true, {});
  const world = {
    meeting: aMeeting({
      abilities: { ...off, canAnswer: true },
      participants: [{ ...me, answeredAt: null }, person('x', null)],
    }),
    sent: [] as unknown[],
  };
  server.on(getMeeting, () => world.meeting);
  server.on(answerMeeting, ({ body }) => {
    world.sent.push(body);
    return world.meeting;
  });
  const page = await openPage(`/meetings/${id}`);
  await screen.findByText('都合を答えてください');
  screen.getByText(/名前は双方の承諾後に開きます/);
  expect(screen.queryByRole('table')).toBeNull();
  world.meeting = { ...world.meeting, slots: [slot('a', ahead(5), { yes: 5, maybe: 0, no: 0 })] };
  sendHint({ topic: 'meeting', id });
  await screen.findByText('○5 △0 ×0');
  await page.user.click(screen.getByRole('radio', { name: /都合がよい/ }));
  await page.user.click(screen.getByRole('button', { name: '回答を送る' }));
  await waitFor(() => expect(world.sent).toEqual([{ round: 1, choices: { a: 'yes' }, note: '' }]));
  page.close();
});

test('slots are chosen in the week grid by keyboard and by dragging, around what is taken', async () => {
  const server = createServer(aCoordinator());
  const sent: { starts: string[]; participants: unknown[] }[] = [];
  // Those with an id come first: the fake takes the last one that fits.
  server.on(getMeeting, () => aMeeting({ abilities: forDesk }));
  server.on(listBusyTimes, () => ({ items: [] }));
  server.on(getMeetingStart, () => ({
    caseId: idOf(5),
    introductionId: null,
    title: '蓄電池の評価',
    people: [
      { userId: idOf(8), displayName: '鈴木 一郎', organisation: '置賜電機', side: 'need' as const, isUsual: true },
    ],
  }));
  server.on(createMeeting, ({ body }) => {
    sent.push(body);
    return aMeeting({ abilities: forDesk });
  });
  const page = await openPage(`/meetings/new?case=${idOf(5)}`);
  await screen.findByRole('grid');
  await page.user.click(screen.getByRole('button', { name: '候補を送って都合を聞く' }));
  await screen.findByText('候補を1件以上選んでください。');
  await page.user.click(screen.getByRole('button', { name: '次の週' }));
  await waitFor(() => expect(screen.getAllByRole('gridcell')[0]?.getAttribute('data-look')).toBe('free'));
  const at = (column: number, row: number) => screen.getAllByRole('gridcell')[row * 7 + column] as HTMLElement;
  await act(() => Promise.resolve(at(0, 4).focus()));
  await page.user.keyboard('{ArrowRight}{ArrowDown} ');
  expect([at(1, 5), at(1, 6), at(1, 7)].map((cell) => cell.getAttribute('aria-selected'))).toEqual([
    'true',
    'true',
    'false',
  ]);
  await page.user.keyboard('{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift} ');
  expect(at(2, 8).getAttribute('aria-selected')).toBe('true');
  await page.user.pointer([
    { keys: '[MouseLeft>]', target: at(4, 2) },
    { target: at(4, 3) },
    { keys: '[/MouseLeft]', target: at(4, 3) },
  ]);
  expect(within(screen.getByRole('list', { name: /選んだ候補/ })).getAllByRole('listitem')).toHaveLength(4);
  await page.user.click(screen.getByRole('button', { name: '候補を送って都合を聞く' }));
  await screen.findByRole('heading', { name: '初回の打合せ' });
  expect(sent[0]?.starts).toHaveLength(4);
  expect(sent[0]?.participants).toEqual([{ userId: idOf(8) }]);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('minutes are saved by themselves, shown without HTML, and sent', async () => {
  const server = createServer(aCoordinator());
  const begun = { state: 'held' as const, startsAt: inHours(-3), endsAt: inHours(-2) };
  const meeting = aMeeting({
    ...begun,
    abilities: { ...off, canWriteMinutes: true },
    minutes: { sentAt: null, dueAt: inHours(48) },
  });
  const world: { minutes: MinutesView; saves: unknown[] } = {
    saves: [],
    minutes: {
      meetingId: id,
      version: 0,
      text: '',
      decisions: [],
      actions: [],
      sentAt: null,
      isChanged: true,
      versions: [],
      owners: [{ key: 'host', name: '佐藤 美咲' }],
      abilities: { canWrite: true },
    },
  };
  server.on(getMeeting, () => meeting);
  server.on(getMinutes, () => world.minutes);
  server.on(saveMinutes, ({ body }) => {
    world.saves.push(body);
    const { version, text = world.minutes.text, decisions = world.minutes.decisions } = body;
    world.minutes = { ...world.minutes, text, decisions, version: version + 1 };
    return world.minutes;
  });
  server.on(sendMinutes, () => {
    world.minutes = { ...world.minutes, sentAt: inHours(0), isChanged: false };
    return world.minutes;
  });
  const page = await openPage(`/meetings/${id}`);
  const field = await screen.findByRole('textbox', { name: '話したこと' });
  await page.user.type(field, '**決定** <img src=x onerror=alert(1)>');
  await waitFor(() => expect(world.saves.length).toBeGreaterThan(0), { timeout: 5000 });
  await page.user.click(screen.getByRole('radio', { name: '仕上がり' }));
  expect(screen.getByText('決定').tagName).toBe('STRONG');
  expect(document.querySelector('main img')).toBeNull();
  await page.user.click(screen.getByRole('button', { name: '議事録を参加者に送る' }));
  await screen.findByText('議事録を送りました');
  expect(world.minutes.sentAt).not.toBeNull();
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('the address of one’s calendar is made on request, and made anew only when asked twice', async () => {
  const server = createServer(aViewer());
  let made = 0;
  server.on(getCalendarFeed, () => ({ address: null, createdAt: null }));
  server.on(renewCalendarFeed, () => {
    made += 1;
    return { address: `https://enishi.example/api/calendar/${String(made)}.ics`, createdAt: inHours(0) };
  });
  const page = await openPage('/settings');
  await page.user.click(await screen.findByRole('button', { name: 'アドレスを作る' }));
  expect(await screen.findByDisplayValue(/calendar\/1\.ics/)).toBeTruthy();
  await page.user.click(screen.getByRole('button', { name: '作り直す' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(made).toBe(1);
  await page.user.click(dialog.getByRole('button', { name: '作り直す' }));
  await screen.findByDisplayValue(/calendar\/2\.ics/);
  page.close();
});
