// The desk's picture of remote work: hours a week that openings ask for, against hours that people have, skill by skill.
// It is what training is planned by.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { prefectureCode, tagId } from './tags.js';

const count = z.number().int().min(0);

export const skillBalance = z.object({
  tag: tagId,
  /** Open openings that ask for it, and hours a week of them, for all the people they look for. */
  openings: count,
  wantedHours: count,
  /** Who can do it alone or better, or does not say how well, and takes work now. */
  people: count,
  freeHours: count,
  /** Who can do it with help: nearest to being trained. */
  learners: count,
  learningHours: count,
});
export type SkillBalance = z.infer<typeof skillBalance>;

export const workDesk = z
  .object({
    /** What was counted. */
    prefectures: z.array(prefectureCode),
    openings: count,
    people: count,
    /** Of these people, how many tell no hours; they count as none. */
    unsaid: count,
    /** What is missing most, first. */
    skills: z.array(skillBalance),
  })
  .meta({ id: 'WorkDesk' });
export type WorkDesk = z.infer<typeof workDesk>;

const query = z.object({
  /** One of the prefectures that one's centre serves; without it all of them. */
  prefecture: prefectureCode.optional(),
  /** Those that touch them, too. */
  withNeighbours: z.enum(['true', 'false']).optional(),
});
export type WorkDeskQuery = z.output<typeof query>;

export const getWorkDesk = defineContract({
  name: 'getWorkDesk',
  method: 'GET',
  path: '/api/desk/work',
  summary: 'Hours wanted and hours free by skill',
  group: 'Fits',
  access: ['coordinator'],
  query,
  answer: workDesk,
  errors: ['not_found'],
});

export const downloadWorkDesk = defineContract({
  name: 'downloadWorkDesk',
  method: 'GET',
  path: '/api/desk/work.csv',
  summary: 'The same as a CSV file (UTF-8 with byte order mark)',
  group: 'Fits',
  access: ['coordinator'],
  query,
  media: 'text/csv',
  answer: z.string(),
  errors: ['not_found'],
});
