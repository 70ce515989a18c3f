// Candidates with reasons for whoever may see them, and what a coordinator does with them.
import type { z } from 'zod';
import { candidateKinds, type decline, type ItemMatch, type MatchState, type NeedMatch } from '@enishi/shared/matches';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { notFound, notPossibleNow, stale } from '../../errors.js';
import type { Listing, ListingRef } from '../../listings/listing.js';
import { standingOf } from '../../listings/listing-policy.js';
import type { Need } from './match-items.js';
import type { MatchingService } from './matching-service.js';
import { evidenceFor, nameOf, pairStanding, type Halves } from './match-disclosure.js';
import { canSeeMatch, matchAbilities } from './matches-policy.js';
import type { Match, MatchesStore, MatchStep, Pair } from './matches-store.js';

/** Cards of listings by id, for an actor; made by the features that own them. */
export interface Gallery {
  find(ref: ListingRef): Promise<Listing | null>;
  listByIds(kind: ListingRef['kind'], ids: readonly string[]): Promise<Listing[]>;
  visibleIds(kind: ListingRef['kind'], ids: readonly string[], actor: Actor): Promise<string[]>;
  cards(kind: ListingRef['kind'], listings: readonly Listing[], actor: Actor): Promise<Map<string, unknown>>;
}

interface Dependencies {
  store: MatchesStore;
  matching: Pick<MatchingService, 'scorePair'>;
  gallery: Gallery;
  bus: Bus;
  now: () => Date;
  namesOf: (ids: readonly string[]) => Promise<Map<string, { displayName: string }>>;
  /** Tells whoever waits for an answer on this pair that it was declined; true when somebody did. */
  declineWaiting: (pair: Pair, actor: Actor, answer: z.output<typeof decline>) => Promise<boolean>;
}

const shownOfNeed = 30;

type Names = ReadonlyMap<string, { displayName: string }>;

/**
 * What was made of something last, for as long as it is asked for with the same. Things that were not changed are read as
 * the same objects, so most pairs need not be told anew each time somebody looks.
 */
function createRecall<Value>() {
  const last = new WeakMap<object, { from: readonly unknown[]; value: Value }>();
  return (thing: object, from: readonly unknown[], make: () => Value): Value => {
    const known = last.get(thing);
    if (known?.from.every((input, at) => input === from[at])) return known.value;
    const value = make();
    last.set(thing, { from, value });
    return value;
  };
}

export function createMatchesService(dependencies: Dependencies) {
  const { store, gallery, bus, now } = dependencies;
  const recall = createRecall<NeedMatch | null>();

  const presentPair = (match: Match, halves: Halves, actor: Actor, names: Names) => {
    const last = match.history.at(-1);
    return {
      id: match.id,
      version: match.version,
      score: match.score,
      parts: match.parts,
      evidence: evidenceFor(match, halves, actor),
      missing: match.missing,
      state: match.state,
      stateBy: nameOf(last?.by ?? null, halves, actor, names),
      stateAt: last?.at.toISOString() ?? null,
      declineReason: match.state === 'declined' ? (last?.reason ?? null) : null,
      introductionId: match.introductionId,
      computedAt: match.computedAt.toISOString(),
      abilities: matchAbilities(pairStanding(halves, actor), match.state),
    };
  };

  /** Only the coordinator's own moves are kept from the parties: a shortlist is not a promise. */
  const forParty = <M extends { state: MatchState; stateBy: string | null; declineReason: unknown }>(pair: M): M =>
    pair.state === 'shortlisted' || pair.state === 'declined'
      ? { ...pair, state: 'candidate' as const, stateBy: null, stateAt: null, declineReason: null }
      : pair;

  const namesFor = async (matches: readonly Match[]): Promise<Names> => {
    const ids = matches.flatMap((match) => match.history.flatMap((entry) => entry.by ?? []));
    return ids.length === 0 ? new Map() : dependencies.namesOf(ids);
  };

  const itemsOf = async (matches: readonly Match[]) => {
    const found = await Promise.all(
      candidateKinds.map(async (kind) => {
        const ids = matches.filter((match) => match.itemKind === kind).map((match) => match.itemId);
        return ids.length === 0 ? [] : gallery.listByIds(kind, ids);
      }),
    );
    return new Map(found.flat().map((item) => [`${item.kind}:${item.id}`, item]));
  };

  /** Nothing is asked of the database for a kind that does not occur. */
  const cardsOf = async (kind: ListingRef['kind'], listings: readonly Listing[], actor: Actor) => {
    const own = listings.filter((listing) => listing.kind === kind && standingOf(actor, listing) !== null);
    return own.length === 0 ? new Map<string, unknown>() : gallery.cards(kind, own, actor);
  };

  const tellOfNeed = (match: Match, halves: Halves, card: unknown, actor: Actor, names: Names): NeedMatch | null => {
    const standing = pairStanding(halves, actor);
    if (!canSeeMatch(standing)) return null;
    const pair = { ...presentPair(match, halves, actor, names), candidate: { kind: match.itemKind, card } };
    return (standing.need === 'coordinator' ? pair : forParty(pair)) as NeedMatch;
  };

  /** Pairs of a need that the actor may see, each with its candidate's card. */
  const presentOfNeed = async (need: Listing, matches: readonly Match[], actor: Actor): Promise<NeedMatch[]> => {
    const items = await itemsOf(matches);
    const all = [...items.values()];
    const [seeds, experts, names] = await Promise.all([
      cardsOf('seed', all, actor),
      cardsOf('expert', all, actor),
      namesFor(matches),
    ]);
    // Names may change while nothing else does.
    const viewer = JSON.stringify([actor, [...names]]);
    return matches.flatMap((match) => {
      const item = items.get(`${match.itemKind}:${match.itemId}`);
      const card = (match.itemKind === 'seed' ? seeds : experts).get(match.itemId);
      if (!item || !card || (item.status !== 'published' && match.state === 'candidate')) return [];
      return (
        recall(match, [need, item, card, viewer], () => tellOfNeed(match, { need, item }, card, actor, names)) ?? []
      );
    });
  };

  const requireCoordinated = async (needId: string, matchId: string, actor: Actor) => {
    const match = await store.find(matchId);
    const need = match?.needId === needId ? await gallery.find({ kind: 'need', id: needId }) : null;
    const item = match && (await gallery.find({ kind: match.itemKind, id: match.itemId }));
    if (!match || !need || !item) throw notFound();
    const halves = { need, item };
    const standing = pairStanding(halves, actor);
    if (!canSeeMatch(standing) || standing.need !== 'coordinator') throw notFound();
    return { match, halves, abilities: matchAbilities(standing, match.state) };
  };

  const staleMatch = async (id: string, seen: number, halves: Halves, actor: Actor) => {
    const current = await store.find(id);
    if (!current) return notFound();
    const missed = current.version > seen ? current.history.slice(seen - current.version) : [];
    const names = await namesFor([current]);
    const changes = missed.map((entry) => ({
      by: nameOf(entry.by, halves, actor, names),
      at: entry.at.toISOString(),
      fields: [`state.${entry.state}`],
    }));
    return stale({ version: current.version, changes });
  };

  const move = async (
    match: Match,
    halves: Halves,
    actor: Actor,
    entry: Pick<MatchStep, 'state' | 'reason' | 'text'>,
  ) => {
    const moved = await store.setState(match.id, match.version, { ...entry, by: actor.id, at: now() });
    if (!moved) throw await staleMatch(match.id, match.version, halves, actor);
    bus.announce('match.changed', { matchId: match.id, needId: match.needId, actorId: actor.id });
    return moved;
  };

  const presentOne = async ({ need }: Halves, match: Match, actor: Actor): Promise<NeedMatch> => {
    const [presented] = await presentOfNeed(need, [match], actor);
    if (!presented) throw notFound();
    return presented;
  };

  return {
    presentOfNeed,
    listOfNeed: (needId: string) => store.listOfNeed(needId, shownOfNeed),

    async forNeed(needId: string, actor: Actor) {
      const [need, matches] = await Promise.all([
        gallery.find({ kind: 'need', id: needId }),
        store.listOfNeed(needId, shownOfNeed),
      ]);
      const standing = need && standingOf(actor, need);
      if (!need || (standing !== 'owner' && standing !== 'coordinator')) throw notFound();
      const items = need.status === 'draft' ? [] : await presentOfNeed(need, matches, actor);
      return { items, isComplete: need.status !== 'published' || need.matchedAt !== null };
    },

    async forItem(ref: ListingRef & { kind: 'seed' | 'expert' }, actor: Actor) {
      const item = await gallery.find(ref);
      if (!item || standingOf(actor, item) !== 'owner') throw notFound();
      const matches = await store.listOfItem(ref.kind, ref.id, shownOfNeed);
      const needs = await gallery.listByIds(
        'need',
        matches.map((match) => match.needId),
      );
      const byId = new Map(needs.map((need) => [need.id, need]));
      const [cards, names] = await Promise.all([cardsOf('need', needs, actor), namesFor(matches)]);
      const items = matches.flatMap((match) => {
        const need = byId.get(match.needId);
        const card = cards.get(match.needId);
        if (!need || !card || (need.status !== 'published' && match.state === 'candidate')) return [];
        return [forParty({ ...presentPair(match, { need, item }, actor, names), need: card } as ItemMatch)];
      });
      return { items, isComplete: item.status !== 'published' || item.matchedAt !== null };
    },

    async shortlist(ids: { id: string; matchId: string }, version: number, isShortlisted: boolean, actor: Actor) {
      const { match, halves, abilities } = await requireCoordinated(ids.id, ids.matchId, actor);
      if (match.version !== version) throw await staleMatch(match.id, version, halves, actor);
      if (!abilities.canShortlist) throw notPossibleNow();
      const state = isShortlisted ? 'shortlisted' : 'candidate';
      return presentOne(halves, await move(match, halves, actor, { state, reason: null, text: '' }), actor);
    },

    async decline(
      ids: { id: string; matchId: string },
      version: number,
      answer: z.output<typeof decline>,
      actor: Actor,
    ) {
      const { match, halves, abilities } = await requireCoordinated(ids.id, ids.matchId, actor);
      if (match.version !== version) throw await staleMatch(match.id, version, halves, actor);
      if (!abilities.canDecline) throw notPossibleNow();
      // Ending the introduction moves the pair by itself.
      const wasWaiting = await dependencies.declineWaiting(match, actor, answer);
      const moved = wasWaiting
        ? await store.find(match.id)
        : await move(match, halves, actor, { state: 'declined', ...answer });
      return presentOne(halves, moved ?? match, actor);
    },

    /** Follows an introduction: sets the state of its pair, making the pair where there was none. Repeating is harmless. */
    async follow(need: Need, pair: Pair, entry: Omit<MatchStep, 'at'>, introductionId: string): Promise<void> {
      let match = await store.findPair(pair);
      if (!match) {
        const scored = await dependencies.matching.scorePair(need, { kind: pair.itemKind, id: pair.itemId });
        if (!scored) return;
        await store.save([scored], now());
        match = await store.findPair(pair);
      }
      // A change in between by a coordinator is simply followed by this one.
      while (match && !(match.state === entry.state && match.introductionId === introductionId)) {
        const moved = await store.setState(
          match.id,
          match.version,
          { ...entry, at: now(), isFollowing: true },
          introductionId,
        );
        if (moved) return;
        match = await store.findPair(pair);
      }
    },

    /** How many candidates of each need the actor may see. */
    async countByNeed(needIds: readonly string[], actor: Actor): Promise<Map<string, number>> {
      const pairs = await store.listPairs(needIds);
      const visible = new Set<string>();
      for (const kind of candidateKinds) {
        const ids = new Set(pairs.filter((pair) => pair.itemKind === kind).map((pair) => pair.itemId));
        for (const id of await gallery.visibleIds(kind, [...ids], actor)) visible.add(`${kind}:${id}`);
      }
      const counts = new Map<string, number>();
      for (const { needId, itemKind, itemId } of pairs)
        if (visible.has(`${itemKind}:${itemId}`)) counts.set(needId, (counts.get(needId) ?? 0) + 1);
      return counts;
    },
    listHandled: store.listHandled,
  };
}
export type MatchesService = ReturnType<typeof createMatchesService>;
