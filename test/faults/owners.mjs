// Several servers at once ask for a directory that is new, or whose owner was killed, and each that gets it is killed in its
// turn: at no moment may there be two.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { assert, ended, removeFolder, startServer, temporaryFolder } from './support.mjs';

const script = join(import.meta.dirname, 'owner.mjs');
const AT_ONCE = 6;

async function start(directory) {
  const child = fork(script, [directory], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

/** What one of them says before its end. */
async function said(child) {
  const heard = [];
  child.on('message', (message) => heard.push(message));
  await ended(child);
  return heard[0] ?? 'nothing';
}

async function leaveData(directory) {
  const server = await startServer(directory);
  server.child.kill('SIGKILL');
  await ended(server.child);
}

async function round(directory) {
  const children = await Promise.all(Array.from({ length: AT_ONCE }, () => start(directory)));
  const words = children.map(said);
  for (const child of children) child.send('go');
  return Promise.all(words);
}

export async function owners(rounds) {
  for (let i = 0; i < rounds; i++) {
    const directory = temporaryFolder();
    try {
      if (i % 2 === 0) await leaveData(directory);
      const words = await round(directory);
      assert(
        words.every((word) => word === 'held'),
        `of ${AT_ONCE} at once: ${words.join(', ')}`,
      );
    } finally {
      removeFolder(directory);
    }
  }
  return `${rounds} times ${AT_ONCE} servers at once on a killed one's data or on none: each owned it, one after another`;
}
