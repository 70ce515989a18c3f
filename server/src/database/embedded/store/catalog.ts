// The catalogue: which collections and indexes there are, with their counters. Held in memory, written inside the same
// transaction as the change it describes. Dropped data is marked as garbage and cleared away in small steps.
import { randomBytes } from 'node:crypto';
import { Binary } from 'bson';
import { CommandError } from '../errors.js';
import { readDoc } from '../bson/read.js';
import { doc, type Doc, type Value } from '../bson/values.js';
import { writeDoc } from '../bson/write.js';
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
  readonly options: Doc;
  indexes: Index[];
  nextRecord: number;
  count: number;
  size: number;
  /** Grows with every change; lets a writer see that what it has read is still so. Not stored. */
  version: number;
}

export interface Catalog {
  find(database: string, name: string): Collection | undefined;
  list(database?: string): Collection[];
  /** The following change the catalogue and must run inside a write transaction. */
  create(database: string, name: string, options?: Doc): Collection;
  drop(collection: Collection): void;
  rename(collection: Collection, database: string, name: string): void;
  addIndex(collection: Collection, spec: Doc, isReady: boolean): Index;
  dropIndex(collection: Collection, index: Index): void;
  save(collection: Collection): void;
  saveCounters(collection: Collection): void;
  /** Reads everything anew and counts the records; for after a failed commit, inside a transaction. */
  recover(): void;
  garbage(): { space: 'records' | 'entries'; prefix: Buffer; marker: Buffer }[];
}

const COLLECTION = Buffer.from('c');
const COUNTERS = Buffer.from('n');
const GARBAGE = Buffer.from('g');
const NEXT_ID = Buffer.from('i');
const FORMAT = Buffer.from('f');
const FORMAT_NAME = 'enishi-embedded-1';

export async function openCatalog(env: Environment): Promise<Catalog> {
  const byName = new Map<string, Collection>();
  let nextId = 1;
  const fullName = (database: string, name: string): string => `${database}.${name}`;
  const newId = (): number => {
    const id = nextId++;
    env.put('meta', NEXT_ID, uint32(nextId));
    return id;
  };
  const keyOf = (kind: Buffer, id: number): Buffer => Buffer.concat([kind, uint32(id)]);
  const save = (collection: Collection): void => {
    env.put('meta', keyOf(COLLECTION, collection.id), encodeCollection(collection));
  };
  const saveCounters = (collection: Collection): void => {
    const bytes = Buffer.allocUnsafe(24);
    bytes.writeDoubleBE(collection.nextRecord, 0);
    bytes.writeDoubleBE(collection.count, 8);
    bytes.writeDoubleBE(collection.size, 16);
    env.put('meta', keyOf(COUNTERS, collection.id), bytes);
  };
  const markGarbage = (space: 'records' | 'entries', id: number): void => {
    env.put(
      'meta',
      Buffer.concat([GARBAGE, Buffer.from(space === 'records' ? 'r' : 'e'), uint32(id)]),
      Buffer.from('1'),
    );
  };
  const reload = (): void => {
    byName.clear();
    nextId = env.get('meta', NEXT_ID)?.readUInt32BE(0) ?? 1;
    for (const { value } of env.range('meta', { start: COLLECTION, end: afterPrefix(COLLECTION) })) {
      const collection = decodeCollection(value);
      const counters = env.get('meta', keyOf(COUNTERS, collection.id));
      if (counters) readCounters(collection, counters);
      byName.set(fullName(collection.database, collection.name), collection);
    }
  };
  await checkFormat(env);
  env.read(reload);
  return {
    find: (database, name) => byName.get(fullName(database, name)),
    list: (database) => [...byName.values()].filter((item) => database === undefined || item.database === database),
    create: (database, name, options = new Map()) => {
      checkName(database, name);
      const collection = newCollection(newId(), database, name, options);
      collection.indexes.push(decodeIndex(newId(), doc({ v: 2, key: { _id: 1 }, name: '_id_' }), true));
      byName.set(fullName(database, name), collection);
      save(collection);
      saveCounters(collection);
      return collection;
    },
    drop: (collection) => {
      byName.delete(fullName(collection.database, collection.name));
      env.remove('meta', keyOf(COLLECTION, collection.id));
      env.remove('meta', keyOf(COUNTERS, collection.id));
      markGarbage('records', collection.id);
      for (const index of collection.indexes) markGarbage('entries', index.id);
      collection.version++;
    },
    rename: (collection, database, name) => {
      checkName(database, name);
      byName.delete(fullName(collection.database, collection.name));
      collection.database = database;
      collection.name = name;
      byName.set(fullName(database, name), collection);
      save(collection);
    },
    addIndex: (collection, spec, isReady) => {
      const index = decodeIndex(newId(), spec, isReady);
      collection.indexes = [...collection.indexes, index];
      save(collection);
      return index;
    },
    dropIndex: (collection, index) => {
      collection.indexes = collection.indexes.filter((item) => item !== index);
      markGarbage('entries', index.id);
      collection.version++;
      save(collection);
    },
    save,
    saveCounters,
    recover: () => {
      reload();
      for (const collection of byName.values()) recount(env, collection);
    },
    garbage: () =>
      env.keys('meta', { start: GARBAGE, end: afterPrefix(GARBAGE) }).map((marker) => ({
        space: marker[1] === 0x72 ? ('records' as const) : ('entries' as const),
        prefix: Buffer.from(marker.subarray(2)),
        marker: Buffer.from(marker),
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

function newCollection(id: number, database: string, name: string, options: Doc): Collection {
  const uuid = new Binary(randomBytes(16), 4);
  return { id, database, name, uuid, options, indexes: [], nextRecord: 1, count: 0, size: 0, version: 0 };
}

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

function readCounters(collection: Collection, bytes: Buffer): void {
  collection.nextRecord = bytes.readDoubleBE(0);
  collection.count = bytes.readDoubleBE(8);
  collection.size = bytes.readDoubleBE(16);
}

function encodeCollection(collection: Collection): Buffer {
  const { id, database, name, uuid, options } = collection;
  const indexes = collection.indexes.map((index) =>
    doc({ id: index.id, multikey: index.multikey, isCut: index.isCut, isReady: index.isReady, spec: index.spec }),
  );
  return writeDoc(doc({ id, database, name, uuid, options, indexes }));
}

function decodeCollection(bytes: Buffer): Collection {
  const stored = readDoc(bytes);
  const text = (name: string): string => stored.get(name) as string;
  const collection = newCollection(
    stored.get('id') as number,
    text('database'),
    text('name'),
    stored.get('options') as Doc,
  );
  const indexes = (stored.get('indexes') as Doc[]).map((item) => {
    const index = decodeIndex(item.get('id') as number, item.get('spec') as Doc, item.get('isReady') as boolean);
    index.multikey = item.get('multikey') as boolean[];
    index.isCut = item.get('isCut') as boolean;
    return index;
  });
  return { ...collection, uuid: stored.get('uuid') as Binary, indexes };
}

function decodeIndex(id: number, spec: Doc, isReady: boolean): Index {
  const key = [...(spec.get('key') as Doc)].map(([path, direction]) => [path, Number(direction) < 0 ? -1 : 1] as const);
  const partial = spec.get('partialFilterExpression') as Doc | undefined;
  const expire = spec.get('expireAfterSeconds');
  return {
    id,
    name: spec.get('name') as string,
    key,
    unique: isTrue(spec.get('unique')) || (key.length === 1 && key[0]?.[0] === '_id'),
    sparse: isTrue(spec.get('sparse')),
    partial: partial ? compileFilter(partial) : null,
    expireAfterSeconds: expire === undefined || expire === null ? null : Number(expire),
    multikey: key.map(() => false),
    isCut: false,
    isReady,
    spec,
  };
}

const isTrue = (value: Value | undefined): boolean => value !== undefined && value !== null && Boolean(Number(value));

export function checkName(database: string, name: string): void {
  if (database === '' || /[\s/\\."$*<>:|?\0]/.test(database) || Buffer.byteLength(database) > 63)
    throw new CommandError(73, `Invalid database name: '${database}'`);
  if (name === '' || name.startsWith('.') || name.includes('$') || name.includes('\0'))
    throw new CommandError(73, `Invalid collection name: ${name}`);
  if (Buffer.byteLength(name) + Buffer.byteLength(database) > 254)
    throw new CommandError(73, `Fully qualified namespace is too long: ${database}.${name}`);
}
