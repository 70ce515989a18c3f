// Themed boards: the needs, seeds, profiles and companies of one field, as each coordinator may see them.
import type { Connection } from 'mongoose';
import type { ExpertCard } from '@enishi/shared/experts';
import type { NeedCard } from '@enishi/shared/needs';
import type { SeedCard } from '@enishi/shared/seeds';
import type { BoardCandidateKind } from '@enishi/shared/themed-boards';
import type { Actor } from './actor.js';
import type { Bus } from './bus.js';
import { createBoardPairsStore } from './features/themed-boards/board-pairs-store.js';
import { createBoardField, keyOf, type FieldSources } from './features/themed-boards/boards-field.js';
import { boardsRoutes } from './features/themed-boards/boards-routes.js';
import { createBoardsService } from './features/themed-boards/boards-service.js';
import { createBoardsStore } from './features/themed-boards/boards-store.js';
import { mayMeet, partyOf } from './features/matches/matching-service.js';
import { toName, type OrganisationsStore } from './features/organisations/organisations-store.js';
import type { People } from './features/users/people.js';
import type { Listing } from './listings/listing.js';
import type { Publisher } from './realtime/sockets.js';
import { tagging } from './tagging.js';
import type { Listings } from './wire-listings.js';

interface Parts {
  connection: Connection;
  bus: Bus;
  now: () => Date;
  people: People;
  organisations: OrganisationsStore;
  listings: Listings;
  publisher: () => Publisher;
  matchesOfNeed: (
    needId: string,
    limit: number,
  ) => Promise<{ itemKind: 'seed' | 'expert'; itemId: string; score: number; state: string }[]>;
}

/** Matches of one need that are looked through for those of the field. */
const matchesRead = 500;
const introduced = new Set(['proposed', 'connected']);

function sourcesOf({ listings, organisations, matchesOfNeed }: Parts): FieldSources {
  const list = (kind: 'need' | 'seed' | 'expert', query: Record<string, unknown>, actor: Actor) =>
    listings.byKind[kind].list(query as never, actor) as Promise<{ items: unknown[]; total: number }>;
  const asked = ({ tags, words }: { tags: readonly string[]; words: string }, limit: number) => ({
    limit,
    tags: [...tags],
    ...(words && { q: words }),
  });
  const blocks = (listing: Listing, organisationId: string): boolean =>
    listing.content.blockedOrganisationIds.includes(organisationId) || listing.organisationId === organisationId;
  return {
    async needs({ prefectures, ...query }, limit, actor) {
      // Pairs are worked through for one's own needs; of others' a coordinator sees no candidates anywhere.
      const served = actor.servedPrefectures.filter((one) => prefectures.length === 0 || prefectures.includes(one));
      if (served.length === 0) return { items: [], total: 0 };
      const { items, total } = await list('need', { ...asked(query, limit), prefecture: served }, actor);
      return { items: items as NeedCard[], total };
    },
    async candidates(query, limit, actor) {
      const [seeds, experts] = await Promise.all([
        list('seed', asked(query, limit), actor),
        list('expert', asked(query, limit), actor),
      ]);
      const items = [
        ...(seeds.items as SeedCard[]).map((card) => ({ kind: 'seed' as const, card })),
        ...(experts.items as ExpertCard[]).map((card) => ({ kind: 'expert' as const, card })),
      ];
      return { items, total: seeds.total + experts.total };
    },
    async companies({ tags, words }, limit) {
      const meant = [...new Set(tags.flatMap((tag) => tagging.withNarrower(tag)))];
      const { items, total } = await organisations.listByTags(meant, words, limit);
      return { items: items.map(toName), total };
    },
    async matchedOf(needId) {
      const found = await matchesOfNeed(needId, matchesRead);
      return found.map(({ itemKind, itemId, score, state }) => ({
        kind: itemKind,
        id: itemId,
        score,
        isProposed: introduced.has(state),
      }));
    },
    async barredOf(needIds, candidates) {
      const ofKind = (kind: BoardCandidateKind) => candidates.filter((one) => one.kind === kind).map(({ id }) => id);
      const [needs, seeds, experts] = await Promise.all([
        listings.listByIds('need', needIds),
        listings.listByIds('seed', ofKind('seed')),
        listings.listByIds('expert', ofKind('expert')),
      ]);
      const barred = new Set<string>();
      for (const need of needs) {
        for (const item of [...seeds, ...experts])
          if (!mayMeet(partyOf(need), partyOf(item)))
            barred.add(keyOf({ needId: need.id, kind: item.kind as BoardCandidateKind, candidateId: item.id }));
        for (const id of ofKind('organisation'))
          if (blocks(need, id)) barred.add(keyOf({ needId: need.id, kind: 'organisation', candidateId: id }));
      }
      return barred;
    },
  };
}

export function wireThemedBoards(parts: Parts) {
  const { connection, bus, now, people, publisher } = parts;
  const service = createBoardsService({
    ...{ bus, now },
    store: createBoardsStore(connection),
    pairs: createBoardPairsStore(connection),
    field: createBoardField(sourcesOf(parts)),
    namesOf: people.describe,
    isKnownTag: tagging.has,
  });
  return {
    /** For samples. */
    boards: service,
    routes: boardsRoutes(service),
    /** Every colleague who may have it on screen; the hint says no more than that something of it moved. */
    async boardChanged({ boardId }: { boardId: string }): Promise<void> {
      const hint = { topic: 'themed_board', id: boardId } as const;
      for (const prefecture of await service.servedBy(boardId)) publisher().toCoordinators(prefecture, hint);
    },
  };
}
export type ThemedBoards = ReturnType<typeof wireThemedBoards>;
