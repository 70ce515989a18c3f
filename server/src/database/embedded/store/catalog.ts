// The catalogue: which collections and indexes there are, with their counters. Held in memory, written inside the same
// transaction as the change it describes. Dropped data is marked as garbage and cleared away in small steps.
import { randomBytes } from 'node:crypto';
import { Binary } from 'bson';
import { fail } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { doc, isTruthy, type Doc } from '../bson/values.js';
import { compileFilter, type Filter } from '../query/match.js';
import { afterPrefix, uint32, type Environment } from './environment.js';

export interface Index {
  readonly id: number;
  readonly name: string;
  readonly key: readonly (readonly [path: string, direction: 1 | -1])[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: Filter | null;
  expireAfterSeconds: number | null;
  /** Per key field: some document holds an array along this path. */
  multikey: boolean[];
  /** Some key was too long and is cut: the index no longer yields sorted documents. */
  isCut: boolean;
  /** False while it is being built: kept up to date by writes, not used by queries. */
  isReady: boolean;
  /** The specification as the client gave it, for listIndexes. */
  spec: Doc;
}

export interface Collection {
  readonly id: number;
  database: string;
  name: string;
  readonly uuid: Binary;
  indexes: Index[];
  nextRecord: number;
  count: number;
  size: number;
  /** Grows with every change; lets a writer see that what it has read is still so. Not stored. */
  version: number;
}

export type Catalog = Awaited<ReturnType<typeof openCatalog>>;

const COLLECTION = Buffer.from('c');
const COUNTERS = Buffer.from('n');
const GARBAGE = Buffer.from('g');
const NEXT_ID = Buffer.from('i');
const FORMAT = Buffer.from('f');
const FORMAT_NAME = 'enishi-embedded-1';

export async function openCatalog(env: Environment) {
  const byName = new Map<string, Collection>();
  let nextId = 1;
  const newId = (): number => {
    const id = nextId++;
    env.put('meta', NEXT_ID, uint32(nextId));
    return id;
  };
  const keyOf = (kind: Buffer, id: number): Buffer => Buffer.concat([kind, uint32(id)]);
  const save = (item: Collection): void => env.put('meta', keyOf(COLLECTION, item.id), encodeCollection(item));
  const saveCounters = ({ id, nextRecord, count, size }: Collection): void => {
    const bytes = Buffer.allocUnsafe(24);
    [nextRecord, count, size].forEach((n, i) => bytes.writeDoubleBE(n, i * 8));
    env.put('meta', keyOf(COUNTERS, id), bytes);
  };
  const markGarbage = (kind: 'r' | 'e', id: number): void =>
    env.put('meta', Buffer.concat([GARBAGE, Buffer.from(kind), uint32(id)]), Buffer.from('1'));
  const enter = (collection: Collection, database: string, name: string): void => {
    byName.set(`${database}.${name}`, Object.assign(collection, { database, name }));
  };
  const reload = (): void => {
    byName.clear();
    nextId = env.get('meta', NEXT_ID)?.readUInt32BE(0) ?? 1;
    for (const { value } of env.range('meta', { start: COLLECTION, end: afterPrefix(COLLECTION) })) {
      const collection = decodeCollection(value);
      const bytes = env.get('meta', keyOf(COUNTERS, collection.id));
      const [nextRecord = 1, count = 0, size = 0] = bytes ? [0, 8, 16].map((at) => bytes.readDoubleBE(at)) : [];
      enter(Object.assign(collection, { nextRecord, count, size }), collection.database, collection.name);
    }
  };
  await checkFormat(env);
  env.read(reload);
  return {
    find: (database: string, name: string) => byName.get(`${database}.${name}`),
    list: (database?: string) =>
      [...byName.values()].filter((item) => database === undefined || item.database === database),
    // What follows changes the catalogue and must run inside a write transaction.
    create: (database: string, name: string): Collection => {
      checkName(database, name);
      const collection = newCollection(newId(), new Binary(randomBytes(16), 4));
      collection.indexes.push(decodeIndex(newId(), doc({ v: 2, key: { _id: 1 }, name: '_id_' }), true));
      enter(collection, database, name);
      save(collection);
      saveCounters(collection);
      return collection;
    },
    drop: (collection: Collection): void => {
      byName.delete(`${collection.database}.${collection.name}`);
      for (const kind of [COLLECTION, COUNTERS]) env.remove('meta', keyOf(kind, collection.id));
      markGarbage('r', collection.id);
      for (const index of collection.indexes) markGarbage('e', index.id);
      collection.version++;
    },
    rename: (collection: Collection, database: string, name: string): void => {
      checkName(database, name);
      byName.delete(`${collection.database}.${collection.name}`);
      enter(collection, database, name);
      save(collection);
    },
    addIndex: (collection: Collection, spec: Doc, isReady: boolean): Index => {
      const index = decodeIndex(newId(), spec, isReady);
      collection.indexes = [...collection.indexes, index];
      save(collection);
      return index;
    },
    dropIndex: (collection: Collection, index: Index): void => {
      collection.indexes = collection.indexes.filter((item) => item !== index);
      markGarbage('e', index.id);
      collection.version++;
      save(collection);
    },
    save,
    saveCounters,
    /** Reads everything anew and counts the records; for after a failed commit. */
    recover: (): void => {
      reload();
      for (const collection of byName.values()) recount(env, collection);
    },
    garbage: () =>
      env.keys('meta', { start: GARBAGE, end: afterPrefix(GARBAGE) }).map((marker) => ({
        space: marker.latin1Slice(1, 2) === 'r' ? ('records' as const) : ('entries' as const),
        prefix: marker.subarray(2),
        marker,
      })),
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

const newCollection = (id: number, uuid: Binary): Collection => ({
  id,
  database: '',
  name: '',
  uuid,
  indexes: [],
  nextRecord: 1,
  count: 0,
  size: 0,
  version: 0,
});

function recount(env: Environment, collection: Collection): void {
  collection.count = 0;
  collection.size = 0;
  const prefix = uint32(collection.id);
  for (const { key, value } of env.range('records', { start: prefix, end: afterPrefix(prefix) })) {
    collection.count++;
    collection.size += value.length;
    collection.nextRecord = key.readUInt32BE(4) * 4294967296 + key.readUInt32BE(8) + 1;
  }
}

function encodeCollection({ id, database, name, uuid, indexes }: Collection): Buffer {
  const stored = indexes.map((index) => {
    const { multikey, isCut, isReady, spec } = index;
    return doc({ id: index.id, multikey, isCut, isReady, spec });
  });
  return writeDoc(doc({ id, database, name, uuid, indexes: stored }));
}

function decodeCollection(bytes: Buffer): Collection {
  const stored = readDoc(bytes);
  const collection = newCollection(stored.get('id') as number, stored.get('uuid') as Binary);
  collection.database = stored.get('database') as string;
  collection.name = stored.get('name') as string;
  collection.indexes = (stored.get('indexes') as Doc[]).map((item) => {
    const index = decodeIndex(item.get('id') as number, item.get('spec') as Doc, item.get('isReady') === true);
    index.multikey = item.get('multikey') as boolean[];
    index.isCut = item.get('isCut') === true;
    return index;
  });
  return collection;
}

function decodeIndex(id: number, spec: Doc, isReady: boolean): Index {
  const key = [...(spec.get('key') as Doc)].map(([path, direction]) => [path, Number(direction) < 0 ? -1 : 1] as const);
  const partial = spec.get('partialFilterExpression') as Doc | undefined;
  const expire = spec.get('expireAfterSeconds');
  return {
    id,
    name: spec.get('name') as string,
    key,
    unique: isTruthy(spec.get('unique')) || (key.length === 1 && key[0]?.[0] === '_id'),
    sparse: isTruthy(spec.get('sparse')),
    partial: partial ? compileFilter(partial) : null,
    expireAfterSeconds: expire === undefined ? null : Number(expire),
    multikey: key.map(() => false),
    isCut: false,
    isReady,
    spec,
  };
}

export function checkName(database: string, name: string): void {
  if (database === '' || /[\s/\\."$*<>:|?\0]/.test(database) || Buffer.byteLength(database) > 63)
    fail(73, `Invalid database name: '${database}'`);
  if (name === '' || name.startsWith('.') || /[$\0]/.test(name)) fail(73, `Invalid collection name: ${name}`);
  if (Buffer.byteLength(`${database}.${name}`) > 255)
    fail(73, `Fully qualified namespace is too long: ${database}.${name}`);
}
