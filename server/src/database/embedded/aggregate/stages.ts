// The stages of a pipeline over lists of documents. A pipeline is compiled whole before it runs, so that a wrong stage
// is refused before anything is read.
import { fail, refuse } from '../errors.js';
import { isArray, isDoc, isNothing, long, typeName, valueIn, wholeNumber } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { compileProjection } from '../query/project.js';
import { parseSort, sorted } from '../query/sort.js';
import { mapSteps } from '../query/turns.js';
import { compileExpression, evaluate, type Variables } from './expression.js';
import { groupStage } from './group.js';
import { lookupStage } from './lookup.js';
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
  return [...item][0]!;
}

function compileStage(name: string, spec: Value): Stage {
  const change = documentStage(name, spec);
  if (change) return (documents, { variables }) => mapSteps(documents, (document) => change(document, variables));
  if (Object.hasOwn(STAGES, name)) return STAGES[name]!(spec);
  if (name === '$changeStream') fail(40573, 'The $changeStream stage is only supported on replica sets');
  return refuse(`Unrecognized pipeline stage name: '${name}', which`, 40324);
}

/** Stages that turn one document into one document, which updates may be written with too; null for all others. */
export function documentStage(name: string, spec: Value): ((document: Doc, variables: Variables) => Doc) | null {
  switch (name) {
    case '$set':
    case '$addFields':
      if (!isDoc(spec)) fail(40272, `${name} specification stage must be an object, got ${typeName(spec)}`);
      return compileProjection(spec, null, true).apply;
    case '$unset': {
      const paths = isArray(spec) ? spec : [spec];
      if (paths.length === 0 || paths.some((path) => typeof path !== 'string' || path === ''))
        fail(31002, '$unset specification must be a string or an array of strings');
      return compileProjection(new Map(paths.map((path) => [path as string, 0])), null).apply;
    }
    case '$project':
      if (!isDoc(spec)) fail(15969, '$project specification must be an object');
      if (spec.size === 0) fail(51272, 'Invalid $project :: projection specification must have at least one field');
      return compileProjection(spec, null).apply;
    case '$replaceRoot':
      if (!isDoc(spec) || !spec.has('newRoot')) fail(40231, 'no newRoot specified for the $replaceRoot stage');
      return documentStage('$replaceWith', spec.get('newRoot')!);
    case '$replaceWith': {
      const expression = compileExpression(spec);
      return (document, variables) => {
        const value = evaluate(expression, document, variables);
        return isDoc(value) ? value : fail(40228, `'newRoot' must evaluate to an object, not to: ${typeName(value)}`);
      };
    }
    default:
      return null;
  }
}

/** The operand of $skip or $limit. */
export function stageCount(name: string, spec: Value): number {
  const n = wholeNumber(spec) ?? -1;
  if (name === '$limit' && n === 0) fail(15958, 'the limit must be positive');
  return n < 0 ? fail(name === '$limit' ? 5107201 : 5107200, `invalid argument to ${name} stage`) : n;
}

const STAGES: Record<string, (spec: Value) => Stage> = {
  $match: (spec) => {
    if (!isDoc(spec)) fail(15959, 'the match filter must be an expression in an object');
    compileFilter(spec);
    return function* (documents, { variables }) {
      const { test } = compileFilter(spec, variables);
      const passed = yield* mapSteps(documents, (document) => test(document));
      return documents.filter((_, i) => passed[i]);
    };
  },
  $sort: (spec) => {
    const sort = parseSort(spec);
    if (sort.length === 0) fail(15976, '$sort stage must have at least one sort key');
    return (documents) => sorted(documents, sort, (item) => item);
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
  $facet: (spec) => {
    if (!isDoc(spec) || spec.size === 0) fail(40169, 'the $facet specification must be a non-empty object');
    const facets = [...spec].map(([name, pipeline]) => [name, compilePipeline(pipeline as Value[], true)] as const);
    return function* (documents, context) {
      const result: Doc = new Map();
      for (const [name, stages] of facets) result.set(name, yield* runStages(stages, documents, context));
      return [result];
    };
  },
  $lookup: (spec) => lookupStage(spec, compilePipeline),
};

function unwindStage(spec: Value): Stage {
  const options: Doc = isDoc(spec) ? spec : new Map([['path', spec]]);
  const path = options.get('path');
  if (typeof path !== 'string')
    fail(28808, `expected a string or an object as specification for $unwind stage, got ${typeName(spec)}`);
  if (!path.startsWith('$')) fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const indexField = options.get('includeArrayIndex');
  const keepsEmpty = options.get('preserveNullAndEmptyArrays') === true;
  const parts = path.slice(1).split('.');
  const unwind = (document: Doc): Doc[] => {
    const value = valueIn(document, parts);
    const put = (item: Maybe, index: number | null): Doc => {
      const result = item === value ? new Map(document) : replaced(document, parts, item);
      return typeof indexField === 'string' ? result.set(indexField, index === null ? null : long(index)) : result;
    };
    if (isArray(value) && value.length > 0) return value.map(put);
    if (isArray(value)) return keepsEmpty ? [put(undefined, null)] : [];
    return keepsEmpty || !isNothing(value) ? [put(value, null)] : [];
  };
  return function* (documents) {
    const result: Doc[] = [];
    yield* mapSteps(documents, (document) => unwind(document).forEach((item) => result.push(item)));
    return result;
  };
}

function replaced(document: Doc, [part = '', ...rest]: string[], value: Maybe): Doc {
  const next = rest.length ? replaced(document.get(part) as Doc, rest, value) : value;
  const result = new Map(document);
  if (next === undefined) result.delete(part);
  else result.set(part, next);
  return result;
}
