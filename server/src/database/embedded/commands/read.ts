// Commands that read: find, count, distinct, and explain, which says how they would.
import { readDoc, writeDoc } from '../bson/codec.js';
import { keyText } from '../bson/order.js';
import { combinations } from '../bson/paths.js';
import { asText, doc, isArray, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import { refuse } from '../errors.js';
import { planQuery, type Query, type Scan } from '../query/planner.js';
import { compileProjection } from '../query/project.js';
import { find as search, type Found } from '../query/scan.js';
import { each, inTurns, mapped } from '../query/turns.js';
import { leadingQuery } from './aggregate.js';
import { openCursor } from './cursors.js';
import { commandVariables, docField, findCollection, readQuery, namespaceOf, wrongType } from './request.js';
import type { Answer, Request } from './request.js';
import { FOLLOWED_VERSION } from './server-commands.js';

export function find(request: Request): Promise<Answer> {
  const { engine, body, variables } = request;
  const namespace = namespaceOf(request);
  const query = readQuery(body, 'filter', variables);
  const spec = docField(body, 'projection');
  const projection = spec.size > 0 ? compileProjection(spec, query.filter) : null;
  const shown = mapped(search(engine.env, findCollection(request), query), ({ raw }) =>
    projection ? writeDoc(projection(readDoc(raw), variables)) : raw,
  );
  return openCursor(request, namespace, shown);
}

function eachFound(request: Request, query: Query, take: (found: Found) => void): Promise<void> {
  return inTurns(each(search(request.engine.env, findCollection(request), query), take), request.deadline);
}

export async function count(request: Request): Promise<Doc> {
  const query = readQuery(request.body, 'query', request.variables);
  let n = 0;
  if (query.filter.source.size > 0 || query.skip || query.limit) await eachFound(request, query, () => n++);
  else n = findCollection(request)?.count ?? 0;
  return doc({ n });
}

export async function distinct(request: Request): Promise<Doc> {
  const { body, variables } = request;
  const key = body.get('key');
  if (typeof key !== 'string' || key === '') wrongType('distinct.key', key, 'string');
  const path = key.split('.');
  const values = new Map<string, Value>();
  await eachFound(request, readQuery(body, 'query', variables), ({ raw }) => {
    for (const [end] of combinations(readDoc(raw, new Set([path[0]!])), [path])) {
      const { value, isPresent } = end!;
      const text = keyText(value);
      if (isPresent && value !== undefined && !values.has(text)) values.set(text, value);
    }
  });
  return doc({ values: [...values.values()] });
}

/** What the planner would do, in the shape that tools and tests look for. Nothing is run. */
export function explain({ engine, body, database }: Request): Doc {
  const inner = body.get('explain');
  if (!isDoc(inner)) wrongType('explain.explain', inner, 'object');
  const [[command, value] = ['', null]] = inner;
  const namespace = `${database}.${asText(value)}`;
  const query = explainedQuery(command, inner);
  const collection = engine.catalog.find(namespace);
  const { scans, isSorted } = collection ? planQuery(collection, query) : { scans: [], isSorted: true };
  const inputStages = scans.map(describeScan);
  const inputStage = inputStages.length > 1 ? { stage: 'OR', inputStages } : (inputStages[0] ?? { stage: 'EOF' });
  const winningPlan = isSorted ? inputStage : { stage: 'SORT', sortPattern: new Map(query.sort), inputStage };
  const parsedQuery = query.filter.source;
  return doc({
    explainVersion: '1',
    queryPlanner: { namespace, parsedQuery, winningPlan, rejectedPlans: [] },
    command: inner,
    serverInfo: { version: FOLLOWED_VERSION },
  });
}

function explainedQuery(command: string, inner: Doc): Query {
  const variables = commandVariables(inner);
  const [pipeline, statements]: Maybe[] = [inner.get('pipeline'), inner.get(`${command}s`)];
  if (command === 'aggregate') return leadingQuery(inner, isArray(pipeline) ? pipeline : [], variables).query;
  if (!/^(find|count|distinct|findAndModify|update|delete)$/.test(command)) refuse(`explain of ${command}`, 59);
  const statement = isArray(statements) ? statements[0] : undefined;
  if (isDoc(statement)) return readQuery(statement, 'q', variables);
  return readQuery(inner, command === 'find' ? 'filter' : 'query', variables);
}

function describeScan({ index, isReverse }: Scan): object {
  const direction = isReverse ? 'backward' : 'forward';
  if (!index) return { stage: 'COLLSCAN', direction };
  const { name: indexName, unique: isUnique, sparse: isSparse } = index;
  const [keyPattern, isMultiKey] = [index.spec.get('key'), index.multikey.includes(true)];
  const isPartial = index.partial !== null;
  const inputStage = { stage: 'IXSCAN', keyPattern, indexName, isMultiKey, isUnique, isSparse, isPartial, direction };
  return { stage: 'FETCH', inputStage };
}
