// The one place where parts are joined. Features do not know each other; here they are handed what they need.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'mongoose';
import { contracts } from '@enishi/shared/contracts';
import { dayOf } from '@enishi/shared/tokyo-calendar';
import { expertContracts } from '@enishi/shared/experts';
import { needContracts } from '@enishi/shared/needs';
import { seedContracts } from '@enishi/shared/seeds';
import { createApp } from './app.js';
import { createBus } from './bus.js';
import { createCaseScreens } from './case-screens.js';
import type { Config } from './config.js';
import { anonymityRoutes } from './features/needs/anonymity-routes.js';
import { createAnonymityService } from './features/needs/anonymity-service.js';
import { createNdasStore } from './features/ndas/ndas-store.js';
import { filesRoutes } from './features/files/files-routes.js';
import { casesRoutes } from './features/cases/cases-routes.js';
import { createLedgerService } from './features/ledger/ledger-service.js';
import { createLedgerStore } from './features/ledger/ledger-store.js';
import { introductionsRoutes } from './features/introductions/introductions-routes.js';
import { matchesRoutes } from './features/matches/matches-routes.js';
import { notificationsRoutes } from './features/notifications/notifications-routes.js';
import { figuresRoutes } from './features/figures/figures-routes.js';
import { createOrganisationsService } from './features/organisations/organisations-service.js';
import { organisationsRoutes } from './features/organisations/organisations-routes.js';
import { createOrganisationsStore } from './features/organisations/organisations-store.js';
import { threadsRoutes } from './features/threads/threads-routes.js';
import { outcomesRoutes } from './features/outcomes/outcomes-routes.js';
import { projectsRoutes } from './features/projects/projects-routes.js';
import { createInvitationsStore } from './features/users/invitations-store.js';
import { createPasswordResetsService } from './features/users/password-resets-service.js';
import { createPasswordResetsStore } from './features/users/password-resets-store.js';
import { passwordResetsRoutes } from './features/users/password-resets-routes.js';
import { createPeople } from './features/users/people.js';
import { usersRoutes } from './features/users/users-routes.js';
import { createUsersService } from './features/users/users-service.js';
import { createUsersStore } from './features/users/users-store.js';
import { workbenchRoutes } from './features/workbench/workbench-routes.js';
import { isSameOrigin } from './http/security.js';
import { createSessions } from './http/session.js';
import { createSessionsStore } from './http/sessions-store.js';
import { createThrottle } from './http/throttle.js';
import { listingRoutes } from './listings/listing-routes.js';
import { createLinks } from './links.js';
import type { Log } from './log.js';
import type { MatchEngine } from './matching/types.js';
import { createRealtime } from './realtime/sockets.js';
import { createScreens } from './screens.js';
import { subscribe } from './subscriptions.js';
import { tagging } from './tagging.js';
import { createSweep } from './sweep.js';
import { createWatching } from './watching.js';
import { wireBrokering } from './wire-brokering.js';
import { wireCases, type Cases } from './wire-cases.js';
import { wireFigures } from './wire-figures.js';
import { wireListings } from './wire-listings.js';
import { wireProjects } from './wire-projects.js';
import { wireNdas } from './wire-ndas.js';
import { wireTalk } from './wire-talk.js';
import { wireMail } from './wire-mail.js';
import { wireMeetings, type Meetings } from './wire-meetings.js';

/** A case with those in charge of it. */
const leadsOf = <C extends { leadId: string | null; secondId: string | null }>(found: C | null) =>
  found && { ...found, leads: [found.leadId, found.secondId].flatMap((id) => id ?? []) };

export interface Surroundings {
  config: Config;
  log: Log;
  connection: Connection;
  engine: MatchEngine;
  now: () => Date;
  /** Folder of the built client. */
  clientFolder?: string;
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

export function wire({ config, log, connection, engine, now, clientFolder = builtClient }: Surroundings) {
  const bus = createBus(log);
  let address = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const publisher = () => realtime.publisher;

  const organisations = createOrganisationsStore(connection);
  const users = createUsersStore(connection);
  const ndasStore = createNdasStore(connection);
  const people = createPeople(users, organisations, (id) => ndasStore.partnersOf(id, dayOf(now())));
  const sessionsStore = createSessionsStore(connection);
  const ledger = createLedgerService({ store: createLedgerStore(connection), now, describePeople: people.describe });
  const listings = wireListings({ connection, bus, ledger, now, people, organisations });
  const brokering = wireBrokering({
    ...{ connection, bus, log, now, people, engine, listings, publisher },
    leadOf: (needId) => cases.leadOfNeed(needId),
    titlesOf: {
      case: (ids, actor) => cases.titlesOf(ids, actor),
      meeting: (ids, actor) => meetings.meetings.titlesOf(ids, actor),
      project: (ids, actor) => projects.projects.titlesOf(ids, actor),
    },
    metOf: (ids) => meetings.metOf(ids),
    caseOfNeed: (needId) => cases.findOfNeed(needId),
    casesWithProject: (ids) => projects.casesWithProject(ids),
    mailNotice: (notice) => mail.mailNotice(notice),
  });
  const links = createLinks(config.sessionSecret);
  const mail = wireMail({
    ...{ config, log, connection, bus, now, links, users, people },
    publicUrl: () => address,
    notices: { store: brokering.notificationsStore, present: brokering.notifications.present },
  });
  const cases: Cases = wireCases({
    ...{ connection, bus, now, people, organisations, listings, ledger },
    matches: brokering.matches,
    introductions: brokering.introductions,
    glimpsesFor: brokering.glimpsesFor,
    notify: brokering.notifications.notify,
    post: mail.post,
    timelineSources: () => [talk.talkTimeline, meetings.timelineOf, projects.timelineOf],
    listMissingMinutes: (prefectures) => meetings.listMissingMinutes(prefectures),
  });
  const meetings: Meetings = wireMeetings({
    ...{ connection, bus, now, people, listings, links, publisher, cases },
    introductions: brokering.introductions,
    notify: brokering.notifications.notify,
    post: mail.post,
    publicUrl: () => address,
  });
  const talk = wireTalk({
    ...{ config, connection, bus, now, people, listings, publisher },
    introductions: brokering.introductions,
    notify: brokering.notifications.notify,
    cases: {
      find: async (id) => leadsOf(await cases.find(id)),
      findOfNeed: async (needId) => leadsOf(await cases.findOfNeed(needId)),
      standingOf: cases.standingOf,
    },
  });
  const ndas = wireNdas({
    ...{ now, people, organisations, listings, cases },
    store: ndasStore,
    introductions: brokering.introductions,
    files: talk.files,
  });

  const projects = wireProjects({
    ...{ connection, bus, now, people, organisations, listings, links, publisher, cases },
    introductions: brokering.introductions,
    notify: brokering.notifications.notify,
    post: mail.post,
    publicUrl: () => address,
  });
  const figures = wireFigures({
    ...{ now, people, projects },
    listCases: cases.listIn,
    listProposed: brokering.introductions.listProposed,
    metOf: meetings.metOf,
  });

  const endSessions = async (userId: string, keep?: string) => {
    await sessionsStore.endAllOf(userId, keep);
    publisher().endUser(userId, keep);
  };
  const usersService = createUsersService({
    users,
    invitations: createInvitationsStore(connection),
    organisations,
    bus,
    now,
    publicUrl: () => address,
    endSessions,
  });
  const passwordResets = createPasswordResetsService({
    ...{ users, bus, now, endSessions },
    store: createPasswordResetsStore(connection),
    publicUrl: () => address,
    post: mail.post,
  });

  const client = connection.getClient();
  const sessions = createSessions({
    client,
    dbName: connection.name,
    secret: config.sessionSecret,
    isSecure: config.isProduction,
    now,
    findActor: people.findActor,
    authenticate: usersService.authenticate,
    onLeave: (sessionId) => publisher().endSession(sessionId),
  });

  const throttle = createThrottle(client, connection.name);
  const routes = [
    ...usersRoutes({ service: usersService, users, door: sessions.door, throttle }),
    ...passwordResetsRoutes({ service: passwordResets, throttle }),
    ...organisationsRoutes(createOrganisationsService({ store: organisations, bus, isKnownTag: tagging.has })),
    ...listingRoutes(needContracts, listings.need),
    ...anonymityRoutes(
      createAnonymityService({
        findNeed: listings.need.store.find,
        findOrganisation: organisations.find,
        countCompanies: organisations.countCompanies,
      }),
    ),
    ...listingRoutes(seedContracts, listings.seed),
    ...listingRoutes(expertContracts, listings.expert),
    ...matchesRoutes(brokering.matches),
    ...introductionsRoutes(brokering.introductions),
    ...ndas.routes,
    ...filesRoutes(talk.files),
    ...threadsRoutes(talk.threads),
    ...notificationsRoutes(brokering.notifications),
    ...workbenchRoutes(cases.workbench),
    ...casesRoutes({ ...cases.routes, admitInquiry: throttle.inquiry }),
    ...projectsRoutes(projects.projects),
    ...outcomesRoutes(projects.outcomes, projects.asking),
    ...figuresRoutes(figures),
    ...mail.routes,
    ...meetings.routes,
  ];

  const app = createApp({
    config,
    log,
    sessions: sessions.middleware,
    contracts,
    routes,
    admitChange: (request, actor) => throttle.change(actor?.id ?? request.ip ?? ''),
    publicUrl: () => config.publicUrl,
    stopMails: mail.stopByLink,
    async ping() {
      await connection.db?.command({ ping: 1 });
    },
    isReady: brokering.matching.isReady,
    clientFolder,
    version: '0.1.0',
  });
  const http = createServer(app);
  const realtime = createRealtime({
    http,
    middleware: sessions.middleware,
    isSameOrigin: (origin, host) => isSameOrigin(origin, host, config.publicUrl),
    mayWatch: createWatching(people.findActor, {
      ...brokering.watching,
      case: cases.mayWatch,
      meeting: meetings.meetings.mayWatch,
      project: projects.mayWatch,
    }),
    log,
  });
  const screens = createScreens({ publisher, prefectureOf: brokering.prefectureOf, partiesOf: brokering.partiesOf });
  const caseScreens = createCaseScreens({ publisher, findCase: cases.find });
  subscribe(bus, { ...brokering, cases, caseScreens, screens, meetings, talk, passwordResets, projects });

  const sweep = createSweep({
    log,
    tasks: {
      ...{ ...brokering.sweeps, ...cases.sweeps, ...mail.sweeps, ...talk.talkSweeps, ...ndas.sweeps },
      ...{ ...meetings.sweeps, ...projects.sweeps },
    },
  });

  return {
    bus,
    http,
    app,
    users,
    usersService,
    organisations,
    people,
    listings,
    ...brokering,
    cases,
    talk,
    meetings,
    projects,
    mail,
    sweep,
    setAddress: (value: string) => {
      if (!config.publicUrl) address = value;
    },
    /** Stops taking work, then lets what was begun come to its end; a request that takes too long is cut off. */
    async close(): Promise<void> {
      const drained = drain(http);
      await sweep.stop();
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
