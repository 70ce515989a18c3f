// Telework openings (テレワーク案件): work that a company gives to people outside, or a coordinator for a work package.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { commaList, day, id, optionalLine, optionalText } from './fields.js';
import {
  draftFields,
  listingContracts,
  listingQuery,
  listingViews,
  publishedFields,
  publishedText,
} from './listings.js';
import { municipalityCode } from './municipalities.js';
import { speechList, wantedSkillList } from './skills.js';
import { hoursPerWeek, weekGrid, weeklyLimits } from './weekly-hours.js';

export const openingPlaces = ['remote', 'hybrid', 'onsite'] as const;
export const openingPlace = z.enum(openingPlaces);
export type OpeningPlace = z.infer<typeof openingPlace>;

/** 時給 / 一件いくら / 総額 */
export const rewardKinds = ['hourly', 'piece', 'fixed'] as const;
export const rewardKind = z.enum(rewardKinds);
export type RewardKind = z.infer<typeof rewardKind>;

export const openingLimits = {
  work: 1500,
  equipment: 500,
  howDecided: 200,
  people: 50,
  yen: 100_000_000,
} as const;

/** In yen, before tax; `to` is null for one fixed amount. */
export const reward = z
  .object({
    kind: rewardKind,
    from: z.number().int().min(1).max(openingLimits.yen),
    to: z.number().int().min(1).max(openingLimits.yen).nullable().default(null),
  })
  .refine(({ from, to }) => to === null || from <= to, { error: 'too_small', path: ['to'] });
export type Reward = z.output<typeof reward>;

/** The work package of a project that it belongs to; only whoever serves the project may say so. */
export const packageRef = z.object({ projectId: id, partId: id });

const summary = {
  skills: wantedSkillList,
  hoursFrom: hoursPerWeek.nullable(),
  hoursTo: hoursPerWeek.nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  place: openingPlace,
  municipality: municipalityCode.nullable(),
  reward: reward.nullable(),
  people: z.number().int().min(1).max(openingLimits.people),
  applyBy: day.nullable(),
  speech: speechList,
};
const details = { work: z.string(), cells: weekGrid, equipment: z.string(), howDecided: z.string() };

const fields = z.object({
  ...draftFields,
  skills: wantedSkillList.default([]),
  hoursFrom: hoursPerWeek.nullable().default(null),
  hoursTo: hoursPerWeek.nullable().default(null),
  /** When the work has to be done; empty: any time. */
  cells: weekGrid.default([]),
  startsOn: day.nullable().default(null),
  endsOn: day.nullable().default(null),
  place: openingPlace.default('remote'),
  /** Where, unless it is wholly remote. */
  municipality: municipalityCode.nullable().default(null),
  reward: reward.nullable().default(null),
  /** 報酬の決め方 */
  howDecided: optionalLine(openingLimits.howDecided).default(''),
  people: z.number().int().min(1).max(openingLimits.people).default(1),
  applyBy: day.nullable().default(null),
  speech: speechList.default([]),
  /** 必要な機材・環境 */
  equipment: optionalText(openingLimits.equipment).default(''),
  /** 仕事の内容 */
  work: optionalText(openingLimits.work).default(''),
  workPackage: packageRef.nullable().default(null),
});
export const openingDraft = fields;
export type OpeningDraft = z.output<typeof openingDraft>;

const inOrder = <T extends number | string>(low: T | null, high: T | null): boolean =>
  low === null || high === null || low <= high;

/** An opening that may be published. */
export const openingContent = fields
  .extend({
    ...publishedFields,
    work: publishedText(openingLimits.work, 20),
    reward,
    applyBy: day,
    hoursTo: hoursPerWeek,
  })
  .refine(({ hoursFrom, hoursTo }) => inOrder(hoursFrom, hoursTo), { error: 'too_small', path: ['hoursTo'] })
  .refine(({ startsOn, endsOn }) => inOrder(startsOn, endsOn), { error: 'too_small', path: ['endsOn'] })
  .refine(({ place, municipality }) => place === 'remote' || municipality !== null, {
    error: 'required',
    path: ['municipality'],
  });

/** Only its owner reads here which work package it belongs to; whoever serves the project sees it there. */
const extras = { workPackage: packageRef.nullable() };

const views = listingViews('Opening', { summary, details, extras });
export const openingCard = views.card;
export const openingView = views.view;
export type OpeningCard = z.infer<typeof openingCard>;
export type OpeningView = z.infer<typeof openingView>;

export const openingQuery = listingQuery.extend({
  place: commaList(openingPlace, openingPlaces.length).optional(),
  rewardKind: commaList(rewardKind, rewardKinds.length).optional(),
  /** Work of at most so many hours a week. */
  hoursTo: z.coerce.number().int().min(1).max(weeklyLimits.hours).optional(),
  /** Work that begins by this day, or whenever it suits. */
  startsBy: day.optional(),
  /** Those too for which nobody can apply any more. */
  withPast: z.enum(['true', 'false']).optional(),
});

export const openingContracts = listingContracts({
  word: 'Opening',
  path: 'openings',
  group: 'Openings',
  query: openingQuery,
  draft: openingDraft,
  card: openingCard,
  view: openingView,
  access: ['company', 'coordinator'],
});

/** Openings for the work of a project, as its people see them beside its work packages. */
export const projectOpening = z.object({
  id,
  code: z.string(),
  title: z.string(),
  partId: id,
  people: z.number().int(),
  applyBy: day.nullable(),
});
export type ProjectOpening = z.infer<typeof projectOpening>;

export const listProjectOpenings = defineContract({
  name: 'listProjectOpenings',
  method: 'GET',
  path: '/api/projects/:id/openings',
  summary: 'Published openings for work packages of a project',
  group: 'Openings',
  access: 'signed_in',
  params: z.object({ id }),
  answer: z.object({ items: z.array(projectOpening) }),
  errors: ['not_found'],
});
