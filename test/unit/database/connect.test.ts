import mongoose from 'mongoose';
import { connectDatabase, type DatabaseConnection } from '../../../server/src/database/connect.js';
import { startTestDatabase, type TestDatabase } from '../../support/database.js';

const lines: string[] = [];
const note = (_details: object, message: string): void => void lines.push(message);
const logger = { info: note, warn: note, error: note };

const memberSchema = new mongoose.Schema(
  { name: { type: String, required: true }, tags: [String], visits: { type: Number, default: 0 } },
  { timestamps: true },
);
memberSchema.index({ name: 1 }, { unique: true });

describe('connectDatabase without an address', () => {
  let database: DatabaseConnection;
  const Member = mongoose.model('ConnectMember', memberSchema);

  beforeAll(async () => {
    database = await connectDatabase({ dataDir: '', memory: true, logger });
    await Member.createIndexes();
  });
  afterAll(() => database.close());

  it('says in one sentence which database it uses', () => {
    expect(database.kind).toBe('embedded');
    expect(lines).toEqual([expect.stringMatching(/^Using the embedded database in .+ \(version 8\.0\.0\) at .+\.$/)]);
  });

  it('serves mongoose: create, find, update, unique index', async () => {
    await Member.create({ name: 'Aoki', tags: ['iot', 'robot'] });
    await Member.insertMany([{ name: 'Baba', tags: ['robot'] }, { name: 'Chiba' }]);
    const robots = await Member.find({ tags: 'robot' }).sort({ name: -1 }).lean();
    expect(robots.map((member) => member.name)).toEqual(['Baba', 'Aoki']);
    await Member.updateOne({ name: 'Baba' }, { $inc: { visits: 2 }, $addToSet: { tags: 'ai' } });
    expect(await Member.findOne({ name: 'Baba' }).lean()).toMatchObject({ visits: 2, tags: ['robot', 'ai'] });
    await expect(Member.create({ name: 'Aoki' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { name: 1 },
      keyValue: { name: 'Aoki' },
    });
  });
});

describe('startTestDatabase', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  beforeAll(async () => {
    [first, second] = await Promise.all([startTestDatabase(), startTestDatabase()]);
  });
  afterAll(async () => {
    await first.close();
    await second.close();
  });

  it('gives every caller a database of its own', async () => {
    const one = await mongoose.createConnection(first.uri).asPromise();
    const two = await mongoose.createConnection(second.uri).asPromise();
    await one.collection('things').insertOne({ owner: 'first' });
    expect(await two.collection('things').countDocuments()).toBe(0);
    expect(await one.collection('things').countDocuments()).toBe(1);
    await Promise.all([one.close(), two.close()]);
  });
});
