// Checks a data directory: every record can be read, every index holds exactly the entries its documents ask for, and
// the counters are right. Nothing is changed.
import { readDoc } from '../bson/codec.js';
import type { Catalog, Collection, Index } from './catalog.js';
import { afterPrefix, uint32, type Environment } from './environment.js';
import { indexKeys } from './index-keys.js';
import { entryKey, readRecord } from './records.js';

export interface FsckReport {
  readonly collections: number;
  readonly documents: number;
  readonly entries: number;
  /** One sentence each; empty when all is well. */
  readonly faults: string[];
}

export function checkData(env: Environment, catalog: Catalog): FsckReport {
  return env.read(() => {
    const faults: string[] = [];
    let documents = 0;
    let entries = 0;
    for (const collection of catalog.list()) {
      const found = checkCollection(env, collection, faults);
      documents += found.documents;
      entries += found.entries;
    }
    return { collections: catalog.list().length, documents, entries, faults };
  });
}

function checkCollection(
  env: Environment,
  collection: Collection,
  faults: string[],
): { documents: number; entries: number } {
  const name = `${collection.database}.${collection.name}`;
  const expected = new Map<Index, number>(collection.indexes.map((index) => [index, 0]));
  let documents = 0;
  let size = 0;
  const prefix = uint32(collection.id);
  for (const { key, value } of env.range('records', { start: prefix, end: afterPrefix(prefix) })) {
    documents++;
    size += value.length;
    checkRecord(env, collection, readRecord(key, 4), value, expected, faults);
  }
  if (documents !== collection.count)
    faults.push(`${name}: ${documents} documents, but the counter says ${collection.count}`);
  if (size !== collection.size) faults.push(`${name}: ${size} bytes, but the counter says ${collection.size}`);
  let entries = 0;
  for (const [index, wanted] of expected) {
    const own = uint32(index.id);
    const held = env.keys('entries', { start: own, end: afterPrefix(own) }).length;
    entries += held;
    if (index.isReady && held !== wanted)
      faults.push(`${name}: index ${index.name} holds ${held} entries instead of ${wanted}`);
  }
  return { documents, entries };
}

function checkRecord(
  env: Environment,
  collection: Collection,
  record: number,
  raw: Buffer,
  expected: Map<Index, number>,
  faults: string[],
): void {
  const name = `${collection.database}.${collection.name}`;
  try {
    const document = readDoc(raw);
    for (const index of collection.indexes) {
      if (!index.isReady) continue;
      const { keys } = indexKeys(index, document);
      expected.set(index, (expected.get(index) ?? 0) + keys.length);
      for (const key of keys) {
        const owner = env.get('entries', entryKey(index, key, record));
        if (!owner || readRecord(owner, 0) !== record)
          faults.push(`${name}: record ${record} is missing in index ${index.name}`);
      }
    }
  } catch (error) {
    faults.push(`${name}: record ${record} cannot be read (${(error as Error).message})`);
  }
}
