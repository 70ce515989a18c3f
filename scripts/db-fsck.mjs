// npm run db:fsck -- [--data DIR]
// Checks the embedded database of a data directory while no server runs on it: records, indexes, counters.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEngine } from '../server/dist/database/embedded/server.js';
import { checkData } from '../server/dist/database/embedded/store/fsck.js';

const { values } = parseArgs({ options: { data: { type: 'string', default: process.env.DATA_DIR ?? 'data' } } });

try {
  const { engine, close } = await openEngine(join(values.data, 'db'), true);
  const report = checkData(engine.env, engine.catalog);
  await close();
  for (const fault of report.faults) process.stdout.write(`${fault}\n`);
  const { collections, documents, entries, faults } = report;
  process.stdout.write(
    `${collections} collections, ${documents} documents, ${entries} index entries: ${faults.length ? `${faults.length} faults` : 'all is well'}.\n`,
  );
  process.exitCode = faults.length ? 1 : 0;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
