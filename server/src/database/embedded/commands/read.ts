// Commands that read: find, getMore, killCursors, count, distinct.
import { Long } from 'bson';
import { readDoc, writeDoc } from '../bson/codec.js';
import { parseCollation } from '../bson/collation.js';
import { keyText } from '../bson/order.js';
import { doc, isArray, isDoc, isTruthy, type Doc, type Maybe, type Value } from '../bson/values.js';
import type { Variables } from '../aggregate/expression.js';
import { compileFilter } from '../query/match.js';
import { compileProjection, type Projection } from '../query/project.js';
import { collectFound, createScanner, type Found, type Scanner } from '../query/scan.js';
import { parseSort } from '../query/sort.js';
import { inSteps } from '../query/turns.js';
import { listSource, type Source } from './cursors.js';
import { commandVariables, readAll, type Answer, type Engine, type ReadQuery, type Request } from './engine.js';
import { collectionName, docField, hintField, numberField, refuseFields, wrongType } from './fields.js';

/** What find, count, distinct and the writing commands have in common; `field` holds the filter. */
export function readQuery(body: Doc, field: string, variables: Variables = commandVariables(body)): ReadQuery {
  return {
    filter: compileFilter(docField(body, field), variables, parseCollation(body.get('collation'))),
    sort: parseSort(body.get('sort')),
    skip: numberField(body, 'skip') ?? 0,
    limit: Math.abs(Number(body.get('limit') ?? 0)),
    hint: hintField(body),
  };
}

export async function find(engine: Engine, request: Request): Promise<Answer> {
  const { body, database, deadline } = request;
  refuseFields(body, 'max min returnKey showRecordId tailable');
  const name = collectionName(request);
  const variables = commandVariables(body);
  const query = readQuery(body, 'filter', variables);
  const spec = docField(body, 'projection');
  const shape = shaper(spec.size > 0 ? compileProjection(spec, query.filter) : null, variables);
  const opening = {
    namespace: `${database}.${name}`,
    batchSize: numberField(body, 'batchSize'),
    isSingle: isTruthy(body.get('singleBatch')),
    deadline,
  };
  const collection = engine.catalog.find(database, name);
  if (!collection) return engine.cursors.open(listSource([], shape), opening);
  const scanner = createScanner(engine.env, collection, query);
  if (scanner.isSorted) return engine.cursors.open(scanSource(query, scanner, shape), opening);
  return engine.cursors.open(listSource(await readAll(engine, collection, query, deadline), shape), opening);
}

const shaper =
  (projection: Projection | null, variables: Variables) =>
  ({ raw }: Found): Buffer =>
    projection ? writeDoc(projection.apply(readDoc(raw, projection.fields ?? undefined), variables)) : raw;

/** Reads on where it stopped, batch by batch. */
function scanSource({ skip = 0, limit }: ReadQuery, scanner: Scanner, shape: (found: Found) => Buffer): Source {
  let toSkip = skip;
  let left = limit || Infinity;
  return {
    next: async (most, bytes, deadline) => {
      const found = await collectFound(scanner, deadline, toSkip + Math.min(most, left), bytes);
      const kept = found.slice(toSkip);
      toSkip = Math.max(0, toSkip - found.length);
      left -= kept.length;
      return kept.map(shape);
    },
    get isDone() {
      return left <= 0 || scanner.isDone;
    },
  };
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

export async function count(engine: Engine, request: Request): Promise<Doc> {
  const query = readQuery(request.body, 'query');
  const collection = engine.catalog.find(request.database, collectionName(request));
  if (!collection) return doc({ n: 0 });
  const { skip = 0, limit } = query;
  const most = limit ? limit + skip : Infinity;
  let total = 0;
  if (query.filter.source.size === 0) total = collection.count;
  else {
    const scanner = createScanner(engine.env, collection, query);
    while (!scanner.isDone && total < most) total += (await collectFound(scanner, request.deadline, 5000)).length;
  }
  return doc({ n: Math.max(0, Math.min(total, most) - skip) });
}

export async function distinct(engine: Engine, request: Request): Promise<Doc> {
  const { body, database, deadline } = request;
  const key = body.get('key');
  if (typeof key !== 'string' || key === '') wrongType('distinct.key', key, 'string');
  const query = readQuery(body, 'query');
  const values = new Map<string, Value>();
  const add = (value: Maybe): void => {
    const text = keyText(value, query.filter.collation);
    if (value !== undefined && !values.has(text)) values.set(text, value);
  };
  const fields = new Set([key.split('.', 1)[0] as string]);
  const found = await readAll(engine, engine.catalog.find(database, collectionName(request)), query, deadline);
  await inSteps(found, deadline, ({ raw }) => eachValue(readDoc(raw, fields), key.split('.'), add));
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
