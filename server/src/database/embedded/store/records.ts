// Writing one document with its index entries. Everything that can be refused (duplicates above all) is found before
// the first byte is written, so a document is written whole or not at all. To be called inside a write transaction.
import { CommandError, fail } from '../errors.js';
import { MAX_DOCUMENT, readDoc, tooLarge } from '../bson/codec.js';
import { valueAt } from '../bson/paths.js';
import { display, isArray, isDoc, isRegex, typeName, type Doc } from '../bson/values.js';
import type { Catalog, Collection, Index } from './catalog.js';
import type { Environment } from './environment.js';
import { indexKeys, type IndexKeys } from './index-keys.js';

/** Writes the number of a record, eight bytes. */
function writeRecord(target: Buffer, record: number, at: number): Buffer {
  target.writeUInt32BE(Math.floor(record / 4294967296), at);
  target.writeUInt32BE(record % 4294967296, at + 4);
  return target;
}

export function recordKey({ id }: Collection, record: number): Buffer {
  const key = Buffer.allocUnsafe(12);
  key.writeUInt32BE(id);
  return writeRecord(key, record, 4);
}

export const readRecord = (bytes: Buffer, at: number): number =>
  bytes.readUInt32BE(at) * 4294967296 + bytes.readUInt32BE(at + 4);

/** Where an entry stands; entries of an index that is not unique end in their record. */
export const entryKey = (index: Index, key: Buffer, record: number): Buffer =>
  index.unique ? key : writeRecord(Buffer.concat([key], key.length + 8), record, key.length);

export type Records = ReturnType<typeof createRecords>;

export function createRecords(env: Environment, catalog: Catalog) {
  const prepare = (collection: Collection, index: Index, record: number, document: Doc): IndexKeys => {
    const found = indexKeys(index, document);
    for (const key of index.unique ? found.keys : []) {
      const owner = env.get('entries', key);
      if (owner && readRecord(owner, 0) !== record) throw duplicateKey(collection, index, document);
    }
    return found;
  };
  const put = (collection: Collection, index: Index, { keys, multikey }: IndexKeys, record: number): void => {
    if (multikey.some((flag, i) => flag && !index.multikey[i])) {
      index.multikey = index.multikey.map((flag, i) => flag || multikey[i] === true);
      catalog.save(collection);
    }
    for (const key of keys)
      env.put('entries', entryKey(index, key, record), writeRecord(Buffer.allocUnsafe(8), record, 0));
  };
  const changed = (collection: Collection, count: number, size: number): void => {
    collection.count += count;
    collection.size += size;
  };
  return {
    get: (collection: Collection, record: number) => env.get('records', recordKey(collection, record)),
    insert: (collection: Collection, raw: Buffer, document: Doc): void => {
      checkDocument(document, raw);
      const record = collection.nextRecord;
      const found = collection.indexes.map((index) => prepare(collection, index, record, document));
      collection.nextRecord++;
      env.put('records', recordKey(collection, record), raw);
      collection.indexes.forEach((index, i) => put(collection, index, found[i]!, record));
      changed(collection, 1, raw.length);
    },
    replace: (collection: Collection, record: number, before: Buffer, raw: Buffer, document: Doc): void => {
      checkDocument(document, raw);
      const old = readDoc(before);
      const changes = collection.indexes.map((index) => {
        const { keys, multikey } = prepare(collection, index, record, document);
        const gone = indexKeys(index, old).keys;
        return { index, gone: without(gone, keys), added: { keys: without(keys, gone), multikey } };
      });
      env.put('records', recordKey(collection, record), raw);
      for (const { index, gone, added } of changes) {
        for (const key of gone) env.remove('entries', entryKey(index, key, record));
        put(collection, index, added, record);
      }
      changed(collection, 0, raw.length - before.length);
    },
    remove: (collection: Collection, record: number, raw: Buffer): void => {
      const document = readDoc(raw);
      env.remove('records', recordKey(collection, record));
      for (const index of collection.indexes)
        for (const key of indexKeys(index, document).keys) env.remove('entries', entryKey(index, key, record));
      changed(collection, -1, -raw.length);
    },
    /** Enters one existing document into an index that is being built. */
    enter: (collection: Collection, index: Index, record: number, document: Doc): void =>
      put(collection, index, prepare(collection, index, record, document), record),
  };
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): Buffer[] {
  const known = new Set(others.map((key) => key.toString('latin1')));
  return keys.filter((key) => !known.has(key.toString('latin1')));
}

function checkDocument(document: Doc, raw: Buffer): void {
  if (raw.length > MAX_DOCUMENT) tooLarge(raw.length);
  const id = document.get('_id');
  if (isArray(id) || isRegex(id) || id === undefined) fail(53, `The '_id' value cannot be of type ${typeName(id)}`);
  if (isDoc(id) && [...id.keys()].some((name) => name.startsWith('$')))
    fail(52, `_id fields may not contain '$'-prefixed fields: ${display(id)} is not valid for storage.`);
}

function duplicateKey({ database, name }: Collection, index: Index, document: Doc): CommandError {
  const values = index.key.map(([path], i) => [path, valueAt(document, index.paths[i]!) ?? null] as const);
  const shown = values.map(([path, value]) => `${path}: ${display(value)}`).join(', ');
  const message = `E11000 duplicate key error collection: ${database}.${name} index: ${index.name} dup key: { ${shown} }`;
  return new CommandError(11000, message, { keyPattern: new Map(index.key), keyValue: new Map(values) });
}
