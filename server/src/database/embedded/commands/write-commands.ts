// The write commands as they come over the wire: insert, update, delete, bulkWrite, findAndModify.
import { CommandError, fail } from '../errors.js';
import { writeDoc } from '../bson/codec.js';
import { asText, doc, isDoc, isTruthy, type Doc, type Value } from '../bson/values.js';
import type { Variables } from '../aggregate/expression.js';
import { compileProjection } from '../query/project.js';
import { runBatch, type Item } from './batch.js';
import { listSource } from './cursors.js';
import { commandVariables, type Answer, type Engine, type Request } from './engine.js';
import { checkFields, collectionName, docField, listField, numberField } from './fields.js';
import { parseDelete, parseInsert, parseUpdate, runLong, runNow, takesLong } from './write.js';
import type { Outcome, Target } from './write.js';

const MOST_STATEMENTS = 100000;
const UPDATE_FIELDS = 'q u c upsert multi collation arrayFilters hint sort upsertSupplied sampleId';
const DELETE_FIELDS = 'q limit collation hint sampleId';

type Result = Outcome | CommandError;

const targetOf = (request: Request): Target => ({ database: request.database, name: collectionName(request) });

/** Runs the items of a command in its order. */
function runAll(engine: Engine, { body, deadline }: Request, items: Item[]): Promise<Result[]> {
  if (items.length === 0 || items.length > MOST_STATEMENTS)
    fail(16, `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${items.length} operations.`);
  return runBatch(engine, items, !body.has('ordered') || isTruthy(body.get('ordered')), deadline);
}

const sum = (results: Result[], field: 'n' | 'modified'): number =>
  results.reduce((total, result) => total + (result instanceof CommandError ? 0 : (result[field] ?? 0)), 0);

const errorFields = ({ code, extra, message }: CommandError): Record<string, unknown> => ({
  code,
  ...extra,
  errmsg: message,
});

function writeAnswer(results: Result[], others: Record<string, unknown> = {}): Doc {
  const writeErrors = results.flatMap((result, index) =>
    result instanceof CommandError ? [doc({ index, ...errorFields(result) })] : [],
  );
  return doc({ n: sum(results, 'n'), ...others, writeErrors: writeErrors.length ? writeErrors : undefined });
}

export async function insert(engine: Engine, request: Request): Promise<Doc> {
  const target = targetOf(request);
  const documents = request.sequences.get('documents') ?? listField(request, 'documents');
  const items = documents.map((item) => ({ target, parse: () => parseInsert(engine, target, item) }));
  return writeAnswer(await runAll(engine, request, items));
}

/** The statements of update or delete. */
function statements(request: Request, list: string, known: string, parse: (statement: Doc) => Item['parse']): Item[] {
  const target = targetOf(request);
  return listField(request, list).map((statement) => {
    checkFields(`${request.name}.${list}`, statement.keys(), known);
    return { target, parse: parse(statement) };
  });
}

export async function update(engine: Engine, request: Request): Promise<Doc> {
  const variables = commandVariables(request.body);
  const target = targetOf(request);
  const items = statements(
    request,
    'updates',
    UPDATE_FIELDS,
    (statement) => () => parseUpdate(engine, target, statement, variables),
  );
  const results = await runAll(engine, request, items);
  const upserted = results.flatMap((result, index) =>
    'upserted' in result ? [doc({ index, _id: result.upserted })] : [],
  );
  const nModified = sum(results, 'modified');
  return writeAnswer(results, { upserted: upserted.length ? upserted : undefined, nModified });
}

export async function remove(engine: Engine, request: Request): Promise<Doc> {
  const variables = commandVariables(request.body);
  const target = targetOf(request);
  const parse = (statement: Doc) => () => parseDelete(engine, target, statement, variables);
  return writeAnswer(await runAll(engine, request, statements(request, 'deletes', DELETE_FIELDS, parse)));
}

export async function findAndModify(engine: Engine, request: Request): Promise<Doc> {
  const { body, deadline } = request;
  const target = targetOf(request);
  const [isRemove, isUpsert, isNew] = ['remove', 'upsert', 'new'].map((name) => isTruthy(body.get(name)));
  if (isRemove === body.has('update')) fail(9, 'Either an update or remove=true must be specified, and not both');
  if (isRemove && isUpsert) fail(9, 'Cannot specify both upsert=true and remove=true');
  if (isRemove && isNew) fail(9, "Cannot specify both new=true and remove=true; 'remove' returns the deleted document");
  const variables = commandVariables(body);
  const query = docField(body, 'query');
  const renamed: Doc = new Map([...body, ['q', query], ['u', body.get('update') ?? null], ['limit', 1]]);
  const statement = (isRemove ? parseDelete : parseUpdate)(engine, target, renamed, variables);
  const { search } = statement;
  if (!search) return fail(1, 'a statement without a search');
  const fields = docField(body, 'fields');
  const projection = fields.size ? compileProjection(fields, search.filter) : null;
  const outcome = takesLong(engine, target, statement)
    ? await runLong(engine, target, statement, deadline)
    : await engine.env.write(() => runNow(engine, statement, deadline));
  const { n, before, upserted } = outcome;
  const shown = isNew ? outcome.after : before;
  const updatedExisting = isRemove ? undefined : n > 0 && upserted === undefined;
  return doc({
    lastErrorObject: { n, updatedExisting, upserted },
    value: shown ? (projection?.apply(shown, variables) ?? shown) : null,
  });
}

/** Operations on several collections in one command; the answer is a cursor over their outcomes. */
export async function bulkWrite(engine: Engine, request: Request): Promise<Answer> {
  const { body, deadline } = request;
  if (request.database !== 'admin') fail(13, 'bulkWrite may only be run against the admin database.');
  const targets = listField(request, 'nsInfo').map((item): Target => {
    const [database = '', ...rest] = asText(item.get('ns')).split('.');
    return { database, name: rest.join('.') };
  });
  const variables = commandVariables(body);
  const ops = listField(request, 'ops');
  const kinds = ops.map((op) => ['insert', 'update', 'delete'].find((name) => op.has(name)) ?? '');
  const items = ops.map((op, i): Item => {
    const target = targets[Number(op.get(kinds[i] ?? ''))];
    return target
      ? { target, parse: () => parseOperation(engine, op, kinds[i] ?? '', target, variables) }
      : fail(9, `BSON field 'bulkWrite.ops.${i}' has no valid operation or namespace`);
  });
  const results = await runAll(engine, request, items);
  const outcomes = results.map((result, idx) => operationOutcome(result, idx, kinds[idx] === 'update'));
  const failed = outcomes.filter((item) => item.get('ok') === 0);
  const total = (kind: string, field: 'n' | 'modified' = 'n'): number =>
    sum(
      results.filter((_, i) => kinds[i] === kind),
      field,
    );
  const nUpserted = results.filter((result) => 'upserted' in result).length;
  const batchSize = numberField(docField(body, 'cursor'), 'batchSize') ?? MOST_STATEMENTS;
  const shown = isTruthy(body.get('errorsOnly')) ? failed : outcomes;
  const opening = { namespace: 'admin.$cmd.bulkWrite', batchSize, deadline };
  const answer = await engine.cursors.open(listSource(shown, writeDoc), opening);
  const totals = doc({
    nErrors: failed.length,
    nInserted: total('insert'),
    nUpserted,
    nMatched: total('update') - nUpserted,
    nModified: total('update', 'modified'),
    nDeleted: total('delete'),
  });
  return { ...answer, fields: totals };
}

function operationOutcome(result: Result, idx: number, isUpdate: boolean): Doc {
  if (result instanceof CommandError) return doc({ ok: 0, idx, n: 0, ...errorFields(result) });
  const { n, modified, upserted } = result;
  const inserted = upserted === undefined ? undefined : { _id: upserted };
  return doc({ ok: 1, idx, n, nModified: isUpdate ? modified : undefined, upserted: inserted });
}

function parseOperation(engine: Engine, op: Doc, kind: string, target: Target, variables: Variables) {
  const document = op.get('document');
  if (kind === 'insert') return parseInsert(engine, target, isDoc(document) ? document : new Map());
  const names: [string, Value | undefined][] = [
    ['q', op.get('filter')],
    ['u', op.get('updateMods')],
    ['c', op.get('constants')],
    ['limit', isTruthy(op.get('multi')) ? 0 : 1],
  ];
  const statement: Doc = new Map([...op, ...names.map(([name, value]) => [name, value ?? null] as const)]);
  return (kind === 'update' ? parseUpdate : parseDelete)(engine, target, statement, variables);
}
