// npm run bench:database [-- --memory]
// The embedded database under the official driver, next to a plain Map behind the same wire code.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mongo } from 'mongoose';
import { removeFolder, startServer, stopServer, temporaryFolder } from '../faults/support.mjs';

const { values } = parseArgs({
  options: { memory: { type: 'boolean', default: false }, documents: { type: 'string', default: '100000' } },
});
const TOTAL = Number(values.documents);
const write = (text) => process.stdout.write(`${text}\n`);

const document = (n) => ({
  _id: n,
  n,
  group: n % 1000,
  name: `company ${n}`,
  at: new Date(1.7e12 + n),
  text: 'x'.repeat(200),
});
const range = (from, count) => Array.from({ length: count }, (_, i) => from + i);

async function timed(action) {
  const start = performance.now();
  const count = await action();
  const seconds = (performance.now() - start) / 1000;
  return { rate: count / seconds, seconds };
}

async function inParallel(width, count, action) {
  let next = 0;
  const worker = async () => {
    while (next < count) await action(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return count;
}

async function oneByOne(count, action) {
  for (let i = 0; i < count; i++) await action(i);
  return count;
}

/** What both servers can do. */
async function shared(collection) {
  const results = {};
  results['insertOne, one after another'] = await timed(() =>
    oneByOne(1000, (i) => collection.insertOne(document(10_000_000 + i))),
  );
  results['insertOne, the next 1,000'] = await timed(() =>
    oneByOne(1000, (i) => collection.insertOne(document(11_000_000 + i))),
  );
  results['insertOne, 50 at once'] = await timed(() =>
    inParallel(50, 5000, (i) => collection.insertOne(document(20_000_000 + i))),
  );
  results['insertMany, 1,000 each'] = await timed(async () => {
    for (let i = 0; i < TOTAL; i += 1000) await collection.insertMany(range(i, 1000).map(document));
    return TOTAL;
  });
  const findOneByOne = () => timed(() => oneByOne(3000, (i) => collection.findOne({ _id: (i * 31) % TOTAL })));
  results['findOne by _id'] = await findOneByOne();
  results['findOne by _id, the next 3,000'] = await findOneByOne();
  results['findOne by _id, 20 at once'] = await timed(() =>
    inParallel(20, 10_000, (i) => collection.findOne({ _id: (i * 31) % TOTAL })),
  );
  return results;
}

async function ownOnly(collection) {
  const results = {};
  results['findOne by index, 20 at once'] = await timed(() =>
    inParallel(20, 10_000, (i) => collection.findOne({ n: (i * 17) % TOTAL })),
  );
  results['find 100 by index'] = await timed(() => oneByOne(200, (i) => collection.find({ group: i }).toArray()));
  results['updateOne by _id, 50 at once'] = await timed(() =>
    inParallel(50, 3000, (i) => collection.updateOne({ _id: i }, { $inc: { n: 1 } })),
  );
  results['scan of all documents'] = await timed(async () => {
    await collection.countDocuments({ text: 'nothing' });
    return TOTAL;
  });
  results['read of all documents'] = await timed(async () => (await collection.find().toArray()).length);
  results['$group over all documents'] = await timed(async () => {
    await collection.aggregate([{ $group: { _id: '$group', n: { $sum: 1 } } }]).toArray();
    return TOTAL;
  });
  return results;
}

async function withClient(uri, action) {
  const client = await new mongo.MongoClient(uri, { maxPoolSize: 50 }).connect();
  try {
    return await action(client.db('bench').collection('items'));
  } finally {
    await client.close();
  }
}

async function measureMap() {
  const child = fork(join(import.meta.dirname, 'database-map-server.mjs'), [], {
    execArgv: ['--max-semi-space-size=32'],
  });
  const address = await new Promise((resolve) => child.once('message', (message) => resolve(message.ready)));
  const results = await withClient(`mongodb://${address}/`, shared);
  child.disconnect();
  return results;
}

async function measureEmbedded() {
  const directory = temporaryFolder();
  const start = performance.now();
  const server = await startServer(directory, { isDurable: !values.memory });
  const results = await withClient(server.uri, async (collection) => {
    await collection.findOne({});
    const first = (performance.now() - start) / 1000;
    await collection.createIndexes([{ key: { n: 1 } }, { key: { group: 1, at: -1 } }]);
    return { first, ...(await shared(collection)), ...(await ownOnly(collection)) };
  });
  await stopServer(server);
  removeFolder(directory);
  return results;
}

const pad = (value, width) => String(value).padStart(width);
const rate = (result) => (result ? Math.round(result.rate).toLocaleString('en') : '-');

const map = await measureMap();
const { first, ...own } = await measureEmbedded();
write(
  `Embedded database, ${values.memory ? 'in memory' : 'durable'}, 2 secondary indexes, 300-byte documents. First ping after ${first.toFixed(2)} s.`,
);
write(`${'per second'.padEnd(34)}${pad('embedded', 12)}${pad('plain Map', 12)}${pad('ratio', 8)}${pad('seconds', 10)}`);
for (const [name, result] of Object.entries(own)) {
  const ratio = map[name] ? (result.rate / map[name].rate).toFixed(2) : '-';
  write(
    `${name.padEnd(34)}${pad(rate(result), 12)}${pad(rate(map[name]), 12)}${pad(ratio, 8)}${pad(result.seconds.toFixed(2), 10)}`,
  );
}
process.exit(0);
