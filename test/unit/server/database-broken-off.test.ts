// The database dies while a question is on its way to it: the driver hands on what the socket says, as it comes.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { mongo } from 'mongoose';
import { isDatabaseAway } from '../../../server/src/database/away';
import { startCutProxy, upstreamOf } from '../../support/cut-proxy';
import { startTestDatabase } from '../../support/database';

test('a connection that broke in the middle of a question is an absence, not a fault', async () => {
  const server = createServer((socket) => socket.resetAndDestroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const failed = once(socket, 'error') as Promise<[Error]>;
  socket.on('connect', () => socket.write('a question'));
  const [error] = await failed;
  server.close();
  expect((error as NodeJS.ErrnoException).code).toMatch(/^(EPIPE|ECONNRESET)$/);
  expect(isDatabaseAway(error)).toBe(true);
  expect(isDatabaseAway(new Error('the message was not kept', { cause: error }))).toBe(true);
  expect(isDatabaseAway(new Error('a mistake of ours'))).toBe(false);
});

test('whatever was being written when the line broke, it is an absence', async () => {
  const database = await startTestDatabase();
  const proxy = await startCutProxy(upstreamOf(database.uri));
  const client = await new mongo.MongoClient(proxy.through(database.uri), { retryWrites: false }).connect();
  const items = client.db().collection('items');
  await items.insertOne({ n: 0 });
  const writes: Record<string, () => Promise<unknown>> = {
    insertOne: () => items.insertOne({ n: 1 }),
    insertMany: () => items.insertMany([{ n: 2 }, { n: 3 }]),
    bulkWrite: () => items.bulkWrite([{ updateOne: { filter: { n: 0 }, update: { $set: { n: 4 } } } }]),
    updateMany: () => items.updateMany({}, { $set: { n: 5 } }),
  };
  const failure = (write: Promise<unknown>): Promise<unknown> => write.catch((error: unknown) => error);
  for (const [name, write] of Object.entries(writes)) {
    const writing = failure(write());
    proxy.cut();
    expect([name, isDatabaseAway(await writing)]).toEqual([name, true]);
    await proxy.restore();
    await items.findOne({});
  }
  const twice = await failure(items.insertMany([{ _id: 1 as never }, { _id: 1 as never }]));
  expect([(twice as Error).name, isDatabaseAway(twice)]).toEqual(['MongoBulkWriteError', false]);
  await client.close();
  await proxy.close();
  await database.close();
});
