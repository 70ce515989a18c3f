// How an introduction looks to a party or a coordinator. Names open only when both have accepted.
import type { CandidateCard } from '@enishi/shared/matches';
import { progressOf, type IntroductionView, type Side } from '@enishi/shared/introductions';
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
  cards: (
    kind: ListingRef['kind'],
    listings: readonly Listing[],
    actor: Actor,
    forced?: Standing,
  ) => Promise<Map<string, unknown>>;
  /** Name, organisation and contact of a listing's owner, noted in the ledger as shown to the actor. */
  open: (listing: Listing, actor: Actor) => Promise<Opened | null>;
  /** Those of these whose two sides have had a meeting. */
  metOf: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Those of these out of which a joint development has come. */
  withProjectOf: (introductions: readonly Introduction[]) => Promise<ReadonlySet<string>>;
}

const presentAnswer = (answer: Answer, isMine: boolean) => ({
  state: answer.state,
  at: answer.at?.toISOString() ?? null,
  reason: answer.reason,
  text: answer.text,
  isMine,
});

/** Has a side opened it that did not begin it? */
const isRead = ({ origin, readAt }: Introduction): boolean =>
  (origin !== 'need_interest' && readAt.need !== null) || (origin !== 'item_interest' && readAt.item !== null);

const kinds = ['need', 'seed', 'expert'] as const;

export function createIntroductionPresenter(dependencies: Dependencies) {
  const { namesOf, listByIds, cards, open } = dependencies;
  /** Both halves of each introduction: whoever is asked to answer sees their cards, once it has ended only as anybody else. */
  const readPairs = async (introductions: readonly Introduction[], actor: Actor) => {
    const refs = introductions.flatMap(({ needId, itemKind, itemId, state }) => {
      const isLive = state === 'open' || state === 'connected';
      return [
        { kind: 'need' as const, id: needId, isLive },
        { kind: itemKind, id: itemId, isLive },
      ];
    });
    const listings = new Map<string, Listing>();
    const shown = new Map<string, unknown>();
    for (const kind of kinds) {
      const own = refs.filter((ref) => ref.kind === kind);
      const live = new Set(own.filter(({ isLive }) => isLive).map(({ id }) => id));
      const found = await listByIds(kind, [...new Set(own.map(({ id }) => id))]);
      for (const listing of found) listings.set(`${kind}:${listing.id}`, listing);
      const asked = await cards(
        kind,
        found.filter(({ id }) => live.has(id)),
        actor,
        'introduced',
      );
      const ended = await cards(
        kind,
        found.filter(({ id }) => !live.has(id)),
        actor,
      );
      for (const [id, card] of [...asked, ...ended]) shown.set(`${kind}:${id}`, card);
    }
    return { listings, shown };
  };

  const many = async (introductions: readonly Introduction[], actor: Actor): Promise<IntroductionView[]> => {
    const { listings, shown } = await readPairs(introductions, actor);
    const names = await namesOf(introductions.flatMap(({ coordinatorId }) => coordinatorId ?? []));
    const connected = introductions.filter(({ state }) => state === 'connected');
    const [met, withProject] = await Promise.all([
      dependencies.metOf(connected.map(({ id }) => id)),
      dependencies.withProjectOf(connected),
    ]);

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
          progress: progressOf({
            state: introduction.state,
            isRead: isRead(introduction),
            hasMet: met.has(introduction.id),
            hasProject: withProject.has(introduction.id),
          }),
          reply: introduction.reply,
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
