// $out and $merge: the results of a pipeline written into a collection.
import { fail, refuse } from '../errors.js';
import { isArray, isDoc, valueIn, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { checkName } from '../store/catalog.js';
import { compileUpdate, ensureId } from '../update/update.js';
import type { Engine, Request } from './engine.js';
import { insertDocument, needCollection, runUpdate, searchNow, type Search, type Target } from './write.js';

function outputTarget({ database }: Request, value: Maybe): Target {
  const [db, name] = isDoc(value) ? [value.get('db') ?? database, value.get('coll')] : [database, value];
  if (typeof name !== 'string' || typeof db !== 'string') fail(9, 'the target of $out or $merge must be a collection');
  checkName(db, name);
  return { database: db, name };
}

/** The collection is replaced as a whole; its indexes stay. */
export async function outStage(engine: Engine, request: Request, spec: Value, documents: Doc[]): Promise<void> {
  const { database, name } = outputTarget(request, spec);
  const { catalog } = engine;
  await engine.env.write(() => {
    const old = catalog.find(database, name);
    if (old) catalog.drop(old);
    const fresh = catalog.create(database, name);
    for (const index of old?.indexes.slice(1) ?? []) catalog.addIndex(fresh, index.spec, true);
    for (const document of documents) insertDocument(engine, fresh, document);
  });
}

export async function mergeStage(engine: Engine, request: Request, spec: Value, documents: Doc[]): Promise<void> {
  const options: Doc = isDoc(spec) ? spec : new Map([['into', spec]]);
  const target = outputTarget(request, options.get('into'));
  const given = options.get('on') ?? '_id';
  const on = (isArray(given) ? given : [given]).map(String).sort();
  const matched = options.get('whenMatched') ?? 'merge';
  const unmatched = options.get('whenNotMatched') ?? 'insert';
  if (typeof matched !== 'string') refuse('$merge with a pipeline in whenMatched', 2);
  await engine.env.write(() => {
    const { indexes } = needCollection(engine, target);
    const isJoinable = indexes.some(
      ({ unique, partial, key }) =>
        unique &&
        !partial &&
        key
          .map(([path]) => path)
          .sort()
          .join() === on.join(),
    );
    if (!isJoinable) fail(51183, 'Cannot find index to verify that join fields will be unique');
    for (const result of documents) {
      const document = ensureId(result);
      const source = new Map(on.map((path) => [path, valueIn(document, path.split('.')) ?? null]));
      mergeOne(engine, target, source, document, { matched, unmatched });
    }
  });
}

interface MergeChoice {
  readonly matched: string;
  readonly unmatched: Value;
}

function mergeOne(engine: Engine, target: Target, source: Doc, document: Doc, choice: MergeChoice): void {
  const { matched, unmatched } = choice;
  const collection = needCollection(engine, target);
  const search: Search = { filter: compileFilter(source), sort: [], isMulti: false };
  const found = searchNow(engine, collection, search);
  // Inserting what is there already gives the error that `fail` asks for.
  if (found.length === 0 ? unmatched === 'insert' : matched === 'fail') insertDocument(engine, collection, document);
  else if (found.length === 0 && unmatched === 'fail') fail(13113, '$merge could not find a matching document');
  if (found.length === 0 || matched === 'keepExisting') return;
  if (!source.has('_id')) document.delete('_id');
  const update = compileUpdate(matched === 'replace' ? document : new Map([['$set', document]]), undefined, {});
  runUpdate(engine, target, { search, update, isUpsert: false }, () => found);
}
