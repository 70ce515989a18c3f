// The write commands: insert, update, delete, findAndModify, bulkWrite. Each is a batch of statements that run inside
// write transactions, in as many short ones as it takes: first a statement finds all its documents, then it changes one
// after another, those that are still as the filter wants them.
import { CommandError, fail } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { asText, doc, isDoc, isTruthy, type Doc, type Value } from '../bson/values.js';
import type { Variables } from '../aggregate/expression.js';
import { compileFilter, type Hit } from '../query/match.js';
import type { Query } from '../query/planner.js';
import { compileProjection } from '../query/project.js';
import { find, type Found } from '../query/scan.js';
import { collected, mapped, type Deadline, type Steps } from '../query/turns.js';
import type { Collection } from '../store/catalog.js';
import { compileUpdate, ensureId, upsertBase } from '../update/update.js';
import { openCursor } from './cursors.js';
import { checkFields, docField, listField, namespaceOf, readQuery } from './request.js';
import type { Answer, Engine, Request } from './request.js';

/** What a statement did; `n` counts the documents it inserted, matched or removed. */
export interface Outcome {
  readonly n: number;
  readonly modified?: number;
  readonly upserted?: Value;
  readonly before?: Doc | undefined;
  readonly after?: Doc | undefined;
}

export type Result = Outcome | CommandError;

/** One insert, update or delete. Nothing of it happens before its turn, so that what fails is its own error. */
type Statement = Steps<Outcome>;

/** What became of each statement that was run; an ordered batch ends with its first error. */
export function runBatch({ env }: Engine, statements: Statement[], isOrdered: boolean, deadline?: Deadline) {
  function* run(): Steps<Result[]> {
    const results: Result[] = [];
    for (const statement of statements) {
      try {
        results.push(yield* statement);
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

/** The collection, made when it is not there yet. */
export const makeCollection = ({ catalog }: Engine, namespace: string): Collection =>
  catalog.find(namespace) ?? catalog.create(namespace);

/** Gives the document as it is stored: _id first. */
export function insertDocument({ records }: Engine, collection: Collection, given: Doc | Buffer): Doc {
  const document = isDoc(given) ? given : readDoc(given);
  const complete = document.keys().next().value === '_id' ? document : ensureId(document);
  const raw = complete === document && !isDoc(given) ? given : writeDoc(complete);
  records.change(collection, collection.nextRecord++, null, { raw, document: complete });
  return complete;
}

// eslint-disable-next-line require-yield
export function* insertStatement(engine: Engine, namespace: string, document: Doc | Buffer): Statement {
  insertDocument(engine, makeCollection(engine, namespace), document);
  return { n: 1 };
}

type Change = (collection: Collection, found: Found) => void;

/** Finds documents, and changes each that nobody has changed otherwise meanwhile; the number of these. */
function* changeEach(engine: Engine, namespace: string, query: Query, change: Change): Steps<number> {
  for (;;) {
    const collection = engine.catalog.find(namespace);
    const found = yield* collected(find(engine.env, collection, query));
    let n = 0;
    for (const { record, raw } of found) {
      const current = engine.catalog.find(namespace) === collection && engine.records.get(collection!, record);
      if (!current || !(current.equals(raw) || query.filter.test(readDoc(current)))) continue;
      change(collection!, { record, raw: current });
      n++;
      yield;
    }
    // The one that was found is gone, but there may be another.
    if (n > 0 || found.length === 0 || query.limit !== 1) return n;
  }
}

export function* updateStatement(engine: Engine, namespace: string, source: Doc, variables: Variables): Statement {
  const isMulti = isTruthy(source.get('multi'));
  const query = { ...readQuery(source, 'q', variables), limit: isMulti ? 0 : 1 };
  const constants = Object.fromEntries(docField(source, 'c'));
  const update = compileUpdate(source.get('u'), source.get('arrayFilters'), { ...variables, ...constants });
  if (isMulti && update.isReplacement) fail(9, 'multi update is not supported for replacement-style update');
  if (isMulti && query.sort.length) fail(9, 'Cannot specify sort with multi=true');
  let modified = 0;
  let [before, after]: Doc[] = [];
  const n = yield* changeEach(engine, namespace, query, (collection, { record, raw }) => {
    before = readDoc(raw);
    const hit: Hit = {};
    query.filter.test(before, hit);
    after = update.apply(before, hit.index, false);
    const changed = { raw: writeDoc(after), document: after };
    if (changed.raw.equals(raw)) return;
    engine.records.change(collection, record, raw, changed);
    modified++;
  });
  if (n > 0 || !isTruthy(source.get('upsert'))) return { n, modified, before, after };
  const made = update.apply(upsertBase(query.filter.source, update.isReplacement), undefined, true);
  after = insertDocument(engine, makeCollection(engine, namespace), made);
  return { n: 1, modified: 0, upserted: after.get('_id')!, after };
}

export function* deleteStatement(engine: Engine, namespace: string, source: Doc, variables: Variables): Statement {
  const limit = Number(source.get('limit'));
  if (limit !== 0 && limit !== 1) fail(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  let last: Buffer | undefined;
  const query = readQuery(source, 'q', variables);
  const n = yield* changeEach(engine, namespace, query, (collection, { record, raw }) => {
    engine.records.change(collection, record, raw, null);
    last = raw;
  });
  return { n, before: last && readDoc(last) };
}

const MOST_STATEMENTS = 100000;
const UPDATE_FIELDS = 'q u c upsert multi arrayFilters hint sort upsertSupplied sampleId';
const DELETE_FIELDS = 'q limit hint sampleId';

function runAll({ engine, body, deadline }: Request, statements: Statement[]): Promise<Result[]> {
  if (statements.length === 0 || statements.length > MOST_STATEMENTS)
    fail(16, `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${statements.length} operations.`);
  return runBatch(engine, statements, !body.has('ordered') || isTruthy(body.get('ordered')), deadline);
}

const total = (results: readonly Result[], field: 'n' | 'modified'): number =>
  results.reduce((sum, result) => sum + (result instanceof CommandError ? 0 : (result[field] ?? 0)), 0);

const errorFields = ({ code, extra, message }: CommandError) => ({ code, ...extra, errmsg: message });

/** What some of the results have to say, with their places; nothing when none has. */
function listed(results: readonly Result[], say: (result: Result) => object | null): Doc[] | undefined {
  const said = results.map(say).flatMap((fields, index) => (fields ? [doc({ index, ...fields })] : []));
  return said.length > 0 ? said : undefined;
}

function writeAnswer(results: readonly Result[], others: Record<string, unknown> = {}): Doc {
  const writeErrors = listed(results, (result) => (result instanceof CommandError ? errorFields(result) : null));
  return doc({ n: total(results, 'n'), ...others, writeErrors });
}

export async function insert(request: Request): Promise<Doc> {
  const namespace = namespaceOf(request);
  const documents = request.sequences.get('documents') ?? listField(request, 'documents');
  const statements = documents.map((item) => insertStatement(request.engine, namespace, item));
  return writeAnswer(await runAll(request, statements));
}

/** Runs the statements of update or delete. */
function runEach(request: Request, list: string, known: string, understand: typeof updateStatement): Promise<Result[]> {
  const namespace = namespaceOf(request);
  const statements = listField(request, list).map((source) => {
    checkFields(`${request.name}.${list}`, source.keys(), known);
    return understand(request.engine, namespace, source, request.variables);
  });
  return runAll(request, statements);
}

export async function update(request: Request): Promise<Doc> {
  const results = await runEach(request, 'updates', UPDATE_FIELDS, updateStatement);
  const upserted = listed(results, (result) => ('upserted' in result ? { _id: result.upserted } : null));
  return writeAnswer(results, { upserted, nModified: total(results, 'modified') });
}

export async function remove(request: Request): Promise<Doc> {
  return writeAnswer(await runEach(request, 'deletes', DELETE_FIELDS, deleteStatement));
}

export async function findAndModify(request: Request): Promise<Doc> {
  const { engine, body, variables, deadline } = request;
  const [isRemove, isUpsert, isNew] = ['remove', 'upsert', 'new'].map((name) => isTruthy(body.get(name)));
  if (isRemove === body.has('update')) fail(9, 'Either an update or remove=true must be specified, and not both');
  if (isRemove && (isUpsert || isNew)) fail(9, 'Cannot specify upsert=true or new=true together with remove=true');
  const query = docField(body, 'query');
  const projection = compileProjection(docField(body, 'fields'), compileFilter(query, variables));
  const source: Doc = new Map([...body, ['q', query], ['u', body.get('update') ?? null], ['limit', 1]]);
  const statement = (isRemove ? deleteStatement : updateStatement)(engine, namespaceOf(request), source, variables);
  const [outcome] = await runBatch(engine, [statement], true, deadline);
  if (!outcome || outcome instanceof CommandError) throw outcome!;
  const { n, before, after, upserted } = outcome;
  const shown = isNew ? after : before;
  const updatedExisting = isRemove ? undefined : n > 0 && upserted === undefined;
  const value = shown ? projection(shown, variables) : null;
  return doc({ lastErrorObject: { n, updatedExisting, upserted }, value });
}

/** Operations on several collections in one command; the answer is a cursor over their outcomes. */
export async function bulkWrite(request: Request): Promise<Answer> {
  const { body, database } = request;
  if (database !== 'admin') fail(13, 'bulkWrite may only be run against the admin database.');
  const namespaces = listField(request, 'nsInfo').map((item) => asText(item.get('ns')));
  const ops = listField(request, 'ops');
  const kinds = ops.map((op) => ['insert', 'update', 'delete'].find((name) => op.has(name)) ?? '');
  const statements = ops.map((op, i) => {
    const namespace = namespaces[Number(op.get(kinds[i]!))];
    if (!namespace) fail(9, `BSON field 'bulkWrite.ops.${i}' has no valid operation or namespace`);
    return operation(request, op, kinds[i]!, namespace);
  });
  const results = await runAll(request, statements);
  const outcomes = results.map(operationOutcome);
  const failed = outcomes.filter((item) => item.get('ok') === 0);
  const shown = isTruthy(body.get('errorsOnly')) ? failed : outcomes;
  const answer = await openCursor(request, 'admin.$cmd.bulkWrite', mapped(shown, writeDoc));
  const of = (kind: string): Result[] => results.filter((_, i) => kinds[i] === kind);
  const [nInserted, nUpdated, nDeleted] = ['insert', 'update', 'delete'].map((kind) => total(of(kind), 'n'));
  const nUpserted = results.filter((result) => 'upserted' in result).length;
  const [nMatched, nModified] = [nUpdated! - nUpserted, total(results, 'modified')];
  const fields = doc({ nErrors: failed.length, nInserted, nUpserted, nMatched, nModified, nDeleted });
  return { ...answer, fields };
}

function operationOutcome(result: Result, idx: number): Doc {
  if (result instanceof CommandError) return doc({ ok: 0, idx, n: 0, ...errorFields(result) });
  const { n, modified, upserted }: Outcome = result;
  return doc({ ok: 1, idx, n, nModified: modified, upserted: upserted === undefined ? undefined : { _id: upserted } });
}

function operation({ engine, variables }: Request, op: Doc, kind: string, namespace: string): Statement {
  if (kind === 'insert') return insertStatement(engine, namespace, docField(op, 'document'));
  const renamed = { q: op.get('filter'), u: op.get('updateMods'), c: op.get('constants') };
  const source: Doc = new Map([...op, ...doc({ ...renamed, limit: isTruthy(op.get('multi')) ? 0 : 1 })]);
  return (kind === 'update' ? updateStatement : deleteStatement)(engine, namespace, source, variables);
}
