// The built product several times, as it runs behind one address: one database that all reach over TCP, one Redis.
import { hash } from '@node-rs/argon2';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';
import { emptyOrganisation } from '@enishi/shared/organisations';
import { signIn } from '@enishi/shared/users';
import { createOrganisationsStore } from '../../server/src/features/organisations/organisations-store';
import { createUsersStore } from '../../server/src/features/users/users-store';
import { findMongod, startTestDatabase } from './database';
import { testPassword, type PersonOptions } from './app';
import { createHttpClient, type HttpClient } from './http-client';
import { startOneAddress } from './one-address';
import { startProduct, type Product } from './product';
import { freePort, startRedis } from './redis';

const serve = resolve(__dirname, '../../scripts/db-serve.mjs');
/** Checked by the product as any other hash, at a hundredth of the price. */
const quickHash = { algorithm: 2, memoryCost: 64, timeCost: 1, parallelism: 1 } as const;

/** A MongoDB where there is one; else the embedded database in a process of its own, in memory, open to all of this machine. */
async function startSharedDatabase(): Promise<{ uri: string; stop: () => Promise<void> }> {
  if (process.env['MONGODB_URI'] || findMongod()) {
    const { uri, close } = await startTestDatabase();
    return { uri, stop: close };
  }
  const child = spawn(process.execPath, [serve, '--memory', '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  // It tells there of every client that was killed.
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const uri = await new Promise<string>((found, failed) => {
    child.once('exit', (code) => failed(new Error(`the database ended with ${code}:\n${output}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = /listens at (mongodb:\S+)/.exec(output)?.[1];
      if (address) found(`${address}several`);
    });
  });
  const stop = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  };
  return { uri, stop };
}

const kindOf = (roles: readonly string[]) =>
  roles.includes('coordinator') ? 'support_centre' : roles.includes('researcher') ? 'university' : 'company';

/** @param env laid over the settings of every process */
export async function startSeveral(count: number, env: NodeJS.ProcessEnv = {}) {
  const [database, redis, address] = await Promise.all([startSharedDatabase(), startRedis(), startOneAddress()]);
  const dataDir = await mkdtemp(join(tmpdir(), 'enishi-several-'));
  const connection = await mongoose.createConnection(database.uri).asPromise();
  const [users, organisations] = [createUsersStore(connection), createOrganisationsStore(connection)];
  const passwordHash = await hash(testPassword, quickHash);
  const processes: Product[] = [];
  let serial = 0;

  const settings = {
    ...{ MONGODB_URI: database.uri, REDIS_URL: redis.url, PUBLIC_URL: address.url, SAMPLES: '0' },
    ...{ SESSION_SECRET: 'only for tests, thirty-two characters', ...env },
  };
  /** Starts process number `index`, again if it had ended. */
  const start = async (index: number): Promise<void> => {
    const port = await freePort();
    const product = await startProduct({ ...settings, PORT: String(port) }, join(dataDir, String(index)));
    // It tells of the address that people open; here it is met by its own.
    processes[index] = { ...product, baseUrl: `http://127.0.0.1:${port}` };
  };
  const at = (index: number): Product => {
    const found = processes[index];
    if (!found) throw new Error(`there is no process ${index}`);
    return found;
  };
  /** Connections made from now on go to these in turn, to all of them if none are named. */
  const lead = (...indexes: number[]): void => {
    const chosen = indexes.length > 0 ? indexes.map(at) : processes;
    address.setTargets(chosen.map(({ baseUrl }) => baseUrl));
  };
  const startAll = async (): Promise<void> => {
    await Promise.all(Array.from({ length: count }, (_, index) => start(index)));
    lead();
  };
  // The product makes its indexes at the start; accounts come after.
  await startAll();

  /** Somebody with an account. */
  const person = async ({ roles = ['company'], prefecture = '06', served }: PersonOptions = {}) => {
    serial += 1;
    const organisation = await organisations.create({
      ...{ ...emptyOrganisation, name: `Organisation ${serial}`, kind: kindOf(roles), prefecture },
      servedPrefectures: served ?? (roles.includes('coordinator') ? [prefecture] : []),
    });
    return users.create({
      ...{ email: `person-${serial}@mail.example`, passwordHash, displayName: `Person ${serial}`, roles },
      ...{ organisationId: organisation.id, prefecture, language: 'ja' as const },
    });
  };

  return {
    ...{ redis, connection, processes, person, start, startAll, lead, url: address.url },
    at,
    /** The same browser at process number `index`. */
    seenFrom(client: HttpClient, index: number): HttpClient {
      const same = createHttpClient(at(index).baseUrl);
      same.setCookie(client.cookie());
      return same;
    },
    /** Somebody new, signed in by way of the one address. */
    async signedIn(options: PersonOptions = {}) {
      const user = await person(options);
      const client = createHttpClient(address.url);
      await client.call(signIn, { body: { email: user.email, password: testPassword } });
      return { user, client };
    },
    async close(): Promise<void> {
      await Promise.all(processes.map((one) => one.kill()));
      await connection.close();
      await Promise.all([address.close(), redis.stop(), database.stop()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
export type Several = Awaited<ReturnType<typeof startSeveral>>;

/** Waits until it is so. */
export async function within(milliseconds: number, isSo: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + milliseconds;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error(`not so within ${milliseconds} ms`);
    await pause(50);
  }
}
