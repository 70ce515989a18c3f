// The aggregate command: the leading stages go to the planner, the others run over lists; $out and $merge write.
import { fail, refuse } from '../errors.js';
import { readDoc, writeDoc } from '../bson/codec.js';
import { parseCollation } from '../bson/collation.js';
import { doc, isArray, isDoc, type Doc, type Value } from '../bson/values.js';
import { fieldsOf } from '../aggregate/expression.js';
import { runStages, type PipelineContext } from '../aggregate/pipeline.js';
import { compilePipeline, stageCount, stageParts } from '../aggregate/stages.js';
import { compileFilter } from '../query/match.js';
import { parseSort } from '../query/sort.js';
import { mapInSteps } from '../query/turns.js';
import { listSource } from './cursors.js';
import { commandVariables, readAll, type Answer, type Engine, type ReadQuery, type Request } from './engine.js';
import { collectionName, docField, hintField, numberField, wrongType } from './fields.js';
import { outStage } from './output.js';

export async function aggregate(engine: Engine, request: Request): Promise<Answer> {
  const { body, database, deadline } = request;
  const pipeline = body.get('pipeline');
  if (!isArray(pipeline)) wrongType('aggregate.pipeline', pipeline, 'array');
  if (!body.has('cursor')) fail(9, "The 'cursor' option is required, except for aggregate with the explain argument");
  const output = takeOutput(pipeline);
  const stages = output ? pipeline.slice(0, -1) : pipeline;
  const isOnDatabase = typeof body.get('aggregate') !== 'string';
  const documents = isOnDatabase
    ? await runStages(compilePipeline(stages.slice(1)), givenDocuments(stages, body), createContext(engine, request))
    : await runOnCollection(engine, request, stages);
  const namespace = `${database}.${isOnDatabase ? '$cmd.aggregate' : collectionName(request)}`;
  const batchSize = numberField(docField(body, 'cursor'), 'batchSize');
  if (!output) return engine.cursors.open(listSource(documents, writeDoc), { namespace, batchSize, deadline });
  await outStage(engine, request, output, documents);
  return engine.cursors.open(listSource([], writeDoc), { namespace, batchSize: 0, deadline, isSingle: true });
}

/** The operand of $out. */
function takeOutput(pipeline: Value[]): Value | null {
  const found = pipeline.findIndex((item) => isDoc(item) && (item.has('$out') || item.has('$merge')));
  if (found < 0) return null;
  const [name, operand] = stageParts(pipeline[found]);
  if (found !== pipeline.length - 1) fail(40601, `${name} can only be the final stage in the pipeline`);
  return name === '$out' ? operand : refuse('The stage $merge', 40324);
}

/** What a pipeline without a collection begins with. */
function givenDocuments(stages: Value[], body: Doc): Doc[] {
  const [name, spec] = stages.length ? stageParts(stages[0]) : ['', null];
  if (name === '$documents' && isArray(spec)) return spec as Doc[];
  if (name === '$changeStream') fail(40573, 'The $changeStream stage is only supported on replica sets');
  if (name === '$listLocalSessions') return body.has('lsid') ? [doc({ _id: body.get('lsid') })] : [];
  if (name === '$currentOp') refuse('The stage $currentOp', 40324);
  return fail(73, '{aggregate: 1} is not valid for this pipeline; a collection name is needed');
}

function createContext(engine: Engine, { body, database, deadline }: Request): PipelineContext {
  return {
    variables: commandVariables(body),
    collation: parseCollation(body.get('collation')),
    deadline,
    read: async (name, source) => {
      const query = { filter: compileFilter(source), sort: [] };
      const found = await readAll(engine, engine.catalog.find(database, name), query, deadline);
      return mapInSteps(found, deadline, ({ raw }) => readDoc(raw));
    },
  };
}

async function runOnCollection(engine: Engine, request: Request, stages: Value[]): Promise<Doc[]> {
  const context = createContext(engine, request);
  const { query, rest } = leadingQuery(request.body, stages);
  if (context.collation) rest.forEach(checkCollated);
  const compiled = compilePipeline(rest);
  const collection = engine.catalog.find(request.database, collectionName(request));
  const isWhole = query.filter.source.size === 0 && !query.skip && !query.limit;
  if (collection && isWhole && rest.length === 1 && isPlainCount(rest[0]))
    return collection.count ? [doc({ _id: 1, n: collection.count })] : [];
  const found = await readAll(engine, collection, query, request.deadline);
  // A group sees nothing of a document but the fields it names.
  const [first, spec] = rest.length ? stageParts(rest[0]) : ['', null];
  const fields = (first === '$group' ? fieldsOf(spec) : null) ?? undefined;
  return runStages(compiled, await mapInSteps(found, request.deadline, ({ raw }) => readDoc(raw, fields)), context);
}

/** countDocuments() of the drivers: {$group: {_id: 1, n: {$sum: 1}}}. */
function isPlainCount(stage: Value | undefined): boolean {
  const [name, spec] = stageParts(stage);
  const field = isDoc(spec) ? spec.get('n') : undefined;
  const isOne = isDoc(spec) && spec.size === 2 && spec.get('_id') === 1;
  return name === '$group' && isOne && isDoc(field) && field.size === 1 && field.get('$sum') === 1;
}

/** Only stages that compare as the collation says, or not at all. */
function checkCollated(stage: Value): void {
  const [name] = stageParts(stage);
  if (!['$match', '$sort', '$skip', '$limit', '$count'].includes(name) && !isPlainCount(stage))
    refuse(`${name} with a collation`, 2);
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
  const filter = compileFilter(source, commandVariables(body), parseCollation(body.get('collation')));
  return { query: { filter, sort, skip, limit, hint: hintField(body) }, rest: stages.slice(at) };
}
