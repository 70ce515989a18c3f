// Which pairs a listing has, with score and reasons. A pair is always scored from the need's side, so it has one score.
import { candidateKinds, matchLimit, matchThresholds, type CandidateKind } from '@enishi/shared/matches';
import type { Listing, ListingRef } from '../../listings/listing.js';
import type { MatchEngine, MatchItem, MatchResult } from '../../matching/types.js';
import { asItem, itemIdOf, refOf, type Need } from './match-items.js';
import type { MatchKeeper } from './match-keeper.js';
import type { Match, MatchesStore, Scored } from './matches-store.js';

/** The most known pairs of one listing that are looked at again. */
const knownLimit = 1000;

interface Dependencies {
  engine: Pick<MatchEngine, 'match' | 'explain'>;
  keeper: MatchKeeper;
  store: Pick<MatchesStore, 'listOfNeed' | 'listOfItem'>;
}

export interface Pairs {
  scored: Scored[];
  /** Ids of stored pairs that do not fit any more. */
  dropped: string[];
}

const toEvidence = ({ evidence }: MatchResult): Match['evidence'] => ({
  tags: evidence.tags,
  words: evidence.words,
  quotes: evidence.quotes.map(({ field, text, marks }) => ({ field, text, marks })),
});

const isCandidate = (result: MatchResult | undefined): result is MatchResult =>
  result !== undefined && result.score >= matchThresholds.candidate;

export function createMatchScoring({ engine, keeper, store }: Dependencies) {
  const toScored = (need: Listing, result: MatchResult): Scored => {
    const { kind, id } = refOf(result.id);
    return {
      needId: need.id,
      itemKind: kind as CandidateKind,
      itemId: id,
      needOwnerId: need.ownerId,
      itemOwnerId: keeper.ownerOf(result.id),
      score: result.score,
      parts: result.parts,
      evidence: toEvidence(result),
      missing: result.missing,
    };
  };

  /** The candidates of a need; pairs found before that are no longer among them are scored again. */
  const ofNeed = async (need: Listing, query: MatchItem): Promise<Pairs> => {
    const mayMeet = keeper.meeting(need);
    const wanted = { k: matchLimit, kinds: [...candidateKinds], filter: mayMeet };
    const found = (await engine.match(query, wanted)).filter(isCandidate);
    const ids = new Set(found.map((result) => result.id));
    const known = await store.listOfNeed(need.id, knownLimit);
    const dropped: string[] = [];
    for (const match of known) {
      const id = itemIdOf(match.itemKind, match.itemId);
      if (ids.has(id)) continue;
      const again = match.state !== 'candidate' && mayMeet(id) ? await engine.explain(query, id) : undefined;
      if (again) found.push(again);
      else dropped.push(match.id);
    }
    return { scored: found.map((result) => toScored(need, result)), dropped };
  };

  /** Undefined when the two may not meet or share nothing. */
  const ofPair = async (need: ListingRef, itemId: string): Promise<Scored | undefined> => {
    const asked = await keeper.ask(need, async (listing, query) =>
      keeper.meeting(listing)(itemId) ? engine.explain(query, itemId) : undefined,
    );
    return asked?.answer && toScored(asked.listing, asked.answer);
  };

  /** The needs that an item may fit: the nearest ones, and all that it was paired with before. */
  const ofItem = async (item: ListingRef, near: readonly MatchResult[]): Promise<Pairs> => {
    const itemId = itemIdOf(item.kind, item.id);
    const known = await store.listOfItem(item.kind as CandidateKind, item.id, knownLimit);
    const needIds = new Set([...near.map((result) => refOf(result.id).id), ...known.map((match) => match.needId)]);
    const pairs: Pairs = { scored: [], dropped: [] };
    for (const needId of needIds) {
      const before = known.find((match) => match.needId === needId);
      const scored = await ofPair({ kind: 'need', id: needId }, itemId);
      const isHandled = before !== undefined && before.state !== 'candidate';
      if (scored && (scored.score >= matchThresholds.candidate || isHandled)) pairs.scored.push(scored);
      else if (before) pairs.dropped.push(before.id);
    }
    return pairs;
  };

  return {
    /** Null when the listing is not to be found by others; its version is the one that was matched. */
    async pairsOf(ref: ListingRef): Promise<{ listing: Listing; pairs: Pairs } | null> {
      if (ref.kind === 'need') {
        const asked = await keeper.ask(ref, ofNeed);
        return asked && { listing: asked.listing, pairs: asked.answer };
      }
      const asked = await keeper.ask(ref, (item, query) =>
        engine.match(query, { k: matchLimit, kinds: ['need'], filter: keeper.meeting(item) }),
      );
      return asked && { listing: asked.listing, pairs: await ofItem(ref, asked.answer) };
    },
    /** Scores a pair that is not among the candidates, e.g. when somebody is interested all the same. */
    async scorePair(need: Need, item: ListingRef): Promise<Scored | null> {
      const id = itemIdOf(item.kind, item.id);
      if (!keeper.meeting(need)(id)) return null;
      const scored = await ofPair({ kind: 'need', id: need.id }, id);
      if (scored) return scored;
      const empty = { id, score: 0, parts: { tags: 0, text: 0, cooperation: 0, region: 0, readiness: 0 }, missing: [] };
      const result = await engine.explain(asItem(need), id);
      return toScored(need, result ?? { ...empty, evidence: { tags: [], words: [], quotes: [] } });
    },
  };
}
