// The LMDB environment: three key spaces (catalogue, records, index entries) in one file, one writer, group commit.
// A write is acknowledged when its transaction is on the disk; in memory mode nothing is forced to the disk.
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { open, type RangeOptions, type Transaction } from 'lmdb';
import { fail } from '../errors.js';
import { advance, type Deadline, type Steps } from '../query/turns.js';

export type Space = 'meta' | 'records' | 'entries';

export interface KeySpan extends RangeOptions {
  start: Buffer;
  end: Buffer;
}

export type Environment = Awaited<ReturnType<typeof openEnvironment>>;

const BYTES = { encoding: 'binary', keyEncoding: 'binary' } as const;
/** So long may one transaction hold up others. */
const SLICE_MILLISECONDS = 20;

export async function openEnvironment(path: string, isDurable: boolean) {
  await checkHeads(path);
  const sync = { eventTurnBatching: false, overlappingSync: false, noSync: !isDurable };
  const root = open<Buffer, Buffer>({ ...BYTES, ...sync, path, noSubdir: true, maxDbs: 4, maxReaders: 16 });
  const space = (name: Space) => root.openDB<Buffer, Buffer>(name, BYTES);
  const spaces = { meta: space('meta'), records: space('records'), entries: space('entries') };
  let transaction: Transaction | undefined;
  let isWriting = false;
  let hasFailed = false;
  let recover: () => void = () => undefined;
  /** Runs `job` inside the write transaction; resolves when it is durable. Jobs of the same moment share one commit. */
  const write = async <T>(job: () => T): Promise<T> => {
    // The job's own error must not look like a failed commit, so it is carried out by hand.
    const run = (): (() => T) => {
      isWriting = true;
      try {
        if (hasFailed) recover();
        hasFailed = false;
        const result = job();
        return () => result;
      } catch (error) {
        return () => {
          throw error;
        };
      } finally {
        isWriting = false;
      }
    };
    const finish = await root.transaction(run).catch((error: unknown) => {
      hasFailed = true;
      return failedCommit(error as FailedCommit);
    });
    return finish();
  };
  /** Carries out long work in as many short transactions as it takes. */
  const writeInSteps = async <T>(work: Steps<T>, deadline?: Deadline): Promise<T> => {
    for (;;) {
      deadline?.();
      const { done, value } = await write(() => advance(work, SLICE_MILLISECONDS));
      if (done) return value;
    }
  };
  /** Runs `job`, which must not wait for anything, on one snapshot of the latest commit. */
  const read = <T>(job: () => T): T => {
    if (isWriting || transaction) return job();
    root.resetReadTxn();
    transaction = root.useReadTransaction();
    try {
      return job();
    } finally {
      transaction.done();
      transaction = undefined;
    }
  };
  // A write transaction sees its own changes; it must not be given a snapshot.
  const view = (): { transaction?: Transaction | undefined } => (isWriting ? {} : { transaction });
  return {
    get: (name: Space, key: Buffer) => read(() => spaces[name].get(key, view())),
    range: (name: Space, span: KeySpan) => spaces[name].getRange({ ...span, ...view() }),
    keys: (name: Space, span: KeySpan) => read(() => [...spaces[name].getKeys({ ...span, ...view() })]),
    put: (name: Space, key: Buffer, value: Buffer) => void spaces[name].put(key, value),
    remove: (name: Space, key: Buffer) => void spaces[name].remove(key),
    write,
    writeInSteps,
    read,
    /** `action` runs inside the transaction that follows a failed commit: memory is ahead of the disk then. */
    onFailedCommit: (action: () => void) => void (recover = action),
    close: () => root.close(),
  };
}

/**
 * Why a commit failed: the disk, in one way or another. lmdb tells the reason by a second promise that nobody else
 * holds; unhandled, it would end the process.
 */
async function failedCommit(error: FailedCommit): Promise<never> {
  const { message } = (await error.commitError?.catch((reason: unknown) => reason as Error)) ?? error;
  fail(14031, `The write could not be brought to the disk (${message}); nothing of it was kept.`);
}

type FailedCommit = Error & { commitError?: Promise<Error> };

const META_MAGIC = 0xbeefc0de;
/** A file is empty for so short a while, when another process is making it at this moment. */
const MAKING_MS = 1000;

/** LMDB trusts its file and would crash on a wrong one, so its two heads are looked at before. */
async function checkHeads(path: string): Promise<void> {
  if (!existsSync(path)) return;
  for (const end = performance.now() + MAKING_MS; statSync(path).size === 0 && performance.now() < end;)
    await setTimeout(20);
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(64);
    const isHead = (at: number): boolean =>
      readSync(file, head, 0, 64, at) === 64 && head.readUInt32LE(24) === META_MAGIC;
    const pageSize = isHead(0) ? head.readUInt32LE(48) : 0;
    if (pageSize < 512 || pageSize > 65536 || !isHead(pageSize))
      throw new Error('the file is damaged, or is none of this database');
  } finally {
    closeSync(file);
  }
}

/** Behind every key that begins with `prefix`: no part of a key begins with this byte. */
export const afterAll = (prefix: Buffer): Buffer => Buffer.concat([prefix, Buffer.from([0xff, 0xff])]);

export function uint32(n: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(n);
  return bytes;
}

// The number of a record takes eight bytes, of which a number of JavaScript fills six easily.
export const readRecord = (bytes: Buffer, at: number): number => bytes.readUIntBE(at + 2, 6);

export function writeRecord(target: Buffer, record: number, at: number): Buffer {
  target.writeUIntBE(record, target.writeUInt16BE(0, at), 6);
  return target;
}
