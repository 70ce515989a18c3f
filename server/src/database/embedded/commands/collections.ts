// Commands about databases and collections: create, drop, rename, list, statistics.
import { fail } from '../errors.js';
import { writeDoc } from '../bson/codec.js';
import { asText, doc, isTruthy, type Doc } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { compileProjection } from '../query/project.js';
import { mapped } from '../query/turns.js';
import { clearGarbage, databaseOf, nameOf, type Collection } from '../store/catalog.js';
import { openCursor } from './cursors.js';
import { docField, findCollection, namespaceOf, type Answer, type Engine, type Request } from './request.js';

export function create(request: Request): Promise<Doc> {
  const { env, catalog } = request.engine;
  const namespace = namespaceOf(request);
  return env.write(() => {
    if (catalog.find(namespace)) fail(48, `Collection ${namespace} already exists.`);
    catalog.create(namespace);
    return doc({});
  });
}

/** Runs a change that drops something. Clearing goes on behind the answer; what fails is taken up by the next one. */
export async function writeAndClear<T>({ env, catalog }: Engine, change: () => T): Promise<T> {
  const result = await env.write(change);
  env.writeInSteps(clearGarbage(env, catalog)).catch(() => undefined);
  return result;
}

export function drop(request: Request): Promise<Doc> {
  return writeAndClear(request.engine, () => {
    const collection = findCollection(request);
    if (!collection) return doc({});
    request.engine.catalog.drop(collection);
    return doc({ nIndexesWas: collection.indexes.length, ns: collection.namespace });
  });
}

export function dropDatabase({ engine, database }: Request): Promise<Doc> {
  return writeAndClear(engine, () => {
    const list = engine.catalog.list(database);
    list.forEach((collection) => engine.catalog.drop(collection));
    return doc({ dropped: list.length > 0 ? database : undefined });
  });
}

export function renameCollection({ engine, body }: Request): Promise<Doc> {
  const { catalog } = engine;
  const [from, to] = [asText(body.get('renameCollection')), asText(body.get('to'))];
  return writeAndClear(engine, () => {
    const source = catalog.find(from) ?? fail(26, `Source collection ${from} does not exist`);
    const old = catalog.find(to);
    if (old === source) fail(20, "Can't rename a collection to itself");
    if (old && !isTruthy(body.get('dropTarget'))) fail(48, 'target namespace exists');
    if (old) catalog.drop(old);
    catalog.rename(source, to);
    return doc({});
  });
}

const sum = (list: Collection[], field: 'count' | 'size'): number =>
  list.reduce((total, item) => total + item[field], 0);

const BRIEF = compileProjection(doc({ name: 1, type: 1 }), null);

/** Those of a list that a command's filter finds, brief when only names are asked for. */
function chosen(body: Doc, all: Doc[]): Doc[] {
  const filter = compileFilter(docField(body, 'filter'));
  const found = all.filter((item) => filter.test(item));
  return isTruthy(body.get('nameOnly')) ? found.map((item) => BRIEF(item, {})) : found;
}

export function listDatabases({ engine: { catalog }, body }: Request): Doc {
  const names = [...new Set(catalog.list().map(databaseOf))].sort();
  const all = names.map((name) => doc({ name, sizeOnDisk: sum(catalog.list(name), 'size'), empty: false }));
  const totalSize = sum(catalog.list(), 'size');
  return doc({ databases: chosen(body, all), totalSize, totalSizeMb: Math.floor(totalSize / 1048576) });
}

export function listCollections(request: Request): Promise<Answer> {
  const { engine, database, body } = request;
  const idIndex = { v: 2, key: { _id: 1 }, name: '_id_' };
  const all = engine.catalog
    .list(database)
    .sort((a, b) => (a.namespace < b.namespace ? -1 : 1))
    .map((item) => doc({ name: nameOf(item), type: 'collection', options: {}, info: { readOnly: false }, idIndex }));
  return openCursor(request, `${database}.$cmd.listCollections`, mapped(chosen(body, all), writeDoc));
}

export function collStats(request: Request): Doc {
  const { count = 0, size = 0, indexes = [] } = findCollection(request) ?? {};
  const avgObjSize = count ? Math.floor(size / count) : 0;
  return doc({ ns: namespaceOf(request), size, count, avgObjSize, storageSize: size, nindexes: indexes.length });
}

export function dbStats({ engine: { catalog }, database }: Request): Doc {
  const list = catalog.list(database);
  const [objects, dataSize] = [sum(list, 'count'), sum(list, 'size')];
  const indexes = list.flatMap((item) => item.indexes).length;
  return doc({ db: database, collections: list.length, objects, dataSize, storageSize: dataSize, indexes });
}
