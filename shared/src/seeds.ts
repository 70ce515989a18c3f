// Research seeds (研究シーズ), in the order that every Japanese technology-transfer office knows.
import { z } from 'zod';
import { commaList, optionalLine, optionalText } from './fields.js';
import {
  draftFields,
  listingContracts,
  listingQuery,
  listingViews,
  publishedFields,
  publishedText,
} from './listings.js';
import { readiness } from './tags.js';

export const propertyStatuses = ['unknown', 'none', 'know_how', 'applied', 'granted'] as const;
export const propertyStatus = z.enum(propertyStatuses);

export const seedLimits = {
  problem: 1000,
  features: 1500,
  uses: 1000,
  challenges: 1000,
  expectations: 1000,
  propertyNote: 200,
  record: 1000,
  contactNote: 300,
} as const;

const summary = { readiness: readiness.nullable(), propertyStatus };
const details = {
  problem: z.string(),
  features: z.string(),
  uses: z.string(),
  challenges: z.string(),
  expectations: z.string(),
  propertyNote: z.string(),
  record: z.string(),
};

export const seedDraft = z.object({
  ...draftFields,
  readiness: readiness.nullable().default(null),
  /** 従来技術とその問題点 */
  problem: optionalText(seedLimits.problem).default(''),
  /** 新技術の特徴・従来技術との比較 */
  features: optionalText(seedLimits.features).default(''),
  /** 想定される用途 */
  uses: optionalText(seedLimits.uses).default(''),
  /** 実用化に向けた課題 */
  challenges: optionalText(seedLimits.challenges).default(''),
  /** 企業への期待 */
  expectations: optionalText(seedLimits.expectations).default(''),
  /** 本技術に関する知的財産権 */
  propertyStatus: propertyStatus.default('unknown'),
  propertyNote: optionalLine(seedLimits.propertyNote).default(''),
  /** 産学連携の経歴 */
  record: optionalText(seedLimits.record).default(''),
  /** お問い合わせ先（窓口） */
  contactNote: optionalLine(seedLimits.contactNote).default(''),
});
export type SeedDraft = z.output<typeof seedDraft>;

export const seedContent = seedDraft.extend({
  ...publishedFields,
  problem: publishedText(seedLimits.problem, 10),
  features: publishedText(seedLimits.features, 20),
  uses: publishedText(seedLimits.uses, 5),
});
export type SeedContent = z.output<typeof seedContent>;

const views = listingViews('Seed', { summary, details, extras: {} });
export const seedCard = views.card;
export const seedView = views.view;
export type SeedCard = z.infer<typeof seedCard>;
export type SeedView = z.infer<typeof seedView>;

export const seedQuery = listingQuery.extend({
  readinessFrom: z.coerce.number().int().min(1).max(9).optional(),
  propertyStatus: commaList(propertyStatus, propertyStatuses.length).optional(),
});

export const seedContracts = listingContracts({
  word: 'Seed',
  path: 'seeds',
  group: 'Seeds',
  query: seedQuery,
  draft: seedDraft,
  card: seedCard,
  view: seedView,
  access: ['researcher', 'coordinator'],
});
