// Matches, introductions, notices and the workbench: what brings two listings together.
import type { Connection } from 'mongoose';
import type { Standing } from '@enishi/shared/disclosure';
import { listingKinds } from '@enishi/shared/listings';
import type { Actor } from './actor.js';
import type { Bus } from './bus.js';
import { mayMeet, createMatchingService, partyOf } from './features/matches/matching-service.js';
import { createMatchesService } from './features/matches/matches-service.js';
import { createMatchesStore } from './features/matches/matches-store.js';
import { canSeeIntroduction } from './features/introductions/introductions-policy.js';
import { createIntroductionPresenter } from './features/introductions/introductions-present.js';
import { createIntroductionsService } from './features/introductions/introductions-service.js';
import { createIntroductionsStore, type Introduction } from './features/introductions/introductions-store.js';
import { createNotices } from './features/notifications/notices.js';
import { createNotificationsService, type TitlesOf } from './features/notifications/notifications-service.js';
import { createNotificationsStore, type Notice } from './features/notifications/notifications-store.js';
import type { People } from './features/users/people.js';
import { notFound } from './errors.js';
import type { Listing, ListingRef } from './listings/listing.js';
import { canSee, standingOf, visibleTo } from './listings/listing-policy.js';
import { presentContact, presentOwner } from './listings/listing-present.js';
import type { Log } from './log.js';
import type { MatchEngine } from './matching/types.js';
import type { Publisher } from './realtime/sockets.js';
import type { Listings } from './wire-listings.js';

interface Parts {
  connection: Connection;
  bus: Bus;
  log: Log;
  now: () => Date;
  people: People;
  engine: MatchEngine;
  listings: Listings;
  publisher: () => Publisher;
  /** The coordinator in charge of a need's case. */
  leadOf: (needId: string) => Promise<string | null>;
  /** Titles of what notices of the other parts are about. */
  titlesOf: Partial<
    Pick<TitlesOf, 'case' | 'meeting' | 'project' | 'application' | 'assignment' | 'dispatch' | 'organisation'>
  >;
  /** Which introductions, by id, had a meeting that took place. */
  metOf: (introductionIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Does something else than an introduction open this listing to that person? */
  isHeldOpen: (ref: ListingRef, userId: string) => Promise<boolean>;
  caseOfNeed: (needId: string) => Promise<{ id: string } | null>;
  /** Those of these cases that have come to a joint development. */
  casesWithProject: (caseIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** A mail follows from a notice. */
  mailNotice: (notice: Notice) => Promise<void>;
}

const keyOf = ({ kind, id }: ListingRef) => `${kind}:${id}`;

export interface Glimpse {
  title: string;
  isMine: boolean;
  /** Its owner's name is open to the viewer. */
  isNamed: boolean;
}

/** What an introduction makes of its pair. */
const pairState = { open: 'proposed', connected: 'connected', declined: 'declined', expired: 'candidate' } as const;

function wireViews({ people, listings }: Pick<Parts, 'people' | 'listings'>) {
  const cards = async (kind: ListingRef['kind'], found: readonly Listing[], actor: Actor, forced?: Standing) => {
    const shown = await listings.byKind[kind].cards(found, actor, forced);
    return new Map<string, unknown>(shown.map((card) => [card.id, card]));
  };
  const listByRefs = async (refs: readonly ListingRef[]) => {
    const found = await Promise.all(
      listingKinds.map((kind) =>
        listings.listByIds(
          kind,
          refs.filter((ref) => ref.kind === kind).map((ref) => ref.id),
        ),
      ),
    );
    return found.flat();
  };
  return {
    cards,
    /** What may be said in passing of those listings that the actor may see. */
    async glimpsesFor(refs: readonly ListingRef[], actor: Actor): Promise<Map<string, Glimpse>> {
      const visible = (await listByRefs(refs)).filter((listing) => standingOf(actor, listing) !== null);
      return new Map(
        visible.map((listing) => [
          keyOf(listing),
          {
            title: listing.content.title,
            isMine: listing.ownerId === actor.id,
            isNamed: canSee(actor, listing, 'organisation'),
          },
        ]),
      );
    },
    async open(listing: Listing, actor: Actor) {
      const owner = (await people.describe([listing.ownerId])).get(listing.ownerId);
      if (!owner) return null;
      if (listing.ownerId !== actor.id)
        await listings.ledger.note(actor, [
          { kind: listing.kind, id: listing.id, groups: ['organisation', 'contact'] },
        ]);
      const { kind } = listings.byKind[listing.kind];
      return { organisation: presentOwner(owner), contact: presentContact(kind, listing, owner) };
    },
    /** Keys of those published listings that a person may see. */
    async visibleTo(refs: readonly ListingRef[], userId: string): Promise<Set<string>> {
      const [found, actor] = await Promise.all([listByRefs(refs), people.findActor(userId)]);
      const visible = found.filter(
        (listing) => actor !== null && listing.status === 'published' && standingOf(actor, listing) !== null,
      );
      return new Set(visible.map(keyOf));
    },
  };
}

const untitled = () => Promise.resolve(new Map<string, { title: string }>());
const none = {
  case: untitled,
  meeting: untitled,
  project: untitled,
  application: untitled,
  assignment: untitled,
  dispatch: untitled,
  organisation: untitled,
};

/** A notice about an introduction has the title of its need. */
function titlesOfListings(
  glimpsesFor: (refs: readonly ListingRef[], actor: Actor) => Promise<Map<string, Glimpse>>,
  findIntroduction: (id: string) => Promise<Introduction | null>,
) {
  const titlesOf =
    (kind: ListingRef['kind']): TitlesOf['need'] =>
    async (ids, actor) => {
      const refs = ids.map((id) => ({ kind, id }));
      const glimpses = await glimpsesFor(refs, actor);
      return new Map(
        refs.flatMap((ref) => {
          const glimpse = glimpses.get(keyOf(ref));
          return glimpse ? [[ref.id, glimpse] as const] : [];
        }),
      );
    };
  const introduction: TitlesOf['need'] = async (ids, actor) => {
    const found = (await Promise.all(ids.map(findIntroduction))).flatMap((one) => one ?? []);
    const titles = await titlesOf('need')([...new Set(found.map(({ needId }) => needId))], actor);
    return new Map(
      found.map(({ id, needId, needOwnerId, itemOwnerId }) => {
        const isMine = actor.id === needOwnerId || actor.id === itemOwnerId;
        return [id, { title: titles.get(needId)?.title ?? null, isMine }] as const;
      }),
    );
  };
  return {
    need: titlesOf('need'),
    seed: titlesOf('seed'),
    expert: titlesOf('expert'),
    opening: titlesOf('opening'),
    introduction,
  };
}

const withProjectOf =
  ({ caseOfNeed, casesWithProject }: Pick<Parts, 'caseOfNeed' | 'casesWithProject'>) =>
  async (introductions: readonly Introduction[]): Promise<Set<string>> => {
    const caseOf = new Map<string, string>();
    for (const needId of new Set(introductions.map((one) => one.needId))) {
      const found = await caseOfNeed(needId);
      if (found) caseOf.set(needId, found.id);
    }
    const carried = caseOf.size > 0 ? await casesWithProject([...caseOf.values()]) : new Set<string>();
    return new Set(introductions.flatMap(({ id, needId }) => (carried.has(caseOf.get(needId) ?? '') ? [id] : [])));
  };

export function wireBrokering(parts: Parts) {
  const { connection, bus, log, now, people, engine, listings, publisher } = parts;
  const views = wireViews(parts);
  const matchesStore = createMatchesStore(connection);
  const introductionsStore = createIntroductionsStore(connection);
  const notificationsStore = createNotificationsStore(connection);

  const matching = createMatchingService({
    engine,
    store: matchesStore,
    sources: { need: listings.need.store, seed: listings.seed.store, expert: listings.expert.store },
    bus,
    log,
    now,
  });

  const matches = createMatchesService({
    store: matchesStore,
    matching,
    gallery: {
      find: listings.find,
      listByIds: listings.listByIds,
      visibleIds: (kind, ids, actor) => listings.byKind[kind].store.listVisibleIds(ids, visibleTo(actor)),
      cards: views.cards,
    },
    bus,
    now,
    namesOf: people.describe,
    declineWaiting: (pair, actor, answer) => introductions.declineWaiting(pair, actor, answer),
  });

  const followPair = async (introduction: Introduction) => {
    const need = await listings.need.store.find(introduction.needId);
    const last = introduction.history.at(-1);
    if (!need || !last) return;
    const by = last.by ?? introduction.history.findLast((entry) => entry.by !== null)?.by ?? null;
    const entry = { state: pairState[introduction.state], by, reason: last.reason, text: last.text };
    await matches.follow(need, introduction, entry, introduction.id);
  };

  const introductions = createIntroductionsService({
    store: introductionsStore,
    present: createIntroductionPresenter({
      namesOf: people.describe,
      listByIds: listings.listByIds,
      cards: views.cards,
      open: views.open,
      metOf: parts.metOf,
      withProjectOf: withProjectOf(parts),
    }),
    bus,
    now,
    listings: {
      find: listings.find,
      admit: ({ kind, id }, userId, isMutual) => listings.byKind[kind].store.admit(id, userId, isMutual),
      async dismiss({ kind, id }, userId) {
        if (!(await parts.isHeldOpen({ kind, id }, userId))) await listings.byKind[kind].store.dismiss(id, userId);
      },
    },
    async closedOf(kind, ids) {
      return (await listings.listByIds(kind, ids)).filter(({ status }) => status === 'closed');
    },
    mayMeet: (need, item) => mayMeet(partyOf(need), partyOf(item)),
    followPair,
    leadOf: parts.leadOf,
  });

  const notifications = createNotificationsService({
    store: notificationsStore,
    now,
    findReceiver: people.findUser,
    titlesOf: { ...titlesOfListings(views.glimpsesFor, introductionsStore.find), ...none, ...parts.titlesOf },
    tell: (userId) => publisher().toUser(userId, { topic: 'notifications' }),
    mail: parts.mailNotice,
  });

  const notices = createNotices({
    notify: notifications.notify,
    async findListing(ref) {
      const listing = await listings.find(ref);
      return listing && { ownerId: listing.ownerId, prefecture: listing.content.prefecture, status: listing.status };
    },
    visibleTo: views.visibleTo,
    coordinatorsOf: people.coordinatorsOf,
    async findIntroduction(id) {
      const found = await introductionsStore.find(id);
      return found && { ...found, lastReason: found.history.at(-1)?.reason ?? null };
    },
    async pairsOf({ kind, id }) {
      const found =
        kind === 'need' ? await matchesStore.listOfNeed(id, 100) : await matchesStore.listOfItem(kind, id, 100);
      const needs = await listings.listByIds(
        'need',
        found.map((match) => match.needId),
      );
      const open = new Map(
        needs.filter((need) => need.status === 'published').map((need) => [need.id, need.content.prefecture]),
      );
      return found.flatMap((match) => {
        const prefecture = open.get(match.needId);
        return prefecture === undefined ? [] : [{ ...match, prefecture }];
      });
    },
  });

  return {
    matching,
    matches,
    introductions,
    notifications,
    notificationsStore,
    notices,
    glimpsesFor: views.glimpsesFor,
    matchesOfNeed: matchesStore.listOfNeed,
    views: { cards: views.cards, open: views.open },
    isIntroduced: introductionsStore.isIntroduced,
    watching: {
      need: async (id: string, actor: Actor): Promise<boolean> => {
        const need = await listings.find({ kind: 'need', id });
        return need !== null && standingOf(actor, need) !== null;
      },
      opening: async (id: string, actor: Actor): Promise<boolean> => {
        const opening = await listings.find({ kind: 'opening', id });
        return opening !== null && standingOf(actor, opening) !== null;
      },
      introduction: async (id: string, actor: Actor): Promise<boolean> => {
        const introduction = await introductionsStore.find(id);
        return introduction !== null && canSeeIntroduction(actor, introduction);
      },
    },
    prefectureOf: async (ref: ListingRef) => (await listings.find(ref))?.content.prefecture ?? null,
    async partiesOf(introductionId: string): Promise<string[]> {
      const found = await introductionsStore.find(introductionId);
      if (!found) throw notFound();
      return [found.needOwnerId, found.itemOwnerId];
    },
    sweeps: { introductions: introductions.sweep, matching: matching.sweep, notifications: notifications.sweep },
  };
}
