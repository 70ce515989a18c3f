// Cases and the workbench: what coordinators carry from the first call to the outcome. Other parts are handed what they
// need of cases from here, and hand in what they know for the timeline.
import type { Connection } from 'mongoose';
import type { CaseRef } from '@enishi/shared/cases';
import type { Actor } from './actor.js';
import type { Bus } from './bus.js';
import { createCaseCommands } from './features/cases/case-commands.js';
import { createCaseRecords } from './features/cases/case-records.js';
import { createCaseTimeline } from './features/cases/case-timeline.js';
import { createCasesFollowing } from './features/cases/cases-following.js';
import { createCasesNeedSweep } from './features/cases/cases-need-sweep.js';
import { createCaseNotices, type ElsewhereClock } from './features/cases/cases-notices.js';
import { isOnDesk } from './features/cases/cases-policy.js';
import { createCasePresenter } from './features/cases/cases-present.js';
import { createCasesService } from './features/cases/cases-service.js';
import { createCasesStore } from './features/cases/cases-store.js';
import { createNeedTimeline } from './features/cases/need-timeline.js';
import type { MissingMinutes } from './features/workbench/queue.js';
import { createQueuedCases } from './features/cases/queued-cases.js';
import { createWorkbenchService } from './features/workbench/workbench-service.js';
import type { IntroductionsService } from './features/introductions/introductions-service.js';
import type { LedgerService } from './features/ledger/ledger-service.js';
import type { MatchesService } from './features/matches/matches-service.js';
import type { NotificationsService } from './features/notifications/notifications-service.js';
import type { OrganisationsStore } from './features/organisations/organisations-store.js';
import type { People } from './features/users/people.js';
import type { Post } from './letter.js';
import type { ListingRef } from './listings/listing.js';
import { addWorkingDays } from './working-days.js';
import { caseClock } from '@enishi/shared/cases';
import type { TimelineSource } from './timeline.js';
import type { Listings } from './wire-listings.js';

interface Parts {
  connection: Connection;
  bus: Bus;
  now: () => Date;
  people: People;
  organisations: OrganisationsStore;
  listings: Listings;
  ledger: Pick<LedgerService, 'page'>;
  matches: MatchesService;
  introductions: IntroductionsService;
  glimpsesFor: (
    refs: readonly ListingRef[],
    actor: Actor,
  ) => Promise<Map<string, { title: string; isMine: boolean; isNamed: boolean }>>;
  notify: NotificationsService['notify'];
  post: Post;
  /** What the other parts know of a case; asked for late, since they are made later. */
  timelineSources: () => readonly TimelineSource[];
  listMissingMinutes: (prefectures: readonly string[]) => Promise<readonly MissingMinutes[]>;
}

/** Rows of the ledger that a timeline reads at most. */
const ledgerRows = 500;
const everywhere = Array.from({ length: 47 }, (_, index) => String(index + 1).padStart(2, '0'));
/** Interests without an answer that one sweep looks at. */
const overdueLimit = 1000;

export function wireCases(parts: Parts) {
  const { connection, bus, now, people, listings, matches, introductions } = parts;
  const store = createCasesStore(connection);
  const needs = listings.need.store;

  /** Titles of what an idea is about, by "kind:id", as far as the actor may see it. */
  const titlesOfRefs = async (refs: readonly CaseRef[], actor: Actor): Promise<Map<string, string>> => {
    const items = refs.flatMap(({ kind, id }) => (kind === 'organisation' ? [] : [{ kind, id }]));
    const organisationIds = refs.flatMap(({ kind, id }) => (kind === 'organisation' ? [id] : []));
    const [glimpses, found] = await Promise.all([
      parts.glimpsesFor(items, actor),
      parts.organisations.listByIds(organisationIds),
    ]);
    return new Map([
      ...[...glimpses].map(([key, { title }]) => [key, title] as const),
      ...found.map(({ id, name }) => [`organisation:${id}`, name] as const),
    ]);
  };

  const present = createCasePresenter({
    namesOf: people.describe,
    coordinatorsOf: people.coordinatorsOf,
    organisationsByIds: parts.organisations.listByIds,
    needsByIds: needs.listByIds,
    titlesOf: titlesOfRefs,
  });
  const commands = createCaseCommands({ store, present, bus, coordinatorsOf: people.coordinatorsOf });
  const service = createCasesService({
    store,
    present,
    commands,
    bus,
    now,
    coordinatorsOf: people.coordinatorsOf,
    knownRefs: async (refs, actor) => new Set((await titlesOfRefs(refs, actor)).keys()),
  });
  const records = createCaseRecords({ present, commands, now });

  const following = createCasesFollowing({
    store,
    bus,
    now,
    findNeed: needs.find,
    findFormerLead: needs.findFormerLead,
    findIntroduction: introductions.find,
    listIntroductions: introductions.listOfNeed,
  });

  const needTimeline = createNeedTimeline({
    findNeed: needs.find,
    listMatches: matches.listOfNeed,
    listIntroductions: introductions.listOfNeed,
    glimpsesFor: parts.glimpsesFor,
    namesOf: people.describe,
    disclosuresOf: async (id) => (await parts.ledger.page({ kind: 'need', id }, { limit: ledgerRows })).items,
    coordinatorsOf: people.coordinatorsOf,
  });
  const timeline = createCaseTimeline({
    namesOf: people.describe,
    listMerged: store.listMerged,
    sources: () => [needTimeline, ...parts.timelineSources()],
  });

  const listOverdueElsewhere = async (at: Date): Promise<ElsewhereClock[]> => {
    const [open, minutes] = await Promise.all([
      introductions.listOpenIn(everywhere, overdueLimit),
      parts.listMissingMinutes(everywhere),
    ]);
    const late = open.filter(({ origin, dueAt }) => origin !== 'proposal' && dueAt <= at);
    const interests = await Promise.all(
      late.map(async ({ id, needId, dueAt }): Promise<ElsewhereClock[]> => {
        const found = await following.caseOfNeed(needId);
        return found
          ? [{ caseId: found.id, kind: 'interest_unanswered', key: `interest:${id}`, dueAt, ownerId: found.leadId }]
          : [];
      }),
    );
    const missing = minutes.map(({ meetingId, caseId, heldAt }): ElsewhereClock => {
      const dueAt = addWorkingDays(heldAt, caseClock.minutesDays);
      return { caseId, kind: 'minutes_missing', key: `minutes:${meetingId}`, dueAt, ownerId: null };
    });
    return [...interests.flat(), ...missing.filter(({ dueAt }) => dueAt <= at)];
  };

  const notices = createCaseNotices({
    store,
    now,
    notify: parts.notify,
    post: parts.post,
    coordinatorsOf: people.coordinatorsOf,
    finishLink: following.finishLink,
    announceAgain: ({ id }) => bus.announce('case.changed', { caseId: id, actorId: null }),
    listOverdueElsewhere,
  });

  const workbench = createWorkbenchService({
    now,
    namesOf: people.describe,
    needs: {
      find: needs.find,
      listByIds: needs.listByIds,
      listPublishedIn: needs.listPublishedIn,
      view: async (id, actor) => (await listings.need.get(id, actor)) as never,
    },
    cases: {
      ofNeed: following.caseOfNeed,
      takeLead: (id, version, actor) => service.setPeople(id, { version, leadId: actor.id }, actor),
      timelineOf: async (id, actor) => timeline.all(await service.requireDesk(id, actor), actor),
      listQueued: createQueuedCases({ store, now }),
    },
    matches: {
      listOfNeed: matches.listOfNeed,
      present: matches.presentOfNeed,
      countByNeed: matches.countByNeed,
      listHandled: matches.listHandled,
    },
    introductions: {
      listOfNeed: introductions.listOfNeed,
      listOpenIn: introductions.listOpenIn,
      listConnectedIn: introductions.listConnectedIn,
      listConnectedNeeds: introductions.listConnectedNeeds,
      present: introductions.presentMany,
    },
    listMissingMinutes: parts.listMissingMinutes,
  });

  const find = async (id: string) => store.find(id);
  return {
    routes: { service, records, timeline, following, present },
    service,
    records,
    workbench,
    notices,
    following,
    find,
    findOfNeed: following.caseOfNeed,
    /** Those of a prefecture, without what was written by hand; for figures. */
    listIn: (prefectures: readonly string[]) => store.listFor({ prefectures }, 100_000),
    standingOf: following.standingOf,
    isDesk: async (actor: Actor, id: string): Promise<boolean> => {
      const found = await store.find(id);
      return found !== null && isOnDesk(actor, found);
    },
    leadOf: following.leadOf,
    async leadOfNeed(needId: string): Promise<string | null> {
      return (await store.findOfNeed(needId))?.leadId ?? null;
    },
    partiesOf: following.partiesOf,
    async advance(...given: Parameters<typeof following.advance>): Promise<void> {
      await following.advance(...given);
    },
    async putActions(...given: Parameters<typeof following.putActions>): Promise<void> {
      await following.putActions(...given);
    },
    async titlesOf(ids: readonly string[], actor: Actor): Promise<Map<string, { title: string; isMine: boolean }>> {
      const found = await store.listByIds(ids);
      return new Map(
        found
          .filter((one) => isOnDesk(actor, one))
          .map(({ id, title, leadId }) => [id, { title, isMine: leadId === actor.id }]),
      );
    },
    mayWatch: async (id: string, actor: Actor): Promise<boolean> => {
      const found = await store.find(id);
      return found !== null && isOnDesk(actor, found);
    },
    sweeps: {
      caseNeeds: createCasesNeedSweep({ now, listIds: needs.listIdsChangedSince, follow: following.followNeed }),
      cases: notices.sweepUnsettled,
      caseClocks: notices.sweepClocks,
    },
  };
}
export type Cases = ReturnType<typeof wireCases>;
