// Commands that read: find, getMore, killCursors, count, distinct.
import { Long } from 'bson';
import { readDoc, writeDoc } from '../bson/codec.js';
import { keyText } from '../bson/order.js';
import { doc, isArray, isDoc, isTruthy, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileProjection } from '../query/project.js';
import { findInPieces, type Found } from '../query/scan.js';
import { inTurns, type Pieces, type Steps } from '../query/turns.js';
import { commandVariables, type Answer, type Engine, type Request } from './engine.js';
import { collectionName, docField, numberField, readQuery, refuseFields, wrongType } from './fields.js';

export async function find(engine: Engine, request: Request): Promise<Answer> {
  const { body, database, deadline } = request;
  refuseFields(body, 'max min returnKey showRecordId tailable');
  const name = collectionName(request);
  const variables = commandVariables(body);
  const query = readQuery(body, 'filter', variables);
  const spec = docField(body, 'projection');
  const projection = spec.size > 0 ? compileProjection(spec, query.filter) : null;
  const shape = (found: Found): Buffer =>
    projection ? writeDoc(projection.apply(readDoc(found.raw), variables)) : found.raw;
  const pieces = findInPieces(engine.env, engine.catalog.find(database, name), query);
  return engine.cursors.open(shaped(pieces, shape), {
    namespace: `${database}.${name}`,
    batchSize: numberField(body, 'batchSize'),
    isSingle: isTruthy(body.get('singleBatch')),
    deadline,
  });
}

function* shaped(pieces: Pieces<Found>, shape: (found: Found) => Buffer): Pieces<Buffer> {
  for (const piece of pieces) yield piece?.map(shape);
}

export function getMore(engine: Engine, request: Request): Promise<Answer> {
  const { body, database, deadline } = request;
  const id = body.get('getMore');
  if (!(id instanceof Long)) wrongType('getMore.getMore', id, 'long');
  const namespace = `${database}.${collectionName(request, 'collection')}`;
  return engine.cursors.more(id, { namespace, batchSize: numberField(body, 'batchSize'), deadline });
}

export function killCursors(engine: Engine, request: Request): Doc {
  const namespace = `${request.database}.${collectionName(request)}`;
  const ids = request.body.get('cursors');
  if (!isArray(ids)) wrongType('killCursors.cursors', ids, 'array');
  const killed = ids.filter((id) => id instanceof Long && engine.cursors.kill(id, namespace));
  const cursorsNotFound = ids.filter((id) => !killed.includes(id));
  return doc({ cursorsKilled: killed, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] });
}

/** Hands every document that a command's query finds to `action`. */
async function eachFound(engine: Engine, request: Request, action: (found: Found) => void): Promise<void> {
  const collection = engine.catalog.find(request.database, collectionName(request));
  const query = readQuery(request.body, 'query');
  function* work(): Steps<void> {
    for (const piece of findInPieces(engine.env, collection, query)) {
      piece?.forEach(action);
      if (!piece) yield;
    }
  }
  await inTurns(work(), request.deadline);
}

export async function count(engine: Engine, request: Request): Promise<Doc> {
  const { count: all = 0 } = engine.catalog.find(request.database, collectionName(request)) ?? {};
  const { filter, skip, limit } = readQuery(request.body, 'query');
  if (filter.source.size === 0 && !skip && !limit) return doc({ n: all });
  let n = 0;
  await eachFound(engine, request, () => n++);
  return doc({ n });
}

export async function distinct(engine: Engine, request: Request): Promise<Doc> {
  const key = request.body.get('key');
  if (typeof key !== 'string' || key === '') wrongType('distinct.key', key, 'string');
  const values = new Map<string, Value>();
  const add = (value: Maybe): void => {
    const text = keyText(value);
    if (value !== undefined && !values.has(text)) values.set(text, value);
  };
  const fields = new Set([key.split('.', 1)[0]!]);
  await eachFound(engine, request, ({ raw }) => eachValue(readDoc(raw, fields), key.split('.'), add));
  return doc({ values: [...values.values()] });
}

function eachValue(value: Maybe, parts: readonly string[], add: (value: Maybe) => void): void {
  const [part, ...rest] = parts;
  if (isDoc(value) && part !== undefined) return eachValue(value.get(part), rest, add);
  if (part === undefined && !isArray(value)) return add(value);
  if (!isArray(value)) return;
  if (part === undefined) return value.forEach(add);
  if (/^\d+$/.test(part)) eachValue(value[Number(part)], rest, add);
  for (const item of value) if (isDoc(item)) eachValue(item, parts, add);
}
