// SIGKILL at random moments under load: no acknowledged write is lost, and no index is out of step.
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '../../server/dist/database/embedded/server.js';
import { checkData } from '../../server/dist/database/embedded/store/fsck.js';
import { assert, connect, ended, removeFolder, startServer, stopServer, temporaryFolder } from './support.mjs';

const WRITERS = 8;

/** One writer: inserts, counts up, moves and removes; notes what was acknowledged. */
async function write(collection, round, writer, noted, isOver) {
  for (let i = 0; !isOver(); i++) {
    const _id = `${round}-${writer}-${i}`;
    await collection.insertOne({ _id, tags: [writer, i], state: 'new', n: 0 });
    noted.documents.set(_id, { state: 'new', n: 0 });
    await collection.updateOne({ _id }, { $set: { state: 'done' }, $inc: { n: 1 }, $push: { tags: round } });
    noted.documents.set(_id, { state: 'done', n: 1 });
    noted.acknowledged += 2;
    if (i % 5 === 4) {
      noted.uncertain.add(_id);
      await collection.deleteOne({ _id });
      noted.documents.delete(_id);
      noted.acknowledged++;
    }
  }
}

async function runUntilKilled(directory, round, noted) {
  const server = await startServer(directory);
  const client = await connect(server.uri, { serverSelectionTimeoutMS: 300, retryWrites: false });
  const collection = client.db().collection('items');
  if (round === 0) {
    await collection.createIndex({ state: 1, n: -1 });
    await collection.createIndex({ tags: 1 });
  }
  let isOver = false;
  const writers = Array.from({ length: WRITERS }, (_, writer) =>
    write(collection, round, writer, noted, () => isOver).catch(() => undefined),
  );
  await sleep(20 + Math.random() * 230);
  server.child.kill('SIGKILL');
  isOver = true;
  await ended(server.child);
  await client.close(true);
  await Promise.all(writers);
}

async function verify(directory) {
  const { engine, close } = await openEngine(directory, true);
  const { faults } = checkData(engine.env, engine.catalog);
  await close();
  assert(faults.length === 0, `fsck: ${faults.slice(0, 5).join('; ')}`);
}

async function verifyDocuments(directory, noted) {
  const server = await startServer(directory);
  const client = await connect(server.uri);
  const stored = new Map();
  for await (const item of client.db().collection('items').find()) stored.set(item._id, item);
  for (const [_id, { state, n }] of noted.documents) {
    const found = stored.get(_id);
    if (!found && noted.uncertain.has(_id)) continue;
    assert(found, `lost: ${_id}`);
    // The write after the acknowledged one may have arrived as well.
    assert(found.n >= n && (state === 'new' || found.state === 'done'), `older than acknowledged: ${_id}`);
  }
  await client.close();
  await stopServer(server);
}

export async function killRounds(rounds) {
  const directory = temporaryFolder();
  const noted = { documents: new Map(), uncertain: new Set(), acknowledged: 0 };
  try {
    for (let round = 0; round < rounds; round++) {
      await runUntilKilled(directory, round, noted);
      await verify(directory);
      if (round % 10 === 9 || round === rounds - 1) await verifyDocuments(directory, noted);
    }
  } finally {
    removeFolder(directory);
  }
  return `${rounds} kills, ${noted.acknowledged} acknowledged writes, none lost, indexes in step`;
}
