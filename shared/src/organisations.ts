import { z } from 'zod';
import { defineContract } from './contract.js';
import { changesOf, distinct, id, line, optionalLine, optionalText, pageOf, pageQuery, version } from './fields.js';
import { industryCode, prefectureCode, tagId, tagLimits } from './tags.js';

export const organisationKinds = [
  'company',
  'university',
  'research_institute',
  'support_centre',
  'municipality',
  'bank',
  'other',
] as const;
export const organisationKind = z.enum(organisationKinds);
export type OrganisationKind = z.infer<typeof organisationKind>;

/** Kinds that somebody may found at sign-up; the others are entered by an administrator. */
export const openOrganisationKinds = ['company', 'university', 'research_institute', 'bank', 'other'] as const;

export const sizeBands = ['to_5', 'to_20', 'to_50', 'to_100', 'to_300', 'over_300'] as const;
export const sizeBand = z.enum(sizeBands);

export const organisationLimits = { name: 80, city: 40, strengths: 1500, website: 200 } as const;

const profile = {
  city: optionalLine(organisationLimits.city).default(''),
  industry: industryCode.nullable().default(null),
  size: sizeBand.nullable().default(null),
  /** What this organisation is good at, in its own words. */
  strengths: optionalText(organisationLimits.strengths).default(''),
  tags: distinct(tagId, tagLimits.perThing).default([]),
  website: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(organisationLimits.website)]).default(''),
};
const optional = z.object({
  nameEn: optionalLine(organisationLimits.name).default(''),
  ...profile,
  /** Prefectures whose needs a centre looks after; empty for every other kind. */
  servedPrefectures: distinct(prefectureCode, 47).default([]),
});
/** What an organisation is of which nothing is known but what it must have. */
export const emptyOrganisation = optional.parse({});

export const organisationInput = z.object({
  name: line(organisationLimits.name),
  kind: organisationKind,
  prefecture: prefectureCode,
  ...optional.shape,
});
export type OrganisationInput = z.infer<typeof organisationInput>;

export const organisationView = organisationInput
  .extend({ id, version, isSample: z.boolean(), abilities: z.object({ canEdit: z.boolean() }) })
  .meta({ id: 'Organisation' });
export type OrganisationView = z.infer<typeof organisationView>;

/** An organisation as the server keeps it. */
export type OrganisationRecord = Omit<OrganisationView, 'abilities'> & {
  /** Stands for a person who belongs to no organisation yet. */
  isPersonal: boolean;
};

/** As much of an organisation as stands beside somebody's name. */
export const organisationName = z.object({
  id,
  name: z.string(),
  nameEn: z.string(),
  kind: organisationKind,
  prefecture: z.string(),
});
export type OrganisationName = z.infer<typeof organisationName>;

export const listOrganisations = defineContract({
  name: 'listOrganisations',
  method: 'GET',
  path: '/api/organisations',
  summary: 'Search organisations by name, kind and prefecture',
  group: 'Organisations',
  access: 'public',
  query: pageQuery.extend({
    q: z.string().trim().max(80).optional(),
    kind: organisationKind.optional(),
    prefecture: prefectureCode.optional(),
  }),
  answer: pageOf(organisationName),
});

export const getOrganisation = defineContract({
  name: 'getOrganisation',
  method: 'GET',
  path: '/api/organisations/:id',
  summary: 'One organisation',
  group: 'Organisations',
  access: 'public',
  params: z.object({ id }),
  answer: organisationView,
  errors: ['not_found'],
});

/** What a member of the organisation may change. */
export const organisationChanges = changesOf(z.object(profile)).extend({ version });

export const updateOrganisation = defineContract({
  name: 'updateOrganisation',
  method: 'PATCH',
  path: '/api/organisations/:id',
  summary: "Change one's own organisation",
  group: 'Organisations',
  access: 'signed_in',
  params: z.object({ id }),
  body: organisationChanges,
  answer: organisationView,
  errors: ['not_found', 'stale'],
});

export const createOrganisation = defineContract({
  name: 'createOrganisation',
  method: 'POST',
  path: '/api/organisations',
  summary: 'Enter an organisation of any kind',
  group: 'Organisations',
  access: ['admin'],
  body: organisationInput,
  status: 201,
  answer: organisationView,
});
