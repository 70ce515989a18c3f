// Opens a data directory: file, lock, catalogue.
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
  const env = await explained(directory, () => openEnvironment(join(directory, DATA_FILE), isDurable));
  let release = (): void => undefined;
  const close = (): Promise<void> => env.close().then(() => release());
  try {
    release = await lockDirectory(env, directory);
    const catalog = await explained(directory, () => openCatalog(env));
    const engine: Engine = { env, catalog, records: createRecords(env, catalog), cursors: new Map() };
    return { engine, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws Error that says what to do with data that cannot be read */
async function explained<T>(directory: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw new Error(
      `The data in ${directory} cannot be opened: ${(error as Error).message}. Move the directory away; then restore a backup with "npm run db:restore -- FILE", or start afresh.`,
      { cause: error },
    );
  }
}
