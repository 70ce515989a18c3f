// The aggregate command: the leading stages go to the planner, the others run on what it finds; $out and $merge write.
import { fail, refuse } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { doc, isArray, isDoc, type Doc, type Value } from '../bson/values.js';
import { fieldsOf, type Variables } from '../aggregate/expression.js';
import { compilePipeline, runStages, stageCount, stageParts, type PipelineContext } from '../aggregate/stages.js';
import { compileFilter } from '../query/match.js';
import type { Query } from '../query/planner.js';
import { find } from '../query/scan.js';
import { parseSort } from '../query/sort.js';
import { collected, inTurns, mapped, type Flow } from '../query/turns.js';
import { checkName } from '../store/catalog.js';
import { ensureId } from '../update/update.js';
import { openCursor } from './cursors.js';
import { hintField, namespaceOf, wrongType } from './request.js';
import type { Answer, Request } from './request.js';
import { insertDocument, insertStatement, runBatch, updateStatement } from './write.js';

export async function aggregate(request: Request): Promise<Answer> {
  const { body, database, deadline } = request;
  const pipeline = body.get('pipeline');
  if (!isArray(pipeline)) wrongType('aggregate.pipeline', pipeline, 'array');
  if (!body.has('cursor')) fail(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const [lastName, spec] = pipeline.length ? stageParts(pipeline.at(-1)) : ['', null];
  const isWriter = lastName === '$out' || lastName === '$merge';
  const stages = isWriter ? pipeline.slice(0, -1) : pipeline;
  const isOnDatabase = typeof body.get('aggregate') !== 'string';
  const documents = isOnDatabase ? runOnDatabase(request, stages) : runOnCollection(request, stages);
  const namespace = isOnDatabase ? `${database}.$cmd.aggregate` : namespaceOf(request);
  if (!isWriter) return openCursor(request, namespace, mapped(documents, writeDoc));
  const target = writeTarget(database, lastName, spec);
  const results = await inTurns(collected(documents), deadline);
  if (lastName === '$out') await replaceAll(request, target, results);
  else await mergeEach(request, target, isDoc(spec) ? spec : doc({}), results);
  return openCursor(request, namespace, mapped([], writeDoc));
}

function documentsOf({ engine }: Request, namespace: string, query: Query, fields?: ReadonlySet<string>): Flow<Doc> {
  const found = find(engine.env, engine.catalog.find(namespace), query);
  return mapped(found, ({ raw }) => readDoc(raw, fields));
}

function run(request: Request, stages: Value[], documents: Flow<Doc>): Flow<Doc> {
  const { variables, database } = request;
  const read: PipelineContext['read'] = (name, source) =>
    documentsOf(request, `${database}.${name}`, { filter: compileFilter(source), sort: [] });
  return runStages(compilePipeline(stages), documents, { variables, read });
}

/** A pipeline without a collection. */
function runOnDatabase(request: Request, stages: Value[]): Flow<Doc> {
  const [name, spec] = stages.length ? stageParts(stages[0]) : ['', null];
  const session = request.body.get('lsid');
  if (name === '$changeStream') fail(40573, 'The $changeStream stage is only supported on replica sets');
  const given = name === '$documents' ? spec : name === '$listLocalSessions' ? [new Map([['_id', session!]])] : null;
  if (!isArray(given)) refuse(`{aggregate: 1} with ${name || 'no stage'}`, 73);
  const documents = mapped(given, (item) => item as Doc);
  return run(request, stages.slice(1), documents);
}

function runOnCollection(request: Request, stages: Value[]): Flow<Doc> {
  const { query, rest } = leadingQuery(request.body, stages, request.variables);
  // A group sees nothing of a document but the fields it names.
  const [first, spec] = rest.length ? stageParts(rest[0]) : ['', null];
  const fields = (first === '$group' ? fieldsOf(spec) : null) ?? undefined;
  return run(request, rest, documentsOf(request, namespaceOf(request), query, fields));
}

/** $match, $sort, $skip and $limit at the beginning, as one query for the planner. */
export function leadingQuery(body: Doc, stages: Value[], variables: Variables): { query: Query; rest: Value[] } {
  const filters: Doc[] = [];
  let [sort, skip, limit] = [parseSort(undefined), 0, 0];
  let at = 0;
  for (; at < stages.length; at++) {
    const [name, spec] = stageParts(stages[at]);
    const isOpen = !skip && !limit;
    if (name === '$match' && isDoc(spec) && isOpen && !sort.length) filters.push(spec);
    else if (name === '$sort' && isDoc(spec) && spec.size > 0 && isOpen && !sort.length) sort = parseSort(spec);
    else if (name === '$skip' && isOpen) skip = stageCount(name, spec);
    else if (name === '$limit' && !limit) limit = stageCount(name, spec);
    else break;
  }
  const source = filters.length > 1 ? doc({ $and: filters }) : (filters[0] ?? doc({}));
  const filter = compileFilter(source, variables);
  return { query: { filter, sort, skip, limit, hint: hintField(body) }, rest: stages.slice(at) };
}

/** The collection that $out or $merge writes into. */
function writeTarget(database: string, stage: string, spec: Value): string {
  const into = isDoc(spec) ? (spec.get('into') ?? spec) : spec;
  const [db, name] = isDoc(into) ? [into.get('db'), into.get('coll')] : [database, into];
  if (typeof name !== 'string' || typeof db !== 'string') fail(9, `the target of ${stage} must be a collection`);
  return checkName(`${db}.${name}`);
}

/** The collection is replaced as a whole; its indexes stay. */
function replaceAll({ engine }: Request, namespace: string, documents: Doc[]): Promise<void> {
  const { catalog, env } = engine;
  return env.write(() => {
    const old = catalog.find(namespace);
    if (old) catalog.drop(old);
    const fresh = catalog.create(namespace);
    for (const index of old?.indexes.slice(1) ?? []) catalog.addIndex(fresh, index.spec, true);
    for (const document of documents) insertDocument(engine, fresh, document);
  });
}

/** By _id only: a document goes into the one that is there, or is inserted. */
async function mergeEach({ engine, deadline }: Request, target: string, spec: Doc, documents: Doc[]): Promise<void> {
  const known: Record<string, Value[]> = { on: ['_id'], whenMatched: ['merge', 'fail'], whenNotMatched: ['insert'] };
  for (const [option, value] of spec)
    if (option !== 'into' && !known[option]?.includes(value)) refuse(`$merge with this ${option}`, 40324);
  const statements = documents.map(ensureId).map((document) => {
    if (spec.get('whenMatched') === 'fail') return insertStatement(engine, target, document);
    const u = [doc({ $replaceWith: { $mergeObjects: ['$$ROOT', { $literal: document }] } })];
    return updateStatement(engine, target, doc({ q: { _id: { $eq: document.get('_id') } }, u, upsert: true }), {});
  });
  const results = await runBatch(engine, statements, true, deadline);
  const failed = results.find((result) => result instanceof Error);
  if (failed) throw failed;
}
