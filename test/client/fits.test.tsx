import { screen, within } from '@testing-library/react';
import { secrecyPresets } from '@enishi/shared/disclosure';
import { expertContracts, type ExpertCard } from '@enishi/shared/experts';
import { listExpertFits, listOpeningFits, type Fit } from '@enishi/shared/fits';
import { openingContracts, type OpeningCard } from '@enishi/shared/openings';
import { createServer, openPage } from '../support/page.js';
import { FakeFailure } from '../support/fake-api.js';
import { aNeedView, aViewer, idOf } from '../support/page-data.js';
import { sendHint } from '../support/fake-socket.js';
import './patience.js';

const { id: _id, industry: _industry, timeframe: _timeframe, details: _details, contact, ...frame } = aNeedView();
const { disclosure: _disclosure, closeReason, blocked, abilities, ...common } = frame;

const opening: OpeningCard = {
  ...common,
  id: idOf(500),
  code: 'W-0001',
  title: '通販の商品写真を整える仕事',
  skills: [{ tag: 'photography', level: 'alone', isRequired: true }],
  hoursFrom: null,
  hoursTo: 9,
  startsOn: null,
  endsOn: null,
  place: 'remote',
  municipality: null,
  reward: { kind: 'hourly', from: 1500, to: 2000 },
  people: 1,
  applyBy: '2099-03-31',
  speech: [],
};
const expert: ExpertCard = {
  ...common,
  id: idOf(600),
  code: 'E-0001',
  title: '午前中に写真の仕事ができます',
  kind: 'teleworker',
  hoursPerWeek: 12,
  workPlace: 'remote',
  skills: [{ tag: 'photography', level: 'with_help', years: null }],
  availableFrom: null,
  availableTo: null,
  unavailableUntil: null,
  speech: [],
};
const fit: Omit<Fit, 'hindrances'> = {
  score: 72.4,
  parts: { skills: 30, text: 4.4, hours: 15, period: 5, reward: 5, place: 10, speech: 3 },
  evidence: {
    skills: [
      {
        tag: 'photography',
        isRequired: true,
        asked: 'alone',
        offeredTag: 'photography',
        offered: 'with_help',
        relation: 'same',
      },
      { tag: 'translation', isRequired: false, asked: 'alone', offeredTag: null, offered: null, relation: null },
    ],
    hours: { shared: 9, wanted: 9, cells: ['mon-morning', 'wed-morning', 'fri-morning'] },
    period: { percent: 100 },
    reward: { yenPerHour: { from: 1500, to: 2000 } },
    place: { km: null },
    speech: [],
    words: ['商品写真', '通販'],
  },
  missing: ['municipality'],
  gaps: [
    { kind: 'skill', tag: 'photography', level: 'alone', has: 'with_help', gain: 13.3 },
    { kind: 'hours', hours: 2, gain: 3.2 },
  ],
};

const owner = { ...abilities, canEdit: true, canSeeCandidates: true };
const openingView = {
  ...opening,
  details: null,
  contact,
  disclosure: secrecyPresets.open,
  closeReason,
  blocked,
  workPackage: null,
  abilities: owner,
};

test('who fits an opening is told with every part of the score as a bar and in words, and it follows by itself', async () => {
  const server = createServer(aViewer());
  let items = [{ ...fit, expert }];
  server.on(openingContracts.get, () => openingView);
  server.on(listOpeningFits, () => ({ items, isComplete: true }));
  const page = await openPage(`/openings/${opening.id}/fits`);
  const card = within(await screen.findByRole('article', { name: expert.title }));
  card.getByText('72点（100点中）');
  const reasons = within(card.getByRole('list', { name: '点数の理由' }));
  const rows = reasons.getAllByRole('listitem').map((row) => row.textContent);
  // Whole points, adding up to the score that is shown.
  expect(rows.flatMap((row) => /(\d+) \/ \d+/.exec(row)?.slice(1).map(Number) ?? [])).toEqual([30, 4, 15, 5, 5, 10, 3]);
  await reasons.findByText(/写真撮影/);
  reasons.getByText(/教わりながら/);
  reasons.getByText(/まだありません/);
  reasons.getByText('1時間あたり1,500〜2,000円');
  reasons.getByText('共通のことば: 商品写真、通販');
  await page.user.click(reasons.getByText('重なる時間帯を見る'));
  reasons.getByRole('table', { name: '両方が空いている時間帯' });
  card.getByText('足りないところ');
  card.getByText('プロフィールにまだ書かれていないこと: 住んでいる市区町村');
  screen.getByRole('link', { name: `「${opening.title}」に戻る` });

  items = [];
  sendHint({ topic: 'opening', id: opening.id });
  await screen.findByRole('heading', { name: 'まだ合う人がいません' });
  screen.getByRole('link', { name: '募集を直す' });
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a person reads the openings that fit, and below them those that one change would make fit', async () => {
  const server = createServer(aViewer({ roles: ['teleworker'], activeRole: 'teleworker' }));
  const near = { ...fit, score: 41.2, opening: { ...opening, id: idOf(501), title: '英語の案内文を書く仕事' } };
  server.on(expertContracts.get, () => {
    throw new FakeFailure('unavailable');
  });
  server.on(listExpertFits, () => ({ items: [{ ...fit, opening }], near: [near], isComplete: true }));
  const page = await openPage(`/experts/${expert.id}/openings`);
  const card = within(await screen.findByRole('article', { name: opening.title }));
  card.getByText('こうなると、もっと合います');
  card.getByText(/同じ時間帯に、週にあと2時間空ける/);
  card.getByText('+13点');
  expect(card.getByRole('link', { name: '募集を見る' }).getAttribute('href')).toBe(`/openings/${opening.id}`);
  const reach = within(screen.getByRole('region', { name: 'あと一歩の募集' }));
  reach.getByRole('article', { name: '英語の案内文を書く仕事' });
  page.close();
});

test.each([
  ['ja', 'not_found', 'このページは見つかりません'],
  ['en', 'internal', 'Try again'],
] as const)('in %s it says so when the fits are %s', async (language, code, words) => {
  const server = createServer(aViewer({ language }));
  server.on(openingContracts.get, () => openingView);
  server.on(listOpeningFits, () => {
    throw new FakeFailure(code);
  });
  const page = await openPage(`/openings/${opening.id}/fits`, language);
  expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
  page.close();
});
