// How text becomes terms: what readers take to be the same must be the same.
import fc from 'fast-check';
import { normalise, normaliseWithMap } from '../../../server/src/matching/analysis/normalise.js';
import { forEachTerm, WORD_SORT } from '../../../server/src/matching/analysis/terms.js';
import { readItem } from '../../../server/src/matching/item-vector.js';
import { createMatchIndex } from '../../../server/src/matching/match-index.js';
import { DEFAULT_WEIGHTS, MATCH_LIMITS } from '../../../server/src/matching/weights.js';
import { smallTaxonomy, WORDS } from './samples.js';

const words = (text: string): string[] => {
  const found: string[] = [];
  forEachTerm(normalise(text), (term) => {
    if (term.startsWith(WORD_SORT)) found.push(term.slice(1));
  });
  return found;
};

describe('spelling', () => {
  it.each([
    ['width', 'ＡＢＣ１２３', 'abc123'],
    ['half-width kana', 'ｾﾝｻﾞｰ', 'センザー'],
    ['old kanji', '藝術と鐵', '芸術と鉄'],
    ['a "v" in kana', 'ヴァイオリンとヴ', 'バイオリンとブ'],
    ['dashes as long-vowel marks', 'センサ−とセンサ―', 'センサーとセンサー'],
    ['zero-width characters', 'ロボ\u200bット\ufeff', 'ロボット'],
  ])('joins %s', (_, written, meant) => {
    expect(normalise(written)).toBe(meant);
  });

  it('knows where each character came from', () => {
    const original = '㈱ヴァレオのｶﾞﾗｽ';
    const mapped = normaliseWithMap(original);
    const at = mapped.text.indexOf('ガラス');
    expect(original.slice(mapped.starts[at], mapped.ends[at + 2])).toBe('ｶﾞﾗｽ');
  });

  it('is the same with and without the way back', () => {
    const piece = fc.constantFrom(
      ...WORDS,
      '㈱',
      'ヴァ',
      'ｳﾞｪ',
      'e\u0301',
      '\ud800',
      '\udc00',
      '\u200b',
      '가',
      '각',
      '-',
      'Ａ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(normaliseWithMap(pieces.join('')).text).toBe(normalise(pieces.join('')));
      }),
    );
  });
});

describe('words', () => {
  it('are stemmed and freed of function words in English', () => {
    expect(words('The robots are cutting a sheet of metal')).toEqual(['robot', 'cut', 'sheet', 'metal']);
  });
  it('are cut in Japanese, without particles, katakana and hiragana alike', () => {
    expect(words('ネジの検査')).toEqual(words('ねじを検査'));
    expect(words('コンピューター')).toEqual(words('コンピュータ'));
  });
  it('live side by side in one sentence', () => {
    expect(words('IoTセンサーでreal-time監視')).toEqual(
      expect.arrayContaining(['iot', 'せんさー'.slice(0, 3), 'real', 'time', '監視']),
    );
  });
});

describe('hostile input', () => {
  const index = createMatchIndex({ taxonomy: smallTaxonomy });
  const monsters: [string, string][] = [
    ['a megabyte of one letter', 'x'.repeat(1_000_000)],
    ['a megabyte of kanji', '鋼'.repeat(500_000)],
    ['a megabyte of different words', Array.from({ length: 150_000 }, (_, number) => `w${number}`).join(' ')],
    ['lone surrogates', '\ud800鋼\udc00'.repeat(10_000)],
    ['zero-width characters', '鋼\u200b\u200d\ufeff'.repeat(10_000)],
    ['combining marks', `鋼${'\u0301'.repeat(100_000)}`],
  ];

  const cut = (text: string): string => text.slice(0, MATCH_LIMITS.bodyLength);

  it.each(monsters)(
    'reads %s up to the limit and no further',
    (_, body) => {
      const tags = Array.from({ length: 10_000 }, (__, number) => `tag${number}`);
      const monster = { id: 'monster', kind: 'seed', title: body, body, tags, freeTags: tags };
      const tame = {
        ...monster,
        title: cut(body),
        body: cut(body),
        tags: tags.slice(0, 64),
        freeTags: tags.slice(0, 64),
      };
      expect(readItem(monster, smallTaxonomy, DEFAULT_WEIGHTS)).toEqual(readItem(tame, smallTaxonomy, DEFAULT_WEIGHTS));
      index.put([monster]);
      expect(index.match({ title: body, body, tags, freeTags: tags }, { k: 10 })[0]?.id).toBe('monster');
      index.remove(['monster']);
      expect(index.stats()).toMatchObject({ items: 0, terms: 0 });
    },
    20_000,
  );

  it('answers nothing to nothing', () => {
    index.put([{ id: 'seed:1', kind: 'seed', title: '鋼', body: '', tags: [] }]);
    expect(index.match({ title: '', body: ' の 、', tags: [] }, { k: 5 })).toEqual([]);
    expect(index.match({ title: '鋼', body: '', tags: [] }, { k: 0 })).toEqual([]);
    expect(index.explain({ title: '鋼', body: '', tags: [] }, 'seed:unknown')).toBeUndefined();
  });
});
