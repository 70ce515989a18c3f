// The server is killed, its database is not: it must end by itself, for it holds the data that the next start needs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assert, removeFolder, temporaryFolder } from './support.mjs';

const script = join(import.meta.dirname, 'orphan-parent.mjs');
const patienceMs = 10_000;

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The process that holds the data; null when nobody does. */
function ownerOf(directory) {
  try {
    return Number(readFileSync(join(directory, 'db', 'owner.pid'), 'latin1').split(' ')[0]);
  } catch (error) {
    // It may go at any moment.
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Killed while it writes, or somewhere in its start. */
async function killParent(directory, isStarting) {
  const parent = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'ignore'] });
  const writing = once(parent.stdout, 'data').catch(() => undefined);
  if (!isStarting) await writing;
  await sleep(isStarting ? 300 + Math.random() * 700 : 200 + Math.random() * 200);
  const gone = once(parent, 'exit');
  parent.kill('SIGKILL');
  await gone;
  const start = performance.now();
  for (;;) {
    const database = ownerOf(directory);
    const ms = performance.now() - start;
    if (database === null || !isAlive(database)) return ms;
    if (ms > patienceMs) process.kill(database, 'SIGKILL');
    assert(ms < patienceMs, `the database lived on for ${patienceMs / 1000} s after its server was killed`);
    await sleep(20);
  }
}

export async function orphans(rounds) {
  const directory = temporaryFolder();
  let longest = 0;
  try {
    for (let round = 0; round < rounds; round++)
      longest = Math.max(longest, await killParent(directory, round % 3 === 2));
  } finally {
    removeFolder(directory);
  }
  return `${rounds} servers killed, two of three while they wrote; their databases ended by themselves within ${Math.ceil(longest)} ms`;
}
