// Fits (適合): pairs of an opening and a profile, with score, reasons, and what would make them fit better. The score of a
// pair depends on these two alone, so nobody learns from it who else is there.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { expertCard } from './experts.js';
import { id } from './fields.js';
import { tagRelation } from './matches.js';
import { openingCard } from './openings.js';
import { skillLevel, speech } from './skills.js';
import { tagId } from './tags.js';
import { weekGrid } from './weekly-hours.js';

/** Parts whose sum is the score. */
export const fitParts = ['skills', 'text', 'hours', 'period', 'reward', 'place', 'speech'] as const;
export type FitPart = (typeof fitParts)[number];

/** The most points of each part; together 100. */
const fitPoints: Record<FitPart, number> = {
  skills: 50,
  text: 10,
  hours: 15,
  period: 5,
  reward: 5,
  place: 10,
  speech: 5,
};
/** Where an opening asks for no skill, its words stand in for them. */
export const fitPointsFor = (asksForSkills: boolean): Record<FitPart, number> =>
  asksForSkills ? fitPoints : { ...fitPoints, skills: 0, text: fitPoints.text + fitPoints.skills };

/** On the score, 0-100. */
export const fitThresholds = {
  /** From here on a pair is a fit. */
  candidate: 50,
  /** From here on a pair that one change would make a fit is within reach. */
  near: 30,
  /** From here on people are told. */
  notify: 70,
} as const;
export const fitLimits = {
  /** The most fits that are shown for one opening or one profile. */
  shown: 30,
  /** The most openings that are shown as within reach. */
  near: 10,
  /** What would make a pair fit better: the changes that bring most. */
  gaps: 3,
  /** The most pairs that are kept for one opening or one profile. */
  kept: 300,
} as const;

export const fitPartPoints = z.object(
  Object.fromEntries(fitParts.map((part) => [part, z.number()])) as Record<FitPart, z.ZodNumber>,
);
export type FitPartPoints = z.infer<typeof fitPartPoints>;

/** One change on the side of the person, with the points it brings. */
export const fitGap = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('skill'),
    tag: tagId,
    level: skillLevel,
    /** The level of the same skill now; null: not there yet. */
    has: skillLevel.nullable(),
    gain: z.number(),
  }),
  /** So many more hours a week at the time of the work. */
  z.object({ kind: z.literal('hours'), hours: z.number(), gain: z.number() }),
  z.object({ kind: z.literal('speech'), ...speech.shape, gain: z.number() }),
]);
export type FitGap = z.infer<typeof fitGap>;

/** What the profile does not say although the opening asks for it. */
export const fitHints = ['skills', 'hours', 'cells', 'municipality', 'speech'] as const;
export const fitHint = z.enum(fitHints);
export type FitHint = z.infer<typeof fitHint>;

const yenRange = z.object({ from: z.number(), to: z.number() });

export const fitEvidence = z.object({
  /** For each skill asked for, the best answer of the profile; nulls where there is none. */
  skills: z.array(
    z.object({
      tag: tagId,
      isRequired: z.boolean(),
      asked: skillLevel,
      offeredTag: tagId.nullable(),
      /** Null: a tag without a level. */
      offered: skillLevel.nullable(),
      relation: tagRelation.nullable(),
    }),
  ),
  hours: z.object({
    shared: z.number().nullable(),
    wanted: z.number().nullable(),
    /** Free on both sides; null where this viewer may not read both grids, or one is empty. */
    cells: weekGrid.nullable(),
  }),
  /** Share of the period in which the person is there, 0-100. */
  period: z.object({ percent: z.number() }),
  /** What the opening pays, brought to yen an hour; null where that cannot be done. */
  reward: z.object({ yenPerHour: yenRange.nullable() }),
  place: z.object({ km: z.number().nullable() }),
  speech: z.array(speech.extend({ offered: speech.shape.level.nullable() })),
  /** Words that both texts use, the most telling first. */
  words: z.array(z.string()),
});
export type FitEvidence = z.infer<typeof fitEvidence>;

/** Why two cannot work together at all, whatever the score. What a person wants to earn at least is never among them. */
export const hindrances = ['unavailable', 'period', 'hours', 'place'] as const;
export const hindrance = z.enum(hindrances);
export type Hindrance = z.infer<typeof hindrance>;

const fitShape = {
  score: z.number(),
  parts: fitPartPoints,
  evidence: fitEvidence,
  missing: z.array(fitHint),
  /** What would make it fit better, the most useful first. */
  gaps: z.array(fitGap),
};
/** How one profile fits one opening, for whoever handles an application. */
export const fit = z.object({ ...fitShape, hindrances: z.array(hindrance) }).meta({ id: 'Fit' });
export type Fit = z.infer<typeof fit>;

/** Somebody who fits an opening. */
export const openingFit = z.object({ ...fitShape, expert: expertCard }).meta({ id: 'OpeningFit' });
export type OpeningFit = z.infer<typeof openingFit>;
/** An opening that fits a profile, or would with one change. */
export const expertFit = z.object({ ...fitShape, opening: openingCard }).meta({ id: 'ExpertFit' });
export type ExpertFit = z.infer<typeof expertFit>;

export const listOpeningFits = defineContract({
  name: 'listOpeningFits',
  method: 'GET',
  path: '/api/openings/:id/fits',
  summary: 'People who fit an opening, best first, with reasons',
  group: 'Fits',
  access: 'signed_in',
  params: z.object({ id }),
  /** `isComplete` is false while matching still runs. */
  answer: z.object({ items: z.array(openingFit), isComplete: z.boolean() }),
  errors: ['not_found'],
});

export const listExpertFits = defineContract({
  name: 'listExpertFits',
  method: 'GET',
  path: '/api/experts/:id/fits',
  summary: 'Openings that fit a profile, best first, with reasons; and those within reach',
  group: 'Fits',
  access: 'signed_in',
  params: z.object({ id }),
  answer: z.object({ items: z.array(expertFit), near: z.array(expertFit), isComplete: z.boolean() }),
  errors: ['not_found'],
});
