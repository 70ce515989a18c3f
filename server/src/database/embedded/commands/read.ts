// Commands that read: find, getMore, killCursors, count, distinct.
import { Long } from 'bson';
import { CommandError, typeMismatch, unsupported } from '../errors.js';
import { readDoc } from '../bson/read.js';
import { isArray, isDoc, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';
import { keyText } from '../bson/order.js';
import { writeDoc, type Answer } from '../bson/write.js';
import { compileFilter } from '../query/match.js';
import { compileProjection, type Projection } from '../query/project.js';
import { collectFound, createScanner, type Found } from '../query/scan.js';
import { parseSort } from '../query/sort.js';
import { isTruthy } from '../query/truth.js';
import type { Variables } from '../aggregate/scope.js';
import { commandVariables, isSorted, plan, readAll, type Engine, type Query, type Request } from './engine.js';
import { listSource, type Source } from './cursors.js';
import { checkCollation, checkFields, collectionName, docField, numberField, refuseFields } from './fields.js';

const FIND_FIELDS =
  'find filter sort projection hint skip limit batchSize singleBatch max min returnKey showRecordId tailable awaitData oplogReplay noCursorTimeout allowPartialResults collation allowDiskUse let ntoreturn';

export async function find(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, FIND_FIELDS);
  const { body, database, deadline } = request;
  const name = collectionName(request);
  const { query, projection, variables } = readQuery(body, 'find');
  const collection = engine.catalog.find(database, name);
  const namespace = `${database}.${name}`;
  const batchSize = numberField(body, 'batchSize', 'find');
  const isSingle = isTruthy(body.get('singleBatch'));
  const shape = shaper(projection, variables);
  if (!collection) return engine.cursors.open(namespace, listSource([]), batchSize, isSingle, deadline);
  const chosen = plan(collection, query);
  const source = isSorted(chosen, query.sort)
    ? scanSource(query, createScanner(engine.env, collection, chosen, query.filter), shape)
    : listSource((await readAll(engine, collection, query, deadline)).map(shape));
  return engine.cursors.open(namespace, source, batchSize, isSingle, deadline);
}

export interface FindQuery {
  readonly query: Query;
  readonly projection: Projection | null;
  readonly variables: Variables;
}

export function readQuery(body: Doc, command: string): FindQuery {
  checkCollation(body.get('collation'));
  refuseFields(body, 'max min returnKey showRecordId');
  if (isTruthy(body.get('tailable'))) throw unsupported('A tailable cursor', 2);
  const variables = commandVariables(body);
  const filter = compileFilter(docField(body, 'filter', command), variables);
  const spec = docField(body, 'projection', command);
  return {
    query: {
      filter,
      sort: parseSort(docField(body, 'sort', command)),
      skip: numberField(body, 'skip', command) ?? 0,
      limit: numberField(body, 'limit', command) ?? 0,
      hint: hintOf(body.get('hint')),
    },
    projection: spec.size > 0 ? compileProjection(spec, true, usesPosition(spec) ? filter : undefined) : null,
    variables,
  };
}

const usesPosition = (spec: Doc): boolean => [...spec.keys()].some((path) => path.endsWith('.$'));

export function hintOf(value: Maybe): Value | undefined {
  if (value === undefined || value === null || (isDoc(value) && value.size === 0)) return undefined;
  if (typeof value !== 'string' && !isDoc(value)) throw new CommandError(9, 'Hint must be a string or an object');
  return value;
}

const shaper =
  (projection: Projection | null, variables: Variables) =>
  (found: Found): Buffer =>
    projection
      ? writeDoc(projection.apply(readDoc(found.raw, 0, projection.fields ?? undefined), variables))
      : found.raw;

type Scanner = ReturnType<typeof createScanner>;

/** Reads on where it stopped, batch by batch. */
function scanSource(query: Query, scanner: Scanner, shape: (found: Found) => Buffer): Source {
  let toSkip = query.skip;
  let left = query.limit === 0 ? Infinity : query.limit;
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

export async function getMore(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'getMore collection batchSize');
  const id = request.body.get('getMore');
  if (!(id instanceof Long))
    throw typeMismatch(`BSON field 'getMore.getMore' is the wrong type '${typeName(id)}', expected type 'long'`);
  const namespace = `${request.database}.${collectionName(request, 'collection')}`;
  return engine.cursors.more(id, namespace, numberField(request.body, 'batchSize', 'getMore'), request.deadline);
}

export async function killCursors(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'killCursors cursors');
  const namespace = `${request.database}.${collectionName(request)}`;
  const ids = request.body.get('cursors');
  if (!isArray(ids)) throw typeMismatch("BSON field 'killCursors.cursors' is the wrong type, expected type 'array'");
  const killed: Value[] = [];
  const missing: Value[] = [];
  for (const id of ids) (id instanceof Long && engine.cursors.kill(id, namespace) ? killed : missing).push(id);
  return new Map([
    ['cursorsKilled', killed],
    ['cursorsNotFound', missing],
    ['cursorsAlive', []],
    ['cursorsUnknown', []],
  ]);
}

export async function count(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'count query limit skip hint collation fields');
  const { body, database, deadline } = request;
  checkCollation(body.get('collation'));
  const collection = engine.catalog.find(database, collectionName(request));
  const filter = compileFilter(docField(body, 'query', 'count'));
  const limit = Math.abs(Number(body.get('limit') ?? 0));
  const skip = numberField(body, 'skip', 'count') ?? 0;
  if (!collection) return new Map([['n', 0]]);
  const query: Query = { filter, sort: [], skip: 0, limit: limit ? limit + skip : 0, hint: hintOf(body.get('hint')) };
  const total = filter.source.size === 0 ? collection.count : await countFound(engine, collection, query, deadline);
  const n = Math.max(0, (query.limit ? Math.min(total, query.limit) : total) - skip);
  return new Map([['n', n]]);
}

type Collection = NonNullable<ReturnType<Engine['catalog']['find']>>;

async function countFound(
  engine: Engine,
  collection: Collection,
  query: Query,
  deadline: Request['deadline'],
): Promise<number> {
  const scanner = createScanner(engine.env, collection, plan(collection, query), query.filter);
  let total = 0;
  while (!scanner.isDone && (query.limit === 0 || total < query.limit))
    total += (await collectFound(scanner, deadline, 5000)).length;
  return total;
}

export async function distinct(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'distinct key query collation hint');
  const { body, database, deadline } = request;
  checkCollation(body.get('collation'));
  const key = body.get('key');
  if (typeof key !== 'string' || key === '')
    throw typeMismatch(`BSON field 'distinct.key' is the wrong type '${typeName(key)}', expected type 'string'`);
  const collection = engine.catalog.find(database, collectionName(request));
  const query: Query = {
    filter: compileFilter(docField(body, 'query', 'distinct')),
    sort: [],
    skip: 0,
    limit: 0,
    hint: hintOf(body.get('hint')),
  };
  const values = new Map<string, Value>();
  const fields = new Set([key.split('.', 1)[0] as string]);
  for (const found of await readAll(engine, collection, query, deadline))
    collectValues(readDoc(found.raw, 0, fields), key.split('.'), 0, values);
  return new Map([['values', [...values.values()]]]);
}

function collectValues(value: Maybe, parts: string[], at: number, values: Map<string, Value>): void {
  if (isArray(value)) {
    const part = parts[at];
    if (part !== undefined && /^\d+$/.test(part)) collectValues(value[Number(part)], parts, at + 1, values);
    for (const item of value) {
      if (at === parts.length) addValue(item, values);
      else if (isDoc(item)) collectValues(item, parts, at, values);
    }
  } else if (at === parts.length) addValue(value, values);
  else if (isDoc(value)) collectValues(value.get(parts[at] as string), parts, at + 1, values);
}

function addValue(value: Maybe, values: Map<string, Value>): void {
  if (value === undefined) return;
  const key = keyText(value);
  if (!values.has(key)) values.set(key, value);
}
