// What people talk about and share files on, in one shape: who stands where, who is concerned, where the page is.
import type { TalkStanding, TalkSubject } from '@enishi/shared/talk';
import { coordinates, type Actor } from './actor.js';
import { sideOf } from './features/introductions/introductions-policy.js';
import type { Introduction } from './features/introductions/introductions-store.js';
import type { ListingRef } from './listings/listing.js';
import type { TalkPeople } from './features/threads/threads-notices.js';

/** What a case tells about itself. */
export interface TalkCases {
  find(id: string): Promise<{ prefecture: string | null; needId: string | null; leads: string[] } | null>;
  findOfNeed(needId: string): Promise<{ id: string; leads: string[] } | null>;
  standingOf(actor: Actor, id: string): Promise<{ kind: 'desk' } | { kind: 'party'; side: 'need' | 'item' } | null>;
}

/** Two who work with one another: the company, the person, and whose prefecture it is. */
export interface Deal {
  clientUserId: string;
  workerUserId: string;
  prefecture: string | null;
  /** Their listings, while these say who may know their names; null once both are known to one another. */
  listings?: { need: ListingRef; item: ListingRef } | null;
}
export type DealKind = Exclude<TalkSubject['kind'], 'introduction' | 'case'>;

interface Dependencies {
  cases: TalkCases;
  deals: Record<DealKind, (id: string) => Promise<Deal | null>>;
  findIntroduction: (id: string) => Promise<Introduction | null>;
  needOwnerOf: (needId: string) => Promise<string | null>;
  coordinatorsOf: (prefecture: string) => Promise<{ id: string }[]>;
  describe: (ids: readonly string[]) => Promise<Map<string, { displayName: string }>>;
  /** May the actor know whose listing this is? */
  isNamed: (actor: Actor, ref: ListingRef) => Promise<boolean>;
}

export interface SubjectFacts {
  prefecture: string | null;
  needId: string | null;
  people: TalkPeople;
}

export function createTalkSubjects(dependencies: Dependencies) {
  const { cases, deals, findIntroduction, needOwnerOf, coordinatorsOf, describe, isNamed } = dependencies;
  /** Those in charge, as long as they look after the prefecture; where there are none, everybody who does. */
  const deskOf = async (prefecture: string | null, inCharge: readonly string[]) => {
    const all = prefecture ? (await coordinatorsOf(prefecture)).map(({ id }) => id) : [];
    const active = all.filter((id) => inCharge.includes(id));
    return active.length > 0 ? active : all;
  };

  const ofIntroduction = async (id: string): Promise<SubjectFacts | null> => {
    const found = await findIntroduction(id);
    if (!found) return null;
    const { prefecture, needId, needOwnerId, itemOwnerId, coordinatorId } = found;
    const leads = (await cases.findOfNeed(needId))?.leads ?? [];
    const desk = await deskOf(prefecture, [...new Set([...leads, ...(coordinatorId ? [coordinatorId] : [])])]);
    return { prefecture, needId, people: { need: [needOwnerId], item: [itemOwnerId], desk } };
  };

  const ofCase = async (id: string): Promise<SubjectFacts | null> => {
    const found = await cases.find(id);
    if (!found) return null;
    const owner = found.needId ? await needOwnerOf(found.needId) : null;
    const desk = await deskOf(found.prefecture, found.leads);
    // Whoever wrote a need down as its coordinator hears as such.
    const need = owner && !desk.includes(owner) ? [owner] : [];
    return { prefecture: found.prefecture, needId: found.needId, people: { need, item: [], desk } };
  };

  const ofDeal = async (kind: DealKind, id: string): Promise<SubjectFacts | null> => {
    const found = await deals[kind](id);
    if (!found) return null;
    const { prefecture, clientUserId, workerUserId } = found;
    const parties = [clientUserId, workerUserId];
    // A coordinator who gives work hears as whoever gives it.
    const desk = (await deskOf(prefecture, [])).filter((userId) => !parties.includes(userId));
    return { prefecture, needId: null, people: { need: [clientUserId], item: [workerUserId], desk } };
  };

  const standingInDeal = async (actor: Actor, kind: DealKind, id: string): Promise<TalkStanding | null> => {
    const found = await deals[kind](id);
    if (!found) return null;
    if (actor.id === found.clientUserId) return { side: 'need', isConnected: true };
    if (actor.id === found.workerUserId) return { side: 'item', isConnected: true };
    return coordinates(actor, found.prefecture) ? { side: 'desk', isConnected: true } : null;
  };

  /** The two of a subject, with the listings that say whether their names are open; empty once they are. */
  const guardedParties = async ({ kind, id }: TalkSubject): Promise<{ userId: string; ref: ListingRef }[]> => {
    if (kind === 'case') return [];
    if (kind !== 'introduction') {
      const deal = await deals[kind](id);
      if (!deal?.listings) return [];
      const { need, item } = deal.listings;
      return [
        { userId: deal.clientUserId, ref: need },
        { userId: deal.workerUserId, ref: item },
      ];
    }
    const found = await findIntroduction(id);
    if (!found || found.state === 'connected') return [];
    return [
      { userId: found.needOwnerId, ref: { kind: 'need', id: found.needId } },
      { userId: found.itemOwnerId, ref: { kind: found.itemKind, id: found.itemId } },
    ];
  };

  /** Those whose names are closed to the actor: a coordinator may know one side only. */
  const closedTo = async (actor: Actor, subject: TalkSubject): Promise<string[]> => {
    const closed = await Promise.all(
      (await guardedParties(subject)).map(async ({ userId, ref }) =>
        userId === actor.id || (await isNamed(actor, ref)) ? [] : [userId],
      ),
    );
    return closed.flat();
  };

  return {
    async namesFor(actor: Actor, subject: TalkSubject, ids: readonly string[]) {
      const [names, closed] = await Promise.all([describe(ids), closedTo(actor, subject)]);
      for (const userId of closed) names.delete(userId);
      return names;
    },

    factsOf({ kind, id }: TalkSubject): Promise<SubjectFacts | null> {
      if (kind === 'case') return ofCase(id);
      return kind === 'introduction' ? ofIntroduction(id) : ofDeal(kind, id);
    },

    async standingOf(actor: Actor, { kind, id }: TalkSubject): Promise<TalkStanding | null> {
      if (kind === 'case') {
        const standing = await cases.standingOf(actor, id);
        if (!standing) return null;
        if (standing.kind === 'desk') return { side: 'desk', isConnected: false };
        // Several may offer something for one case; each talks in their own introduction.
        return standing.side === 'need' ? { side: 'need', isConnected: false } : null;
      }
      if (kind !== 'introduction') return standingInDeal(actor, kind, id);
      const found = await findIntroduction(id);
      if (!found) return null;
      const isConnected = found.state === 'connected';
      const side = sideOf(actor, found);
      if (side) return { side, isConnected };
      return coordinates(actor, found.prefecture) ? { side: 'desk', isConnected } : null;
    },
  };
}
