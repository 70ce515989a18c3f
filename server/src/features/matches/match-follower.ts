// Several servers over one database: each follows what the others wrote by looking, about twice a second, at what changed
// last. A change may come to sight later than its time says (a slow write, another machine's clock), so everything
// younger than the overlap is looked at again; when nothing happens there is nothing younger, and a look finds nothing.
import type { ListingKind } from '@enishi/shared/listings';
import { isDatabaseAway } from '../../database/away.js';
import type { ListingRef } from '../../listings/listing.js';
import type { Log } from '../../log.js';
import type { ListingChange, ListingChangesStore } from './listing-changes-store.js';

const everyMs = 400;
const overlapMs = 10_000;

interface Dependencies {
  changes: ListingChangesStore;
  kinds: readonly ListingKind[];
  heldVersion: (ref: ListingRef) => number | undefined;
  /** Called for each that changed elsewhere. */
  take: (refs: readonly ListingRef[]) => Promise<void>;
  /** Called after each look. */
  settle: () => Promise<void>;
  log: Log;
}

/** How far one collection is known: nothing older than `after` can still come to sight. */
interface Horizon {
  after: Date;
  /** The newest change met in each look, with when the look was, oldest first. */
  sightings: { newest: Date; at: number }[];
}

function advance(horizon: Horizon, newest: Date | undefined, at: number): void {
  const last = horizon.sightings.at(-1)?.newest ?? horizon.after;
  if (newest && newest > last) horizon.sightings.push({ newest, at });
  const settled = horizon.sightings.filter((sighting) => sighting.at <= at - overlapMs);
  horizon.after = settled.at(-1)?.newest ?? horizon.after;
  horizon.sightings.splice(0, settled.length);
}

export function createMatchFollower({ changes, kinds, heldVersion, take, settle, log }: Dependencies) {
  const horizons = new Map<ListingKind, Horizon>();
  let isClosed = false;
  let failures = 0;
  let current: Promise<void> | undefined;

  const isNews = (kind: ListingKind, { id, version, isPublished }: ListingChange): boolean => {
    const held = heldVersion({ kind, id });
    return isPublished ? held === undefined || held < version : held !== undefined;
  };

  const lookAt = async (kind: ListingKind, horizon: Horizon): Promise<ListingRef[]> => {
    const at = performance.now();
    const found = await changes.listAfter(kind, horizon.after);
    advance(horizon, found.at(-1)?.updatedAt, at);
    return found.filter((change) => isNews(kind, change)).map(({ id }) => ({ kind, id }));
  };

  const look = async (): Promise<void> => {
    const found: ListingRef[] = [];
    for (const [kind, horizon] of horizons) found.push(...(await lookAt(kind, horizon)));
    if (found.length > 0) await take(found);
    await settle();
  };

  const lookAgain = async (): Promise<void> => {
    try {
      await look();
      failures = 0;
    } catch (error) {
      // One look that failed is made good by the next; only what lasts is worth a line, and only one.
      if (failures === 1 && !isClosed && !isDatabaseAway(error))
        log.warn({ err: error }, 'the changes of other servers cannot be followed');
      failures += 1;
    }
    wait();
  };
  const wait = (): void => {
    if (isClosed) return;
    setTimeout(() => {
      if (!isClosed) current = lookAgain();
    }, everyMs).unref();
  };

  return {
    /** To be called before everything is read: what changes from here on will be seen. */
    async prepare(): Promise<void> {
      for (const kind of kinds) {
        const newest = await changes.findNewest(kind);
        horizons.set(kind, { after: new Date((newest?.getTime() ?? 0) - overlapMs), sightings: [] });
      }
    },
    /** To be called when everything was read; goes on until the database is closed. */
    start(): void {
      changes.onClose(() => {
        isClosed = true;
      });
      wait();
    },
    /** Looks no more; a look that had begun comes to its end. */
    async stop(): Promise<void> {
      isClosed = true;
      await current;
    },
  };
}
