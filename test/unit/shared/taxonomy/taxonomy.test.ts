import fc from 'fast-check';
import { createTaxonomy, taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { MAX_SEARCHED_LENGTH } from '@enishi/shared/taxonomy/find-in-text';

const found = (text: string): [string, string][] =>
  taxonomy.findInText(text).map(({ concept, start, end }) => [concept, text.slice(start, end)]);

const idsIn = (text: string): string[] => taxonomy.findInText(text).map(({ concept }) => concept);

describe('relations', () => {
  const rows = [
    { id: 'top', ja: '上', kana: 'うえ', en: 'Top', broader: [] },
    { id: 'middle', ja: '中', kana: 'なか', en: 'Middle', broader: ['top'], related: ['other'] },
    { id: 'low', ja: '下', kana: 'した', en: 'Low', broader: ['middle', 'top'] },
    { id: 'other', ja: 'ほか', en: 'Other', broader: ['top'] },
  ];
  const small = createTaxonomy(rows);

  it('derives what is narrower and makes related mutual', () => {
    expect(small.concept('top')?.narrower).toEqual(['middle', 'low', 'other']);
    expect(small.concept('other')?.related).toEqual(['middle']);
    expect(small.concept('middle')?.related).toEqual(['other']);
    expect(small.concept('nothing')).toBeUndefined();
  });

  it('counts the steps up, by the shortest way', () => {
    expect([...small.ancestors('low')]).toEqual([
      ['middle', 1],
      ['top', 1],
    ]);
    expect([...small.ancestors('nothing')]).toEqual([]);
  });

  it('reads a kana name as its own reading', () => {
    expect(small.concept('other')?.kana).toBe('ほか');
  });
});

describe('lookup', () => {
  it.each([
    ['有機EL', 'organic-el'],
    ['有機ＥＬ', 'organic-el'],
    ['OLED', 'organic-el'],
    ['oled', 'organic-el'],
    ['有機エレクトロルミネッセンス', 'organic-el'],
    ['ｵｰﾚｯﾄﾞ', 'organic-el'],
    ['おーれっど', 'organic-el'],
    ['ゆうきいーえる', 'organic-el'],
    ['センサ', 'sensor'],
    ['ｾﾝｻｰ', 'sensor'],
    ['メッキ', 'plating'],
    ['ヒノキ', 'cypress'],
    ['lithium ion batteries', 'lithium-ion-battery'],
    ['Lithium-Ion Battery', 'lithium-ion-battery'],
    ['六次産業化', 'sixth-industry'],
    ['　ＡＩ ', 'artificial-intelligence'],
  ])('knows %s as %s', (label, id) => {
    expect(taxonomy.lookup(label)).toBe(id);
  });

  it('answers nothing for words it does not know', () => {
    expect(taxonomy.lookup('まったく知らない言葉')).toBeUndefined();
    expect(taxonomy.lookup('')).toBeUndefined();
  });
});

describe('findInText', () => {
  it('gives offsets in the text as written, half width and full width included', () => {
    expect(found('𠮷野さんのｵｰﾚｯﾄﾞ照明と、ＡＩによる画像検査。')).toEqual([
      ['organic-el', 'ｵｰﾚｯﾄﾞ'],
      ['artificial-intelligence', 'ＡＩ'],
      ['image-inspection', '画像検査'],
    ]);
  });

  it('takes the longest word only', () => {
    expect(found('リチウムイオン電池の劣化診断')).toEqual([
      ['lithium-ion-battery', 'リチウムイオン電池'],
      ['battery-degradation', '劣化診断'],
    ]);
    expect(idsIn('燃料電池と太陽電池')).toEqual(['fuel-cell', 'solar-power']);
  });

  it('reads English on word boundaries, with plurals, hyphens and spaces', () => {
    expect(found('Lead free soldering of lithium‑ion batteries')).toEqual([
      ['lead-free-soldering', 'Lead free soldering'],
      ['lithium-ion-battery', 'lithium‑ion batteries'],
    ]);
    expect(idsIn('drones')).toEqual(['drone']);
    expect(idsIn('droned on, trobots')).toEqual([]);
  });

  it('takes short abbreviations as they are written only', () => {
    expect(idsIn('AIとIoT、X線CT')).toEqual(['artificial-intelligence', 'iot', 'x-ray-inspection']);
    expect(idsIn('it led us, ai ct')).toEqual([]);
    expect(idsIn('AIRPORT')).toEqual([]);
  });

  it('does not see short kana words inside other words', () => {
    expect(idsIn('販路を広げる。確かに出た。')).not.toContain('gel');
    expect(idsIn('デタラメな値')).toEqual([]);
    expect(idsIn('新しいビールの広告')).toEqual([]);
    expect(found('ゲルの強度')).toContainEqual(['gel', 'ゲル']);
    expect(idsIn('染色体と食物繊維と麻酔と30ミリボルト')).toEqual([]);
  });

  it('keeps line breaks between words', () => {
    expect(idsIn('金\n型')).toEqual([]);
    expect(idsIn('表面 処理')).toEqual(['surface-treatment']);
  });

  it('reads a long text only to its bound', () => {
    const filler = 'あ'.repeat(MAX_SEARCHED_LENGTH);
    expect(idsIn(`${filler}金型`)).toEqual([]);
    expect(idsIn(`${filler.slice(2)}金型`)).toEqual(['mold']);
  });

  const labels = taxonomy.all.flatMap(({ ja, en, synonyms }) => [ja, en, ...synonyms.ja, ...synonyms.en]);
  const piece = fc.oneof(
    fc.constantFrom(...labels),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom('ﾞ', 'ﾟ', '゙', 'ー', '・', ' ', '\n', 'ｶﾞ', '㍑', 'ﬁ', '\ud800', 'İ'),
  );
  const anyText = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''));

  it('finds ranges that look up again, in order and apart', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { concept, start, end } of taxonomy.findInText(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(taxonomy.lookup(text.slice(start, end))).toBe(concept);
          last = end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('finds every label that stands alone', () => {
    for (const label of labels) {
      expect({ label, found: idsIn(`「${label}」`) }).toEqual({ label, found: [taxonomy.lookup(label)] });
    }
  });
});

describe('suggest', () => {
  const first = (typed: string) => taxonomy.suggest(typed, 5)[0];

  it.each([
    ['有機E', 'organic-el'],
    ['ゆうきい', 'organic-el'],
    ['ole', 'organic-el'],
    ['めっ', 'plating'],
    ['めっk', 'plating'],
    ['mekki', undefined],
    ['せんばん', 'turning'],
    ['5じく', undefined],
    ['ごじく', 'five-axis-machining'],
    ['lithium', 'lithium-ion-battery'],
    ['じぎょうし', 'business-succession'],
    ['ai', 'artificial-intelligence'],
    ['', undefined],
  ])('%s', (typed, id) => {
    expect(first(typed)?.concept.id).toBe(id);
  });

  it('tells which label was hit', () => {
    expect(first('OLED')?.label).toBe('OLED');
    expect(first('ゆうきいーえる')?.label).toBe('有機EL');
  });

  it('puts names that begin so before names that contain it, and keeps to the limit', () => {
    expect(taxonomy.suggest('電池', 8)).toHaveLength(8);
    const names = taxonomy.suggest('電池', 60).map(({ concept }) => concept.ja);
    expect(names[0]).toBe('電池');
    expect(names).toContain('二次電池');
    expect(names.indexOf('電池劣化診断')).toBeLessThan(names.indexOf('二次電池'));
    const ids = taxonomy.suggest('で', 50).map(({ concept }) => concept.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('finds an English name by its second word', () => {
    expect(taxonomy.suggest('inspec', 10).map(({ concept }) => concept.id)).toContain('visual-inspection');
  });
});

describe('proposeTags', () => {
  const need =
    'ポータブル電源を自社で開発しています。リチウムイオン電池の安全性評価をどう進めればよいか分かりません。' +
    '釘刺し試験や過充電試験をしてくれる先を探しています。電池の検査にはAIも使いたいです。';

  it('puts precise concepts before general ones and says which words named them', () => {
    const proposed = taxonomy.proposeTags(need, 6);
    const ids = proposed.map(({ concept }) => concept.id);
    expect(ids.slice(0, 2).sort()).toEqual(['battery-safety', 'portable-battery']);
    expect(proposed.find(({ concept }) => concept.id === 'battery-safety')?.words).toContain('釘刺し試験');
    expect(ids.indexOf('lithium-ion-battery')).toBeLessThan(ids.indexOf('artificial-intelligence'));
  });

  it('is sorted by weight and keeps to the limit', () => {
    const weights = taxonomy.proposeTags(need, 3).map(({ weight }) => weight);
    expect(weights).toHaveLength(3);
    expect([...weights].sort((a, b) => b - a)).toEqual(weights);
    expect(taxonomy.proposeTags('', 5)).toEqual([]);
  });
});
