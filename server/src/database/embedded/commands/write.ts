// One insert, update or delete. It runs inside write transactions, in as many short ones as it takes: first it finds all
// its documents, then it changes one after another, those that are still as the filter wants them.
import { CommandError, fail } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { isDoc, isTruthy, type Doc, type Value } from '../bson/values.js';
import type { Variables } from '../aggregate/expression.js';
import type { Hit } from '../query/match.js';
import type { Query } from '../query/planner.js';
import { find, type Found } from '../query/scan.js';
import { collected, type Deadline, type Steps } from '../query/turns.js';
import type { Collection } from '../store/catalog.js';
import { compileUpdate, ensureId, upsertBase } from '../update/update.js';
import { docField, readQuery, type Engine, type Target } from './request.js';

/** What a statement did; `n` counts the documents it inserted, matched or removed. */
export interface Outcome {
  readonly n: number;
  readonly modified?: number;
  readonly upserted?: Value;
  readonly before?: Doc | undefined;
  readonly after?: Doc | undefined;
}

export type Result = Outcome | CommandError;

/** Understands a statement and gives what it has to do; either may fail, which is the statement's own error. */
export type Statement = () => Steps<Outcome>;

/** What became of each statement that was run; an ordered batch ends with its first error. */
export function runBatch(
  { env }: Engine,
  statements: readonly Statement[],
  isOrdered: boolean,
  deadline?: Deadline,
): Promise<Result[]> {
  function* run(): Steps<Result[]> {
    const results: Result[] = [];
    for (const statement of statements) {
      try {
        results.push(yield* statement());
      } catch (error) {
        // Time that is up and a client that is gone are not its fault.
        if (!(error instanceof CommandError) || error.code === 50 || error.code === 279) throw error;
        results.push(error);
        if (isOrdered) break;
      }
      yield;
    }
    return results;
  }
  return env.writeInSteps(run(), deadline);
}

const findTarget = ({ catalog }: Engine, { database, name }: Target): Collection | undefined =>
  catalog.find(database, name);

/** The collection, made when it is not there yet. */
export const makeCollection = (engine: Engine, target: Target): Collection =>
  findTarget(engine, target) ?? engine.catalog.create(target.database, target.name);

export function insertDocument({ records }: Engine, collection: Collection, given: Doc | Buffer): void {
  const document = isDoc(given) ? given : readDoc(given);
  const complete = document.keys().next().value === '_id' ? document : ensureId(document);
  const isRaw = complete === document && !isDoc(given);
  records.insert(collection, isRaw ? given : writeDoc(complete), complete);
}

export const insertStatement = (engine: Engine, target: Target, document: Doc | Buffer): Statement =>
  // eslint-disable-next-line require-yield
  function* () {
    insertDocument(engine, makeCollection(engine, target), document);
    return { n: 1 };
  };

/** Finds documents, and changes each that nobody has changed otherwise meanwhile; the number of these. */
function* changeEach(
  engine: Engine,
  target: Target,
  query: Query,
  change: (collection: Collection, found: Found) => void,
): Steps<number> {
  for (;;) {
    const collection = findTarget(engine, target);
    const found = yield* collected(find(engine.env, collection, query));
    let n = 0;
    for (const { record, raw } of found) {
      const current = findTarget(engine, target) === collection && engine.records.get(collection!, record);
      if (!current || !(current.equals(raw) || query.filter.test(readDoc(current)))) continue;
      change(collection!, { record, raw: current });
      n++;
      yield;
    }
    // The one that was found is gone, but there may be another.
    if (n > 0 || found.length === 0 || query.limit !== 1) return n;
  }
}

export const updateStatement = (engine: Engine, target: Target, source: Doc, variables: Variables): Statement =>
  function* () {
    const isMulti = isTruthy(source.get('multi'));
    const query = { ...readQuery(source, 'q', variables), limit: isMulti ? 0 : 1 };
    const constants = Object.fromEntries(docField(source, 'c'));
    const update = compileUpdate(source.get('u'), source.get('arrayFilters'), { ...variables, ...constants });
    if (isMulti && update.isReplacement) fail(9, 'multi update is not supported for replacement-style update');
    if (isMulti && query.sort.length) fail(9, 'Cannot specify sort with multi=true');
    let modified = 0;
    let [before, after]: Doc[] = [];
    const n = yield* changeEach(engine, target, query, (collection, { record, raw }) => {
      before = readDoc(raw);
      const hit: Hit = {};
      query.filter.test(before, hit);
      after = update.apply(before, hit.index, false);
      const changed = writeDoc(after);
      if (changed.equals(raw)) return;
      engine.records.replace(collection, record, raw, changed, after);
      modified++;
    });
    if (n > 0 || !isTruthy(source.get('upsert'))) return { n, modified, before, after };
    const base = upsertBase(query.filter.source, update.isReplacement);
    const made = ensureId(update.apply(base, undefined, true));
    insertDocument(engine, makeCollection(engine, target), made);
    return { n: 1, modified: 0, upserted: made.get('_id')!, after: made };
  };

export const deleteStatement = (engine: Engine, target: Target, source: Doc, variables: Variables): Statement =>
  function* () {
    const limit = Number(source.get('limit'));
    if (limit !== 0 && limit !== 1) fail(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
    let last: Buffer | undefined;
    const query = readQuery(source, 'q', variables);
    const n = yield* changeEach(engine, target, query, (collection, { record, raw }) => {
      engine.records.remove(collection, record, raw);
      last = raw;
    });
    return { n, before: last && readDoc(last) };
  };
