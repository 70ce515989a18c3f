// What the kinds of listings have in common, for the client: their endpoints under one name, typed by kind.
import { expertContracts } from '@enishi/shared/experts';
import type { ExpertCard, ExpertDraft, ExpertView } from '@enishi/shared/experts';
import { listingKinds } from '@enishi/shared/listings';
import type { ListingKind } from '@enishi/shared/listings';
import { needContracts } from '@enishi/shared/needs';
import type { NeedCard, NeedDraft, NeedView } from '@enishi/shared/needs';
import { openingContracts } from '@enishi/shared/openings';
import type { OpeningCard, OpeningDraft, OpeningView } from '@enishi/shared/openings';
import { seedContracts } from '@enishi/shared/seeds';
import type { SeedCard, SeedDraft, SeedView } from '@enishi/shared/seeds';

export interface CardOf {
  need: NeedCard;
  seed: SeedCard;
  expert: ExpertCard;
  opening: OpeningCard;
}
export interface ViewOf {
  need: NeedView;
  seed: SeedView;
  expert: ExpertView;
  opening: OpeningView;
}
export interface DraftOf {
  need: NeedDraft;
  seed: SeedDraft;
  expert: ExpertDraft;
  opening: OpeningDraft;
}
export type AnyCard = CardOf[ListingKind];
export type AnyView = ViewOf[ListingKind];

export const contractsOf = {
  need: needContracts,
  seed: seedContracts,
  expert: expertContracts,
  opening: openingContracts,
} as const;

/** First part of the addresses of a kind. */
export const pluralOf = {
  need: 'needs',
  seed: 'seeds',
  expert: 'experts',
  opening: 'openings',
} as const satisfies Record<ListingKind, string>;

export const kindOfPlural = (plural: string | undefined): ListingKind | null =>
  listingKinds.find((kind) => pluralOf[kind] === plural) ?? null;

export const addressOfListing = (kind: ListingKind, id: string): string => `/${pluralOf[kind]}/${id}`;
