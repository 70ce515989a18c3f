// Random openings and profiles for the laws of fitting.
import fc from 'fast-check';
import { openingPlaces, rewardKinds } from '@enishi/shared/openings';
import { skillLevels, speechLevels } from '@enishi/shared/skills';
import { weekCells } from '@enishi/shared/weekly-hours';
import type { AskedWork, OfferedWork, WorkSurroundings } from '../../../../server/src/matching/fit/types.js';

/** a is broader than b; b and c are related; d stands alone. */
const relatives: Record<
  string,
  { id: string; relation: 'same' | 'narrower' | 'broader' | 'related'; weight: number }[]
> = {
  a: [{ id: 'b', relation: 'narrower', weight: 0.8 }],
  b: [
    { id: 'a', relation: 'broader', weight: 0.5 },
    { id: 'c', relation: 'related', weight: 0.3 },
  ],
  c: [{ id: 'b', relation: 'related', weight: 0.3 }],
};
export const tags = ['a', 'b', 'c', 'd', 'e'] as const;

export const around: WorkSurroundings = {
  relationsOf: (tag) => [{ id: tag, relation: 'same', weight: 1 }, ...(relatives[tag] ?? [])],
  today: '2026-06-01',
};

const day = fc
  .integer({ min: 0, max: 700 })
  .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const hours = fc.integer({ min: 1, max: 60 });
export const cells = fc.subarray([...weekCells], { maxLength: 20 });
const spot = orNull(
  fc.record({
    latitude: fc.double({ min: 30, max: 44, noNaN: true }),
    longitude: fc.double({ min: 130, max: 145, noNaN: true }),
  }),
);
const prefecture = orNull(fc.constantFrom('06', '04', '13', '33'));
const eachOnce = <T extends string, R extends object>(names: readonly T[], rest: fc.Arbitrary<R>) =>
  fc.subarray([...names]).chain((chosen) => fc.tuple(...chosen.map((name) => rest.map((more) => ({ name, ...more })))));
const speech = eachOnce(['ja', 'en', 'zh'] as const, fc.record({ level: fc.constantFrom(...speechLevels) })).map(
  (all) => all.map(({ name, level }) => ({ language: name, level })),
);

export const askedWork: fc.Arbitrary<AskedWork> = fc.record({
  skills: eachOnce(tags, fc.record({ level: fc.constantFrom(...skillLevels), isRequired: fc.boolean() })).map((all) =>
    all.map(({ name, ...rest }) => ({ tag: name, ...rest })),
  ),
  hoursFrom: orNull(hours),
  hoursTo: orNull(hours),
  cells,
  startsOn: orNull(day),
  endsOn: orNull(day),
  place: fc.constantFrom(...openingPlaces),
  spot,
  prefecture,
  reward: orNull(
    fc.record({
      kind: fc.constantFrom(...rewardKinds),
      from: fc.integer({ min: 500, max: 900_000 }),
      to: fc.constant(null),
    }),
  ),
  speech,
});

export const offeredWork: fc.Arbitrary<OfferedWork> = fc.record({
  skills: eachOnce(tags, fc.record({ level: fc.constantFrom(...skillLevels), years: fc.constant(null) })).map((all) =>
    all.map(({ name, ...rest }) => ({ tag: name, ...rest })),
  ),
  tags: fc.subarray([...tags]),
  hoursPerWeek: orNull(fc.integer({ min: 0, max: 60 })),
  cells,
  availableFrom: orNull(day),
  availableTo: orNull(day),
  unavailableUntil: orNull(day),
  workPlace: fc.constantFrom('remote' as const, 'onsite' as const, 'both' as const),
  spot,
  prefecture,
  travelKm: orNull(fc.integer({ min: 0, max: 1000 })),
  speech,
  language: fc.constantFrom('ja', 'en'),
  minimumReward: orNull(fc.integer({ min: 500, max: 9000 })),
});
