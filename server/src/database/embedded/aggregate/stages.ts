// The stages of a pipeline over lists of documents. A pipeline is compiled whole before it runs, so that a wrong stage
// is refused before anything is read.
import { fail, refuse } from '../errors.js';
import { isArray, isDoc, isNothing, isNumeric, long, toNumber, typeName, valueIn } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { parseSort, sortInSteps } from '../query/sort.js';
import { inSteps, mapInSteps } from '../query/turns.js';
import { documentStage } from './document-stages.js';
import { groupStage, sortByCountStages } from './group.js';
import { lookupStage, unionStage } from './lookup.js';
import { runStages, type Stage } from './pipeline.js';

export function compilePipeline(pipeline: readonly Value[], isNested = false): Stage[] {
  return pipeline.map((item) => {
    const [name, spec] = stageParts(item);
    if (isNested && (name === '$out' || name === '$merge')) fail(51047, `${name} is not allowed within a sub-pipeline`);
    return compileStage(name, spec);
  });
}

export function stageParts(item: Maybe): [string, Value] {
  if (!isDoc(item)) fail(14, "Each element of the 'pipeline' array must be an object");
  if (item.size !== 1) fail(40323, 'A pipeline stage specification object must contain exactly one field.');
  return [...item][0] as [string, Value];
}

const ELSEWHERE =
  '$bucket $bucketAuto $densify $fill $graphLookup $redact $setWindowFields $geoNear $search $searchMeta $vectorSearch $rankFusion $listSearchIndexes $changeStreamSplitLargeEvent $currentOp $documents $listSessions $listLocalSessions $indexStats $planCacheStats $collStats $querySettings';

function compileStage(name: string, spec: Value): Stage {
  const perDocument = documentStage(name, spec);
  if (perDocument)
    return (documents, { deadline, variables }) =>
      mapInSteps(documents, deadline, (document) => perDocument(document, variables));
  if (Object.hasOwn(STAGES, name)) return (STAGES[name] as (spec: Value) => Stage)(spec);
  if (name === '$changeStream') fail(40573, 'The $changeStream stage is only supported on replica sets');
  if (ELSEWHERE.split(' ').includes(name)) refuse(`The stage ${name}`, 40324);
  return fail(40324, `Unrecognized pipeline stage name: '${name}'`);
}

/** The operand of $skip or $limit. */
export function stageCount(name: string, spec: Value): number {
  const n = isNumeric(spec) ? toNumber(spec) : NaN;
  if (name === '$limit' && n === 0) fail(15958, 'the limit must be positive');
  if (!Number.isInteger(n) || n < 0) fail(name === '$limit' ? 5107201 : 5107200, `invalid argument to ${name} stage`);
  return n;
}

const STAGES: Record<string, (spec: Value) => Stage> = {
  $match: (spec) => {
    if (!isDoc(spec)) fail(15959, 'the match filter must be an expression in an object');
    compileFilter(spec);
    return async (documents, { variables, collation, deadline }) => {
      const filter = compileFilter(spec, variables, collation);
      const kept: Doc[] = [];
      await inSteps(documents, deadline, (document) => {
        if (filter.test(document)) kept.push(document);
      });
      return kept;
    };
  },
  $sort: (spec) => {
    const sort = parseSort(spec);
    if (sort.length === 0) fail(15976, '$sort stage must have at least one sort key');
    return (documents, { collation, deadline }) =>
      sortInSteps(documents, sort, { read: (item) => item, collation }, deadline);
  },
  $limit: (spec) => {
    const n = stageCount('$limit', spec);
    return (documents) => documents.slice(0, n);
  },
  $skip: (spec) => {
    const n = stageCount('$skip', spec);
    return (documents) => documents.slice(n);
  },
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '') fail(40156, 'the count field must be a non-empty string');
    if (spec.startsWith('$') || spec.includes('.')) fail(40158, `the count field cannot contain '.' or start with '$'`);
    return (documents) => (documents.length ? [new Map([[spec, documents.length]])] : []);
  },
  $unwind: unwindStage,
  $group: groupStage,
  $sortByCount: (spec) => {
    const stages = compilePipeline(sortByCountStages(spec));
    return (documents, context) => runStages(stages, documents, context);
  },
  $facet: (spec) => {
    if (!isDoc(spec) || spec.size === 0) fail(40169, 'the $facet specification must be a non-empty object');
    const facets = [...spec].map(([name, pipeline]) => [name, compilePipeline(pipeline as Value[], true)] as const);
    return async (documents, context) => {
      const result: Doc = new Map();
      for (const [name, stages] of facets) result.set(name, await runStages(stages, documents, context));
      return [result];
    };
  },
  $sample: (spec) => {
    const size = isDoc(spec) ? Number(spec.get('size')) : NaN;
    if (!(size >= 0)) fail(28746, 'size argument to $sample must be a positive number');
    return (documents) => shuffled(documents).slice(0, size);
  },
  $lookup: (spec) => lookupStage(spec, compilePipeline),
  $unionWith: (spec) => unionStage(spec, compilePipeline),
};

const shuffled = (documents: Doc[]): Doc[] =>
  documents
    .map((document) => [Math.random(), document] as const)
    .sort(([a], [b]) => a - b)
    .map(([, document]) => document);

function unwindStage(spec: Value): Stage {
  const options: Doc = isDoc(spec) ? spec : new Map([['path', spec]]);
  const path = options.get('path');
  if (typeof path !== 'string')
    fail(28808, `expected a string or an object as specification for $unwind stage, got ${typeName(spec)}`);
  if (!path.startsWith('$')) fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const indexField = options.get('includeArrayIndex');
  const keepsEmpty = options.get('preserveNullAndEmptyArrays') === true;
  const parts = path.slice(1).split('.');
  return async (documents, { deadline }) => {
    const lists = await mapInSteps(documents, deadline, (document) => {
      const value = valueIn(document, parts);
      const put = (item: Maybe, index: number | null): Doc => {
        const result = item === value ? new Map(document) : replaced(document, parts, item);
        return typeof indexField === 'string' ? result.set(indexField, index === null ? null : long(index)) : result;
      };
      if (isArray(value) && value.length > 0) return value.map(put);
      if (isArray(value)) return keepsEmpty ? [put(undefined, null)] : [];
      return keepsEmpty || !isNothing(value) ? [put(value, null)] : [];
    });
    return lists.flat();
  };
}

function replaced(document: Doc, [part = '', ...rest]: string[], value: Maybe): Doc {
  const next = rest.length ? replaced(document.get(part) as Doc, rest, value) : value;
  const result = new Map(document);
  if (next === undefined) result.delete(part);
  else result.set(part, next);
  return result;
}
