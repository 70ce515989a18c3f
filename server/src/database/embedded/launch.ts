// Starts the embedded server as a child process and stays in touch with it.
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report, Start } from './main.js';

export interface LaunchOptions {
  /** The compiled entry, dist/database/embedded/main.js. */
  readonly entry: string;
  readonly dataDir: string;
  /** Temporary data that need not survive. */
  readonly isMemory: boolean;
  readonly port?: number;
  log(level: 'warn' | 'error', message: string): void;
}

export interface Launched {
  readonly uri: string;
  readonly address: string;
  readonly directory: string;
  /** Settles when the process has ended without being asked to. */
  readonly crashed: Promise<string>;
  close(): Promise<void>;
}

/** Every document read is a few short-lived objects: a larger nursery spares most of the garbage collector's work. */
const SERVER_FLAGS = ['--max-semi-space-size=32'];

export async function launchEmbedded(options: LaunchOptions): Promise<Launched> {
  const { dataDir, isMemory, port } = options;
  // Unix sockets have a length limit of about 100 bytes, so the socket lives in a short private directory of its own.
  const runDirectory = mkdtempSync(join(tmpdir(), 'enishi-db-'));
  const directory = isMemory ? join(runDirectory, 'data') : join(dataDir, 'db');
  const isTcp = process.platform === 'win32' || port !== undefined;
  const socketPath = isTcp ? undefined : join(runDirectory, 'mongodb.sock');
  const child = fork(options.entry, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: SERVER_FLAGS });
  let isStopping = false;
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      rmSync(runDirectory, { recursive: true, force: true });
      resolve(signal ?? `code ${code ?? 0}`);
    });
  });
  const crashed = exited.then((how) => (isStopping ? new Promise<string>(() => undefined) : how));
  const start = { directory, isDurable: !isMemory, socketPath, runDirectory, port };
  const address = await ready(child, start, options.log).catch((error: unknown) => {
    isStopping = true;
    child.kill();
    throw error;
  });
  child.unref();
  child.channel?.unref();
  return {
    uri: `mongodb://${isTcp ? address : encodeURIComponent(address)}/`,
    address,
    directory,
    crashed,
    close: async () => {
      isStopping = true;
      child.ref();
      if (child.connected) child.send('stop', () => undefined);
      await exited;
    },
  };
}

function ready(child: ChildProcess, start: Start, log: LaunchOptions['log']): Promise<string> {
  return new Promise((resolve, reject) => {
    child.on('message', (report: Report) => {
      if ('ready' in report) resolve(report.ready);
      else if ('failed' in report) reject(new Error(report.failed));
      else log(report.log, report.message);
    });
    child.once('error', reject);
    child.send(start, () => undefined);
    child.once('exit', (code, signal) => {
      const advice =
        'If this repeats, its data may be damaged: look with "npm run db:fsck", or restore a backup with "npm run db:restore -- FILE".';
      reject(new Error(`The embedded database ended at its start (${signal ?? code ?? 'unknown'}). ${advice}`));
    });
  });
}
