// Becomes the owner of a directory, holds it for a moment, and kills itself. Run by owners.mjs with the directory.
import { once } from 'node:events';
import { closeSync, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '../../server/dist/database/embedded/server.js';

const [directory] = process.argv.slice(2);
const holding = join(directory, 'holding');

process.send('waiting');
await once(process, 'message');
await openEngine(directory, true);
try {
  closeSync(openSync(holding, 'wx'));
} catch {
  process.send('second', () => process.kill(process.pid, 'SIGKILL'));
  await sleep(1000);
}
await sleep(3);
rmSync(holding, { force: true });
process.send('held', () => process.kill(process.pid, 'SIGKILL'));
