// From openings and profiles to one line for each skill. Pure.
import { levelRankOf, type SkillLevel } from '@enishi/shared/skills';
import { bandHours, type WeekCell } from '@enishi/shared/weekly-hours';
import type { SkillBalance } from '@enishi/shared/work-desk';

export interface WantedWork {
  skills: readonly { tag: string }[];
  hoursFrom: number | null;
  hoursTo: number | null;
  people: number;
}

export interface FreePerson {
  skills: readonly { tag: string; level: SkillLevel }[];
  /** Concepts chosen without a level. */
  tags: readonly string[];
  hoursPerWeek: number | null;
  cells: readonly WeekCell[];
}

/** Hours a week of somebody; null: neither hours nor a grid were told. */
export function freeHoursOf({ hoursPerWeek, cells }: Pick<FreePerson, 'hoursPerWeek' | 'cells'>): number | null {
  const inGrid = cells.length === 0 ? null : cells.length * bandHours;
  if (hoursPerWeek === null) return inGrid;
  return inGrid === null ? hoursPerWeek : Math.min(hoursPerWeek, inGrid);
}

const wantedHoursOf = ({ hoursFrom, hoursTo, people }: WantedWork): number => (hoursTo ?? hoursFrom ?? 0) * people;

const worksAlone = (level: SkillLevel | null): boolean => level === null || levelRankOf(level) >= levelRankOf('alone');

const levelsOf = ({ skills, tags }: FreePerson): Map<string, SkillLevel | null> =>
  new Map<string, SkillLevel | null>([
    ...tags.map((tag) => [tag, null] as const),
    ...skills.map(({ tag, level }) => [tag, level] as const),
  ]);

/** The best level at which somebody answers a skill, with it or with one that is more special; undefined: not at all. */
function answerTo(
  tag: string,
  levels: ReadonlyMap<string, SkillLevel | null>,
  narrowerOf: (tag: string) => readonly string[],
) {
  const found = [tag, ...narrowerOf(tag)].flatMap((one) => {
    const level = levels.get(one);
    return level === undefined ? [] : [level];
  });
  if (found.length === 0) return undefined;
  return found.some(worksAlone) ? 'alone' : 'with_help';
}

const none = { openings: 0, wantedHours: 0, people: 0, freeHours: 0, learners: 0, learningHours: 0 };

/** Hours that are missing, those being learnt not counted. */
const missing = ({ wantedHours, freeHours }: SkillBalance): number => wantedHours - freeHours;

/** Every skill that is asked for or offered, what is missing most first. */
export function balanceSkills(
  openings: readonly WantedWork[],
  people: readonly FreePerson[],
  narrowerOf: (tag: string) => readonly string[],
): SkillBalance[] {
  const known = people.map((person) => ({ levels: levelsOf(person), hours: freeHoursOf(person) ?? 0 }));
  const tags = new Set([
    ...openings.flatMap(({ skills }) => skills.map(({ tag }) => tag)),
    ...known.flatMap(({ levels }) => [...levels.keys()]),
  ]);
  const balances = [...tags].map((tag): SkillBalance => {
    const balance = { tag, ...none };
    for (const opening of openings) {
      if (!opening.skills.some((skill) => skill.tag === tag)) continue;
      balance.openings += 1;
      balance.wantedHours += wantedHoursOf(opening);
    }
    for (const { levels, hours } of known) {
      const answer = answerTo(tag, levels, narrowerOf);
      if (answer === 'alone') {
        balance.people += 1;
        balance.freeHours += hours;
      } else if (answer) {
        balance.learners += 1;
        balance.learningHours += hours;
      }
    }
    return balance;
  });
  return balances.sort(
    (one, other) =>
      missing(other) - missing(one) || other.wantedHours - one.wantedHours || (one.tag < other.tag ? -1 : 1),
  );
}
