// Keeps the match engine in step with the listings and writes the pairs it finds.
import { candidateKinds, matchLimit, matchThresholds, type CandidateKind } from '@enishi/shared/matches';
import type { ListingKind } from '@enishi/shared/listings';
import type { Bus } from '../../bus.js';
import type { Log } from '../../log.js';
import type { MatchEngine, MatchItem, MatchResult } from '../../matching/types.js';
import type { Listing, ListingRef } from '../../listings/listing.js';
import {
  expertAsItem,
  itemIdOf,
  needAsItem,
  refOf,
  seedAsItem,
  type Expert,
  type Need,
  type Seed,
} from './match-items.js';
import type { Match, MatchesStore, Scored } from './matches-store.js';

interface Source<L> {
  find(id: string): Promise<L | null>;
  eachPublished(): AsyncIterable<L>;
  countPublished(): Promise<number>;
  markMatched(id: string, version: number, at: Date): Promise<void>;
  listUnmatched(limit: number): Promise<string[]>;
}

export interface MatchingDependencies {
  engine: MatchEngine;
  store: MatchesStore;
  sources: { need: Source<Need>; seed: Source<Seed>; expert: Source<Expert> };
  bus: Bus;
  log: Log;
  now: () => Date;
}

/** What decides whether two listings may meet at all. */
interface Party {
  ownerId: string;
  organisationId: string;
  blocked: ReadonlySet<string>;
}

export const partyOf = ({ ownerId, organisationId, content }: Listing): Party => ({
  ownerId,
  organisationId,
  blocked: new Set(content.blockedOrganisationIds),
});

/** Nobody is matched with themselves, nor with whom either side has blocked. */
export const mayMeet = (one: Party, other: Party): boolean =>
  one.ownerId !== other.ownerId && !one.blocked.has(other.organisationId) && !other.blocked.has(one.organisationId);

const batchSize = 500;
const sweepSize = 200;

const asItem = (listing: Listing): MatchItem => {
  if (listing.kind === 'need') return needAsItem(listing as Need);
  return listing.kind === 'seed' ? seedAsItem(listing as Seed) : expertAsItem(listing as Expert);
};

const toEvidence = ({ evidence }: MatchResult): Match['evidence'] => ({
  tags: evidence.tags,
  words: evidence.words,
  quotes: evidence.quotes.map(({ field, text, marks }) => ({ field, text, marks })),
});

export function createMatchingService({ engine, store, sources, bus, log, now }: MatchingDependencies) {
  const parties = new Map<string, Party>();
  let isReady = false;

  const findListing = async ({ kind, id }: ListingRef): Promise<Listing | null> =>
    (sources[kind] as unknown as Source<Listing>).find(id);

  const takeIn = async (listings: readonly Listing[]) => {
    await engine.put(listings.map(asItem));
    for (const listing of listings) parties.set(itemIdOf(listing.kind, listing.id), partyOf(listing));
  };

  const takeOut = async ({ kind, id }: ListingRef) => {
    parties.delete(itemIdOf(kind, id));
    await engine.remove([itemIdOf(kind, id)]);
  };

  const meeting = (listing: Listing) => {
    const own = partyOf(listing);
    return (id: string) => {
      const other = parties.get(id);
      return other !== undefined && mayMeet(own, other);
    };
  };

  const toScored = (need: Need, result: MatchResult): Scored => {
    const { kind, id } = refOf(result.id);
    return {
      needId: need.id,
      itemKind: kind as CandidateKind,
      itemId: id,
      needOwnerId: need.ownerId,
      itemOwnerId: parties.get(result.id)?.ownerId ?? '',
      score: result.score,
      parts: result.parts,
      evidence: toEvidence(result),
      missing: result.missing,
    };
  };

  const isCandidate = (result: MatchResult | undefined): result is MatchResult =>
    result !== undefined && result.score >= matchThresholds.candidate;

  /** The candidates of a need; pairs found before that are no longer among them are scored again. */
  const scoreNeed = async (need: Need) => {
    const query = needAsItem(need);
    const found = (
      await engine.match(query, { k: matchLimit, kinds: [...candidateKinds], filter: meeting(need) })
    ).filter(isCandidate);
    const ids = new Set(found.map((result) => result.id));
    const known = await store.listOfNeed(need.id, 1000);
    const others = known.filter((match) => !ids.has(itemIdOf(match.itemKind, match.itemId)));
    const dropped: string[] = [];
    for (const match of others) {
      const id = itemIdOf(match.itemKind, match.itemId);
      const again = match.state !== 'candidate' && meeting(need)(id) ? await engine.explain(query, id) : undefined;
      if (again) found.push(again);
      else dropped.push(match.id);
    }
    return { scored: found.map((result) => toScored(need, result)), dropped };
  };

  /** The needs that an item fits, each scored from the need's side so that a pair has one score only. */
  const scoreItem = async (item: Seed | Expert) => {
    const id = itemIdOf(item.kind, item.id);
    const near = await engine.match(asItem(item), { k: matchLimit, kinds: ['need'], filter: meeting(item) });
    const known = await store.listOfItem(item.kind as CandidateKind, item.id, 1000);
    const needIds = new Set([...near.map((result) => refOf(result.id).id), ...known.map((match) => match.needId)]);
    const scored: Scored[] = [];
    const dropped: string[] = [];
    for (const needId of needIds) {
      const need = await sources.need.find(needId);
      const before = known.find((match) => match.needId === needId);
      const canMeet = need?.status === 'published' && meeting(need)(id);
      const result = need && canMeet ? await engine.explain(needAsItem(need), id) : undefined;
      const isKept = isCandidate(result) || (before !== undefined && before.state !== 'candidate');
      if (need && result && isKept) scored.push(toScored(need, result));
      else if (before) dropped.push(before.id);
    }
    return { scored, dropped };
  };

  /** Marks a version as matched, once everybody concerned was told. */
  const confirm = ({ kind, id, version }: ListingRef & { version: number }): Promise<void> =>
    sources[kind].markMatched(id, version, now());

  /** Finds and writes the pairs of one listing. Doing it twice is harmless. */
  const run = async (ref: ListingRef, authorId?: string): Promise<void> => {
    const listing = await findListing(ref);
    if (listing?.status !== 'published') return takeOut(ref);
    await takeIn([listing]);
    const { scored, dropped } =
      listing.kind === 'need' ? await scoreNeed(listing as Need) : await scoreItem(listing as Seed | Expert);
    await store.save(scored, now());
    await store.dropUntouched(dropped);
    const { kind, id, version } = listing;
    if (listing.isQuiet) return confirm({ kind, id, version });
    bus.announce('listing.matched', { kind, id, version, authorId: authorId ?? listing.ownerId });
  };

  const fillFrom = async (kind: ListingKind) => {
    let batch: Listing[] = [];
    let count = 0;
    for await (const listing of sources[kind].eachPublished()) {
      batch.push(listing);
      count += 1;
      if (batch.length < batchSize) continue;
      await takeIn(batch);
      batch = [];
      if (count % 10_000 === 0) log.info({ kind, count }, 'filling the match index');
    }
    if (batch.length > 0) await takeIn(batch);
    return count;
  };

  return {
    run,
    confirm,
    isReady: () => isReady,
    /** Reads every published listing into the engine. */
    async fill(): Promise<void> {
      const counts = { need: await fillFrom('need'), seed: await fillFrom('seed'), expert: await fillFrom('expert') };
      // The first question after a large load makes the index take its final form; nobody should have to wait for that.
      await engine.match({ title: 'ready', body: '', tags: [] }, { k: 1 });
      isReady = true;
      log.info(counts, 'the match index is filled');
    },
    /** Takes up listings whose matching was cut off by a crash. @returns how many */
    async sweep(signal?: AbortSignal): Promise<number> {
      const seen = new Set<string>();
      for (const kind of ['need', 'seed', 'expert'] as const) {
        const next = async () => (await sources[kind].listUnmatched(sweepSize)).filter((id) => !seen.has(id));
        for (let ids = await next(); ids.length > 0; ids = await next()) {
          for (const id of ids) {
            if (signal?.aborted) return seen.size;
            seen.add(id);
            await run({ kind, id });
          }
          await bus.settled();
        }
      }
      return seen.size;
    },
    /** Scores a pair that is not among the candidates, e.g. when somebody is interested all the same. */
    async scorePair(need: Need, item: ListingRef): Promise<Scored | null> {
      const id = itemIdOf(item.kind, item.id);
      if (!meeting(need)(id)) return null;
      const empty = { id, score: 0, parts: { tags: 0, text: 0, cooperation: 0, region: 0, readiness: 0 }, missing: [] };
      const result = await engine.explain(needAsItem(need), id);
      return toScored(need, result ?? { ...empty, evidence: { tags: [], words: [], quotes: [] } });
    },
  };
}
export type MatchingService = ReturnType<typeof createMatchingService>;
