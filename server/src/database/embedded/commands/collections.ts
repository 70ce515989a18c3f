// Commands about databases and collections: create, drop, rename, list, statistics, collMod.
import { CommandError, typeMismatch, unsupported } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { equalValues } from '../bson/order.js';
import { doc, isDoc, typeName, type Doc, type Value, asText } from '../bson/values.js';
import { writeDoc, type Answer } from '../bson/write.js';
import { compileFilter } from '../query/match.js';
import { isTruthy } from '../query/truth.js';
import type { Collection } from '../store/catalog.js';
import { clearGarbage } from '../store/records.js';
import type { Engine, Request } from './engine.js';
import { listSource } from './cursors.js';
import { checkCollation, checkFields, collectionName, docField, numberField, refuseFields } from './fields.js';

export async function create(engine: Engine, request: Request): Promise<Answer> {
  checkFields(
    request,
    'capped size max autoIndexId idIndex validator validationLevel validationAction storageEngine collation viewOn pipeline timeseries clusteredIndex expireAfterSeconds changeStreamPreAndPostImages encryptedFields temp flags indexOptionDefaults',
  );
  refuseFields(
    request.body,
    'capped viewOn timeseries clusteredIndex validator changeStreamPreAndPostImages encryptedFields expireAfterSeconds',
  );
  checkCollation(request.body.get('collation'));
  const name = collectionName(request);
  await engine.env.write(() => {
    if (engine.catalog.find(request.database, name))
      throw new CommandError(48, `Collection ${request.database}.${name} already exists.`);
    engine.catalog.create(request.database, name);
  });
  return new Map();
}

function sweep(engine: Engine): void {
  // What was dropped is cleared behind the answer; if that fails, the next start or drop takes it up again.
  clearGarbage(engine.env, engine.catalog).catch(() => undefined);
}

export async function drop(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, '');
  const name = collectionName(request);
  const count = await engine.env.write(() => {
    const collection = engine.catalog.find(request.database, name);
    if (collection) engine.catalog.drop(collection);
    return collection?.indexes.length ?? null;
  });
  sweep(engine);
  return count === null
    ? new Map()
    : new Map<string, Value>([
        ['nIndexesWas', count],
        ['ns', `${request.database}.${name}`],
      ]);
}

export async function dropDatabase(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, '');
  const count = await engine.env.write(() => {
    const list = engine.catalog.list(request.database);
    for (const collection of list) engine.catalog.drop(collection);
    return list.length;
  });
  sweep(engine);
  return count === 0 ? new Map() : new Map([['dropped', request.database]]);
}

export async function renameCollection(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'to dropTarget');
  const [from, to] = [request.body.get('renameCollection'), request.body.get('to')].map((value) => {
    if (typeof value !== 'string' || !value.includes('.'))
      throw new CommandError(73, `Invalid namespace specified '${asText(value)}'`);
    return { database: value.slice(0, value.indexOf('.')), name: value.slice(value.indexOf('.') + 1) };
  }) as [{ database: string; name: string }, { database: string; name: string }];
  await engine.env.write(() => {
    const source = engine.catalog.find(from.database, from.name);
    if (!source) throw new CommandError(26, `Source collection ${from.database}.${from.name} does not exist`);
    const old = engine.catalog.find(to.database, to.name);
    if (old === source) throw new CommandError(20, "Can't rename a collection to itself");
    if (old && !isTruthy(request.body.get('dropTarget'))) throw new CommandError(48, 'target namespace exists');
    if (old) engine.catalog.drop(old);
    engine.catalog.rename(source, to.database, to.name);
  });
  sweep(engine);
  return new Map();
}

export async function listDatabases(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'filter nameOnly authorizedDatabases');
  const isBrief = isTruthy(request.body.get('nameOnly'));
  const filter = compileFilter(docField(request.body, 'filter', 'listDatabases'));
  const names = [...new Set(engine.catalog.list().map((collection) => collection.database))].sort();
  const all = names.map((name) => {
    const size = engine.catalog.list(name).reduce((sum, collection) => sum + collection.size, 0);
    return doc(isBrief ? { name } : { name, sizeOnDisk: size, empty: false });
  });
  const databases = all.filter((item) => filter.test(item));
  if (isBrief) return new Map([['databases', databases]]);
  return new Map<string, Value>([
    ['databases', databases],
    ['totalSize', engine.env.fileSize()],
    ['totalSizeMb', Math.floor(engine.env.fileSize() / 1048576)],
  ]);
}

export async function listCollections(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'filter nameOnly authorizedCollections cursor');
  const filter = compileFilter(docField(request.body, 'filter', 'listCollections'));
  const isBrief = isTruthy(request.body.get('nameOnly'));
  const all = engine.catalog
    .list(request.database)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(describe);
  const shown = all
    .filter((item) => filter.test(item))
    .map((item) => (isBrief ? doc({ name: item.get('name'), type: 'collection' }) : item));
  const cursor = docField(request.body, 'cursor', 'listCollections');
  const batchSize = numberField(cursor, 'batchSize', 'listCollections.cursor');
  return engine.cursors.open(
    `${request.database}.$cmd.listCollections`,
    listSource(shown.map(writeDoc)),
    batchSize ?? 100000,
    false,
    request.deadline,
  );
}

const describe = (collection: Collection): Doc =>
  doc({
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: { readOnly: false, uuid: collection.uuid },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  });

export async function collStats(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'scale');
  const name = collectionName(request);
  const collection = engine.catalog.find(request.database, name);
  const count = collection?.count ?? 0;
  const size = collection?.size ?? 0;
  return doc({
    ns: `${request.database}.${name}`,
    size,
    count,
    avgObjSize: count ? Math.floor(size / count) : 0,
    storageSize: size,
    capped: false,
    nindexes: collection?.indexes.length ?? 0,
    totalIndexSize: 0,
    indexSizes: {},
  });
}

export async function dbStats(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'scale freeStorage');
  const list = engine.catalog.list(request.database);
  const total = (pick: (item: Collection) => number): number => list.reduce((sum, item) => sum + pick(item), 0);
  return doc({
    db: request.database,
    collections: list.length,
    views: 0,
    objects: total((item) => item.count),
    dataSize: total((item) => item.size),
    storageSize: total((item) => item.size),
    indexes: total((item) => item.indexes.length),
    fsTotalSize: engine.env.fileSize(),
  });
}

export async function collMod(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'index validator validationLevel validationAction');
  refuseFields(request.body, 'validator');
  const name = collectionName(request);
  const change = request.body.get('index');
  if (!isDoc(change))
    throw typeMismatch(`BSON field 'collMod.index' is the wrong type '${typeName(change)}', expected type 'object'`);
  const seconds = change.get('expireAfterSeconds');
  if (!isNumeric(seconds)) throw unsupported('collMod for anything but expireAfterSeconds', 72);
  return engine.env.write(() => {
    const collection = engine.catalog.find(request.database, name);
    if (!collection) throw new CommandError(26, `ns does not exist: ${request.database}.${name}`);
    const index = collection.indexes.find(
      (item) =>
        item.name === change.get('name') ||
        equalValues(item.spec.get('key') ?? null, change.get('keyPattern') ?? false),
    );
    if (!index) throw new CommandError(27, `cannot find index for ns ${request.database}.${name}`);
    const old = index.expireAfterSeconds;
    index.expireAfterSeconds = toNumber(seconds);
    index.spec = new Map([...index.spec, ['expireAfterSeconds', toNumber(seconds)]]);
    engine.catalog.save(collection);
    return doc({ expireAfterSeconds_old: old ?? undefined, expireAfterSeconds_new: toNumber(seconds) });
  });
}
