// Comparing texts as a language does it. Expected results are those of a MongoDB server.
import { type mongo } from 'mongoose';
import { createIndex, errorCode, onEveryTarget } from './targets.js';

const words = ['ping', 'PING', 'Ping', 'pïng', 'pong'];

onEveryTarget('collation', (target) => {
  const fill = async (values: unknown[] = words): Promise<mongo.Collection> => {
    const collection = target().collection();
    await collection.insertMany(values.map((v, i) => ({ _id: i + 1, v }) as never));
    return collection;
  };
  const ids = async (cursor: mongo.FindCursor<mongo.WithId<mongo.Document>>): Promise<unknown[]> =>
    (await cursor.sort({ _id: 1 }).toArray()).map((item) => item._id as unknown);

  it.each([
    ['strength 1', { locale: 'en', strength: 1 }, [1, 2, 3, 4]],
    ['strength 1 with caseLevel', { locale: 'en', strength: 1, caseLevel: true }, [1, 4]],
    ['strength 2', { locale: 'en', strength: 2 }, [1, 2, 3]],
    ['strength 3', { locale: 'en', strength: 3 }, [1]],
    ['no strength', { locale: 'en_US' }, [1]],
    ['the simple locale', { locale: 'simple' }, [1]],
  ] as [string, mongo.CollationOptions, number[]][])('finds with %s', async (_title, collation, found) => {
    const collection = await fill();
    expect(await ids(collection.find({ v: 'ping' }).collation(collation))).toEqual(found);
    expect(await ids(collection.find({ v: { $in: ['ping'] } }).collation(collation))).toEqual(found);
    expect(await ids(collection.find({ $or: [{ v: { $eq: 'ping' } }] }).collation(collation))).toEqual(found);
    expect(await collection.countDocuments({ v: 'ping' }, { collation })).toBe(found.length);
    expect(await collection.aggregate([{ $match: { v: 'ping' } }], { collation }).toArray()).toHaveLength(found.length);
  });

  it('finds inside documents, arrays and comparisons', async () => {
    const collection = await fill([{ w: 'Ping' }, ['PING', 'x'], 'a', 'PONG']);
    const collation = { locale: 'en', strength: 2 };
    expect(await ids(collection.find({ v: { w: 'ping' } }).collation(collation))).toEqual([1]);
    expect(await ids(collection.find({ 'v.w': { $ne: 'PING' } }).collation(collation))).toEqual([2, 3, 4]);
    expect(await ids(collection.find({ v: { $elemMatch: { $eq: 'ping' } } }).collation(collation))).toEqual([2]);
    expect(await ids(collection.find({ v: { $gte: 'ping', $lte: 'pong' } }).collation(collation))).toEqual([2, 4]);
  });

  it.each([
    ['by the language', { locale: 'sv' }, ['z', 'ä', 'a'], [3, 1, 2]],
    ['German', { locale: 'de' }, ['z', 'ä', 'a'], [3, 2, 1]],
    ['lower case first', { locale: 'en' }, ['B', 'a', 'b', 'A'], [2, 4, 3, 1]],
    ['upper case first', { locale: 'en', caseFirst: 'upper' }, ['B', 'a', 'b', 'A'], [4, 2, 1, 3]],
    ['numbers in texts', { locale: 'en', numericOrdering: true }, ['a10', 'a2', 'a1'], [3, 2, 1]],
    ['digits without it', { locale: 'en' }, ['a10', 'a2', 'a1'], [3, 1, 2]],
  ] as [string, mongo.CollationOptions, string[], number[]][])('sorts %s', async (_title, collation, values, order) => {
    const collection = await fill(values);
    await createIndex(collection, { v: 1 });
    const sorted = async (direction: 1 | -1): Promise<unknown[]> =>
      (await collection.find().collation(collation).sort({ v: direction }).toArray()).map(
        (item) => item._id as unknown,
      );
    expect(await sorted(1)).toEqual(order);
    expect(await sorted(-1)).toEqual([...order].reverse());
    const staged = await collection.aggregate([{ $sort: { v: 1 } }], { collation }).toArray();
    expect(staged.map((item) => item._id as unknown)).toEqual(order);
  });

  it('does not use an index that knows nothing of it', async () => {
    const collection = await fill();
    await createIndex(collection, { v: 1 });
    const collation = { locale: 'en', strength: 1 };
    expect(await ids(collection.find({ v: 'PING' }).collation(collation))).toEqual([1, 2, 3, 4]);
    const plan = JSON.stringify(await collection.find({ v: 'PING' }).collation(collation).explain('queryPlanner'));
    expect(plan).toContain('COLLSCAN');
  });

  it('lists one of each', async () => {
    const collection = await fill();
    const found = (await collection.distinct('v', {}, { collation: { locale: 'en', strength: 2 } })) as string[];
    expect(found).toHaveLength(3);
  });

  it('updates and removes', async () => {
    const collection = await fill();
    const collation = { locale: 'en', strength: 2 };
    const updated = await collection.updateMany({ v: 'pInG' }, { $set: { hit: true } }, { collation });
    expect([updated.matchedCount, await collection.countDocuments({ hit: true })]).toEqual([3, 3]);
    await collection.updateOne({ v: { $in: ['PONG'] } }, { $set: { hit: 1 } }, { collation });
    expect((await collection.findOne({ hit: 1 }))?._id).toBe(5);
    const taken = await collection.findOneAndDelete({ v: 'pInG' }, { collation, sort: { _id: -1 } });
    expect(taken?._id).toBe(3);
    expect((await collection.deleteMany({ v: 'pInG' }, { collation })).deletedCount).toBe(2);
  });

  it.each([
    ['a locale that is none', { locale: 'nonsense locale' }, 2],
    ['no locale', { strength: 1 }, 40414],
    ['an unknown field', { locale: 'en', foo: 1 }, 40415],
    ['a strength that is none', { locale: 'en', strength: 9 }, 2],
    ['a word', 'en', 14],
  ] as [string, unknown, number][])('refuses %s', async (_title, collation, code) => {
    const collection = await fill();
    const command = { find: collection.collectionName, filter: {}, collation };
    const answer = await errorCode(() => target().client.db(collection.dbName).command(command));
    // A missing field, a wrong value and a wrong strength have had several codes over the versions.
    expect([code, 2, 9, 72]).toContain(answer);
  });

  it.each([
    [
      '$group',
      (c: mongo.Collection, collation: mongo.CollationOptions) =>
        c.aggregate([{ $group: { _id: '$v' } }], { collation }).toArray(),
    ],
    [
      '$expr',
      (c: mongo.Collection, collation: mongo.CollationOptions) =>
        c
          .find({ $expr: { $eq: ['$v', 'ping'] } })
          .collation(collation)
          .toArray(),
    ],
    [
      '$pull',
      (c: mongo.Collection, collation: mongo.CollationOptions) =>
        c.updateOne({}, { $pull: { l: 'PING' } } as never, { collation }),
    ],
    ['an index', (c: mongo.Collection, collation: mongo.CollationOptions) => createIndex(c, { v: 1 }, { collation })],
  ] as [string, (collection: mongo.Collection, collation: mongo.CollationOptions) => Promise<unknown>][])(
    'the embedded database refuses it for %s',
    async (_title, action) => {
      if (target().kind !== 'embedded') return;
      const collection = await fill();
      expect(await errorCode(() => action(collection, { locale: 'en', strength: 2 }))).toBe(2);
    },
  );
});
