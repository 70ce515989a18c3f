// Confidentiality agreements between the organisations of an introduction.
import { coordinates } from './actor.js';
import { sideOf } from './features/introductions/introductions-policy.js';
import type { Introduction } from './features/introductions/introductions-store.js';
import { ndasRoutes } from './features/ndas/ndas-routes.js';
import { createNdasService } from './features/ndas/ndas-service.js';
import type { NdasStore } from './features/ndas/ndas-store.js';
import type { People } from './features/users/people.js';
import type { Listings } from './wire-listings.js';
import type { Talk } from './wire-talk.js';

interface Parts {
  store: NdasStore;
  now: () => Date;
  people: People;
  organisations: { listByIds(ids: readonly string[]): Promise<{ id: string; name: string }[]> };
  listings: Listings;
  introductions: { find(id: string): Promise<Introduction | null> };
  files: Pick<Talk['files'], 'find'>;
  cases: {
    findOfNeed(needId: string): Promise<{ id: string } | null>;
    advance(caseId: string, stage: 'nda', actorId: string, because: string): Promise<void>;
  };
}

export function wireNdas({ store, now, people, organisations, listings, introductions, files, cases }: Parts) {
  const ndas = createNdasService({
    store,
    now,
    async findPair(introductionId, actor) {
      const found = await introductions.find(introductionId);
      if (!found) return null;
      const side = sideOf(actor, found);
      if (!side && !coordinates(actor, found.prefecture)) return null;
      const { needId, itemKind, itemId } = found;
      const [need, item] = await Promise.all([
        listings.find({ kind: 'need', id: needId }),
        listings.find({ kind: itemKind, id: itemId }),
      ]);
      if (!need || !item) return null;
      return {
        needId,
        isConnected: found.state === 'connected',
        organisationIds: [need.organisationId, item.organisationId],
        standing: side ? 'party' : 'desk',
      };
    },
    async findFile(fileId, introductionId) {
      const file = await files.find(fileId);
      const isShared = file?.state === 'kept' && file.subjectId === introductionId && file.audience === 'both';
      return isShared ? file.name : null;
    },
    organisationsByIds: organisations.listByIds,
    namesOf: people.describe,
    async advance(needId, actorId, because) {
      const found = await cases.findOfNeed(needId);
      if (found) await cases.advance(found.id, 'nda', actorId, because);
    },
  });
  return { routes: ndasRoutes(ndas), sweeps: { ndas: ndas.sweep } };
}
