// What projects add to the timeline of a case, put together when it is asked for.
import { makeTimelineEntry, type TimelineEntry } from '@enishi/shared/cases';
import type { Named } from './projects-present.js';
import type { Part, ProjectPartsStore } from './project-parts-store.js';
import type { Project, ProjectsStore } from './projects-store.js';

interface Dependencies {
  store: ProjectsStore;
  parts: ProjectPartsStore;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, Named>>;
}

interface Draft {
  entry: Omit<Parameters<typeof makeTimelineEntry>[0], 'at'> & { at: Date };
  byId: string;
}

function entryOfPart(part: Part, address: string): Draft | null {
  const key = `part:${part.id}`;
  if (part.kind === 'review') {
    const { month, wentWell, hinders, next } = part.content;
    const text = [wentWell, hinders, next].filter(Boolean).join('\n');
    return {
      entry: { key, kind: 'project_review', at: part.createdAt, about: month, text, address },
      byId: part.createdById,
    };
  }
  if (part.kind === 'milestone' && part.reached)
    return {
      entry: { key, kind: 'project_milestone', at: part.reached.at, about: part.content.title, address },
      byId: part.reached.by,
    };
  return null;
}

function draftsOf(project: Project, parts: readonly Part[]): Draft[] {
  const address = `/projects/${project.id}`;
  const created: Draft = {
    entry: {
      key: `project:${project.id}`,
      kind: 'project_created',
      at: project.createdAt,
      about: project.title,
      text: project.goal,
      address,
    },
    byId: project.createdById,
  };
  const ended: Draft[] = project.ended
    ? [
        {
          entry: {
            key: `project-ended:${project.id}`,
            kind: 'project_ended',
            at: project.ended.at,
            about: project.title,
            address,
          },
          byId: project.ended.by,
        },
      ]
    : [];
  return [created, ...parts.flatMap((part) => entryOfPart(part, address) ?? []), ...ended];
}

export const createProjectsTimeline =
  ({ store, parts, namesOf }: Dependencies) =>
  async (caseId: string): Promise<TimelineEntry[]> => {
    const projects = await store.listOfCase(caseId);
    const all = await parts.listOf(projects.map(({ id }) => id));
    const drafts = projects.flatMap((project) =>
      draftsOf(
        project,
        all.filter((part) => part.projectId === project.id),
      ),
    );
    const names = await namesOf(drafts.map(({ byId }) => byId));
    return drafts.map(({ entry, byId }) =>
      makeTimelineEntry({ ...entry, at: entry.at.toISOString(), by: names.get(byId)?.displayName ?? null }),
    );
  };
