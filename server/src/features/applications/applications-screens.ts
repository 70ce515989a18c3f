// Which screens look again when an application has changed.
import type { DomainEvent } from '@enishi/shared/events';
import type { Publisher } from '../../realtime/sockets.js';
import type { Application } from './applications-store.js';

interface Dependencies {
  publisher: () => Publisher;
  find: (id: string) => Promise<Application | null>;
}

export const createApplicationsScreens =
  ({ publisher, find }: Dependencies) =>
  async ({ applicationId: id }: DomainEvent<'application.changed'>): Promise<void> => {
    const application = await find(id);
    if (!application) return;
    const hint = { topic: 'application', id } as const;
    publisher().toUser(application.clientUserId, hint);
    publisher().toUser(application.workerUserId, hint);
    publisher().toWatchers({ kind: 'application', id }, hint);
    if (application.prefecture) publisher().toCoordinators(application.prefecture, hint);
  };
