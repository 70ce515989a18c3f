// The embedded server as a whole: storage, commands, socket, and the work that goes on behind.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { reapCursors } from './commands/cursors.js';
import { createDispatch } from './commands/dispatch.js';
import { buildIndexes, sweepExpired } from './commands/indexes.js';
import type { Engine } from './commands/request.js';
import { CommandError } from './errors.js';
import { clearGarbage, openCatalog } from './store/catalog.js';
import { openEnvironment } from './store/environment.js';
import { lockDirectory } from './store/lock.js';
import { createRecords } from './store/records.js';
import { createListener, type Listener } from './wire/listener.js';

const DATA_FILE = 'enishi.lmdb';

export interface ServerOptions {
  readonly directory: string;
  readonly isDurable: boolean;
  readonly ttlMilliseconds?: number;
  log(level: 'warn' | 'error', message: string): void;
}

export interface EmbeddedServer {
  readonly engine: Engine;
  readonly listener: Listener;
  close(): Promise<void>;
}

export async function openEngine(
  directory: string,
  isDurable: boolean,
): Promise<{ engine: Engine; close(): Promise<void> }> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = await lockDirectory(directory);
  try {
    const env = openEnvironment(join(directory, DATA_FILE), isDurable);
    const catalog = await openCatalog(env);
    const records = createRecords(env, catalog);
    const engine: Engine = { env, catalog, records, cursors: new Map(), startedAt: new Date() };
    // Those whose building was interrupted.
    for (const collection of catalog.list())
      for (const index of collection.indexes.filter((item) => !item.isReady))
        await buildIndexes(engine, collection, [index]).catch(unlessDuplicate);
    const close = async (): Promise<void> => {
      await env.close();
      lock.release();
    };
    return { engine, close };
  } catch (error) {
    lock.release();
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

export async function startServer(options: ServerOptions): Promise<EmbeddedServer> {
  const { engine, close } = await openEngine(options.directory, options.isDurable);
  const report = (what: string) => (error: unknown) =>
    options.log('error', `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  const listener = createListener(
    createDispatch(engine, (error, command) => report(`command ${command}`)(error)),
    (reason) => options.log('warn', `connection closed: ${reason}`),
  );
  let background = engine.env.writeInSteps(clearGarbage(engine.env, engine.catalog)).catch(report('clearing up'));
  const ttl = setInterval(() => {
    background = background.then(() => sweepExpired(engine)).catch(report('TTL sweep'));
  }, options.ttlMilliseconds ?? 60_000);
  const reaper = setInterval(() => reapCursors(engine.cursors), 60_000);
  return {
    engine,
    listener,
    close: async () => {
      clearInterval(ttl);
      clearInterval(reaper);
      await listener.close();
      await background;
      await close();
    },
  };
}
