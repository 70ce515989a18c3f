// $out and $merge: the results of a pipeline written into a collection.
import { CommandError, failedToParse, unsupported } from '../errors.js';
import { readDoc } from '../bson/read.js';
import { isArray, isDoc, type Doc, type Value, asText } from '../bson/values.js';
import { writeDoc } from '../bson/write.js';
import { compileFilter } from '../query/match.js';
import { checkName } from '../store/catalog.js';
import { pathValue } from '../store/records.js';
import { compileUpdate, ensureId } from '../update/update.js';
import type { Engine, Request } from './engine.js';
import { insertRaw, needCollection, runUpdate, searchNow, type Search, type Target } from './write.js';

function outputTarget(request: Request, value: Value | undefined): Target {
  if (typeof value === 'string') return { database: request.database, name: value };
  if (isDoc(value) && typeof value.get('coll') === 'string')
    return { database: asText(value.get('db') ?? request.database), name: value.get('coll') as string };
  throw failedToParse('the target of $out or $merge must be a collection name');
}

/** The collection is replaced as a whole; its indexes stay. */
export async function outStage(engine: Engine, request: Request, spec: Value, raws: Buffer[]): Promise<void> {
  const where = outputTarget(request, spec);
  checkName(where.database, where.name);
  await engine.env.write(() => {
    const old = engine.catalog.find(where.database, where.name);
    if (old) engine.catalog.drop(old);
    const fresh = engine.catalog.create(where.database, where.name, old?.options);
    for (const index of old?.indexes.slice(1) ?? []) engine.catalog.addIndex(fresh, index.spec, true);
    for (const raw of raws) insertRaw(engine, fresh, raw);
  });
}

export async function mergeStage(engine: Engine, request: Request, spec: Value, raws: Buffer[]): Promise<void> {
  const options: Doc = isDoc(spec) ? spec : new Map([['into', spec]]);
  const where = outputTarget(request, options.get('into'));
  checkName(where.database, where.name);
  const given = options.get('on') ?? '_id';
  const on = (isArray(given) ? given : [given]) as string[];
  const matched = options.get('whenMatched') ?? 'merge';
  const unmatched = options.get('whenNotMatched') ?? 'insert';
  if (isArray(matched)) throw unsupported('$merge with a pipeline in whenMatched', 2);
  await engine.env.write(() => {
    const collection = needCollection(engine, where);
    const isUnique =
      on.join() === '_id' ||
      collection.indexes.some(
        (index) =>
          index.unique &&
          !index.partial &&
          index.key
            .map(([path]) => path)
            .sort()
            .join() === [...on].sort().join(),
      );
    if (!isUnique) throw new CommandError(51183, 'Cannot find index to verify that join fields will be unique');
    for (const raw of raws) {
      const document = ensureId(readDoc(raw));
      const filter = compileFilter(new Map(on.map((path) => [path, pathValue(document, path) ?? null])));
      const search: Search = { filter, sort: [], isMulti: false };
      const found = searchNow(engine, collection, search, request);
      if (found.length === 0) {
        if (unmatched === 'fail')
          throw new CommandError(
            13113,
            '$merge could not find a matching document in the target collection for at least one document in the source collection',
          );
        if (unmatched === 'insert') insertRaw(engine, collection, writeDoc(document));
      } else if (matched === 'fail')
        throw new CommandError(11000, 'E11000 duplicate key error: $merge found a matching document');
      else if (matched !== 'keepExisting') {
        if (on.join() !== '_id') document.delete('_id');
        const update = compileUpdate(matched === 'replace' ? document : new Map([['$set', document]]), undefined, {});
        runUpdate(engine, where, { search, update, isUpsert: false }, () => found);
      }
    }
  });
}
