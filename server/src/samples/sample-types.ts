// The form of the sample data: plain rows that parse with the shared schemas, joined by keys of their own. The
// loader turns keys into ids. Nothing here is a real person or organisation; every name says （見本）.
import type { z } from 'zod';
import type { expertDraft } from '@enishi/shared/experts';
import type { closeReasons } from '@enishi/shared/listings';
import type { needDraft } from '@enishi/shared/needs';
import type { organisationInput } from '@enishi/shared/organisations';
import type { Role } from '@enishi/shared/roles';
import type { seedDraft } from '@enishi/shared/seeds';

export interface SampleOrganisation {
  key: string;
  content: z.input<typeof organisationInput>;
}

export interface SampleAccount {
  key: string;
  email: string;
  displayName: string;
  roles: Role[];
  /** Key of an organisation. */
  organisation: string;
  prefecture: string;
  language: 'ja' | 'en';
}

type Content<Draft extends z.ZodType> = Omit<z.input<Draft>, 'blockedOrganisationIds'>;

export interface SampleListing<Draft extends z.ZodType> {
  key: string;
  /** Key of an account; its organisation is the listing's. */
  owner: string;
  status: 'draft' | 'published' | 'closed';
  /** Keys of organisations that must not learn of it. */
  blocked?: string[];
  close?: { reason: (typeof closeReasons)[number]; text: string };
  content: Content<Draft>;
}

export type SampleNeed = SampleListing<typeof needDraft>;
export type SampleSeed = SampleListing<typeof seedDraft>;
export type SampleExpert = SampleListing<typeof expertDraft>;

export interface SampleSignIn {
  label: string;
  email: string;
}
