// Checks a data directory: every record can be read, and every index holds exactly the entries its documents ask for.
// Nothing is changed.
import { readDoc } from '../bson/codec.js';
import { spanOf, type Catalog, type Collection, type Index } from './catalog.js';
import { readRecord, type Environment } from './environment.js';
import { indexKeys } from './index-keys.js';
import { entryKey } from './records.js';

export interface FsckReport {
  readonly collections: number;
  documents: number;
  entries: number;
  /** One sentence each; empty when all is well. */
  readonly faults: string[];
}

export function checkData(env: Environment, catalog: Catalog): FsckReport {
  const report: FsckReport = { collections: catalog.list().length, documents: 0, entries: 0, faults: [] };
  env.read(() => catalog.list().forEach((collection) => checkCollection(env, collection, report)));
  return report;
}

function checkCollection(env: Environment, { namespace, id, indexes }: Collection, report: FsckReport): void {
  const expected = new Map<Index, number>(indexes.map((index) => [index, 0]));
  for (const { key, value } of env.range('records', spanOf(id))) {
    report.documents++;
    const record = readRecord(key, 4);
    try {
      const document = readDoc(value);
      for (const index of indexes) {
        const { keys } = indexKeys(index, document);
        expected.set(index, expected.get(index)! + keys.length);
        const isHeld = (wanted: Buffer): boolean => {
          const owner = env.get('entries', entryKey(index, wanted, record));
          return owner !== undefined && readRecord(owner, 0) === record;
        };
        if (!keys.every(isHeld)) report.faults.push(`${namespace}: record ${record} is missing in index ${index.name}`);
      }
    } catch (error) {
      report.faults.push(`${namespace}: record ${record} cannot be read (${(error as Error).message})`);
    }
  }
  for (const [index, wanted] of expected) {
    const held = env.keys('entries', spanOf(index.id)).length;
    report.entries += held;
    if (held !== wanted)
      report.faults.push(`${namespace}: index ${index.name} holds ${held} entries instead of ${wanted}`);
  }
}
