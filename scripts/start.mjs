// `npm start`: from a fresh clone to a running product, with nothing but Node and npm.
import { requireNode } from './support/require-node.mjs';

requireNode();
const { runMain } = await import('./support/say.mjs');
const { installWhatIsMissing } = await import('./support/install.mjs');
const { buildWhatIsStale } = await import('./support/build.mjs');
const { loadEnvFile, runServerEntry } = await import('./support/server.mjs');

await runMain(async () => {
  await installWhatIsMissing();
  await buildWhatIsStale();
  loadEnvFile();
  return runServerEntry('main.js');
});
