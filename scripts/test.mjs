// `npm test`: installs what is missing, a browser included, builds what is stale, runs every test, and counts.
import { requireNode } from './support/require-node.mjs';

requireNode();
const { runMain } = await import('./support/say.mjs');
const { installWhatIsMissing } = await import('./support/install.mjs');
const { buildWhatIsStale } = await import('./support/build.mjs');
const { provideChromium } = await import('./support/find-chromium.mjs');
const { runTests } = await import('./support/run-tests.mjs');

await runMain(async () => {
  await installWhatIsMissing();
  await buildWhatIsStale();
  return runTests(process.argv.slice(2), await provideChromium());
});
