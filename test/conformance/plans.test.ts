// Whatever way the planner takes, the documents found are those of a plain look through the whole collection.
import fc from 'fast-check';
import { type mongo } from 'mongoose';
import { Decimal128, Double, Long, onEveryTarget, typed } from './targets.js';

const scalar = fc.oneof(
  fc.integer({ min: -3, max: 6 }),
  fc.constantFrom(1.5, 2.25, -0, NaN, Infinity, 2 ** 53, -(2 ** 40)),
  fc.constantFrom('', 'a', 'ab', 'abc', 'b', 'あ', '\u{20bb7}', '\uff5e', 'a\0b'),
  fc.constantFrom(null, true, false, new Date(0), new Date(86400000)),
  fc.constantFrom(
    Long.fromString('9007199254740993'),
    Long.fromString('9007199254740992'),
    Long.fromNumber(2),
    new Double(2),
    Decimal128.fromString('2'),
    Decimal128.fromString('0.1'),
  ),
);
const inner = fc.record({ x: scalar, y: scalar }, { requiredKeys: [] });
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: inner },
  { weight: 2, arbitrary: fc.array(fc.oneof(inner, scalar), { maxLength: 3 }) },
);
const document = fc.record({ a: value, b: value, c: scalar }, { requiredKeys: [] });

const condition = fc.oneof(
  scalar,
  fc.record({ $eq: value }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.constantFrom(
    { $regex: '^a' },
    { $regex: '^ab?' },
    { $type: 'string' },
    { $elemMatch: { x: 1 } },
    { $elemMatch: { $gt: 0, $lt: 3 } },
    { $all: [1, 2] },
    { $size: 2 },
  ),
);
const path = fc.constantFrom('a', 'b', 'c', 'a.x', 'b.x', 'b.y', 'a.0');
const clause = fc.tuple(path, condition).map(([name, test]) => ({ [name]: test }));
const filter = fc.oneof(
  { weight: 3, arbitrary: clause },
  { weight: 3, arbitrary: fc.array(clause, { minLength: 2, maxLength: 3 }).map(($and) => ({ $and })) },
  { weight: 1, arbitrary: fc.array(clause, { minLength: 2, maxLength: 3 }).map(($or) => ({ $or })) },
);
const sort = fc.constantFrom<mongo.Sort | null>(
  null,
  { a: 1 },
  { a: -1 },
  { c: 1, a: -1 },
  { b: -1, c: 1 },
  { 'b.x': 1 },
  { c: -1 },
);

const indexes: mongo.IndexDescription[] = [
  { key: { a: 1 } },
  { key: { a: -1, c: 1 } },
  { key: { b: 1, c: -1 } },
  { key: { 'b.x': 1 }, sparse: true },
  { key: { 'a.x': 1, c: 1 } },
  { key: { c: -1 }, partialFilterExpression: { c: { $gt: 0 } }, name: 'partial' },
  { key: { c: 1, a: 1 }, name: 'c_a' },
];

/** Ties come in any order, so a sorted result is compared by its sort values, an unsorted one by its documents. */
const ids = (list: mongo.Document[]): unknown[] => list.map((item) => Number(item._id)).sort((x, y) => x - y);

onEveryTarget('plans', (target) => {
  it('find the same documents with indexes as without', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 25 }),
        fc.array(fc.tuple(filter, sort), { minLength: 15, maxLength: 25 }),
        async (documents, queries) => {
          const bare = target().collection();
          const indexed = target().collection();
          const numbered = documents.map((item, _id) => ({ ...item, _id }) as unknown as mongo.Document);
          await bare.insertMany(numbered);
          const kept: number[] = [];
          await indexed.createIndexes(indexes);
          for (const item of numbered) {
            // Two arrays under one compound index are refused, here as there.
            const outcome = await indexed.insertOne(item).then(
              () => true,
              (error: unknown) => (error as { code?: number }).code !== 171,
            );
            expect(outcome || typeof item._id === 'number').toBe(true);
            if (outcome) kept.push(Number(item._id));
          }
          await bare.deleteMany({ _id: { $nin: kept as never[] } });
          for (const [where, order] of queries) {
            const plain = await bare
              .find(where as mongo.Filter<mongo.Document>)
              .sort(order ?? {})
              .toArray();
            const found = await indexed
              .find(where as mongo.Filter<mongo.Document>)
              .sort(order ?? {})
              .toArray();
            expect({ where: typed(where), ids: ids(found) }).toEqual({ where: typed(where), ids: ids(plain) });
            if (order) expectSameOrder(orderKeys(found, order), orderKeys(plain, order));
          }
          await Promise.all([bare.drop(), indexed.drop()]);
        },
      ),
      { numRuns: Number(process.env.PLAN_RUNS ?? 40) },
    );
  }, 1_200_000);
});

function orderKeys(list: mongo.Document[], order: mongo.Sort): string[][] {
  const paths = Object.keys(order as object).filter((name) => !name.includes('.'));
  // What an array sorts by is checked by its own cases.
  const shown = (value: unknown): string =>
    Array.isArray(value)
      ? '?'
      : value instanceof Long || value instanceof Double || value instanceof Decimal128
        ? String(Number(value.toString()))
        : JSON.stringify(value ?? null);
  return list.map((item) => paths.map((name) => shown(item[name])));
}

/** What an array sorts by may equal what a number sorts by, so a place with an array in it says nothing. */
function expectSameOrder(found: string[][], plain: string[][]): void {
  const differing = found.flatMap((keys, i) =>
    keys.filter((key, j) => key !== '?' && plain[i]?.[j] !== '?' && key !== plain[i]?.[j]),
  );
  expect(differing).toEqual([]);
}
