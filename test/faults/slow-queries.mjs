// A query that looks through everything: ended by maxTimeMS, and nobody waits for it longer than 50 ms.
import { setTimeout as sleep } from 'node:timers/promises';
import { assert, connect, removeFolder, startServer, stopServer, temporaryFolder } from './support.mjs';

const LIMIT = 50;

async function expectCode(code, action) {
  const error = await action().then(
    () => null,
    (reason) => reason,
  );
  assert(error?.code === code, `expected error ${code}, got ${error?.code ?? 'none'} (${error?.message ?? ''})`);
}

/** How long pings take, until a promise settles or a time is over. */
async function waitsUntil(client, end) {
  let isOver = false;
  void (typeof end === 'number' ? sleep(end) : end).then(() => (isOver = true));
  const waits = [];
  while (!isOver) {
    const start = performance.now();
    await client.db().command({ ping: 1 });
    waits.push(performance.now() - start);
  }
  return waits;
}

const percentile = (waits, share) => [...waits].sort((a, b) => a - b)[Math.floor(waits.length * share)] ?? 0;

const heavyWork = {
  'three scans': (collection) =>
    Promise.all([1, 2, 3].map(() => collection.countDocuments({ text: { $regex: 'zzz' }, list: 4 }))),
  'a sort': (collection) => collection.find().sort({ text: -1 }).limit(5).toArray(),
  $group: (collection) => collection.aggregate([{ $group: { _id: '$list', n: { $sum: '$n' } } }]).toArray(),
  $unwind: (collection) => collection.aggregate([{ $unwind: '$list' }, { $count: 'n' }]).toArray(),
  'an update of all': (collection) => collection.updateMany({ n: { $gte: 0 } }, { $inc: { n: 1 } }),
  'a new index': async (collection) => {
    await collection.dropIndexes();
    await collection.createIndexes([{ key: { n: 1 } }]);
  },
};

export async function slowQueries() {
  const directory = temporaryFolder();
  const server = await startServer(directory, { isDurable: false });
  const client = await connect(server.uri);
  try {
    const collection = client.db().collection('many');
    const batch = (from) =>
      Array.from({ length: 10_000 }, (_, i) => ({
        n: from + i,
        text: `${'a'.repeat(28)}${from + i}`,
        list: [1, 2, 3],
      }));
    for (let i = 0; i < 15; i++) await collection.insertMany(batch(i * 10_000));
    await expectCode(50, () => collection.find({ text: 'nothing' }).maxTimeMS(15).toArray());
    await expectCode(50, () =>
      collection
        .find({ text: { $regex: '^(a+)+$' } })
        .maxTimeMS(500)
        .toArray(),
    );
    const idle = percentile(await waitsUntil(client, 300), 0.95);
    const worst = [];
    for (const [name, start] of Object.entries(heavyWork)) {
      // The test shares the cores with others: a server that blocks does so every time, a busy machine does not.
      let busy = Infinity;
      for (let i = 0; i < 5 && busy - idle >= LIMIT; i++)
        busy = Math.min(busy, percentile(await waitsUntil(client, start(collection)), 0.95));
      assert(busy - idle < LIMIT, `during ${name} others waited ${busy.toFixed(1)} ms (idle: ${idle.toFixed(1)} ms)`);
      worst.push(`${name} ${busy.toFixed(1)}`);
    }
    return `ended by maxTimeMS; with 150,000 documents 95 % of the others waited at most (ms): ${worst.join(', ')}; idle ${idle.toFixed(1)}`;
  } finally {
    await client.close();
    await stopServer(server);
    removeFolder(directory);
  }
}
