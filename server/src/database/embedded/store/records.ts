// Writing one document with its index entries. Everything that can be refused (duplicates above all) is found before
// its first byte is written, so a document is written whole or not at all. To be called inside a write transaction.
import { CommandError, fail } from '../errors.js';
import { MAX_DOCUMENT, readDoc, tooLarge } from '../bson/codec.js';
import { valueAt } from '../bson/paths.js';
import { display, isArray, isDoc, isRegex, typeName, type Doc } from '../bson/values.js';
import type { Catalog, Collection, Index } from './catalog.js';
import { readRecord, writeRecord, type Environment } from './environment.js';
import { indexKeys } from './index-keys.js';

export function recordKey({ id }: Collection, record: number): Buffer {
  const key = Buffer.allocUnsafe(12);
  key.writeUInt32BE(id);
  return writeRecord(key, record, 4);
}

/** Where an entry stands; entries of an index that is not unique end in their record. */
export const entryKey = (index: Index, key: Buffer, record: number): Buffer =>
  index.unique ? key : writeRecord(Buffer.concat([key], key.length + 8), record, key.length);

export type Records = ReturnType<typeof createRecords>;

export function createRecords(env: Environment, catalog: Catalog) {
  /** The keys of a document, which nobody else holds. An index may know of arrays that are refused in the end. */
  const prepare = (collection: Collection, index: Index, record: number, document: Doc): Buffer[] => {
    const { keys, multikey } = indexKeys(index, document);
    for (const key of index.unique ? keys : []) {
      const owner = env.get('entries', key);
      if (owner && readRecord(owner, 0) !== record) throw duplicateKey(collection, index, document);
    }
    if (multikey.some((flag, i) => flag && !index.multikey[i])) {
      index.multikey = index.multikey.map((flag, i) => flag || multikey[i] === true);
      catalog.save(collection);
    }
    return keys;
  };
  const put = (index: Index, keys: Buffer[], record: number): void => {
    for (const key of keys)
      env.put('entries', entryKey(index, key, record), writeRecord(Buffer.allocUnsafe(8), record, 0));
  };
  return {
    get: (collection: Collection, record: number) => env.get('records', recordKey(collection, record)),
    /** Puts one document in the place of another; either may be nothing. */
    change: (collection: Collection, record: number, before: Buffer | null, after: Written | null): void => {
      if (after) checkDocument(after);
      const old = before && readDoc(before);
      const changes = collection.indexes.map((index) => {
        const keys = after ? prepare(collection, index, record, after.document) : [];
        const gone = old ? indexKeys(index, old).keys : [];
        return { index, gone: without(gone, keys), added: without(keys, gone) };
      });
      if (after) env.put('records', recordKey(collection, record), after.raw);
      else env.remove('records', recordKey(collection, record));
      for (const { index, gone, added } of changes) {
        for (const key of gone) env.remove('entries', entryKey(index, key, record));
        put(index, added, record);
      }
      collection.count += Number(after !== null) - Number(before !== null);
      collection.size += (after?.raw.length ?? 0) - (before?.length ?? 0);
    },
    /** Enters one existing document into an index that is being built. */
    enter: (collection: Collection, index: Index, record: number, document: Doc): void =>
      put(index, prepare(collection, index, record, document), record),
  };
}

/** A document and its bytes. */
interface Written {
  readonly raw: Buffer;
  readonly document: Doc;
}

function without(keys: Buffer[], others: readonly Buffer[]): Buffer[] {
  if (others.length === 0) return keys;
  const known = new Set(others.map((key) => key.toString('latin1')));
  return keys.filter((key) => !known.has(key.toString('latin1')));
}

function checkDocument({ raw, document }: Written): void {
  if (raw.length > MAX_DOCUMENT) tooLarge(raw.length);
  const id = document.get('_id');
  if (isArray(id) || isRegex(id) || id === undefined) fail(53, `The '_id' value cannot be of type ${typeName(id)}`);
  if (isDoc(id) && [...id.keys()].some((name) => name.startsWith('$')))
    fail(52, `_id fields may not contain '$'-prefixed fields: ${display(id)} is not valid for storage.`);
}

function duplicateKey({ namespace }: Collection, index: Index, document: Doc): CommandError {
  const values = index.key.map(([path], i) => [path, valueAt(document, index.paths[i]!) ?? null] as const);
  const shown = values.map(([path, value]) => `${path}: ${display(value)}`).join(', ');
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: { ${shown} }`;
  return new CommandError(11000, message, { keyPattern: new Map(index.key), keyValue: new Map(values) });
}
