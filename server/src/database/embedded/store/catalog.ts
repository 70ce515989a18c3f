// The catalogue: which collections and indexes there are. Held in memory, written inside the same transaction as the
// change it describes. Documents are counted when the file is opened, and in memory from then on.
import { fail } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { equalValues } from '../bson/order.js';
import type { Path } from '../bson/paths.js';
import { asText, doc, isTruthy, type Doc, type Value } from '../bson/values.js';
import { compileFilter, type Filter } from '../query/match.js';
import type { Steps } from '../query/turns.js';
import { afterAll, readRecord, uint32, type Environment, type KeySpan } from './environment.js';

export interface Index {
  readonly id: number;
  readonly name: string;
  readonly key: readonly (readonly [path: string, direction: 1 | -1])[];
  readonly paths: readonly Path[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Filter | null;
  /** Per key field: some document holds an array along this path. */
  multikey: boolean[];
  /** False while it is being built: kept up to date by writes, not used by queries. */
  isReady: boolean;
  /** The specification as the client gave it, for listIndexes. */
  spec: Doc;
}

export interface Collection {
  readonly id: number;
  /** "database.collection"; a database has no dot in its name. */
  namespace: string;
  indexes: Index[];
  nextRecord: number;
  count: number;
  size: number;
}

const NOTHING_YET = { nextRecord: 1, count: 0, size: 0 };

export type Catalog = Awaited<ReturnType<typeof openCatalog>>;

const COLLECTION = Buffer.from('c');
const NEXT_ID = Buffer.from('i');
const FORMAT = Buffer.from('f');
const FORMAT_NAME = 'enishi-embedded-2';

/** All keys that begin with a number. */
export const spanOf = (id: number): KeySpan => ({ start: uint32(id), end: afterAll(uint32(id)) });

export const databaseOf = ({ namespace }: Collection): string => namespace.split('.', 1)[0]!;
export const nameOf = ({ namespace }: Collection): string => namespace.slice(namespace.indexOf('.') + 1);

/** By its name or its key. */
export const findIndex = ({ indexes }: Collection, wanted: Value): Index | undefined =>
  indexes.find((index) => index.name === wanted || equalValues(index.spec.get('key'), wanted));

export async function openCatalog(env: Environment) {
  const byName = new Map<string, Collection>();
  let nextId = 1;
  const newId = (): number => {
    env.put('meta', NEXT_ID, uint32(nextId + 1));
    return nextId++;
  };
  const keyOf = ({ id }: Collection): Buffer => Buffer.concat([COLLECTION, uint32(id)]);
  /** Nothing, when it has been dropped meanwhile. */
  const save = (item: Collection): void => {
    if (byName.get(item.namespace) === item) env.put('meta', keyOf(item), encodeCollection(item));
  };
  const enter = (item: Collection): Collection => {
    byName.set(item.namespace, item);
    save(item);
    return item;
  };
  const reload = (): void => {
    byName.clear();
    nextId = env.get('meta', NEXT_ID)?.readUInt32BE(0) ?? 1;
    for (const { value } of env.range('meta', { start: COLLECTION, end: afterAll(COLLECTION) })) {
      const collection = decodeCollection(env, readDoc(value));
      byName.set(collection.namespace, collection);
    }
  };
  await checkFormat(env);
  env.onFailedCommit(reload);
  env.read(reload);
  return {
    find: (namespace: string) => byName.get(namespace),
    list: (database?: string) =>
      [...byName.values()].filter((item) => database === undefined || databaseOf(item) === database),
    // What follows changes the catalogue and must run inside a write transaction.
    save,
    create: (namespace: string): Collection => {
      const idIndex = createIndex(newId(), doc({ v: 2, key: { _id: 1 }, name: '_id_' }), true);
      return enter({ ...NOTHING_YET, id: newId(), namespace: checkName(namespace), indexes: [idIndex] });
    },
    drop: (collection: Collection): void => {
      byName.delete(collection.namespace);
      env.remove('meta', keyOf(collection));
    },
    rename: (collection: Collection, namespace: string): void => {
      checkName(namespace);
      byName.delete(collection.namespace);
      collection.namespace = namespace;
      enter(collection);
    },
    addIndex: (collection: Collection, spec: Doc, isReady: boolean): Index => {
      const index = createIndex(newId(), spec, isReady);
      collection.indexes = [...collection.indexes, index];
      save(collection);
      return index;
    },
    dropIndex: (collection: Collection, index: Index): void => {
      collection.indexes = collection.indexes.filter((item) => item !== index);
      save(collection);
    },
  };
}

async function checkFormat(env: Environment): Promise<void> {
  const format = env.get('meta', FORMAT)?.toString();
  if (format === FORMAT_NAME) return;
  if (format !== undefined) throw new Error(`the data was written by another version (${format})`);
  if (env.keys('meta', { start: Buffer.from([0]), end: Buffer.from([255]), limit: 1 }).length > 0)
    throw new Error('the file was not written by this database');
  await env.write(() => env.put('meta', FORMAT, Buffer.from(FORMAT_NAME)));
}

function encodeCollection(collection: Collection): Buffer {
  const indexes = collection.indexes.map(({ id, multikey, isReady, spec }) => ({ id, multikey, isReady, spec }));
  return writeDoc(doc({ id: collection.id, database: databaseOf(collection), name: nameOf(collection), indexes }));
}

function decodeCollection(env: Environment, stored: Doc): Collection {
  const id = stored.get('id') as number;
  const namespace = `${asText(stored.get('database'))}.${asText(stored.get('name'))}`;
  // An index whose building was cut off was never promised to anybody: it is left out, and its entries cleared away.
  const whole = (stored.get('indexes') as Doc[]).filter((item) => item.get('isReady'));
  const indexes = whole.map((item) => {
    const index = createIndex(item.get('id') as number, item.get('spec') as Doc, true);
    return { ...index, multikey: item.get('multikey') as boolean[] };
  });
  const collection = { ...NOTHING_YET, id, namespace, indexes };
  for (const { key, value } of env.range('records', spanOf(id))) {
    collection.count++;
    collection.size += value.length;
    collection.nextRecord = readRecord(key, 4) + 1;
  }
  return collection;
}

function createIndex(id: number, spec: Doc, isReady: boolean): Index {
  const key = [...(spec.get('key') as Doc)].map(([path, direction]) => [path, Number(direction) < 0 ? -1 : 1] as const);
  const partial = spec.get('partialFilterExpression') as Doc | undefined;
  return {
    id,
    name: spec.get('name') as string,
    key,
    paths: key.map(([path]) => path.split('.')),
    unique: isTruthy(spec.get('unique')) || (key.length === 1 && key[0]?.[0] === '_id'),
    sparse: isTruthy(spec.get('sparse')),
    partial: partial ? compileFilter(partial) : null,
    multikey: key.map(() => false),
    isReady,
    spec,
  };
}

/** The name itself, when it is fit for a database. */
export function checkDatabase(name: string): string {
  const isFit = /^[^\s/\\."$*<>:|?\0]+$/.test(name) && Buffer.byteLength(name) <= 63;
  return isFit ? name : fail(73, `Invalid database name: '${name}'`);
}

/** The name itself, when it is fit for a collection. */
export function checkName(namespace: string): string {
  const [database = '', ...rest] = namespace.split('.');
  checkDatabase(database);
  if (!rest[0] || /[$\0]/.test(rest.join('.'))) fail(73, `Invalid collection name: ${rest.join('.')}`);
  if (Buffer.byteLength(namespace) > 255) fail(73, `Fully qualified namespace is too long: ${namespace}`);
  return namespace;
}

/** Removes what dropped collections and indexes have left behind. */
export function* clearGarbage(env: Environment, catalog: Catalog): Steps<void> {
  for (const space of ['records', 'entries'] as const) {
    let start = uint32(0);
    for (let keys; (keys = env.keys(space, { start, end: uint32(0xffffffff), limit: 200 })).length > 0; yield) {
      const id = keys[0]!.readUInt32BE(0);
      const isKnown = catalog.list().some((item) => item.id === id || item.indexes.some((index) => index.id === id));
      if (isKnown) start = uint32(id + 1);
      else for (const key of keys) if (key.readUInt32BE(0) === id) env.remove(space, key);
    }
  }
}
