import fc from 'fast-check';
import { balanceSkills, freeHoursOf } from '../../../server/src/features/work-desk/compute-work-desk.js';

const narrowerOf = (tag: string) => (tag === 'design' ? ['graphic-design'] : []);
const person = (
  skills: [string, 'with_help' | 'alone' | 'teaches'][],
  hoursPerWeek: number | null,
  more: { tags?: string[]; cells?: 'mon-morning'[] } = {},
) => ({ skills: skills.map(([tag, level]) => ({ tag, level })), tags: [], cells: [], hoursPerWeek, ...more });
const opening = (tags: string[], hoursTo: number | null, people = 1) => ({
  skills: tags.map((tag) => ({ tag })),
  hoursFrom: null,
  hoursTo,
  people,
});

describe('the free hours of somebody', () => {
  it.each([
    ['as told', 12, [], 12],
    ['by the grid', null, ['mon-morning'], 3],
    ['the fewer of both', 12, ['mon-morning'], 3],
    ['not told', null, [], null],
    ['none', 0, [], 0],
  ] as const)('are %s', (_, hoursPerWeek, cells, hours) => {
    expect(freeHoursOf({ hoursPerWeek, cells })).toBe(hours);
  });
});

describe('the balance of skills', () => {
  it('counts openings for all the people they look for, people by what they can do, learners apart', () => {
    const openings = [opening(['design', 'cad'], 10, 2), opening(['cad'], 4), opening([], 40)];
    const people = [
      person([['graphic-design', 'alone']], 8),
      person([['cad', 'with_help']], 6),
      person([['cad', 'teaches']], null, { tags: ['cad', 'printing'] }),
    ];
    expect(balanceSkills(openings, people, narrowerOf)).toEqual([
      { tag: 'cad', openings: 2, wantedHours: 24, people: 1, freeHours: 0, learners: 1, learningHours: 6 },
      { tag: 'design', openings: 1, wantedHours: 20, people: 1, freeHours: 8, learners: 0, learningHours: 0 },
      { tag: 'printing', openings: 0, wantedHours: 0, people: 1, freeHours: 0, learners: 0, learningHours: 0 },
      { tag: 'graphic-design', openings: 0, wantedHours: 0, people: 1, freeHours: 8, learners: 0, learningHours: 0 },
    ]);
  });

  it('is the same in whatever order they come', () => {
    const tags = fc.subarray(['a', 'b', 'design', 'graphic-design']);
    const openings = fc.array(
      fc.tuple(tags, fc.nat(40)).map(([named, hours]) => opening(named, hours)),
      { maxLength: 6 },
    );
    const people = fc.array(
      fc.tuple(tags, fc.constantFrom('with_help' as const, 'alone' as const), fc.nat(40)).map(([named, level, hours]) =>
        person(
          named.map((tag) => [tag, level]),
          hours,
        ),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(openings, people, (asked, free) => {
        const balance = balanceSkills(asked, free, narrowerOf);
        expect(balanceSkills([...asked].reverse(), [...free].reverse(), narrowerOf)).toEqual(balance);
      }),
    );
  });
});
