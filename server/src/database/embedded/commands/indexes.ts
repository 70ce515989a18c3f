// createIndexes, dropIndexes, listIndexes, collMod, and the sweeper of TTL indexes. An index is built in short
// transactions: from its first moment writes keep it up to date, and queries use it only when it is whole.
import { fail, refuse } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { equalValues } from '../bson/order.js';
import { asText, display, doc, isArray, isDoc, isNumeric, isTruthy, toNumber } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { mapped, type Steps } from '../query/turns.js';
import { findIndex, spanOf, type Collection, type Index } from '../store/catalog.js';
import { readRecord, type KeySpan } from '../store/environment.js';
import { writeAndClear } from './collections.js';
import { openCursor } from './cursors.js';
import { docField, listField, needCollection, refuseCollation, namespaceOf, wrongType } from './request.js';
import type { Answer, Engine, Request } from './request.js';
import { deleteStatement, makeCollection, runBatch } from './write.js';

export async function createIndexes(request: Request): Promise<Doc> {
  const { env, catalog } = request.engine;
  const namespace = namespaceOf(request);
  const specs = listField(request, 'indexes').map(checkSpec);
  if (specs.length === 0) fail(2, 'Must specify at least one index to create');
  specs.forEach((spec, i) => {
    if (isThere(specs.slice(0, i), spec)) fail(68, `Identical index already exists: ${asText(spec.get('name'))}`);
  });
  const { collection, isNew, before, added } = await env.write(() => {
    const isNew = !catalog.find(namespace);
    const collection = makeCollection(request.engine, namespace);
    const known = collection.indexes.map((index) => index.spec);
    const before = known.length;
    const missing = specs.filter((spec) => !isThere(known, spec));
    return { collection, isNew, before, added: missing.map((spec) => catalog.addIndex(collection, spec, false)) };
  });
  if (added.length > 0) await buildIndexes(request, collection, added);
  return doc({
    numIndexesBefore: before,
    numIndexesAfter: before + added.length,
    createdCollectionAutomatically: isNew,
    note: added.length === 0 ? 'all indexes already exist' : undefined,
  });
}

/** Enters the documents there are; takes the indexes back when one cannot be. */
async function buildIndexes({ engine, deadline }: Request, collection: Collection, added: Index[]): Promise<void> {
  const { env, catalog, records } = engine;
  function* build(): Steps<void> {
    let span: KeySpan = { ...spanOf(collection.id), limit: 50, exclusiveStart: true };
    for (let rows; (rows = [...env.range('records', span)]).length > 0; yield) {
      for (const { key, value } of rows) {
        const document = readDoc(value);
        for (const index of added) records.enter(collection, index, readRecord(key, 4), document);
      }
      span = { ...span, start: rows.at(-1)!.key };
    }
    // A commit that failed meanwhile has made the catalogue anew, without what was being built.
    if (catalog.find(collection.namespace) !== collection) fail(276, 'the collection has changed; try again');
    for (const index of added) index.isReady = true;
    catalog.save(collection);
  }
  try {
    await env.writeInSteps(build(), deadline);
  } catch (error) {
    await env.write(() => added.forEach((index) => catalog.dropIndex(collection, index)));
    throw error;
  }
}

const CARRIED = 'key name unique sparse partialFilterExpression expireAfterSeconds'.split(' ');
const IGNORED = 'v background ns collation hidden'.split(' ');

function checkSpec(spec: Doc): Doc {
  const [key, name] = [spec.get('key'), spec.get('name')];
  const other = [...spec.keys()].find((option) => ![...CARRIED, ...IGNORED].includes(option));
  if (other) refuse(`The index option ${other}`, 197);
  refuseCollation(spec);
  if (isTruthy(spec.get('hidden'))) refuse('A hidden index', 67);
  if (!isDoc(key) || key.size === 0) fail(67, 'Index keys cannot be empty.');
  for (const [path, kind] of key) checkKey(path, kind);
  if (typeof name !== 'string' || name === '') fail(9, "Index must have a 'name' field");
  if (name === '*') fail(67, "The index name '*' is not valid.");
  checkExpiry(spec.get('expireAfterSeconds'), key);
  const partial = docField(spec, 'partialFilterExpression');
  if (partial.size && isTruthy(spec.get('sparse'))) fail(67, 'cannot mix "partialFilterExpression" and "sparse"');
  compileFilter(partial);
  return new Map([...doc({ v: 2, key }), ...[...spec].filter(([option]) => CARRIED.includes(option))]);
}

function checkKey(path: string, kind: Value): void {
  if (typeof kind === 'string') refuse(`An index of kind ${kind}`, 67);
  if (!isNumeric(kind) || !toNumber(kind)) fail(67, `Values in an index key pattern cannot be ${display(kind)}`);
  if (/(^|\.)\$\*\*$/.test(path)) refuse('A wildcard index', 67);
  if (path.startsWith('$') || path.split('.').includes(''))
    fail(67, `Index key contains an illegal field name: ${path}`);
}

function checkExpiry(seconds: Maybe, key: Doc): void {
  if (seconds === undefined) return;
  const isTime = isNumeric(seconds) && toNumber(seconds) >= 0 && toNumber(seconds) <= 2147483647;
  if (!isTime || key.size !== 1 || key.has('_id'))
    fail(67, "a TTL index has one field, not _id, and its 'expireAfterSeconds' is from 0 to 2147483647");
}

/** Whether one of the known ones is the same; refuses a spec that is at odds with one of them. */
function isThere(known: readonly Doc[], spec: Doc): boolean {
  const [key, name] = [spec.get('key'), spec.get('name')];
  const isSame = (other: Doc, options: string[]): boolean =>
    options.every((option) => sameOption(other.get(option), spec.get(option)));
  return known.some((other) => {
    const isSameKey = equalValues(other.get('key'), key);
    const isSameName = other.get('name') === name;
    if (isSameKey && other.get('name') === '_id_') return true;
    const isLike = isSameKey && isSame(other, ['unique', 'sparse', 'partialFilterExpression']);
    if (isLike && isSameName && isSame(other, ['expireAfterSeconds'])) return true;
    if (isSameName) fail(86, `An existing index has the same name, but another key or other options: ${asText(name)}`);
    return isLike && fail(85, `Index already exists with a different name: ${asText(other.get('name'))}`);
  });
}

const sameOption = (a: Maybe, b: Maybe): boolean =>
  isDoc(a) || isDoc(b) || isNumeric(a) ? equalValues(a, b) : isTruthy(a) === isTruthy(b);

export function dropIndexes(request: Request): Promise<Doc> {
  const wanted = request.body.get('index') ?? null;
  return writeAndClear(request.engine, () => {
    const collection = needCollection(request);
    const nIndexesWas = collection.indexes.length;
    const list = isArray(wanted) ? wanted : [wanted];
    const chosen = wanted === '*' ? collection.indexes.slice(1) : list.map((item) => needIndex(collection, item));
    if (chosen.some((index) => index.name === '_id_')) fail(72, 'cannot drop _id index');
    for (const index of chosen) request.engine.catalog.dropIndex(collection, index);
    return doc({ nIndexesWas });
  });
}

const needIndex = (collection: Collection, wanted: Value): Index =>
  findIndex(collection, wanted) ?? fail(27, `index not found with name or key [${display(wanted)}]`);

export async function listIndexes(request: Request): Promise<Answer> {
  const { namespace, indexes } = needCollection(request);
  const specs = mapped(indexes, ({ spec }) => writeDoc(spec));
  return openCursor(request, namespace, specs);
}

export function collMod(request: Request): Promise<Doc> {
  const change = request.body.get('index');
  if (!isDoc(change)) wrongType('collMod.index', change, 'object');
  const seconds = change.get('expireAfterSeconds');
  if (!isNumeric(seconds)) refuse('collMod for anything but expireAfterSeconds', 72);
  return request.engine.env.write(() => {
    const collection = needCollection(request);
    const index = needIndex(collection, change.get('name') ?? change.get('keyPattern') ?? null);
    const before = index.spec.get('expireAfterSeconds');
    index.spec = new Map([...index.spec, ['expireAfterSeconds', seconds]]);
    request.engine.catalog.save(collection);
    return doc({ expireAfterSeconds_old: before, expireAfterSeconds_new: seconds });
  });
}

/** Removes what has expired. */
export async function sweepExpired(engine: Engine): Promise<void> {
  for (const collection of engine.catalog.list()) {
    for (const { key, spec, partial, isReady } of collection.indexes) {
      const seconds = spec.get('expireAfterSeconds');
      if (!isNumeric(seconds) || !isReady) continue;
      const limit = new Date(Date.now() - toNumber(seconds) * 1000);
      const expired = doc({ [key[0]![0]]: { $lte: limit } });
      const source = doc({ q: { $and: [expired, partial?.source ?? {}] }, limit: 0 });
      await runBatch(engine, [deleteStatement(engine, collection.namespace, source, {})], true);
    }
  }
}
