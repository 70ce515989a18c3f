// Keeps the match engine in step with the listings and writes the pairs it finds.
import type { PairedKind } from '@enishi/shared/listings';
import type { Bus } from '../../bus.js';
import type { Log } from '../../log.js';
import type { MatchEngine } from '../../matching/types.js';
import type { Listing, ListingRef, PairedRef } from '../../listings/listing.js';
import { createMatchFollower } from './match-follower.js';
import type { Expert, Need, Seed } from './match-items.js';
import { createMatchKeeper, mayMeet, partyOf } from './match-keeper.js';
import { createMatchScoring } from './match-scoring.js';
import { createSecondLook } from './match-second-look.js';
import type { MatchesStore } from './matches-store.js';

interface Source<L> {
  listByIds(ids: readonly string[]): Promise<L[]>;
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

export { mayMeet, partyOf };

const kinds = ['need', 'seed', 'expert'] as const;
const batchSize = 500;
const sweepSize = 200;

export function createMatchingService({ engine, store, sources, bus, log, now }: MatchingDependencies) {
  let isReady = false;

  const list = async (refs: readonly ListingRef[]): Promise<Listing[]> => {
    const found = await Promise.all(
      kinds.map(async (kind) => {
        const ids = refs.filter((ref) => ref.kind === kind).map((ref) => ref.id);
        return ids.length === 0 ? [] : (sources[kind] as unknown as Source<Listing>).listByIds(ids);
      }),
    );
    return found.flat();
  };
  const keeper = createMatchKeeper({ engine, list });
  const scoring = createMatchScoring({ engine, keeper, store });

  /** Marks a version as matched, once everybody concerned was told. */
  const confirm = ({ kind, id, version }: PairedRef & { version: number }): Promise<void> =>
    sources[kind].markMatched(id, version, now());

  /** Finds and writes the pairs of one listing. Doing it twice is harmless. */
  const match = async (ref: PairedRef, authorId?: string): Promise<void> => {
    const found = await scoring.pairsOf(ref);
    if (!found) return;
    const { listing, pairs } = found;
    await store.save(pairs.scored, now());
    await store.dropUntouched(pairs.dropped);
    const { kind, id } = ref;
    const { version } = listing;
    if (listing.isQuiet) return confirm({ kind, id, version });
    bus.announce('listing.matched', { kind, id, version, authorId: authorId ?? listing.ownerId });
  };

  const secondLook = createSecondLook(match);
  const follower = createMatchFollower({
    changes: store.changes,
    kinds,
    heldVersion: keeper.heldVersion,
    async take(refs) {
      for (let at = 0; at < refs.length; at += batchSize) await keeper.refresh(refs.slice(at, at + batchSize));
      secondLook.overtake();
    },
    settle: secondLook.settle,
    log,
  });

  const run = async (ref: PairedRef, authorId?: string): Promise<void> => {
    await match(ref, authorId);
    secondLook.remember(ref, authorId);
  };

  const fillFrom = async (kind: PairedKind) => {
    let batch: Listing[] = [];
    let count = 0;
    for await (const listing of sources[kind].eachPublished()) {
      batch.push(listing);
      count += 1;
      if (batch.length < batchSize) continue;
      await keeper.load(batch);
      batch = [];
      if (count % 10_000 === 0) log.info({ kind, count }, 'filling the match index');
    }
    if (batch.length > 0) await keeper.load(batch);
    return count;
  };

  return {
    run,
    confirm,
    /** Follows other servers no more. */
    stop: () => follower.stop(),
    isReady: () => isReady,
    /** Reads every published listing into the engine, and follows what other servers change from then on. */
    async fill(): Promise<void> {
      await follower.prepare();
      const counts = { need: await fillFrom('need'), seed: await fillFrom('seed'), expert: await fillFrom('expert') };
      // The first question after a large load makes the index take its final form; nobody should have to wait for that.
      await engine.match({ title: 'ready', body: '', tags: [] }, { k: 1 });
      isReady = true;
      follower.start();
      log.info(counts, 'the match index is filled');
    },
    /** Takes up listings whose matching was cut off by a crash. @returns how many */
    async sweep(signal?: AbortSignal): Promise<number> {
      const seen = new Set<string>();
      for (const kind of kinds) {
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
    scorePair: scoring.scorePair,
  };
}
export type MatchingService = ReturnType<typeof createMatchingService>;
