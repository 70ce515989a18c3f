// explain: what the planner would do, in the shape that tools and tests look for. Nothing is run.
import { typeMismatch, unsupported } from '../errors.js';
import { doc, isArray, isDoc, type Doc, type Value, asText } from '../bson/values.js';
import type { Answer } from '../bson/write.js';
import { compileFilter } from '../query/match.js';
import type { Plan, Scan } from '../query/planner.js';
import { parseSort } from '../query/sort.js';
import { leadingQuery } from './aggregate.js';
import { commandVariables, isSorted, plan, type Engine, type Query, type Request } from './engine.js';
import { hintOf, readQuery } from './read.js';
import { queryOf } from './write.js';

export async function explain(engine: Engine, request: Request): Promise<Answer> {
  const inner = request.body.get('explain');
  if (!isDoc(inner)) throw typeMismatch("BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const name = asText([...inner.values()][0]);
  const query = explainedQuery(inner);
  const collection = engine.catalog.find(request.database, name);
  const winningPlan = collection ? describe(plan(collection, query), query) : doc({ stage: 'EOF' });
  const queryPlanner = doc({
    namespace: `${request.database}.${name}`,
    parsedQuery: query.filter.source,
    winningPlan,
    rejectedPlans: [],
  });
  return new Map<string, Value>([
    ['explainVersion', '1'],
    ['queryPlanner', queryPlanner],
    ['command', inner],
    ['serverInfo', doc({ version: engine.version })],
  ]);
}

function explainedQuery(inner: Doc): Query {
  const [command] = [...inner.keys()];
  const first = (list: string): Doc =>
    (isArray(inner.get(list)) ? (inner.get(list) as Doc[])[0] : undefined) ?? new Map<string, Value>();
  const simple = (filter: Doc, holder: Doc): Query => ({
    filter: compileFilter(filter),
    sort: parseSort(holder.get('sort')),
    skip: 0,
    limit: 0,
    hint: hintOf(holder.get('hint')),
  });
  switch (command) {
    case 'find':
      return readQuery(inner, 'find').query;
    case 'count':
    case 'distinct':
    case 'findAndModify':
      return simple(queryOf(inner, 'query'), inner);
    case 'aggregate':
      return leadingQuery(
        (inner.get('pipeline') as Value[] | undefined) ?? [],
        { variables: commandVariables(inner) },
        hintOf(inner.get('hint')),
      ).query;
    case 'update':
      return simple(queryOf(first('updates'), 'q'), first('updates'));
    case 'delete':
      return simple(queryOf(first('deletes'), 'q'), first('deletes'));
    default:
      throw unsupported(`explain of ${String(command)}`, 59);
  }
}

function describe(chosen: Plan, query: Query): Doc {
  const inputs = chosen.scans.map(describeScan);
  const input = inputs.length === 1 ? (inputs[0] as Doc) : doc({ stage: 'OR', inputStages: inputs });
  if (isSorted(chosen, query.sort)) return input;
  return doc({ stage: 'SORT', sortPattern: new Map(query.sort), inputStage: input });
}

function describeScan(scan: Scan): Doc {
  const direction = scan.isReverse ? 'backward' : 'forward';
  if (!scan.index) return doc({ stage: 'COLLSCAN', direction });
  const inputStage = doc({
    stage: 'IXSCAN',
    keyPattern: scan.index.spec.get('key'),
    indexName: scan.index.name,
    isMultiKey: scan.index.multikey.includes(true),
    isUnique: scan.index.unique,
    isSparse: scan.index.sparse,
    isPartial: scan.index.partial !== null,
    direction,
    ranges: scan.ranges.length,
  });
  return doc({ stage: 'FETCH', inputStage });
}
