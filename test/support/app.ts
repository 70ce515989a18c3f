// The real product in this process: real HTTP and sockets on a free port, a database over its real protocol, a clock
// under control. Nothing is faked.
import { hash } from '@node-rs/argon2';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { emptyOrganisation } from '@enishi/shared/organisations';
import type { Role } from '@enishi/shared/roles';
import { signIn } from '@enishi/shared/users';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { readConfig } from '../../server/src/config';
import { patience } from '../../server/src/database/connect';
import { wakeWritersOfDeadLines } from '../../server/src/database/dead-lines';
import { createLog } from '../../server/src/log';
import { createMatchEngine } from '../../server/src/matching/engine';
import { wire, type Limits } from '../../server/src/wire';
import { createClock } from './clock';
import { startTestDatabase } from './database';
import { createHttpClient, type HttpClient } from './http-client';

// A busy machine is no failure.
jest.setTimeout(30_000);

export const testPassword = 'a long enough phrase';
/** Checked by the product as any other hash, at a hundredth of the price. */
const quickHash = { algorithm: 2, memoryCost: 64, timeCost: 1, parallelism: 1 } as const;
let hashed: Promise<string> | undefined;

export interface PersonOptions {
  roles?: Role[];
  prefecture?: string;
  organisationId?: string;
  served?: string[];
  displayName?: string;
  language?: 'ja' | 'en';
}

const testEnvironment = { NODE_ENV: 'test', SESSION_SECRET: 'only for tests, thirty-two characters', PORT: '0' };

const errorLevel = 50;
/** What leaves a collection as it was. */
const readings =
  /^(find|findOne|aggregate|distinct|count|countDocuments|estimatedDocumentCount|createIndex|createIndexes)$/;
const listings = ['need', 'seed', 'expert'] as const;

/** Documents by the name of their collection. */
export type StoredData = ReadonlyMap<string, readonly mongoose.mongo.Document[]>;

/** The clock of a test may stand far behind the database's own, which would take away what still holds. */
async function keepTheExpired({ models }: mongoose.Connection): Promise<void> {
  const expiring = Object.values(models).filter(({ schema }) =>
    schema.indexes().some(([, { expireAfterSeconds }]) => expireAfterSeconds !== undefined),
  );
  for (const { collection } of expiring)
    for (const { name, expireAfterSeconds } of await collection.listIndexes().toArray())
      if (expireAfterSeconds !== undefined) await collection.dropIndex(String(name));
}

interface AppOptions {
  /** Laid over the environment of tests. */
  env?: Record<string, string>;
  /** Another way to the same database. */
  through?: (uri: string) => Promise<string>;
  limits?: Limits;
}

export async function startTestApp({ env = {}, through = (uri) => Promise.resolve(uri), limits }: AppOptions = {}) {
  const database = await startTestDatabase();
  const uri = await through(database.uri);
  const logged: string[] = [];
  let serial = 0;
  const faults: string[] = [];
  const write = (entry: string) => {
    logged.push(entry);
    if ((JSON.parse(entry) as { level: number }).level >= errorLevel) faults.push(entry);
  };
  const log = createLog('debug', { write });
  const clock = createClock();
  // Mails and files of this product alone.
  const dataDir = mkdtempSync(join(tmpdir(), 'enishi-test-'));
  const config = readConfig({ ...testEnvironment, DATA_DIR: dataDir, ...env });
  wakeWritersOfDeadLines();
  // A connection of its own, so that one process can hold several products.
  const connection = await mongoose.createConnection(uri, patience).asPromise();
  const written = new Set<string>();
  connection.on('operation-start', ({ collectionName, method }: { collectionName: string; method: string }) => {
    if (!readings.test(method)) written.add(collectionName);
  });
  const engine = createMatchEngine({ taxonomy });
  const wired = wire({ config, log, connection, engine, now: clock.now, ...(limits && { limits }) });
  await Promise.all(Object.values(connection.models).map((model) => model.init()));
  await keepTheExpired(connection);
  await new Promise<void>((resolve) => wired.http.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(wired.http.address() as AddressInfo).port}`;
  wired.setAddress(baseUrl);
  await wired.matching.fill();

  const organisation = (kind: 'company' | 'university' | 'support_centre', prefecture: string, served: string[]) =>
    wired.organisations.create({
      ...emptyOrganisation,
      name: `Organisation ${(serial += 1)}`,
      kind,
      prefecture,
      servedPrefectures: served,
    });

  const person = async ({
    roles = ['company'],
    prefecture = '06',
    organisationId,
    served = [],
    displayName,
    language = 'ja',
  }: PersonOptions = {}) => {
    hashed ??= hash(testPassword, quickHash);
    const isCoordinator = roles.includes('coordinator');
    const kind = isCoordinator ? 'support_centre' : roles.includes('researcher') ? 'university' : 'company';
    const ownId =
      organisationId ??
      (await organisation(kind, prefecture, isCoordinator && served.length === 0 ? [prefecture] : served)).id;
    serial += 1;
    return wired.users.create({
      email: `person-${serial}@mail.example`,
      passwordHash: await hashed,
      displayName: displayName ?? `Person ${serial}`,
      roles,
      organisationId: ownId,
      prefecture,
      language,
    });
  };

  const enter = async (email: string): Promise<HttpClient> => {
    const client = createHttpClient(baseUrl);
    await client.call(signIn, { body: { email, password: testPassword } });
    return client;
  };

  /** Everything announced has been dealt with, and every mail that followed from it has left. */
  const quiet = async (): Promise<void> => {
    await wired.bus.settled();
    await wired.mail.idle();
  };

  const idsIn = async (kind: (typeof listings)[number]) => {
    const found = await connection
      .collection(`${kind}s`)
      .find({}, { projection: { _id: 1 } })
      .toArray();
    return found.map(({ _id }) => ({ kind, id: String(_id) }));
  };

  /** What was written to since, and sessions, which are written by another hand than mongoose's. */
  const putBack = async (data: StoredData) => {
    const changed = new Set([...written, 'sessions']);
    // Before they are put back, past mongoose: whatever the product writes meanwhile counts again.
    written.clear();
    const done = [...changed].map(async (name) => {
      const collection = connection.getClient().db(connection.name).collection(name);
      const documents = data.get(name) ?? [];
      await collection.deleteMany({});
      if (documents.length > 0) await collection.insertMany([...documents]);
    });
    await Promise.all(done);
  };

  const restore = async (data: StoredData): Promise<void> => {
    await quiet();
    const touched = listings.filter((kind) => written.has(`${kind}s`));
    const before = (await Promise.all(touched.map(idsIn))).flat();
    await putBack(data);
    const after = (await Promise.all(touched.map(idsIn))).flat();
    for (const ref of [...before, ...after]) await wired.matching.run(ref);
    if (after.length === 0) return;
    // Matching has written again.
    await quiet();
    await putBack(data);
  };

  return {
    baseUrl,
    wired,
    clock,
    connection,
    person,
    organisation,
    enter,
    /** Somebody new, signed in. */
    async signedIn(options: PersonOptions = {}) {
      const user = await person(options);
      return { user, client: await enter(user.email) };
    },
    visitor: () => createHttpClient(baseUrl),
    /** Everything announced so far has been dealt with. */
    settled: () => wired.bus.settled(),
    mailed: quiet,
    dataDir,
    /** Empties the database and the match index: as good as new, and much quicker. */
    reset: () => restore(new Map()),
    /** All that the database holds, for `restore`. */
    async snapshot(): Promise<StoredData> {
      await quiet();
      const names = Object.values(connection.models).map(({ collection }) => collection.name);
      written.clear();
      const found = await Promise.all(names.map((name) => connection.collection(name).find({}).toArray()));
      return new Map(names.map((name, index) => [name, found[index] ?? []]));
    },
    /** Brings back what the database held then, and the match index with it. */
    restore,
    /** Every line of the log. */
    logged,
    /** What the server logged as errors; whoever expects some takes them out, for `close` fails when any are left. */
    faults,
    async close() {
      await wired.close();
      await connection.close();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (faults.length > 0) throw new Error(`The server logged errors:\n${faults.join('')}`);
    },
  };
}
export type TestApp = Awaited<ReturnType<typeof startTestApp>>;
