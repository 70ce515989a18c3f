// `npm run build`: what `npm start` builds, without starting it.
import { requireNode } from './support/require-node.mjs';

requireNode();
const { runMain } = await import('./support/say.mjs');
const { installWhatIsMissing } = await import('./support/install.mjs');
const { buildWhatIsStale } = await import('./support/build.mjs');

await runMain(async () => {
  await installWhatIsMissing();
  await buildWhatIsStale();
  return 0;
});
