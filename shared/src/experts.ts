// Profiles of experts (専門家) and teleworkers (テレワーカー): what they can do, for how many hours, from where.
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
import { moveWish, publishedMoveWish, workDetailFields, workSecretFields, workSummaryFields } from './work-profile.js';

export const expertKinds = ['expert', 'teleworker'] as const;
export const expertKind = z.enum(expertKinds);
export type ExpertKind = z.infer<typeof expertKind>;

export const workPlaces = ['remote', 'onsite', 'both'] as const;
export const workPlace = z.enum(workPlaces);

export const expertLimits = {
  canDo: 1500,
  experience: 1500,
  contactNote: 300,
  hours: 60,
} as const;

const hoursPerWeek = z.number().int().min(0).max(expertLimits.hours).nullable();

const summary = { kind: expertKind, hoursPerWeek, workPlace, ...workSummaryFields };
const details = { canDo: z.string(), experience: z.string(), ...workDetailFields };

export const expertDraft = z.object({
  ...draftFields,
  kind: expertKind.default('expert'),
  /** できること */
  canDo: optionalText(expertLimits.canDo).default(''),
  /** 経歴・実績 */
  experience: optionalText(expertLimits.experience).default(''),
  hoursPerWeek: hoursPerWeek.default(null),
  workPlace: workPlace.default('both'),
  contactNote: optionalLine(expertLimits.contactNote).default(''),
  ...workSummaryFields,
  ...workDetailFields,
  ...workSecretFields,
});
export type ExpertDraft = z.output<typeof expertDraft>;

/** Both days where there are two, in their order. */
const isPeriod = (from: string | null, to: string | null): boolean => from === null || to === null || from <= to;

export const expertContent = expertDraft
  .extend({
    ...publishedFields,
    canDo: publishedText(expertLimits.canDo, 20),
    moveWish: publishedMoveWish.nullable().default(null),
  })
  .refine(({ availableFrom, availableTo }) => isPeriod(availableFrom, availableTo), {
    error: 'wrong_order',
    path: ['availableTo'],
  });
export type ExpertContent = z.output<typeof expertContent>;

const extras = {
  /** For the owner alone; null for everybody else, as for an owner who named none. */
  minimumReward: workSecretFields.minimumReward,
  /** For the owner and coordinators; what it says of the family is null but for the owner and those of the wished places. */
  moveWish: moveWish.extend({ family: z.string().nullable() }).nullable(),
};

const views = listingViews('Expert', { summary, details, extras });
export const expertCard = views.card;
export const expertView = views.view;
export type ExpertCard = z.infer<typeof expertCard>;
export type ExpertView = z.infer<typeof expertView>;

export const expertQuery = listingQuery.extend({
  kind: expertKind.optional(),
  workPlace: commaList(workPlace, workPlaces.length).optional(),
  hoursFrom: z.coerce.number().int().min(0).max(expertLimits.hours).optional(),
  /** Only those who can take work today. */
  isAvailable: z.literal('true').optional(),
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
