// explain: what the planner would do, in the shape that tools and tests look for. Nothing is run.
import { refuse } from '../errors.js';
import { asText, doc, isArray, isDoc, type Doc, type Maybe } from '../bson/values.js';
import { planQuery, type Plan, type Query, type Scan } from '../query/planner.js';
import { FOLLOWED_VERSION } from '../version.js';
import { leadingQuery } from './aggregate.js';
import type { Engine, Request } from './engine.js';
import { readQuery, wrongType } from './fields.js';

export function explain({ catalog }: Engine, { body, database }: Request): Doc {
  const inner = body.get('explain');
  if (!isDoc(inner)) wrongType('explain.explain', inner, 'object');
  const [[command, value] = ['', null]] = inner;
  const name = asText(value);
  const query = explainedQuery(command, inner);
  const collection = catalog.find(database, name);
  const winningPlan = collection ? describePlan(planQuery(collection, query), query) : { stage: 'EOF' };
  const parsedQuery = query.filter.source;
  return doc({
    explainVersion: '1',
    queryPlanner: { namespace: `${database}.${name}`, parsedQuery, winningPlan, rejectedPlans: [] },
    command: inner,
    serverInfo: { version: FOLLOWED_VERSION },
  });
}

/** Where each command keeps its filter. */
const FILTERS: Record<string, string> = {
  find: 'filter',
  count: 'query',
  distinct: 'query',
  findAndModify: 'query',
  update: 'q',
  delete: 'q',
};

function explainedQuery(command: string, inner: Doc): Query {
  if (command === 'aggregate') return leadingQuery(inner).query;
  const field = FILTERS[command] ?? refuse(`explain of ${command}`, 59);
  const statements: Maybe = inner.get(`${command}s`);
  const [first] = field === 'q' && isArray(statements) ? statements : [inner];
  return readQuery(isDoc(first) ? first : doc({}), field);
}

function describePlan({ scans, isSorted }: Plan, { sort }: Query): Doc {
  const inputStages = scans.map(describeScan);
  const inputStage = scans.length === 1 ? inputStages[0]! : doc({ stage: 'OR', inputStages });
  return isSorted ? inputStage : doc({ stage: 'SORT', sortPattern: new Map(sort), inputStage });
}

function describeScan({ index, isReverse, ranges }: Scan): Doc {
  const direction = isReverse ? 'backward' : 'forward';
  if (!index) return doc({ stage: 'COLLSCAN', direction });
  const inputStage = {
    stage: 'IXSCAN',
    keyPattern: index.spec.get('key'),
    indexName: index.name,
    isMultiKey: index.multikey.includes(true),
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== null,
    direction,
    ranges: ranges.length,
  };
  return doc({ stage: 'FETCH', inputStage });
}
