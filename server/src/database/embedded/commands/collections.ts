// Commands about databases and collections: create, drop, rename, list, statistics.
import { fail } from '../errors.js';
import { writeDoc } from '../bson/codec.js';
import { display, doc, isTruthy, type Doc, type Maybe } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { inPieces } from '../query/turns.js';
import { clearGarbage, type Collection } from '../store/catalog.js';
import type { Answer, Engine, Request } from './engine.js';
import { collectionName, docField, numberField, refuseFields } from './fields.js';

const REFUSED_OPTIONS =
  'capped viewOn timeseries clusteredIndex validator changeStreamPreAndPostImages encryptedFields expireAfterSeconds';

export async function create(engine: Engine, request: Request): Promise<Doc> {
  refuseFields(request.body, REFUSED_OPTIONS);
  const name = collectionName(request);
  await engine.env.write(() => {
    if (engine.catalog.find(request.database, name)) fail(48, `Collection ${request.database}.${name} already exists.`);
    engine.catalog.create(request.database, name);
  });
  return new Map();
}

/** Runs a change that drops something. Clearing goes on behind the answer; what fails is taken up by the next one. */
export async function writeAndClear<T>({ env, catalog }: Engine, change: () => T): Promise<T> {
  const result = await env.write(change);
  env.writeInSteps(clearGarbage(env, catalog)).catch(() => undefined);
  return result;
}

export function drop(engine: Engine, request: Request): Promise<Doc> {
  const name = collectionName(request);
  return writeAndClear(engine, () => {
    const collection = engine.catalog.find(request.database, name);
    if (!collection) return doc({});
    engine.catalog.drop(collection);
    return doc({ nIndexesWas: collection.indexes.length, ns: `${request.database}.${name}` });
  });
}

export function dropDatabase(engine: Engine, { database }: Request): Promise<Doc> {
  return writeAndClear(engine, () => {
    const list = engine.catalog.list(database);
    list.forEach((collection) => engine.catalog.drop(collection));
    return doc({ dropped: list.length > 0 ? database : undefined });
  });
}

function parseNamespace(value: Maybe): [database: string, name: string] {
  const [, database, name] = (typeof value === 'string' && /^([^.]+)\.(.+)$/.exec(value)) || [];
  return database && name ? [database, name] : fail(73, `Invalid namespace specified ${display(value)}`);
}

export async function renameCollection(engine: Engine, { body }: Request): Promise<Doc> {
  const { catalog } = engine;
  const [from, to] = [parseNamespace(body.get('renameCollection')), parseNamespace(body.get('to'))];
  await writeAndClear(engine, () => {
    const source = catalog.find(...from) ?? fail(26, `Source collection ${from.join('.')} does not exist`);
    const old = catalog.find(...to);
    if (old === source) fail(20, "Can't rename a collection to itself");
    if (old && !isTruthy(body.get('dropTarget'))) fail(48, 'target namespace exists');
    if (old) catalog.drop(old);
    catalog.rename(source, ...to);
  });
  return new Map();
}

const sum = (list: Collection[], field: 'count' | 'size'): number =>
  list.reduce((total, item) => total + item[field], 0);

export function listDatabases({ catalog, env }: Engine, { body }: Request): Doc {
  const isBrief = isTruthy(body.get('nameOnly'));
  const filter = compileFilter(docField(body, 'filter'));
  const names = [...new Set(catalog.list().map((collection) => collection.database))].sort();
  const all = names.map((name) => doc({ name, sizeOnDisk: sum(catalog.list(name), 'size'), empty: false }));
  const found = all.filter((item) => filter.test(item));
  if (isBrief) return doc({ databases: found.map((item) => doc({ name: item.get('name') })) });
  return doc({ databases: found, totalSize: env.fileSize(), totalSizeMb: Math.floor(env.fileSize() / 1048576) });
}

/** A short list, as a cursor whose batch size the client may choose. */
export function openList(
  { cursors }: Engine,
  { body, deadline }: Request,
  namespace: string,
  list: Doc[],
): Promise<Answer> {
  const batchSize = numberField(docField(body, 'cursor'), 'batchSize') ?? 100000;
  return cursors.open(inPieces(list, writeDoc), { namespace, batchSize, deadline });
}

export function listCollections(engine: Engine, request: Request): Promise<Answer> {
  const filter = compileFilter(docField(request.body, 'filter'));
  const isBrief = isTruthy(request.body.get('nameOnly'));
  const all = engine.catalog
    .list(request.database)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, uuid }) => {
      const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
      return doc({ name, type: 'collection', options: {}, info: { readOnly: false, uuid }, idIndex });
    });
  const shown = all.filter((item) => filter.test(item));
  const brief = shown.map((item) => doc({ name: item.get('name'), type: 'collection' }));
  return openList(engine, request, `${request.database}.$cmd.listCollections`, isBrief ? brief : shown);
}

export function collStats(engine: Engine, request: Request): Doc {
  const name = collectionName(request);
  const { count = 0, size = 0, indexes = [] } = engine.catalog.find(request.database, name) ?? {};
  return doc({
    ns: `${request.database}.${name}`,
    size,
    count,
    avgObjSize: count ? Math.floor(size / count) : 0,
    storageSize: size,
    capped: false,
    nindexes: indexes.length,
  });
}

export function dbStats({ catalog, env }: Engine, { database }: Request): Doc {
  const list = catalog.list(database);
  return doc({
    db: database,
    collections: list.length,
    views: 0,
    objects: sum(list, 'count'),
    dataSize: sum(list, 'size'),
    storageSize: sum(list, 'size'),
    indexes: list.reduce((total, item) => total + item.indexes.length, 0),
    fsTotalSize: env.fileSize(),
  });
}
