// Random items and queries from a small vocabulary, so that much is shared and ties are common.
import fc from 'fast-check';
import type { MatchItem, MatchQuery, MatchTaxonomy } from '../../../server/src/matching/types.js';

const BROADER: Record<string, string[]> = { bioplastic: ['plastic'], plastic: ['material'], steel: ['material'] };
const LABELS: [string, string][] = [
  ['プラスチック', 'plastic'],
  ['樹脂', 'plastic'],
  ['バイオプラスチック', 'bioplastic'],
  ['鋼', 'steel'],
  ['steel', 'steel'],
];
const below = (id: string): string[] => Object.keys(BROADER).filter((key) => BROADER[key]!.includes(id));

/** A taxonomy of four concepts. */
export const smallTaxonomy: MatchTaxonomy = {
  concept: (id) =>
    ['plastic', 'bioplastic', 'steel', 'material'].includes(id)
      ? {
          broader: BROADER[id] ?? [],
          narrower: below(id),
          related: id === 'steel' ? ['plastic'] : id === 'plastic' ? ['steel'] : [],
        }
      : undefined,
  lookup: (label) => LABELS.find(([known]) => known === label)?.[1],
  findInText: (text) =>
    LABELS.flatMap(([label, concept]) => {
      const start = text.indexOf(label);
      return start < 0 ? [] : [{ concept, start, end: start + label.length }];
    }),
};

export const WORDS = [
  '樹脂',
  'プラスチック',
  '鋼',
  '切削加工',
  '成形',
  '有機エレクトロルミネッセンス',
  'ｾﾝｻｰ',
  'センサー',
  'の',
  'を',
  '検査する',
  'robot',
  'robots',
  'the',
  'cutting',
  'real-time',
  'IoT',
  '2024年',
  '軽量化',
  '藝術',
  '芸術',
  '𠮷野家',
  '🙂',
  'c++',
  'ｶﾞﾗｽ',
];
const text = (maxLength: number) =>
  fc
    .array(fc.constantFrom(...WORDS), { maxLength })
    .chain((words) => fc.constantFrom(' ', '', '。').map((between) => words.join(between)));
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

const spoken = {
  title: text(4),
  body: text(14),
  tags: fc.uniqueArray(fc.constantFrom('plastic', 'bioplastic', 'steel', 'material'), { maxLength: 3 }),
  freeTags: optional(fc.array(fc.constantFrom('樹脂', 'steel', '米沢', 'ＯＥＭ'), { maxLength: 2 })),
  cooperation: optional(fc.uniqueArray(fc.constantFrom('joint_research', 'licence', 'prototype'), { maxLength: 2 })),
  prefecture: optional(fc.constantFrom('06', '04', '13', '33')),
  readiness: optional(fc.integer({ min: 1, max: 9 })),
  monthsAvailable: optional(fc.constantFrom(3, 12, 24, 60)),
};

export const anItem: fc.Arbitrary<MatchItem> = fc.record({
  ...spoken,
  id: fc.integer({ min: 0, max: 400 }).map((number) => `item:${number}`),
  kind: fc.constantFrom('seed', 'expert', 'need'),
});

export const items = (maxLength: number): fc.Arbitrary<MatchItem[]> =>
  fc.uniqueArray(anItem, { selector: ({ id }) => id, maxLength });

export const aQuery: fc.Arbitrary<MatchQuery> = fc.record({
  ...spoken,
  id: optional(fc.constant('item:7')),
  kinds: optional(fc.constantFrom(['seed'], ['seed', 'expert'])),
});
