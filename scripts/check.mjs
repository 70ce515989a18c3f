// `npm run check`: every static check, then the tests. With --static the checks alone; with names only those.
import { requireNode } from './support/require-node.mjs';

requireNode();
const { runMain, say, Stop } = await import('./support/say.mjs');
const { installWhatIsMissing } = await import('./support/install.mjs');
const { buildWhatIsStale } = await import('./support/build.mjs');
const { runNode } = await import('./support/run.mjs');
const { checkSteps } = await import('./support/check-steps.mjs');

function chooseSteps(names) {
  const unknown = names.filter((name) => !checkSteps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = [...new Set(checkSteps.map((step) => step.name))];
    throw new Stop(`There is no check "${unknown[0]}". There are: ${known.join(', ')}.`);
  }
  return names.length === 0 ? checkSteps : checkSteps.filter((step) => names.includes(step.name));
}

async function runStep({ name, label = name, script, args }) {
  const started = Date.now();
  const code = await runNode(script(), args);
  say(`${code === 0 ? 'ok    ' : 'failed'} ${label} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return code === 0 ? [] : [label];
}

/**
 * All checks run even when one fails: whoever mends one thing wants to know the others too. Two run at a time; what reads
 * the types that others write comes after them.
 */
async function runSteps(steps) {
  const failed = [];
  const lane = async (list) => {
    for (let step = list.shift(); step; step = list.shift()) failed.push(...(await runStep(step)));
  };
  const types = lane(steps.filter(({ name }) => name === 'types'));
  const late = steps.filter(({ needsTypes }) => needsTypes);
  const early = lane(steps.filter(({ name, needsTypes }) => name !== 'types' && !needsTypes));
  await Promise.all([types.then(() => lane(late)), Promise.all([types, early]).then(() => lane(late))]);
  return failed;
}

await runMain(async () => {
  const args = process.argv.slice(2);
  const isStatic = args.includes('--static');
  const names = args.filter((arg) => arg !== '--static');
  await installWhatIsMissing();
  // Types and directions across packages are read from what shared and server emit.
  await buildWhatIsStale(['server']);
  const failed = await runSteps(chooseSteps(names));
  if (failed.length > 0) throw new Stop(`These checks failed: ${failed.join(', ')}.`);
  if (isStatic || names.length > 0) return 0;
  return runNode('scripts/test.mjs');
});
