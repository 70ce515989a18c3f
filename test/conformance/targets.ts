// What the suite of behaviours runs against: the embedded database always, and a real MongoDB whenever one is found.
import { randomBytes } from 'node:crypto';
import { mongo } from 'mongoose';
import { startEmbedded } from '../../server/src/database/connect.js';
import { findMongod, startTestDatabase } from '../support/database.js';

export interface Target {
  readonly client: mongo.MongoClient;
  readonly kind: 'mongodb' | 'embedded';
  /** A collection nobody else uses. */
  collection(): mongo.Collection;
  close(): Promise<void>;
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function connect(kind: Target['kind'], uri: string, stop: () => Promise<void>): Promise<Target> {
  const client = await new mongo.MongoClient(uri, { ignoreUndefined: true }).connect();
  const database = client.db(`conformance_${randomBytes(5).toString('hex')}`);
  let serial = 0;
  return {
    client,
    kind,
    collection: () => database.collection(`c${++serial}`),
    close: async () => {
      await database.dropDatabase();
      await client.close();
      await stop();
    },
  };
}

async function openEmbedded(): Promise<Target> {
  const server = await startEmbedded({ dataDir: '', memory: true, logger: quiet });
  return connect('embedded', server.uri, () => server.close());
}

async function openReal(): Promise<Target> {
  const database = await startTestDatabase();
  return connect('mongodb', database.uri, () => database.close());
}

const hasReal = Boolean(process.env.MONGODB_URI) || findMongod() !== null || process.env.MONGOMS_DOWNLOAD === '1';

/** Declares a group of tests once for each database there is. */
export function onEveryTarget(title: string, declare: (target: () => Target) => void): void {
  const kinds: [Target['kind'], () => Promise<Target>][] = [
    ['embedded', openEmbedded],
    ...(hasReal ? [['mongodb', openReal] as ['mongodb', () => Promise<Target>]] : []),
  ];
  describe.each(kinds)(`${title} on %s`, (_kind, open) => {
    let target: Target;
    beforeAll(async () => {
      target = await open();
    });
    afterAll(() => target.close());
    declare(() => target);
  });
}

export const { ObjectId, Long, Double, Decimal128, Binary, Timestamp, MinKey, MaxKey, BSONRegExp } = mongo.BSON;

/** A document or value with its types made visible, so that 5, 5.0 and 5L are told apart. */
export const typed = (value: unknown): unknown => JSON.parse(mongo.BSON.EJSON.stringify(value, { relaxed: false }));

/** Reads values with their types. */
export const exact = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;

/** The code of the error that an action fails with; 0 when it does not fail. */
export async function errorCode(action: () => Promise<unknown>): Promise<number> {
  try {
    await action();
    return 0;
  } catch (error) {
    return (error as { code?: number }).code ?? -1;
  }
}

export const createIndex = (
  collection: mongo.Collection,
  key: Record<string, 1 | -1>,
  options: Omit<mongo.IndexDescription, 'key'> = {},
): Promise<string[]> => collection.createIndexes([{ ...options, key }]);
