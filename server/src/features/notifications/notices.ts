// Who is told what, for each thing that happens. Whether somebody wants to know is the service's question.
import { matchThresholds } from '@enishi/shared/matches';
import type { DomainEvent } from '@enishi/shared/events';
import type { IntroductionOrigin, Side } from '@enishi/shared/introductions';
import type { ListingRef, PairedRef } from '../../listings/listing.js';
import type { NotificationsService } from './notifications-service.js';

interface ListingFacts {
  ownerId: string;
  prefecture: string | null;
  status: string;
}

export interface IntroductionFacts {
  id: string;
  needId: string;
  itemKind: 'seed' | 'expert';
  itemId: string;
  needOwnerId: string;
  itemOwnerId: string;
  prefecture: string | null;
  origin: IntroductionOrigin;
  state: string;
  coordinatorId: string | null;
  answers: Record<Side, { state: string; reason: string | null }>;
  lastReason: string | null;
}

interface PairFacts {
  needId: string;
  itemKind: 'seed' | 'expert';
  itemId: string;
  needOwnerId: string;
  itemOwnerId: string;
  score: number;
  state: string;
  /** Of the need. */
  prefecture: string | null;
}

interface Dependencies {
  notify: NotificationsService['notify'];
  findListing: (ref: ListingRef) => Promise<ListingFacts | null>;
  /** Which of these, as "kind:id", a person may see. */
  visibleTo: (refs: readonly ListingRef[], userId: string) => Promise<ReadonlySet<string>>;
  coordinatorsOf: (prefecture: string) => Promise<{ id: string }[]>;
  findIntroduction: (id: string) => Promise<IntroductionFacts | null>;
  /** Pairs of a listing whose other half is open, best first. */
  pairsOf: (ref: PairedRef) => Promise<PairFacts[]>;
}

const keyOf = ({ kind, id }: ListingRef) => `${kind}:${id}`;
const itemOf = ({ itemKind, itemId }: PairFacts): ListingRef => ({ kind: itemKind, id: itemId });

export function createNotices(dependencies: Dependencies) {
  const { notify } = dependencies;

  const tellCoordinators = async (
    prefecture: string | null,
    exceptId: string,
    tell: (userId: string) => Promise<void>,
  ) => {
    if (!prefecture) return;
    for (const { id } of await dependencies.coordinatorsOf(prefecture)) if (id !== exceptId) await tell(id);
  };

  const isVisible = async (ref: ListingRef, userId: string) =>
    (await dependencies.visibleTo([ref], userId)).has(keyOf(ref));

  /** The owner of the other half, if they may see what they are told of. */
  const tellOtherSide = async (ref: ListingRef, pair: PairFacts, authorId: string) => {
    const receiverId = ref.kind === 'need' ? pair.itemOwnerId : pair.needOwnerId;
    if (pair.state !== 'candidate' || receiverId === authorId || !(await isVisible(ref, receiverId))) return;
    const { needId, itemKind, itemId, score } = pair;
    const key = `match_found:${needId}:${itemKind}:${itemId}`;
    await notify(receiverId, {
      kind: 'match_found',
      key,
      subject: { kind: 'need', id: needId },
      other: { kind: itemKind, id: itemId },
      score,
    });
  };

  /** The count is of candidates that this coordinator may see. */
  const tellOfNeed = (id: string, prefecture: string | null, authorId: string, pairs: readonly PairFacts[]) =>
    tellCoordinators(prefecture, authorId, async (userId) => {
      const visible = await dependencies.visibleTo(pairs.map(itemOf), userId);
      const count = pairs.filter((pair) => visible.has(keyOf(itemOf(pair)))).length;
      await notify(userId, {
        kind: 'need_published',
        key: `need_published:${id}`,
        subject: { kind: 'need', id },
        count,
      });
    });

  /** One notice for each coordinator, however many of their needs the new item fits; pairs they have dealt with are no news. */
  const tellOfItem = async (item: ListingRef, pairs: readonly PairFacts[], authorId: string) => {
    for (const [where, needs] of groupByPrefecture(pairs.filter((pair) => pair.state === 'candidate'))) {
      const [best] = needs;
      if (!best) continue;
      await tellCoordinators(where, authorId, async (userId) => {
        if (!(await isVisible(item, userId))) return;
        const key = `item_fits_needs:${item.kind}:${item.id}`;
        const other = { kind: 'need', id: best.needId } as const;
        await notify(userId, {
          kind: 'item_fits_needs',
          key,
          subject: item,
          other,
          count: needs.length,
          score: best.score,
        });
      });
    }
  };

  return {
    /** Who is behind the other half of each good pair hears of it, and the coordinators of the region. */
    async listingMatched({ kind, id, authorId }: DomainEvent<'listing.matched'>): Promise<void> {
      const ref = { kind, id };
      const listing = await dependencies.findListing(ref);
      if (listing?.status !== 'published') return;
      const pairs = (await dependencies.pairsOf(ref)).filter((pair) => pair.score >= matchThresholds.notify);
      for (const pair of pairs) await tellOtherSide(ref, pair, authorId);
      if (kind === 'need') await tellOfNeed(id, listing.prefecture, authorId, pairs);
      else await tellOfItem({ kind, id }, pairs, authorId);
    },

    async introductionCreated({ introductionId, actorId }: DomainEvent<'introduction.created'>): Promise<void> {
      const facts = await dependencies.findIntroduction(introductionId);
      if (!facts || facts.state !== 'open') return;
      const subject = { kind: 'introduction', id: introductionId } as const;
      const isProposal = facts.origin === 'proposal';
      const kind = isProposal ? 'introduction_proposed' : 'interest_received';
      for (const side of ['need', 'item'] as const) {
        const userId = side === 'need' ? facts.needOwnerId : facts.itemOwnerId;
        if (facts.answers[side].state === 'pending')
          await notify(userId, { kind, key: `${kind}:${introductionId}`, subject });
      }
      if (isProposal) return;
      await tellCoordinators(facts.prefecture, actorId, (userId) =>
        notify(userId, { kind, key: `${kind}:${introductionId}`, subject }),
      );
    },

    async introductionAnswered({ introductionId, actorId }: DomainEvent<'introduction.answered'>): Promise<void> {
      const facts = await dependencies.findIntroduction(introductionId);
      if (!facts) return;
      const kind = facts.state === 'connected' ? 'introduction_connected' : 'introduction_accepted';
      const notice = {
        kind,
        key: `${kind}:${introductionId}`,
        subject: { kind: 'introduction', id: introductionId },
      } as const;
      const parties = [facts.needOwnerId, facts.itemOwnerId].filter(
        (userId) => userId !== actorId || kind === 'introduction_connected',
      );
      for (const userId of parties) await notify(userId, notice);
      await tellCoordinators(facts.prefecture, actorId, (userId) => notify(userId, notice));
    },

    async introductionEnded({ introductionId, actorId }: DomainEvent<'introduction.ended'>): Promise<void> {
      const facts = await dependencies.findIntroduction(introductionId);
      if (!facts || facts.state === 'open' || facts.state === 'connected') return;
      const kind = facts.state === 'expired' ? 'introduction_expired' : 'introduction_declined';
      const subject = { kind: 'introduction', id: introductionId } as const;
      const notice = { kind, key: `${kind}:${introductionId}`, subject, reason: facts.lastReason } as const;
      const concerned = [facts.needOwnerId, facts.itemOwnerId, facts.coordinatorId ?? []].flat();
      for (const userId of new Set(concerned)) if (userId !== actorId) await notify(userId, notice);
    },
  };
}
export type Notices = ReturnType<typeof createNotices>;

/** Map.groupBy, which Node 20 has not got. */
function groupByPrefecture<T extends { prefecture: string | null }>(values: readonly T[]): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>();
  for (const value of values) groups.set(value.prefecture, [...(groups.get(value.prefecture) ?? []), value]);
  return groups;
}
