// Backups of a server that is being written to, and a copy that is killed in the middle: what comes out is whole.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fingerprint } from '../../scripts/db-open.mjs';
import { assert, connect, removeFolder, startServer, stopServer, temporaryFolder } from './support.mjs';

const script = (name) => join(import.meta.dirname, '..', '..', 'scripts', `${name}.mjs`);

/** Runs one of the db: scripts; `onOutput` may end it before its time. */
function runScript(name, args, onOutput = () => undefined) {
  const child = spawn(process.execPath, [script(name), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const note = (bytes) => {
    output += String(bytes);
    onOutput(output, child);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code: signal ?? code, output })));
}

/** Inserts numbered documents until told to stop; `last` is the number of the last one acknowledged. */
function startWriter(collection, writer) {
  const state = { last: -1, isOver: false };
  const run = async () => {
    while (!state.isOver) {
      const n = state.last + 1;
      await collection.insertOne({ _id: `${writer}-${n}`, writer, n, tags: [n, `t${n}`] });
      state.last = n;
    }
  };
  state.done = run();
  return state;
}

/** What one writer wrote must be there from the first to some last document, without a gap. */
async function checkPrefix(collection, writer, least) {
  const found = await collection.find({ writer }).sort({ n: 1 }).toArray();
  found.forEach((item, n) => assert(item.n === n, `writer ${writer}: ${item.n} stands in the place of ${n}`));
  assert(found.length > least, `writer ${writer}: ${found.length} documents, ${least + 1} were acknowledged before`);
  const byTag = await collection.countDocuments({ writer, tags: { $gte: 0 } });
  assert(byTag === found.length, `writer ${writer}: the index knows ${byTag} of ${found.length}`);
}

/** Backs up a few times while writers write; notes what each had been told before. */
async function makeBackups(data, collection) {
  await collection.createIndexes([{ key: { writer: 1, n: 1 } }, { key: { tags: 1 } }]);
  await collection.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ filling: 'x'.repeat(100), n })));
  const writers = [0, 1, 2, 3].map((writer) => startWriter(collection, writer));
  while (writers.some((writer) => writer.last < 10)) await sleep(5);
  const backups = [];
  for (let round = 0; round < 3; round++) {
    const backup = { file: join(data, `backup-${round}`), least: writers.map((writer) => writer.last) };
    const { code, output } = await runScript('db-backup', [backup.file, '--data', data]);
    assert(code === 0, `the backup failed: ${output}`);
    backups.push(backup);
  }
  for (const writer of writers) writer.isOver = true;
  await Promise.all(writers.map((writer) => writer.done));
  return { backups, total: writers.reduce((sum, writer) => sum + writer.last + 1, 0) };
}

async function restoreAndCheck({ file, least }, folder) {
  const { code, output } = await runScript('db-restore', [file, '--data', folder]);
  assert(code === 0, `the restore failed: ${output}`);
  const copy = await startServer(join(folder, 'db'));
  const reader = await connect(copy.uri);
  for (const [writer, last] of least.entries()) await checkPrefix(reader.db().collection('written'), writer, last);
  await reader.close();
  await stopServer(copy);
}

export async function backupWhileWriting() {
  const [data, restored] = [temporaryFolder(), temporaryFolder()];
  const server = await startServer(join(data, 'db'));
  const client = await connect(server.uri);
  try {
    const { backups, total } = await makeBackups(data, client.db().collection('written'));
    for (const [round, backup] of backups.entries()) await restoreAndCheck(backup, join(restored, String(round)));
    const again = await runScript('db-restore', [backups[0].file, '--data', join(restored, '0')]);
    assert(again.code === 1 && /never overwrites/.test(again.output), 'a restore over a database was not refused');
    return `${backups.length} backups while ${total} documents were written, each restored without a gap or fault`;
  } finally {
    await client.close();
    await stopServer(server);
    removeFolder(data);
    removeFolder(restored);
  }
}

const COLLECTIONS = ['first', 'mixed', 'second', 'third'];

async function fillSource(folder) {
  const server = await startServer(join(folder, 'db'));
  const client = await connect(server.uri);
  const database = client.db('enishi');
  for (const name of COLLECTIONS) {
    const idOf = (n) => (name === 'mixed' && n % 3 === 0 ? `text ${n}` : n);
    const documents = Array.from({ length: 12_000 }, (_, n) => ({
      _id: idOf(n),
      n,
      text: `${name} ${n}`,
      at: new Date(n),
    }));
    await database.collection(name).insertMany(documents);
    await database.collection(name).createIndexes([{ key: { n: -1 }, unique: true }]);
  }
  await client.close();
  await stopServer(server);
}

async function fingerprints(folder) {
  const server = await startServer(join(folder, 'db'));
  const client = await connect(server.uri);
  const found = {};
  for (const { name } of await client.db('enishi').listCollections().toArray()) {
    const collection = client.db('enishi').collection(name);
    found[name] = { ...(await fingerprint(collection)), indexes: (await collection.indexes()).length };
  }
  await client.close();
  await stopServer(server);
  return found;
}

/** The servers of a killed script end by themselves; until then they own their folders. */
async function waitForRelease(...folders) {
  const isOwned = (folder) => existsSync(join(folder, 'db')) && readdirSync(join(folder, 'db')).includes('owner.pid');
  for (let i = 0; i < 500 && folders.some(isOwned); i++) await sleep(20);
}

export async function copyInterrupted() {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  try {
    await fillSource(from);
    const args = ['--from', from, '--to', to];
    const places = [];
    for (const name of COLLECTIONS.slice(0, 3)) {
      // Killed as soon as this collection is done, so somewhere in the next one.
      const kill = (output, child) => {
        if (!output.includes(`${name}: `) || child.killed) return;
        setTimeout(() => child.kill('SIGKILL'), 50 + Math.random() * 300);
      };
      const { code, output } = await runScript('db-copy', args, kill);
      assert(code === 'SIGKILL', `the copy was not killed in the middle (${code}): ${output}`);
      await waitForRelease(from, to);
      places.push(Object.values(await fingerprints(to)).reduce((sum, { count }) => sum + count, 0));
    }
    const { code, output } = await runScript('db-copy', args);
    assert(code === 0 && /Going on where the last run stopped/.test(output), `the copy did not go on: ${output}`);
    await waitForRelease(from, to);
    const [source, target] = [await fingerprints(from), await fingerprints(to)];
    assert(JSON.stringify(source) === JSON.stringify(target), 'source and target differ');
    const again = await runScript('db-copy', args);
    assert(again.code === 1 && /holds data already/.test(again.output), 'a target with data was not refused');
    await waitForRelease(from, to);
    return `killed with ${places.join(', ')} of 48,000 documents copied, then finished; counts and hashes agree`;
  } finally {
    removeFolder(from);
    removeFolder(to);
  }
}
