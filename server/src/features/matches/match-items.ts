// A listing as the match engine takes it, and back.
import { monthsOf, type NeedDraft } from '@enishi/shared/needs';
import type { ExpertDraft } from '@enishi/shared/experts';
import type { ListingKind } from '@enishi/shared/listings';
import type { SeedDraft } from '@enishi/shared/seeds';
import type { MatchItem } from '../../matching/types.js';
import type { Listing } from '../../listings/listing.js';

export type Need = Listing<NeedDraft>;
export type Seed = Listing<SeedDraft>;
export type Expert = Listing<ExpertDraft>;

export const itemIdOf = (kind: ListingKind, id: string): string => `${kind}:${id}`;
export const refOf = (itemId: string): { kind: ListingKind; id: string } => {
  const [kind, id] = itemId.split(':') as [ListingKind, string];
  return { kind, id };
};

const paragraphs = (...texts: readonly string[]) => texts.filter((text) => text !== '').join('\n');

const common = ({ kind, id, content }: Listing) => ({
  id: itemIdOf(kind, id),
  kind,
  title: content.title,
  tags: content.tags,
  freeTags: content.freeTags,
  cooperation: content.cooperation,
  ...(content.prefecture && { prefecture: content.prefecture }),
});

export function needAsItem(need: Need): MatchItem {
  const { situation, goal, tried, mustHaves, timeframe, readinessWanted } = need.content;
  const monthsAvailable = monthsOf[timeframe];
  return {
    ...common(need),
    body: paragraphs(situation, goal, tried, ...mustHaves),
    ...(readinessWanted && { readiness: readinessWanted }),
    ...(monthsAvailable && { monthsAvailable }),
  };
}

export function seedAsItem(seed: Seed): MatchItem {
  const { problem, features, uses, challenges, expectations, record, readiness } = seed.content;
  return {
    ...common(seed),
    body: paragraphs(features, uses, problem, expectations, challenges, record),
    ...(readiness && { readiness }),
  };
}

export function expertAsItem(expert: Expert): MatchItem {
  const { canDo, experience, certificates, hoursPerWeek, workPlace } = expert.content;
  return {
    ...common(expert),
    body: paragraphs(canDo, experience, ...certificates.map(({ name, grade }) => `${name} ${grade}`.trim())),
    availability: { ...(hoursPerWeek !== null && { hoursPerWeek }), isRemote: workPlace !== 'onsite' },
  };
}

export const asItem = (listing: Listing): MatchItem => {
  if (listing.kind === 'need') return needAsItem(listing as Need);
  return listing.kind === 'seed' ? seedAsItem(listing as Seed) : expertAsItem(listing as Expert);
};
