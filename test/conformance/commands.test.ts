// Reading options, indexes, collections and errors as a client meets them. Expected values are a MongoDB server's.
import { mongo } from 'mongoose';
import { createIndex, errorCode, onEveryTarget, typed } from './targets.js';

type Documents = Record<string, unknown>[];
const many = (count: number): Documents => Array.from({ length: count }, (_, i) => ({ _id: i + 1, n: i % 7 }));

onEveryTarget('reading', (target) => {
  const fill = async (documents: Documents): Promise<mongo.Collection> => {
    const collection = target().collection();
    await collection.insertMany(documents as never[]);
    return collection;
  };

  type Projection = [
    title: string,
    document: Record<string, unknown>,
    projection: Record<string, unknown>,
    result: Record<string, unknown>,
  ];
  const projections: Projection[] = [
    ['includes', { a: 1, b: 2 }, { a: 1 }, { _id: 1, a: 1 }],
    ['includes without _id', { a: 1, b: 2 }, { a: 1, _id: 0 }, { a: 1 }],
    ['excludes', { a: 1, b: 2 }, { a: 0 }, { _id: 1, b: 2 }],
    ['includes paths', { a: { b: 1, c: 2 }, d: 1 }, { 'a.b': 1 }, { _id: 1, a: { b: 1 } }],
    ['includes nested documents', { a: { b: 1, c: 2 } }, { a: { b: 1 } }, { _id: 1, a: { b: 1 } }],
    ['includes through arrays', { a: [{ b: 1, c: 1 }, 5, { c: 2 }] }, { 'a.b': 1 }, { _id: 1, a: [{ b: 1 }, {}] }],
    ['excludes through arrays', { a: [{ b: 1, c: 1 }, 5] }, { 'a.b': 0 }, { _id: 1, a: [{ c: 1 }, 5] }],
    ['keeps the order of the document', { b: 1, a: 2 }, { a: 1, b: 1 }, { _id: 1, b: 1, a: 2 }],
    ['slices', { a: [1, 2, 3], b: 1 }, { a: { $slice: 2 } }, { _id: 1, a: [1, 2], b: 1 }],
    ['slices from the end', { a: [1, 2, 3] }, { a: { $slice: -1 } }, { _id: 1, a: [3] }],
    ['slices from a place', { a: [1, 2, 3, 4] }, { a: { $slice: [1, 2] } }, { _id: 1, a: [2, 3] }],
    [
      'takes one element',
      { a: [{ k: 1 }, { k: 2 }], b: 1 },
      { a: { $elemMatch: { k: 2 } } },
      { _id: 1, a: [{ k: 2 }] },
    ],
    ['computes', { a: 2, b: 1 }, { twice: { $multiply: ['$a', 2] } }, { _id: 1, twice: 4 }],
    ['renames', { a: 2 }, { other: '$a' }, { _id: 1, other: 2 }],
    ['omits what is not there', { a: 1 }, { x: 1 }, { _id: 1 }],
    ['does not open scalars', { a: 5 }, { 'a.b': 1 }, { _id: 1 }],
  ];
  it.each(projections)('a projection %s', async (_title, document, projection, result) => {
    const collection = await fill([{ _id: 1, ...document }]);
    const found = await collection.findOne({}, { projection });
    expect(found).toEqual(result);
    expect(Object.keys(found ?? {})).toEqual(Object.keys(result));
  });

  it('projects the matched element with $', async () => {
    const collection = await fill([{ _id: 1, a: [{ k: 1 }, { k: 2 }] }]);
    expect(await collection.findOne({ 'a.k': 2 }, { projection: { 'a.$': 1 } })).toEqual({ _id: 1, a: [{ k: 2 }] });
  });

  it.each([
    [{ a: 1, b: 0 }, 31254],
    [{ a: 0, b: 1 }, 31253],
    [{ a: 1, 'a.b': 1 }, 31249],
    [{ a: { $foo: 1 } }, 31325],
  ] as [Record<string, unknown>, number][])('refuses the projection %j', async (projection, code) => {
    const collection = await fill([{ _id: 1, a: 1 }]);
    const found = await errorCode(() => collection.findOne({}, { projection }));
    // An unknown operator has had several codes over the versions.
    expect([code, 168, code === 31249 ? 31250 : code]).toContain(found);
  });

  type Sort = [title: string, values: unknown[], direction: 1 | -1, ids: number[]];
  const sorts: Sort[] = [
    ['by the order of types', ['a', 1, null, true, [], { a: 1 }, new Date(0)], 1, [5, 3, 2, 1, 6, 4, 7]],
    ['downwards', [1, 3, 2], -1, [2, 3, 1]],
    ['arrays by their least', [[5, 1], [2], 3], 1, [1, 2, 3]],
    ['arrays by their greatest downwards', [[5, 1], [2], 3], -1, [1, 3, 2]],
    ['strings by bytes', ['b', 'B', 'a', 'あ'], 1, [2, 3, 1, 4]],
    [
      'numbers of all types',
      [mongo.BSON.Long.fromNumber(3), 2.5, mongo.BSON.Decimal128.fromString('2.75')],
      1,
      [2, 3, 1],
    ],
  ];
  it.each(sorts)('sorts %s', async (_title, values, direction, ids) => {
    const collection = await fill(values.map((v, i) => ({ _id: i + 1, v })));
    expect((await collection.find().sort({ v: direction }).toArray()).map((item) => item._id as unknown)).toEqual(ids);
    await createIndex(collection, { v: 1 });
    expect((await collection.find().sort({ v: direction }).toArray()).map((item) => item._id as unknown)).toEqual(ids);
  });

  it('sorts by two fields of the same array together, and not by two arrays', async () => {
    const collection = await fill([
      {
        _id: 1,
        l: [
          { x: 1, y: 9 },
          { x: 2, y: 1 },
        ],
      },
      { _id: 2, l: [{ x: 1, y: 5 }] },
      { _id: 3, l: [{ x: 0, y: 7 }] },
    ]);
    const sorted = await collection.find().sort({ 'l.x': 1, 'l.y': 1 }).toArray();
    expect(sorted.map((item) => item._id as unknown)).toEqual([3, 2, 1]);
    await collection.insertOne({ _id: 4, a: [1], b: [2] } as never);
    expect(await errorCode(() => collection.find().sort({ a: 1, b: 1 }).toArray())).toBe(2);
  });

  it('finds many by _id, each once, in the order asked for', async () => {
    const collection = await fill(many(300));
    const wanted = [...Array(250).keys()].map((n) => (n + 1) as never);
    expect(await collection.countDocuments({ _id: { $in: [...wanted, ...wanted, 'none' as never] } })).toBe(250);
    const found = collection.find({ _id: { $in: wanted }, n: 3 }, { sort: { _id: -1 }, batchSize: 7 });
    const threes = many(250)
      .filter((item) => item.n === 3)
      .map((item) => item._id);
    expect((await found.toArray()).map((item) => item._id as unknown)).toEqual(threes.reverse());
  });

  it('keeps the order of insertion without a sort', async () => {
    const collection = await fill([{ _id: 3 }, { _id: 1 }, { _id: 2 }]);
    expect((await collection.find().toArray()).map((item) => item._id as unknown)).toEqual([3, 1, 2]);
    expect((await collection.find().sort({ $natural: -1 }).toArray()).map((item) => item._id as unknown)).toEqual([
      2, 1, 3,
    ]);
  });

  it.each([
    ['in batches', { batchSize: 7 }, 250],
    ['with a limit', { limit: 120, batchSize: 50 }, 120],
    ['with a skip', { skip: 240 }, 10],
    ['a single batch', { limit: 5, singleBatch: true }, 5],
    ['sorted, in batches', { sort: { n: 1 }, batchSize: 9 }, 250],
  ] as [string, mongo.FindOptions, number][])('reads all %s', async (_title, options, count) => {
    const collection = await fill(many(250));
    const found = await collection.find({}, options).toArray();
    expect(new Set(found.map((item) => String(item._id))).size).toBe(count);
  });

  it('counts with filter, skip and limit', async () => {
    const collection = await fill(many(50));
    expect(await collection.countDocuments({ n: 3 })).toBe(7);
    expect(await collection.countDocuments({ n: 3 }, { skip: 2, limit: 3 })).toBe(3);
    expect(await collection.estimatedDocumentCount()).toBe(50);
  });

  it.each([
    ['v', [1, 'a', null]],
    ['l', [1, 2, 3]],
    ['d.x', [1, 2]],
  ] as [string, unknown[]][])('lists distinct values of %s', async (key, values) => {
    const collection = await fill([
      { v: 1, l: [1, 2], d: [{ x: 1 }, { x: 2 }] },
      { v: 'a', l: [2, 3], d: { x: 1 } },
      { v: null },
      { v: mongo.BSON.Long.fromNumber(1) },
    ]);
    const found = await collection.distinct(key);
    expect(found.map((value) => JSON.stringify(value)).sort()).toEqual(
      values.map((value) => JSON.stringify(value)).sort(),
    );
  });

  it('ends a cursor that was closed, and refuses an unknown one', async () => {
    const collection = await fill(many(50));
    const cursor = collection.find().batchSize(5);
    await cursor.next();
    const { id } = cursor;
    await cursor.close();
    const { db, name } = { db: target().client.db(collection.dbName), name: collection.collectionName };
    expect(await errorCode(() => db.command({ getMore: id, collection: name }))).toBe(43);
  });
});

onEveryTarget('writing', (target) => {
  it('findOneAndUpdate gives before or after, and sorts', async () => {
    const collection = target().collection();
    await collection.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 5 },
    ] as never[]);
    expect(await collection.findOneAndUpdate({}, { $inc: { n: 1 } }, { sort: { n: -1 } })).toEqual({ _id: 2, n: 5 });
    expect(
      await collection.findOneAndUpdate(
        { _id: 2 } as never,
        { $inc: { n: 1 } },
        { returnDocument: 'after', projection: { _id: 0 } },
      ),
    ).toEqual({ n: 7 });
    expect(await collection.findOneAndUpdate({ _id: 9 } as never, { $set: { n: 0 } })).toBeNull();
    expect(
      await collection.findOneAndUpdate(
        { _id: 9 } as never,
        { $set: { n: 0 } },
        { upsert: true, returnDocument: 'after' },
      ),
    ).toEqual({ _id: 9, n: 0 });
    expect(await collection.findOneAndDelete({ n: 0 })).toEqual({ _id: 9, n: 0 });
    expect(await collection.findOneAndReplace({ _id: 1 } as never, { m: 1 }, { returnDocument: 'after' })).toEqual({
      _id: 1,
      m: 1,
    });
  });

  it('stops an ordered batch at its error, and goes on in an unordered one', async () => {
    const collection = target().collection();
    const batch = (): never[] => [{ _id: 1 }, { _id: 1 }, { _id: 2 }] as never[];
    expect(await errorCode(() => collection.insertMany(batch()))).toBe(11000);
    expect(await collection.countDocuments()).toBe(1);
    expect(
      await errorCode(() => collection.insertMany([{ _id: 5 }, { _id: 1 }, { _id: 6 }] as never[], { ordered: false })),
    ).toBe(11000);
    expect(await collection.countDocuments()).toBe(3);
  });

  it('says which key is double', async () => {
    const collection = target().collection();
    await createIndex(collection, { a: 1, b: 1 }, { unique: true });
    await collection.insertOne({ a: 1, b: 'x' });
    const error = await collection
      .insertOne({ a: 1, b: 'x' })
      .catch((reason: unknown) => reason as mongo.MongoServerError);
    expect(error).toMatchObject({ code: 11000, keyPattern: { a: 1, b: 1 }, keyValue: { a: 1, b: 'x' } });
    expect((error as Error).message).toMatch(
      /^E11000 duplicate key error collection: .* index: a_1_b_1 dup key: \{ a: 1, b: "x" \}$/,
    );
  });

  it('lets only one of many upserts through a unique index', async () => {
    const collection = target().collection();
    await createIndex(collection, { key: 1 }, { unique: true });
    await Promise.allSettled(
      Array.from({ length: 30 }, () => collection.updateOne({ key: 'k' }, { $inc: { n: 1 } }, { upsert: true })),
    );
    expect(await collection.countDocuments({ key: 'k' })).toBe(1);
  });

  it('counts up exactly under many writers', async () => {
    const collection = target().collection();
    await collection.insertOne({ _id: 1, n: 0 } as never);
    await Promise.all(Array.from({ length: 60 }, () => collection.updateOne({ _id: 1 } as never, { $inc: { n: 1 } })));
    expect((await collection.findOne({}))?.n).toBe(60);
  });

  it.each([
    [['x'], 53],
    [/x/, 53],
  ] as [unknown, number][])('refuses the _id %s', async (_id, code) => {
    expect([code, 2]).toContain(
      await errorCode(() =>
        target()
          .collection()
          .insertOne({ _id } as never),
      ),
    );
  });

  it('keeps every type', async () => {
    const { Long, Double, Decimal128, Binary, Timestamp, ObjectId, BSONRegExp, MinKey, MaxKey, Code } = mongo.BSON;
    const collection = target().collection();
    const document = {
      _id: 1,
      l: Long.MAX_VALUE,
      d: new Double(1),
      e: Decimal128.fromString('1.10'),
      b: new Binary(Buffer.from('x'), 4),
      t: new Timestamp({ t: 1, i: 2 }),
      o: new ObjectId(),
      r: new BSONRegExp('a', 'i'),
      mi: new MinKey(),
      ma: new MaxKey(),
      c: new Code('x'),
      n: null,
      a: [1, [2, {}]],
    };
    await collection.insertOne(document as never);
    await collection.updateOne({}, { $set: { z: 1 } });
    expect(typed(await collection.findOne({}, { promoteValues: false, bsonRegExp: true }))).toEqual(
      typed({ ...document, z: 1 }),
    );
  });
});

onEveryTarget('indexes and collections', (target) => {
  const database = (): mongo.Db => target().client.db(target().collection().dbName);

  it('lists what was created', async () => {
    const collection = target().collection();
    await createIndex(collection, { a: 1, b: -1 }, { unique: true, name: 'ab' });
    await createIndex(collection, { c: 1 }, { sparse: true });
    await createIndex(collection, { d: 1 }, { expireAfterSeconds: 60 });
    await createIndex(collection, { e: 1 }, { partialFilterExpression: { e: { $gt: 5 } } });
    expect(await collection.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'ab', unique: true },
      { v: 2, key: { c: 1 }, name: 'c_1', sparse: true },
      { v: 2, key: { d: 1 }, name: 'd_1', expireAfterSeconds: 60 },
      { v: 2, key: { e: 1 }, name: 'e_1', partialFilterExpression: { e: { $gt: 5 } } },
    ]);
  });

  it('takes the same index twice, and refuses another of its name or key', async () => {
    const collection = target().collection();
    await createIndex(collection, { a: 1 });
    await createIndex(collection, { a: 1 });
    expect(await errorCode(() => createIndex(collection, { b: 1 }, { name: 'a_1' }))).toBe(86);
    expect(await errorCode(() => createIndex(collection, { a: 1 }, { name: 'other' }))).toBe(85);
    expect(await errorCode(() => createIndex(collection, { a: 1 }, { unique: true }))).toBe(86);
  });

  it('does not build a unique index over doubles', async () => {
    const collection = target().collection();
    await collection.insertMany([{ a: 1 }, { a: 1 }]);
    expect(await errorCode(() => createIndex(collection, { a: 1 }, { unique: true }))).toBe(11000);
    expect(await collection.indexes()).toHaveLength(1);
  });

  it.each([
    ['sparse lets many miss the field', { sparse: true }, [{}, {}, { a: 1 }], { a: 1 }],
    [
      'partial lets doubles outside',
      { partialFilterExpression: { on: true } },
      [{ a: 1 }, { a: 1 }, { a: 1, on: true }],
      { a: 1, on: true },
    ],
    ['null is a value', {}, [{ b: 1 }], { b: 2 }],
    ['elements of arrays count', {}, [{ a: [1, 2] }], { a: [2, 3] }],
    ['equal numbers are one', {}, [{ a: 1 }], { a: mongo.BSON.Long.fromNumber(1) }],
  ] as [string, mongo.CreateIndexesOptions, Documents, Record<string, unknown>][])(
    'unique: %s',
    async (_title, options, documents, double) => {
      const collection = target().collection();
      await createIndex(collection, { a: 1 }, { unique: true, ...options });
      await collection.insertMany(documents as never[]);
      expect(await errorCode(() => collection.insertOne({ ...double }))).toBe(11000);
    },
  );

  it('drops indexes, and refuses unknown ones and that of _id', async () => {
    const collection = target().collection();
    await createIndex(collection, { a: 1 });
    await collection.dropIndex('a_1');
    expect(await errorCode(() => collection.dropIndex('a_1'))).toBe(27);
    expect(await errorCode(() => collection.dropIndex('_id_'))).toBe(72);
  });

  it('explains which index it takes', async () => {
    const collection = target().collection();
    await collection.insertMany(many(20) as never[]);
    await createIndex(collection, { n: 1 });
    const stages = async (cursor: mongo.FindCursor): Promise<string> =>
      JSON.stringify(((await cursor.explain('queryPlanner')) as { queryPlanner: unknown }).queryPlanner);
    expect(await stages(collection.find({ n: 3 }))).toContain('IXSCAN');
    expect(await stages(collection.find({ other: 3 }))).toContain('COLLSCAN');
  });

  it('refuses a hint that is no index', async () => {
    const collection = target().collection();
    await collection.insertOne({ a: 1 });
    expect(await errorCode(() => collection.find({ a: 1 }).hint('nothing').toArray())).toBe(2);
  });

  it('creates, lists, renames and drops collections', async () => {
    const collection = target().collection();
    const name = collection.collectionName;
    await database().createCollection(name);
    expect(await errorCode(() => database().createCollection(name))).toBe(48);
    await collection.insertOne({ a: 1 });
    await collection.rename(`${name}_new`);
    const names = (await database().listCollections().toArray()).map((item) => item.name);
    expect(names).toContain(`${name}_new`);
    expect(names).not.toContain(name);
    expect(await database().collection(`${name}_new`).countDocuments()).toBe(1);
    await database().collection(`${name}_new`).drop();
    expect(await database().collection(`${name}_new`).countDocuments()).toBe(0);
  });

  it('keeps a collection whose new name is refused', async () => {
    const collection = target().collection();
    await collection.insertOne({ a: 1 });
    const renameCollection = collection.namespace;
    const rename = { renameCollection, to: `${collection.dbName}.a$b` };
    expect(await errorCode(() => target().client.db('admin').command(rename))).toBe(73);
    expect(await collection.countDocuments()).toBe(1);
  });

  it('refuses one index twice in a command, and makes none of them', async () => {
    const collection = target().collection();
    await collection.insertOne({ a: 1 });
    const twice = [{ a: 1 }, { a: 1 }].map((key) => ({ key, name: 'a_1' }));
    const command = { createIndexes: collection.collectionName, indexes: twice };
    const database = target().client.db(collection.dbName);
    expect(await errorCode(() => database.command(command))).toBe(68);
    const both = (one: object, other: object) => ({ ...command, indexes: [one, other] });
    const sameKey = both({ key: { a: 1 }, name: 'one' }, { key: { a: 1 }, name: 'other' });
    expect(await errorCode(() => database.command(sameKey))).toBe(85);
    const sameName = both({ key: { a: 1 }, name: 'one' }, { key: { b: 1 }, name: 'one' });
    expect(await errorCode(() => database.command(sameName))).toBe(86);
    expect(await collection.indexes()).toHaveLength(1);
  });

  it('changes the time of a TTL index', async () => {
    const collection = target().collection();
    await createIndex(collection, { at: 1 }, { expireAfterSeconds: 60 });
    const answer = await database().command({
      collMod: collection.collectionName,
      index: { keyPattern: { at: 1 }, expireAfterSeconds: 120 },
    });
    expect([answer.expireAfterSeconds_old, answer.expireAfterSeconds_new]).toEqual([60, 120]);
  });

  it.each([
    [{ nonsense: 1 }, 59],
    [{ find: 'c', foo: 1 }, 40415],
    [{ find: 5 }, 73],
    [{ insert: 'c', documents: [] }, 16],
    [{ listIndexes: 'nowhere' }, 26],
    [{ aggregate: 'c', pipeline: [] }, 9],
    [{ find: 'c', filter: 5 }, 14],
    [{ getMore: 5, collection: 'c' }, 14],
    [{ delete: 'c', deletes: [{ q: {}, limit: 5 }] }, 9],
    [{ find: 'c', maxTimeMS: -1 }, 2],
  ] as [Record<string, unknown>, number][])('refuses %j with %i', async (command, code) => {
    const answer = await database()
      .command(command)
      .then(
        (value: mongo.Document) => (value.writeErrors as { code: number }[] | undefined)?.[0]?.code ?? 0,
        (error: unknown) => Number((error as { code?: number }).code),
      );
    expect(answer).toBe(code);
  });

  it('stores and reads files of GridFS', async () => {
    const bucket = new mongo.GridFSBucket(database(), { bucketName: 'files' });
    const content = Buffer.alloc(700_000, 'abc');
    const upload = bucket.openUploadStream('a.bin');
    await new Promise((resolve, reject) => upload.on('finish', resolve).on('error', reject).end(content));
    const parts: Buffer[] = [];
    for await (const part of bucket.openDownloadStream(upload.id)) parts.push(part as Buffer);
    expect(Buffer.concat(parts).equals(content)).toBe(true);
  });
});
