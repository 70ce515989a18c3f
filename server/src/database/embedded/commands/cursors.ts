// Open cursors: what is left of a result, fetched in batches, forgotten after ten idle minutes.
import { randomInt } from 'node:crypto';
import { Long } from 'bson';
import { CommandError } from '../errors.js';
import type { Answer } from '../bson/write.js';
import type { Deadline } from '../query/scan.js';

/** Gives more raw documents; empty only at the end. */
export interface Source {
  next(most: number, bytes: number, deadline: Deadline): Promise<Buffer[]>;
  readonly isDone: boolean;
}

export interface Cursors {
  /** The first batch, and the cursor for the rest if there is one. */
  open(
    namespace: string,
    source: Source,
    batchSize: number | null,
    isSingle: boolean,
    deadline: Deadline,
  ): Promise<Answer>;
  more(id: Long, namespace: string, batchSize: number | null, deadline: Deadline): Promise<Answer>;
  kill(id: Long, namespace: string): boolean;
  reap(now: number): void;
  readonly size: number;
}

const IDLE_MILLISECONDS = 10 * 60 * 1000;
const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024;

interface Cursor {
  readonly namespace: string;
  readonly source: Source;
  usedAt: number;
  isBusy: boolean;
}

export function createCursors(): Cursors {
  const cursors = new Map<string, Cursor>();
  const newId = (): Long => new Long(randomInt(1, 2 ** 31 - 1), randomInt(1, 2 ** 30));
  const answer = (id: Long, namespace: string, batch: 'firstBatch' | 'nextBatch', documents: Buffer[]): Answer =>
    new Map([
      [
        'cursor',
        new Map<string, Answer | Buffer[] | Long | string>([
          [batch, documents],
          ['id', id],
          ['ns', namespace],
        ]),
      ],
    ]);
  return {
    open: async (namespace, source, batchSize, isSingle, deadline) => {
      const documents = batchSize === 0 ? [] : await fill(source, batchSize ?? FIRST_BATCH, deadline);
      if (isSingle || source.isDone) return answer(Long.ZERO, namespace, 'firstBatch', documents);
      const id = newId();
      cursors.set(id.toString(), { namespace, source, usedAt: Date.now(), isBusy: false });
      return answer(id, namespace, 'firstBatch', documents);
    },
    more: async (id, namespace, batchSize, deadline) => {
      const cursor = cursors.get(id.toString());
      if (!cursor) throw new CommandError(43, `cursor id ${id.toString()} not found`);
      if (cursor.namespace !== namespace)
        throw new CommandError(
          13,
          `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
        );
      if (cursor.isBusy) throw new CommandError(12051, `cursor id ${id.toString()} is already in use`);
      cursor.isBusy = true;
      try {
        const documents = await fill(cursor.source, batchSize || Infinity, deadline);
        if (cursor.source.isDone) cursors.delete(id.toString());
        cursor.usedAt = Date.now();
        return answer(cursor.source.isDone ? Long.ZERO : id, namespace, 'nextBatch', documents);
      } catch (error) {
        cursors.delete(id.toString());
        throw error;
      } finally {
        cursor.isBusy = false;
      }
    },
    kill: (id, namespace) => {
      const cursor = cursors.get(id.toString());
      return cursor?.namespace === namespace && cursors.delete(id.toString());
    },
    reap: (now) => {
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
    for (const item of await source.next(most - documents.length, BATCH_BYTES - bytes, deadline)) {
      documents.push(item);
      bytes += item.length;
    }
  }
  return documents;
}

/** A result that is already there. */
export function listSource(documents: readonly Buffer[]): Source {
  let at = 0;
  return {
    next: async (most, bytes) => {
      const batch: Buffer[] = [];
      let size = 0;
      while (at < documents.length && batch.length < most) {
        const item = documents[at] as Buffer;
        if (batch.length > 0 && size + item.length > bytes) break;
        batch.push(item);
        size += item.length;
        at++;
      }
      return batch;
    },
    get isDone() {
      return at >= documents.length;
    },
  };
}
