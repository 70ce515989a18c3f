// Expressions and stages. Expected values are those of a MongoDB server, types included where they matter.
import { type mongo } from 'mongoose';
import { Decimal128, Double, errorCode, exact, Long, ObjectId, onEveryTarget, typed } from './targets.js';

type Row = [expression: unknown, document: Record<string, unknown>, value: unknown];
const id = new ObjectId('64b000000000000000000001');
const date = (text: string): Date => new Date(text);

const arithmetic: Row[] = [
  [{ $add: ['$a', 1] }, { a: 2 }, 3],
  [{ $add: ['$a', 1] }, { a: new Double(2) }, new Double(3)],
  [{ $add: ['$a', 1] }, { a: Long.fromNumber(2) }, Long.fromNumber(3)],
  [{ $add: ['$a', 1] }, { a: null }, null],
  [{ $add: ['$a', 1] }, {}, null],
  [{ $add: ['$a', 1000] }, { a: date('2026-01-01') }, date('2026-01-01T00:00:01Z')],
  [{ $add: [2147483647, 1] }, {}, Long.fromNumber(2147483648)],
  [{ $subtract: ['$a', '$b'] }, { a: date('2026-01-02'), b: date('2026-01-01') }, Long.fromNumber(86400000)],
  [{ $subtract: [5, 7] }, {}, -2],
  [{ $multiply: [2, 3, 1.5] }, {}, new Double(9)],
  [{ $divide: [6, 3] }, {}, new Double(2)],
  [{ $mod: [7, 3] }, {}, 1],
  [{ $mod: [-7, 3] }, {}, -1],
  [{ $abs: -3 }, {}, 3],
  [{ $ceil: 1.2 }, {}, new Double(2)],
  [{ $floor: -1.2 }, {}, new Double(-2)],
  [{ $sqrt: 9 }, {}, new Double(3)],
  [{ $sum: '$l' }, { l: [1, 2, 'x', null] }, 3],
  [{ $avg: '$l' }, { l: [1, 2] }, 1.5],
  [{ $max: ['$a', 3] }, { a: 5 }, 5],
  [{ $min: '$l' }, { l: [3, 1, 2] }, 1],
];

const comparing: Row[] = [
  [{ $eq: ['$a', 2] }, { a: Long.fromNumber(2) }, true],
  [{ $eq: ['$a', null] }, {}, false],
  [{ $gt: ['$a', '$b'] }, { a: 1 }, true],
  [{ $lt: ['$a', 'x'] }, { a: 99 }, true],
  [{ $cmp: ['$a', 2] }, { a: 3 }, 1],
  [{ $eq: ['$a', '$b'] }, { a: { x: 1, y: 2 }, b: { y: 2, x: 1 } }, false],
  [{ $eq: ['$a', '$b'] }, { a: id, b: new ObjectId(id.toHexString()) }, true],
  [{ $and: ['$a', '$b'] }, { a: 1, b: 'x' }, true],
  [{ $or: ['$a', 0] }, { a: null }, false],
  [{ $not: ['$a'] }, { a: 0 }, true],
  [{ $cond: [{ $gte: ['$a', 5] }, 'big', 'small'] }, { a: 5 }, 'big'],
  [{ $cond: { if: '$x', then: 1, else: 2 } }, {}, 2],
  [{ $ifNull: ['$x', '$a', 9] }, { a: null }, 9],
  [{ $switch: { branches: [{ case: { $eq: ['$a', 1] }, then: 'one' }], default: 'other' } }, { a: 2 }, 'other'],
  [{ $in: ['$a', [1, 2]] }, { a: new Double(2) }, true],
];

const lists: Row[] = [
  [{ $size: '$l' }, { l: [1, 2] }, 2],
  [{ $arrayElemAt: ['$l', -1] }, { l: [1, 2] }, 2],
  [{ $first: '$l' }, { l: [7, 8] }, 7],
  [{ $slice: ['$l', 1, 2] }, { l: [1, 2, 3, 4] }, [2, 3]],
  [{ $concatArrays: ['$l', [9]] }, { l: [1] }, [1, 9]],
  [{ $reverseArray: '$l' }, { l: [1, 2] }, [2, 1]],
  [{ $isArray: '$l' }, { l: [] }, true],
  [{ $range: [0, 5, 2] }, {}, [0, 2, 4]],
  [{ $map: { input: '$l', as: 'x', in: { $multiply: ['$$x', 2] } } }, { l: [1, 2] }, [2, 4]],
  [{ $map: { input: '$l', in: '$$this.k' } }, { l: [{ k: 1 }, {}] }, [1, null]],
  [{ $filter: { input: '$l', as: 'x', cond: { $gt: ['$$x', 1] } } }, { l: [1, 2, 3] }, [2, 3]],
  [
    { $filter: { input: '$l', cond: { $ne: ['$$this.k', 1] }, limit: 1 } },
    { l: [{ k: 1 }, { k: 2 }, { k: 3 }] },
    [{ k: 2 }],
  ],
  [{ $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, { l: [1, 2, 3] }, 6],
  [
    { $zip: { inputs: ['$l', ['a', 'b']] } },
    { l: [1, 2] },
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [{ $mergeObjects: ['$a', { y: 2 }] }, { a: { x: 1, y: 1 } }, { x: 1, y: 2 }],
  ['$l.k', { l: [{ k: 1 }, {}, { k: 2 }] }, [1, 2]],
  [{ $let: { vars: { n: '$a' }, in: { $add: ['$$n', '$$n'] } } }, { a: 3 }, 6],
];

const texts: Row[] = [
  [{ $concat: ['$a', '-', 'b'] }, { a: 'x' }, 'x-b'],
  [{ $concat: ['$a', 'b'] }, { a: null }, null],
  [{ $toUpper: '$a' }, { a: 'abc' }, 'ABC'],
  [{ $toLower: '$a' }, {}, ''],
  [{ $strLenCP: '$a' }, { a: '精密' }, 2],
  [{ $strLenBytes: '$a' }, { a: '精密' }, 6],
  [{ $substrCP: ['$a', 1, 2] }, { a: '精密加工' }, '密加'],
  [{ $split: ['$a', ','] }, { a: 'x,y' }, ['x', 'y']],
  [{ $trim: { input: '$a' } }, { a: '  x ' }, 'x'],
  [{ $replaceAll: { input: '$a', find: 'a', replacement: 'b' } }, { a: 'aa' }, 'bb'],
  [{ $regexMatch: { input: '$a', regex: '^x' } }, { a: 'xy' }, true],
  [{ $regexFind: { input: '$a', regex: 'y(.)' } }, { a: 'xyz' }, { match: 'yz', idx: 1, captures: ['z'] }],
  [{ $literal: '$a' }, { a: 1 }, '$a'],
];

const types: Row[] = [
  [{ $type: '$a' }, { a: Long.fromNumber(1) }, 'long'],
  [{ $type: '$x' }, {}, 'missing'],
  [{ $toString: '$a' }, { a: id }, '64b000000000000000000001'],
  [{ $toString: '$a' }, { a: 1.5 }, '1.5'],
  [{ $toInt: '$a' }, { a: '42' }, 42],
  [{ $toInt: '$a' }, { a: 3.9 }, 3],
  [{ $toLong: '$a' }, { a: 3 }, Long.fromNumber(3)],
  [{ $toDouble: '$a' }, { a: 3 }, new Double(3)],
  [{ $toBool: '$a' }, { a: 'x' }, true],
  [{ $toObjectId: '$a' }, { a: '64b000000000000000000001' }, id],
  [{ $toDate: '$a' }, { a: '2026-01-02T03:04:05Z' }, date('2026-01-02T03:04:05Z')],
  [{ $isNumber: '$a' }, { a: Decimal128.fromString('1') }, true],
];

const dates: Row[] = [
  [{ $year: '$d' }, { d: date('2026-03-31T20:00:00Z') }, 2026],
  [{ $dayOfMonth: { date: '$d', timezone: 'Asia/Tokyo' } }, { d: date('2026-03-31T20:00:00Z') }, 1],
  [{ $month: { date: '$d', timezone: '+09:00' } }, { d: date('2026-03-31T20:00:00Z') }, 4],
  [{ $dayOfWeek: '$d' }, { d: date('2026-11-21') }, 7],
  [
    { $dateToString: { date: '$d', format: '%Y-%m-%d', timezone: 'Asia/Tokyo' } },
    { d: date('2026-03-31T20:00:00Z') },
    '2026-04-01',
  ],
  [{ $dateToString: { date: '$d' } }, { d: date('2026-03-31T20:00:00Z') }, '2026-03-31T20:00:00.000Z'],
];

const people = [
  { _id: 1, team: 'a', n: 3, tags: ['x', 'y'] },
  { _id: 2, team: 'b', n: 5, tags: [] },
  { _id: 3, team: 'a', n: 7 },
  { _id: 4, team: null, n: 1, tags: 'z' },
];

type StageRow = [title: string, pipeline: mongo.Document[], result: unknown[]];
const byId = { $sort: { _id: 1 } };

const stages: StageRow[] = [
  [
    '$match and $sort',
    [{ $match: { n: { $gt: 2 } } }, { $sort: { n: -1 } }, { $project: { _id: 1 } }],
    [{ _id: 3 }, { _id: 2 }, { _id: 1 }],
  ],
  [
    '$skip and $limit',
    [byId, { $skip: 1 }, { $limit: 2 }, { $project: { n: 1 } }],
    [
      { _id: 2, n: 5 },
      { _id: 3, n: 7 },
    ],
  ],
  ['$limit before $skip', [byId, { $limit: 2 }, { $skip: 1 }, { $project: { _id: 1 } }], [{ _id: 2 }]],
  [
    '$limit before $match',
    [byId, { $limit: 2 }, { $match: { n: { $gt: 3 } } }, { $project: { _id: 1 } }],
    [{ _id: 2 }],
  ],
  [
    '$group',
    [{ $group: { _id: '$team', n: { $sum: '$n' }, c: { $sum: 1 } } }, byId],
    [
      { _id: null, n: 1, c: 1 },
      { _id: 'a', n: 10, c: 2 },
      { _id: 'b', n: 5, c: 1 },
    ],
  ],
  [
    '$group of all',
    [{ $group: { _id: null, avg: { $avg: '$n' }, max: { $max: '$n' }, min: { $min: '$n' } } }],
    [{ _id: null, avg: new Double(4), max: 7, min: 1 }],
  ],
  [
    '$group with lists',
    [
      byId,
      {
        $group: {
          _id: '$team',
          all: { $push: '$n' },
          set: { $addToSet: '$team' },
          first: { $first: '$n' },
          last: { $last: '$n' },
        },
      },
      byId,
      { $limit: 2 },
    ],
    [
      { _id: null, all: [1], set: [null], first: 1, last: 1 },
      { _id: 'a', all: [3, 7], set: ['a'], first: 3, last: 7 },
    ],
  ],
  [
    '$group by a document',
    [{ $group: { _id: { t: '$team' }, n: { $sum: 1 } } }, { $match: { '_id.t': 'a' } }],
    [{ _id: { t: 'a' }, n: 2 }],
  ],
  [
    '$group $push leaves missing out',
    [byId, { $group: { _id: 1, t: { $push: '$tags' } } }],
    [{ _id: 1, t: [['x', 'y'], [], 'z'] }],
  ],
  ['$count', [{ $match: { team: 'a' } }, { $count: 'n' }], [{ n: 2 }]],
  ['$count of nothing', [{ $match: { team: 'q' } }, { $count: 'n' }], []],
  [
    '$unwind',
    [{ $unwind: '$tags' }, byId, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'x' },
      { _id: 1, tags: 'y' },
      { _id: 4, tags: 'z' },
    ],
  ],
  [
    '$unwind that keeps the empty',
    [
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      byId,
      { $project: { tags: 1, i: 1 } },
    ],
    [
      { _id: 1, tags: 'x', i: Long.fromNumber(0) },
      { _id: 1, tags: 'y', i: Long.fromNumber(1) },
      { _id: 2, i: null },
      { _id: 3, i: null },
      { _id: 4, tags: 'z', i: null },
    ],
  ],
  [
    '$unwind that keeps what stands on the way, and the index at a path',
    [
      { $match: { _id: 1 } },
      { $unwind: { path: '$n.x', preserveNullAndEmptyArrays: true, includeArrayIndex: 'o.i' } },
      { $project: { n: 1, o: 1 } },
    ],
    [{ _id: 1, n: 3, o: { i: null } }],
  ],
  [
    '$set',
    [{ $match: { _id: 1 } }, { $set: { m: { $multiply: ['$n', 2] }, 'o.p': 1 } }, { $project: { m: 1, o: 1 } }],
    [{ _id: 1, m: 6, o: { p: 1 } }],
  ],
  ['$unset', [{ $match: { _id: 1 } }, { $unset: ['tags', 'team'] }], [{ _id: 1, n: 3 }]],
  [
    '$project computed',
    [{ $match: { _id: 1 } }, { $project: { _id: 0, t: '$team', more: { $gt: ['$n', 1] } } }],
    [{ t: 'a', more: true }],
  ],
  ['$project exclusion', [{ $match: { _id: 1 } }, { $project: { tags: 0, n: 0 } }], [{ _id: 1, team: 'a' }]],
  ['$replaceRoot', [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { id: '$_id' } } }], [{ id: 1 }]],
  [
    '$facet',
    [{ $facet: { n: [{ $count: 'c' }], top: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }] } }],
    [{ n: [{ c: 4 }], top: [{ _id: 3 }] }],
  ],
  [
    '$mergeObjects in $group',
    [byId, { $group: { _id: null, o: { $mergeObjects: { a: '$n' } } } }],
    [{ _id: null, o: { a: 1 } }],
  ],
  ['$match with $expr', [{ $match: { $expr: { $eq: ['$team', 'b'] } } }, { $project: { _id: 1 } }], [{ _id: 2 }]],
];

type Refused = [title: string, pipeline: mongo.Document[], code: number];
/** What MongoDB can do and the embedded database says that it cannot. */
const notEmbedded: Refused[] = [
  ['$top', [{ $group: { _id: null, best: { $top: { sortBy: { n: -1 }, output: '$_id' } } } }], 15952],
  ['$firstN', [{ $group: { _id: null, l: { $firstN: { input: '$n', n: 2 } } } }], 15952],
  ['$firstN of a list', [{ $set: { l: { $firstN: { input: '$tags', n: 2 } } } }], 168],
  ['$unsetField', [{ $set: { l: { $unsetField: { field: 'n', input: '$$ROOT' } } } }], 168],
  ['$function', [{ $set: { l: { $function: { body: '', args: [], lang: 'js' } } } }], 168],
  ['$stdDevPop', [{ $group: { _id: null, d: { $stdDevPop: '$n' } } }], 15952],
  ['$isoWeek', [{ $set: { w: { $isoWeek: '$d' } } }], 168],
  ['$dateFromParts', [{ $set: { w: { $dateFromParts: { year: 2026 } } } }], 168],
  ['$dateFromString', [{ $set: { w: { $dateFromString: { dateString: '2026-04-01' } } } }], 168],
  ['the week in a format', [{ $set: { w: { $dateToString: { date: new Date(0), format: '%V' } } } }], 18536],
  ['$bucket', [{ $bucket: { groupBy: '$n', boundaries: [0, 4, 8] } }], 40324],
  ['$bucketAuto', [{ $bucketAuto: { groupBy: '$n', buckets: 2 } }], 40324],
  ['$setWindowFields', [{ $setWindowFields: { sortBy: { n: 1 }, output: {} } }], 40324],
  ['$densify', [{ $densify: { field: 'n', range: { step: 1, bounds: 'full' } } }], 40324],
  ['$fill', [{ $fill: { output: {} } }], 40324],
  ['$redact', [{ $redact: '$$KEEP' }], 40324],
  ['$graphLookup', [{ $graphLookup: {} }], 40324],
  ['$merge by another field', [{ $merge: { into: 'elsewhere', on: 'n' } }], 40324],
  ['$merge that replaces', [{ $merge: { into: 'elsewhere', whenMatched: 'replace' } }], 40324],
  ['$setUnion', [{ $set: { x: { $setUnion: ['$tags', ['x']] } } }], 168],
  ['$setIntersection', [{ $set: { x: { $setIntersection: ['$tags', ['x']] } } }], 168],
  ['$objectToArray', [{ $set: { x: { $objectToArray: '$$ROOT' } } }], 168],
  ['$arrayToObject', [{ $set: { x: { $arrayToObject: [[['a', 1]]] } } }], 168],
  ['$sortByCount', [{ $sortByCount: '$team' }], 40324],
  ['$sample', [{ $sample: { size: 1 } }], 40324],
  ['$unionWith', [{ $unionWith: 'elsewhere' }], 40324],
  ['$toDate of a text without a zone', [{ $set: { x: { $toDate: '2026-04-01T00:00' } } }], 241],
  ['$toDate of a text of another form', [{ $set: { x: { $toDate: '1 April 2026' } } }], 241],
  ['$round', [{ $set: { x: { $round: ['$n', 1] } } }], 168],
  ['$trunc', [{ $set: { x: { $trunc: ['$n', 1] } } }], 168],
  ['$pow', [{ $set: { x: { $pow: ['$n', 2] } } }], 168],
  ['$indexOfArray', [{ $set: { x: { $indexOfArray: ['$tags', 'x'] } } }], 168],
  ['$indexOfCP', [{ $set: { x: { $indexOfCP: ['$team', 'a'] } } }], 168],
  ['$sortArray', [{ $set: { x: { $sortArray: { input: '$tags', sortBy: 1 } } } }], 168],
  ['$convert', [{ $set: { x: { $convert: { input: '$n', to: 'int' } } } }], 168],
  ['$dateTrunc', [{ $set: { x: { $dateTrunc: { date: '$d', unit: 'month' } } } }], 168],
  ['$dateAdd', [{ $set: { x: { $dateAdd: { startDate: '$d', unit: 'month', amount: 1 } } } }], 168],
  ['$dateSubtract', [{ $set: { x: { $dateSubtract: { startDate: '$d', unit: 'day', amount: 1 } } } }], 168],
  ['$dateDiff', [{ $set: { x: { $dateDiff: { startDate: '$d', endDate: '$e', unit: 'day' } } } }], 168],
  ['$geoNear', [{ $geoNear: {} }], 40324],
];
const refusals: Refused[] = [
  ['an unknown stage', [{ $foo: {} }], 40324],
  ['two stages in one', [{ $limit: 1, $skip: 1 }], 40323],
  ['$limit 0', [{ $limit: 0 }], 15958],
  ['$group without _id', [{ $group: { n: { $sum: 1 } } }], 15955],
  ['an unknown accumulator', [{ $group: { _id: 1, n: { $foo: 1 } } }], 15952],
  ['$project of nothing', [{ $project: {} }], 51272],
  ['$project that mixes', [{ $project: { a: 1, b: 0 } }], 31254],
  ['$unwind without $', [{ $unwind: 'a' }], 28818],
  ['division by zero', [{ $set: { x: { $divide: [1, 0] } } }], 2],
  ['$add of a text', [{ $set: { x: { $add: ['a', 1] } } }], 14],
  ['$toInt of a word', [{ $set: { x: { $toInt: 'abc' } } }], 241],
  ['$size of no array', [{ $set: { x: { $size: '$n' } } }], 17124],
  ['an unknown variable', [{ $set: { x: '$$nope' } }], 17276],
  ['$out in the middle', [{ $out: 'x' }, { $limit: 1 }], 40601],
  ['$changeStream', [{ $changeStream: {} }], 40573],
  ['$sort of nothing', [{ $sort: {} }], 15976],
  ['$replaceRoot with a number', [{ $replaceRoot: { newRoot: '$n' } }], 40228],
  ['$arrayElemAt of a number', [{ $set: { x: { $arrayElemAt: ['$n', 0] } } }], 28689],
];

onEveryTarget('aggregation', (target) => {
  const groups: [string, Row[]][] = [
    ['arithmetic', arithmetic],
    ['comparing', comparing],
    ['lists', lists],
    ['texts', texts],
    ['types', types],
    ['dates', dates],
  ];
  describe.each(groups)('%s', (_group, rows) => {
    it.each(rows.map((row): [string, Row] => [JSON.stringify(row[0]), row]))(
      '%s',
      async (_title, [expression, document, value]) => {
        const collection = target().collection();
        await collection.insertOne({ _id: 1, ...document } as never);
        const [result] = await collection.aggregate([{ $project: { value: expression } }], exact).toArray();
        expect(typed(result)).toEqual(typed({ _id: 1, value }));
      },
    );
  });

  it.each(stages)('%s', async (_title, pipeline, result) => {
    const collection = target().collection();
    await collection.insertMany(people as never[]);
    expect(typed(await collection.aggregate(pipeline, exact).toArray())).toEqual(typed(result));
  });

  it.each(refusals)('refuses %s', async (_title, pipeline, code) => {
    const collection = target().collection();
    await collection.insertMany(people as never[]);
    expect(await errorCode(() => collection.aggregate(pipeline).toArray())).toBe(code);
  });

  it.each(notEmbedded)('the embedded database refuses %s by name', async (_title, pipeline, code) => {
    if (target().kind !== 'embedded') return;
    const collection = target().collection();
    await collection.insertMany(people as never[]);
    const error = await collection
      .aggregate(pipeline)
      .toArray()
      .catch((reason: unknown) => reason as mongo.MongoServerError);
    expect(error).toMatchObject({ code, message: expect.stringContaining('set MONGODB_URI') as string });
  });

  describe('$lookup', () => {
    const run = async (pipeline: (from: string) => mongo.Document[]): Promise<mongo.Document[]> => {
      const left = target().collection();
      const right = target().collection();
      await left.insertMany([{ _id: 1, k: 'a' }, { _id: 2, k: ['a', 'b'] }, { _id: 3 }, { _id: 4, k: 'q' }] as never[]);
      await right.insertMany([
        { _id: 10, f: 'a', n: 1 },
        { _id: 11, f: ['b'], n: 2 },
        { _id: 12, n: 3 },
        { _id: 13, f: null, n: 4 },
      ] as never[]);
      return left.aggregate(pipeline(right.collectionName)).sort({ _id: 1 }).toArray();
    };
    const joined = (list: mongo.Document[]): unknown[] =>
      list.map((item) => (item.j as mongo.Document[]).map((found) => found._id as unknown));

    it('joins by fields, through arrays, and nothing with null', async () => {
      expect(joined(await run((from) => [{ $lookup: { from, localField: 'k', foreignField: 'f', as: 'j' } }]))).toEqual(
        [[10], [10, 11], [12, 13], []],
      );
    });
    it('runs a pipeline on what it found', async () => {
      expect(
        joined(
          await run((from) => [
            {
              $lookup: { from, localField: 'k', foreignField: 'f', pipeline: [{ $match: { n: { $gt: 1 } } }], as: 'j' },
            },
          ]),
        ),
      ).toEqual([[], [11], [12, 13], []]);
    });
    it('hands variables over', async () => {
      expect(
        joined(
          await run((from) => [
            { $lookup: { from, let: { k: '$k' }, pipeline: [{ $match: { $expr: { $eq: ['$f', '$$k'] } } }], as: 'j' } },
          ]),
        ),
      ).toEqual([[10], [], [12], []]);
    });
    it('joins with a collection that is not there', async () => {
      expect(
        joined(await run(() => [{ $lookup: { from: 'nowhere', localField: 'k', foreignField: 'f', as: 'j' } }])),
      ).toEqual([[], [], [], []]);
    });
  });

  it('$merge goes into what is there, and inserts the rest', async () => {
    const [from, to] = [target().collection(), target().collection()];
    await from.insertMany([{ _id: 1, a: 1, 'x.y': 5 }, { _id: 2, a: 2 }, { a: 3 }] as never[]);
    await to.insertMany([{ _id: 1, b: 9 }] as never[]);
    await from.aggregate([{ $merge: to.collectionName }]).toArray();
    expect(await to.findOne({ _id: 1 } as never)).toEqual({ _id: 1, b: 9, a: 1, 'x.y': 5 });
    expect((await to.find().sort({ a: 1 }).toArray()).map((item) => item.a as unknown)).toEqual([1, 2, 3]);
    const insertOnly = [{ $match: { _id: 1 } }, { $merge: { into: to.collectionName, whenMatched: 'fail' } }];
    expect(await errorCode(() => from.aggregate(insertOnly).toArray())).toBe(11000);
  });

  it('$out replaces a collection and keeps its indexes', async () => {
    const [from, to] = [target().collection(), target().collection()];
    await from.insertMany([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ] as never[]);
    await to.insertOne({ _id: 1, b: 9 } as never);
    await to.createIndexes([{ key: { a: 1 } }]);
    await from.aggregate([{ $match: { _id: 2 } }, { $out: to.collectionName }]).toArray();
    expect(await to.find().toArray()).toEqual([{ _id: 2, a: 2 }]);
    expect(await to.find({ a: 2 }).hint('a_1').toArray()).toEqual([{ _id: 2, a: 2 }]);
    expect((await to.indexes()).map((index) => index.name)).toEqual(['_id_', 'a_1']);
  });
});
