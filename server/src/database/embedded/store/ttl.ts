// The sweeper of TTL indexes: once a minute it removes what has expired, in short transactions.
import type { Doc } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { collectNow, createScanner } from '../query/scan.js';
import type { Catalog, Collection, Index } from './catalog.js';
import type { Environment } from './environment.js';
import type { Records } from './records.js';

const BATCH = 500;

export async function sweepExpired(env: Environment, catalog: Catalog, records: Records): Promise<void> {
  for (const collection of catalog.list()) {
    for (const index of collection.indexes) {
      const seconds = index.expireAfterSeconds;
      if (seconds === null || !index.isReady) continue;
      const isThere = (): boolean =>
        catalog.find(collection.database, collection.name) === collection && collection.indexes.includes(index);
      const sweep = (): number => (isThere() ? sweepOnce(env, records, collection, index, seconds) : 0);
      while ((await env.write(sweep)) === BATCH);
    }
  }
}

function sweepOnce(env: Environment, records: Records, collection: Collection, index: Index, seconds: number): number {
  const [[path]] = index.key as [Index['key'][number]];
  const limit = new Date(Date.now() - seconds * 1000);
  const conditions: Doc[] = [new Map([[path, new Map([['$lte', limit]])]])];
  if (index.partial) conditions.push(index.partial.source);
  const filter = compileFilter(new Map([['$and', conditions]]));
  const scanner = createScanner(env, collection, { filter, sort: [] });
  const found = collectNow(scanner, { check: () => undefined }, BATCH);
  for (const { record } of found) records.remove(collection, record);
  return found.length;
}
