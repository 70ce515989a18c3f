// A full disk, a damaged file, a foreign file, a second owner.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine } from '../../server/dist/database/embedded/server.js';
import { checkData } from '../../server/dist/database/embedded/store/fsck.js';
import { assert, connect, removeFolder, startServer, stopServer, temporaryFolder } from './support.mjs';

async function refusal(directory) {
  try {
    await stopServer(await startServer(directory));
    return '';
  } catch (error) {
    return error.message;
  }
}

export async function secondOwner() {
  const directory = temporaryFolder();
  const server = await startServer(directory);
  const sentence = await refusal(directory);
  await stopServer(server);
  removeFolder(directory);
  assert(/is in use by process \d+/.test(sentence), `no clear sentence: "${sentence}"`);
  return 'the second owner is told who the first is';
}

export async function damagedFile() {
  const directory = temporaryFolder();
  const server = await startServer(directory);
  const client = await connect(server.uri);
  await client
    .db()
    .collection('c')
    .insertMany(Array.from({ length: 2000 }, (_, n) => ({ n })));
  await client.close();
  await stopServer(server);
  const file = openSync(join(directory, 'enishi.lmdb'), 'r+');
  writeSync(file, Buffer.alloc(8192, 0x5a), 0, 8192, 0);
  closeSync(file);
  const damaged = await refusal(directory);
  removeFolder(directory);
  const other = temporaryFolder();
  mkdirSync(other, { recursive: true });
  writeFileSync(join(other, 'enishi.lmdb'), 'this is no database, only a text that somebody left here\n'.repeat(500));
  const foreign = await refusal(other);
  removeFolder(other);
  for (const sentence of [damaged, foreign])
    assert(/cannot be opened/.test(sentence), `no clear sentence: "${sentence}"`);
  return 'damaged and foreign files are refused with a sentence';
}

const pagesTried = 20;

/** One page after the other is overwritten: the check finds it, or the page was not in use; it never ends without a word. */
export async function damagedPage() {
  const directory = temporaryFolder();
  const database = join(directory, 'db');
  const server = await startServer(database);
  const client = await connect(server.uri);
  const collection = client.db().collection('c');
  await collection.createIndex({ n: 1 });
  await collection.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n, text: 'x'.repeat(300) })));
  await client.close();
  await stopServer(server);
  const whole = readFileSync(join(database, 'enishi.lmdb'));
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'db-fsck.mjs');
  const found = { faults: 0, crash: 0, unused: 0 };
  for (let index = 0; index < pagesTried; index++) {
    const damaged = Buffer.from(whole);
    const page = 2 + Math.floor(((whole.length / 4096 - 2) * index) / pagesTried);
    damaged.fill(0x5a, page * 4096, (page + 1) * 4096);
    writeFileSync(join(database, 'enishi.lmdb'), damaged);
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--data', directory], { encoding: 'utf8' });
    const sentence = `${stdout}${stderr}`;
    assert(status === 0 ? /all is well/.test(sentence) : /db:restore/.test(sentence), `page ${page}: "${sentence}"`);
    found[status === 0 ? 'unused' : /ended with SIG/.test(sentence) ? 'crash' : 'faults']++;
  }
  removeFolder(directory);
  return `${pagesTried} pages: ${found.faults} found as faults, ${found.crash} by the end of the reader, ${found.unused} not in use`;
}

/** A file system of so many megabytes; null where this user may not mount one. */
export function smallDisk(megabytes) {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    removeFolder(folder);
    return null;
  }
}

export function removeDisk(folder) {
  execFileSync('umount', ['-l', folder]);
  removeFolder(folder);
}

export async function fullDisk() {
  const folder = smallDisk(24);
  if (!folder) return 'not run: this user may not mount a small file system';
  const directory = join(folder, 'db');
  try {
    const server = await startServer(directory);
    const client = await connect(server.uri);
    const collection = client.db().collection('c');
    await collection.createIndex({ n: 1 });
    let stored = 0;
    let failure = null;
    while (!failure && stored < 100_000) {
      const batch = Array.from({ length: 200 }, (_, i) => ({ n: stored + i, text: 'x'.repeat(500) }));
      failure = await collection.insertMany(batch).then(
        () => null,
        (error) => error,
      );
      if (!failure) stored += batch.length;
    }
    assert(failure?.code === 14031, `expected error 14031, got ${failure?.code} (${failure?.message})`);
    const count = await collection.countDocuments({ n: { $gte: 0 } });
    assert(count >= stored, `${count} documents of ${stored} acknowledged`);
    await collection.deleteMany({ n: { $lt: 1000 } }).catch(() => undefined);
    assert((await client.db().command({ ping: 1 })).ok === 1, 'the service does not go on');
    await client.close();
    await stopServer(server);
    const { engine, close } = await openEngine(directory, true);
    const { faults } = checkData(engine.env, engine.catalog);
    await close();
    assert(faults.length === 0, `fsck: ${faults.slice(0, 3).join('; ')}`);
    return `full after ${stored} documents: an error to the client, the service went on, nothing corrupt`;
  } finally {
    removeDisk(folder);
  }
}
