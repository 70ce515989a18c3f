// What updates leave behind, types included. Expected documents are those of a MongoDB server.
import { type mongo } from 'mongoose';
import { Decimal128, Double, errorCode, exact, Long, ObjectId, onEveryTarget, typed } from './targets.js';

type Update = mongo.UpdateFilter<mongo.Document> | mongo.Document[];
interface Options {
  filter?: Record<string, unknown>;
  arrayFilters?: mongo.Document[];
}
type Row = [
  title: string,
  before: Record<string, unknown>,
  update: Update,
  after: Record<string, unknown>,
  options?: Options,
];

const id = new ObjectId('64b000000000000000000001');

const fields: Row[] = [
  ['$set', { a: 1 }, { $set: { a: 2, b: 'x' } }, { a: 2, b: 'x' }],
  ['$set makes documents on the way', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set in an array by number', { a: [1, 2] }, { $set: { 'a.1': 5 } }, { a: [1, 5] }],
  ['$set beyond the end fills with null', { a: [1] }, { $set: { 'a.3': 5 } }, { a: [1, null, null, 5] }],
  ['$set keeps the place of a field', { a: 1, b: 2 }, { $set: { a: 3 } }, { a: 3, b: 2 }],
  ['new fields come in order of their names', {}, { $set: { c: 1, a: 1, b: 1 } }, { a: 1, b: 1, c: 1 }],
  [
    '$set keeps types',
    {},
    { $set: { a: Long.fromNumber(1), b: new Double(1), c: Decimal128.fromString('1.10') } },
    { a: Long.fromNumber(1), b: new Double(1), c: Decimal128.fromString('1.10') },
  ],
  ['$set of a number-like name in a document', { a: {} }, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
  ['$unset', { a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
  ['$unset of nothing', { a: 1 }, { $unset: { x: '' } }, { a: 1 }],
  ['$unset in an array leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
  ['$unset of a path', { a: { b: 1, c: 2 } }, { $unset: { 'a.b': '' } }, { a: { c: 2 } }],
  ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c' } }, { b: 2, c: 1 }],
  ['$rename over another', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
  ['$rename into a document', { a: 1 }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  ['$rename of nothing', { b: 1 }, { $rename: { a: 'c' } }, { b: 1 }],
  ['$setOnInsert of an existing', { a: 1 }, { $set: { b: 1 }, $setOnInsert: { c: 1 } }, { a: 1, b: 1 }],
  ['a replacement', { a: 1, b: 2 }, [{ $replaceWith: { _id: '$_id', c: 3 } }], { c: 3 }],
];

const numbers: Row[] = [
  ['$inc', { a: 1 }, { $inc: { a: 2 } }, { a: 3 }],
  ['$inc of a missing field', {}, { $inc: { a: 5 } }, { a: 5 }],
  ['$inc int by double', { a: 1 }, { $inc: { a: 0.5 } }, { a: 1.5 }],
  ['$inc double by int stays double', { a: new Double(1) }, { $inc: { a: 1 } }, { a: new Double(2) }],
  ['$inc int by long is long', { a: 1 }, { $inc: { a: Long.fromNumber(1) } }, { a: Long.fromNumber(2) }],
  ['$inc over an int becomes a long', { a: 2147483647 }, { $inc: { a: 1 } }, { a: Long.fromNumber(2147483648) }],
  ['$inc of a path', { a: { b: 1 } }, { $inc: { 'a.b': 1, 'a.c': 2 } }, { a: { b: 2, c: 2 } }],
  [
    '$inc of an exact long',
    { a: Long.fromString('9007199254740993') },
    { $inc: { a: 1 } },
    { a: Long.fromString('9007199254740994') },
  ],
  ['$mul', { a: 3 }, { $mul: { a: 2 } }, { a: 6 }],
  ['$mul of a missing field is zero', {}, { $mul: { a: 5 } }, { a: 0 }],
  ['$mul of a missing field by a double', {}, { $mul: { a: 1.5 } }, { a: new Double(0) }],
  ['$mul int by double', { a: 3 }, { $mul: { a: 1.5 } }, { a: 4.5 }],
  ['$min', { a: 5 }, { $min: { a: 3, b: 1 } }, { a: 3, b: 1 }],
  ['$min that is not less', { a: 5 }, { $min: { a: 7 } }, { a: 5 }],
  ['$max', { a: 5 }, { $max: { a: 7 } }, { a: 7 }],
  ['$max across types', { a: 5 }, { $max: { a: 'x' } }, { a: 'x' }],
  ['$min with null', { a: null }, { $min: { a: 3 } }, { a: null }],
];

const arrays: Row[] = [
  ['$push', { a: [1] }, { $push: { a: 2 } } as never, { a: [1, 2] }],
  ['$push to a missing field', {}, { $push: { a: 1 } } as never, { a: [1] }],
  ['$push an array is one element', { a: [1] }, { $push: { a: [2, 3] } } as never, { a: [1, [2, 3]] }],
  ['$push $each', { a: [1] }, { $push: { a: { $each: [2, 3] } } } as never, { a: [1, 2, 3] }],
  ['$push $each of nothing makes the array', {}, { $push: { a: { $each: [] } } } as never, { a: [] }],
  ['$push $position', { a: [1, 2] }, { $push: { a: { $each: [9], $position: 0 } } } as never, { a: [9, 1, 2] }],
  [
    '$push $position from the end',
    { a: [1, 2, 3] },
    { $push: { a: { $each: [9], $position: -1 } } } as never,
    { a: [1, 2, 9, 3] },
  ],
  ['$push $slice', { a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: 3 } } } as never, { a: [1, 2, 3] }],
  ['$push $slice from the end', { a: [1, 2] }, { $push: { a: { $each: [3, 4], $slice: -2 } } } as never, { a: [3, 4] }],
  ['$push $slice 0', { a: [1] }, { $push: { a: { $each: [2], $slice: 0 } } } as never, { a: [] }],
  ['$push $sort by value', { a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1 } } } as never, { a: [1, 2, 3] }],
  [
    '$push $sort by field',
    { a: [{ n: 2 }, { n: 1 }] },
    { $push: { a: { $each: [{ n: 3 }], $sort: { n: -1 } } } } as never,
    { a: [{ n: 3 }, { n: 2 }, { n: 1 }] },
  ],
  [
    '$push $sort and $slice on a missing field',
    {},
    { $push: { a: { $each: [3, 1, 2], $sort: 1, $slice: 2 } } } as never,
    { a: [1, 2] },
  ],
  ['$addToSet', { a: [1] }, { $addToSet: { a: 1, b: 2 } } as never, { a: [1], b: [2] }],
  ['$addToSet knows equal numbers', { a: [1] }, { $addToSet: { a: new Double(1) } } as never, { a: [1] }],
  [
    '$addToSet of documents minds the order of keys',
    { a: [{ x: 1, y: 2 }] },
    { $addToSet: { a: { y: 2, x: 1 } } } as never,
    {
      a: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
    },
  ],
  ['$addToSet $each', { a: [1] }, { $addToSet: { a: { $each: [1, 2, 2, 3] } } } as never, { a: [1, 2, 3] }],
  ['$addToSet of ObjectIds', { a: [id] }, { $addToSet: { a: new ObjectId(id.toHexString()) } } as never, { a: [id] }],
  ['$pop', { a: [1, 2, 3] }, { $pop: { a: 1 } } as never, { a: [1, 2] }],
  ['$pop the first', { a: [1, 2, 3] }, { $pop: { a: -1 } } as never, { a: [2, 3] }],
  ['$pull a value', { a: [1, 2, 1] }, { $pull: { a: 1 } } as never, { a: [2] }],
  ['$pull by condition', { a: [1, 5, 9] }, { $pull: { a: { $gt: 4 } } } as never, { a: [1] }],
  ['$pull $in', { a: [1, 2, 3] }, { $pull: { a: { $in: [1, 3] } } } as never, { a: [2] }],
  [
    '$pull documents by fields',
    { a: [{ x: 1, y: 1 }, { x: 2 }] },
    { $pull: { a: { x: 1 } } } as never,
    { a: [{ x: 2 }] },
  ],
  [
    '$pull documents by $or',
    { a: [{ x: 1 }, { x: 2 }, { x: 3 }] },
    { $pull: { a: { $or: [{ x: 1 }, { x: 3 }] } } } as never,
    { a: [{ x: 2 }] },
  ],
  [
    '$pull documents by a condition on a field',
    { a: [{ x: 1 }, { x: 5 }] },
    { $pull: { a: { x: { $gte: 5 } } } } as never,
    { a: [{ x: 1 }] },
  ],
  [
    '$pull $elemMatch in inner arrays',
    { a: [{ b: [{ c: 1 }] }, { b: [{ c: 2 }] }] },
    { $pull: { a: { b: { $elemMatch: { c: 1 } } } } } as never,
    { a: [{ b: [{ c: 2 }] }] },
  ],
  ['$pull from a missing field', { b: 1 }, { $pull: { a: 1 } } as never, { b: 1 }],
  ['$pull by pattern', { a: ['ab', 'c'] }, { $pull: { a: /^a/ } } as never, { a: ['c'] }],
  ['$pullAll', { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } } as never, { a: [2] }],
];

const positions: Row[] = [
  ['$ of a value', { a: [1, 2, 3] }, { $set: { 'a.$': 9 } }, { a: [1, 9, 3] }, { filter: { a: 2 } }],
  [
    '$ of a document',
    {
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 1 },
      ],
    },
    { $inc: { 'a.$.n': 5 } },
    {
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 6 },
      ],
    },
    { filter: { 'a.k': 2 } },
  ],
  [
    '$ by $elemMatch',
    {
      a: [
        { k: 1, n: 1 },
        { k: 1, n: 2 },
      ],
    },
    { $set: { 'a.$.n': 0 } },
    {
      a: [
        { k: 1, n: 1 },
        { k: 1, n: 0 },
      ],
    },
    { filter: { a: { $elemMatch: { k: 1, n: 2 } } } },
  ],
  [
    '$ with the condition in $and',
    { a: [1, 2] },
    { $set: { 'a.$': 9 } },
    { a: [1, 9] },
    { filter: { $and: [{ a: 2 }, { _id: 1 }] } },
  ],
  [
    '$ with another condition after',
    { a: [1, 2], b: 5 },
    { $set: { 'a.$': 9 } },
    { a: [1, 9], b: 5 },
    { filter: { a: 2, b: 5 } },
  ],
  ['$ by comparison', { a: [1, 7, 8] }, { $set: { 'a.$': 0 } }, { a: [1, 0, 8] }, { filter: { a: { $gt: 5 } } }],
  ['$ by $in', { a: ['x', 'y'] }, { $set: { 'a.$': 'z' } }, { a: ['x', 'z'] }, { filter: { a: { $in: ['y'] } } }],
  ['$unset with $', { a: [{ k: 1, n: 1 }] }, { $unset: { 'a.$.n': '' } }, { a: [{ k: 1 }] }, { filter: { 'a.k': 1 } }],
  ['$[]', { a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
  ['$[] of documents', { a: [{ n: 1 }, { n: 2 }] }, { $set: { 'a.$[].n': 0 } }, { a: [{ n: 0 }, { n: 0 }] }],
  [
    '$[] in $[]',
    { a: [{ b: [1, 2] }, { b: [3] }] },
    { $mul: { 'a.$[].b.$[]': 2 } },
    { a: [{ b: [2, 4] }, { b: [6] }] },
  ],
  [
    '$[x] by value',
    { a: [1, 5, 9] },
    { $set: { 'a.$[x]': 0 } },
    { a: [1, 0, 0] },
    { arrayFilters: [{ x: { $gte: 5 } }] },
  ],
  [
    '$[x] by field',
    { a: [{ k: 1 }, { k: 2 }] },
    { $set: { 'a.$[x].n': 1 } },
    { a: [{ k: 1 }, { k: 2, n: 1 }] },
    { arrayFilters: [{ 'x.k': 2 }] },
  ],
  [
    '$[x] by two fields',
    {
      a: [
        { k: 1, n: 1 },
        { k: 1, n: 2 },
      ],
    },
    { $set: { 'a.$[x].n': 9 } },
    {
      a: [
        { k: 1, n: 1 },
        { k: 1, n: 9 },
      ],
    },
    { arrayFilters: [{ 'x.k': 1, 'x.n': { $gt: 1 } }] },
  ],
  [
    '$[x] with $or',
    { a: [{ k: 1 }, { k: 2 }, { k: 3 }] },
    { $set: { 'a.$[x].n': 0 } },
    { a: [{ k: 1, n: 0 }, { k: 2 }, { k: 3, n: 0 }] },
    { arrayFilters: [{ $or: [{ 'x.k': 1 }, { 'x.k': 3 }] }] },
  ],
  ['$[x] that finds nothing', { a: [1] }, { $set: { 'a.$[x]': 0 } }, { a: [1] }, { arrayFilters: [{ x: 7 }] }],
  [
    'two names',
    { a: [{ b: [1, 2] }, { b: [2] }] },
    { $set: { 'a.$[x].b.$[y]': 0 } },
    { a: [{ b: [1, 0] }, { b: [2] }] },
    { arrayFilters: [{ 'x.b': 1 }, { y: 2 }] },
  ],
  [
    '$push with $[x]',
    { a: [{ k: 1, l: [] }] },
    { $push: { 'a.$[x].l': 1 } } as never,
    { a: [{ k: 1, l: [1] }] },
    { arrayFilters: [{ 'x.k': 1 }] },
  ],
];

const pipelines: Row[] = [
  ['$set from a field', { a: 1, b: 2 }, [{ $set: { c: { $add: ['$a', '$b'] } } }], { a: 1, b: 2, c: 3 }],
  [
    '$set keeps the types of others',
    { a: new Double(1), b: Long.fromNumber(2) },
    [{ $set: { c: 1 } }],
    { a: new Double(1), b: Long.fromNumber(2), c: 1 },
  ],
  ['$unset', { a: 1, b: 2 }, [{ $unset: 'a' }], { b: 2 }],
  ['$set then $unset', { a: 1 }, [{ $set: { b: '$a' } }, { $unset: ['a'] }], { b: 1 }],
  ['$set of an inner path', { a: { b: 1 } }, [{ $set: { 'a.c': '$a.b' } }], { a: { b: 1, c: 1 } }],
  [
    '$set on every element of an array',
    { a: [{ b: 1 }, { b: 2 }] },
    [{ $set: { 'a.c': 0 } }],
    {
      a: [
        { b: 1, c: 0 },
        { b: 2, c: 0 },
      ],
    },
  ],
  ['$project', { a: 1, b: 2 }, [{ $project: { a: 1 } }], { a: 1 }],
  ['$replaceWith', { a: { x: 1 } }, [{ $replaceWith: { $mergeObjects: [{ _id: '$_id' }, '$a'] } }], { x: 1 }],
  ['$$REMOVE', { a: 1, b: 2 }, [{ $set: { a: { $cond: [{ $gt: ['$b', 1] }, '$$REMOVE', '$a'] } } }], { b: 2 }],
];

type Refused = [title: string, before: Record<string, unknown>, update: unknown, code: number, options?: Options];

const refusals: Refused[] = [
  ['an unknown operator', {}, { $foo: { a: 1 } }, 9],
  ['$inc of a text', { a: 'x' }, { $inc: { a: 1 } }, 14],
  ['$inc by a text', {}, { $inc: { a: 'x' } }, 14],
  ['$inc over an int64', { a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
  ['$mul of a text', { a: 'x' }, { $mul: { a: 1 } }, 14],
  ['$push to a number', { a: 1 }, { $push: { a: 1 } }, 2],
  ['$addToSet to a number', { a: 1 }, { $addToSet: { a: 1 } }, 2],
  ['$pop of a number', { a: 1 }, { $pop: { a: 1 } }, 14],
  ['$pop by two', { a: [1] }, { $pop: { a: 2 } }, 9],
  ['$pull from a number', { a: 1 }, { $pull: { a: 1 } }, 2],
  ['$pullAll without a list', { a: [1] }, { $pullAll: { a: 1 } }, 2],
  ['a path into a number', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
  ['a name in an array', { a: [1] }, { $set: { 'a.b': 1 } }, 28],
  ['the same path twice', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a path inside another', {}, { $set: { a: 1, 'a.b': 1 } }, 40],
  ['another _id', {}, { $set: { _id: 5 } }, 66],
  ['no _id', {}, { $unset: { _id: '' } }, 66],
  ['$rename to itself', { a: 1 }, { $rename: { a: 'a' } }, 2],
  ['$ without a match', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
  ['$[] of a number', { a: 1 }, { $set: { 'a.$[]': 1 } }, 2],
  ['$[] of nothing', {}, { $set: { 'a.$[]': 1 } }, 2],
  ['$[x] without a filter', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
  ['an unused filter', { a: [1] }, { $set: { b: 1 } }, 9, { arrayFilters: [{ x: 1 }] }],
  ['two filters of one name', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 9, { arrayFilters: [{ x: 1 }, { x: 2 }] }],
  ['an empty path', {}, { $set: { '': 1 } }, 56],
  ['an empty part of a path', {}, { $set: { 'a..b': 1 } }, 56],
  ['$currentDate of another type', {}, { $currentDate: { a: { $type: 'x' } } }, 2],
  ['a stage that updates do not have', {}, [{ $group: { _id: 1 } }], 72],
  ['a positive $position that is no number', {}, { $push: { a: { $each: [1], $position: 'x' } } }, 2],
];

onEveryTarget('updates', (target) => {
  describe.each([
    ['fields', fields],
    ['numbers', numbers],
    ['arrays', arrays],
    ['positions', positions],
    ['pipelines', pipelines],
  ] as [string, Row[]][])('%s', (_group, rows) => {
    it.each(rows)('%s', async (...[, before, update, after, options]: Row) => {
      const collection = target().collection();
      await collection.insertOne({ _id: 1, ...before } as never);
      const rest = options?.arrayFilters ? { arrayFilters: options.arrayFilters } : {};
      const result = await collection.updateOne((options?.filter ?? { _id: 1 }) as never, update, rest);
      const stored = await collection.findOne({ _id: 1 } as never, exact);
      expect(typed(stored)).toEqual(typed({ _id: 1, ...after }));
      expect(Object.keys(stored ?? {})).toEqual(['_id', ...Object.keys(after)]);
      const isSame = JSON.stringify(typed({ ...before })) === JSON.stringify(typed({ ...after }));
      expect([result.matchedCount, result.modifiedCount]).toEqual([1, isSame ? 0 : 1]);
    });
  });

  it.each(refusals)('refuses %s and changes nothing', async (...[, before, update, code, options]: Refused) => {
    const collection = target().collection();
    await collection.insertOne({ _id: 1, ...before } as never);
    const rest = options?.arrayFilters ? { arrayFilters: options.arrayFilters } : {};
    expect(await errorCode(() => collection.updateOne({ _id: 1 } as never, update as never, rest))).toBe(code);
    expect(typed(await collection.findOne({ _id: 1 } as never, exact))).toEqual(typed({ _id: 1, ...before }));
  });

  type Upsert = [title: string, filter: Record<string, unknown>, update: unknown, made: Record<string, unknown>];
  const upserts: Upsert[] = [
    ['takes equal fields of the filter', { _id: 1, a: 2 }, { $set: { b: 3 } }, { _id: 1, a: 2, b: 3 }],
    ['leaves conditions out', { _id: 1, a: { $gt: 2 } }, { $set: { b: 3 } }, { _id: 1, b: 3 }],
    [
      'takes $eq, $and and a single $in',
      { $and: [{ _id: 1 }, { a: { $eq: 2 } }], b: { $in: [4] } },
      { $set: { c: 1 } },
      { _id: 1, a: 2, b: 4, c: 1 },
    ],
    ['makes paths of the filter', { _id: 1, 'a.b': 2 }, { $set: { c: 1 } }, { _id: 1, a: { b: 2 }, c: 1 }],
    ['obeys $setOnInsert', { _id: 1 }, { $set: { a: 1 }, $setOnInsert: { b: 2 } }, { _id: 1, a: 1, b: 2 }],
    ['counts from nothing', { _id: 1 }, { $inc: { n: 1 } }, { _id: 1, n: 1 }],
    ['pushes', { _id: 1 }, { $push: { l: 1 } }, { _id: 1, l: [1] }],
    ['runs a pipeline', { _id: 1, a: 2 }, [{ $set: { b: '$a' } }], { _id: 1, a: 2, b: 2 }],
  ];
  it.each(upserts)('an upsert %s', async (_title, filter, update, made) => {
    const collection = target().collection();
    const result = await collection.updateOne(filter as never, update as never, { upsert: true });
    expect(result.upsertedId).toEqual(1);
    expect(typed(await collection.findOne({}, exact))).toEqual(typed(made));
  });

  it('an upsert makes an _id when none is said, and it comes first', async () => {
    const collection = target().collection();
    const result = await collection.updateOne({ a: 1 }, { $set: { b: 2 } }, { upsert: true });
    const made = await collection.findOne({});
    expect(Object.keys(made ?? {})).toEqual(['_id', 'a', 'b']);
    expect(made?._id).toEqual(result.upsertedId);
  });

  it('a replacement keeps the _id and its place', async () => {
    const collection = target().collection();
    await collection.insertOne({ _id: 1, a: 1 } as never);
    await collection.replaceOne({ a: 1 }, { b: 2 });
    expect(await collection.findOne({})).toEqual({ _id: 1, b: 2 });
    expect(await errorCode(() => collection.replaceOne({ b: 2 }, { _id: 7, b: 3 } as never))).toBe(66);
  });

  it('an upserting replacement takes only the _id of the filter', async () => {
    const collection = target().collection();
    await collection.replaceOne({ _id: 3, a: 1 } as never, { b: 2 }, { upsert: true });
    expect(await collection.findOne({})).toEqual({ _id: 3, b: 2 });
  });

  it('$currentDate writes now', async () => {
    const collection = target().collection();
    await collection.insertOne({ _id: 1 } as never);
    await collection.updateOne({}, { $currentDate: { at: true, stamp: { $type: 'timestamp' } } } as never);
    const stored = await collection.findOne({}, exact);
    expect(Math.abs(Date.now() - (stored?.at as Date).getTime())).toBeLessThan(60_000);
    expect((stored?.stamp as { _bsontype: string })._bsontype).toBe('Timestamp');
  });

  it('updateMany changes all that match and counts them', async () => {
    const collection = target().collection();
    await collection.insertMany([{ a: 1 }, { a: 1, b: 1 }, { a: 2 }]);
    const result = await collection.updateMany({ a: 1 }, { $set: { b: 1 } });
    expect([result.matchedCount, result.modifiedCount]).toEqual([2, 1]);
  });

  it('the embedded database refuses $bit by name', async () => {
    if (target().kind !== 'embedded') return;
    const error = await target()
      .collection()
      .updateOne({}, { $bit: { a: { and: 1 } } })
      .catch((reason: unknown) => reason as mongo.MongoServerError);
    expect(error).toMatchObject({ code: 9, message: expect.stringContaining('set MONGODB_URI') as string });
  });
});
