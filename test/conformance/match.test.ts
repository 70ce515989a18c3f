// Which documents a filter finds. Expected ids are those of a MongoDB server.
import { type mongo } from 'mongoose';
import {
  Binary,
  BSONRegExp,
  Decimal128,
  Double,
  errorCode,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  onEveryTarget,
  Timestamp,
} from './targets.js';

type Row = [title: string, documents: Record<string, unknown>[], filter: Record<string, unknown>, ids: number[]];

const id = new ObjectId('64b000000000000000000001');
const other = new ObjectId('64b000000000000000000002');
const day = (n: number): Date => new Date(n * 86400000);

/** Documents 1, 2, 3… holding these values in the field v; 'none' leaves the field out. */
const v = (...values: unknown[]): Record<string, unknown>[] =>
  values.map((value, i) => (value === 'none' ? { _id: i + 1 } : { _id: i + 1, v: value }));

const equality: Row[] = [
  [
    'a number of any type',
    v(2, new Double(2), Long.fromNumber(2), Decimal128.fromString('2.0'), '2', 3),
    { v: 2 },
    [1, 2, 3, 4],
  ],
  [
    'a long beyond 2^53 exactly',
    v(Long.fromString('9007199254740993'), Long.fromString('9007199254740992'), 9007199254740992),
    { v: Long.fromString('9007199254740993') },
    [1],
  ],
  ['a double does not equal a near decimal', v(new Double(0.1), Decimal128.fromString('0.1')), { v: 0.1 }, [1]],
  ['NaN equals NaN', v(NaN, 0, null), { v: NaN }, [1]],
  ['-0 equals 0', v(new Double(-0), 0, 1), { v: 0 }, [1, 2]],
  ['null finds null and missing', v(null, 'none', 0, '', [], [null]), { v: null }, [1, 2, 6]],
  ['a string exactly', v('a', 'A', 'ab', ['a']), { v: 'a' }, [1, 4]],
  ['an empty string', v('', 'none', null), { v: '' }, [1]],
  ['a boolean is no number', v(true, 1, 'true'), { v: true }, [1]],
  ['an ObjectId', v(id, other, id.toHexString()), { v: id }, [1]],
  ['a date', v(day(1), day(2), 86400000), { v: day(1) }, [1]],
  [
    'binary by subtype and bytes',
    v(new Binary(Buffer.from('ab')), new Binary(Buffer.from('ab'), 4), new Binary(Buffer.from('ac'))),
    { v: new Binary(Buffer.from('ab')) },
    [1],
  ],
  [
    'different UUIDs differ',
    v(new Binary(Buffer.alloc(16, 1), 4), new Binary(Buffer.alloc(16, 2), 4)),
    { v: new Binary(Buffer.alloc(16, 2), 4) },
    [2],
  ],
  [
    'a timestamp',
    v(new Timestamp({ t: 1, i: 2 }), new Timestamp({ t: 1, i: 3 })),
    { v: new Timestamp({ t: 1, i: 3 }) },
    [2],
  ],
  ['a subdocument by order of keys', v({ a: 1, b: 2 }, { b: 2, a: 1 }, { a: 1 }), { v: { a: 1, b: 2 } }, [1]],
  ['a subdocument with numbers of other types', v({ a: new Double(1) }, { a: 2 }), { v: { a: 1 } }, [1]],
  ['an empty subdocument', v({}, { a: 1 }, []), { v: {} }, [1]],
  ['an array as a whole', v([1, 2], [2, 1], [1, 2, 3], [[1, 2]]), { v: [1, 2] }, [1, 4]],
  ['an empty array', v([], [[]], [1], null), { v: [] }, [1, 2]],
  ['an element of an array', v([1, 2], 2, [3]), { v: 2 }, [1, 2]],
  ['no element of a nested array', v([[1]], [1]), { v: 1 }, [2]],
  ['a subdocument in an array', v([{ a: 1 }], [{ a: 2 }]), { v: { a: 1 } }, [1]],
  ['MinKey only', v(new MinKey(), null, new MaxKey()), { v: new MinKey() }, [1]],
  [
    'two conditions',
    [
      { _id: 1, a: 1, b: 1 },
      { _id: 2, a: 1, b: 2 },
    ],
    { a: 1, b: 2 },
    [2],
  ],
  ['nothing to ask finds all', v(1, 2), {}, [1, 2]],
  ['$eq of a document that looks like nothing', v({ a: 1 }, 1), { v: { $eq: { a: 1 } } }, [1]],
];

const paths: Row[] = [
  [
    'a path',
    [
      { _id: 1, a: { b: 1 } },
      { _id: 2, a: { b: 2 } },
    ],
    { 'a.b': 1 },
    [1],
  ],
  [
    'a path through an array',
    [
      { _id: 1, a: [{ b: 1 }, { b: 2 }] },
      { _id: 2, a: [{ b: 3 }] },
    ],
    { 'a.b': 2 },
    [1],
  ],
  [
    'a path through two arrays',
    [
      { _id: 1, a: [{ b: [{ c: 1 }] }] },
      { _id: 2, a: [{ b: [{ c: 2 }] }] },
    ],
    { 'a.b.c': 2 },
    [2],
  ],
  [
    'a position',
    [
      { _id: 1, a: [5, 6] },
      { _id: 2, a: [6, 5] },
    ],
    { 'a.0': 6 },
    [2],
  ],
  [
    'a position is not opened again',
    [
      { _id: 1, a: [[1, 2]] },
      { _id: 2, a: [1] },
    ],
    { 'a.0': 1 },
    [2],
  ],
  ['a position, then a name', [{ _id: 1, a: [{ b: 1 }, { b: 2 }] }], { 'a.1.b': 2 }, [1]],
  [
    'a number that is a name',
    [
      { _id: 1, a: { 0: 'x' } },
      { _id: 2, a: ['x'] },
    ],
    { 'a.0': 'x' },
    [1, 2],
  ],
  [
    'null under a scalar',
    [{ _id: 1, a: 5 }, { _id: 2, a: { b: null } }, { _id: 3, a: { b: 1 } }, { _id: 4 }],
    { 'a.b': null },
    [1, 2, 4],
  ],
  [
    'null under an array of documents',
    [
      { _id: 1, a: [{ b: 1 }, {}] },
      { _id: 2, a: [{ b: 1 }] },
      { _id: 3, a: [] },
      { _id: 4, a: [1] },
    ],
    { 'a.b': null },
    [1],
  ],
  [
    '$ne null under an array',
    [
      { _id: 1, a: [{ b: 1 }] },
      { _id: 2, a: [{ b: null }] },
      { _id: 3, a: [] },
    ],
    { 'a.b': { $ne: null } },
    [1, 3],
  ],
  [
    '$exists under an array',
    [
      { _id: 1, a: [{ b: 1 }] },
      { _id: 2, a: [{}] },
      { _id: 3, a: [] },
      { _id: 4, a: 1 },
    ],
    { 'a.b': { $exists: true } },
    [1],
  ],
  [
    '$exists: false under an array',
    [
      { _id: 1, a: [{ b: 1 }] },
      { _id: 2, a: [{}] },
      { _id: 3, a: [] },
      { _id: 4, a: 1 },
    ],
    { 'a.b': { $exists: false } },
    [2, 3, 4],
  ],
];

const comparison: Row[] = [
  ['$gt within numbers', v(1, 2, new Double(2.5), Long.fromNumber(3), '3', null), { v: { $gt: 2 } }, [3, 4]],
  ['$gte', v(1, 2, 3), { v: { $gte: 2 } }, [2, 3]],
  ['$lt leaves null and missing out', v(1, null, 'none', 5), { v: { $lt: 3 } }, [1]],
  ['$lte null is null or missing', v(1, null, 'none'), { v: { $lte: null } }, [2, 3]],
  ['$gt null is nothing', v(1, null), { v: { $gt: null } }, []],
  ['$lt leaves NaN out', v(NaN, 1, 5), { v: { $lt: 3 } }, [2]],
  ['$gte NaN is NaN', v(NaN, 1), { v: { $gte: NaN } }, [1]],
  ['strings by bytes', v('a', 'B', 'b', 'あ'), { v: { $gt: 'a' } }, [3, 4]],
  ['strings beyond the basic plane by bytes', v('\uff5e', '\u{20bb7}'), { v: { $gt: '\uff5e' } }, [2]],
  ['dates', v(day(1), day(3), 5), { v: { $gt: day(2) } }, [2]],
  ['ObjectIds', v(id, other), { v: { $gt: id } }, [2]],
  ['booleans', v(true, false, 1), { v: { $lt: true } }, [2]],
  ['any element of an array', v([1, 9], [2, 3]), { v: { $gt: 5 } }, [1]],
  ['two bounds by different elements', v([1, 9], [5], [10]), { v: { $gt: 4, $lt: 6 } }, [1, 2]],
  ['arrays with arrays', v([1, 2], [1, 3], 5), { v: { $gt: [1, 2] } }, [2]],
  ['documents with documents', v({ a: 1 }, { a: 2 }, 5), { v: { $gt: { a: 1 } } }, [2]],
  ['$gt MinKey is everything else', v(1, 'a', null, new MinKey()), { v: { $gt: new MinKey() } }, [1, 2, 3]],
  ['$lt MaxKey is everything else', v(1, 'a', new MaxKey()), { v: { $lt: new MaxKey() } }, [1, 2]],
  [
    'decimals with doubles exactly',
    v(Decimal128.fromString('0.1'), Decimal128.fromString('0.2')),
    { v: { $lt: 0.1 } },
    [1],
  ],
  ['$ne finds missing', v(1, 2, 'none'), { v: { $ne: 1 } }, [2, 3]],
  ['$ne with arrays means no element', v([1, 2], [2, 3]), { v: { $ne: 1 } }, [2]],
  ['$in', v(1, 2, 3, [3, 4]), { v: { $in: [2, 3] } }, [2, 3, 4]],
  ['$in of nothing', v(1), { v: { $in: [] } }, []],
  ['$in with null', v(1, null, 'none'), { v: { $in: [null, 1] } }, [1, 2, 3]],
  ['$in with a pattern', v('abc', 'b', 5), { v: { $in: [/^a/, 'b'] } }, [1, 2]],
  ['$in with an array', v([1, 2], [1], 1), { v: { $in: [[1, 2]] } }, [1]],
  [
    '$in across number types',
    v(new Double(2), Long.fromNumber(2), Decimal128.fromString('2')),
    { v: { $in: [2] } },
    [1, 2, 3],
  ],
  ['$nin', v(1, 2, 'none', [2, 5]), { v: { $nin: [2] } }, [1, 3]],
  ['$nin with null', v(1, null, 'none'), { v: { $nin: [null] } }, [1]],
];

const logic: Row[] = [
  ['$and', v(1, 2, 3), { $and: [{ v: { $gt: 1 } }, { v: { $lt: 3 } }] }, [2]],
  ['$or', v(1, 2, 3), { $or: [{ v: 1 }, { v: 3 }] }, [1, 3]],
  ['$nor', v(1, 2, 'none'), { $nor: [{ v: 1 }, { v: 2 }] }, [3]],
  ['$not', v(1, 5, 'none', 'x'), { v: { $not: { $gt: 3 } } }, [1, 3, 4]],
  ['$not with a pattern', v('ab', 'b', 5), { v: { $not: /^a/ } }, [2, 3]],
  ['$not $in', v(1, 2), { v: { $not: { $in: [1] } } }, [2]],
  ['several operators on one field', v(1, 2, 3, 4), { v: { $gte: 2, $ne: 3 } }, [2, 4]],
  ['$comment says nothing', v(1), { v: 1, $comment: 'why' }, [1]],
  [
    '$expr compares fields',
    [
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 2, b: 1 },
    ],
    { $expr: { $gt: ['$a', '$b'] } },
    [2],
  ],
  [
    '$expr beside a filter',
    [
      { _id: 1, a: 1, b: 2 },
      { _id: 2, a: 2, b: 3 },
    ],
    { a: 2, $expr: { $lt: ['$a', '$b'] } },
    [2],
  ],
  [
    '$expr inside $or',
    [
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ],
    { $or: [{ $expr: { $eq: ['$a', 2] } }] },
    [2],
  ],
];

const elements: Row[] = [
  ['$exists', v(1, null, 'none'), { v: { $exists: true } }, [1, 2]],
  ['$exists: false', v(1, null, 'none'), { v: { $exists: false } }, [3]],
  ['$exists: 0', v(1, 'none'), { v: { $exists: 0 } }, [2]],
  ['$type string', v('a', 1, ['a'], null), { v: { $type: 'string' } }, [1, 3]],
  [
    '$type number',
    v(1, new Double(1.5), Long.fromNumber(1), Decimal128.fromString('1'), '1'),
    { v: { $type: 'number' } },
    [1, 2, 3, 4],
  ],
  ['$type int, long and double are three', v(1, new Double(1), Long.fromNumber(1)), { v: { $type: 'double' } }, [2]],
  ['$type by number', v(1, new Double(1), Long.fromNumber(1)), { v: { $type: 18 } }, [3]],
  ['$type objectId', v(id, 'x'), { v: { $type: 'objectId' } }, [1]],
  ['$type array', v([1], 1, [[]]), { v: { $type: 'array' } }, [1, 3]],
  ['$type object', v({}, [{}], 1), { v: { $type: 'object' } }, [1, 2]],
  ['$type null is not missing', v(null, 'none'), { v: { $type: 'null' } }, [1]],
  ['$type date and bool in a list', v(day(1), true, 1), { v: { $type: ['date', 'bool'] } }, [1, 2]],
  ['$type binData', v(new Binary(Buffer.from('a')), 'a'), { v: { $type: 'binData' } }, [1]],
  ['$type timestamp', v(new Timestamp({ t: 1, i: 1 }), day(1)), { v: { $type: 'timestamp' } }, [1]],
  ['$type regex', v(new BSONRegExp('a'), 'a'), { v: { $type: 'regex' } }, [1]],
  ['$mod', v(4, 5, new Double(8.9), '4', Long.fromNumber(12)), { v: { $mod: [4, 0] } }, [1, 3, 5]],
  ['$mod of a negative', v(-3, 3), { v: { $mod: [2, -1] } }, [1]],
  ['$size', v([], [1], [1, 2], 'ab'), { v: { $size: 1 } }, [2]],
  ['$size 0', v([], 'none', null), { v: { $size: 0 } }, [1]],
  ['$all', v([1, 2, 3], [1, 3], 1), { v: { $all: [1, 2] } }, [1]],
  ['$all with one finds a scalar', v(1, [1], 2), { v: { $all: [1] } }, [1, 2]],
  ['$all of nothing', v([1], []), { v: { $all: [] } }, []],
  ['$all with a pattern', v(['ab', 'c'], ['c']), { v: { $all: [/^a/, 'c'] } }, [1]],
  ['$all with an array', v([[1, 2]], [1, 2], [1]), { v: { $all: [[1, 2]] } }, [1, 2]],
  [
    '$all with $elemMatch',
    v([{ a: 1 }, { a: 2 }], [{ a: 1 }]),
    { v: { $all: [{ $elemMatch: { a: 1 } }, { $elemMatch: { a: 2 } }] } },
    [1],
  ],
  ['$elemMatch on documents', v([{ a: 1, b: 2 }], [{ a: 1 }, { b: 2 }]), { v: { $elemMatch: { a: 1, b: 2 } } }, [1]],
  ['$elemMatch on values', v([1, 9], [5]), { v: { $elemMatch: { $gt: 4, $lt: 6 } } }, [2]],
  ['$elemMatch needs an array', v({ a: 1 }, [{ a: 1 }]), { v: { $elemMatch: { a: 1 } } }, [2]],
  ['$elemMatch with $or', v([{ a: 1 }], [{ a: 3 }]), { v: { $elemMatch: { $or: [{ a: 1 }, { a: 2 }] } } }, [1]],
  [
    '$elemMatch in $elemMatch',
    v([{ a: [{ b: 1 }] }], [{ a: [{ b: 2 }] }]),
    { v: { $elemMatch: { a: { $elemMatch: { b: 2 } } } } },
    [2],
  ],
  ['$elemMatch with $in', v([1, 2], [3]), { v: { $elemMatch: { $in: [2] } } }, [1]],
  ['$elemMatch with $ne', v([1], [1, 2]), { v: { $elemMatch: { $ne: 1 } } }, [2]],
  ['$elemMatch with $not', v([{ a: 1 }], [{ a: 5 }]), { v: { $elemMatch: { a: { $not: { $gt: 3 } } } } }, [1]],
  ['$elemMatch with $size of inner arrays', v([[1], [1, 2]], [[1]]), { v: { $elemMatch: { $size: 2 } } }, [1]],
  ['$not $elemMatch', v([{ a: 1 }], [{ a: 2 }], []), { v: { $not: { $elemMatch: { a: 1 } } } }, [2, 3]],
];

const patterns: Row[] = [
  ['a pattern', v('abc', 'xabc', 5), { v: /^ab/ }, [1]],
  ['ignoring case', v('ABC', 'x'), { v: { $regex: 'abc', $options: 'i' } }, [1]],
  ['by lines', v('x\nab', 'xab'), { v: { $regex: '^ab', $options: 'm' } }, [1]],
  ['a dot that takes a line end', v('a\nb', 'a\rb'), { v: { $regex: 'a.b', $options: 's' } }, [1, 2]],
  ['a dot that does not', v('a\nb', 'axb'), { v: { $regex: 'a.b' } }, [2]],
  ['$ before the last line end', v('ab\n', 'ab', 'abc'), { v: { $regex: 'ab$' } }, [1, 2]],
  ['in an array', v(['x', 'abc'], ['x']), { v: /abc/ }, [1]],
  ['Japanese', v('精密加工', '塗装'), { v: /加工/ }, [1]],
  ['\\s takes no ideographic space', v('a b', 'a\u3000b'), { v: { $regex: 'a\\sb' } }, [1]],
  ['options inside', v('ABC', 'xyz'), { v: { $regex: '(?i)abc' } }, [1]],
  ['braces that count nothing', v('a{x}', 'ax'), { v: { $regex: 'a{x}' } }, [1]],
  ['an escaped brace before a number', v('a{2}', 'aa'), { v: { $regex: 'a\\{2}' } }, [1]],
  ['an equal stored pattern', v(new BSONRegExp('ab', 'i'), 'zz'), { v: new BSONRegExp('ab', 'i') }, [1]],
  ['with a second operator', v('ab', 'abc'), { v: { $regex: '^a', $ne: 'ab' } }, [2]],
];

type Refused = [title: string, filter: Record<string, unknown>, code: number];

const refusals: Refused[] = [
  ['an unknown operator', { v: { $foo: 1 } }, 2],
  ['an unknown operator at the top', { $foo: 1 }, 2],
  ['$in without a list', { v: { $in: 1 } }, 2],
  ['$in with operators', { v: { $in: [{ $gt: 1 }] } }, 2],
  ['$and of nothing', { $and: [] }, 2],
  ['$or with a value', { $or: [1] }, 2],
  ['$mod with zero', { v: { $mod: [0, 1] } }, 2],
  ['$mod with one number', { v: { $mod: [2] } }, 2],
  ['$size of a text', { v: { $size: 'x' } }, 9],
  ['a negative $size', { v: { $size: -1 } }, 9],
  ['an unknown type', { v: { $type: 'nothing' } }, 2],
  ['a broken pattern', { v: { $regex: '(' } }, 51091],
  ['$not of nothing', { v: { $not: {} } }, 2],
  ['$options alone', { v: { $options: 'i' } }, 2],
  ['$elemMatch of a number', { v: { $elemMatch: 1 } }, 2],
  ['$all without a list', { v: { $all: 1 } }, 2],
  ['a pattern for $ne', { v: { $ne: /a/ } }, 2],
  ['a pattern for $gt', { v: { $gt: /a/ } }, 2],
  ['an unknown expression', { $expr: { $foo: 1 } }, 168],
];

/** What MongoDB can do and the embedded database says that it cannot. */
const notEmbedded: Record<string, unknown>[] = [
  { v: { $bitsAllSet: 5 } },
  { v: { $bitsAnyClear: [1] } },
  { $where: 'true' },
  { $jsonSchema: {} },
  { $text: { $search: 'x' } },
  { v: { $near: [0, 0] } },
  { v: { $geoWithin: {} } },
];

onEveryTarget('filters', (target) => {
  describe.each([
    ['equality', equality],
    ['paths', paths],
    ['comparison', comparison],
    ['logic', logic],
    ['elements', elements],
    ['patterns', patterns],
  ] as [string, Row[]][])('%s', (_group, rows) => {
    it.each(rows)('%s', async (_title, documents, filter, ids) => {
      const collection = target().collection();
      await collection.insertMany(documents as mongo.OptionalId<mongo.Document>[]);
      const found = await collection
        .find(filter as mongo.Filter<mongo.Document>)
        .sort({ _id: 1 })
        .toArray();
      expect(found.map((document) => document._id as unknown)).toEqual(ids);
      expect(await collection.countDocuments(filter as mongo.Filter<mongo.Document>)).toBe(ids.length);
    });
  });

  it.each(refusals)('refuses %s', async (_title, filter, code) => {
    const collection = target().collection();
    await collection.insertOne({ v: 1 });
    expect(await errorCode(() => collection.find(filter as mongo.Filter<mongo.Document>).toArray())).toBe(code);
  });

  it.each(notEmbedded)('the embedded database refuses %j by name', async (filter) => {
    if (target().kind !== 'embedded') return;
    const collection = target().collection();
    await collection.insertOne({ v: 1 });
    const error = await collection
      .find(filter as mongo.Filter<mongo.Document>)
      .toArray()
      .catch((reason: unknown) => reason as mongo.MongoServerError);
    expect(error).toMatchObject({ code: 2, message: expect.stringContaining('set MONGODB_URI') as string });
  });

  const endless = { $regex: '^(a+)+$' };
  type Action = (collection: mongo.Collection) => Promise<unknown>;
  it.each([
    ['a find', (c) => c.findOne({ v: endless })],
    ['a later stage', (c) => c.aggregate([{ $set: { x: '$v' } }, { $match: { x: endless } }]).toArray()],
    [
      'an expression',
      (c) => c.aggregate([{ $set: { x: { $regexMatch: { input: '$v', regex: '^(a+)+$' } } } }]).toArray(),
    ],
    ['an array filter', (c) => c.updateOne({}, { $set: { 'l.$[e]': 1 } }, { arrayFilters: [{ e: endless }] })],
  ] as [string, Action][])(
    'the embedded database ends a pattern that backtracks for ever in %s',
    async (...[, run]) => {
      if (target().kind !== 'embedded') return;
      const collection = target().collection();
      const text = `${'a'.repeat(50)}b`;
      await collection.insertOne({ v: text, l: [text] });
      expect(await errorCode(() => run(collection))).toBe(50);
    },
  );
});
