// The one place where parts are joined. Features do not know each other; here they are handed what they need.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'mongoose';
import { contracts } from '@enishi/shared/contracts';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { createApp } from './app.js';
import { createBus } from './bus.js';
import { createCaseScreens } from './case-screens.js';
import type { Config } from './config.js';
import { createAuditService } from './features/audit/audit-service.js';
import { createAuditStore } from './features/audit/audit-store.js';
import { createNdasStore } from './features/ndas/ndas-store.js';
import { createLedgerService } from './features/ledger/ledger-service.js';
import { createLedgerStore } from './features/ledger/ledger-store.js';
import { createOrganisationsStore } from './features/organisations/organisations-store.js';
import { createPeople } from './features/users/people.js';
import { heldBack } from './features/users/users-policy.js';
import { createUsersStore } from './features/users/users-store.js';
import { refuseWhileAway } from './http/patience.js';
import { isSameOrigin } from './http/security.js';
import { boundSlowClients, slowLimits, type SlowLimits } from './http/slow-clients.js';
import type { Log } from './log.js';
import type { MatchEngine } from './matching/types.js';
import { createOutage } from './outage.js';
import { createRelay } from './realtime/relay.js';
import { createRealtime } from './realtime/sockets.js';
import { createScreens } from './screens.js';
import { subscribe } from './subscriptions.js';
import { createSweep } from './sweep.js';
import { createTalentScreens } from './talent-screens.js';
import { createWatching } from './watching.js';
import { wireAccounts } from './wire-accounts.js';
import { wireDesk, type Desk } from './wire-desk.js';
import { wireListings } from './wire-listings.js';
import { wirePrivacy } from './wire-privacy.js';
import { wireRoutes } from './wire-routes.js';

export interface Surroundings {
  config: Config;
  log: Log;
  connection: Connection;
  engine: MatchEngine;
  now: () => Date;
  /** Folder of the built client. */
  clientFolder?: string;
  limits?: Limits;
}

/** Shorter in tests. */
export interface Limits {
  /** Of a request. */
  answerWithinMs?: number;
  /** Of the database, before it counts as away. */
  databaseWithinMs?: number;
  slow?: Partial<SlowLimits>;
}

const builtClient = fileURLToPath(new URL('../../client/dist', import.meta.url));

/** How long a request may still run once the server closes. */
const drainMs = 10_000;

/** Resolves when every request that had begun was answered. */
async function drain(http: Server): Promise<void> {
  const closed = once(http, 'close');
  http.close();
  const idle = setInterval(() => http.closeIdleConnections(), 50);
  const cut = setTimeout(() => http.closeAllConnections(), drainMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

export function wire({ config, log, connection, engine, now, limits, clientFolder = builtClient }: Surroundings) {
  const ping = async () => connection.db?.command({ ping: 1 });
  const outage = createOutage({ ping, log, withinMs: limits?.databaseWithinMs });
  const bus = createBus(log, outage);
  let address = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const publisher = () => realtime.publisher;

  const relay = config.redisUrl ? createRelay({ url: config.redisUrl, secret: config.sessionSecret, log }) : null;

  const organisations = createOrganisationsStore(connection);
  const users = createUsersStore(connection);
  const ndasStore = createNdasStore(connection);
  const isHeldBack = heldBack(config.requiresSecondFactor);
  const people = createPeople(users, organisations, (id) => ndasStore.partnersOf(id, dayOf(now())), isHeldBack);
  const audit = createAuditService({ store: createAuditStore(connection), now, describePeople: people.describe });
  const ledger = createLedgerService({
    ...{ store: createLedgerStore(connection), now, audit: audit.record },
    describePeople: people.describe,
  });
  const listings = wireListings({
    ...{ connection, bus, ledger, now, people, organisations },
    mayUsePackage: (actor, ref) => desk.projects.mayUsePackage(actor, ref),
  });
  const desk: Desk = wireDesk({
    ...{
      config,
      log,
      connection,
      bus,
      now,
      engine,
      users,
      people,
      organisations,
      listings,
      ledger,
      ndasStore,
      publisher,
    },
    publicUrl: () => address,
  });
  const { brokering, mail, cases, talk } = desk;
  const accounts = wireAccounts({
    ...{ config, connection, bus, now, users, organisations, people, publisher, isHeldBack, audit },
    publicUrl: () => address,
    post: mail.post,
    notify: brokering.notifications.notify,
    listings,
  });
  const { sessions, throttle, takeCode, endSessions } = accounts;
  const privacy = wirePrivacy({
    ...{ connection, now, users, organisations, listings, throttle, takeCode, endSessions },
    audit: audit.record,
  });
  const routes = [
    ...accounts.routes,
    ...privacy.routes,
    ...wireRoutes({ ...desk, listings, organisations, bus, throttle }),
  ];

  const app = createApp({
    ...{ config, log, outage, contracts, routes, clientFolder },
    sessions: sessions.middleware,
    admitChange: (request, actor) => throttle.change(actor?.id ?? request.ip ?? ''),
    publicUrl: () => config.publicUrl,
    stopMails: mail.stopByLink,
    answerWithinMs: limits?.answerWithinMs,
    isReady: brokering.matching.isReady,
    isRelayAway: () => relay?.isAway() === true,
    version: '0.1.0',
  });
  const http = createServer({ connectionsCheckingInterval: limits?.slow?.checkMs ?? slowLimits.checkMs }, app);
  const realtime = createRealtime({
    http,
    middleware: [refuseWhileAway(outage), ...sessions.middleware],
    isSameOrigin: (origin, host) => isSameOrigin(origin, host, config.publicUrl),
    mayWatch: createWatching(people.findActor, {
      ...brokering.watching,
      case: cases.mayWatch,
      meeting: desk.meetings.meetings.mayWatch,
      project: desk.projects.mayWatch,
      application: desk.applications.mayWatch,
      assignment: desk.assignments.mayWatch,
      dispatch: desk.dispatches.dispatches.mayWatch,
    }),
    ...{ log, outage, relay },
  });
  // After the sockets have taken their part of the requests, so that it sees those too.
  const unboundSlowClients = boundSlowClients(http, { lines: config.maxConnections, ...limits?.slow });
  const screens = createScreens({ publisher, prefectureOf: brokering.prefectureOf, partiesOf: brokering.partiesOf });
  const caseScreens = createCaseScreens({ publisher, findCase: cases.find });
  const talentScreens = createTalentScreens({ publisher, find: listings.find });
  subscribe(bus, {
    ...{ ...desk, ...brokering, caseScreens, screens, talentScreens },
    passwordResets: accounts.passwordResets,
    memberships: accounts.memberships,
  });

  const sweep = createSweep({
    log,
    outage,
    tasks: {
      ...{ ...brokering.sweeps, ...cases.sweeps, ...mail.sweeps, ...talk.talkSweeps, ...desk.ndas.sweeps },
      ...{
        ...privacy.sweeps,
        memberships: accounts.memberships.sweep,
        sessions: accounts.endExpired,
        ...desk.meetings.sweeps,
        ...desk.projects.sweeps,
        ...desk.fits.sweeps,
        ...desk.applications.sweeps,
        ...desk.assignments.sweeps,
        ...desk.dispatches.sweeps,
      },
    },
  });

  return {
    bus,
    http,
    app,
    users,
    usersService: accounts.usersService,
    organisations,
    people,
    listings,
    ...desk,
    ...brokering,
    sweep,
    outage,
    relay,
    setAddress: (value: string) => {
      if (!config.publicUrl) address = value;
    },
    /** Stops taking work, then lets what was begun come to its end; a request that takes too long is cut off. */
    async close(): Promise<void> {
      outage.stop();
      unboundSlowClients();
      const drained = drain(http);
      await sweep.stop();
      await brokering.matching.stop();
      await realtime.close();
      await drained;
      await bus.settled();
      await mail.stop();
      await engine.close();
      await sessions.close();
    },
  };
}
export type Wired = ReturnType<typeof wire>;
