// Applications to openings, offers and terms sheets.
import type { Connection } from 'mongoose';
import type { Standing } from '@enishi/shared/disclosure';
import type { Language } from '@enishi/shared/fields';
import { prefectures } from '@enishi/shared/taxonomy/prefectures';
import type { Actor } from './actor.js';
import type { Bus } from './bus.js';
import { AppError } from './errors.js';
import { createApplicationsCore, type Opening, type Profile } from './features/applications/applications-core.js';
import { createApplicationsFollow, createSettle } from './features/applications/applications-follow.js';
import { createApplicationNotices, type Notify } from './features/applications/applications-notices.js';
import { createApplicationPresenter } from './features/applications/applications-present.js';
import { applicationsRoutes } from './features/applications/applications-routes.js';
import { createApplicationsScreens } from './features/applications/applications-screens.js';
import { createApplicationsService } from './features/applications/applications-service.js';
import { createApplicationsStore } from './features/applications/applications-store.js';
import { createApplicationsTerms } from './features/applications/applications-terms.js';
import { createSeatsStore } from './features/applications/seats-store.js';
import type { People } from './features/users/people.js';
import type { Listing, ListingRef } from './listings/listing.js';
import type { presentContact, presentOwner } from './listings/listing-present.js';
import type { Publisher } from './realtime/sockets.js';
import { municipalities } from './reference/municipalities.js';
import type { Listings } from './wire-listings.js';

interface Parts {
  connection: Connection;
  bus: Bus;
  now: () => Date;
  people: People;
  listings: Listings;
  publisher: () => Publisher;
  notify: Notify;
  views: {
    cards: (
      kind: ListingRef['kind'],
      found: readonly Listing[],
      actor: Actor,
      forced?: Standing,
    ) => Promise<Map<string, unknown>>;
    open: (
      listing: Listing,
      actor: Actor,
    ) => Promise<{
      organisation: ReturnType<typeof presentOwner>;
      contact: ReturnType<typeof presentContact>;
    } | null>;
  };
  /** Does an introduction open this profile to that person? */
  isIntroduced: (expertId: string, needOwnerId: string) => Promise<boolean>;
}

const triesToClose = 3;

function wireOpenings({ listings, people }: Parts) {
  const { store } = listings.opening;
  return {
    find: (id: string): Promise<Opening | null> => store.find(id),
    /** As its owner would: whoever changes it at the same moment comes first, and it is tried again. */
    async closeFilled(id: string): Promise<void> {
      for (let left = triesToClose; left > 0; left -= 1) {
        const opening = await store.find(id);
        const owner = opening && (await people.findActor(opening.ownerId));
        if (opening?.status !== 'published' || !owner) return;
        try {
          await listings.opening.close(id, { version: opening.version, reason: 'filled', text: '' }, owner);
          return;
        } catch (error) {
          if (!(error instanceof AppError && error.code === 'stale')) throw error;
        }
      }
    },
  };
}

function placeName(code: string, language: Language): string | null {
  const found = municipalities.find(code);
  const prefecture = prefectures.find((one) => one.code === found?.prefecture);
  if (!found || !prefecture) return null;
  return language === 'en' ? `${found.nameEn}, ${prefecture.en}` : `${prefecture.ja}${found.name}`;
}

const mayMeet = (opening: Opening, profile: Profile): boolean =>
  !opening.content.blockedOrganisationIds.includes(profile.organisationId) &&
  !profile.content.blockedOrganisationIds.includes(opening.organisationId);

export function wireApplications(parts: Parts) {
  const { connection, bus, now, people, listings, views } = parts;
  const store = createApplicationsStore(connection);
  const seats = createSeatsStore(connection);
  const openings = wireOpenings(parts);
  const findProfile = (id: string): Promise<Profile | null> => listings.find({ kind: 'expert', id });
  const settle = createSettle({
    ...{ store, seats },
    admit: ({ kind, id }, userId, isMutual) => listings.byKind[kind].store.admit(id, userId, isMutual),
    async dismiss({ kind, id }, userId) {
      if (kind === 'expert' && (await parts.isIntroduced(id, userId))) return;
      await listings.byKind[kind].store.dismiss(id, userId);
    },
    peopleOf: async (id) => (await openings.find(id))?.content.people ?? null,
    closeFilled: openings.closeFilled,
  });
  const core = createApplicationsCore({
    ...{ store, seats, bus, now, settle, findProfile },
    findOpening: openings.find,
    namesOf: people.describe,
  });
  const present = createApplicationPresenter({
    ...{ findProfile },
    findOpening: openings.find,
    factsOf: core.factsOf,
    namesOf: people.describe,
    listByIds: listings.listByIds,
    ...views,
    noteClientName: (opening, actor) =>
      listings.ledger.note(actor, [{ kind: 'opening', id: opening.id, groups: ['organisation'] }]),
  });
  const service = createApplicationsService({ core, present, mayMeet, settle });
  const terms = createApplicationsTerms({ core, present, describe: people.describe, placeName });
  const follow = createApplicationsFollow({
    ...{ store, service, settle, now },
    announce: core.announce,
    notices: createApplicationNotices({ notify: parts.notify, coordinatorsOf: people.coordinatorsOf }),
    async closedOf(kind, ids) {
      const found = await listings.listByIds(kind, ids);
      return found.filter(({ status }) => status === 'closed').map(({ id }) => id);
    },
  });
  return {
    service,
    terms,
    follow,
    screens: createApplicationsScreens({ publisher: parts.publisher, find: store.find }),
    acceptedOffer: terms.acceptedOffer,
    /** Does an application open this listing to that person? */
    isHeldOpen: async ({ kind, id }: ListingRef, userId: string): Promise<boolean> =>
      kind === 'expert' && store.isHeldOpen({ expertId: id, clientUserId: userId }),
    titlesOf: service.titlesOf,
    mayWatch: service.canSee,
    find: store.find,
    /** For its thread: names stay closed until an offer was accepted. */
    async dealOf(id: string) {
      const found = await store.find(id);
      if (!found) return null;
      const { clientUserId, workerUserId, prefecture, openingId, expertId } = found;
      const need = { kind: 'opening', id: openingId } as const;
      const item = { kind: 'expert', id: expertId } as const;
      return { clientUserId, workerUserId, prefecture, listings: found.state === 'accepted' ? null : { need, item } };
    },
    routes: applicationsRoutes(service, terms),
    sweeps: { applications: follow.sweep },
  };
}
export type Applications = ReturnType<typeof wireApplications>;
