// One opening and one person, by hand: what each part says, and what stands in the way.
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { hindrancesOf, mayPair } from '../../../../server/src/matching/fit/hindrances.js';
import { yenPerHour } from '../../../../server/src/matching/fit/reward.js';
import { createTextReader } from '../../../../server/src/matching/fit/text-share.js';
import type { AskedWork, OfferedWork } from '../../../../server/src/matching/fit/types.js';
import { fitWork, noText } from '../../../../server/src/matching/fit/work-fit.js';
import { around } from './arbitrary-work.js';

const yonezawa = { latitude: 37.922, longitude: 140.117 };
const nagai = { latitude: 38.107, longitude: 140.04 };
const okayama = { latitude: 34.655, longitude: 133.92 };

const opening: AskedWork = {
  skills: [
    { tag: 'a', level: 'alone', isRequired: true },
    { tag: 'd', level: 'alone', isRequired: false },
  ],
  hoursFrom: 8,
  hoursTo: 12,
  cells: ['mon-morning', 'wed-morning', 'fri-morning'],
  startsOn: '2026-07-01',
  endsOn: '2026-09-30',
  place: 'remote',
  spot: yonezawa,
  prefecture: '06',
  reward: { kind: 'hourly', from: 1500, to: 1800 },
  speech: [{ language: 'ja', level: 'business' }],
};
const person: OfferedWork = {
  skills: [
    { tag: 'a', level: 'advanced', years: 3 },
    { tag: 'd', level: 'alone', years: 1 },
  ],
  tags: [],
  hoursPerWeek: 12,
  cells: ['mon-morning', 'tue-morning', 'wed-morning', 'thu-morning', 'fri-morning'],
  availableFrom: null,
  availableTo: null,
  unavailableUntil: null,
  workPlace: 'both',
  spot: nagai,
  prefecture: '06',
  travelKm: 30,
  speech: [{ language: 'ja', level: 'native' }],
  language: 'ja',
  minimumReward: 1500,
};
const fit = (asked: Partial<AskedWork>, offered: Partial<OfferedWork> = {}) =>
  fitWork({ ...opening, ...asked }, { ...person, ...offered }, noText, around);
const stands = (asked: Partial<AskedWork>, offered: Partial<OfferedWork> = {}) =>
  hindrancesOf({ ...opening, ...asked }, { ...person, ...offered }, around.today);

describe('a person who has all that is asked for', () => {
  it('has every point but those of the texts, and nothing to add', () => {
    const { score, parts, gaps, missing, evidence } = fit({});
    expect(parts).toEqual({ skills: 50, text: 0, hours: 15, period: 5, reward: 5, place: 10, speech: 5 });
    expect(score).toBe(90);
    expect(gaps).toEqual([]);
    expect(missing).toEqual([]);
    expect(evidence.hours).toEqual({ shared: 9, wanted: 8, cells: ['mon-morning', 'wed-morning', 'fri-morning'] });
    expect(evidence.reward).toEqual({ yenPerHour: { from: 1500, to: 1800 } });
  });
});

describe('skills', () => {
  it('count by how near they are and how far the level reaches', () => {
    // "b" is narrower than "a" (0.8) and one level short (0.6), twice the weight of "d", which is missing.
    const { parts, evidence } = fit({}, { skills: [{ tag: 'b', level: 'with_help', years: null }] });
    expect(parts.skills).toBe(16);
    expect(evidence.skills).toEqual([
      {
        tag: 'a',
        isRequired: true,
        asked: 'alone',
        offeredTag: 'b',
        offered: 'with_help',
        relation: 'narrower',
      },
      { tag: 'd', isRequired: false, asked: 'alone', offeredTag: null, offered: null, relation: null },
    ]);
  });

  it('that are missing are named as what would make it fit, with what each would bring', () => {
    const { gaps } = fit({}, { skills: [{ tag: 'a', level: 'with_help', years: null }], hoursPerWeek: 4 });
    expect(gaps).toEqual([
      { kind: 'skill', tag: 'd', level: 'alone', has: null, gain: 16.7 },
      { kind: 'skill', tag: 'a', level: 'alone', has: 'with_help', gain: 13.3 },
      { kind: 'hours', hours: 4, gain: 7.5 },
    ]);
  });

  it('chosen as a tag without a level are taken for a little less, and the level is asked for', () => {
    const { parts, missing } = fit({}, { skills: [], tags: ['a', 'd'] });
    expect(parts.skills).toBe(30);
    expect(missing).toEqual(['skills']);
  });
});

describe('an opening without skills', () => {
  it('lets its words stand in for them', () => {
    const { parts } = fitWork({ ...opening, skills: [] }, person, { share: 0.5, words: [] }, around);
    expect(parts).toMatchObject({ skills: 0, text: 30 });
  });
});

describe('what makes it impossible', () => {
  it.each([
    ['no hour in common', {}, { cells: ['sat-night' as const] }, ['hours']],
    ['no hours at all', { cells: [] }, { hoursPerWeek: 0, cells: [] }, ['hours']],
    ['set aside until a day', {}, { unavailableUntil: '2026-06-01' }, ['unavailable']],
    ['set aside until yesterday', {}, { unavailableUntil: '2026-05-31' }, []],
    ['gone before it begins', {}, { availableTo: '2026-06-30' }, ['period']],
    ['there only afterwards', {}, { availableFrom: '2026-10-01' }, ['period']],
    ['remote only, asked to come', { place: 'onsite' as const }, { workPlace: 'remote' as const }, ['place']],
    ['farther than they travel', { place: 'hybrid' as const, spot: okayama }, {}, ['place']],
    ['within their radius', { place: 'onsite' as const }, {}, []],
    ['remote, wherever', { spot: okayama }, { workPlace: 'remote' as const }, []],
  ])('%s', (_name, asked, offered, expected) => {
    expect(stands(asked, offered)).toEqual(expected);
  });

  it('keeps a pair apart when the reward is known to be too low, without naming that', () => {
    const wanting = { ...person, minimumReward: 1801 };
    expect(mayPair(opening, wanting, around.today)).toBe(false);
    expect(mayPair(opening, { ...person, minimumReward: 1800 }, around.today)).toBe(true);
    expect(hindrancesOf(opening, wanting, around.today)).toEqual([]);
  });
});

describe('a reward in yen an hour', () => {
  const fixed = { ...opening, reward: { kind: 'fixed' as const, from: 240_000, to: null } };
  it('divides a fixed sum by the hours of the whole period', () => {
    // 92 days are 13.14 weeks: 157.7 hours at most, 105.1 at least.
    expect(yenPerHour(fixed)).toEqual({ from: 1521, to: 2282 });
  });
  it('is not known for work by the piece, nor without an end', () => {
    expect(yenPerHour({ ...opening, reward: { kind: 'piece', from: 300, to: null } })).toBeNull();
    expect(yenPerHour({ ...fixed, endsOn: null })).toBeNull();
  });
});

describe('two texts', () => {
  const reader = createTextReader(
    {
      title: '通販サイトの商品写真の切り抜きと説明文の作成',
      body: '通販サイトで売る漬物の商品写真を切り抜き、色を整え、説明の文章を書いていただきます。',
      freeTags: [],
    },
    taxonomy,
  );
  const photos = {
    title: '商品と工場の写真・短い動画',
    body: '通販に載せる商品写真の撮影と編集をします。',
    freeTags: [],
  };
  const seismic = { title: '天井と大空間の耐震設計', body: '体育館の天井の耐震診断と設計をします。', freeTags: [] };

  it('that are about one thing agree, and say in which words', () => {
    expect(reader.shareOf(photos)).toBeGreaterThan(0.3);
    expect(reader.wordsOf(photos)).toEqual(expect.arrayContaining(['商品写真', '通販']));
  });
  it('that are about different things do not', () => {
    expect(reader.shareOf(seismic)).toBeLessThan(0.05);
  });
});
