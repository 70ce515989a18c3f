// npm run db:copy -- --from A --to B [--name enishi] [--force]
// Copies a whole database between any two of: the folder of an embedded database, a MongoDB address. Runs again after an
// interruption and goes on where it stopped. A target with data of its own is refused unless --force.
import { parseArgs } from 'node:util';
import { BSON } from 'bson';
import { collectionNames, fingerprint, indexSpecs, openDatabase, rawOptions, run, say } from './db-open.mjs';

const BATCH = 1000;
const MARK = 'db_copy_in_progress';

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    name: { type: 'string', default: 'enishi' },
    force: { type: 'boolean', default: false },
  },
});

/** The mark says that what is in the target was put there by an earlier run from the same source. */
async function prepareTarget(source, target) {
  const mark = await target.database.collection(MARK).findOne({ _id: 'copy' });
  const names = (await collectionNames(target.database)).filter((name) => name !== MARK);
  const counts = await Promise.all(names.map((name) => target.database.collection(name).estimatedDocumentCount()));
  const isEmpty = counts.every((count) => count === 0);
  if (mark?.from === source.label) return say('Going on where the last run stopped.');
  if (!isEmpty && !values.force)
    throw new Error('The target holds data already. Use an empty one, or --force to write into it.');
  await target.database
    .collection(MARK)
    .replaceOne({ _id: 'copy' }, { from: source.label, at: new Date() }, { upsert: true });
}

async function copyCollection(from, to, name, isWhole) {
  const total = await from.estimatedDocumentCount();
  const last = await to.find({}, { sort: { _id: -1 }, limit: 1, projection: { _id: 1 }, promoteValues: false }).next();
  const filter = last && !isWhole ? { _id: { $gt: last._id } } : {};
  let batch = [];
  let done = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    await to.bulkWrite(
      batch.map((document) => ({ replaceOne: { filter: { _id: document._id }, replacement: document, upsert: true } })),
      { ordered: false },
    );
    done += batch.length;
    batch = [];
    if (process.stdout.isTTY) process.stdout.write(`\r${name}: ${done} of ${total}`);
  };
  for await (const raw of from.find(filter, { ...rawOptions, sort: { _id: 1 } })) {
    batch.push(BSON.deserialize(raw, { promoteValues: false, bsonRegExp: true }));
    if (batch.length === BATCH) await flush();
  }
  await flush();
}

async function copyAll(source, target) {
  for (const name of await collectionNames(source.database)) {
    const [from, to] = [source.database.collection(name), target.database.collection(name)];
    await target.database.createCollection(name).catch((error) => {
      if (error.code !== 48) throw error;
    });
    await copyCollection(from, to, name, values.force);
    let [before, after] = [await fingerprint(from), await fingerprint(to)];
    if (before.hash !== after.hash) {
      // Where an earlier run stopped is known only for _ids of one type; anything else is written once more as a whole.
      await copyCollection(from, to, name, true);
      after = await fingerprint(to);
    }
    if (before.count !== after.count || before.hash !== after.hash)
      throw new Error(
        `${name} differs after the copy: ${before.count} documents there, ${after.count} here. Empty the target and copy again.`,
      );
    const specs = await indexSpecs(from);
    if (specs.length) await to.createIndexes(specs);
    say(
      `${process.stdout.isTTY ? '\r' : ''}${name}: ${after.count} documents, ${specs.length + 1} indexes, hash ${after.hash.slice(0, 12)} on both sides`,
    );
  }
  await target.database.collection(MARK).drop();
  say('Copied and verified.');
}

await run(async () => {
  if (!values.from || !values.to)
    throw new Error('Usage: npm run db:copy -- --from A --to B   (A and B: a data folder or a mongodb:// address)');
  const source = await openDatabase(values.from, values.name);
  try {
    const target = await openDatabase(values.to, values.name);
    try {
      await prepareTarget(source, target);
      await copyAll(source, target);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
});
