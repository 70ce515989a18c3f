// Joint development projects: begun from a case, changed part by part. Who may do what is the policy's; what follows a
// change is in projects-follow.ts.
import type { z } from 'zod';
import type { CaseStage } from '@enishi/shared/case-stages';
import {
  projectLimits,
  targetMonths,
  type PartForm,
  type ProjectPeople,
  type ProjectState,
  type newProject,
  type projectChanges,
} from '@enishi/shared/projects';
import { addMonths, dayOf, monthOf } from '@enishi/shared/tokyo-calendar';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { cutPage, decodeCursor, encodeCursor } from '../../database/model-helpers.js';
import { forbidden, invalidField, notFound, notPossibleNow, stale } from '../../errors.js';
import { partsOf, type ProjectPresenter } from './projects-present.js';
import { canEditProject, canReport, standingIn, visibleProjects, type ProjectStanding } from './projects-policy.js';
import type { Part, ProjectPartsStore } from './project-parts-store.js';
import type { LastChange, Project, ProjectsStore } from './projects-store.js';

export interface CaseOfProject {
  id: string;
  stage: CaseStage;
  prefecture: string | null;
}

interface Dependencies {
  store: ProjectsStore;
  parts: ProjectPartsStore;
  present: ProjectPresenter;
  bus: Bus;
  now: () => Date;
  findCase: (id: string) => Promise<CaseOfProject | null>;
  standingOf: (actor: Actor, caseId: string) => Promise<{ kind: 'desk' | 'party' } | null>;
  /** Owners of both sides of the case's connected introductions. */
  partiesOf: (caseId: string) => Promise<string[]>;
  peopleOf: (caseId: string) => Promise<ProjectPeople['people']>;
  settle: (project: Project) => Promise<void>;
}

type Changes = z.output<typeof projectChanges>;

const changedFields = (before: object, after: object): string[] =>
  Object.entries(after).flatMap(([name, value]) => {
    const old: unknown = (before as Record<string, unknown>)[name];
    return JSON.stringify(old ?? null) === JSON.stringify(value ?? null) ? [] : [name];
  });

export function createProjectsService(dependencies: Dependencies) {
  const { store, parts, present, bus, now } = dependencies;

  const changeBy = (actor: Actor, fields: string[]): LastChange => ({ by: actor.id, at: now(), fields });

  const staleSince = async (current: { version: number; lastChange: LastChange }) => {
    const { by, at, fields } = current.lastChange;
    const name = (await present.namesOf([by])).get(by)?.displayName ?? null;
    return stale({ version: current.version, changes: [{ by: name, at: at.toISOString(), fields }] });
  };

  const standingFor = async (actor: Actor, project: Project): Promise<ProjectStanding> => {
    const team = partsOf(await parts.listOf([project.id]), 'team').flatMap(({ content }) => content.userId ?? []);
    const members = new Set([...project.partyIds, ...team]);
    return standingIn(actor, members, await dependencies.standingOf(actor, project.caseId));
  };

  const requireVisible = async (id: string, actor: Actor) => {
    const project = await store.find(id);
    const standing = project && (await standingFor(actor, project));
    if (!project || !standing) throw notFound();
    return { project, standing };
  };

  const requireEditable = async (id: string, actor: Actor): Promise<Project> => {
    const { project, standing } = await requireVisible(id, actor);
    if (!canEditProject(standing)) throw forbidden();
    return project;
  };

  const show = async (id: string, actor: Actor) => {
    const { project, standing } = await requireVisible(id, actor);
    return present.view(project, await parts.listOf([id]), actor, standing);
  };

  /** Everything has been written: follow-ups run, and the caller sees how it stands now. */
  const done = (projectId: string, actor: Actor) => {
    bus.announce('project.changed', { projectId, actorId: actor.id });
    return show(projectId, actor);
  };

  /** Accounts and organisations come from those that this case knows; a free name is anybody's. */
  const assertKnown = async (project: Project, form: PartForm, before?: Part): Promise<void> => {
    const known = (before?.content ?? {}) as { userId?: string | null; organisationId?: string | null };
    if (form.kind === 'team' && form.content.userId && form.content.userId !== known.userId) {
      const { userId } = form.content;
      if (!(await dependencies.peopleOf(project.caseId)).some(({ id }) => id === userId))
        throw invalidField('content.userId', 'not_a_choice');
    }
    if (form.kind === 'work_package' && form.content.organisationId !== (known.organisationId ?? null)) {
      const { organisationId } = form.content;
      const people = await dependencies.peopleOf(project.caseId);
      if (organisationId && !people.some(({ organisation }) => organisation.id === organisationId))
        throw invalidField('content.organisationId', 'unknown_organisation');
    }
  };

  const requirePart = async (projectId: string, partId: string): Promise<Part> => {
    const part = await parts.find(partId, projectId);
    if (!part) throw notFound();
    return part;
  };

  /** When a milestone was first called reached; taking that back forgets it. */
  const reachedOf = (form: PartForm, actor: Actor, before: Part | null) => {
    if (form.kind !== 'milestone' || form.content.reachedOn === null) return null;
    return before?.reached ?? { by: actor.id, at: now() };
  };

  const savePart = async (part: Part, version: number, form: PartForm, actor: Actor): Promise<void> => {
    const lastChange = changeBy(actor, changedFields(part.content, form.content));
    const updated =
      part.version === version &&
      (await parts.update(part, version, form, { lastChange, reached: reachedOf(form, actor, part) }));
    if (!updated) throw await staleSince(await requirePart(part.projectId, part.id));
  };

  const endOf = (project: Project, changes: Omit<Changes, 'version'>, actor: Actor): Partial<Project> => {
    const state: ProjectState = changes.state ?? project.state;
    if (state === 'under_way') return { endedOn: null, ended: null };
    const endedOn = changes.endedOn ?? project.endedOn ?? dayOf(now());
    if (endedOn < project.startsOn) throw invalidField('endedOn', 'too_small');
    return { endedOn, ended: project.ended ?? { by: actor.id, at: now() } };
  };

  return {
    async create(id: string, form: z.output<typeof newProject>, actor: Actor) {
      const theCase = await dependencies.findCase(id);
      const standing = theCase && (await dependencies.standingOf(actor, id));
      if (!theCase || standing?.kind !== 'desk') throw notFound();
      const caseId = theCase.id;
      if (theCase.stage === 'ended') throw notPossibleNow();
      const created = await store.create({
        ...form,
        version: 0,
        caseId,
        prefecture: theCase.prefecture,
        scenario: '',
        state: 'under_way',
        targetOn: form.targetOn ?? addMonths(form.startsOn, targetMonths),
        endedOn: null,
        ended: null,
        partyIds: await dependencies.partiesOf(caseId),
        createdById: actor.id,
        createdAt: now(),
        lastChange: changeBy(actor, ['created']),
        reviewAskedIn: monthOf(dayOf(now())),
        hasMovedCase: false,
        isSettled: false,
      });
      await dependencies.settle(created);
      return done(created.id, actor);
    },

    async list(
      query: {
        cursor?: string | undefined;
        limit: number;
        state?: ProjectState | undefined;
        caseId?: string | undefined;
      },
      actor: Actor,
    ) {
      const { cursor: given, limit, state, caseId } = query;
      const cursor = decodeCursor(given, 'number');
      const before = cursor && { createdAt: new Date(cursor.value), id: cursor.id };
      const visible = visibleProjects(actor, await parts.projectIdsOf(actor.id));
      const filter = { ...(state && { state }), ...(caseId && { caseId }) };
      const { items: found, total } = await store.page(visible, filter, limit + 1, before);
      const { items, nextCursor } = cutPage(found, limit, (last) => encodeCursor(last.createdAt.getTime(), last.id));
      const all = await parts.listOf(items.map(({ id }) => id));
      const cards = items.map((project) =>
        present.card(
          project,
          all.filter(({ projectId }) => projectId === project.id),
        ),
      );
      return { items: await Promise.all(cards), total, nextCursor };
    },

    get: show,

    async people(id: string, actor: Actor): Promise<ProjectPeople> {
      return { people: await dependencies.peopleOf((await requireEditable(id, actor)).caseId) };
    },

    async change(id: string, { version, ...changes }: Changes, actor: Actor) {
      const project = await requireEditable(id, actor);
      const wanted = { ...changes, ...endOf(project, changes, actor) };
      const startsOn = wanted.startsOn ?? project.startsOn;
      if ((wanted.targetOn ?? project.targetOn) <= startsOn) throw invalidField('targetOn', 'too_small');
      const lastChange = changeBy(actor, changedFields(project, changes));
      if (project.version !== version || !(await store.update(id, version, { ...wanted, lastChange })))
        throw await staleSince((await store.find(id)) ?? project);
      return done(id, actor);
    },

    async addPart(id: string, { key, ...form }: PartForm & { key: string }, actor: Actor) {
      const project = await requireEditable(id, actor);
      await assertKnown(project, form);
      if ((await parts.count(id, form.kind)) >= projectLimits.parts) throw notPossibleNow();
      await parts.create({
        ...form,
        projectId: id,
        key,
        createdById: actor.id,
        createdAt: now(),
        lastChange: changeBy(actor, ['created']),
        reached: reachedOf(form, actor, null),
      });
      return done(id, actor);
    },

    async changePart(
      ids: { id: string; partId: string },
      { version, ...form }: PartForm & { version: number },
      actor: Actor,
    ) {
      const project = await requireEditable(ids.id, actor);
      const part = await requirePart(ids.id, ids.partId);
      if (part.kind !== form.kind) throw notFound();
      await assertKnown(project, form, part);
      await savePart(part, version, form, actor);
      return done(ids.id, actor);
    },

    async removePart(ids: { id: string; partId: string }, version: number, actor: Actor) {
      await requireEditable(ids.id, actor);
      const part = await requirePart(ids.id, ids.partId);
      if (!(await parts.remove(part, version, changeBy(actor, ['removed']))))
        throw await staleSince(await requirePart(ids.id, ids.partId));
      return done(ids.id, actor);
    },

    async report(ids: { id: string; partId: string }, version: number, doneShare: number, actor: Actor) {
      const { project, standing } = await requireVisible(ids.id, actor);
      const part = await requirePart(ids.id, ids.partId);
      if (part.kind !== 'work_package' || !canReport(actor, standing, part)) throw forbidden();
      if (project.state !== 'under_way') throw notPossibleNow();
      await savePart(part, version, { kind: 'work_package', content: { ...part.content, doneShare } }, actor);
      return done(ids.id, actor);
    },

    /** For sockets and other features. */
    async canSee(id: string, actor: Actor): Promise<boolean> {
      const project = await store.find(id);
      return project !== null && (await standingFor(actor, project)) !== null;
    },
    async isMemberOfCase(caseId: string, actor: Actor): Promise<boolean> {
      const projects = await store.listOfCase(caseId);
      const inTeam = new Set(await parts.projectIdsOf(actor.id));
      return projects.some(({ id, partyIds }) => partyIds.includes(actor.id) || inTeam.has(id));
    },
    async titlesOf(ids: readonly string[], actor: Actor): Promise<Map<string, { title: string }>> {
      const found = await store.listByIds(ids);
      const seen = await Promise.all(found.map((project) => standingFor(actor, project)));
      return new Map(found.flatMap(({ id, title }, index) => (seen[index] ? [[id, { title }] as const] : [])));
    },
  };
}
export type ProjectsService = ReturnType<typeof createProjectsService>;
