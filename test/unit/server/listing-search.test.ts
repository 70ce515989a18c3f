// Text for searching: folded, and for each audience only what it may see.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { needKind } from '../../../server/src/features/needs/needs-kind';
import { groupOf } from '../../../server/src/listings/listing';
import { foldText, searchTexts, searchWords } from '../../../server/src/listings/listing-search';
import { buildNeed } from '../../support/builders';

test.each([
  ['ﾎﾟﾝﾌﾟ', 'ぽんぷ'],
  ['ポンプ', 'ぽんぷ'],
  ['ＡＢＣ１２３', 'abc123'],
  ['ヴァイオリン', 'ゔぁいおりん'],
  ['㈱山形', '(株)山形'],
  ['①㎜', '1mm'],
  ['が', 'が'],
])('%s is folded to %s', (given, folded) => {
  expect(foldText(given)).toBe(folded);
});

test('a question is cut into words, not too many', () => {
  expect(searchWords(' 電池　安全性  OLED ')).toEqual(['電池', '安全性', 'oled']);
  expect(searchWords('')).toEqual([]);
  expect(searchWords('一 二 三 四 五 六 七 八 九 十')).toHaveLength(8);
});

const labels: Record<string, string[]> = { 'organic-el': ['有機EL', 'OLED'] };
const texts = (disclosure: keyof typeof secrecyPresets) =>
  searchTexts(
    needKind,
    {
      ...buildNeed({
        title: '見出し',
        tags: ['organic-el'],
        freeTags: ['自由札'],
        tried: '試した事',
        mustHaves: ['必須の事'],
      }),
      disclosure: secrecyPresets[disclosure],
    },
    (tag) => labels[tag] ?? [],
  );

test.each([
  ['open', { public: 'sd', members: 'sd', all: 'sd' }],
  ['nameless', { public: 's', members: 'sd', all: 'sd' }],
  ['members', { public: '', members: 'sd', all: 'sd' }],
  ['careful', { public: '', members: 's', all: 'sd' }],
  ['coordinator', { public: '', members: '', all: 'sd' }],
] as const)('%s: each audience finds its own groups', (preset, expected) => {
  const found = texts(preset);
  for (const audience of ['public', 'members', 'all'] as const) {
    const inSummary = ['見出し', '自由札', 'oled', '有機el'].every((word) => found[audience].includes(word));
    const inDetails = ['試した事', '必須の事'].every((word) => found[audience].includes(word));
    expect([audience, `${inSummary ? 's' : ''}${inDetails ? 'd' : ''}`]).toEqual([audience, expected[audience]]);
    if (expected[audience] === '') expect(found[audience]).toBe('');
  }
});

test('codes are no words, and what is for the owner only is in no text', () => {
  const { all } = texts('open');
  for (const code of ['organic-el', 'technical_consultation', 'within_6_months', 'unknown', '06'])
    expect(all).not.toContain(code);
  expect(groupOf(needKind, 'blockedOrganisationIds')).toBeUndefined();
  expect(groupOf(needKind, 'disclosure')).toBeUndefined();
});
