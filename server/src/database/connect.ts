// The way to the database: MongoDB by its address, or the embedded default in a process of its own.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import mongoose from 'mongoose';
import { wakeWritersOfDeadLines } from './dead-lines.js';
import { launchEmbedded, type Launched } from './embedded/launch.js';

export interface DatabaseLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface DatabaseOptions {
  /** A MongoDB address; without it the embedded default is started. */
  readonly uri?: string | undefined;
  readonly dataDir: string;
  /** Embedded only: data in a temporary directory that is removed at close. */
  readonly memory?: boolean;
  /** Name of the database when the address has none. */
  readonly name?: string;
  readonly logger: DatabaseLogger;
}

export interface DatabaseConnection {
  readonly connection: mongoose.Connection;
  readonly address: string;
  /** To be given to others that connect by themselves. */
  readonly uri: string;
  readonly kind: 'mongodb' | 'embedded';
  readonly version: string;
  /** Settles, with how it happened, if the embedded server ends by itself. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}

/** How long anybody waits for a database that is away, or for a place in its queue, before they are told so. */
export const patience = {
  serverSelectionTimeoutMS: 3000,
  connectTimeoutMS: 5000,
  waitQueueTimeoutMS: 5000,
  /** Without a word from it for so long, a line is given up. */
  socketTimeoutMS: 20_000,
  /** A line that is cut without a word is noticed by this. */
  heartbeatFrequencyMS: 3000,
  // Otherwise questions would be kept back for ten seconds while the database is away, and fail by another name.
  bufferCommands: false,
} as const;

const never = new Promise<string>(() => undefined);

/** Opens the database and says in one sentence of the log which it is. */
export async function connectDatabase(options: DatabaseOptions): Promise<DatabaseConnection> {
  wakeWritersOfDeadLines();
  const embedded = options.uri ? null : await startEmbedded(options);
  const uri = options.uri ?? (embedded as Launched).uri;
  try {
    await mongoose.connect(uri, {
      ...patience,
      // ensureIndexes does both, and says what it finds.
      autoIndex: false,
      autoCreate: false,
      ...(hasName(uri) ? {} : { dbName: options.name ?? 'enishi' }),
    });
  } catch (error) {
    await embedded?.close();
    throw error;
  }
  const { connection } = mongoose;
  const kind = embedded ? 'embedded' : 'mongodb';
  const info = (await connection.db?.admin().buildInfo()) as { version?: string } | undefined;
  const version = info?.version ?? 'unknown';
  const address = embedded?.address ?? hostOf(uri);
  const where = embedded ? `the embedded database in ${embedded.directory}` : 'MongoDB';
  options.logger.info({ kind, address, version }, `Using ${where} (version ${version}) at ${address}.`);
  return {
    connection,
    address,
    uri,
    kind,
    version,
    lost: embedded?.crashed ?? never,
    close: async () => {
      await mongoose.disconnect();
      await embedded?.close();
    },
  };
}

/** Starts the embedded server alone, without a connection. */
export async function startEmbedded(
  options: Pick<DatabaseOptions, 'dataDir' | 'memory' | 'logger'> & { port?: number },
): Promise<Launched> {
  const entry = embeddedEntry();
  if (!existsSync(entry))
    throw new Error(`The embedded database is not built (${entry} is missing): run "npm run build" first.`);
  return launchEmbedded({
    entry,
    dataDir: options.dataDir,
    isMemory: options.memory === true,
    port: options.port,
    log: (level, message) => options.logger[level]({}, `embedded database: ${message}`),
  });
}

/** Always the compiled file: the child process knows no TypeScript, also when its parent is a test. */
function embeddedEntry(): string {
  const from = [process.argv[1] ?? '', join(process.cwd(), 'package.json')].filter((path) => path !== '');
  for (const path of from) {
    try {
      const root = dirname(createRequire(path).resolve('@enishi/server/package.json'));
      return join(root, 'dist', 'database', 'embedded', 'main.js');
    } catch {
      continue;
    }
  }
  throw new Error('The package @enishi/server cannot be found from here.');
}

/** Without name and password. */
export function hostOf(uri: string): string {
  return /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri)?.[1] ?? uri;
}

const hasName = (uri: string): boolean => /^mongodb(?:\+srv)?:\/\/[^/]+\/[^/?]+/.test(uri);
