// Development needs (開発ニーズ): what a company cannot do alone, in five plain questions.
import { z } from 'zod';
import { commaList, distinct, line, optionalText } from './fields.js';
import {
  draftFields,
  listingContracts,
  listingQuery,
  listingViews,
  publishedFields,
  publishedText,
} from './listings.js';
import { industryCode, readiness } from './tags.js';

/** By when; `months` is the time the company has, for matching (undefined: no bound known). */
export const timeframes = [
  'within_3_months',
  'within_6_months',
  'within_1_year',
  'within_2_years',
  'no_hurry',
  'unknown',
] as const;
export const timeframe = z.enum(timeframes);
export type Timeframe = z.infer<typeof timeframe>;
export const monthsOf: Record<Timeframe, number | undefined> = {
  within_3_months: 3,
  within_6_months: 6,
  within_1_year: 12,
  within_2_years: 24,
  no_hurry: 36,
  unknown: undefined,
};

export const budgetBands = ['unknown', 'to_500k', 'to_1m', 'to_3m', 'to_10m', 'over_10m'] as const;
export const budgetBand = z.enum(budgetBands);

export const needLimits = {
  situation: 1000,
  goal: 1000,
  tried: 1000,
  mustHave: 200,
  mustHaves: 10,
  atLeast: 20,
} as const;

const summary = {
  industry: industryCode.nullable(),
  timeframe,
};
const details = {
  situation: z.string(),
  goal: z.string(),
  tried: z.string(),
  mustHaves: z.array(z.string()),
  budget: budgetBand,
  readinessWanted: readiness.nullable(),
};

export const needDraft = z.object({
  ...draftFields,
  industry: industryCode.nullable().default(null),
  timeframe: timeframe.default('unknown'),
  /** いま、どうなっていますか */
  situation: optionalText(needLimits.situation).default(''),
  /** どうなれば良いですか */
  goal: optionalText(needLimits.goal).default(''),
  tried: optionalText(needLimits.tried).default(''),
  mustHaves: distinct(line(needLimits.mustHave), needLimits.mustHaves).default([]),
  budget: budgetBand.default('unknown'),
  /** How ripe a technology must be to help; null where the company does not mind. */
  readinessWanted: readiness.nullable().default(null),
});
export type NeedDraft = z.output<typeof needDraft>;

/** A need that may be published. */
export const needContent = needDraft.extend({
  ...publishedFields,
  situation: publishedText(needLimits.situation, needLimits.atLeast),
  goal: publishedText(needLimits.goal, 10),
});
export type NeedContent = z.output<typeof needContent>;

const views = listingViews('Need', { summary, details, extras: {} });
export const needCard = views.card;
export const needView = views.view;
export type NeedCard = z.infer<typeof needCard>;
export type NeedView = z.infer<typeof needView>;

export const needQuery = listingQuery.extend({
  industry: commaList(industryCode, 20).optional(),
  timeframe: commaList(timeframe, timeframes.length).optional(),
});

export const needContracts = listingContracts({
  word: 'Need',
  path: 'needs',
  group: 'Needs',
  query: needQuery,
  draft: needDraft,
  card: needCard,
  view: needView,
  access: ['company', 'coordinator'],
});
