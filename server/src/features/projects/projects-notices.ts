import type { NotificationKind } from '@enishi/shared/notification-kinds';
import type { Project } from './projects-store.js';

/** Writes a notice; the same key is written once for each person. */
export type Notify = (
  userId: string,
  content: { kind: NotificationKind; key: string; subject: { kind: 'project' | 'need'; id: string }; count?: number },
) => Promise<void>;

interface Dependencies {
  notify: Notify;
  /** Coordinators in charge of a case; those of its prefecture while nobody is. */
  coordinatorsOf: (caseId: string) => Promise<readonly string[]>;
}

export function createProjectNotices({ notify, coordinatorsOf }: Dependencies) {
  return {
    /** Everybody hears of it once, whoever made it excepted. */
    async joined(project: Project, memberIds: readonly string[]): Promise<void> {
      for (const userId of memberIds)
        if (userId !== project.createdById)
          await notify(userId, {
            kind: 'project_joined',
            key: `project_joined:${project.id}`,
            subject: { kind: 'project', id: project.id },
          });
    },
    /** @param month YYYY-MM that is to be looked back on */
    async reviewDue(project: Project, month: string): Promise<void> {
      for (const userId of await coordinatorsOf(project.caseId))
        await notify(userId, {
          kind: 'review_due',
          key: `review_due:${project.id}:${month}`,
          subject: { kind: 'project', id: project.id },
        });
    },
  };
}
export type ProjectNotices = ReturnType<typeof createProjectNotices>;
