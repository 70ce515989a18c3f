import path from 'node:path';
import { canRun, installWithApt } from './programs.mjs';
import { say, Stop } from './say.mjs';

/**
 * Where a redis-server may be on this machine, best first; nothing is looked at yet.
 * @param {Record<string, string | undefined>} environment
 * @returns {string[]}
 */
export function redisCandidates(environment) {
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...folders, '/opt/homebrew/bin', '/usr/local/bin'].map((folder) => path.join(folder, 'redis-server'));
}

/** The path of a redis-server that runs, installed first where we may; undefined, and said so, where there is none. */
export async function provideRedis() {
  const wished = process.env.REDIS_SERVER;
  if (wished) {
    if (canRun(wished)) return wished;
    throw new Stop(`REDIS_SERVER is ${wished}, but no Redis runs there. Mend it, or unset it to have one looked for.`);
  }
  const find = () => redisCandidates(process.env).find(canRun);
  if (!find())
    await installWithApt('Installing a Redis for the tests of several processes (apt-get)…', ['redis-server']);
  const found = find();
  if (!found)
    say(
      'The tests of several processes are left out: they need redis-server and none was found. Install one, or set REDIS_SERVER to its program file.',
    );
  return found;
}
