// The parts of the index that stand on their own, each against the plainest thing that does the same.
import fc from 'fast-check';
import {
  createPieces,
  createTermCache,
  MOST_TERMS,
  NOTE,
  ROOM,
} from '../../../server/src/matching/analysis/term-cache.js';
import { createNames } from '../../../server/src/matching/index/names.js';
import { createPackedTexts, createPlainTexts } from '../../../server/src/matching/index/texts.js';
import { findMerge, DEFAULT_UPKEEP } from '../../../server/src/matching/index/upkeep.js';
import type { Segment } from '../../../server/src/matching/index/segment.js';

describe.each([
  ['plain', createPlainTexts],
  ['packed', createPackedTexts],
])('names kept %s', (_, createTexts) => {
  const name = fc.oneof(
    fc.integer({ min: 0, max: 60 }).map((number) => `seed:${number}`),
    fc.constantFrom('', '鋼', 'é', 'long'.repeat(100), 'x'.repeat(255), 'x'.repeat(256), '\ud800', 'a\u0000b'),
  );

  it('are found under one number each, whatever came and went', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), name), { maxLength: 300 }), (changes) => {
        const names = createNames(createTexts());
        const known = new Map<string, number>();
        for (const [isAdding, one] of changes) {
          const number = known.get(one);
          if (isAdding && number === undefined) known.set(one, names.add(one));
          if (!isAdding && number !== undefined) {
            names.remove(number);
            known.delete(one);
          }
          expect(names.find(one)).toBe(known.get(one) ?? -1);
        }
        expect(names.size()).toBe(known.size);
        expect(new Set(known.values()).size).toBe(known.size);
        for (const [one, number] of known) {
          expect(names.find(one)).toBe(number);
          expect(names.nameOf(number)).toBe(one);
          expect(number).toBeLessThan(names.capacity());
        }
      }),
    );
  });

  it('give the numbers and the room of those that went to those that come', () => {
    const names = createNames(createTexts());
    const numbers = Array.from({ length: 1000 }, (__, number) => names.add(`seed:${1000 + number}`));
    const bytes = names.bytes();
    for (let round = 0; round < 20; round++) {
      for (const number of numbers) names.remove(number);
      for (let at = 0; at < numbers.length; at++) numbers[at] = names.add(`need:${2000 + at + round}`);
    }
    expect(names.capacity()).toBe(1000);
    expect(names.bytes()).toBe(bytes);
  });
});

describe('the cache of terms', () => {
  let taken = '';
  const units = new Uint16Array(ROOM * 12);
  const takeUp = (text: string): void => {
    taken = text;
    for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  };
  const createCache = () =>
    createTermCache((sort, from, to) => String.fromCharCode(sort) + taken.slice(from, to).toUpperCase());
  const word = (number: number): string => `word${number}`;
  const W = 'w'.charCodeAt(0);

  it('answers the same when it has been emptied for want of room', () => {
    const { keyOf: keyAt, termOf } = createCache();
    const keyOf = (sort: string, text: string, from: number, to: number): number => {
      takeUp(text);
      return keyAt(sort.charCodeAt(0), units, from, to);
    };
    for (let number = 0; number < MOST_TERMS + 1000; number++) {
      const text = ` ${word(number)} `;
      const key = keyOf('w', text, 1, text.length - 1);
      if (termOf(key) !== `wWORD${number}`) throw new Error(`${word(number)} became ${termOf(key)}`);
      if (keyOf('w', word(number), 0, word(number).length) !== key) throw new Error(`${word(number)} has two keys`);
    }
    expect(termOf(keyOf('p', 'word1', 0, 4))).toBe('pWORD');
    expect(termOf(keyOf('w', 'word1', 0, 4))).toBe('wWORD');
  });

  it('answers for many at once as for each, also in the round that finds it full', () => {
    const { keyOf, findKeys, termOf, generation } = createCache();
    const pieces = createPieces();
    for (let first = 0; first < MOST_TERMS + 3 * ROOM; first += ROOM / 2) {
      // Half of them were in the round before, one comes twice.
      const numbers = Array.from({ length: ROOM }, (_, at) => (at === 7 ? first : first + at));
      let text = '';
      for (const [at, number] of numbers.entries()) {
        pieces.sorts[at] = W;
        pieces.starts[at] = text.length;
        text += word(number);
        pieces.ends[at] = text.length;
      }
      pieces.size = ROOM;
      takeUp(text);
      findKeys(pieces, units);
      for (const [at, number] of numbers.entries()) {
        const found = termOf(pieces.keys[at]!);
        if (found !== `wWORD${number}`) throw new Error(`${word(number)} became ${found}`);
        if (keyOf(W, units, pieces.starts[at]!, pieces.ends[at]!) !== pieces.keys[at]) throw new Error('two keys');
      }
    }
    expect(generation()).toBe(1);
  });

  it('keeps what is noted of a term, and nothing when it begins anew', () => {
    const { keyOf, notes, generation } = createCache();
    takeUp('alphabeta');
    const alpha = keyOf(W, units, 0, 5);
    const beta = keyOf(W, units, 5, 9);
    notes.set([1, 2], NOTE * alpha);
    notes.set([3, 4], NOTE * beta);
    takeUp('alpha');
    expect(keyOf(W, units, 0, 5)).toBe(alpha);
    expect([...notes.slice(NOTE * alpha, NOTE * alpha + 2)]).toEqual([1, 2]);
    expect([...notes.slice(NOTE * beta, NOTE * beta + 2)]).toEqual([3, 4]);
    for (let number = 0; generation() === 0; number++) {
      takeUp(word(number));
      keyOf(W, units, 0, word(number).length);
    }
    takeUp('alpha');
    const again = keyOf(W, units, 0, 5);
    expect([...notes.slice(NOTE * again, NOTE * again + 2)]).toEqual([0, 0]);
  });
});

describe('upkeep', () => {
  const segment = (size: number, living = size): Segment => ({ size, living }) as Segment;
  const sizes = (merge: Segment[] | undefined): number[] | undefined => merge?.map(({ living }) => living);

  it('leaves few full segments alone', () => {
    expect(findMerge([segment(65_536), segment(65_536), segment(128), segment(128)], DEFAULT_UPKEEP)).toBeUndefined();
  });
  it('joins four of like size', () => {
    expect(
      sizes(findMerge([segment(65_536), ...Array.from({ length: 4 }, () => segment(128))], DEFAULT_UPKEEP)),
    ).toEqual([128, 128, 128, 128]);
  });
  it('writes one with many dead anew, filled up with what still fits', () => {
    expect(
      sizes(findMerge([segment(65_536), segment(65_536, 40_000), segment(20_000), segment(9_000)], DEFAULT_UPKEEP)),
    ).toEqual([40_000, 20_000]);
  });
});
