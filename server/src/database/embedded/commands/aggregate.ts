// The aggregate command: the leading stages go to the planner, the others run over lists; $out and $merge write.
import { CommandError, failedToParse, typeMismatch, unsupported } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { readDoc } from '../bson/read.js';
import { isArray, isDoc, typeName, type Doc, type Value } from '../bson/values.js';
import { writeDoc, type Answer } from '../bson/write.js';
import { compilePipeline, count, runStages, stageParts, type PipelineContext } from '../aggregate/stages.js';
import { compileFilter } from '../query/match.js';
import { parseSort } from '../query/sort.js';
import { commandVariables, readAll, simpleQuery, type Engine, type Query, type Request } from './engine.js';
import { listSource } from './cursors.js';
import { checkCollation, checkFields, collectionName } from './fields.js';
import { hintOf } from './read.js';
import { mergeStage, outStage } from './output.js';

export async function aggregate(engine: Engine, request: Request): Promise<Answer> {
  checkFields(request, 'pipeline cursor explain allowDiskUse bypassDocumentValidation collation hint let');
  const { body, database, deadline } = request;
  checkCollation(body.get('collation'));
  const isDatabaseLevel = !(typeof body.get('aggregate') === 'string');
  const name = isDatabaseLevel ? '$cmd.aggregate' : collectionName(request);
  const pipeline = body.get('pipeline');
  if (!isArray(pipeline))
    throw typeMismatch(
      `BSON field 'aggregate.pipeline' is the wrong type '${typeName(pipeline)}', expected type 'array'`,
    );
  if (!body.has('cursor'))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  const output = takeOutput(pipeline);
  const stages = output ? pipeline.slice(0, -1) : pipeline;
  const context = createContext(engine, request);
  const documents = isDatabaseLevel
    ? await runStages(compilePipeline(afterDocuments(stages)), givenDocuments(stages, body), context)
    : await runOn(engine, request, name, stages, context);
  const namespace = `${database}.${name}`;
  if (output) {
    await (output[0] === '$out' ? outStage : mergeStage)(engine, request, output[1], documents.map(writeDoc));
    return engine.cursors.open(namespace, listSource([]), 0, true, deadline);
  }
  const cursor = body.get('cursor');
  const batchSize = isDoc(cursor) ? cursor.get('batchSize') : undefined;
  return engine.cursors.open(
    namespace,
    listSource(documents.map(writeDoc)),
    isNumeric(batchSize) ? toNumber(batchSize) : null,
    false,
    deadline,
  );
}

function takeOutput(pipeline: Value[]): [string, Value] | null {
  const found = pipeline.findIndex((item) => isDoc(item) && (item.has('$out') || item.has('$merge')));
  if (found < 0) return null;
  const parts = stageParts(pipeline[found] as Value);
  if (found !== pipeline.length - 1)
    throw new CommandError(40601, `${parts[0]} can only be the final stage in the pipeline`);
  return parts;
}

function givenDocuments(stages: Value[], body: Doc): Doc[] {
  const [name, spec] = stages.length ? stageParts(stages[0] as Value) : ['', null];
  if (name === '$documents' && isArray(spec)) return spec as Doc[];
  if (name === '$changeStream')
    throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets');
  if (name === '$listLocalSessions') return body.has('lsid') ? [new Map([['_id', body.get('lsid') as Value]])] : [];
  if (name === '$currentOp') throw unsupported('The stage $currentOp', 40324);
  throw new CommandError(73, '{aggregate: 1} is not valid for this pipeline; a collection name is needed');
}

const afterDocuments = (stages: Value[]): Value[] => stages.slice(1);

function createContext(engine: Engine, { body, database, deadline }: Request): PipelineContext {
  return {
    variables: commandVariables(body),
    check: () => deadline.check(),
    read: async (collection, filter) => {
      const found = await readAll(engine, engine.catalog.find(database, collection), simpleQuery(filter), deadline);
      return found.map((item) => readDoc(item.raw));
    },
  };
}

async function runOn(
  engine: Engine,
  { body, database, deadline }: Request,
  name: string,
  stages: Value[],
  context: PipelineContext,
): Promise<Doc[]> {
  const { query, rest } = leadingQuery(stages, context, hintOf(body.get('hint')));
  const compiled = compilePipeline(rest);
  const collection = engine.catalog.find(database, name);
  const onlyCounts =
    collection &&
    query.filter.source.size === 0 &&
    !query.skip &&
    !query.limit &&
    rest.length === 1 &&
    isPlainCount(rest[0] as Value);
  if (onlyCounts) return collection.count ? [countDocument(rest[0] as Value, collection.count)] : [];
  const found = await readAll(engine, collection, query, deadline);
  return runStages(
    compiled,
    found.map((item) => readDoc(item.raw)),
    context,
  );
}

/** countDocuments() of the drivers: {$group: {_id: 1, n: {$sum: 1}}}. */
function isPlainCount(stage: Value): boolean {
  const [name, spec] = stageParts(stage);
  if (name !== '$group' || !isDoc(spec) || spec.size !== 2 || spec.get('_id') !== 1) return false;
  const field = spec.get('n');
  return isDoc(field) && field.size === 1 && field.get('$sum') === 1;
}

const countDocument = (_stage: Value, n: number): Doc =>
  new Map([
    ['_id', 1],
    ['n', n],
  ]);

/** $match, $sort, $skip and $limit at the beginning, as one query for the planner. */
export function leadingQuery(
  stages: Value[],
  { variables }: Pick<PipelineContext, 'variables'>,
  hint?: Value,
): { query: Query; rest: Value[] } {
  const filters: Doc[] = [];
  let sort: Query['sort'] = [];
  let skip = 0;
  let limit = 0;
  let at = 0;
  for (; at < stages.length; at++) {
    const [name, spec] = stageParts(stages[at] as Value);
    if (name === '$match' && isDoc(spec) && !sort.length && !skip && !limit) filters.push(spec);
    else if (name === '$sort' && isDoc(spec) && spec.size > 0 && !sort.length && !skip && !limit)
      sort = parseSort(spec);
    else if (name === '$skip' && !skip && !limit) skip = count(name, spec, 0);
    else if (name === '$limit' && !limit) limit = count(name, spec, 1);
    else break;
  }
  const filter =
    filters.length === 1 ? (filters[0] as Doc) : new Map<string, Value>(filters.length ? [['$and', filters]] : []);
  return { query: { filter: compileFilter(filter, variables), sort, skip, limit, hint }, rest: stages.slice(at) };
}
