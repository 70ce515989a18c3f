// The stages of a pipeline over lists of documents. A pipeline is compiled whole before it runs, so that a wrong stage
// is refused before anything is read.
import { CommandError, typeMismatch, unsupported } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { isArray, isDoc, long, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { parseSort, sortItems } from '../query/sort.js';
import { documentStage } from './document-stages.js';
import type { Variables } from './scope.js';
import { compileBucket, compileGroup } from './group.js';
import { compileGraphLookup, compileLookup, compileUnionWith } from './lookup.js';
import { compileMingoStage, isMingoStage } from './mingo-stages.js';

/** What a running pipeline may ask of the server. */
export interface PipelineContext {
  readonly variables: Variables;
  /** Documents of another collection of the same database. */
  read(collection: string, filter: Doc): Promise<Doc[]>;
  /** Throws when time is up. */
  check(): void;
}

export type Stage = (documents: Doc[], context: PipelineContext) => Doc[] | Promise<Doc[]>;

export async function runStages(stages: readonly Stage[], documents: Doc[], context: PipelineContext): Promise<Doc[]> {
  let current = documents;
  for (const stage of stages) {
    context.check();
    current = await stage(current, context);
  }
  return current;
}

export function compilePipeline(pipeline: readonly Value[], isNested = false): Stage[] {
  return pipeline.map((item) => {
    const [name, spec] = stageParts(item);
    if (isNested && (name === '$out' || name === '$merge'))
      throw new CommandError(51047, `${name} is not allowed within a sub-pipeline`);
    return compileStage(name, spec);
  });
}

export function stageParts(item: Value): [string, Value] {
  if (!isDoc(item)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  if (item.size !== 1)
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  return [...item][0] as [string, Value];
}

const REFUSED = new Set(
  '$geoNear $search $searchMeta $vectorSearch $rankFusion $listSearchIndexes $changeStream $changeStreamSplitLargeEvent $currentOp $listSessions $listLocalSessions $indexStats $planCacheStats $collStats $querySettings'.split(
    ' ',
  ),
);

function compileStage(name: string, spec: Value): Stage {
  const perDocument = documentStage(name, spec);
  if (perDocument) return (documents, context) => documents.map((document) => perDocument(document, context.variables));
  const make = STAGES[name];
  if (make) return make(spec);
  if (isMingoStage(name)) return compileMingoStage(name, spec);
  if (name === '$changeStream')
    throw new CommandError(40573, 'The $changeStream stage is only supported on replica sets');
  if (REFUSED.has(name)) throw unsupported(`The stage ${name}`, 40324);
  throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
}

export function count(name: string, spec: Value, least: number): number {
  if (!isNumeric(spec))
    throw new CommandError(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected a number in: ${name}: ${typeName(spec)}`,
    );
  const n = toNumber(spec);
  if (name === '$limit' && n === 0) throw new CommandError(15958, 'the limit must be positive');
  if (!Number.isInteger(n) || n < least)
    throw new CommandError(
      name === '$limit' ? 5107201 : 5107200,
      `invalid argument to ${name} stage: Expected a non-negative number in: ${name}: ${n}`,
    );
  return n;
}

const STAGES: Record<string, (spec: Value) => Stage> = {
  $match: (spec) => {
    if (!isDoc(spec)) throw new CommandError(15959, 'the match filter must be an expression in an object');
    compileFilter(spec);
    return (documents, { variables }) => {
      const filter = compileFilter(spec, variables);
      return documents.filter((document) => filter.test(document));
    };
  },
  $sort: (spec) => {
    const sort = parseSort(spec);
    if (sort.length === 0) throw new CommandError(15976, '$sort stage must have at least one sort key');
    return (documents) =>
      sortItems(
        documents,
        sort,
        (item) => item,
        () => 100,
      );
  },
  $limit: (spec) => {
    const n = count('$limit', spec, 1);
    return (documents) => documents.slice(0, n);
  },
  $skip: (spec) => {
    const n = count('$skip', spec, 0);
    return (documents) => documents.slice(n);
  },
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '')
      throw new CommandError(40156, 'the count field must be a non-empty string');
    if (spec.startsWith('$') || spec.includes('.'))
      throw new CommandError(40158, `the count field cannot contain '.' or start with '$'`);
    return (documents) => (documents.length ? [new Map([[spec, documents.length]])] : []);
  },
  $unwind: unwind,
  $group: (spec) => {
    const group = compileGroup(spec);
    return (documents, { variables }) => group(documents, variables);
  },
  $bucket: (spec) => {
    const group = compileBucket(spec);
    return (documents, { variables }) => group(documents, variables);
  },
  $sortByCount: (spec) => {
    const group = compileGroup(
      new Map<string, Value>([
        ['_id', spec],
        ['count', new Map([['$sum', 1]])],
      ]),
    );
    const sort = parseSort(new Map([['count', -1]]));
    return (documents, { variables }) =>
      sortItems(
        group(documents, variables),
        sort,
        (item) => item,
        () => 100,
      );
  },
  $facet: (spec) => {
    if (!isDoc(spec) || spec.size === 0)
      throw new CommandError(40169, 'the $facet specification must be a non-empty object');
    const facets = [...spec].map(([name, pipeline]) => [name, compilePipeline(pipeline as Value[], true)] as const);
    return async (documents, context) => {
      const result: Doc = new Map();
      for (const [name, stages] of facets) result.set(name, await runStages(stages, documents, context));
      return [result];
    };
  },
  $sample: (spec) => {
    const size = isDoc(spec) ? Number(spec.get('size')) : NaN;
    if (!(size >= 0)) throw new CommandError(28746, 'size argument to $sample must be a positive number');
    return (documents) => shuffled(documents).slice(0, size);
  },
  $lookup: (spec) => compileLookup(spec, compilePipeline, runStages),
  $graphLookup: compileGraphLookup,
  $unionWith: (spec) => compileUnionWith(spec, compilePipeline, runStages),
  $documents: () => {
    throw unsupported('The stage $documents inside a pipeline', 40324);
  },
};

function shuffled(documents: readonly Doc[]): Doc[] {
  const result = [...documents];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j] as Doc, result[i] as Doc];
  }
  return result;
}

function unwind(spec: Value): Stage {
  const options: Doc = isDoc(spec) ? spec : new Map([['path', spec]]);
  const path = options.get('path');
  if (typeof path !== 'string')
    throw new CommandError(
      28808,
      `expected either a string or an object as specification for $unwind stage, got ${typeName(spec)}`,
    );
  if (!path.startsWith('$'))
    throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const indexField = options.get('includeArrayIndex');
  const keepsEmpty = options.get('preserveNullAndEmptyArrays') === true;
  const parts = path.slice(1).split('.');
  return (documents) =>
    documents.flatMap((document) =>
      unwindOne(document, parts, typeof indexField === 'string' ? indexField : null, keepsEmpty),
    );
}

function unwindOne(document: Doc, parts: string[], indexField: string | null, keepsEmpty: boolean): Doc[] {
  const value = parts.reduce<Maybe>((at, part) => (isDoc(at) ? at.get(part) : undefined), document);
  const put = (item: Maybe, index: number | null): Doc => {
    const result = item === value ? new Map(document) : replaced(document, parts, item);
    if (indexField) result.set(indexField, index === null ? null : long(index));
    return result;
  };
  if (isArray(value) && value.length > 0) return value.map((item, i) => put(item, i));
  if (isArray(value)) return keepsEmpty ? [put(undefined, null)] : [];
  if (value === undefined || value === null) return keepsEmpty ? [put(value, null)] : [];
  return [put(value, null)];
}

function replaced(document: Doc, parts: string[], value: Maybe): Doc {
  const [part, ...rest] = parts as [string, ...string[]];
  const result = new Map(document);
  if (rest.length) result.set(part, replaced(document.get(part) as Doc, rest, value));
  else if (value === undefined) result.delete(part);
  else result.set(part, value);
  return result;
}
