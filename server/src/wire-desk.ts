// The desk: everything that brings people together and carries a case. The parts know of each other only what they are
// handed here; those that are made later are reached through functions.
import type { Connection } from 'mongoose';
import type { Bus } from './bus.js';
import type { Config } from './config.js';
import type { LedgerService } from './features/ledger/ledger-service.js';
import type { NdasStore } from './features/ndas/ndas-store.js';
import type { OrganisationsStore } from './features/organisations/organisations-store.js';
import type { People } from './features/users/people.js';
import type { UsersStore } from './features/users/users-store.js';
import type { Log } from './log.js';
import type { MatchEngine } from './matching/types.js';
import type { Publisher } from './realtime/sockets.js';
import type { Listings } from './wire-listings.js';
import { createLinks } from './links.js';
import { wireApplications, type Applications } from './wire-applications.js';
import { wireAssignments, type Assignments } from './wire-assignments.js';
import { wireBrokering } from './wire-brokering.js';
import { wireCases, type Cases } from './wire-cases.js';
import { wireDispatches, type Dispatches } from './wire-dispatches.js';
import { wireFigures } from './wire-figures.js';
import { wireFits } from './wire-fits.js';
import { wireProjects } from './wire-projects.js';
import { wireNdas } from './wire-ndas.js';
import { wireTalk } from './wire-talk.js';
import { wireThemedBoards } from './wire-themed-boards.js';
import { wireMail } from './wire-mail.js';
import { wireMeetings, type Meetings } from './wire-meetings.js';

interface Parts {
  config: Config;
  log: Log;
  connection: Connection;
  bus: Bus;
  now: () => Date;
  engine: MatchEngine;
  users: UsersStore;
  people: People;
  organisations: OrganisationsStore;
  listings: Listings;
  ledger: LedgerService;
  ndasStore: NdasStore;
  publisher: () => Publisher;
  publicUrl: () => string;
}

/** A case with those in charge of it. */
const leadsOf = <C extends { leadId: string | null; secondId: string | null }>(found: C | null) =>
  found && { ...found, leads: [found.leadId, found.secondId].flatMap((id) => id ?? []) };

export function wireDesk(parts: Parts) {
  const { config, log, connection, bus, now, engine, users, people, organisations, listings, ledger } = parts;
  const { ndasStore, publisher, publicUrl } = parts;
  const brokering = wireBrokering({
    ...{ connection, bus, log, now, people, engine, listings, publisher },
    leadOf: (needId) => cases.leadOfNeed(needId),
    titlesOf: {
      case: (ids, actor) => cases.titlesOf(ids, actor),
      meeting: (ids, actor) => meetings.meetings.titlesOf(ids, actor),
      project: (ids, actor) => projects.projects.titlesOf(ids, actor),
      application: (ids, actor) => applications.titlesOf(ids, actor),
      assignment: (ids, actor) => assignments.assignments.titlesOf(ids, actor),
      dispatch: (ids, actor) => dispatches.dispatches.titlesOf(ids, actor),
      organisation: async (ids, actor) => {
        const found = await organisations.listByIds(ids);
        return new Map(
          found.map(({ id, name }) => [id, { title: name, isMine: id === actor.organisationId }] as const),
        );
      },
    },
    metOf: (ids) => meetings.metOf(ids),
    isHeldOpen: (ref, userId) => applications.isHeldOpen(ref, userId),
    caseOfNeed: (needId) => cases.findOfNeed(needId),
    casesWithProject: (ids) => projects.casesWithProject(ids),
    mailNotice: (notice) => mail.mailNotice(notice),
  });
  const links = createLinks(config.sessionSecret);
  const mail = wireMail({
    ...{ config, log, connection, bus, now, links, users, people },
    publicUrl,
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
    listTogether: (caseId) => dispatches.listTogether(caseId),
    notify: brokering.notifications.notify,
    post: mail.post,
    publicUrl,
  });
  const dispatches: Dispatches = wireDispatches({
    ...{ connection, bus, now, engine, people, organisations, listings, cases, meetings, publisher },
    notify: brokering.notifications.notify,
  });
  const applications: Applications = wireApplications({
    ...{ connection, bus, now, people, listings, publisher },
    notify: brokering.notifications.notify,
    views: brokering.views,
    isIntroduced: (itemId, needOwnerId) => brokering.isIntroduced({ itemKind: 'expert', itemId, needOwnerId }),
  });
  const assignments: Assignments = wireAssignments({
    ...{ connection, bus, now, people, publisher },
    notify: brokering.notifications.notify,
    acceptedOffer: applications.acceptedOffer,
    files: () => talk.files,
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
    deals: { application: applications.dealOf, assignment: assignments.assignments.find },
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
    publicUrl,
  });
  const fits = wireFits({
    ...{ connection, now, engine, people, listings, publisher },
    notify: brokering.notifications.notify,
  });
  const themedBoards = wireThemedBoards({
    ...{ connection, bus, now, people, organisations, listings, publisher },
    matchesOfNeed: brokering.matchesOfNeed,
  });
  const figures = wireFigures({
    ...{ now, people, projects },
    listCases: cases.listIn,
    listProposed: brokering.introductions.listProposed,
    metOf: meetings.metOf,
  });

  return {
    brokering,
    mail,
    cases,
    meetings,
    talk,
    ndas,
    projects,
    figures,
    fits,
    applications,
    assignments,
    dispatches,
    themedBoards,
  };
}
export type Desk = ReturnType<typeof wireDesk>;
