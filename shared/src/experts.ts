// Profiles of experts (専門家) and teleworkers (テレワーカー): what they can do, for how many hours, from where.
import { z } from 'zod';
import { commaList, distinct, line, optionalLine, optionalText } from './fields.js';
import {
  draftFields,
  listingContracts,
  listingQuery,
  listingViews,
  publishedFields,
  publishedText,
} from './listings.js';

export const expertKinds = ['expert', 'teleworker'] as const;
export const expertKind = z.enum(expertKinds);
export type ExpertKind = z.infer<typeof expertKind>;

export const workPlaces = ['remote', 'onsite', 'both'] as const;
export const workPlace = z.enum(workPlaces);

export const expertLimits = {
  canDo: 1500,
  experience: 1500,
  certificate: 80,
  certificates: 20,
  contactNote: 300,
  hours: 60,
} as const;

const hoursPerWeek = z.number().int().min(0).max(expertLimits.hours).nullable();

const summary = { kind: expertKind, hoursPerWeek, workPlace };
const details = { canDo: z.string(), experience: z.string(), certificates: z.array(z.string()) };

export const expertDraft = z.object({
  ...draftFields,
  kind: expertKind.default('expert'),
  /** できること */
  canDo: optionalText(expertLimits.canDo).default(''),
  /** 経歴・実績 */
  experience: optionalText(expertLimits.experience).default(''),
  certificates: distinct(line(expertLimits.certificate), expertLimits.certificates).default([]),
  hoursPerWeek: hoursPerWeek.default(null),
  workPlace: workPlace.default('both'),
  contactNote: optionalLine(expertLimits.contactNote).default(''),
});
export type ExpertDraft = z.output<typeof expertDraft>;

export const expertContent = expertDraft.extend({
  ...publishedFields,
  canDo: publishedText(expertLimits.canDo, 20),
});
export type ExpertContent = z.output<typeof expertContent>;

const views = listingViews('Expert', { summary, details });
export const expertCard = views.card;
export const expertView = views.view;
export type ExpertCard = z.infer<typeof expertCard>;
export type ExpertView = z.infer<typeof expertView>;

export const expertQuery = listingQuery.extend({
  kind: expertKind.optional(),
  workPlace: commaList(workPlace, workPlaces.length).optional(),
  hoursFrom: z.coerce.number().int().min(0).max(expertLimits.hours).optional(),
});

export const expertContracts = listingContracts({
  word: 'Expert',
  path: 'experts',
  group: 'Experts',
  query: expertQuery,
  draft: expertDraft,
  card: expertCard,
  view: expertView,
  access: ['expert', 'teleworker', 'coordinator'],
});
