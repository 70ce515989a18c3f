// Joint development projects, and what came of cases.
import type { Connection } from 'mongoose';
import type { CaseStage } from '@enishi/shared/case-stages';
import type { CaseContact } from '@enishi/shared/cases';
import type { Language } from '@enishi/shared/fields';
import type { Actor } from './actor.js';
import type { Bus } from './bus.js';
import type { Introduction } from './features/introductions/introductions-store.js';
import type { OrganisationsStore } from './features/organisations/organisations-store.js';
import { createOutcomesService } from './features/outcomes/outcomes-service.js';
import { createOutcomesStore } from './features/outcomes/outcomes-store.js';
import { createOutcomesTimeline } from './features/outcomes/outcomes-timeline.js';
import { createQuestionsService, type Receiver } from './features/outcomes/questions-service.js';
import { createQuestionsStore } from './features/outcomes/questions-store.js';
import { createProjectPartsStore } from './features/projects/project-parts-store.js';
import { createProjectsFollow, type AdvanceCase } from './features/projects/projects-follow.js';
import { createProjectNotices, type Notify } from './features/projects/projects-notices.js';
import { createProjectPresenter } from './features/projects/projects-present.js';
import { createProjectsService } from './features/projects/projects-service.js';
import { createProjectsStore } from './features/projects/projects-store.js';
import { createProjectsTimeline } from './features/projects/projects-timeline.js';
import type { People } from './features/users/people.js';
import type { Post } from './letter.js';
import type { Links } from './links.js';
import type { Publisher } from './realtime/sockets.js';
import type { TimelineSource } from './timeline.js';
import type { Listings } from './wire-listings.js';

interface CaseFacts {
  id: string;
  title: string;
  stage: CaseStage;
  prefecture: string;
  needId: string | null;
  leadId: string | null;
  secondId: string | null;
  endReason: string | null;
  contact: CaseContact;
  language: Language;
}

interface Parts {
  connection: Connection;
  bus: Bus;
  now: () => Date;
  people: People;
  organisations: OrganisationsStore;
  listings: Listings;
  cases: {
    find: (id: string) => Promise<CaseFacts | null>;
    findOfNeed: (needId: string) => Promise<{ id: string } | null>;
    standingOf: (actor: Actor, caseId: string) => Promise<{ kind: 'desk' | 'party' } | null>;
    advance: AdvanceCase;
  };
  introductions: { listOfNeed: (needId: string) => Promise<Introduction[]> };
  notify: Notify;
  post: Post;
  links: Links;
  publicUrl: () => string;
  publisher: () => Publisher;
}

/** Profiles that a coordinator can choose a team from. */
const expertsShown = 300;

function wirePeople({ people, organisations, listings, introductions, cases }: Parts) {
  const coordinatorsOf = async (caseId: string): Promise<string[]> => {
    const found = await cases.find(caseId);
    if (!found) return [];
    const charged = [found.leadId, found.secondId].flatMap((id) => id ?? []);
    return charged.length > 0 ? charged : (await people.coordinatorsOf(found.prefecture)).map(({ id }) => id);
  };
  /** Of several introductions the one that was connected last; whoever else belongs to it is taken into the team. */
  const introductionOf = async (caseId: string) => {
    const found = await cases.find(caseId);
    const all = found?.needId ? await introductions.listOfNeed(found.needId) : [];
    const connected = all.filter(({ state }) => state === 'connected');
    connected.sort((one, other) => (one.endedAt?.getTime() ?? 0) - (other.endedAt?.getTime() ?? 0));
    const latest = connected.at(-1);
    return latest ? { id: latest.id, partyIds: [latest.needOwnerId, latest.itemOwnerId] } : null;
  };
  const partiesOf = async (caseId: string): Promise<string[]> => (await introductionOf(caseId))?.partyIds ?? [];
  /** Both sides, coordinators of the prefecture, and whoever shows a profile as an expert there. */
  const peopleOf = async (caseId: string) => {
    const found = await cases.find(caseId);
    if (!found) return [];
    const [coordinators, parties, experts] = await Promise.all([
      people.coordinatorsOf(found.prefecture),
      partiesOf(caseId),
      listings.expert.store.listPublishedIn([found.prefecture], expertsShown),
    ]);
    const isCoordinator = new Set(coordinators.map(({ id }) => id));
    const known = await people.describe([...parties, ...isCoordinator, ...experts.map(({ ownerId }) => ownerId)]);
    return [...known.values()].map(({ id, displayName, organisation }) => ({
      id,
      displayName,
      organisation: { id: organisation.id, name: organisation.name },
      isCoordinator: isCoordinator.has(id),
    }));
  };
  return {
    coordinatorsOf,
    introductionOf,
    partiesOf,
    peopleOf,
    async leadsOf(caseId: string): Promise<string[]> {
      const found = await cases.find(caseId);
      return [found?.leadId, found?.secondId].flatMap((id) => id ?? []);
    },
    async organisationNames(ids: readonly string[]): Promise<Map<string, string>> {
      return new Map((await organisations.listByIds([...new Set(ids)])).map(({ id, name }) => [id, name]));
    },
    /** The owner of the need; for what came to the desk, whoever left an address. */
    async receiversOf(caseId: string): Promise<Receiver[]> {
      const found = await cases.find(caseId);
      if (!found || (found.stage === 'ended' && found.endReason !== 'completed')) return [];
      const need = found.needId ? await listings.need.store.find(found.needId) : null;
      const owner = need && (await people.findUser(need.ownerId));
      if (owner && owner.status === 'active') {
        const { id: userId, displayName: name, email, language } = owner;
        return [{ userId, needId: found.needId, name, email, language }];
      }
      const { name, email } = found.contact;
      return email === '' ? [] : [{ userId: null, needId: null, name, email, language: found.language }];
    },
  };
}

export function wireProjects(parts: Parts) {
  const { connection, bus, now, people, cases } = parts;
  const { coordinatorsOf, introductionOf, leadsOf, partiesOf, peopleOf, organisationNames, receiversOf } =
    wirePeople(parts);
  const store = createProjectsStore(connection);
  const projectParts = createProjectPartsStore(connection);
  const outcomesStore = createOutcomesStore(connection);
  const questionsStore = createQuestionsStore(connection);
  const namesOf = people.describe;

  const asking = createQuestionsService({
    store: questionsStore,
    outcomes: outcomesStore,
    bus,
    now,
    links: parts.links,
    post: parts.post,
    notify: parts.notify,
    publicUrl: parts.publicUrl,
    receiversOf,
    async describe(caseId) {
      const [found, projects, leads] = await Promise.all([
        cases.find(caseId),
        store.listOfCase(caseId),
        leadsOf(caseId),
      ]);
      const lead = leads[0] ? (await namesOf([leads[0]])).get(leads[0]) : undefined;
      return { about: projects.at(-1)?.title ?? found?.title ?? '', centre: lead?.organisation.name ?? null };
    },
  });
  const follow = createProjectsFollow({
    store,
    parts: projectParts,
    bus,
    now,
    notices: createProjectNotices({ notify: parts.notify, coordinatorsOf }),
    advance: cases.advance,
    partiesOf,
    planQuestions: asking.plan,
  });
  const projects = createProjectsService({
    store,
    parts: projectParts,
    present: createProjectPresenter({ now, namesOf, organisationNames, leadsOf, introductionOf }),
    bus,
    now,
    findCase: cases.find,
    standingOf: cases.standingOf,
    partiesOf,
    peopleOf,
    settle: follow.settle,
  });
  const outcomes = createOutcomesService({
    store: outcomesStore,
    questions: questionsStore,
    asking,
    bus,
    now,
    namesOf,
    standingOf: cases.standingOf,
    findCase: cases.find,
    isMember: projects.isMemberOfCase,
    advance: cases.advance,
  });

  const timelineOfProjects = createProjectsTimeline({ store, parts: projectParts, namesOf });
  const timelineOfOutcomes = createOutcomesTimeline({ store: outcomesStore, questions: questionsStore, namesOf });
  const timelineOf: TimelineSource = async ({ id }, actor) =>
    (await Promise.all([timelineOfProjects(id), timelineOfOutcomes(id, actor)])).flat();

  return {
    projects,
    outcomes,
    asking,
    followProject: follow.follow,
    /** Two sides that are connected later join the projects of their case. */
    async followNeed({ needId }: { needId: string }): Promise<void> {
      const found = await cases.findOfNeed(needId);
      if (found) await follow.followCase(found.id);
    },
    mayWatch: (id: string, actor: Actor): Promise<boolean> => projects.canSee(id, actor),
    /** Whoever serves a project may offer the work of its work packages to others. */
    async mayUsePackage(actor: Actor, { projectId, partId }: { projectId: string; partId: string }): Promise<boolean> {
      if (!(await projects.canSee(projectId, actor))) return false;
      return (await projectParts.find(partId, projectId))?.kind === 'work_package';
    },
    timelineOf,
    outcomesOfYear: outcomesStore.listOfYear,
    async casesWithProject(caseIds: readonly string[]): Promise<Set<string>> {
      return new Set((await store.listOfCases(caseIds)).map(({ caseId }) => caseId));
    },
    screens: {
      projectChanged({ projectId }: { projectId: string }): void {
        const hint = { topic: 'project', id: projectId } as const;
        parts.publisher().toWatchers({ kind: 'project', id: projectId }, hint);
      },
    },
    sweeps: { projects: follow.sweep, outcomes: outcomes.sweep },
  };
}
export type Projects = ReturnType<typeof wireProjects>;
