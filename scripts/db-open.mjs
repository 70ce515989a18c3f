// What the db: scripts share: opening either kind of database by one word, an address or a folder, and reading it whole.
import { createHash } from 'node:crypto';
import { mongo } from 'mongoose';
import { startEmbedded } from '../server/dist/database/connect.js';

const complain = (_details, message) => process.stderr.write(`${message}\n`);
const logger = { info: complain, warn: complain, error: complain };

export const rawOptions = { raw: true, promoteValues: false };

/** Opens `mongodb://…/name`, or the folder of an embedded database. */
export async function openDatabase(where, name = 'enishi') {
  const isAddress = /^mongodb(\+srv)?:\/\//.test(where);
  const server = isAddress ? null : await startEmbedded({ dataDir: where, logger });
  const client = await new mongo.MongoClient(server?.uri ?? where, { serverSelectionTimeoutMS: 10_000 }).connect();
  const inAddress = isAddress ? new URL(where.replace(/^mongodb(\+srv)?:/, 'http:')).pathname.slice(1) : '';
  const close = async () => {
    await client.close();
    await server?.close();
  };
  return {
    database: client.db(inAddress || name),
    close,
    label: isAddress ? where.replace(/\/\/[^@/]*@/, '//') : `folder ${where}`,
  };
}

export async function collectionNames(database) {
  const list = await database.listCollections({}, { nameOnly: true }).toArray();
  return list
    .map((item) => item.name)
    .filter((name) => !name.startsWith('system.'))
    .sort();
}

/** The indexes besides that of _id, as createIndexes takes them. */
export async function indexSpecs(collection) {
  const addedByServers = new Set(['v', 'ns', 'background']);
  const list = await collection.indexes();
  return list
    .filter((item) => item.name !== '_id_')
    .map((item) => Object.fromEntries(Object.entries(item).filter(([option]) => !addedByServers.has(option))));
}

/** Count and hash of a collection, in the order of _id. */
export async function fingerprint(collection) {
  const hash = createHash('sha256');
  let count = 0;
  for await (const raw of collection.find({}, { ...rawOptions, sort: { _id: 1 } })) {
    hash.update(raw);
    count++;
  }
  return { count, hash: hash.digest('hex') };
}

export const say = (text) => process.stdout.write(`${text}\n`);

export async function run(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
