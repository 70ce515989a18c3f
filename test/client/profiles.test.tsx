// The work side of a profile: a week chosen by keyboard and pointer, skills, places, certificates, and taking no work.
import { screen, waitFor, within } from '@testing-library/react';
import { expertContracts } from '@enishi/shared/experts';
import type { ExpertDraft, ExpertView } from '@enishi/shared/experts';
import { listExpertMatches } from '@enishi/shared/matches';
import { listMunicipalities } from '@enishi/shared/municipalities';
import { needContracts } from '@enishi/shared/needs';
import { addDays, dayOf } from '@enishi/shared/tokyo-calendar';
import { aProfile, aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import './patience.js';

const today = dayOf(new Date());

const aPlace = (code: string, name: string, nameEn: string) => ({
  ...{ code, name, nameEn, prefecture: code.slice(0, 2), kana: 'か', latitude: 38, longitude: 140 },
});

/** A server that keeps one published profile. */
const createProfileServer = (given: Partial<ExpertView> = {}) => {
  const server = createServer(aViewer({ roles: ['teleworker'], activeRole: 'teleworker' }));
  const kept = { view: aProfile(given), sent: [] as Partial<ExpertDraft>[] };
  server.on(expertContracts.get, () => kept.view);
  server.on(expertContracts.listMine, () => {
    const { details: _details, contact: _contact, ...rest } = kept.view;
    return { items: [rest], total: 1, nextCursor: null };
  });
  server.on(expertContracts.update, ({ body }) => {
    const { version, ...changes } = body as { version: number } & Partial<ExpertDraft>;
    kept.sent.push(changes);
    kept.view = { ...kept.view, ...(changes as Partial<ExpertView>), version: version + 1 };
    return kept.view;
  });
  server.on(listMunicipalities, ({ query }) => ({
    items:
      query.prefecture === '06'
        ? [aPlace('06202', '米沢市', 'Yonezawa-shi')]
        : [aPlace('33203', '津山市', 'Tsuyama-shi')],
  }));
  server.on(listExpertMatches, () => ({ items: [], isComplete: true }) as never);
  server.on(needContracts.list, () => ({ items: [], total: 0, nextCursor: null }));
  return { server, kept };
};

const editing = async (given: Partial<ExpertView> = {}) => {
  const made = createProfileServer(given);
  const page = await openPage(`/experts/${idOf(100)}/edit`);
  const grid = await screen.findByRole('grid', { name: '空いている曜日と時間帯' });
  const cell = (name: string) => within(grid).getByRole('gridcell', { name: new RegExp(`^${name}`) });
  const save = async () => {
    await page.user.click(screen.getByRole('button', { name: '変更を公開する' }));
    await waitFor(() => expect(made.kept.sent).toHaveLength(1));
    return made.kept.sent[0];
  };
  return { ...made, ...page, grid, cell, save };
};

test('free hours are chosen by keyboard, by dragging and by a whole day or band', async () => {
  const { user, grid, cell, save, close } = await editing();
  const isChosen = (name: string) => cell(name).getAttribute('aria-selected') === 'true';
  expect(screen.getByText('何も選んでいません。いつでもよいという意味になります。')).toBeTruthy();
  await user.click(cell('月曜 9–12時'));
  expect(isChosen('月曜 9–12時')).toBe(true);
  await user.keyboard('{ArrowRight}{ArrowDown} ');
  expect(document.activeElement).toBe(cell('火曜 12–15時'));
  expect(isChosen('火曜 12–15時')).toBe(true);
  await user.keyboard('{Shift>}{ArrowRight}{ArrowDown}{/Shift}{Enter}');
  // The stretch began at a chosen cell, so it was taken out.
  expect(isChosen('火曜 12–15時')).toBe(false);
  await user.pointer([
    { keys: '[MouseLeft>]', target: cell('水曜 15–18時') },
    { target: cell('金曜 18–21時') },
    { keys: '[/MouseLeft]' },
  ]);
  expect(isChosen('木曜 18–21時')).toBe(true);
  expect(screen.getByText('1週間に21時間分を選んでいます。')).toBeTruthy();
  await user.click(within(grid).getByRole('columnheader', { name: '土曜' }));
  expect(isChosen('土曜 21–24時')).toBe(true);
  await user.click(within(grid).getByRole('columnheader', { name: '土曜' }));
  expect(isChosen('土曜 21–24時')).toBe(false);
  await user.click(within(grid).getByRole('rowheader', { name: /6–9時/ }));
  expect(isChosen('日曜 6–9時')).toBe(true);
  await user.click(within(grid).getByRole('rowheader', { name: /6–9時/ }));
  expect((await save())?.cells).toEqual([
    ...['mon-morning', 'wed-late_afternoon', 'wed-evening', 'thu-late_afternoon', 'thu-evening'],
    ...['fri-late_afternoon', 'fri-evening'],
  ]);
  close();
});

test('skills, certificates, pages, place and the wish to move are written and sent as they were said', async () => {
  const { user, save, close, server } = await editing();
  const write = async (label: string | RegExp, text: string) => {
    await user.click(screen.getByLabelText(label));
    await user.paste(text);
  };
  await user.selectOptions(await screen.findByLabelText('グラフィックデザインの程度'), '難しい仕事も');
  await write('グラフィックデザインの年数', '8');
  await user.click(screen.getByRole('button', { name: '資格を足す' }));
  await write('資格の名前 1', 'カラーコーディネーター');
  await user.type(screen.getByLabelText('有効期限 1'), '2030-03-31');
  await user.click(screen.getByRole('button', { name: 'ページを足す' }));
  await write('ページの題 1', '作品集');
  await write('アドレス 1', 'https://works.example/a');
  await user.selectOptions(await screen.findByRole('combobox', { name: '市区町村' }), '米沢市');
  await user.selectOptions(screen.getByRole('combobox', { name: '都道府県' }), '岡山県');
  await user.selectOptions(
    await screen.findByRole('combobox', { name: '市区町村' }),
    await screen.findByRole('option', { name: '津山市' }),
  );
  await user.click(screen.getByRole('button', { name: '言語を足す' }));
  await write(/1時間あたりの最低額/, '1800');
  await user.click(screen.getByRole('radio', { name: 'Uターン（出身地へ戻る）' }));
  await user.selectOptions(screen.getByLabelText(/希望する地域/), '岡山県');
  await user.selectOptions(screen.getByLabelText(/移りたい時期/), '1年以内');
  await write(/家族のこと/, '小学生が二人');
  expect(await save()).toEqual({
    skills: [{ tag: 'graphic-design', level: 'advanced', years: 8 }],
    certificates: [{ name: 'カラーコーディネーター', holder: '', grade: '', validUntil: '2030-03-31' }],
    links: [{ title: '作品集', url: 'https://works.example/a' }],
    municipality: '33203',
    speech: [{ language: 'ja', level: 'business' }],
    minimumReward: 1800,
    moveWish: { kind: 'u_turn', prefectures: ['33'], when: 'within_1_year', family: '小学生が二人' },
  });
  expect(server.mistakes).toEqual([]);
  close();
});

test('a technology word taken out takes its level with it', async () => {
  const { user, save, close } = await editing({
    skills: [
      { tag: 'graphic-design', level: 'alone', years: null },
      { tag: 'branding', level: 'teaches', years: 3 },
    ],
  });
  await user.click(await screen.findByRole('button', { name: '「グラフィックデザイン」を外す' }));
  expect(await save()).toEqual({ tags: ['branding'], skills: [{ tag: 'branding', level: 'teaches', years: 3 }] });
  close();
});

test('the page tells skills, the week, and which certificates have run out', async () => {
  createProfileServer({
    isMine: false,
    skills: [{ tag: 'graphic-design', level: 'teaches', years: 3 }],
    speech: [{ language: 'en', level: 'business' }],
    details: {
      ...{ canDo: '印刷物の版下', experience: '', cells: ['mon-morning'], municipality: '06202', travelKm: 30 },
      certificates: [
        { name: '去年の認定', holder: '', grade: '1級', validUntil: addDays(today, -1) },
        { name: '今日までの認定', holder: '', grade: '', validUntil: today },
      ],
      links: [{ title: '作品集', url: 'https://works.example/a' }],
    },
  });
  const page = await openPage(`/experts/${idOf(100)}`);
  const lines = within(await screen.findByRole('region', { name: '資格' })).getAllByRole('listitem');
  expect(lines.map((line) => line.textContent.includes('期限切れ'))).toEqual([true, false]);
  expect(within(screen.getByRole('region', { name: 'スキル' })).getByText(/教えられる · 3年/)).toBeTruthy();
  expect(screen.getByText('英語 仕事で使える')).toBeTruthy();
  expect(await screen.findByText('米沢市（30kmまで伺えます）')).toBeTruthy();
  expect(screen.getByRole('link', { name: '作品集' }).getAttribute('rel')).toContain('noopener');
  const table = screen.getByRole('table', { name: '空いている時間' });
  expect(within(table).getAllByText('選択')).toHaveLength(1);
  expect(screen.queryByRole('button', { name: 'しばらく受けない' })).toBeNull();
  page.close();
});

test('from home, no work is taken until a day by one press, and again by another', async () => {
  const { kept } = createProfileServer();
  const page = await openPage('/home');
  await page.user.click(await screen.findByRole('button', { name: 'しばらく受けない' }));
  await page.user.click(await screen.findByRole('menuitem', { name: /^1週間/ }));
  await waitFor(() => expect(kept.sent).toEqual([{ unavailableUntil: addDays(today, 7) }]));
  await page.user.click(await screen.findByRole('button', { name: '受け付けを再開する' }));
  await waitFor(() => expect(kept.sent.at(-1)).toEqual({ unavailableUntil: null }));
  expect(await screen.findByRole('button', { name: 'しばらく受けない' })).toBeTruthy();
  page.close();
});
