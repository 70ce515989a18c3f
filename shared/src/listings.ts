// What needs, seeds, expert profiles and openings have in common: somebody writes one as a draft, publishes it with levels of
// disclosure, closes it with a reason. Each kind adds its own fields; the endpoints are made here, once.
import { z } from 'zod';
import { defineContract } from './contract.js';
import { cooperationWay, cooperationWays } from './cooperation.js';
import { defaultSecrecy, disclosure, ledgerEntry, secrecyPresets } from './disclosure.js';
import {
  changesOf,
  clientKey,
  commaList,
  distinct,
  id,
  language,
  moment,
  optionalLine,
  pageOf,
  pageQuery,
  text,
  version,
} from './fields.js';
import { organisationName, sizeBand } from './organisations.js';
import { freeTagList, industryCode, prefectureCode, tagId, tagList } from './tags.js';

export const listingKinds = ['need', 'seed', 'expert', 'opening'] as const;
export const listingKind = z.enum(listingKinds);
export type ListingKind = z.infer<typeof listingKind>;

/** Kinds that matches are pairs of; openings and profiles have fits of their own. */
export const pairedKinds = ['need', 'seed', 'expert'] as const satisfies readonly ListingKind[];
export const pairedKind = z.enum(pairedKinds);
export type PairedKind = z.infer<typeof pairedKind>;
export const isPaired = <T extends { kind: ListingKind }>(one: T): one is T & { kind: PairedKind } =>
  (pairedKinds as readonly ListingKind[]).includes(one.kind);

export const listingStatuses = ['draft', 'published', 'closed'] as const;
export const listingStatus = z.enum(listingStatuses);
export type ListingStatus = z.infer<typeof listingStatus>;

export const listingLimits = { title: 80, blocked: 50, closeText: 500, search: 200 } as const;

export const closeReasons = [
  'solved_here',
  'solved_elsewhere',
  'filled',
  'filled_elsewhere',
  'no_longer_needed',
  'on_hold',
  'other',
] as const;
export const closeReason = z.enum(closeReasons);
export type CloseReason = z.infer<typeof closeReason>;

const ofMatters = ['solved_here', 'solved_elsewhere', 'no_longer_needed', 'on_hold', 'other'] as const;
/** Reasons that make sense for each kind: work is given away, not solved. */
export const closeReasonsOf: Record<ListingKind, readonly CloseReason[]> = {
  need: ofMatters,
  seed: ofMatters,
  expert: ofMatters,
  opening: ['filled', 'filled_elsewhere', 'no_longer_needed', 'on_hold', 'other'],
};

/** Fields that every kind has, as they may stand in a draft: bounded, but possibly empty. */
export const draftFields = {
  title: optionalLine(listingLimits.title).default(''),
  tags: tagList.default([]),
  freeTags: freeTagList.default([]),
  cooperation: distinct(cooperationWay, cooperationWays.length).default([]),
  prefecture: prefectureCode.nullable().default(null),
  language: language.default('ja'),
  disclosure: disclosure.default(secrecyPresets[defaultSecrecy]),
  /** Organisations that must never learn of it, such as competitors. */
  blockedOrganisationIds: distinct(id, listingLimits.blocked).default([]),
};

/** What must be filled before publishing, for every kind. */
export const publishedFields = {
  title: draftFields.title.unwrap().pipe(z.string().min(2)),
  prefecture: prefectureCode,
};

export const listingAbilities = z.object({
  canEdit: z.boolean(),
  canPublish: z.boolean(),
  canClose: z.boolean(),
  canDelete: z.boolean(),
  canSeeCandidates: z.boolean(),
  canSeeLedger: z.boolean(),
  canExpressInterest: z.boolean(),
  canCoordinate: z.boolean(),
});
export type ListingAbilities = z.infer<typeof listingAbilities>;

export const person = z.object({ id, displayName: z.string() });
export type Person = z.infer<typeof person>;

/** Group "summary": what stands in lists. */
export const summaryShape = {
  id,
  code: z.string(),
  status: listingStatus,
  version,
  title: z.string(),
  tags: z.array(tagId),
  freeTags: z.array(z.string()),
  cooperation: z.array(cooperationWay),
  prefecture: prefectureCode.nullable(),
  language,
  isSample: z.boolean(),
  isMine: z.boolean(),
  createdAt: moment,
  updatedAt: moment,
  publishedAt: moment.nullable(),
  closedAt: moment.nullable(),
};

/** Group "organisation": whose it is. Null while this viewer may not know. */
export const ownerShape = organisationName.extend({
  industry: industryCode.nullable(),
  size: sizeBand.nullable(),
  person: z.string(),
});

/** Group "contact". */
export const contactShape = z.object({ displayName: z.string(), email: z.string(), note: z.string() });

/**
 * Frame around the fields of one kind: card for lists, view for one. `extras` stand in the view beside the groups; who is
 * told them is decided by the kind's server side, and whoever is not told reads null.
 */
export function listingViews<
  K extends string,
  S extends z.ZodRawShape,
  D extends z.ZodRawShape,
  E extends z.ZodRawShape,
>(name: K, own: { summary: S; details: D; extras: E }) {
  const card = z
    .object({ ...summaryShape, ...own.summary, organisation: ownerShape.nullable() })
    .meta({ id: `${name}Card` });
  const view = z
    .object({
      ...summaryShape,
      ...own.summary,
      ...own.extras,
      details: z.object(own.details).nullable(),
      organisation: ownerShape.nullable(),
      contact: contactShape.nullable(),
      /** Levels are told to whoever may see the summary, so that nobody wonders why something is missing. */
      disclosure,
      closeReason: closeReason.nullable(),
      /** Only for the owner. */
      blocked: z.array(organisationName).nullable(),
      abilities: listingAbilities,
    })
    .meta({ id: name });
  return { card, view };
}

/** Filters of the browse pages, as they stand in the address. */
export const listingQuery = pageQuery.extend({
  q: z.string().trim().max(listingLimits.search).optional(),
  tags: commaList(tagId, 10).optional(),
  prefecture: commaList(prefectureCode, 47).optional(),
  cooperation: commaList(cooperationWay, cooperationWays.length).optional(),
  language: language.optional(),
});
export type ListingQuery = z.output<typeof listingQuery>;

export const closeBody = z.object({
  version,
  reason: closeReason,
  text: optionalLine(listingLimits.closeText).default(''),
});

const oneOf = z.object({ id });

/** Who was shown what of one listing, as a list and as a file. */
function ledgerContracts<const W extends string>(word: W, path: string, group: string) {
  const base = `/api/${path}` as const;
  return {
    ledger: defineContract({
      name: `list${word}Disclosures`,
      method: 'GET',
      path: `${base}/:id/ledger`,
      summary: 'Who was shown which group, and when',
      group,
      access: 'signed_in',
      params: oneOf,
      query: pageQuery,
      answer: pageOf(ledgerEntry),
      errors: ['not_found'],
    }),
    ledgerFile: defineContract({
      name: `export${word}Disclosures`,
      method: 'GET',
      path: `${base}/:id/ledger.csv`,
      summary: 'The ledger as a CSV file (UTF-8 with byte order mark)',
      group,
      access: 'signed_in',
      params: oneOf,
      media: 'text/csv',
      answer: z.string(),
      errors: ['not_found'],
    }),
  };
}

/** The endpoints of one kind. `path` is the plural in addresses, `word` the singular in operation names. */
export function listingContracts<
  const N extends string,
  Q extends typeof listingQuery,
  D extends z.ZodObject,
  C extends z.ZodObject,
  V extends z.ZodObject,
>(kind: {
  word: N;
  path: string;
  group: string;
  query: Q;
  draft: D;
  card: C;
  view: V;
  access: readonly ('company' | 'researcher' | 'expert' | 'teleworker' | 'coordinator' | 'admin')[];
}) {
  const { word, path, group, access } = kind;
  const base = `/api/${path}` as const;
  const changes = changesOf(kind.draft).extend({ version });
  return {
    list: defineContract({
      name: `list${word}s`,
      method: 'GET',
      path: base,
      summary: `Search published ${path} that the viewer may see`,
      group,
      access: 'public',
      query: kind.query,
      answer: pageOf(kind.card),
    }),
    listMine: defineContract({
      name: `listMy${word}s`,
      method: 'GET',
      path: `/api/my/${path}`,
      summary: `One's own ${path}, drafts and closed ones too`,
      group,
      access: 'signed_in',
      query: pageQuery,
      answer: pageOf(kind.card),
    }),
    create: defineContract({
      name: `create${word}`,
      method: 'POST',
      path: base,
      summary: 'Begin a draft; the same key again begins nothing new',
      group,
      access,
      body: kind.draft.extend({ key: clientKey.optional() }),
      status: 201,
      answer: kind.view,
    }),
    get: defineContract({
      name: `get${word}`,
      method: 'GET',
      path: `${base}/:id`,
      summary: 'One, with the groups of fields that the viewer may see',
      group,
      access: 'public',
      params: oneOf,
      answer: kind.view,
      errors: ['not_found'],
    }),
    update: defineContract({
      name: `update${word}`,
      method: 'PATCH',
      path: `${base}/:id`,
      summary: 'Change some fields',
      group,
      access: 'signed_in',
      params: oneOf,
      body: changes,
      answer: kind.view,
      errors: ['not_found', 'stale', 'not_possible_now'],
    }),
    publish: defineContract({
      name: `publish${word}`,
      method: 'POST',
      path: `${base}/:id/publish`,
      summary: 'Publish a draft, or open a closed one again',
      group,
      access: 'signed_in',
      params: oneOf,
      body: z.object({ version }),
      answer: kind.view,
      errors: ['not_found', 'stale', 'not_possible_now'],
    }),
    close: defineContract({
      name: `close${word}`,
      method: 'POST',
      path: `${base}/:id/close`,
      summary: 'Close with a reason',
      group,
      access: 'signed_in',
      params: oneOf,
      body: closeBody,
      answer: kind.view,
      errors: ['not_found', 'stale', 'not_possible_now'],
    }),
    remove: defineContract({
      name: `delete${word}`,
      method: 'DELETE',
      path: `${base}/:id`,
      summary: 'Throw a draft away',
      group,
      access: 'signed_in',
      params: oneOf,
      status: 204,
      errors: ['not_found', 'not_possible_now'],
    }),
    ...ledgerContracts(word, path, group),
  };
}

/** Long text of a listing: empty or missing in a draft, at least `min` characters when published. */
export const publishedText = (max: number, min: number) => text(max, min);
