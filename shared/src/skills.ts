// What somebody can do, how well, and what a piece of work asks for: concepts of the taxonomy with a level.
import { z } from 'zod';
import { tagId, tagLimits } from './tags.js';

/** From the lowest: with help, alone, difficult things too, leads and teaches others. */
export const skillLevels = ['with_help', 'alone', 'advanced', 'teaches'] as const;
export const skillLevel = z.enum(skillLevels);
export type SkillLevel = z.infer<typeof skillLevel>;
export const levelRankOf = (level: SkillLevel): number => skillLevels.indexOf(level);

const maxYears = 60;
const eachOnce = <T extends { tag: string }>(skills: readonly T[]) =>
  new Set(skills.map(({ tag }) => tag)).size === skills.length;

/** What a profile says. */
export const skill = z.object({
  tag: tagId,
  level: skillLevel,
  years: z.number().int().min(0).max(maxYears).nullable().default(null),
});
export type Skill = z.output<typeof skill>;
export const skillList = z.array(skill).max(tagLimits.perThing).refine(eachOnce, { error: 'repeated' });

/** What an opening asks for; what is not required is welcome. */
export const wantedSkill = z.object({ tag: tagId, level: skillLevel, isRequired: z.boolean().default(true) });
export type WantedSkill = z.output<typeof wantedSkill>;
export const wantedSkillList = z.array(wantedSkill).max(tagLimits.perThing).refine(eachOnce, { error: 'repeated' });

/** Languages people speak at work, and how well. */
export const spokenLanguages = ['ja', 'en', 'zh', 'ko', 'vi', 'pt', 'es', 'fr', 'de', 'other'] as const;
export const speechLevels = ['daily', 'business', 'native'] as const;
export const speech = z.object({ language: z.enum(spokenLanguages), level: z.enum(speechLevels) });
export type Speech = z.output<typeof speech>;
export const speechList = z
  .array(speech)
  .max(spokenLanguages.length)
  .refine((all) => new Set(all.map(({ language }) => language)).size === all.length, { error: 'repeated' });
