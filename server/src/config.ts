// The environment, read once. A value that cannot work stops the start with a sentence that says how to mend it.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { email } from '@enishi/shared/fields';

const flag = z.enum(['0', '1']).transform((value) => value === '1');

/** "Name <address>", or the address alone. */
const sender = z.string().transform((value, context) => {
  const [, name = '', bracketed] = /^([^<>\r\n]*)<([^<>\s]+)>$/.exec(value.trim()) ?? [];
  const address = email.safeParse(bracketed ?? value);
  if (address.success) return { name: name.replaceAll('"', '').trim() || 'Enishi', address: address.data };
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('./data'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//)
    .optional(),
  DATABASE_WAIT: z.coerce.number().int().min(0).max(3600).default(60),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .refine((value) => URL.canParse(value) && new URL(value).hostname !== '')
    .optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MAX_CONNECTIONS: z.coerce.number().int().min(100).max(1_000_000).default(12_000),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SAMPLES: flag.optional(),
  REQUIRE_SECOND_FACTOR: flag.optional(),
  CONFIRM_ADDRESSES: flag.optional(),
  FILES: z.enum(['gridfs', 'folder']).optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .refine((value) => URL.canParse(value) && new URL(value).hostname !== '')
    .optional(),
  MAIL_FROM: sender.optional(),
});

const advice: Record<string, string> = {
  NODE_ENV: 'use development, test or production',
  HOST: 'give a host name or address to listen on, such as 127.0.0.1',
  PORT: 'give a whole number from 0 to 65535, such as 3000',
  DATA_DIR: 'give a folder for the data, such as ./data',
  MONGODB_URI:
    'give an address that begins with mongodb:// or mongodb+srv://, or leave it out to use the embedded database',
  DATABASE_WAIT: 'give how many seconds the start waits for a database at MONGODB_URI that does not answer, 0 to 3600',
  REDIS_URL:
    'give the address of a Redis that all processes share, such as redis://:password@127.0.0.1:6379 or rediss://…, or leave it out where one process runs alone',
  SESSION_SECRET: 'give at least 32 random characters, for instance the output of: openssl rand -hex 32',
  PUBLIC_URL: 'give the address people open in their browser, such as https://enishi.example.jp',
  MAX_CONNECTIONS:
    'give how many connections are open at once at most, 100 to 1000000; fewer than the files that the process may open (ulimit -n)',
  TRUST_PROXY: 'give the number of reverse proxies in front of the server, 0 to 10',
  LOG_LEVEL: 'use fatal, error, warn, info, debug, trace or silent',
  SMTP_URL:
    'give the address of a mail server, such as smtp://user:password@mail.example.jp:587 or smtps://…, or leave it out to write mails into DATA_DIR/outbox',
  MAIL_FROM: 'give who mails come from, such as Enishi <no-reply@example.jp>; it must be set together with SMTP_URL',
  FILES:
    'use gridfs to keep files in the database, or folder to keep them in DATA_DIR/files; without it they lie in the database when MONGODB_URI is set, else in the folder',
  REQUIRE_SECOND_FACTOR:
    'use 1 to make coordinators and administrators set up a second factor, 0 to leave it to them; in production it is 1',
  CONFIRM_ADDRESSES:
    'use 1 to open an account only once a link sent to its address was used, 0 to open it at once; in production it is 1',
  SAMPLES: 'use 1 to load sample data into an empty database, 0 to leave it empty',
};

/** A setting that cannot work; its message is for the person who starts the server. */
export class ConfigError extends Error {}

const sentence = (name: string) => `${name} cannot be used as it is set: ${advice[name] ?? 'see .env.example'}.`;

/** Outside production the secret is made once and kept beside the data, so that sign-ins outlive a restart. */
function localSecret(dataDir: string): string {
  const file = join(dataDir, 'session-secret');
  try {
    const kept = readFileSync(file, 'utf8').trim();
    if (kept.length >= 32) return kept;
  } catch {
    // Not there yet.
  }
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('hex');
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}

export interface Config {
  isProduction: boolean;
  host: string;
  port: number;
  dataDir: string;
  mongodbUri: string | undefined;
  /** How long the start waits for a database that does not answer. */
  databaseWaitSeconds: number;
  /** Of the Redis through which several processes tell each other what changed. */
  redisUrl: string | undefined;
  sessionSecret: string;
  /** Address without a slash at the end; undefined until the port is known where none is set. */
  publicUrl: string | undefined;
  trustProxy: number;
  /** Open at once; beyond, those quiet longest are closed first. */
  maxConnections: number;
  logLevel: string;
  loadSamples: boolean;
  /** Coordinators and administrators cannot do anything before they have a second factor. */
  requiresSecondFactor: boolean;
  /** An account is opened once a link in a letter to its address was used. */
  confirmsAddresses: boolean;
  /** Where uploaded files lie: in the database, or in `dataDir`/files. */
  files: 'gridfs' | 'folder';
  mail: {
    /** Undefined: mails are written into a folder. */
    smtpUrl: string | undefined;
    from: { name: string; address: string };
  };
}

/** @throws ConfigError naming every variable that cannot be used */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ConfigError(names.map(sentence).join('\n'));
  }
  const values = parsed.data;
  const isProduction = values.NODE_ENV === 'production';
  const dataDir = resolve(values.DATA_DIR);
  if (isProduction && !values.SESSION_SECRET) throw new ConfigError(sentence('SESSION_SECRET'));
  if (isProduction && !values.PUBLIC_URL) throw new ConfigError(sentence('PUBLIC_URL'));
  if (values.SMTP_URL && !values.MAIL_FROM) throw new ConfigError(sentence('MAIL_FROM'));
  return {
    isProduction,
    host: values.HOST,
    port: values.PORT,
    dataDir,
    mongodbUri: values.MONGODB_URI,
    databaseWaitSeconds: values.DATABASE_WAIT,
    redisUrl: values.REDIS_URL,
    sessionSecret: values.SESSION_SECRET ?? localSecret(dataDir),
    publicUrl: values.PUBLIC_URL?.replace(/(?<!\/)\/+$/, ''),
    trustProxy: values.TRUST_PROXY,
    maxConnections: values.MAX_CONNECTIONS,
    logLevel: values.LOG_LEVEL,
    loadSamples: !isProduction && (values.SAMPLES ?? values.NODE_ENV !== 'test'),
    requiresSecondFactor: values.REQUIRE_SECOND_FACTOR ?? isProduction,
    confirmsAddresses: values.CONFIRM_ADDRESSES ?? isProduction,
    files: values.FILES ?? (values.MONGODB_URI ? 'gridfs' : 'folder'),
    mail: {
      smtpUrl: values.SMTP_URL,
      from: values.MAIL_FROM ?? { name: 'Enishi', address: 'no-reply@enishi.invalid' },
    },
  };
}
