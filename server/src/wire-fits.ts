// Fits of openings and profiles, and the desk's picture of both.
import type { Connection } from 'mongoose';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from './actor.js';
import { createFitCandidates } from './features/fits/fit-candidates.js';
import { fitsRoutes } from './features/fits/fits-routes.js';
import { createFitsNotices } from './features/fits/fits-notices.js';
import { createFitsService } from './features/fits/fits-service.js';
import { createFitsStore } from './features/fits/fits-store.js';
import { createFittingService } from './features/fits/fitting-service.js';
import { createPairing } from './features/fits/pairing.js';
import { createWorkFactsStore } from './features/fits/work-facts-store.js';
import { createWorkSides, type Expert, type Opening } from './features/fits/work-sides.js';
import { createWorkDeskService } from './features/work-desk/work-desk-service.js';
import { workDeskRoutes } from './features/work-desk/work-desk-routes.js';
import { mayMeet } from './features/matches/matching-service.js';
import type { NotificationsService } from './features/notifications/notifications-service.js';
import type { People } from './features/users/people.js';
import { standingOf } from './listings/listing-policy.js';
import type { MatchEngine } from './matching/types.js';
import type { Publisher } from './realtime/sockets.js';
import { municipalities } from './reference/municipalities.js';
import type { Listings } from './wire-listings.js';

interface Parts {
  connection: Connection;
  now: () => Date;
  engine: MatchEngine;
  people: People;
  listings: Listings;
  notify: NotificationsService['notify'];
  publisher: () => Publisher;
}

const byId = <C extends { id: string }>(cards: readonly C[]) => new Map(cards.map((card) => [card.id, card]));

export function wireFits({ connection, now, engine, people, listings, notify, publisher }: Parts) {
  const store = createFitsStore(connection);
  const facts = createWorkFactsStore(connection);
  const { opening, expert } = listings;
  const pairing = createPairing({
    sides: createWorkSides(municipalities.find),
    mayMeet,
    today: () => dayOf(now()),
  });

  /** Hints for those who look on, and for whoever owns a side. */
  const tellScreens = (changed: { openings: readonly Opening[]; experts: readonly Expert[] }): void => {
    for (const { id, ownerId } of changed.openings) {
      const hint = { topic: 'opening', id } as const;
      publisher().toUser(ownerId, hint);
      publisher().toWatchers({ kind: 'opening', id }, hint);
    }
    for (const { id, ownerId } of changed.experts) publisher().toUser(ownerId, { topic: 'matches', id });
  };

  const fitting = createFittingService({
    candidates: createFitCandidates({ engine, facts, pairing }),
    store,
    openings: opening.store,
    experts: expert.store,
    pairing,
    notices: createFitsNotices({ notify, findActor: people.findActor }),
    tellScreens,
    now,
  });
  const fits = createFitsService({
    store,
    pairing,
    openings: {
      ...opening.store,
      cards: async (found: readonly Opening[], actor: Actor) => byId((await opening.cards(found, actor)) as never[]),
    },
    experts: {
      ...expert.store,
      cards: async (found: readonly Expert[], actor: Actor) => byId((await expert.cards(found, actor)) as never[]),
    },
  });
  const workDesk = createWorkDeskService({
    listOpenings: async (actor) =>
      (await facts.listOpenings())
        .filter((one) => pairing.isOpen(one) && standingOf(actor, one) !== null)
        .map(({ content }) => content),
    listPeople: async (actor) =>
      (await facts.listExperts())
        .filter((one) => pairing.takesWork(one) && standingOf(actor, one) !== null)
        .map(({ content }) => content),
    narrowerOf: (tag) => taxonomy.concept(tag)?.narrower ?? [],
    nameOf: (tag, language) => taxonomy.concept(tag)?.[language] ?? tag,
  });
  return {
    fits,
    follow: fitting.follow,
    routes: [...fitsRoutes(fits), ...workDeskRoutes(workDesk)],
    sweeps: { fits: fitting.sweep },
  };
}
export type Fits = ReturnType<typeof wireFits>;
