// Open cursors: what is left of a result, fetched in batches, forgotten after ten idle minutes.
import { randomInt } from 'node:crypto';
import { Long } from 'bson';
import { fail } from '../errors.js';
import { asText, doc, isArray, isTruthy, type Doc, type Value } from '../bson/values.js';
import { inTurns, type Flow, type Steps } from '../query/turns.js';
import { docField, numberField, namespaceOf, wrongType, type Answer, type Request } from './request.js';

const IDLE_MILLISECONDS = 10 * 60 * 1000;
const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024;

interface Cursor {
  readonly namespace: string;
  readonly source: Flow<Buffer>;
  /** Also while a batch is on its way: what fails then is done with. */
  isDone: boolean;
  /** Never, while a batch is on its way. */
  idleSince: number;
}

export type Cursors = Map<string, Cursor>;

const batchAnswer = (id: Long, ns: string, name: 'firstBatch' | 'nextBatch', documents: Buffer[]): Answer => ({
  fields: new Map(),
  batch: { name, documents, cursor: doc({ id, ns }) },
});

/** The first batch, and a cursor for the rest if there is one. */
export async function openCursor(request: Request, namespace: string, source: Flow<Buffer>): Promise<Answer> {
  const { engine, body, deadline } = request;
  const batchSize = numberField(docField(body, 'cursor'), 'batchSize') ?? numberField(body, 'batchSize');
  const cursor: Cursor = { namespace, source, isDone: true, idleSince: Date.now() };
  const documents = await inTurns(fill(cursor, batchSize ?? FIRST_BATCH), deadline);
  const isWhole = cursor.isDone || isTruthy(body.get('singleBatch'));
  const id = isWhole ? Long.ZERO : new Long(randomInt(1, 2 ** 31 - 1), randomInt(1, 2 ** 30));
  if (!isWhole) engine.cursors.set(id.toString(), cursor);
  return batchAnswer(id, namespace, 'firstBatch', documents);
}

export async function getMore(request: Request): Promise<Answer> {
  const { engine, body, deadline } = request;
  const id = body.get('getMore');
  if (!(id instanceof Long)) wrongType('getMore.getMore', id, 'long');
  const key = id.toString();
  const namespace = namespaceOf(request, 'collection');
  const cursor = engine.cursors.get(key) ?? fail(43, `cursor id ${key} not found`);
  if (cursor.namespace !== namespace) fail(13, `the cursor belongs to a different namespace ${cursor.namespace}`);
  if (cursor.idleSince === Infinity) fail(12051, `cursor id ${key} is already in use`);
  const batchSize = numberField(body, 'batchSize') || Infinity;
  Object.assign(cursor, { isDone: true, idleSince: Infinity });
  try {
    const documents = await inTurns(fill(cursor, batchSize), deadline);
    return batchAnswer(cursor.isDone ? Long.ZERO : id, namespace, 'nextBatch', documents);
  } finally {
    if (cursor.isDone) engine.cursors.delete(key);
    cursor.idleSince = Date.now();
  }
}

export function killCursors(request: Request): Doc {
  const { cursors } = request.engine;
  const namespace = namespaceOf(request);
  const ids = request.body.get('cursors');
  if (!isArray(ids)) wrongType('killCursors.cursors', ids, 'array');
  const isOwn = (id: Value): boolean => cursors.get(asText(id))?.namespace === namespace;
  const killed = ids.filter((id) => isOwn(id) && cursors.delete(asText(id)));
  const cursorsNotFound = ids.filter((id) => !killed.includes(id));
  return doc({ cursorsKilled: killed, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] });
}

export function reapCursors(cursors: Cursors): void {
  for (const [id, { idleSince }] of cursors) if (Date.now() - idleSince > IDLE_MILLISECONDS) cursors.delete(id);
}

/** The next batch. It is full when the client's number, or the size of a message, is reached. */
function* fill(cursor: Cursor, most: number): Steps<Buffer[]> {
  const batch: Buffer[] = [];
  let bytes = 0;
  while (batch.length < most && bytes < BATCH_BYTES) {
    const { done, value } = cursor.source.next();
    if (done) return batch;
    if (value) {
      batch.push(value);
      bytes += value.length;
    } else yield;
  }
  cursor.isDone = false;
  return batch;
}
