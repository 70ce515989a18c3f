// Candidates with reasons for whoever may see them, and what a coordinator does with them.
import type { z } from 'zod';
import { canSeeGroup } from '@enishi/shared/disclosure';
import type { decline, ItemMatch, MatchState, NeedMatch } from '@enishi/shared/matches';
import type { Actor } from '../../actor.js';
import type { Bus } from '../../bus.js';
import { notFound, notPossibleNow, stale } from '../../errors.js';
import type { Listing, ListingRef } from '../../listings/listing.js';
import { standingOf } from '../../listings/listing-policy.js';
import type { Need } from './match-items.js';
import type { MatchingService } from './matching-service.js';
import { canSeeMatch, matchAbilities, type PairStanding } from './matches-policy.js';
import type { Match, MatchesStore, MatchStep, Pair } from './matches-store.js';

/** Cards of listings by id, for an actor; made by the features that own them. */
export interface Gallery {
  find(ref: ListingRef): Promise<Listing | null>;
  listByIds(kind: ListingRef['kind'], ids: readonly string[]): Promise<Listing[]>;
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

export function createMatchesService(dependencies: Dependencies) {
  const { store, gallery, bus, now } = dependencies;

  /** Passages of a text that the viewer may not read are not quoted to them, nor its words named. */
  const evidenceFor = (match: Match, item: Listing, standing: PairStanding) => {
    const isReadable = standing.item !== null && canSeeGroup(standing.item, 'details', item.content.disclosure);
    if (isReadable) return match.evidence;
    return { ...match.evidence, words: [], quotes: match.evidence.quotes.filter((quote) => quote.field === 'title') };
  };

  const presentPair = (match: Match, item: Listing, standing: PairStanding, names: Map<string, { displayName: string }>) => {
    const last = match.history.at(-1);
    return {
      id: match.id,
      version: match.version,
      score: match.score,
      parts: match.parts,
      evidence: evidenceFor(match, item, standing),
      missing: match.missing,
      state: match.state,
      stateBy: last?.by ? (names.get(last.by)?.displayName ?? null) : null,
      stateAt: last?.at.toISOString() ?? null,
      declineReason: match.state === 'declined' ? (last?.reason ?? null) : null,
      introductionId: match.introductionId,
      computedAt: match.computedAt.toISOString(),
      abilities: matchAbilities(standing, match.state),
    };
  };

  /** Only the coordinator's own moves are kept from the parties: a shortlist is not a promise. */
  const forParty = <M extends { state: MatchState; stateBy: string | null; declineReason: unknown }>(pair: M): M =>
    pair.state === 'shortlisted' || pair.state === 'declined'
      ? { ...pair, state: 'candidate' as const, stateBy: null, stateAt: null, declineReason: null }
      : pair;

  const namesFor = (matches: readonly Match[]) =>
    dependencies.namesOf(matches.flatMap((match) => match.history.flatMap((entry) => entry.by ?? [])));

  const itemsOf = async (matches: readonly Match[]) => {
    const found = await Promise.all(
      (['seed', 'expert'] as const).map((kind) =>
        gallery.listByIds(kind, matches.filter((match) => match.itemKind === kind).map((match) => match.itemId)),
      ),
    );
    return new Map(found.flat().map((item) => [`${item.kind}:${item.id}`, item]));
  };

  /** Pairs of a need that the actor may see, each with its candidate's card. */
  const presentOfNeed = async (need: Listing, matches: readonly Match[], actor: Actor): Promise<NeedMatch[]> => {
    const needStanding = standingOf(actor, need);
    const items = await itemsOf(matches);
    const visible = [...items.values()].filter((item) => standingOf(actor, item) !== null);
    const [seeds, experts, names] = await Promise.all([
      gallery.cards('seed', visible.filter((item) => item.kind === 'seed'), actor),
      gallery.cards('expert', visible.filter((item) => item.kind === 'expert'), actor),
      namesFor(matches),
    ]);
    return matches.flatMap((match) => {
      const item = items.get(`${match.itemKind}:${match.itemId}`);
      const card = (match.itemKind === 'seed' ? seeds : experts).get(match.itemId);
      if (!item || !card || (item.status !== 'published' && match.state === 'candidate')) return [];
      const standing = { need: needStanding, item: standingOf(actor, item) };
      if (!canSeeMatch(standing)) return [];
      const pair = { ...presentPair(match, item, standing, names), candidate: { kind: match.itemKind, card } };
      return [(needStanding === 'coordinator' ? pair : forParty(pair)) as NeedMatch];
    });
  };

  const requireCoordinated = async (needId: string, matchId: string, actor: Actor) => {
    const match = await store.find(matchId);
    const need = match?.needId === needId ? await gallery.find({ kind: 'need', id: needId }) : null;
    const item = match && (await gallery.find({ kind: match.itemKind, id: match.itemId }));
    if (!match || !need || !item) throw notFound();
    const standing = { need: standingOf(actor, need), item: standingOf(actor, item) };
    if (!canSeeMatch(standing) || standing.need !== 'coordinator') throw notFound();
    return { match, need, abilities: matchAbilities(standing, match.state) };
  };

  const staleMatch = async (id: string, seen: number) => {
    const current = await store.find(id);
    if (!current) return notFound();
    const missed = current.history.slice(seen - current.version);
    const names = await namesFor([current]);
    const changes = missed.map((entry) => ({
      by: entry.by ? (names.get(entry.by)?.displayName ?? null) : null,
      at: entry.at.toISOString(),
      fields: [`state.${entry.state}`],
    }));
    return stale({ version: current.version, changes });
  };

  const move = async (match: Match, version: number, entry: Omit<MatchStep, 'at'>, introductionId?: string) => {
    const moved = await store.setState(match.id, version, { ...entry, at: now() }, introductionId);
    if (!moved) throw await staleMatch(match.id, version);
    if (entry.by) bus.announce('match.changed', { matchId: match.id, needId: match.needId, actorId: entry.by });
    return moved;
  };

  const presentOne = async (need: Listing, match: Match, actor: Actor): Promise<NeedMatch> => {
    const [presented] = await presentOfNeed(need, [match], actor);
    if (!presented) throw notFound();
    return presented;
  };

  return {
    presentOfNeed,
    listOfNeed: (needId: string) => store.listOfNeed(needId, shownOfNeed),

    async forNeed(needId: string, actor: Actor) {
      const need = await gallery.find({ kind: 'need', id: needId });
      const standing = need && standingOf(actor, need);
      if (!need || (standing !== 'owner' && standing !== 'coordinator')) throw notFound();
      const items = need.status === 'draft' ? [] : await presentOfNeed(need, await store.listOfNeed(needId, shownOfNeed), actor);
      return { items, isComplete: need.status !== 'published' || need.matchedAt !== null };
    },

    async forItem(ref: ListingRef & { kind: 'seed' | 'expert' }, actor: Actor) {
      const item = await gallery.find(ref);
      if (!item || standingOf(actor, item) !== 'owner') throw notFound();
      const matches = await store.listOfItem(ref.kind, ref.id, shownOfNeed);
      const needs = await gallery.listByIds('need', matches.map((match) => match.needId));
      const byId = new Map(needs.map((need) => [need.id, need]));
      const [cards, names] = await Promise.all([
        gallery.cards('need', needs.filter((need) => standingOf(actor, need) !== null), actor),
        namesFor(matches),
      ]);
      const items = matches.flatMap((match) => {
        const need = byId.get(match.needId);
        const card = cards.get(match.needId);
        if (!need || !card || (need.status !== 'published' && match.state === 'candidate')) return [];
        const standing = { need: standingOf(actor, need), item: 'owner' as const };
        return [forParty({ ...presentPair(match, item, standing, names), need: card } as ItemMatch)];
      });
      return { items, isComplete: item.status !== 'published' || item.matchedAt !== null };
    },

    async shortlist(ids: { id: string; matchId: string }, version: number, isShortlisted: boolean, actor: Actor) {
      const { match, need, abilities } = await requireCoordinated(ids.id, ids.matchId, actor);
      if (match.version !== version) throw await staleMatch(match.id, version);
      if (!abilities.canShortlist) throw notPossibleNow();
      const state = isShortlisted ? 'shortlisted' : 'candidate';
      return presentOne(need, await move(match, version, { state, by: actor.id, reason: null, text: '' }), actor);
    },

    async decline(ids: { id: string; matchId: string }, version: number, answer: z.output<typeof decline>, actor: Actor) {
      const { match, need, abilities } = await requireCoordinated(ids.id, ids.matchId, actor);
      if (match.version !== version) throw await staleMatch(match.id, version);
      if (!abilities.canDecline) throw notPossibleNow();
      // Ending the introduction moves the pair by itself.
      const wasWaiting = await dependencies.declineWaiting(match, actor, answer);
      const entry = { state: 'declined' as const, by: actor.id, ...answer };
      const moved = wasWaiting ? await store.find(match.id) : await move(match, version, entry);
      return presentOne(need, moved ?? match, actor);
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
        const moved = await store.setState(match.id, match.version, { ...entry, at: now(), isFollowing: true }, introductionId);
        if (moved) return;
        match = await store.findPair(pair);
      }
    },

    countByNeed: store.countByNeed,
    listHandled: store.listHandled,
  };
}
export type MatchesService = ReturnType<typeof createMatchesService>;
