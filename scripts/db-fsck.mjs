// npm run db:fsck -- [--data DIR]
// Checks the embedded database of a data directory while no server runs on it: records, indexes, counters.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from '../server/dist/database/embedded/server.js';
import { checkData } from '../server/dist/database/embedded/store/fsck.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.DATA_DIR ?? 'data' },
    here: { type: 'boolean', default: false },
  },
});
const wayOut = 'Move the directory "db" away; then restore a backup with "npm run db:restore -- FILE".';

async function check() {
  const { engine, close } = await openEngine(join(values.data, 'db'), true);
  const report = checkData(engine.env, engine.catalog);
  await close();
  for (const fault of report.faults) process.stdout.write(`${fault}\n`);
  const { collections, documents, entries, faults } = report;
  const outcome = faults.length ? `${faults.length} faults. ${wayOut}` : 'all is well.';
  process.stdout.write(`${collections} collections, ${documents} documents, ${entries} index entries: ${outcome}\n`);
  process.exitCode = faults.length ? 1 : 0;
}

/** LMDB trusts its pages: a damaged one may end the process that reads it. So another one reads, and this one tells. */
function checkInAnother() {
  const args = [...process.argv.slice(1), '--here'];
  const { signal, status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (signal)
    process.stderr.write(`The data in ${values.data} are damaged: reading them ended with ${signal}. ${wayOut}\n`);
  process.exitCode = status ?? 1;
}

try {
  if (values.here) await check();
  else checkInAnother();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
