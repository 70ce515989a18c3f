// One need, seed, profile or opening as the server knows it, and what tells the kinds apart.
import type { z } from 'zod';
import type { DisclosureGroup, Standing } from '@enishi/shared/disclosure';
import type { FieldError } from '@enishi/shared/errors';
import type {
  CloseReason,
  ListingKind,
  ListingQuery,
  ListingStatus,
  PairedKind,
  draftFields,
} from '@enishi/shared/listings';
import type { Actor } from '../actor.js';

/** Fields that every kind has. */
export type CommonContent = { [K in keyof typeof draftFields]: z.output<(typeof draftFields)[K]> };

export interface Change {
  version: number;
  by: string;
  at: Date;
  fields: string[];
}

export interface Listing<C extends CommonContent = CommonContent> {
  id: string;
  kind: ListingKind;
  /** Short name that people can say on the telephone, e.g. "N-7GQ4VX". */
  code: string;
  status: ListingStatus;
  version: number;
  ownerId: string;
  organisationId: string;
  content: C;
  /** People who were introduced, and those for whom both sides accepted. */
  introducedIds: string[];
  mutualIds: string[];
  isSample: boolean;
  createdAt: Date;
  updatedAt: Date;
  publishedAt: Date | null;
  closedAt: Date | null;
  closeReason: CloseReason | null;
  closeText: string;
  /** Null while matching has still to be done for this version. */
  matchedAt: Date | null;
  /** Came in with many others; its first matching tells nobody. */
  isQuiet: boolean;
  /** The last few changes, oldest first, for telling the second of two what the first one did. */
  changes: Change[];
}

export interface ListingRef {
  kind: ListingKind;
  id: string;
}

/** One that matches are made of. */
export interface PairedRef {
  kind: PairedKind;
  id: string;
}

/** What tells one kind from the others. */
export interface ListingKindOf<C extends CommonContent> {
  kind: ListingKind;
  /** First letter of codes. */
  letter: string;
  /** What may be written at all. */
  draftable: z.ZodType<C>;
  /** What may be published; its problems are told on the fields. */
  publishable: z.ZodType<C>;
  /** Own fields of the groups summary and details. */
  summary: readonly (keyof C & string)[];
  details: readonly (keyof C & string)[];
  /** Note shown with the contact, e.g. the technology-transfer office. */
  contactNote: (content: C) => string;
  /** Own filters of the browse page, on paths below "content". */
  filters: (query: ListingQuery & Record<string, unknown>, today: string) => Record<string, unknown>;
  /** What follows from what was written, such as tags from skills. */
  complete?: (content: C) => C;
  /** What keeps it from being published on this day, though its form is right. */
  problemsOn?: (content: C, today: string) => FieldError[];
  /** What was stored before some fields were there, completed. */
  read?: (stored: C) => C;
  /** Fields beside the groups, as somebody with this standing may read them. */
  extras?: (content: C, standing: Standing, actor: Actor | null) => Record<string, unknown>;
}

/** Which group a field belongs to; everything else is for the owner only. */
export function groupOf<C extends CommonContent>(kind: ListingKindOf<C>, field: string): DisclosureGroup | undefined {
  if ((kind.details as readonly string[]).includes(field)) return 'details';
  const common = ['title', 'tags', 'freeTags', 'cooperation', 'prefecture', 'language'];
  return (kind.summary as readonly string[]).includes(field) || common.includes(field) ? 'summary' : undefined;
}
