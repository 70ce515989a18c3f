// Open cursors: what is left of a result, fetched in batches, forgotten after ten idle minutes.
import { randomInt } from 'node:crypto';
import { Long } from 'bson';
import { fail } from '../errors.js';
import { doc } from '../bson/values.js';
import { nextTurn, STEP_MILLISECONDS, type Deadline, type Pieces } from '../query/turns.js';
import type { Answer } from './engine.js';

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

interface Cursor {
  readonly namespace: string;
  readonly source: Pieces<Buffer>;
  /** Of the last piece, what is still to be given. */
  pending: Buffer[];
  isDone: boolean;
  isBusy: boolean;
  usedAt: number;
}

export function createCursors() {
  const cursors = new Map<string, Cursor>();
  const answer = (id: Long, ns: string, name: 'firstBatch' | 'nextBatch', documents: Buffer[]): Answer => ({
    fields: new Map(),
    batch: { name, documents, cursor: doc({ id, ns }) },
  });
  return {
    /** The first batch, and the cursor for the rest if there is one. */
    open: async (source: Pieces<Buffer>, opening: Opening): Promise<Answer> => {
      const { namespace, batchSize, deadline, isSingle } = opening;
      const cursor: Cursor = { namespace, source, pending: [], isDone: false, isBusy: false, usedAt: Date.now() };
      const documents = await fill(cursor, batchSize ?? FIRST_BATCH, deadline);
      if (isSingle || cursor.isDone) return answer(Long.ZERO, namespace, 'firstBatch', documents);
      const id = new Long(randomInt(1, 2 ** 31 - 1), randomInt(1, 2 ** 30));
      cursors.set(id.toString(), cursor);
      return answer(id, namespace, 'firstBatch', documents);
    },
    more: async (id: Long, { namespace, batchSize, deadline }: Opening): Promise<Answer> => {
      const cursor = cursors.get(id.toString()) ?? fail(43, `cursor id ${id.toString()} not found`);
      if (cursor.namespace !== namespace) fail(13, `the cursor belongs to a different namespace ${cursor.namespace}`);
      if (cursor.isBusy) fail(12051, `cursor id ${id.toString()} is already in use`);
      cursor.isBusy = true;
      try {
        const documents = await fill(cursor, batchSize || Infinity, deadline);
        if (cursor.isDone) cursors.delete(id.toString());
        return answer(cursor.isDone ? Long.ZERO : id, namespace, 'nextBatch', documents);
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

/** The next batch. It is full when the client's number, or the size of a message, is reached. */
async function fill(cursor: Cursor, most: number, deadline: Deadline): Promise<Buffer[]> {
  const batch: Buffer[] = [];
  let bytes = 0;
  let until = performance.now() + STEP_MILLISECONDS;
  deadline.check();
  for (;;) {
    let taken = 0;
    for (; taken < cursor.pending.length && batch.length < most && bytes < BATCH_BYTES; taken++) {
      const item = cursor.pending[taken]!;
      batch.push(item);
      bytes += item.length;
    }
    cursor.pending = cursor.pending.slice(taken);
    if (cursor.pending.length > 0 || batch.length >= most || bytes >= BATCH_BYTES) return batch;
    const next = cursor.source.next();
    cursor.isDone = next.done === true;
    if (next.done) return batch;
    cursor.pending = next.value ?? [];
    if (performance.now() < until) continue;
    await nextTurn(deadline);
    until = performance.now() + STEP_MILLISECONDS;
  }
}
