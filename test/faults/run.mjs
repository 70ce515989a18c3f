// npm run test:faults [-- --only NAME --rounds N --kills N --sockets N --seed N --hasty]
// What must hold when things go wrong around the embedded database and the product on top of it. --hasty does not wait
// until letters that a killed sender held are free again.
import { parseArgs } from 'node:util';
import { backupWhileWriting, copyInterrupted } from './copies.mjs';
import { damagedFile, damagedPage, fullDisk, secondOwner } from './disk.mjs';
import { hostileWire } from './hostile-wire.mjs';
import { killRounds } from './kill-rounds.mjs';
import { orphans } from './orphans.mjs';
import { owners } from './owners.mjs';
import { productBackup, productFullDisk } from './product-disk.mjs';
import { productIdleSockets } from './product-idle-sockets.mjs';
import { productKills } from './product-kills.mjs';
import { killLeftOver } from './product-process.mjs';
import { slowQueries } from './slow-queries.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    kills: { type: 'string', default: '200' },
    sockets: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    hasty: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});

const tests = {
  'second owner': secondOwner,
  owners: () => owners(40),
  'damaged file': damagedFile,
  'damaged page': damagedPage,
  'full disk': fullDisk,
  'slow queries': slowQueries,
  'hostile wire': () => hostileWire(60),
  backup: backupWhileWriting,
  copy: copyInterrupted,
  orphans: () => orphans(30),
  'kill rounds': () => killRounds(Number(values.rounds)),
  'product full disk': productFullDisk,
  'product backup': productBackup,
  'product idle sockets': () => productIdleSockets(Number(values.sockets)),
  'product kills': () =>
    productKills(Number(values.kills), { seed: Number(values.seed ?? Date.now() % 1e6), isDrained: !values.hasty }),
};

let failures = 0;
for (const [name, test] of Object.entries(tests)) {
  if (values.only && !name.includes(values.only)) continue;
  const start = performance.now();
  try {
    const outcome = await test();
    process.stdout.write(`ok    ${name}: ${outcome} (${((performance.now() - start) / 1000).toFixed(1)} s)\n`);
  } catch (error) {
    failures++;
    killLeftOver();
    process.stdout.write(`FAIL  ${name}: ${error.message}\n`);
  }
}
process.exit(failures ? 1 : 0);
