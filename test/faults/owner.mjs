// Becomes the owner of a directory, holds it for a moment, and kills itself. Run by owners.mjs with the directory.
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '../../server/dist/database/embedded/server.js';

const [directory] = process.argv.slice(2);
const holding = join(directory, 'holding');

process.send('waiting');
await once(process, 'message');
await openEngine(directory, true);
let word = 'held';
try {
  writeFileSync(holding, '', { flag: 'wx' });
} catch {
  word = 'second';
}
await sleep(3);
rmSync(holding, { force: true });
process.send(word, () => process.kill(process.pid, 'SIGKILL'));
