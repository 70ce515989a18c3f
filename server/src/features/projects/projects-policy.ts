import type { PartForm } from '@enishi/shared/projects';
import { hasRole, type Actor } from '../../actor.js';

/** desk: a coordinator of the case's prefecture. member: one of the two sides, or of the team. */
export type ProjectStanding = 'desk' | 'member' | null;

export const standingIn = (
  actor: Actor,
  memberIds: ReadonlySet<string>,
  caseStanding: { kind: 'desk' | 'party' } | null,
): ProjectStanding => {
  if (caseStanding?.kind === 'desk') return 'desk';
  return memberIds.has(actor.id) ? 'member' : null;
};

/** The same rule inside a query; `teamProjectIds` are those that have the actor in the team. */
export const visibleProjects = (actor: Actor, teamProjectIds: readonly string[]): object => ({
  $or: [
    { partyIds: actor.id },
    { _id: { $in: [...teamProjectIds] } },
    ...(hasRole(actor, 'coordinator') ? [{ prefecture: { $in: [...actor.servedPrefectures] } }] : []),
  ],
});

export const canEditProject = (standing: ProjectStanding): boolean => standing === 'desk';

/** Whoever owns a work package says how far it is; being a member of the project comes first. */
export const canReport = (actor: Actor, standing: ProjectStanding, part: PartForm): boolean =>
  part.kind === 'work_package' &&
  (standing === 'desk' || (standing === 'member' && part.content.organisationId === actor.organisationId));
