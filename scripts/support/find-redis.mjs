import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';
import { say, Stop } from './say.mjs';

const aptGet = '/usr/bin/apt-get';

/**
 * Where a redis-server may be on this machine, best first; nothing is looked at yet.
 * @param {Record<string, string | undefined>} environment
 * @returns {string[]}
 */
export function redisCandidates(environment) {
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...folders, '/opt/homebrew/bin', '/usr/local/bin'].map((folder) => path.join(folder, 'redis-server'));
}

const canRun = (file) =>
  existsSync(file) && spawnSync(file, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;

async function installWithApt() {
  if (process.getuid?.() !== 0 || !existsSync(aptGet)) return;
  say('Installing a Redis for the tests of several processes (apt-get)…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run(aptGet, ['update', '-q'], { quiet: true, env });
  await run(aptGet, ['install', '-y', '-q', '--no-install-recommends', 'redis-server'], { quiet: true, env });
}

/** The path of a redis-server that runs, installed first where we may; undefined, and said so, where there is none. */
export async function provideRedis() {
  const wished = process.env.REDIS_SERVER;
  if (wished) {
    if (canRun(wished)) return wished;
    throw new Stop(`REDIS_SERVER is ${wished}, but no Redis runs there. Mend it, or unset it to have one looked for.`);
  }
  const find = () => redisCandidates(process.env).find(canRun);
  if (!find()) await installWithApt();
  const found = find();
  if (!found)
    say(
      'The tests of several processes are left out: they need redis-server and none was found. Install one, or set REDIS_SERVER to its program file.',
    );
  return found;
}
