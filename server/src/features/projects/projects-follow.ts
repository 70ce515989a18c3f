// What follows a change of a project: the case moves on, members are told, the questions after it are planned. Repeating
// it is harmless, and a sweep repeats it where a crash cut it off.
import { dayOf, monthOf } from '@enishi/shared/tokyo-calendar';
import type { CaseStage } from '@enishi/shared/case-stages';
import type { Bus } from '../../bus.js';
import { monthBefore, reviewDueIn } from './projects-calendar.js';
import { partsOf } from './projects-present.js';
import type { ProjectNotices } from './projects-notices.js';
import type { ProjectPartsStore } from './project-parts-store.js';
import type { Project, ProjectsStore } from './projects-store.js';

/** Moves a case forward, never back; doing it twice changes nothing. */
export type AdvanceCase = (caseId: string, stage: CaseStage, actorId: string | null, because: string) => Promise<void>;

interface Dependencies {
  store: ProjectsStore;
  parts: ProjectPartsStore;
  bus: Bus;
  now: () => Date;
  notices: ProjectNotices;
  advance: AdvanceCase;
  /** Owners of both sides, once an introduction of the case is connected. */
  partiesOf: (caseId: string) => Promise<string[]>;
  /** Plans the questions that are asked after a project has come to its end. */
  planQuestions: (caseId: string, since: string) => Promise<void>;
}

const sweepSize = 100;

export function createProjectsFollow(dependencies: Dependencies) {
  const { store, parts, bus, now, notices, advance, planQuestions } = dependencies;

  const memberIds = async (project: Project): Promise<string[]> => {
    const team = partsOf(await parts.listOf([project.id]), 'team').flatMap(({ content }) => content.userId ?? []);
    return [...new Set([...project.partyIds, ...team])];
  };

  /** A project that was begun before two sides were connected takes them in as soon as they are. */
  const joinParties = async (project: Project): Promise<Project> => {
    if (project.partyIds.length > 0) return project;
    const partyIds = await dependencies.partiesOf(project.caseId);
    if (partyIds.length > 0) await store.setParties(project.id, partyIds);
    return { ...project, partyIds };
  };

  const settle = async (project: Project): Promise<void> => {
    if (!project.hasMovedCase) {
      await advance(project.caseId, 'plan', project.createdById, `project:${project.id}`);
      await store.markCaseMoved(project.id);
    }
    if (project.state === 'done' && project.endedOn) await planQuestions(project.caseId, project.endedOn);
  };

  /** Called for every announcement; tells who is new, and marks as done what was done, last. */
  const follow = async ({ projectId }: { projectId: string }): Promise<void> => {
    const found = await store.find(projectId);
    if (!found) return;
    const project = await joinParties(found);
    const open = await parts.listUnsettled(projectId);
    await settle(project);
    await notices.joined(project, await memberIds(project));
    await parts.markSettled(open);
    await store.markSettled(project.id, project.version);
  };

  const askForReviews = async (): Promise<number> => {
    const month = monthOf(dayOf(now()));
    const unasked = await store.listUnasked(month, sweepSize);
    for (const project of unasked) {
      const due = reviewDueIn(project, await parts.listOf([project.id]), now());
      if (due === monthBefore(month)) await notices.reviewDue(project, due);
      await store.markAsked(project.id, month);
    }
    return unasked.length;
  };

  return {
    settle,
    follow,
    /** Projects of a case are looked at again. */
    async followCase(caseId: string): Promise<void> {
      for (const { id } of await store.listOfCase(caseId))
        bus.announce('project.changed', { projectId: id, actorId: null });
    },
    async sweep(): Promise<number> {
      const unsettled = (await store.listUnsettled(sweepSize)).map(({ id }) => id);
      const ids = new Set([...unsettled, ...(await parts.unsettledProjectIds())].slice(0, sweepSize));
      for (const projectId of ids) bus.announce('project.changed', { projectId, actorId: null });
      return ids.size + (await askForReviews());
    },
  };
}
