// Owns an embedded database and writes into it, until it is killed. Run by orphans.mjs with a folder.
import { mongo } from 'mongoose';
import { startEmbedded } from '../../server/dist/database/connect.js';

const quiet = () => undefined;
const logger = { info: quiet, warn: quiet, error: quiet };
const server = await startEmbedded({ dataDir: process.argv[2], logger });
const client = await new mongo.MongoClient(server.uri).connect();
const items = client.db('faults').collection('items');
process.stdout.write('writing\n');
const write = async () => {
  for (;;) await items.updateOne({ n: Math.floor(Math.random() * 50) }, { $inc: { count: 1 } }, { upsert: true });
};
await Promise.all(Array.from({ length: 16 }, write));
