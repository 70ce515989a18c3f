// What follows a change of an application: what each sees of the other, places, the opening that is filled, notices.
// Repeating it is harmless, and a sweep repeats it where a crash cut it off.
import type { DomainEvent } from '@enishi/shared/events';
import { isOpenApplication } from '@enishi/shared/applications';
import type { ApplicationNotices } from './applications-notices.js';
import type { Application, ApplicationsStore } from './applications-store.js';
import type { ApplicationsService } from './applications-service.js';
import type { SeatsStore } from './seats-store.js';

type Ref = { kind: 'opening' | 'expert'; id: string };

interface SettleDependencies {
  store: ApplicationsStore;
  seats: SeatsStore;
  admit: (ref: Ref, userId: string, isMutual: boolean) => Promise<void>;
  /** Takes back what only an application had opened. */
  dismiss: (ref: Ref, userId: string) => Promise<void>;
  peopleOf: (openingId: string) => Promise<number | null>;
  /** Closes an opening whose places are all taken; one that is closed stays as it is. */
  closeFilled: (openingId: string) => Promise<void>;
}

export function createSettle({ store, seats, admit, dismiss, peopleOf, closeFilled }: SettleDependencies) {
  return async (application: Application): Promise<void> => {
    const { id, state, openingId, expertId, clientUserId, workerUserId } = application;
    const opening = { kind: 'opening', id: openingId } as const;
    const expert = { kind: 'expert', id: expertId } as const;
    const isAccepted = state === 'accepted';
    if (isAccepted || isOpenApplication(state)) {
      await admit(opening, workerUserId, isAccepted);
      if (state !== 'invited') await admit(expert, clientUserId, isAccepted);
    } else {
      if (!(await store.isHeldOpen({ openingId, workerUserId }))) await dismiss(opening, workerUserId);
      if (!(await store.isHeldOpen({ expertId, clientUserId }))) await dismiss(expert, clientUserId);
    }
    if (!isAccepted && state !== 'offered') await seats.release(id);
    const people = isAccepted ? await peopleOf(openingId) : null;
    if (people !== null && (await store.countAccepted(openingId)) >= people) await closeFilled(openingId);
  };
}

interface Dependencies {
  store: ApplicationsStore;
  service: Pick<ApplicationsService, 'expire' | 'endOf'>;
  notices: ApplicationNotices;
  settle: (application: Application) => Promise<void>;
  announce: (application: Application, actorId: string | null) => void;
  now: () => Date;
  /** Those of these listings that are closed. */
  closedOf: (kind: Ref['kind'], ids: readonly string[]) => Promise<string[]>;
}

const sweepSize = 200;

export function createApplicationsFollow(dependencies: Dependencies) {
  const { store, service, notices, now } = dependencies;

  const endClosed = async (): Promise<number> => {
    const { openingIds, expertIds } = await store.openRefs();
    let ended = 0;
    for (const id of await dependencies.closedOf('opening', openingIds))
      ended += await service.endOf({ kind: 'opening', id });
    for (const id of await dependencies.closedOf('expert', expertIds))
      ended += await service.endOf({ kind: 'expert', id });
    return ended;
  };

  return {
    async follow({ applicationId }: DomainEvent<'application.changed'>): Promise<void> {
      const application = await store.find(applicationId);
      if (!application || application.isSettled) return;
      await notices.follow(application);
      await store.markTold(application.id, application.history.length);
    },
    /** Marks a version as settled, once everybody concerned was told. */
    confirm: ({ applicationId, version }: DomainEvent<'application.changed'>) =>
      store.markSettled(applicationId, version),

    async listingClosed({ kind, id }: { kind: string; id: string }): Promise<void> {
      if (kind === 'opening' || kind === 'expert') await service.endOf({ kind, id });
    },

    /** Repairs what a crash cut off, reminds, and ends what nobody answered. @returns how many were touched */
    async sweep(): Promise<number> {
      const unsettled = await store.listUnsettled(sweepSize);
      for (const application of unsettled) {
        await dependencies.settle(application);
        dependencies.announce(application, null);
      }
      const expired = await store.listExpired(now(), sweepSize);
      for (const application of expired) await service.expire(application);
      const overdue = await store.listOverdue(now(), sweepSize);
      for (const application of overdue) {
        await notices.overdue(application);
        await store.markReminded(application.id);
      }
      return unsettled.length + expired.length + overdue.length + (await endClosed());
    },
  };
}
