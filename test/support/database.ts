// A database for tests: a real MongoDB whenever one can be had (MONGODB_URI, or a mongod on the PATH or in the cache of
// mongodb-memory-server), else the embedded default in memory. Nothing is downloaded unless MONGOMS_DOWNLOAD=1.
// Every caller gets a database of its own, so tests run in any order and beside each other.
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import mongoose from 'mongoose';
import { startEmbedded } from '../../server/src/database/connect.js';

export interface TestDatabase {
  readonly uri: string;
  readonly kind: 'mongodb' | 'embedded';
  close(): Promise<void>;
}

interface TestServer {
  /** Ends in a slash; the name of the database follows. */
  readonly base: string;
  readonly options: string;
  readonly kind: 'mongodb' | 'embedded';
  readonly label: string;
  /** It goes on when this file of tests has ended. */
  readonly isKept?: true;
  stop(): Promise<void>;
}

const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (_details: object, message: string) => void process.stderr.write(`${message}\n`),
};

let server: Promise<TestServer> | null = null;
let users = 0;

/** Starts the server on first use and gives this caller a database in it. */
export async function startTestDatabase(): Promise<TestDatabase> {
  users++;
  server ??= startServer();
  const { base, options, kind, isKept } = await server;
  const uri = `${base}test_${randomBytes(6).toString('hex')}${options}`;
  let isOpen = true;
  return {
    uri,
    kind,
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      if (isKept) await dropDatabase(uri);
      if (--users > 0 || !server) return;
      const running = server;
      server = null;
      await (await running).stop();
    },
  };
}

async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

async function startServer(): Promise<TestServer> {
  const started = (await byAddress()) ?? (await byBinary()) ?? shared() ?? (await embedded());
  if (process.env.ENISHI_TEST_DATABASE_SHOWN === undefined) {
    process.env.ENISHI_TEST_DATABASE_SHOWN = '1';
    process.stdout.write(`Tests use ${started.label}.\n`);
  }
  return started;
}

async function byAddress(): Promise<TestServer | null> {
  const uri = process.env.MONGODB_URI;
  if (!uri) return null;
  const [, base = uri, query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri) ?? [];
  return {
    base: `${base}/`,
    options: query,
    kind: 'mongodb',
    isKept: true,
    label: 'the MongoDB of MONGODB_URI',
    stop: () => Promise.resolve(),
  };
}

async function byBinary(): Promise<TestServer | null> {
  const binary = findMongod();
  if (!binary && process.env.MONGOMS_DOWNLOAD !== '1') return null;
  const { MongoMemoryServer } = await import('mongodb-memory-server-core');
  const instance = await MongoMemoryServer.create(binary ? { binary: { systemBinary: binary, checkMD5: false } } : {});
  const stop = async (): Promise<void> => {
    await instance.stop();
  };
  return { base: instance.getUri(), options: '', kind: 'mongodb', label: `mongod (${binary ?? 'downloaded'})`, stop };
}

function shared(): TestServer | null {
  const base = process.env.SHARED_TEST_DATABASE;
  const stop = () => Promise.resolve();
  if (!base) return null;
  return { base, options: '', kind: 'embedded', label: 'one embedded database in memory', isKept: true, stop };
}

async function embedded(): Promise<TestServer> {
  const launched = await startEmbedded({ dataDir: '', memory: true, logger: quiet });
  return {
    base: launched.uri,
    options: '',
    kind: 'embedded',
    label: 'the embedded database in memory',
    stop: () => launched.close(),
  };
}

/** A mongod on the PATH or left in the cache by an earlier download. */
export function findMongod(): string | null {
  const name = process.platform === 'win32' ? 'mongod.exe' : 'mongod';
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  const caches = [
    process.env.MONGOMS_DOWNLOAD_DIR,
    join(homedir(), '.cache', 'mongodb-binaries'),
    join(process.cwd(), 'node_modules', '.cache', 'mongodb-memory-server'),
  ];
  const cached = caches.flatMap((folder) =>
    folder && existsSync(folder)
      ? readdirSync(folder)
          .filter((file) => /^mongod/.test(file))
          .map((file) => join(folder, file))
      : [],
  );
  const given = process.env.MONGOMS_SYSTEM_BINARY;
  return [...(given ? [given] : []), ...onPath, ...cached].find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
