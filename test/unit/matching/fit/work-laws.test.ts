// The laws of fitting, with random openings and profiles.
import fc from 'fast-check';
import { fitPointsFor, fitParts, type FitPart } from '@enishi/shared/fits';
import { levelRankOf, skillLevels } from '@enishi/shared/skills';
import { bandHours, overlapHours, timeBands, weekdays, type WeekCell } from '@enishi/shared/weekly-hours';
import { hindrancesOf, mayPair } from '../../../../server/src/matching/fit/hindrances.js';
import { yenPerHour } from '../../../../server/src/matching/fit/reward.js';
import { fitWork, noText, sumOfParts } from '../../../../server/src/matching/fit/work-fit.js';
import type { AskedWork, OfferedWork } from '../../../../server/src/matching/fit/types.js';
import { around, askedWork, cells, offeredWork, tags } from './arbitrary-work.js';

const fit = (asked: AskedWork, offered: OfferedWork) => fitWork(asked, offered, noText, around);
const partOf = (part: FitPart, asked: AskedWork, offered: OfferedWork) => fit(asked, offered).parts[part];
const anHour = fc.option(fc.integer({ min: 0, max: 60 }), { nil: null });

/** Hour by hour through the week, as somebody with a pencil would. */
function plainOverlap(
  one: { cells: readonly WeekCell[]; hours: number | null },
  other: { cells: readonly WeekCell[]; hours: number | null },
): number {
  let shared = 0;
  for (const weekday of weekdays) {
    for (const band of timeBands) {
      for (let hour = 0; hour < bandHours; hour++) {
        const isFree = (side: readonly WeekCell[]) =>
          side.length === 0 || side.some((cell) => cell === `${weekday}-${band}`);
        if (isFree(one.cells) && isFree(other.cells)) shared += 1;
      }
    }
  }
  for (const limit of [one.hours, other.hours]) if (limit !== null && limit < shared) shared = limit;
  return shared;
}

describe('hours that two have in common', () => {
  it('are those that a slow count through the week finds', () => {
    fc.assert(
      fc.property(cells, cells, anHour, anHour, (mine, theirs, my, their) => {
        const one = { cells: mine, hours: my };
        const other = { cells: theirs, hours: their };
        expect(overlapHours(one, other)).toBe(plainOverlap(one, other));
        expect(overlapHours(other, one)).toBe(overlapHours(one, other));
      }),
      { numRuns: 500 },
    );
  });

  it('never become fewer with one more free cell, nor with more hours', () => {
    fc.assert(
      fc.property(askedWork, offeredWork, cells, fc.nat(20), (asked, offered, more, added) => {
        fc.pre(offered.cells.length > 0);
        const wider = { ...offered, cells: [...new Set([...offered.cells, ...more])] };
        expect(partOf('hours', asked, wider)).toBeGreaterThanOrEqual(partOf('hours', asked, offered));
        const { hoursPerWeek } = offered;
        fc.pre(hoursPerWeek !== null);
        const longer = { ...offered, hoursPerWeek: hoursPerWeek + added };
        expect(partOf('hours', asked, longer)).toBeGreaterThanOrEqual(partOf('hours', asked, offered));
      }),
    );
  });
});

describe('a score', () => {
  it('is the sum of its parts, each between nothing and its most', () => {
    fc.assert(
      fc.property(askedWork, offeredWork, fc.double({ min: 0, max: 1, noNaN: true }), (asked, offered, share) => {
        const { score, parts } = fitWork(asked, offered, { share, words: [] }, around);
        const most = fitPointsFor(asked.skills.length > 0);
        expect(score).toBe(sumOfParts(parts));
        for (const part of fitParts) {
          expect(parts[part]).toBeGreaterThanOrEqual(0);
          expect(parts[part]).toBeLessThanOrEqual(most[part]);
        }
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('never falls with a skill more, a level more, a language better', () => {
    fc.assert(
      fc.property(
        askedWork,
        offeredWork,
        fc.constantFrom(...tags),
        fc.constantFrom(...skillLevels),
        (asked, offered, tag, level) => {
          const own = offered.skills.find((skill) => skill.tag === tag);
          const isChosen = offered.tags.includes(tag);
          // A tag without a level is taken for somewhat less than the level asked for; saying a low one may cost.
          fc.pre(own ? levelRankOf(level) >= levelRankOf(own.level) : !isChosen);
          const better = {
            ...offered,
            skills: [...offered.skills.filter((skill) => skill.tag !== tag), { tag, level, years: null }],
          };
          expect(fit(asked, better).score).toBeGreaterThanOrEqual(fit(asked, offered).score);
          const fluent = { ...offered, speech: offered.speech.map((one) => ({ ...one, level: 'native' as const })) };
          expect(fit(asked, fluent).score).toBeGreaterThanOrEqual(fit(asked, offered).score);
        },
      ),
    );
  });

  it('never falls when the person lives nearer or is there for longer', () => {
    fc.assert(
      fc.property(askedWork, offeredWork, fc.double({ min: 0, max: 1, noNaN: true }), (asked, offered, nearer) => {
        const { spot } = asked;
        if (spot && offered.spot) {
          const way = (from: number, to: number) => to + (from - to) * nearer;
          const moved = {
            latitude: way(offered.spot.latitude, spot.latitude),
            longitude: way(offered.spot.longitude, spot.longitude),
          };
          const place = partOf('place', asked, { ...offered, spot: moved });
          expect(place).toBeGreaterThanOrEqual(partOf('place', asked, offered));
        }
        const always = { ...offered, availableFrom: null, availableTo: null };
        expect(partOf('period', asked, always)).toBeGreaterThanOrEqual(partOf('period', asked, offered));
      }),
    );
  });

  it('does not know the order in which things were written', () => {
    const reversed = <T>(all: readonly T[]): T[] => [...all].reverse();
    fc.assert(
      fc.property(askedWork, offeredWork, (asked, offered) => {
        const other = {
          ...offered,
          skills: reversed(offered.skills),
          tags: reversed(offered.tags),
          cells: reversed(offered.cells),
          speech: reversed(offered.speech),
        };
        expect(fit(asked, other)).toEqual(fit(asked, offered));
      }),
    );
  });

  it('and all that goes with it is the same whatever the person wants to earn', () => {
    fc.assert(
      fc.property(askedWork, offeredWork, fc.integer({ min: 1, max: 1_000_000 }), (asked, offered, minimumReward) => {
        expect(fit(asked, { ...offered, minimumReward })).toEqual(fit(asked, offered));
        expect(hindrancesOf(asked, { ...offered, minimumReward }, around.today)).toEqual(
          hindrancesOf(asked, offered, around.today),
        );
      }),
    );
  });
});

describe('what would make it fit', () => {
  it('brings what it promises, the most first', () => {
    fc.assert(
      fc.property(askedWork, offeredWork, (asked, offered) => {
        const before = fit(asked, offered);
        const gains = before.gaps.map(({ gain }) => gain);
        expect(gains).toEqual([...gains].sort((one, other) => other - one));
        for (const gap of before.gaps) {
          expect(gap.gain).toBeGreaterThan(0);
          if (gap.kind !== 'skill') continue;
          const skills = offered.skills.filter(({ tag }) => tag !== gap.tag);
          const after = fit(asked, {
            ...offered,
            skills: [...skills, { tag: gap.tag, level: gap.level, years: null }],
          });
          expect(after.score).toBeCloseTo(before.score + gap.gain, 5);
        }
      }),
    );
  });
});

describe('a reward', () => {
  it('closes a pair only where it is known to be below the least that is wanted', () => {
    fc.assert(
      fc.property(askedWork, offeredWork, (asked, offered) => {
        const isFree = hindrancesOf(asked, offered, around.today).length === 0;
        const pays = yenPerHour(asked);
        const isTooLow = pays !== null && offered.minimumReward !== null && pays.to < offered.minimumReward;
        expect(mayPair(asked, offered, around.today)).toBe(isFree && !isTooLow);
      }),
      { numRuns: 300 },
    );
  });
});
