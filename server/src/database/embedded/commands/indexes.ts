// createIndexes, dropIndexes, listIndexes. An index is built in short transactions: from its first moment writes keep it
// up to date, and queries use it only when it is whole.
import { CommandError, typeMismatch, unsupported } from '../errors.js';
import { readDoc } from '../bson/read.js';
import { equalValues } from '../bson/order.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { isArray, isDoc, typeName, type Doc, type Value, asText } from '../bson/values.js';
import { writeDoc, type Answer } from '../bson/write.js';
import { compileFilter } from '../query/match.js';
import { isTruthy } from '../query/truth.js';
import type { Collection, Index } from '../store/catalog.js';
import { afterPrefix } from '../store/environment.js';
import { clearGarbage, readRecord, recordKey, recordsPrefix } from '../store/records.js';
import type { Engine, Request } from './engine.js';
import { listSource } from './cursors.js';
import { checkCollation, checkFields, collectionName, docField, listField, numberField } from './fields.js';
import { needCollection, SLICE_MILLISECONDS, type Target } from './write.js';

const OPTIONS = new Set(
  'v key name unique sparse partialFilterExpression expireAfterSeconds background ns collation hidden'.split(' '),
);
const KINDS = new Set(['2d', '2dsphere', 'text', 'hashed', 'geoHaystack']);

export async function createIndexes(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'indexes commitQuorum ignoreUnknownIndexOptions');
  const where: Target = { database: request.database, name: collectionName(request) };
  const specs = listField(request, 'indexes', readDoc).map(checkSpec);
  if (specs.length === 0) throw new CommandError(2, 'Must specify at least one index to create');
  const started = await engine.env.write(() => {
    const isNew = !engine.catalog.find(where.database, where.name);
    const collection = needCollection(engine, where);
    const before = collection.indexes.length;
    const missing = specs.filter((spec) => !existing(collection, spec));
    return {
      collection,
      isNew,
      before,
      added: missing.map((spec) => engine.catalog.addIndex(collection, spec, false)),
    };
  });
  const { collection, isNew, before, added } = started;
  await buildIndexes(engine, collection, added, request);
  const answer: Answer = new Map<string, Value>([
    ['numIndexesBefore', before],
    ['numIndexesAfter', before + added.length],
    ['createdCollectionAutomatically', isNew],
  ]);
  if (added.length === 0) answer.set('note', 'all indexes already exist');
  return answer;
}

/** Enters the documents there are, a slice at a time; takes the indexes back when one cannot be. */
export async function buildIndexes(
  engine: Engine,
  collection: Collection,
  added: readonly Index[],
  request: Pick<Request, 'deadline'> | null,
): Promise<void> {
  if (added.length === 0) return;
  let last: Buffer | null = null;
  try {
    for (let isDone = false; !isDone;) {
      request?.deadline.check();
      isDone = await engine.env.write(() => {
        const from: Buffer | null = last;
        const until = performance.now() + SLICE_MILLISECONDS;
        const prefix = recordsPrefix(collection);
        for (const { key, value } of engine.env.range('records', {
          start: from ?? prefix,
          end: afterPrefix(prefix),
          exclusiveStart: from !== null,
        })) {
          const document = readDoc(value);
          for (const index of added) engine.records.enter(collection, index, readRecord(key, 4), document);
          last = recordKey(collection, readRecord(key, 4));
          if (performance.now() > until) return false;
        }
        for (const index of added) index.isReady = true;
        engine.catalog.save(collection);
        return true;
      });
    }
  } catch (error) {
    await engine.env.write(() => {
      for (const index of added) engine.catalog.dropIndex(collection, index);
    });
    throw error;
  }
}

function checkSpec(spec: Doc): Doc {
  const key = spec.get('key');
  if (!isDoc(key) || key.size === 0) throw new CommandError(67, 'Index keys cannot be empty.');
  for (const option of spec.keys())
    if (!OPTIONS.has(option))
      throw REFUSED.has(option)
        ? unsupported(`The index option ${option}`, 67)
        : new CommandError(197, `The field '${option}' is not valid for an index specification`);
  for (const [path, kind] of key) checkKey(path, kind);
  if (typeof spec.get('name') !== 'string' || spec.get('name') === '')
    throw new CommandError(9, "Index must have a 'name' field");
  if (spec.get('name') === '*') throw new CommandError(67, "The index name '*' is not valid.");
  checkCollation(spec.get('collation'));
  if (isTruthy(spec.get('hidden'))) throw unsupported('A hidden index', 67);
  checkOptions(spec, key);
  const result: Doc = new Map<string, Value>([
    ['v', 2],
    ['key', key],
  ]);
  for (const [name, value] of spec)
    if (!['background', 'ns', 'v', 'collation', 'hidden'].includes(name)) result.set(name, value);
  return result;
}

const REFUSED = new Set(
  'weights default_language language_override textIndexVersion 2dsphereIndexVersion bits min max bucketSize wildcardProjection prepareUnique clustered storageEngine'.split(
    ' ',
  ),
);

function checkKey(path: string, kind: Value): void {
  if (typeof kind === 'string')
    throw KINDS.has(kind)
      ? unsupported(`An index of kind ${kind}`, 67)
      : new CommandError(67, `Unknown index plugin '${kind}'`);
  if (!isNumeric(kind) || toNumber(kind) === 0 || Number.isNaN(toNumber(kind)))
    throw new CommandError(
      67,
      `Values in v:2 index key pattern cannot be of type ${typeName(kind)} or 0. Only numbers > 0, numbers < 0, and strings are allowed.`,
    );
  if (path === '$**' || path.endsWith('.$**')) throw unsupported('A wildcard index', 67);
  if (path === '' || path.split('.').includes(''))
    throw new CommandError(67, 'Index keys cannot contain an empty field.');
  if (path.startsWith('$'))
    throw new CommandError(67, `Index key contains an illegal field name: field name starts with '$'.`);
}

function checkOptions(spec: Doc, key: Doc): void {
  const seconds = spec.get('expireAfterSeconds');
  if (seconds !== undefined) {
    if (!isNumeric(seconds))
      throw new CommandError(
        67,
        `TTL index 'expireAfterSeconds' option must be numeric, but received a type of '${typeName(seconds)}'`,
      );
    if (toNumber(seconds) < 0 || toNumber(seconds) > 2147483647)
      throw new CommandError(67, "TTL index 'expireAfterSeconds' option must be within an acceptable range");
    if (key.size !== 1 || key.has('_id'))
      throw new CommandError(
        67,
        key.has('_id')
          ? "The field 'expireAfterSeconds' is not valid for an _id index specification"
          : 'TTL indexes are single-field indexes, compound indexes do not support TTL',
      );
  }
  const partial = spec.get('partialFilterExpression');
  if (partial === undefined) return;
  if (!isDoc(partial)) throw typeMismatch("The field 'partialFilterExpression' must be an object");
  if (isTruthy(spec.get('sparse')))
    throw new CommandError(67, 'cannot mix "partialFilterExpression" and "sparse" options');
  checkPartial(partial);
  compileFilter(partial);
}

function checkPartial(filter: Doc): void {
  for (const [name, value] of filter) {
    if ((name === '$and' || name === '$or') && isArray(value)) value.forEach((item) => checkPartial(item as Doc));
    else if (name.startsWith('$')) throw new CommandError(67, `Expression not supported in partial index: ${name}`);
    else if (isDoc(value))
      for (const operator of value.keys())
        if (
          operator.startsWith('$') &&
          !['$eq', '$in', '$exists', '$gt', '$gte', '$lt', '$lte', '$type'].includes(operator)
        )
          throw new CommandError(67, `Expression not supported in partial index: ${operator}`);
  }
}

const COMPARED = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'];

function existing(collection: Collection, spec: Doc): boolean {
  const key = spec.get('key') as Doc;
  const name = spec.get('name') as string;
  for (const index of collection.indexes) {
    const isSameKey = sameOrderedKey(index.spec.get('key') as Doc, key);
    if (index.name === '_id_' && isSameKey) return true;
    const isSame = isSameKey && COMPARED.every((option) => optionText(index.spec, option) === optionText(spec, option));
    if (isSame && index.name === name) return true;
    if (index.name === name && !isSameKey)
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${name}`,
      );
    if (isSame) throw new CommandError(85, `Index already exists with a different name: ${index.name}`);
    if (isSameKey && index.name === name)
      throw new CommandError(
        86,
        `An existing index has the same name as the requested index: ${name}, but other options`,
      );
    if (
      isSameKey &&
      optionText(index.spec, 'partialFilterExpression') === optionText(spec, 'partialFilterExpression') &&
      optionText(index.spec, 'sparse') === optionText(spec, 'sparse') &&
      optionText(index.spec, 'unique') === optionText(spec, 'unique')
    )
      throw new CommandError(85, `An equivalent index already exists with a different name and options: ${index.name}`);
  }
  return false;
}

const sameOrderedKey = (a: Doc, b: Doc): boolean => equalValues(a, b);
const optionText = (spec: Doc, option: string): string => {
  const value = spec.get(option);
  if (option === 'unique' || option === 'sparse') return String(isTruthy(value));
  return value === undefined
    ? ''
    : writeDoc(new Map([['o', isNumeric(value) ? toNumber(value) : value]])).toString('hex');
};

export async function dropIndexes(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'index');
  const name = collectionName(request);
  const wanted = request.body.get('index');
  const answer = await engine.env.write(() => {
    const collection = engine.catalog.find(request.database, name);
    if (!collection) throw new CommandError(26, `ns not found ${request.database}.${name}`);
    const before = collection.indexes.length;
    for (const index of selectIndexes(collection, wanted ?? null)) engine.catalog.dropIndex(collection, index);
    return new Map<string, Value>([['nIndexesWas', before]]);
  });
  clearGarbage(engine.env, engine.catalog).catch(() => undefined);
  return answer;
}

function selectIndexes(collection: Collection, wanted: Value): Index[] {
  if (wanted === '*') return collection.indexes.filter((index) => index.name !== '_id_');
  const list = isArray(wanted) ? wanted : [wanted];
  return list.map((item) => {
    const index = collection.indexes.find((known) =>
      isDoc(item) ? sameOrderedKey(known.spec.get('key') as Doc, item) : known.name === item,
    );
    if (!index)
      throw new CommandError(
        27,
        isDoc(item) ? "can't find index with key" : `index not found with name [${asText(item)}]`,
      );
    if (index.name === '_id_') throw new CommandError(72, 'cannot drop _id index');
    return index;
  });
}

export async function listIndexes(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'cursor');
  const name = collectionName(request);
  const collection = engine.catalog.find(request.database, name);
  if (!collection) throw new CommandError(26, `ns does not exist: ${request.database}.${name}`);
  const shown = collection.indexes.map((index) => writeDoc(index.spec));
  const batchSize = numberField(docField(request.body, 'cursor', 'listIndexes'), 'batchSize', 'listIndexes.cursor');
  return engine.cursors.open(
    `${request.database}.${name}`,
    listSource(shown),
    batchSize ?? 100000,
    false,
    request.deadline,
  );
}
