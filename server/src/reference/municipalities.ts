// The municipalities of the country, held in memory: some two thousand rows that change once in years.
import { distanceKm, type Municipality } from '@enishi/shared/municipalities';
import { municipalityRows } from './municipality-rows.js';
import { placeInLatin } from './romaji.js';

const read = (prefecture: string, row: string): Municipality => {
  const [digits = '', name = '', kana = '', latitude = '', longitude = ''] = row.split(' ');
  return {
    code: `${prefecture}${digits}`,
    prefecture,
    name,
    nameEn: placeInLatin(kana),
    kana: kana.replaceAll('_', ''),
    latitude: Number(latitude),
    longitude: Number(longitude),
  };
};

function createMunicipalities() {
  const byPrefecture = new Map(
    Object.entries(municipalityRows).map(([prefecture, rows]) => [
      prefecture,
      rows.split('|').map((row) => read(prefecture, row)),
    ]),
  );
  const byCode = new Map([...byPrefecture.values()].flat().map((one) => [one.code, one]));
  return {
    has: (code: string): boolean => byCode.has(code),
    find: (code: string): Municipality | null => byCode.get(code) ?? null,
    /** Of one prefecture, in the order of their codes. */
    listIn: (prefecture: string): readonly Municipality[] => byPrefecture.get(prefecture) ?? [],
    /** Those that exist, each once. */
    listByCodes: (codes: readonly string[]): Municipality[] =>
      [...new Set(codes)].flatMap((code) => byCode.get(code) ?? []),
    /** Kilometres as the crow flies; null where one of them is not known. */
    distanceBetween(one: string, other: string): number | null {
      const [from, to] = [byCode.get(one), byCode.get(other)];
      return from && to ? distanceKm(from, to) : null;
    },
  };
}

export const municipalities = createMunicipalities();
export type Municipalities = typeof municipalities;
