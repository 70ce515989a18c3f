// How a project looks to whoever may see it. Names are read anew each time; only ids are kept.
import { daysBetween } from '@enishi/shared/tokyo-calendar';
import type { PartKind, ProjectCard, ProjectView, TrafficLight } from '@enishi/shared/projects';
import type { Actor } from '../../actor.js';
import { canEditProject, canReport, type ProjectStanding } from './projects-policy.js';
import { reviewDueIn } from './projects-calendar.js';
import type { Part, PartOf } from './project-parts-store.js';
import type { Project } from './projects-store.js';

export interface Named {
  displayName: string;
  organisation: { id: string; name: string };
}

interface Dependencies {
  now: () => Date;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, Named>>;
  organisationNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Coordinators in charge of a case, the lead first. */
  leadsOf: (caseId: string) => Promise<readonly string[]>;
  /** The introduction from which the work came. */
  introductionOf: (caseId: string) => Promise<{ id: string; partyIds: readonly string[] } | null>;
}

export const partsOf = <K extends PartKind>(parts: readonly Part[], kind: K): PartOf<K>[] =>
  parts.filter((part): part is PartOf<K> => part.kind === kind);

/** Over all work packages, each weighed by its days. */
function doneShareOf(parts: readonly Part[]): number | null {
  const packages = partsOf(parts, 'work_package').map(({ content }) => ({
    days: daysBetween(content.from, content.to) + 1,
    done: content.doneShare,
  }));
  const days = packages.reduce((sum, one) => sum + one.days, 0);
  if (days === 0) return null;
  return Math.round(packages.reduce((sum, one) => sum + one.days * one.done, 0) / days);
}

const latestLight = (parts: readonly Part[]): TrafficLight | null =>
  partsOf(parts, 'review')
    .sort((one, other) => one.content.month.localeCompare(other.content.month))
    .at(-1)?.content.light ?? null;

const factsOf = (project: Project, parts: readonly Part[]) => ({
  id: project.id,
  caseId: project.caseId,
  version: project.version,
  title: project.title,
  state: project.state,
  startsOn: project.startsOn,
  targetOn: project.targetOn,
  endedOn: project.endedOn,
  doneShare: doneShareOf(parts),
  light: latestLight(parts),
});

const byDay = <T>(list: T[], dayOf: (one: T) => string): T[] =>
  list.sort((one, other) => dayOf(one).localeCompare(dayOf(other)));

export function createProjectPresenter({ now, namesOf, organisationNames, leadsOf, introductionOf }: Dependencies) {
  const documentsFor = async (caseId: string, actor: Actor, standing: ProjectStanding) => {
    const introduction = await introductionOf(caseId);
    if (introduction && (standing === 'desk' || introduction.partyIds.includes(actor.id)))
      return { kind: 'introduction' as const, id: introduction.id };
    return standing === 'desk' ? { kind: 'case' as const, id: caseId } : null;
  };

  const leadName = async (caseId: string): Promise<string | null> => {
    const [lead] = await leadsOf(caseId);
    return (lead && (await namesOf([lead])).get(lead)?.displayName) ?? null;
  };

  const card = async (project: Project, parts: readonly Part[]): Promise<ProjectCard> => {
    const open = partsOf(parts, 'milestone').filter(({ content }) => content.reachedOn === null);
    const next = byDay(open, ({ content }) => content.dueOn)[0]?.content;
    return {
      ...factsOf(project, parts),
      lead: await leadName(project.caseId),
      nextMilestone: next ? { title: next.title, dueOn: next.dueOn } : null,
    };
  };

  const view = async (
    project: Project,
    parts: readonly Part[],
    actor: Actor,
    standing: ProjectStanding,
  ): Promise<ProjectView> => {
    const team = partsOf(parts, 'team');
    const packages = partsOf(parts, 'work_package');
    const reviews = partsOf(parts, 'review');
    const [names, organisations, lead, documents] = await Promise.all([
      namesOf([...team.flatMap(({ content }) => content.userId ?? []), ...reviews.map((one) => one.createdById)]),
      organisationNames(packages.flatMap(({ content }) => content.organisationId ?? [])),
      leadName(project.caseId),
      documentsFor(project.caseId, actor, standing),
    ]);
    const facts = (part: Part) => ({
      id: part.id,
      version: part.version,
      updatedAt: part.lastChange.at.toISOString(),
      abilities: { canReport: project.state === 'under_way' && canReport(actor, standing, part) },
    });
    const budget = partsOf(parts, 'budget');
    return {
      ...factsOf(project, parts),
      goal: project.goal,
      scenario: project.scenario,
      createdAt: project.createdAt.toISOString(),
      lead,
      documents,
      workPackages: byDay(packages, ({ content }) => content.from).map((part) => ({
        ...part.content,
        organisationName:
          (part.content.organisationId && organisations.get(part.content.organisationId)) ??
          part.content.organisationName,
        ...facts(part),
      })),
      milestones: byDay(partsOf(parts, 'milestone'), ({ content }) => content.dueOn).map((part) => ({
        ...part.content,
        ...facts(part),
      })),
      budget: budget.map((part) => ({ ...part.content, ...facts(part) })),
      budgetTotal: budget.reduce((sum, { content }) => sum + content.yen, 0),
      team: team.map((part) => {
        const known = part.content.userId ? names.get(part.content.userId) : undefined;
        const name = known?.displayName ?? part.content.name;
        return { ...part.content, name, organisation: known?.organisation.name ?? null, ...facts(part) };
      }),
      measures: byDay(partsOf(parts, 'measure'), ({ content }) => content.usedOn).map((part) => ({
        ...part.content,
        ...facts(part),
      })),
      reviews: byDay(reviews, ({ content }) => content.month)
        .reverse()
        .map((part) => ({ ...part.content, by: names.get(part.createdById)?.displayName ?? null, ...facts(part) })),
      reviewDue: canEditProject(standing) ? reviewDueIn(project, parts, now()) : null,
      abilities: { canEdit: canEditProject(standing) },
    };
  };
  return { card, view, namesOf };
}
export type ProjectPresenter = ReturnType<typeof createProjectPresenter>;
