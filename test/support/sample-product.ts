// The built product with the sample world in it, as somebody left it who had started it once: playing that world anew
// takes a quarter of a minute. One run of the tests plays it once, in the folder SAMPLE_WORLD; each caller gets a copy.
import { cp, mkdtemp, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct, type Product } from './product';

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Whoever comes first leaves the world for all others; of two that come at once the second keeps its own. */
async function playInto(world: string): Promise<void> {
  const { stop, dataDir, remove } = await startProduct();
  await stop();
  await rename(dataDir, world).catch(async (error: unknown) => {
    if (!(await isThere(world))) throw error;
    await remove();
  });
}

export async function startSampleProduct(): Promise<Product> {
  const world = process.env['SAMPLE_WORLD'];
  if (!world) return startProduct();
  if (!(await isThere(world))) await playInto(world);
  const dataDir = await mkdtemp(join(tmpdir(), 'enishi-test-'));
  await cp(world, dataDir, { recursive: true });
  return startProduct({}, dataDir);
}
