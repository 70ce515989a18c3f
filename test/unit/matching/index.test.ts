// The parts of the index that stand on their own, each against the plainest thing that does the same.
import fc from 'fast-check';
import { createTermCache, TERM_KEYS } from '../../../server/src/matching/analysis/term-cache.js';
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
  it('answers the same when it has been emptied for want of room', () => {
    let taken = '';
    const units = new Uint16Array(100);
    const { keyOf: keyAt, termOf } = createTermCache(
      (sort, from, to) => String.fromCharCode(sort) + taken.slice(from, to).toUpperCase(),
    );
    const keyOf = (sort: string, text: string, from: number, to: number): number => {
      taken = text;
      for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
      return keyAt(sort.charCodeAt(0), units, from, to);
    };
    const word = (number: number): string => `word${number}`;
    for (let number = 0; number < TERM_KEYS + 1000; number++) {
      const text = ` ${word(number)} `;
      const key = keyOf('w', text, 1, text.length - 1);
      if (key >= TERM_KEYS) throw new Error(`${word(number)} has the key ${key}`);
      if (termOf(key) !== `wWORD${number}`) throw new Error(`${word(number)} became ${termOf(key)}`);
      if (keyOf('w', word(number), 0, word(number).length) !== key) throw new Error(`${word(number)} has two keys`);
    }
    expect(termOf(keyOf('p', 'word1', 0, 4))).toBe('pWORD');
    expect(termOf(keyOf('w', 'word1', 0, 4))).toBe('wWORD');
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
