// The sweeper of TTL indexes: once a minute it removes what has expired, in short transactions.
import { readDoc } from '../bson/read.js';
import { compileFilter } from '../query/match.js';
import { planQuery } from '../query/planner.js';
import { collectNow, createScanner } from '../query/scan.js';
import { isArray, type Doc, type Maybe } from '../bson/values.js';
import type { Catalog, Collection, Index } from './catalog.js';
import type { Environment } from './environment.js';
import { pathValue, type Records } from './records.js';

const BATCH = 500;
const forever = { check: () => undefined };

export async function sweepExpired(
  env: Environment,
  catalog: Catalog,
  records: Records,
  now = Date.now(),
): Promise<number> {
  let removed = 0;
  for (const collection of catalog.list()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds === null || !index.isReady) continue;
      let count: number;
      do {
        count = await env.write(() => sweepOnce(env, catalog, records, collection, index, now));
        removed += count;
      } while (count === BATCH);
    }
  }
  return removed;
}

function sweepOnce(
  env: Environment,
  catalog: Catalog,
  records: Records,
  collection: Collection,
  index: Index,
  now: number,
): number {
  if (catalog.find(collection.database, collection.name) !== collection || !collection.indexes.includes(index))
    return 0;
  const path = index.key[0]?.[0] as string;
  const limit = new Date(now - (index.expireAfterSeconds as number) * 1000);
  const conditions: Doc[] = [new Map([[path, new Map([['$lte', limit]])]])];
  if (index.partial) conditions.push(index.partial.source);
  const filter = compileFilter(new Map([['$and', conditions]]));
  const scanner = createScanner(env, collection, planQuery(collection, filter.source, []), filter);
  const found = collectNow(scanner, forever, BATCH);
  for (const item of found) {
    const document = readDoc(item.raw);
    if (hasDate(pathValue(document, path))) records.remove(collection, item.record, document);
  }
  return found.length;
}

const hasDate = (value: Maybe): boolean =>
  value instanceof Date || (isArray(value) && value.some((item) => item instanceof Date));
