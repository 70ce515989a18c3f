// Which screens are told to look again. Hints name things only; what may be seen is decided when it is asked for.
import type { DomainEvent } from '@enishi/shared/events';
import type { ListingRef } from './listings/listing.js';
import type { Publisher } from './realtime/sockets.js';

interface Dependencies {
  publisher: () => Publisher;
  prefectureOf: (ref: ListingRef) => Promise<string | null>;
  partiesOf: (introductionId: string) => Promise<string[]>;
}

export function createScreens({ publisher, prefectureOf, partiesOf }: Dependencies) {
  const tellQueue = async (ref: ListingRef) => {
    const prefecture = await prefectureOf(ref);
    if (prefecture) publisher().toCoordinators(prefecture, { topic: 'queue' });
  };
  const tellNeed = async (id: string) => {
    publisher().toWatchers({ kind: 'need', id }, { topic: 'need', id });
    await tellQueue({ kind: 'need', id });
  };
  return {
    async listingChanged({ kind, id, isPublished = true }: ListingRef & { isPublished?: boolean }): Promise<void> {
      // A draft is on nobody else's screen.
      if (!isPublished || (kind !== 'need' && kind !== 'opening')) return;
      await publisher().recheckWatchers({ kind, id });
      if (kind === 'need') await tellNeed(id);
      else publisher().toWatchers({ kind, id }, { topic: 'opening', id });
    },
    async listingMatched({ kind, id, authorId }: DomainEvent<'listing.matched'>): Promise<void> {
      publisher().toUser(authorId, { topic: 'matches', id });
      if (kind === 'need') await tellNeed(id);
    },
    needMoved: ({ needId }: { needId: string }): Promise<void> => tellNeed(needId),
    async introductionMoved({ introductionId, needId }: { introductionId: string; needId: string }): Promise<void> {
      for (const userId of await partiesOf(introductionId))
        publisher().toUser(userId, { topic: 'introduction', id: introductionId });
      publisher().toWatchers(
        { kind: 'introduction', id: introductionId },
        { topic: 'introduction', id: introductionId },
      );
      // Whoever was only let in for this introduction may see the need no longer once it has ended.
      await publisher().recheckWatchers({ kind: 'need', id: needId });
      await tellNeed(needId);
    },
    userChanged({ userId, hasNewRoles }: DomainEvent<'user.changed'>): void {
      publisher().toUser(userId, { topic: 'session' });
      // Rooms follow roles: whoever has others now connects again.
      if (hasNewRoles) publisher().endUser(userId);
    },
    userSuspended: ({ userId }: { userId: string }): void => publisher().endUser(userId),
  };
}
export type Screens = ReturnType<typeof createScreens>;
