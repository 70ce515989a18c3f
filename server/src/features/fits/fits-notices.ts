// Who is told of a pair: the side that did not cause it, once for each pair, and only about what it may see.
import { fitLimits, fitThresholds } from '@enishi/shared/fits';
import type { Actor } from '../../actor.js';
import { standingOf } from '../../listings/listing-policy.js';
import type { NotificationKind } from '@enishi/shared/notification-kinds';
import type { FitPair } from './fits-store.js';
import type { Expert, Opening } from './work-sides.js';

interface Notice {
  kind: NotificationKind;
  key: string;
  subject: { kind: 'opening'; id: string };
  other: { kind: 'expert'; id: string };
  score: number;
}

interface Dependencies {
  notify: (userId: string, notice: Notice) => Promise<void>;
  findActor: (userId: string) => Promise<Actor | null>;
}

const worthTelling = (pairs: readonly FitPair[]): FitPair[] =>
  pairs
    .filter(({ score }) => score >= fitThresholds.notify)
    .sort((one, other) => other.score - one.score)
    .slice(0, fitLimits.shown);

export function createFitsNotices({ notify, findActor }: Dependencies) {
  const tell = async (
    kind: 'opening_fits' | 'person_fits',
    { openingId, expertId, score }: FitPair,
    seen: Opening | Expert | undefined,
    receiverId: string | undefined,
    authorId: string,
  ) => {
    if (!seen || !receiverId || receiverId === authorId) return;
    const receiver = await findActor(receiverId);
    if (!receiver || standingOf(receiver, seen) === null) return;
    await notify(receiverId, {
      kind,
      key: `${kind}:${openingId}:${expertId}`,
      subject: { kind: 'opening', id: openingId },
      other: { kind: 'expert', id: expertId },
      score,
    });
  };

  return {
    /** An opening is new or other than before: those whom it fits hear of it. */
    async openingMatched(
      opening: Opening,
      pairs: readonly FitPair[],
      experts: readonly Expert[],
      authorId: string,
    ): Promise<void> {
      for (const pair of worthTelling(pairs)) {
        const owner = experts.find(({ id }) => id === pair.expertId)?.ownerId;
        await tell('opening_fits', pair, opening, owner, authorId);
      }
    },
    /** A profile is: whoever posted an opening that it fits. */
    async expertMatched(
      expert: Expert,
      pairs: readonly FitPair[],
      openings: readonly Opening[],
      authorId: string,
    ): Promise<void> {
      for (const pair of worthTelling(pairs)) {
        const owner = openings.find(({ id }) => id === pair.openingId)?.ownerId;
        await tell('person_fits', pair, expert, owner, authorId);
      }
    },
  };
}
export type FitsNotices = ReturnType<typeof createFitsNotices>;
