// npm run db:restore -- FILE [--data DIR]
// Puts a backup into a data directory that holds no database, and checks it.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from '../server/dist/database/embedded/server.js';
import { checkData } from '../server/dist/database/embedded/store/fsck.js';
import { run, say } from './db-open.mjs';

await run(async () => {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string', default: process.env.DATA_DIR ?? 'data' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file || !existsSync(file))
    throw new Error('Usage: npm run db:restore -- FILE [--data DIR]   (FILE: made by db:backup)');
  const directory = join(values.data, 'db');
  const path = join(directory, 'enishi.lmdb');
  if (existsSync(path)) throw new Error(`${path} exists already. Move it away first; a restore never overwrites.`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  copyFileSync(file, path);
  try {
    const { engine, close } = await openEngine(directory, true);
    const { documents, faults } = checkData(engine.env, engine.catalog);
    await close();
    if (faults.length) throw new Error(`The backup has faults: ${faults.join('; ')}`);
    say(`Restored ${documents} documents into ${directory}.`);
  } catch (error) {
    rmSync(path, { force: true });
    rmSync(`${path}-lock`, { force: true });
    throw error;
  }
});
