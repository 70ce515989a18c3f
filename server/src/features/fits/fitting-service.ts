// Finds the pairs of an opening or of a profile, writes them, and sees to it that whoever is concerned hears of them.
// Doing it twice is harmless; an opening is marked as matched last, so that the sweep takes up what a crash cut off.
import type { ListingKind } from '@enishi/shared/listings';
import { breathe, type FitCandidates } from './fit-candidates.js';
import type { FitsNotices } from './fits-notices.js';
import type { FitPair, FitsStore } from './fits-store.js';
import { isFit, isWithinReach, type Pairing } from './pairing.js';
import type { Expert, Opening } from './work-sides.js';

interface Source<L> {
  find(id: string): Promise<L | null>;
  listByIds(ids: readonly string[]): Promise<L[]>;
}

interface Dependencies {
  candidates: FitCandidates;
  store: FitsStore;
  openings: Source<Opening> & {
    listUnmatched(limit: number): Promise<string[]>;
    markMatched(id: string, version: number, at: Date): Promise<void>;
  };
  experts: Source<Expert>;
  pairing: Pairing;
  notices: FitsNotices;
  /** The pairs of these have changed. */
  tellScreens: (changed: { openings: readonly Opening[]; experts: readonly Expert[] }) => void;
  now: () => Date;
}

export interface ChangedListing {
  kind: ListingKind;
  id: string;
  authorId: string;
}

const sweepSize = 100;

export function createFittingService(dependencies: Dependencies) {
  const { candidates, store, openings, experts, pairing, notices, now } = dependencies;

  const pairOf = async (opening: Opening, expert: Expert, reader = pairing.readerOf(opening)) => {
    await breathe();
    if (!pairing.mayPair(opening, expert)) return [];
    const fit = pairing.fitOf(opening, expert, reader);
    return isFit(fit) || isWithinReach(fit) ? [{ openingId: opening.id, expertId: expert.id, ...fit }] : [];
  };

  const matchOpening = async (id: string, authorId: string | null): Promise<void> => {
    const opening = await openings.find(id);
    if (!opening) return;
    const isOpen = opening.status === 'published' && pairing.isOpen(opening);
    const found = isOpen ? await experts.listByIds(await candidates.expertsFor(opening)) : [];
    const reader = pairing.readerOf(opening);
    const pairs: FitPair[] = [];
    for (const expert of found)
      if (expert.status === 'published') pairs.push(...(await pairOf(opening, expert, reader)));
    const gone = await store.replaceOfOpening(id, pairs);
    if (isOpen && !opening.isQuiet) await notices.openingMatched(opening, pairs, found, authorId ?? opening.ownerId);
    const paired = new Set(pairs.map((pair) => pair.expertId));
    const concerned = [...found.filter((expert) => paired.has(expert.id)), ...(await experts.listByIds(gone))];
    dependencies.tellScreens({ openings: [opening], experts: concerned });
    await openings.markMatched(id, opening.version, now());
  };

  const matchExpert = async (id: string, authorId: string | null): Promise<void> => {
    const expert = await experts.find(id);
    if (!expert) return;
    const isThere = expert.status === 'published';
    const found = isThere ? await openings.listByIds(await candidates.openingsFor(expert)) : [];
    const pairs: FitPair[] = [];
    for (const opening of found)
      if (opening.status === 'published' && pairing.isOpen(opening)) pairs.push(...(await pairOf(opening, expert)));
    const gone = await store.replaceOfExpert(id, pairs);
    if (isThere && !expert.isQuiet) await notices.expertMatched(expert, pairs, found, authorId ?? expert.ownerId);
    const paired = new Set(pairs.map((pair) => pair.openingId));
    const concerned = [...found.filter((opening) => paired.has(opening.id)), ...(await openings.listByIds(gone))];
    dependencies.tellScreens({ openings: concerned, experts: [expert] });
    const { unavailableUntil } = expert.content;
    if (isThere && unavailableUntil !== null && unavailableUntil >= pairing.today())
      await store.wakeAfter(id, unavailableUntil);
    else await store.forgetWake(id);
  };

  const follow = async ({ kind, id, authorId }: ChangedListing): Promise<void> => {
    if (kind === 'opening') await matchOpening(id, authorId);
    if (kind === 'expert') await matchExpert(id, authorId);
  };

  return {
    follow,
    /** Openings whose matching was cut off, and profiles whose owner takes work again. @returns how many */
    async sweep(signal?: AbortSignal): Promise<number> {
      const unmatched = await openings.listUnmatched(sweepSize);
      for (const id of unmatched) if (!signal?.aborted) await matchOpening(id, null);
      const awake = await store.listToWake(pairing.today(), sweepSize);
      for (const id of awake) if (!signal?.aborted) await matchExpert(id, null);
      return unmatched.length + awake.length;
    },
  };
}
