import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { binary } from './paths.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/**
 * The browser journeys go after everything else and one by one: a browser next to a busy neighbour on two cores
 * waits for its turn, and what it shows late looks like a fault.
 */
const rounds = [
  ['--ignoreProjects', 'e2e', '--maxWorkers', '2'],
  ['--selectProjects', 'e2e', '--runInBand'],
];

/** Tests make many short-lived objects: with room for them the garbage collector takes a tenth less of the time. */
const NURSERY = '--max-semi-space-size=64';

async function runJest(args, env, summaryFile) {
  rmSync(summaryFile, { force: true });
  const fixed = ['--config', 'test/jest.config.mjs', '--reporters', 'default'];
  const reporter = ['--reporters', '<rootDir>/test/support/summary-reporter.mjs'];
  const node = [NURSERY, binary('jest')];
  const code = await run(process.execPath, [...node, ...fixed, ...reporter, '--passWithNoTests', ...args], {
    env: { ...env, SUMMARY_FILE: summaryFile },
  });
  try {
    return { code, ...JSON.parse(readFileSync(summaryFile, 'utf8')) };
  } catch (error) {
    // Jest ended before it had anything to report, on a wrong option for example, and has said so.
    if (error.code === 'ENOENT') return { code: code || 1, passed: 0, failed: 0, skipped: 0 };
    throw error;
  }
}

export function summarise(results) {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const skipped = total('skipped');
  const line = `${total('passed')} passed, ${total('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`;
  const firstFailure = results.find((result) => result.code !== 0);
  const hasRunNothing = total('passed') + total('failed') === 0;
  return { line, code: firstFailure?.code ?? (hasRunNothing ? 1 : 0), hasRunNothing };
}

/**
 * Runs jest over all projects, or over those that `args` choose, and resolves with the exit code. `programs` names what
 * tests start beside the product.
 */
export async function runTests(args, programs) {
  const folder = mkdtempSync(path.join(tmpdir(), 'enishi-test-'));
  const env = { ...process.env, ...programs, SAMPLE_WORLD: path.join(folder, 'world') };
  const isChoosing = args.some((arg) => /^--(selectProjects|ignoreProjects|listTests|showConfig|help)\b/.test(arg));
  const results = [];
  try {
    for (const round of isChoosing ? [['--maxWorkers', '2']] : rounds) {
      // First what the caller wrote: --selectProjects swallows every word that follows it.
      results.push(await runJest([...args, ...round], env, path.join(folder, 'summary.json')));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { line, code, hasRunNothing } = summarise(results);
  if (hasRunNothing) say('No test was run: nothing matches what was asked for.');
  say(`\n${line}`);
  return code;
}
