// `npm test`: installs what is missing, a browser and a Redis included, builds what is stale, runs every test, and counts.
import { requireNode } from './support/require-node.mjs';

requireNode();
const { runMain } = await import('./support/say.mjs');
const { installWhatIsMissing } = await import('./support/install.mjs');
const { buildWhatIsStale } = await import('./support/build.mjs');
const { provideChromium } = await import('./support/find-chromium.mjs');
const { provideRedis } = await import('./support/find-redis.mjs');
const { runTests } = await import('./support/run-tests.mjs');

await runMain(async () => {
  await installWhatIsMissing();
  await buildWhatIsStale();
  const chromium = await provideChromium();
  const redis = await provideRedis();
  return runTests(process.argv.slice(2), { CHROME_PATH: chromium, ...(redis && { REDIS_SERVER: redis }) });
});
