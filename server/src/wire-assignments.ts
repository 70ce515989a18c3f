// Assignments: what begins with an accepted offer.
import type { Connection } from 'mongoose';
import type { AcceptedOffer } from '@enishi/shared/assignments';
import type { Bus } from './bus.js';
import { createAssignmentReportsStore } from './features/assignments/assignment-reports-store.js';
import { createAssignmentsFollow } from './features/assignments/assignments-follow.js';
import { createAssignmentNotices, type Notify } from './features/assignments/assignments-notices.js';
import { createAssignmentPresenter, type DeliveredFile } from './features/assignments/assignments-present.js';
import { assignmentsRoutes } from './features/assignments/assignments-routes.js';
import { createAssignmentsService } from './features/assignments/assignments-service.js';
import { createAssignmentsStore, type Assignment } from './features/assignments/assignments-store.js';
import type { FilesService } from './features/files/files-service.js';
import type { People } from './features/users/people.js';
import type { Publisher } from './realtime/sockets.js';

interface Parts {
  connection: Connection;
  bus: Bus;
  now: () => Date;
  people: People;
  publisher: () => Publisher;
  notify: Notify;
  acceptedOffer: (applicationId: string) => Promise<AcceptedOffer | null>;
  files: () => Pick<FilesService, 'find' | 'attachable'>;
}

const deliveredFiles =
  (files: Parts['files']) =>
  async (ids: readonly string[]): Promise<DeliveredFile[]> => {
    const found = await Promise.all(ids.map((id) => files().find(id)));
    return found.flatMap((file) => {
      if (file?.state !== 'kept' || !file.kind) return [];
      const { id, name, kind, size } = file;
      return [{ id, name, kind, size }];
    });
  };

export function wireAssignments(parts: Parts) {
  const { connection, bus, now, people, publisher } = parts;
  const store = createAssignmentsStore(connection);
  const reports = createAssignmentReportsStore(connection);
  const follow = createAssignmentsFollow({
    ...{ store, reports, bus, now, acceptedOffer: parts.acceptedOffer },
    notices: createAssignmentNotices({ notify: parts.notify, coordinatorsOf: people.coordinatorsOf }),
  });
  const assignments = createAssignmentsService({
    ...{ store, reports, bus, now },
    present: createAssignmentPresenter({ now, namesOf: people.describe, filesOf: deliveredFiles(parts.files) }),
    attachable: (ids, assignment: Assignment) =>
      parts.files().attachable(ids, {
        subject: { kind: 'assignment', id: assignment.id },
        audience: 'both',
        authorId: assignment.workerUserId,
      }),
  });
  return {
    assignments,
    follow,
    routes: assignmentsRoutes(assignments),
    mayWatch: assignments.canSee,
    async assignmentChanged({ assignmentId }: { assignmentId: string }): Promise<void> {
      const found = await store.find(assignmentId);
      if (!found) return;
      const hint = { topic: 'assignment', id: assignmentId } as const;
      // Lists show it too, whichever page its people have open.
      for (const userId of [found.clientUserId, found.workerUserId]) publisher().toUser(userId, hint);
      publisher().toWatchers({ kind: 'assignment', id: assignmentId }, hint);
    },
    sweeps: { assignments: follow.sweep },
  };
}
export type Assignments = ReturnType<typeof wireAssignments>;
