// Opens a data directory: lock, file, catalogue.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './commands/request.js';
import { openCatalog } from './store/catalog.js';
import { openEnvironment } from './store/environment.js';
import { lockDirectory } from './store/lock.js';
import { createRecords } from './store/records.js';

const DATA_FILE = 'enishi.lmdb';

export async function openEngine(directory: string, isDurable: boolean) {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const release = await lockDirectory(directory);
  try {
    const env = openEnvironment(join(directory, DATA_FILE), isDurable);
    const catalog = await openCatalog(env);
    const records = createRecords(env, catalog);
    const engine: Engine = { env, catalog, records, cursors: new Map() };
    return { engine, close: () => env.close().then(release) };
  } catch (error) {
    release();
    throw new Error(
      `The data in ${directory} cannot be opened: ${(error as Error).message}. Move the directory away; then restore a backup with "npm run db:restore -- FILE", or start afresh.`,
      { cause: error },
    );
  }
}
