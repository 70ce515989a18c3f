// The aggregate command: the leading stages go to the planner, the others run over lists; $out and $merge write.
import { fail, refuse } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { doc, isArray, isDoc, type Doc, type Value } from '../bson/values.js';
import { fieldsOf } from '../aggregate/expression.js';
import { runStages, type PipelineContext } from '../aggregate/pipeline.js';
import { compilePipeline, stageCount, stageParts } from '../aggregate/stages.js';
import { compileFilter } from '../query/match.js';
import { findInPieces, type ReadQuery } from '../query/scan.js';
import { parseSort } from '../query/sort.js';
import { collected, inPieces, inTurns, mapSteps, type Steps } from '../query/turns.js';
import { checkName } from '../store/catalog.js';
import { ensureId } from '../update/update.js';
import { commandVariables, type Answer, type Engine, type Request } from './engine.js';
import { collectionName, docField, hintField, numberField, wrongType } from './fields.js';
import { insertDocument, insertStatement, runBatch, updateStatement, type Target } from './write.js';

export async function aggregate(engine: Engine, request: Request): Promise<Answer> {
  const { body, database, deadline } = request;
  const pipeline = body.get('pipeline');
  if (!isArray(pipeline)) wrongType('aggregate.pipeline', pipeline, 'array');
  if (!body.has('cursor')) fail(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const isWriter = (stage: Value): boolean => isDoc(stage) && (stage.has('$out') || stage.has('$merge'));
  const found = pipeline.findIndex(isWriter);
  if (found >= 0 && found !== pipeline.length - 1)
    fail(40601, `${stageParts(pipeline[found])[0]} can only be the final stage in the pipeline`);
  const stages = found < 0 ? pipeline : pipeline.slice(0, -1);
  const isOnDatabase = typeof body.get('aggregate') !== 'string';
  const work = isOnDatabase ? runOnDatabase(engine, request, stages) : runOnCollection(engine, request, stages);
  const documents = await inTurns(work, deadline);
  const namespace = `${database}.${isOnDatabase ? '$cmd.aggregate' : collectionName(request)}`;
  const opening = { namespace, batchSize: numberField(docField(body, 'cursor'), 'batchSize'), deadline };
  if (found < 0) return engine.cursors.open(inPieces(documents, writeDoc), opening);
  await writeResults(engine, request, stageParts(pipeline[found]), documents);
  return engine.cursors.open(inPieces([], writeDoc), { ...opening, isSingle: true });
}

function createContext({ env, catalog }: Engine, { body, database }: Request): PipelineContext {
  return {
    variables: commandVariables(body),
    *read(name, source) {
      const query = { filter: compileFilter(source), sort: [] };
      const found = yield* collected(findInPieces(env, catalog.find(database, name), query));
      return yield* mapSteps(found, ({ raw }) => readDoc(raw));
    },
  };
}

/** A pipeline without a collection, which must begin with documents of its own. */
function runOnDatabase(engine: Engine, request: Request, stages: Value[]): Steps<Doc[]> {
  const [name, spec] = stages.length ? stageParts(stages[0]) : ['', null];
  const session = request.body.get('lsid');
  let documents: Doc[] | null = name === '$documents' && isArray(spec) ? (spec as Doc[]) : null;
  if (name === '$changeStream') fail(40573, 'The $changeStream stage is only supported on replica sets');
  if (name === '$listLocalSessions') documents = session ? [doc({ _id: session })] : [];
  if (name === '$currentOp') refuse('The stage $currentOp', 40324);
  if (!documents) fail(73, '{aggregate: 1} is not valid for this pipeline; a collection name is needed');
  return runStages(compilePipeline(stages.slice(1)), documents, createContext(engine, request));
}

function* runOnCollection(engine: Engine, request: Request, stages: Value[]): Steps<Doc[]> {
  const { query, rest } = leadingQuery(request.body, stages);
  const compiled = compilePipeline(rest);
  const collection = engine.catalog.find(request.database, collectionName(request));
  const found = yield* collected(findInPieces(engine.env, collection, query));
  // A group sees nothing of a document but the fields it names.
  const [first, spec] = rest.length ? stageParts(rest[0]) : ['', null];
  const fields = (first === '$group' ? fieldsOf(spec) : null) ?? undefined;
  const documents = yield* mapSteps(found, ({ raw }) => readDoc(raw, fields));
  return yield* runStages(compiled, documents, createContext(engine, request));
}

/** $match, $sort, $skip and $limit at the beginning, as one query for the planner. */
export function leadingQuery(
  body: Doc,
  stages = (body.get('pipeline') ?? []) as Value[],
): { query: ReadQuery; rest: Value[] } {
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
  const filter = compileFilter(source, commandVariables(body));
  return { query: { filter, sort, skip, limit, hint: hintField(body) }, rest: stages.slice(at) };
}

async function writeResults(
  engine: Engine,
  request: Request,
  [stage, spec]: [string, Value],
  documents: Doc[],
): Promise<void> {
  const given = isDoc(spec) ? (spec.get('into') ?? spec) : spec;
  const [database, name] = isDoc(given) ? [given.get('db'), given.get('coll')] : [request.database, given];
  if (typeof name !== 'string' || typeof database !== 'string') fail(9, `the target of ${stage} must be a collection`);
  checkName(database, name);
  const target = { database, name };
  if (stage === '$out') await replaceAll(engine, target, documents);
  else await mergeEach(engine, request, target, isDoc(spec) ? spec : doc({}), documents);
}

/** The collection is replaced as a whole; its indexes stay. */
function replaceAll(engine: Engine, { database, name }: Target, documents: Doc[]): Promise<void> {
  const { catalog, env } = engine;
  return env.write(() => {
    const old = catalog.find(database, name);
    if (old) catalog.drop(old);
    const fresh = catalog.create(database, name);
    for (const index of old?.indexes.slice(1) ?? []) catalog.addIndex(fresh, index.spec, true);
    for (const document of documents) insertDocument(engine, fresh, document);
  });
}

/** By _id only: a document goes into the one that is there, or is inserted. */
async function mergeEach(engine: Engine, request: Request, target: Target, spec: Doc, documents: Doc[]): Promise<void> {
  const known: Record<string, Value[]> = { on: ['_id'], whenMatched: ['merge', 'fail'], whenNotMatched: ['insert'] };
  for (const [option, value] of spec)
    if (option !== 'into' && !known[option]?.includes(value)) refuse(`$merge with this ${option}`, 40324);
  const statements = documents.map(ensureId).map((document) => {
    if (spec.get('whenMatched') === 'fail') return insertStatement(engine, target, document);
    const u = [doc({ $replaceWith: { $mergeObjects: ['$$ROOT', { $literal: document }] } })];
    return updateStatement(engine, target, doc({ q: { _id: { $eq: document.get('_id') } }, u, upsert: true }), {});
  });
  const results = await runBatch(engine, statements, true, request.deadline);
  const failed = results.find((result) => result instanceof Error);
  if (failed) throw failed;
}
