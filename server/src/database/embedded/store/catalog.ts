// The catalogue: which collections and indexes there are. Held in memory, written inside the same transaction as the
// change it describes. Documents are counted when the file is opened, and in memory from then on.
import { randomBytes } from 'node:crypto';
import { Binary } from 'bson';
import { fail } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import type { Path } from '../bson/paths.js';
import { doc, isTruthy, type Doc } from '../bson/values.js';
import { compileFilter, type Filter } from '../query/match.js';
import type { Steps } from '../query/turns.js';
import { afterAll, uint32, type Environment, type KeySpan } from './environment.js';

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
  readonly uuid: Binary;
  database: string;
  name: string;
  indexes: Index[];
  nextRecord: number;
  count: number;
  size: number;
}

export type Catalog = Awaited<ReturnType<typeof openCatalog>>;

const COLLECTION = Buffer.from('c');
const NEXT_ID = Buffer.from('i');
const FORMAT = Buffer.from('f');
const FORMAT_NAME = 'enishi-embedded-2';

/** All keys that begin with a number. */
export const spanOf = (id: number): KeySpan => ({ start: uint32(id), end: afterAll(uint32(id)) });

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
    if (byName.get(`${item.database}.${item.name}`) === item) env.put('meta', keyOf(item), encodeCollection(item));
  };
  const enter = (collection: Collection): void => {
    byName.set(`${collection.database}.${collection.name}`, collection);
  };
  const reload = (): void => {
    byName.clear();
    nextId = env.get('meta', NEXT_ID)?.readUInt32BE(0) ?? 1;
    for (const { value } of env.range('meta', { start: COLLECTION, end: afterAll(COLLECTION) }))
      enter(decodeCollection(env, readDoc(value)));
  };
  await checkFormat(env);
  env.onFailedCommit(reload);
  env.read(reload);
  return {
    find: (database: string, name: string) => byName.get(`${database}.${name}`),
    list: (database?: string) =>
      [...byName.values()].filter((item) => database === undefined || item.database === database),
    // What follows changes the catalogue and must run inside a write transaction.
    save,
    create: (database: string, name: string): Collection => {
      checkName(database, name);
      const uuid = new Binary(randomBytes(16), 4);
      const collection = decodeCollection(env, doc({ id: newId(), uuid, database, name, indexes: [] }));
      collection.indexes.push(createIndex(newId(), doc({ v: 2, key: { _id: 1 }, name: '_id_' }), true));
      enter(collection);
      save(collection);
      return collection;
    },
    drop: (collection: Collection): void => {
      byName.delete(`${collection.database}.${collection.name}`);
      env.remove('meta', keyOf(collection));
    },
    rename: (collection: Collection, database: string, name: string): void => {
      checkName(database, name);
      byName.delete(`${collection.database}.${collection.name}`);
      enter(Object.assign(collection, { database, name }));
      save(collection);
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

function encodeCollection({ id, database, name, uuid, indexes }: Collection): Buffer {
  const stored = indexes.map((index) => {
    const { multikey, isReady, spec } = index;
    return { id: index.id, multikey, isReady, spec };
  });
  return writeDoc(doc({ id, database, name, uuid, indexes: stored }));
}

function decodeCollection(env: Environment, stored: Doc): Collection {
  const { id, uuid, database, name, indexes } = Object.fromEntries(stored) as unknown as Collection & {
    indexes: Doc[];
  };
  let [nextRecord, count, size] = [1, 0, 0];
  for (const { key, value } of env.range('records', spanOf(id))) {
    count++;
    size += value.length;
    nextRecord = key.readUInt32BE(4) * 4294967296 + key.readUInt32BE(8) + 1;
  }
  const known = (indexes as Doc[]).map((item) => {
    const index = createIndex(item.get('id') as number, item.get('spec') as Doc, item.get('isReady') === true);
    return { ...index, multikey: item.get('multikey') as boolean[] };
  });
  return { id, uuid, database, name, indexes: known, nextRecord, count, size };
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

export function checkName(database: string, name = 'any'): void {
  if (database === '' || /[\s/\\."$*<>:|?\0]/.test(database) || Buffer.byteLength(database) > 63)
    fail(73, `Invalid database name: '${database}'`);
  if (name === '' || name.startsWith('.') || /[$\0]/.test(name)) fail(73, `Invalid collection name: ${name}`);
  if (Buffer.byteLength(`${database}.${name}`) > 255)
    fail(73, `Fully qualified namespace is too long: ${database}.${name}`);
}

/** Removes what dropped collections and indexes have left behind. */
export function* clearGarbage(env: Environment, catalog: Catalog): Steps<void> {
  for (const space of ['records', 'entries'] as const) {
    for (let id = 0; ; id++) {
      const [next] = env.keys(space, { start: uint32(id), end: uint32(0xffffffff), limit: 1 });
      if (!next) break;
      id = next.readUInt32BE(0);
      const isKnown = catalog.list().some((item) => item.id === id || item.indexes.some((index) => index.id === id));
      while (!isKnown) {
        const keys = env.keys(space, { ...spanOf(id), limit: 200 });
        for (const key of keys) env.remove(space, key);
        yield;
        if (keys.length === 0) break;
      }
    }
  }
}
