// One need, seed or profile as the server knows it, and what tells the kinds apart.
import type { z } from 'zod';
import type { DisclosureGroup } from '@enishi/shared/disclosure';
import type { ListingKind, ListingQuery, ListingStatus, closeReasons, draftFields } from '@enishi/shared/listings';

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
  closeReason: (typeof closeReasons)[number] | null;
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
  filters: (query: ListingQuery & Record<string, unknown>) => Record<string, unknown>;
}

/** Which group a field belongs to; everything else is for the owner only. */
export function groupOf<C extends CommonContent>(kind: ListingKindOf<C>, field: string): DisclosureGroup | undefined {
  if ((kind.details as readonly string[]).includes(field)) return 'details';
  const common = ['title', 'tags', 'freeTags', 'cooperation', 'prefecture', 'language'];
  return (kind.summary as readonly string[]).includes(field) || common.includes(field) ? 'summary' : undefined;
}
