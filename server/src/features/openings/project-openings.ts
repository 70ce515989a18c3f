// Openings for the work of a project, shown beside its work packages.
import type { OpeningDraft, ProjectOpening } from '@enishi/shared/openings';
import type { Actor } from '../../actor.js';
import { notFound } from '../../errors.js';
import { visibleTo } from '../../listings/listing-policy.js';
import type { ListingStore } from '../../listings/listing-store.js';

interface Dependencies {
  store: Pick<ListingStore<OpeningDraft>, 'search'>;
  canSeeProject: (projectId: string, actor: Actor) => Promise<boolean>;
}

/** One project has a handful; whoever looks for more has the list of all openings. */
const shown = 100;

/** Being in the project opens no opening: each is shown to whom it would be shown anyway. */
export const createProjectOpenings =
  ({ store, canSeeProject }: Dependencies) =>
  async (projectId: string, actor: Actor): Promise<ProjectOpening[]> => {
    if (!(await canSeeProject(projectId, actor))) throw notFound();
    const { items } = await store.search({
      visibility: visibleTo(actor),
      words: [],
      filters: { 'content.workPackage.projectId': projectId },
      limit: shown,
    });
    return items.flatMap(({ id, code, content: { title, people, applyBy, workPackage } }) =>
      workPackage ? [{ id, code, title, people, applyBy, partId: workPackage.partId }] : [],
    );
  };
export type ProjectOpenings = ReturnType<typeof createProjectOpenings>;
