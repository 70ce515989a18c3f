// npm run db:backup -- FILE [--data DIR]
// A consistent copy of the embedded database as one file, also while the server runs: LMDB gives a snapshot to a second
// process that only reads.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { open } from 'lmdb';
import { run, say } from './db-open.mjs';

await run(async () => {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string', default: process.env.DATA_DIR ?? 'data' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (!file) throw new Error('Usage: npm run db:backup -- FILE [--data DIR]');
  if (existsSync(file)) throw new Error(`${file} exists already; a backup never overwrites.`);
  const path = join(values.data, 'db', 'enishi.lmdb');
  if (!existsSync(path)) throw new Error(`There is no embedded database in ${values.data}.`);
  const root = open({ path, noSubdir: true, readOnly: true, maxDbs: 4 });
  await root.backup(file, true);
  await root.close();
  say(`Backed up to ${file}.`);
});
