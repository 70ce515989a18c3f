// Taking one's data along, and being erased: what of it lies where.
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { expertDraft, type ExpertDraft } from '@enishi/shared/experts';
import { listingKinds } from '@enishi/shared/listings';
import type { Audit } from './audit.js';
import { createPersonalDataStore } from './features/privacy/personal-data-store.js';
import { privacyRoutes } from './features/privacy/privacy-routes.js';
import { createPrivacyService } from './features/privacy/privacy-service.js';
import { countingGuesses } from './features/users/guesses.js';
import { hashPassword, isPassword } from './features/users/passwords.js';
import type { OrganisationsStore } from './features/organisations/organisations-store.js';
import { toActor } from './features/users/people.js';
import type { UsersStore } from './features/users/users-store.js';
import type { Throttle } from './http/throttle.js';
import { searchTexts } from './listings/listing-search.js';
import { tagging } from './tagging.js';
import type { Listings } from './wire-listings.js';

interface Parts {
  connection: Connection;
  now: () => Date;
  users: UsersStore;
  organisations: OrganisationsStore;
  listings: Listings;
  throttle: Throttle;
  audit: Audit;
  takeCode: (userId: string, code: string) => Promise<boolean>;
  endSessions: (userId: string) => Promise<void>;
}

const batch = 100;

/** Removes drafts, closes what is published, and empties profiles. Doing it twice is harmless. */
const endingListings =
  ({ listings, users, organisations, now }: Pick<Parts, 'listings' | 'users' | 'organisations' | 'now'>) =>
  async (userId: string): Promise<void> => {
    const user = await users.find(userId);
    const organisation = user && (await organisations.find(user.organisationId));
    if (!user || !organisation) return;
    const actor = toActor(user, organisation);
    for (const kind of listingKinds) {
      const service = listings.byKind[kind];
      let before: { updatedAt: Date; id: string } | undefined;
      do {
        const { items } = await service.store.listOwn(userId, batch, before);
        for (const { id, status, version } of items) {
          if (status === 'draft') await service.store.removeDraft(id);
          if (status === 'published') await service.close(id, { version, reason: 'other', text: '' }, actor);
        }
        const last = items.at(-1);
        before = items.length < batch || !last ? undefined : { updatedAt: last.updatedAt, id: last.id };
      } while (before);
    }
    for (const { id, version } of (await listings.expert.store.listOwn(userId, batch)).items) {
      const content: ExpertDraft = expertDraft.parse({});
      const change = { by: userId, at: now(), fields: Object.keys(content) };
      const search = searchTexts(listings.expert.kind, content, tagging.labelsOf);
      await listings.expert.store.update(id, version, { content, search }, change);
    }
  };

export function wirePrivacy(parts: Parts) {
  const { connection, now, users, throttle, audit, takeCode, endSessions } = parts;
  const service = createPrivacyService({
    data: createPersonalDataStore(connection),
    users: {
      ...users,
      erase: async (id, at) => users.erase(id, at, await hashPassword(randomBytes(32).toString('base64url'))),
    },
    ...{ isPassword, takeCode, endSessions, now },
    endListingsOf: endingListings(parts),
  });
  return {
    routes: privacyRoutes({ service, audit, counting: countingGuesses(throttle) }),
    sweeps: { erasures: service.sweep },
  };
}
