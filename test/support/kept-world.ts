// A world that many tests of one file begin with.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredData, TestApp } from './app';

const isGroup = (value: unknown): value is object => Object.getPrototypeOf(value ?? 0) === Object.prototype;
/** So that what a test changes about its people stays with that test. */
const copyOf = <World extends object>(world: World): World =>
  Object.fromEntries(
    Object.entries(world).map(([name, value]: [string, unknown]) => [name, isGroup(value) ? { ...value } : value]),
  ) as World;

/**
 * Builds a world in an empty product once, and brings it back as it was, clock and all, each time after: much quicker than
 * going all its steps again. No mail of it lies in the outbox.
 */
export function keptWorld<World extends object>(
  app: () => TestApp,
  make: (app: TestApp) => Promise<World>,
): () => Promise<World> {
  let kept: { world: World; data: StoredData; at: Date } | undefined;
  return async () => {
    const { reset, snapshot, restore, clock, dataDir } = app();
    if (kept) {
      clock.set(kept.at);
      await restore(kept.data);
    } else {
      await reset();
      const world = await make(app());
      kept = { world, data: await snapshot(), at: clock.now() };
    }
    rmSync(join(dataDir, 'outbox'), { recursive: true, force: true });
    return copyOf(kept.world);
  };
}
