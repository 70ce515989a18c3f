// `npm run admin:create`, `npm run import`: a command of the server, built first when it is stale.
import { requireNode } from './support/require-node.mjs';

requireNode();
const { runMain, Stop } = await import('./support/say.mjs');
const { installWhatIsMissing } = await import('./support/install.mjs');
const { buildWhatIsStale } = await import('./support/build.mjs');
const { loadEnvFile, runServerEntry } = await import('./support/server.mjs');

await runMain(async () => {
  const [name, ...args] = process.argv.slice(2);
  if (!name) throw new Stop('Say which command to run, for example: npm run admin:create -- EMAIL');
  await installWhatIsMissing();
  await buildWhatIsStale(['server']);
  loadEnvFile();
  return runServerEntry(`commands/${name}.js`, args);
});
