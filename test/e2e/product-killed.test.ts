// A short round of what `npm run test:faults -- --only "product kills"` does two hundred times: the whole product is killed
// while nine people write, and what was acknowledged is there once, with what follows from it.
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(240_000);

test('killed in the middle of everything, the product loses nothing and does nothing twice', async () => {
  const script = resolve(__dirname, '../faults/run.mjs');
  const args = [script, '--only', 'product kills', '--kills', '5', '--hasty'];
  // Rejects with what was printed, the seed first, when anything was lost.
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toMatch(/ok {4}product kills: seed \d+, 5 kills/);
});
