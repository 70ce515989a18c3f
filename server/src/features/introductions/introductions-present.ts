// How an introduction looks to a party or a coordinator. Names open only when both have accepted.
import type { CandidateCard } from '@enishi/shared/matches';
import type { IntroductionView, Side } from '@enishi/shared/introductions';
import type { NeedCard } from '@enishi/shared/needs';
import type { Standing } from '@enishi/shared/disclosure';
import type { Actor } from '../../actor.js';
import type { Listing, ListingRef } from '../../listings/listing.js';
import { introductionAbilities, sideOf } from './introductions-policy.js';
import type { Answer, Introduction } from './introductions-store.js';

type Opened = NonNullable<IntroductionView['opened']>['need'];

interface Dependencies {
  namesOf: (ids: readonly string[]) => Promise<Map<string, { displayName: string }>>;
  listByIds: (kind: ListingRef['kind'], ids: readonly string[]) => Promise<Listing[]>;
  /** Cards by id; `forced` is the standing of somebody who is asked to answer. */
  cards: (kind: ListingRef['kind'], listings: readonly Listing[], actor: Actor, forced?: Standing) => Promise<Map<string, unknown>>;
  /** Name, organisation and contact of a listing's owner, noted in the ledger as shown to the actor. */
  open: (listing: Listing, actor: Actor) => Promise<Opened | null>;
}

const presentAnswer = (answer: Answer, isMine: boolean) => ({
  state: answer.state,
  at: answer.at?.toISOString() ?? null,
  reason: answer.reason,
  text: answer.text,
  isMine,
});

export function createIntroductionPresenter({ namesOf, listByIds, cards, open }: Dependencies) {
  const many = async (introductions: readonly Introduction[], actor: Actor): Promise<IntroductionView[]> => {
    const ids = { need: new Set<string>(), seed: new Set<string>(), expert: new Set<string>() };
    for (const { needId, itemKind, itemId } of introductions) {
      ids.need.add(needId);
      ids[itemKind].add(itemId);
    }
    const listings = new Map<string, Listing>();
    const shown = new Map<string, unknown>();
    for (const kind of ['need', 'seed', 'expert'] as const) {
      const found = await listByIds(kind, [...ids[kind]]);
      for (const listing of found) listings.set(`${kind}:${listing.id}`, listing);
      for (const [id, card] of await cards(kind, found, actor, 'introduced')) shown.set(`${kind}:${id}`, card);
    }
    const names = await namesOf(introductions.flatMap(({ coordinatorId }) => coordinatorId ?? []));

    const opened = async (introduction: Introduction) => {
      const need = listings.get(`need:${introduction.needId}`);
      const item = listings.get(`${introduction.itemKind}:${introduction.itemId}`);
      if (introduction.state !== 'connected' || !need || !item) return null;
      const [ofNeed, ofItem] = await Promise.all([open(need, actor), open(item, actor)]);
      return ofNeed && ofItem ? { need: ofNeed, item: ofItem } : null;
    };

    return Promise.all(
      introductions.map(async (introduction) => {
        const side: Side | null = sideOf(actor, introduction);
        const card = shown.get(`${introduction.itemKind}:${introduction.itemId}`);
        return {
          id: introduction.id,
          version: introduction.version,
          origin: introduction.origin,
          state: introduction.state,
          message: introduction.message,
          createdAt: introduction.createdAt.toISOString(),
          dueAt: introduction.dueAt.toISOString(),
          endedAt: introduction.endedAt?.toISOString() ?? null,
          coordinator: (introduction.coordinatorId && names.get(introduction.coordinatorId)?.displayName) ?? null,
          need: (shown.get(`need:${introduction.needId}`) as NeedCard | undefined) ?? null,
          candidate: card ? ({ kind: introduction.itemKind, card } as CandidateCard) : null,
          answers: {
            need: presentAnswer(introduction.answers.need, side === 'need'),
            item: presentAnswer(introduction.answers.item, side === 'item'),
          },
          mySide: side,
          opened: await opened(introduction),
          abilities: introductionAbilities(actor, introduction),
        };
      }),
    );
  };
  return {
    namesOf,
    many,
    one: async (introduction: Introduction, actor: Actor): Promise<IntroductionView> => {
      const [view] = await many([introduction], actor);
      if (!view) throw new Error('an introduction was not presented');
      return view;
    },
  };
}
export type IntroductionPresenter = ReturnType<typeof createIntroductionPresenter>;
