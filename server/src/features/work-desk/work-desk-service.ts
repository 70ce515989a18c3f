// Who may read the picture, and what is counted in it: only what this coordinator may see anyway.
import type { Language } from '@enishi/shared/fields';
import { prefectures } from '@enishi/shared/taxonomy/prefectures';
import type { WorkDesk, WorkDeskQuery } from '@enishi/shared/work-desk';
import type { Actor } from '../../actor.js';
import { toCsv } from '../../csv.js';
import { notFound } from '../../errors.js';
import { balanceSkills, freeHoursOf, type FreePerson, type WantedWork } from './compute-work-desk.js';

interface Dependencies {
  /** Open openings and profiles that take work now, as far as the actor may see them. */
  listOpenings: (actor: Actor) => Promise<(WantedWork & { prefecture: string | null })[]>;
  listPeople: (actor: Actor) => Promise<(FreePerson & { prefecture: string | null })[]>;
  narrowerOf: (tag: string) => readonly string[];
  nameOf: (tag: string, language: Language) => string;
}

const neighboursOf = new Map<string, readonly string[]>(prefectures.map(({ code, neighbours }) => [code, neighbours]));

const heads: Record<Language, string[]> = {
  ja: [
    'スキル',
    '募集',
    '求める時間(週)',
    'できる人',
    '空き時間(週)',
    '学んでいる人',
    '学んでいる人の時間(週)',
    '不足(週)',
  ],
  en: ['Skill', 'Openings', 'Hours wanted', 'People', 'Hours free', 'Learners', 'Hours of learners', 'Hours missing'],
};

export function createWorkDeskService({ listOpenings, listPeople, narrowerOf, nameOf }: Dependencies) {
  /** @throws not_found for a prefecture that one's centre does not serve */
  const placesFor = ({ prefecture, withNeighbours }: WorkDeskQuery, actor: Actor): string[] => {
    if (prefecture !== undefined && !actor.servedPrefectures.includes(prefecture)) throw notFound();
    const own = prefecture === undefined ? actor.servedPrefectures : [prefecture];
    const near = withNeighbours === 'true' ? own.flatMap((code) => neighboursOf.get(code) ?? []) : [];
    return [...new Set([...own, ...near])].sort();
  };

  const get = async (query: WorkDeskQuery, actor: Actor): Promise<WorkDesk> => {
    const places = placesFor(query, actor);
    const isHere = ({ prefecture }: { prefecture: string | null }) =>
      prefecture !== null && places.includes(prefecture);
    const [allOpenings, allPeople] = await Promise.all([listOpenings(actor), listPeople(actor)]);
    const openings = allOpenings.filter(isHere);
    const people = allPeople.filter(isHere);
    return {
      prefectures: places,
      openings: openings.length,
      people: people.length,
      unsaid: people.filter((person) => freeHoursOf(person) === null).length,
      skills: balanceSkills(openings, people, narrowerOf),
    };
  };

  return {
    get,
    async asCsv(query: WorkDeskQuery, actor: Actor): Promise<string> {
      const { skills } = await get(query, actor);
      const rows = skills.map((skill) => [
        nameOf(skill.tag, actor.language),
        ...[skill.openings, skill.wantedHours, skill.people, skill.freeHours, skill.learners, skill.learningHours],
        Math.max(0, skill.wantedHours - skill.freeHours),
      ]);
      return toCsv([heads[actor.language], ...rows.map((row) => row.map(String))]);
    },
  };
}
export type WorkDeskService = ReturnType<typeof createWorkDeskService>;
