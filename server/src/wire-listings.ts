// Needs, seeds, expert profiles and openings: four kinds on one kernel.
import type { Connection } from 'mongoose';
import type { Bus } from './bus.js';
import { expertKind } from './features/experts/experts-kind.js';
import { createExpertChecks } from './features/experts/experts-policy.js';
import { needKind } from './features/needs/needs-kind.js';
import { createOpeningChecks, type OpeningChecks } from './features/openings/openings-checks.js';
import { openingKind } from './features/openings/openings-kind.js';
import type { OrganisationsStore } from './features/organisations/organisations-store.js';
import { seedKind } from './features/seeds/seeds-kind.js';
import type { People } from './features/users/people.js';
import type { CommonContent, Listing, ListingKindOf, ListingRef } from './listings/listing.js';
import {
  createListingService,
  type Ledger,
  type ListingDependencies,
  type ListingService,
} from './listings/listing-service.js';
import { createListingStore } from './listings/listing-store.js';
import { municipalities } from './reference/municipalities.js';
import { tagging } from './tagging.js';

interface Parts {
  connection: Connection;
  bus: Bus;
  ledger: Ledger;
  now: () => Date;
  people: People;
  organisations: OrganisationsStore;
  /** May this person offer the work of a project's work package? */
  mayUsePackage: OpeningChecks['mayUsePackage'];
}

export function wireListings(parts: Parts) {
  const { connection, bus, ledger, now, people, organisations, mayUsePackage } = parts;
  const create = <C extends CommonContent>(
    kind: ListingKindOf<C>,
    own: Pick<ListingDependencies<C>, 'checkOwn'> = {},
  ) =>
    createListingService<C>({
      kind,
      store: createListingStore<C>(connection, kind),
      bus,
      ledger,
      now,
      describePeople: people.describe,
      organisationsByIds: organisations.listByIds,
      taxonomy: tagging,
      ...own,
    });
  const need = create(needKind);
  const seed = create(seedKind);
  const expert = create(expertKind, {
    checkOwn: createExpertChecks({ isKnownTag: tagging.has, isMunicipality: municipalities.has }),
  });
  const opening = create(openingKind, {
    checkOwn: createOpeningChecks({ isKnownTag: tagging.has, isMunicipality: municipalities.has, mayUsePackage }),
  });
  const byKind = { need, seed, expert, opening } as unknown as Record<
    ListingRef['kind'],
    ListingService<CommonContent>
  >;
  return {
    need,
    seed,
    expert,
    opening,
    byKind,
    ledger,
    find: ({ kind, id }: ListingRef): Promise<Listing | null> => byKind[kind].store.find(id),
    listByIds: (kind: ListingRef['kind'], ids: readonly string[]): Promise<Listing[]> =>
      byKind[kind].store.listByIds(ids),
  };
}
export type Listings = ReturnType<typeof wireListings>;
