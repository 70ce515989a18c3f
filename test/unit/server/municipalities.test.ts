import { distanceKm, municipality } from '@enishi/shared/municipalities';
import { municipalities } from '../../../server/src/reference/municipalities';
import { placeInLatin } from '../../../server/src/reference/romaji';

const prefectures = Array.from({ length: 47 }, (_, index) => String(index + 1).padStart(2, '0'));

test('every prefecture has municipalities of its own, all of the right form, each once', () => {
  const all = prefectures.flatMap((prefecture) => {
    const own = municipalities.listIn(prefecture);
    expect(own.length).toBeGreaterThan(14);
    expect(own.every(({ code }) => code.startsWith(prefecture))).toBe(true);
    return own;
  });
  expect(all.length).toBeGreaterThan(1700);
  expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
  for (const one of all) {
    expect(municipality.safeParse(one).success).toBe(true);
    expect(one.nameEn).toMatch(/^[A-Z][a-z]+(-(shi|ku|cho|machi|mura|son))( [A-Z][a-z]+-ku)?$/);
    // From the southernmost island to the northernmost cape.
    expect(one.latitude > 24 && one.latitude < 46 && one.longitude > 122 && one.longitude < 146).toBe(true);
  }
});

test.each([
  ['よねざわし', 'Yonezawa-shi'],
  ['さっぽろし_ちゅうおうく', 'Sapporo-shi Chuo-ku'],
  ['しんじょうそん', 'Shinjo-son'],
  ['おおさかし', 'Osaka-shi'],
  ['まつうらし', 'Matsuura-shi'],
  ['いいでまち', 'Iide-machi'],
  ['べっぷし', 'Beppu-shi'],
  ['しゃこたんちょう', 'Shakotan-cho'],
  ['きょうとし', 'Kyoto-shi'],
  ['こっちそん', 'Kotchi-son'],
])('%s is written %s', (kana, latin) => {
  expect(placeInLatin(kana)).toBe(latin);
});

test('distances are those of the globe', () => {
  // Yonezawa to Yamagata, Yonezawa to Tsuyama.
  expect(municipalities.distanceBetween('06202', '06201')).toBeCloseTo(41.9, 0);
  expect(municipalities.distanceBetween('06202', '33203')).toBeGreaterThan(600);
  expect(municipalities.distanceBetween('06202', '06202')).toBe(0);
  expect(municipalities.distanceBetween('06202', '06999')).toBeNull();
  // A quarter of the way round.
  expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 90, longitude: 0 })).toBeCloseTo(10_007.5, 0);
});
