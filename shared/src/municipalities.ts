// Municipalities (市区町村) by their code of five digits, and how far they are from one another.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { commaList } from './fields.js';
import { prefectureCode } from './tags.js';

/** JIS X 0402 with the prefecture in front, without check digit: "06203". Whether it exists is checked by the server. */
export const municipalityCode = z.string().regex(/^(0[1-9]|[1-3][0-9]|4[0-7])[0-9]{3}$/);

export const municipality = z.object({
  code: municipalityCode,
  prefecture: prefectureCode,
  name: z.string(),
  /** In Latin letters, e.g. "Yonezawa-shi". */
  nameEn: z.string(),
  kana: z.string(),
  /** Degrees. */
  latitude: z.number(),
  longitude: z.number(),
});
export type Municipality = z.infer<typeof municipality>;

export const listMunicipalities = defineContract({
  name: 'listMunicipalities',
  method: 'GET',
  path: '/api/municipalities',
  summary: 'Municipalities of one prefecture, or those with these codes',
  group: 'Reference',
  access: 'public',
  query: z
    .object({ prefecture: prefectureCode.optional(), codes: commaList(municipalityCode, 50).optional() })
    .refine(({ prefecture, codes }) => prefecture !== undefined || codes !== undefined, {
      error: 'required',
      path: ['prefecture'],
    }),
  answer: z.object({ items: z.array(municipality) }),
});

interface Place {
  latitude: number;
  longitude: number;
}
const earthRadiusKm = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres by the haversine formula (R. W. Sinnott, 1984). */
export function distanceKm(one: Place, other: Place): number {
  const half = (from: number, to: number) => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(one.latitude, other.latitude) +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * half(one.longitude, other.longitude);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}
