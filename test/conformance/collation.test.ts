// Texts are compared by their bytes. The embedded database refuses any other way; a real MongoDB knows them.
import { type mongo } from 'mongoose';
import { createIndex, errorCode, onEveryTarget } from './targets.js';

const collation = { locale: 'en', strength: 2 };

onEveryTarget('collation', (target) => {
  const fill = async (): Promise<mongo.Collection> => {
    const collection = target().collection();
    await collection.insertMany(['ping', 'PING'].map((v, i) => ({ _id: i + 1, v }) as never));
    return collection;
  };

  it.each([
    ['the simple locale', { locale: 'simple' }],
    ['none', {}],
  ] as [string, mongo.CollationOptions][])('with %s is the order of bytes', async (_title, simple) => {
    const collection = await fill();
    expect(await collection.countDocuments({ v: 'ping' }, { collation: simple })).toBe(1);
    const sorted = await collection.find().collation(simple).sort({ v: 1 }).toArray();
    expect(sorted.map((item) => item.v as unknown)).toEqual(['PING', 'ping']);
    const updated = await collection.updateMany({ v: 'ping' }, { $set: { n: 1 } }, { collation: simple });
    expect(updated.matchedCount).toBe(1);
  });

  it.each([
    ['find', (c) => c.find({ v: 'ping' }).collation(collation).toArray()],
    ['count', (c) => c.countDocuments({ v: 'ping' }, { collation })],
    ['distinct', (c) => c.distinct('v', {}, { collation })],
    ['aggregate', (c) => c.aggregate([{ $match: { v: 'ping' } }], { collation }).toArray()],
    ['updateOne', (c) => c.updateOne({ v: 'ping' }, { $set: { n: 1 } }, { collation })],
    ['updateMany', (c) => c.updateMany({ v: 'ping' }, { $set: { n: 1 } }, { collation })],
    ['replaceOne', (c) => c.replaceOne({ v: 'ping' }, { n: 1 }, { collation })],
    ['deleteOne', (c) => c.deleteOne({ v: 'ping' }, { collation })],
    ['deleteMany', (c) => c.deleteMany({ v: 'ping' }, { collation })],
    ['findOneAndUpdate', (c) => c.findOneAndUpdate({ v: 'ping' }, { $set: { n: 1 } }, { collation })],
    ['findOneAndDelete', (c) => c.findOneAndDelete({ v: 'ping' }, { collation })],
    ['bulkWrite', (c) => c.bulkWrite([{ deleteOne: { filter: { v: 'ping' }, collation } }])],
    ['an index', (c) => createIndex(c, { v: 1 }, { collation })],
    ['explain', (c) => c.find({ v: 'ping' }).collation(collation).explain('queryPlanner')],
  ] as [string, (collection: mongo.Collection) => Promise<unknown>][])(
    'of a language is refused by the embedded database: %s',
    async (_title, action) => {
      if (target().kind !== 'embedded') return;
      const collection = await fill();
      const error = await action(collection).catch((reason: unknown) => reason as mongo.MongoServerError);
      expect(error).toMatchObject({ code: 2, message: expect.stringContaining('set MONGODB_URI') as string });
      expect(await collection.find().toArray()).toEqual([
        { _id: 1, v: 'ping' },
        { _id: 2, v: 'PING' },
      ]);
    },
  );

  it.each([
    ['a word', 'en', 14],
    ['no locale', { strength: 1 }, 40414],
  ] as [string, unknown, number][])('refuses %s', async (_title, wrong, code) => {
    const collection = await fill();
    const command = { find: collection.collectionName, filter: {}, collation: wrong };
    // A missing field has had several codes over the versions.
    expect([code, 2]).toContain(await errorCode(() => target().client.db(collection.dbName).command(command)));
  });
});
