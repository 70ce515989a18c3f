// A server of its own process for the fault tests, killed as the test wants.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';

const entry = join(import.meta.dirname, '..', '..', 'server', 'dist', 'database', 'embedded', 'main.js');

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'enishi-faults-'));
export const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true });

/** Starts the compiled server on `directory`; rejects with its sentence when it refuses. */
export function startServer(directory, { isDurable = true } = {}) {
  const execArgv = ['--max-semi-space-size=32'];
  const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv });
  const log = [];
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (message.failed) reject(new Error(message.failed));
      if (message.log) log.push(message.message);
      if (message.ready)
        resolve({ child, log, uri: `mongodb://${message.ready}/faults`, port: Number(message.ready.split(':')[1]) });
    });
    child.once('error', reject);
    child.send({ directory, isDurable, port: 0 });
    child.once('exit', (code, signal) => reject(new Error(`ended at its start (${signal ?? code})`)));
  });
}

export const ended = (child) =>
  new Promise((resolve) =>
    child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(),
  );

export async function stopServer({ child }) {
  child.send('stop');
  await ended(child);
}

export const connect = (uri, options = {}) =>
  new mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5000, ...options }).connect();

export function assert(condition, message) {
  if (!condition) throw new Error(message);
}
