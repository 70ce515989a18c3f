import mongoose from 'mongoose';
import { connectDatabase, type DatabaseConnection } from '../../../server/src/database/connect.js';
import { ensureIndexes, type IndexReport } from '../../../server/src/database/indexes.js';

type Level = 'info' | 'warn' | 'error';
let lines: [Level, string][] = [];
const note =
  (level: Level) =>
  (_details: object, message: string): void =>
    void lines.push([level, message]);
const logger = { info: note('info'), warn: note('warn'), error: note('error') };

describe('ensureIndexes', () => {
  let database: DatabaseConnection;
  let serial = 0;
  beforeAll(async () => {
    database = await connectDatabase({ dataDir: '', memory: true, logger });
  });
  afterAll(() => database.close());
  beforeEach(() => {
    for (const name of database.connection.modelNames()) database.connection.deleteModel(name);
    lines = [];
  });

  /** A model in a collection nobody else uses. */
  const modelWith = (
    ...indexes: [mongoose.IndexDefinition, mongoose.IndexOptions?][]
  ): mongoose.Model<mongoose.AnyObject> => {
    const schema = new mongoose.Schema<mongoose.AnyObject>({ a: Number, b: Number, at: Date });
    for (const [key, options] of indexes) schema.index(key, options);
    serial++;
    return mongoose.model<mongoose.AnyObject>(`Indexed${serial}`, schema, `indexed_${serial}`);
  };
  const ensure = (isProduction: boolean): Promise<IndexReport> =>
    ensureIndexes(database.connection, { isProduction, logger });
  const names = async (model: mongoose.Model<mongoose.AnyObject>): Promise<string[]> =>
    (await model.collection.indexes()).map((index) => index.name ?? '').sort();

  it('is the only one to build: mongoose makes neither collection nor index by itself', async () => {
    const model = modelWith([{ a: 1 }]);
    await model.init();
    const listed = await database.connection.db?.listCollections({ name: model.collection.collectionName }).toArray();
    expect(listed).toEqual([]);
    await model.create({ a: 1 });
    expect(await names(model)).toEqual(['_id_']);
  });

  it('builds all that is missing before development goes on, with every option', async () => {
    const model = modelWith(
      [{ a: 1, b: -1 }, { unique: true }],
      [{ at: 1 }, { expireAfterSeconds: 60 }],
      [{ b: 1 }, { name: 'big', partialFilterExpression: { b: { $gt: 5 } } }],
    );
    const report = await ensure(false);
    expect(report.missing).toHaveLength(3);
    expect(await model.collection.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
      { v: 2, key: { b: 1 }, name: 'big', partialFilterExpression: { b: { $gt: 5 } } },
    ]);
    expect(lines).toEqual([]);
  });

  it('finds nothing to do the second time', async () => {
    modelWith([{ a: 1 }, { unique: true }], [{ b: 1 }, { sparse: true }]);
    await ensure(false);
    expect(await ensure(true)).toMatchObject({ missing: [], different: [], undeclared: [] });
    expect(lines).toEqual([]);
  });

  it('says one sentence for each missing index in production, and builds them behind', async () => {
    const model = modelWith([{ a: 1 }], [{ b: 1 }]);
    await model.create({ a: 1, b: 1 });
    const { built } = await ensure(true);
    const { collectionName } = model.collection;
    expect(lines).toEqual(
      ['a_1', 'b_1'].map((name) => [
        'warn',
        `The index ${collectionName}.${name} is missing; it is being built in the background.`,
      ]),
    );
    await built;
    expect(await names(model)).toEqual(['_id_', 'a_1', 'b_1']);
  });

  it.each([
    ['other options', { key: { a: 1 }, name: 'a_1' }, [{ a: 1 }, { unique: true }]],
    ['another key', { key: { b: 1 }, name: 'mine' }, [{ a: 1 }, { name: 'mine' }]],
    [
      'another time to live',
      { key: { at: 1 }, name: 'at_1', expireAfterSeconds: 5 },
      [{ at: 1 }, { expireAfterSeconds: 60 }],
    ],
    ['another name and other options', { key: { a: 1 }, name: 'old', unique: true }, [{ a: 1 }]],
  ] as [string, mongoose.mongo.IndexDescription, [mongoose.IndexDefinition, mongoose.IndexOptions?]][])(
    'reports an index with %s and leaves it as it is',
    async (_title, there, declared) => {
      const model = modelWith(declared);
      await model.collection.createIndexes([there]);
      const before = await model.collection.indexes();
      const { different, missing, built } = await ensure(true);
      await built;
      expect([different.length, missing]).toEqual([1, []]);
      expect(lines).toEqual([['warn', expect.stringMatching(/^The index \S+ differs from what its model declares;/)]]);
      expect(await model.collection.indexes()).toEqual(before);
    },
  );

  it('tells of an index that no model declares, and keeps it', async () => {
    const model = modelWith([{ a: 1 }]);
    await model.collection.createIndexes([{ key: { b: 1 }, name: 'by_hand' }]);
    const { undeclared } = await ensure(false);
    expect(undeclared).toEqual([`${model.collection.collectionName}.by_hand`]);
    expect(lines).toEqual([['info', expect.stringContaining('by_hand is declared by no model')]]);
    expect(await names(model)).toEqual(['_id_', 'a_1', 'by_hand']);
  });

  it('counts what every model of a collection declares', async () => {
    const model = modelWith([{ a: 1 }]);
    const other = new mongoose.Schema({ b: Number }).index({ b: 1 });
    mongoose.model(`Other${serial}`, other, model.collection.collectionName);
    await ensure(false);
    expect(await ensure(false)).toMatchObject({ missing: [], different: [], undeclared: [] });
    expect(await names(model)).toEqual(['_id_', 'a_1', 'b_1']);
  });

  it('says which index could not be built, and builds the others', async () => {
    const model = modelWith([{ a: 1 }, { unique: true }], [{ b: 1 }]);
    await model.collection.insertMany([{ a: 1 }, { a: 1 }]);
    await ensure(false);
    expect(lines).toEqual([['error', `The index ${model.collection.collectionName}.a_1 could not be built.`]]);
    expect(await names(model)).toEqual(['_id_', 'b_1']);
  });
});
