// Open cursors: what is left of a result, fetched in batches, forgotten after ten idle minutes.
import { randomInt } from 'node:crypto';
import { Long } from 'bson';
import { fail } from '../errors.js';
import { doc } from '../bson/values.js';
import { nextTurn, type Deadline } from '../query/turns.js';
import type { Answer } from './engine.js';

/** Gives more raw documents; empty only at the end. */
export interface Source {
  next(most: number, bytes: number, deadline: Deadline): Promise<Buffer[]> | Buffer[];
  readonly isDone: boolean;
}

export interface Opening {
  readonly namespace: string;
  readonly batchSize: number | null;
  readonly deadline: Deadline;
  /** The first batch is all the client wants. */
  readonly isSingle?: boolean;
}

export type Cursors = ReturnType<typeof createCursors>;

const IDLE_MILLISECONDS = 10 * 60 * 1000;
const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024;
/** So many are encoded at once before others go first. */
const STEP = 1000;

interface Cursor {
  readonly namespace: string;
  readonly source: Source;
  usedAt: number;
  isBusy: boolean;
}

export function createCursors() {
  const cursors = new Map<string, Cursor>();
  const answer = (id: Long, ns: string, name: 'firstBatch' | 'nextBatch', documents: Buffer[]): Answer => ({
    fields: new Map(),
    batch: { name, documents, cursor: doc({ id, ns }) },
  });
  return {
    /** The first batch, and the cursor for the rest if there is one. */
    open: async (source: Source, { namespace, batchSize, deadline, isSingle }: Opening): Promise<Answer> => {
      const documents = batchSize === 0 ? [] : await fill(source, batchSize ?? FIRST_BATCH, deadline);
      if (isSingle || source.isDone) return answer(Long.ZERO, namespace, 'firstBatch', documents);
      const id = new Long(randomInt(1, 2 ** 31 - 1), randomInt(1, 2 ** 30));
      cursors.set(id.toString(), { namespace, source, usedAt: Date.now(), isBusy: false });
      return answer(id, namespace, 'firstBatch', documents);
    },
    more: async (id: Long, { namespace, batchSize, deadline }: Opening): Promise<Answer> => {
      const cursor = cursors.get(id.toString()) ?? fail(43, `cursor id ${id.toString()} not found`);
      if (cursor.namespace !== namespace) fail(13, `the cursor belongs to a different namespace ${cursor.namespace}`);
      if (cursor.isBusy) fail(12051, `cursor id ${id.toString()} is already in use`);
      cursor.isBusy = true;
      try {
        const documents = await fill(cursor.source, batchSize || Infinity, deadline);
        if (cursor.source.isDone) cursors.delete(id.toString());
        return answer(cursor.source.isDone ? Long.ZERO : id, namespace, 'nextBatch', documents);
      } catch (error) {
        cursors.delete(id.toString());
        throw error;
      } finally {
        cursor.isBusy = false;
        cursor.usedAt = Date.now();
      }
    },
    kill: (id: Long, namespace: string) =>
      cursors.get(id.toString())?.namespace === namespace && cursors.delete(id.toString()),
    reap: (now: number): void => {
      for (const [id, cursor] of cursors)
        if (!cursor.isBusy && now - cursor.usedAt > IDLE_MILLISECONDS) cursors.delete(id);
    },
    get size() {
      return cursors.size;
    },
  };
}

async function fill(source: Source, most: number, deadline: Deadline): Promise<Buffer[]> {
  const documents: Buffer[] = [];
  let bytes = 0;
  while (!source.isDone && documents.length < most && bytes < BATCH_BYTES) {
    if (documents.length > 0) await nextTurn(deadline);
    for (const item of await source.next(Math.min(most - documents.length, STEP), BATCH_BYTES - bytes, deadline)) {
      documents.push(item);
      bytes += item.length;
    }
  }
  return documents;
}

/** A result that is already there; each item is encoded when its turn comes. */
export function listSource<T>(items: readonly T[], encode: (item: T) => Buffer): Source {
  let at = 0;
  return {
    next: (most, bytes) => {
      const batch: Buffer[] = [];
      for (let size = 0; at < items.length && batch.length < most && size < bytes; at++) {
        const raw = encode(items[at] as T);
        batch.push(raw);
        size += raw.length;
      }
      return batch;
    },
    get isDone() {
      return at >= items.length;
    },
  };
}
