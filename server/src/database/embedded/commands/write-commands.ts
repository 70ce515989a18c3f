// The write commands as they come over the wire: insert, update, delete, bulkWrite, findAndModify.
import { CommandError, fail } from '../errors.js';
import { writeDoc } from '../bson/codec.js';
import { asText, doc, isDoc, isTruthy, type Doc } from '../bson/values.js';
import type { Variables } from '../aggregate/expression.js';
import { compileFilter } from '../query/match.js';
import { compileProjection } from '../query/project.js';
import { mapped } from '../query/turns.js';
import { openCursor } from './cursors.js';
import { checkFields, docField, listField, targetOf } from './request.js';
import type { Answer, Engine, Request, Target } from './request.js';
import { deleteStatement, insertStatement, runBatch, updateStatement } from './write.js';
import type { Outcome, Result, Statement } from './write.js';

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

const unlessEmpty = (list: Doc[]): Doc[] | undefined => (list.length ? list : undefined);

function writeAnswer(results: readonly Result[], others: Record<string, unknown> = {}): Doc {
  const writeErrors = results.flatMap((result, index) =>
    result instanceof CommandError ? [doc({ index, ...errorFields(result) })] : [],
  );
  return doc({ n: total(results, 'n'), ...others, writeErrors: unlessEmpty(writeErrors) });
}

export async function insert(request: Request): Promise<Doc> {
  const target = targetOf(request);
  const documents = request.sequences.get('documents') ?? listField(request, 'documents');
  return writeAnswer(
    await runAll(
      request,
      documents.map((item) => insertStatement(request.engine, target, item)),
    ),
  );
}

/** Runs the statements of update or delete. */
function runEach(request: Request, list: string, known: string, understand: typeof updateStatement): Promise<Result[]> {
  const target = targetOf(request);
  const statements = listField(request, list).map((source) => {
    checkFields(`${request.name}.${list}`, source.keys(), known);
    return understand(request.engine, target, source, request.variables);
  });
  return runAll(request, statements);
}

export async function update(request: Request): Promise<Doc> {
  const results = await runEach(request, 'updates', UPDATE_FIELDS, updateStatement);
  const upserted = results.flatMap((result, index) =>
    'upserted' in result ? [doc({ index, _id: result.upserted })] : [],
  );
  return writeAnswer(results, { upserted: unlessEmpty(upserted), nModified: total(results, 'modified') });
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
  const fields = docField(body, 'fields');
  const projection = fields.size ? compileProjection(fields, compileFilter(query, variables)) : null;
  const source: Doc = new Map([...body, ['q', query], ['u', body.get('update') ?? null], ['limit', 1]]);
  const statement = (isRemove ? deleteStatement : updateStatement)(engine, targetOf(request), source, variables);
  const [outcome] = await runBatch(engine, [statement], true, deadline);
  if (!outcome || outcome instanceof CommandError) throw outcome!;
  const { n, before, after, upserted } = outcome;
  const shown = isNew ? after : before;
  const updatedExisting = isRemove ? undefined : n > 0 && upserted === undefined;
  return doc({
    lastErrorObject: { n, updatedExisting, upserted },
    value: shown ? (projection?.(shown, variables) ?? shown) : null,
  });
}

/** Operations on several collections in one command; the answer is a cursor over their outcomes. */
export async function bulkWrite(request: Request): Promise<Answer> {
  const { body, variables } = request;
  if (request.database !== 'admin') fail(13, 'bulkWrite may only be run against the admin database.');
  const targets = listField(request, 'nsInfo').map((item): Target => {
    const [database = '', ...rest] = asText(item.get('ns')).split('.');
    return { database, name: rest.join('.') };
  });
  const ops = listField(request, 'ops');
  const kinds = ops.map((op) => ['insert', 'update', 'delete'].find((name) => op.has(name)) ?? '');
  const statements = ops.map((op, i) => {
    const target = targets[Number(op.get(kinds[i]!))];
    if (!target) fail(9, `BSON field 'bulkWrite.ops.${i}' has no valid operation or namespace`);
    return operation(request.engine, op, kinds[i]!, target, variables);
  });
  const results = await runAll(request, statements);
  const outcomes = results.map((result, idx) => operationOutcome(result, idx, kinds[idx] === 'update'));
  const failed = outcomes.filter((item) => item.get('ok') === 0);
  const shown = isTruthy(body.get('errorsOnly')) ? failed : outcomes;
  const answer = await openCursor(request, 'admin.$cmd.bulkWrite', mapped(shown, writeDoc));
  const of = (kind: string): Result[] => results.filter((_, i) => kinds[i] === kind);
  const nUpserted = results.filter((result) => 'upserted' in result).length;
  const fields = doc({
    nErrors: failed.length,
    nInserted: total(of('insert'), 'n'),
    nUpserted,
    nMatched: total(of('update'), 'n') - nUpserted,
    nModified: total(of('update'), 'modified'),
    nDeleted: total(of('delete'), 'n'),
  });
  return { ...answer, fields };
}

function operationOutcome(result: Result, idx: number, isUpdate: boolean): Doc {
  if (result instanceof CommandError) return doc({ ok: 0, idx, n: 0, ...errorFields(result) });
  const { n, modified, upserted }: Outcome = result;
  const inserted = upserted === undefined ? undefined : { _id: upserted };
  return doc({ ok: 1, idx, n, nModified: isUpdate ? modified : undefined, upserted: inserted });
}

function operation(engine: Engine, op: Doc, kind: string, target: Target, variables: Variables): Statement {
  const document = op.get('document');
  if (kind === 'insert') return insertStatement(engine, target, isDoc(document) ? document : new Map());
  const renamed = { q: op.get('filter'), u: op.get('updateMods'), c: op.get('constants') };
  const source: Doc = new Map([...op, ...doc({ ...renamed, limit: isTruthy(op.get('multi')) ? 0 : 1 })]);
  return (kind === 'update' ? updateStatement : deleteStatement)(engine, target, source, variables);
}
