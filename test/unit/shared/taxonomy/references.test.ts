import fc from 'fast-check';
import { prefectureCode, industryCode, readiness } from '@enishi/shared/tags';
import { findIndustry, industries, industryCodes } from '@enishi/shared/taxonomy/industries';
import {
  findPrefecture,
  prefectureCodes,
  prefectures,
  proximity,
  regionBlocks,
} from '@enishi/shared/taxonomy/prefectures';
import { readinessByTime, readinessForMonths, readinessLevels } from '@enishi/shared/taxonomy/readiness';

describe('prefectures', () => {
  it('are the 47 of JIS X 0401, in order', () => {
    const expected = Array.from({ length: 47 }, (_, index) => String(index + 1).padStart(2, '0'));
    expect(prefectureCodes).toEqual(expected);
    expect(expected.every((code) => prefectureCode.safeParse(code).success)).toBe(true);
    expect(findPrefecture('33')).toMatchObject({ ja: '岡山県', en: 'Okayama', kana: 'おかやまけん', block: 'chugoku' });
    expect(findPrefecture('48')).toBeNull();
  });

  it('have mutual neighbours and known blocks', () => {
    const blocks = new Set<string>(regionBlocks.map(({ id }) => id));
    for (const { code, neighbours, block } of prefectures) {
      expect(blocks.has(block)).toBe(true);
      expect(neighbours.length).toBeGreaterThan(0);
      for (const other of neighbours) expect(findPrefecture(other)?.neighbours).toContain(code);
    }
  });

  it('know how near they are, the same in both directions', () => {
    expect(proximity('33', '33')).toBe('same');
    expect(proximity('33', '34')).toBe('neighbour');
    expect(proximity('33', '35')).toBe('block');
    expect(proximity('33', '06')).toBe('far');
    expect(proximity('33', 'xx')).toBe('far');
    const code = fc.constantFrom(...prefectureCodes);
    fc.assert(fc.property(code, code, (from, to) => proximity(from, to) === proximity(to, from)));
  });
});

describe('industries', () => {
  it('are the divisions A to T', () => {
    expect(industryCodes.join('')).toBe('ABCDEFGHIJKLMNOPQRST');
    expect(industryCodes.every((code) => industryCode.safeParse(code).success)).toBe(true);
    expect(new Set(industries.map(({ ja }) => ja)).size).toBe(20);
    expect(findIndustry('E')?.ja).toBe('製造業');
    expect(findIndustry('e')).toBeNull();
  });
});

describe('readiness', () => {
  it('has a line for each level', () => {
    expect(readinessLevels.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(readinessLevels.every(({ level }) => readiness.safeParse(level).success)).toBe(true);
  });

  it('asks for riper technology the less time there is', () => {
    expect(readinessForMonths(3)).toMatchObject({ from: 7, to: 9 });
    expect(readinessForMonths(6)).toMatchObject({ from: 7 });
    expect(readinessForMonths(7)).toMatchObject({ from: 6 });
    expect(readinessForMonths(120)).toMatchObject({ from: 1, to: 9 });
    expect(readinessForMonths(null)).toMatchObject({ from: 1, to: 9 });
    const froms = readinessByTime.map(({ from }) => from);
    expect(froms).toEqual([...froms].sort((a, b) => b - a));
  });
});
