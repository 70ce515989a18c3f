// Writing one document with its index entries. Everything that can be refused (duplicates above all) is found before
// the first byte is written, so a document is written whole or not at all. To be called inside a write transaction.
import { CommandError } from '../errors.js';
import { type Doc, type Value, isDoc, typeName, asText } from '../bson/values.js';
import { indexKeys, type IndexKeys } from './index-keys.js';
import { afterPrefix, uint32, type Environment } from './environment.js';
import type { Catalog, Collection, Index } from './catalog.js';

const MAX_DOCUMENT = 16 * 1024 * 1024;

export interface Records {
  get(collection: Collection, record: number): Buffer | undefined;
  insert(collection: Collection, raw: Buffer, document: Doc): number;
  replace(collection: Collection, record: number, before: Doc, raw: Buffer, after: Doc): void;
  remove(collection: Collection, record: number, document: Doc): void;
  /** Enters one existing document into an index that is being built. */
  enter(collection: Collection, index: Index, record: number, document: Doc): void;
}

export function recordKey(collection: Collection, record: number): Buffer {
  const key = Buffer.allocUnsafe(12);
  key.writeUInt32BE(collection.id, 0);
  writeRecord(key, record, 4);
  return key;
}

function writeRecord(target: Buffer, record: number, at: number): void {
  target.writeUInt32BE(Math.floor(record / 4294967296), at);
  target.writeUInt32BE(record % 4294967296, at + 4);
}

export const readRecord = (bytes: Buffer, at: number): number =>
  bytes.readUInt32BE(at) * 4294967296 + bytes.readUInt32BE(at + 4);

function recordBytes(record: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  writeRecord(bytes, record, 0);
  return bytes;
}

/** Where an entry stands; entries of an index that is not unique end in their record. */
export const entryKey = (index: Index, key: Buffer, record: number): Buffer =>
  index.unique ? key : Buffer.concat([key, recordBytes(record)]);

export function createRecords(env: Environment, catalog: Catalog): Records {
  const checkUnique = (collection: Collection, index: Index, found: IndexKeys, record: number, document: Doc): void => {
    if (!index.unique) return;
    for (const key of found.keys) {
      const owner = env.get('entries', key);
      if (owner && readRecord(owner, 0) !== record) throw duplicateKey(collection, index, document);
    }
  };

  const noteShape = (collection: Collection, index: Index, found: IndexKeys): void => {
    const isNew = found.multikey.some((flag, i) => flag && !index.multikey[i]) || (found.isCut && !index.isCut);
    if (!isNew) return;
    index.multikey = index.multikey.map((flag, i) => flag || found.multikey[i] === true);
    index.isCut ||= found.isCut;
    catalog.save(collection);
  };

  const put = (index: Index, keys: readonly Buffer[], record: number): void => {
    for (const key of keys) env.put('entries', entryKey(index, key, record), recordBytes(record));
  };

  const changed = (collection: Collection, count: number, size: number): void => {
    collection.count += count;
    collection.size += size;
    collection.version++;
    catalog.saveCounters(collection);
  };

  return {
    get: (collection, record) => env.get('records', recordKey(collection, record)),
    insert: (collection, raw, document) => {
      checkDocument(document, raw);
      const record = collection.nextRecord;
      const found = collection.indexes.map((index) => indexKeys(index, document));
      collection.indexes.forEach((index, i) => checkUnique(collection, index, found[i] as IndexKeys, record, document));
      collection.nextRecord++;
      env.put('records', recordKey(collection, record), raw);
      collection.indexes.forEach((index, i) => {
        noteShape(collection, index, found[i] as IndexKeys);
        put(index, (found[i] as IndexKeys).keys, record);
      });
      changed(collection, 1, raw.length);
      return record;
    },
    replace: (collection, record, before, raw, after) => {
      checkDocument(after, raw);
      const changes = collection.indexes.map((index) => {
        const next = indexKeys(index, after);
        checkUnique(collection, index, next, record, after);
        return { index, next, ...difference(indexKeys(index, before).keys, next.keys) };
      });
      const size = env.get('records', recordKey(collection, record))?.length ?? 0;
      env.put('records', recordKey(collection, record), raw);
      for (const { index, next, gone, added } of changes) {
        for (const key of gone) env.remove('entries', entryKey(index, key, record));
        noteShape(collection, index, next);
        put(index, added, record);
      }
      changed(collection, 0, raw.length - size);
    },
    remove: (collection, record, document) => {
      const key = recordKey(collection, record);
      const size = env.get('records', key)?.length ?? 0;
      env.remove('records', key);
      for (const index of collection.indexes)
        for (const item of indexKeys(index, document).keys) env.remove('entries', entryKey(index, item, record));
      changed(collection, -1, -size);
    },
    enter: (collection, index, record, document) => {
      const found = indexKeys(index, document);
      checkUnique(collection, index, found, record, document);
      noteShape(collection, index, found);
      put(index, found.keys, record);
    },
  };
}

function difference(before: readonly Buffer[], after: readonly Buffer[]): { gone: Buffer[]; added: Buffer[] } {
  if (before.length === 1 && after.length === 1 && before[0]?.equals(after[0] as Buffer))
    return { gone: [], added: [] };
  const old = new Set(before.map((key) => key.latin1Slice()));
  const fresh = new Set(after.map((key) => key.latin1Slice()));
  return {
    gone: before.filter((key) => !fresh.has(key.latin1Slice())),
    added: after.filter((key) => !old.has(key.latin1Slice())),
  };
}

function checkDocument(document: Doc, raw: Buffer): void {
  if (raw.length > MAX_DOCUMENT)
    throw new CommandError(
      10334,
      `BSONObj size: ${raw.length} (0x${raw.length.toString(16)}) is invalid. Size must be between 0 and ${MAX_DOCUMENT}(16MB)`,
    );
  const id = document.get('_id');
  if (Array.isArray(id) || typeName(id) === 'regex' || id === undefined)
    throw new CommandError(53, `The '_id' value cannot be of type ${typeName(id)}`);
  if (isDoc(id) && [...id.keys()].some((name) => name.startsWith('$')))
    throw new CommandError(
      52,
      `_id fields may not contain '$'-prefixed fields: ${[...id.keys()].join(', ')} is not valid for storage.`,
    );
}

function duplicateKey(collection: Collection, index: Index, document: Doc): CommandError {
  const keyPattern = new Map<string, Value>(index.key.map(([path, direction]) => [path, direction]));
  const keyValue = new Map<string, Value>(index.key.map(([path]) => [path, pathValue(document, path) ?? null]));
  const shown = [...keyValue].map(([path, value]) => `${path}: ${display(value)}`).join(', ');
  const message = `E11000 duplicate key error collection: ${collection.database}.${collection.name} index: ${index.name} dup key: { ${shown} }`;
  return new CommandError(11000, message, { keyPattern, keyValue });
}

export function pathValue(document: Doc, path: string): Value | undefined {
  let value: Value | undefined = document;
  for (const part of path.split('.')) value = isDoc(value) ? value.get(part) : undefined;
  return value;
}

/** A value as a mongod prints it in its messages, near enough to be read. */
export function display(value: Value): string {
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return `[ ${value.map(display).join(', ')} ]`;
  if (isDoc(value)) return `{ ${[...value].map(([name, item]) => `${name}: ${display(item)}`).join(', ')} }`;
  if (typeName(value) === 'objectId') return `ObjectId('${asText(value)}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return asText(value);
}

/** Removes dropped data in small steps, one transaction each, so that nobody waits for it. */
export async function clearGarbage(env: Environment, catalog: Catalog, step = 2000): Promise<void> {
  for (const { space, prefix, marker } of catalog.garbage()) {
    let isEmpty = false;
    while (!isEmpty) {
      isEmpty = await env.write(() => {
        const keys = env.keys(space, { start: prefix, end: afterPrefix(prefix), limit: step });
        for (const key of keys) env.remove(space, key);
        if (keys.length === step) return false;
        env.remove('meta', marker);
        return true;
      });
    }
  }
}

export const recordsPrefix = (collection: Collection): Buffer => uint32(collection.id);
