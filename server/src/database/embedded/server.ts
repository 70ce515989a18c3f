// Opens a data directory: lock, file, catalogue, and the indexes whose building was interrupted.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIndexes } from './commands/indexes.js';
import type { Engine } from './commands/request.js';
import { CommandError } from './errors.js';
import { openCatalog } from './store/catalog.js';
import { openEnvironment } from './store/environment.js';
import { lockDirectory } from './store/lock.js';
import { createRecords } from './store/records.js';

const DATA_FILE = 'enishi.lmdb';

export async function openEngine(
  directory: string,
  isDurable: boolean,
): Promise<{ engine: Engine; close(): Promise<void> }> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const release = await lockDirectory(directory);
  try {
    const env = openEnvironment(join(directory, DATA_FILE), isDurable);
    const catalog = await openCatalog(env);
    const records = createRecords(env, catalog);
    const engine: Engine = { env, catalog, records, cursors: new Map(), startedAt: new Date() };
    for (const collection of catalog.list())
      for (const index of collection.indexes.filter((item) => !item.isReady))
        await buildIndexes(engine, collection, [index]).catch(unlessDuplicate);
    return { engine, close: () => env.close().then(release) };
  } catch (error) {
    release();
    throw new Error(
      `The data in ${directory} cannot be opened: ${(error as Error).message}. Move the directory away; then restore a backup with "npm run db:restore -- FILE", or start afresh.`,
      { cause: error },
    );
  }
}

/** Such an index was never promised to anybody, and is gone. */
function unlessDuplicate(error: unknown): void {
  if (!(error instanceof CommandError) || error.code !== 11000) throw error;
}
