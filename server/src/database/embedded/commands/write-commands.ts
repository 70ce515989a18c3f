// The write commands as they come over the wire.
import { CommandError, failedToParse } from '../errors.js';
import { readDoc } from '../bson/read.js';
import { isDoc, type Doc, type Value, asText } from '../bson/values.js';
import { writeDoc, type Answer } from '../bson/write.js';
import { compileFilter } from '../query/match.js';
import { compileProjection } from '../query/project.js';
import { parseSort } from '../query/sort.js';
import { isTruthy } from '../query/truth.js';
import { compileUpdate } from '../update/update.js';
import { errorDocument, runBatch, type Statement, type StatementError } from './batch.js';
import { commandVariables, type Engine, type Request } from './engine.js';
import { checkCollation, checkFields, collectionName, docField, listField } from './fields.js';
import { listSource } from './cursors.js';
import { hintOf } from './read.js';
import {
  insertRaw,
  needCollection,
  parseDelete,
  parseUpdate,
  prepareSearch,
  runDelete,
  runUpdate,
  type Search,
  type Target,
} from './write.js';

const MOST_STATEMENTS = 100000;

function checkBatch(list: readonly unknown[]): void {
  if (list.length === 0 || list.length > MOST_STATEMENTS)
    throw new CommandError(
      16,
      `Write batch sizes must be between 1 and ${MOST_STATEMENTS}. Got ${list.length} operations.`,
    );
}

function target(request: Request): Target {
  return { database: request.database, name: collectionName(request) };
}

const isOrdered = (body: Doc): boolean => !body.has('ordered') || isTruthy(body.get('ordered'));

function withErrors(answer: Answer, errors: readonly StatementError[]): Answer {
  return errors.length ? answer.set('writeErrors', errors.map(errorDocument)) : answer;
}

export async function insert(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'documents ordered bypassDocumentValidation');
  const where = target(request);
  const raws = request.sequences.get('documents') ?? listField(request, 'documents', readDoc).map(writeDoc);
  checkBatch(raws);
  let n = 0;
  const statements = raws.map((raw): Statement => ({
    target: where,
    parse: () => ({
      search: null,
      run: () => {
        insertRaw(engine, needCollection(engine, where), raw);
        n++;
      },
    }),
  }));
  const errors = await runBatch(engine, request, statements, isOrdered(request.body));
  return withErrors(new Map([['n', n]]), errors);
}

const UPDATE_FIELDS = new Set('q u c upsert multi collation arrayFilters hint sort upsertSupplied sampleId'.split(' '));
const DELETE_FIELDS = new Set('q limit collation hint sampleId'.split(' '));

function checkStatement(kind: string, statement: Doc, known: ReadonlySet<string>): void {
  for (const field of statement.keys())
    if (!known.has(field)) throw new CommandError(40415, `BSON field '${kind}.${field}' is an unknown field.`);
}

export async function update(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'updates ordered bypassDocumentValidation let isTimeseriesNamespace');
  const where = target(request);
  const list = listField(request, 'updates', readDoc);
  checkBatch(list);
  list.forEach((item) => checkStatement('update.updates', item, UPDATE_FIELDS));
  const variables = commandVariables(request.body);
  let n = 0;
  let nModified = 0;
  const upserted: Doc[] = [];
  const statements = list.map((item, index): Statement => ({
    target: where,
    parse: () => {
      const parsed = parseUpdate(item, variables);
      return {
        search: parsed.search,
        run: (find) => {
          const outcome = runUpdate(engine, where, parsed, find);
          n += outcome.matched;
          nModified += outcome.modified;
          if (outcome.upserted === undefined) return;
          n++;
          upserted.push(
            new Map<string, Value>([
              ['index', index],
              ['_id', outcome.upserted],
            ]),
          );
        },
      };
    },
  }));
  const errors = await runBatch(engine, request, statements, isOrdered(request.body));
  const answer: Answer = new Map([['n', n]]);
  if (upserted.length) answer.set('upserted', upserted);
  return withErrors(answer.set('nModified', nModified), errors);
}

export async function remove(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'deletes ordered let');
  const where = target(request);
  const list = listField(request, 'deletes', readDoc);
  checkBatch(list);
  list.forEach((item) => checkStatement('delete.deletes', item, DELETE_FIELDS));
  const variables = commandVariables(request.body);
  let n = 0;
  const statements = list.map((item): Statement => ({
    target: where,
    parse: () => {
      const parsed = parseDelete(item, variables);
      return { search: parsed.search, run: (find) => (n += runDelete(engine, where, find).removed) };
    },
  }));
  const errors = await runBatch(engine, request, statements, isOrdered(request.body));
  return withErrors(new Map([['n', n]]), errors);
}

const FIND_AND_MODIFY =
  'query sort remove update new fields upsert bypassDocumentValidation collation arrayFilters hint let findAndModify findandmodify';

export async function findAndModify(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, FIND_AND_MODIFY);
  const { body } = request;
  checkCollation(body.get('collation'));
  const where = target(request);
  const isRemove = isTruthy(body.get('remove'));
  if (isRemove === body.has('update'))
    throw failedToParse(
      isRemove ? 'Cannot specify both an update and remove=true' : 'Either an update or remove=true must be specified',
    );
  if (isRemove && isTruthy(body.get('upsert'))) throw failedToParse('Cannot specify both upsert=true and remove=true');
  if (isRemove && isTruthy(body.get('new')))
    throw failedToParse("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  const variables = commandVariables(body);
  const filter = compileFilter(docField(body, 'query', request.name), variables);
  const search: Search = {
    filter,
    sort: parseSort(docField(body, 'sort', request.name)),
    isMulti: false,
    hint: hintOf(body.get('hint')),
  };
  const fields = docField(body, 'fields', request.name);
  const projection = fields.size
    ? compileProjection(fields, true, [...fields.keys()].some((path) => path.endsWith('.$')) ? filter : undefined)
    : null;
  const shape = (document: Doc | undefined): Value =>
    document ? (projection?.apply(document, variables) ?? document) : null;
  const compiled = isRemove ? null : compileUpdate(body.get('update') ?? null, body.get('arrayFilters'), variables);
  const find = await prepareSearch(engine, where, search, request);
  return engine.env.write(() => {
    if (!compiled) {
      const { removed, before } = runDelete(engine, where, find);
      return new Map<string, Value>([
        ['lastErrorObject', new Map([['n', removed]])],
        ['value', shape(before)],
      ]);
    }
    const outcome = runUpdate(
      engine,
      where,
      { search, update: compiled, isUpsert: isTruthy(body.get('upsert')) },
      find,
    );
    const last: Doc = new Map<string, Value>([
      ['n', outcome.upserted === undefined ? outcome.matched : 1],
      ['updatedExisting', outcome.matched > 0],
    ]);
    if (outcome.upserted !== undefined) last.set('upserted', outcome.upserted);
    return new Map<string, Value>([
      ['lastErrorObject', last],
      ['value', shape(isTruthy(body.get('new')) ? outcome.after : outcome.before)],
    ]);
  });
}

/** Operations on several collections in one command; the answer is a cursor over their outcomes. */
export async function bulkWrite(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'ops nsInfo ordered errorsOnly bypassDocumentValidation let cursor');
  if (request.database !== 'admin') throw new CommandError(13, 'bulkWrite may only be run against the admin database.');
  const targets = listField(request, 'nsInfo', readDoc).map((item) => {
    const [database, ...rest] = asText(item.get('ns')).split('.');
    return { database: database as string, name: rest.join('.') };
  });
  const ops = listField(request, 'ops', readDoc);
  checkBatch(ops);
  const variables = commandVariables(request.body);
  const totals = { nInserted: 0, nUpserted: 0, nMatched: 0, nModified: 0, nDeleted: 0 };
  const outcomes: Doc[] = [];
  const note = (index: number, fields: [string, Value][]): void => {
    outcomes[index] = new Map<string, Value>([['ok', 1], ['idx', index], ...fields]);
  };
  const statements = ops.map((op, index): Statement => {
    const kind = ['insert', 'update', 'delete'].find((name) => op.has(name));
    const where = targets[Number(op.get(kind ?? ''))];
    if (!kind || !where) throw failedToParse(`BSON field 'bulkWrite.ops.${index}' has no valid operation or namespace`);
    return {
      target: where,
      parse: () => parseOperation(engine, op, kind, where, variables, totals, (fields) => note(index, fields)),
    };
  });
  const errors = await runBatch(engine, request, statements, isOrdered(request.body));
  for (const { index, error } of errors)
    outcomes[index] = new Map<string, Value>([
      ['ok', 0],
      ['idx', index],
      ['code', error.code],
      ['errmsg', error.message],
      ['n', 0],
    ]);
  const isBrief = isTruthy(request.body.get('errorsOnly'));
  const shown = outcomes.filter((item) => !isBrief || item.get('ok') === 0);
  const batchSize = isDoc(request.body.get('cursor'))
    ? ((request.body.get('cursor') as Doc).get('batchSize') as number | undefined)
    : undefined;
  const answer = await engine.cursors.open(
    'admin.$cmd.bulkWrite',
    listSource(shown.map(writeDoc)),
    batchSize ?? MOST_STATEMENTS,
    false,
    request.deadline,
  );
  answer.set('nErrors', errors.length);
  for (const [name, value] of Object.entries(totals)) answer.set(name, value);
  return answer;
}

type Totals = Record<'nInserted' | 'nUpserted' | 'nMatched' | 'nModified' | 'nDeleted', number>;

function parseOperation(
  engine: Engine,
  op: Doc,
  kind: string,
  where: Target,
  variables: Doc | Record<string, unknown>,
  totals: Totals,
  note: (fields: [string, Value][]) => void,
): ReturnType<Statement['parse']> {
  const own = variables as Parameters<typeof parseUpdate>[1];
  if (kind === 'insert') {
    return {
      search: null,
      run: () => {
        insertRaw(engine, needCollection(engine, where), writeDoc(op.get('document') as Doc));
        totals.nInserted++;
        note([['n', 1]]);
      },
    };
  }
  const renamed = new Map([...op, ['q', op.get('filter') ?? new Map()], ['c', op.get('constants') ?? null]] as [
    string,
    Value,
  ][]);
  if (kind === 'delete') {
    const parsed = parseDelete(renamed.set('multi', op.get('multi') ?? false), own);
    return {
      search: parsed.search,
      run: (find) => {
        const { removed } = runDelete(engine, where, find);
        totals.nDeleted += removed;
        note([['n', removed]]);
      },
    };
  }
  const parsed = parseUpdate(renamed.set('u', op.get('updateMods') ?? null), own);
  return {
    search: parsed.search,
    run: (find) => {
      const outcome = runUpdate(engine, where, parsed, find);
      totals.nMatched += outcome.matched;
      totals.nModified += outcome.modified;
      if (outcome.upserted === undefined)
        return note([
          ['n', outcome.matched],
          ['nModified', outcome.modified],
        ]);
      totals.nUpserted++;
      note([
        ['n', 1],
        ['nModified', 0],
        ['upserted', new Map([['_id', outcome.upserted]])],
      ]);
    },
  };
}
