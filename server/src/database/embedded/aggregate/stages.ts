// The stages of a pipeline, each a flow of documents made of another. A pipeline is compiled whole before it runs, so
// that a wrong stage is refused before anything is read.
import { fail, refuse } from '../errors.js';
import { keyText } from '../bson/order.js';
import { valuesThrough, type Path } from '../bson/paths.js';
import { doc, isArray, isDoc, isNothing, isRegex, long, table, typeName, wholeNumber } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { compileFilter } from '../query/match.js';
import { compileProjection } from '../query/project.js';
import { parseSort, sorted } from '../query/sort.js';
import { collected, each, mapped, type Flow } from '../query/turns.js';
import { argumentsOf, compileExpression, compileVariables, type Variables } from './expression.js';
import { ACCUMULATORS, objectOf } from './functions.js';

/** What a running pipeline may ask of the server. */
export interface PipelineContext {
  readonly variables: Variables;
  /** Documents of another collection of the same database. */
  read(collection: string, filter: Doc): Flow<Doc>;
}

export type Stage = (documents: Flow<Doc>, context: PipelineContext) => Flow<Doc>;

export const runStages = (stages: readonly Stage[], documents: Flow<Doc>, context: PipelineContext): Flow<Doc> =>
  stages.reduce((flow, stage) => stage(flow, context), documents);

export function compilePipeline(pipeline: readonly Value[], isNested = false): Stage[] {
  return pipeline.map((item) => {
    const [name, spec] = stageParts(item);
    const change = DOCUMENT_STAGES.get(name)?.(spec);
    if (change) return (documents, { variables }) => mapped(documents, (document) => change(document, variables));
    const stage = STAGES.get(name)?.(spec);
    if (stage) return stage;
    if (name === '$changeStream') fail(40573, 'The $changeStream stage is only supported on replica sets');
    if (name === '$out' || name === '$merge')
      fail(isNested ? 51047 : 40601, `${name} can only be the final stage in the pipeline`);
    return refuse(`Unrecognized pipeline stage name: '${name}', which`, 40324);
  });
}

export function stageParts(item: Maybe): [string, Value] {
  if (!isDoc(item)) fail(14, "Each element of the 'pipeline' array must be an object");
  if (item.size !== 1) fail(40323, 'A pipeline stage specification object must contain exactly one field.');
  return [...item][0]!;
}

type Change = (document: Doc, variables: Variables) => Doc;

const setStage = (spec: Value): Change => compileProjection(objectOf('$set', spec, 40272), null, true);

function replaceStage(spec: Value): Change {
  const expression = compileExpression(spec);
  return (document, variables) => {
    const value = expression(document, variables);
    return isDoc(value) ? value : fail(40228, `'newRoot' must evaluate to an object, not to: ${typeName(value)}`);
  };
}

/** Stages that turn one document into one document, which updates may be written with too. */
export const DOCUMENT_STAGES = table<(spec: Value) => Change>({
  $set: setStage,
  $addFields: setStage,
  $unset: (spec) => {
    const paths = isArray(spec) ? spec : [spec];
    if (paths.length === 0 || paths.some((path) => typeof path !== 'string' || path === ''))
      fail(31002, '$unset specification must be a string or an array of strings');
    return compileProjection(new Map(paths.map((path) => [path as string, 0])), null);
  },
  $project: (spec) => {
    if (isDoc(spec) && spec.size === 0) fail(51272, 'Invalid $project: it must have at least one field');
    return compileProjection(objectOf('$project', spec, 15969), null);
  },
  $replaceRoot: (spec) => {
    if (!isDoc(spec) || !spec.has('newRoot')) fail(40231, 'no newRoot specified for the $replaceRoot stage');
    return replaceStage(spec.get('newRoot')!);
  },
  $replaceWith: replaceStage,
});

/** The operand of $skip or $limit. */
export function stageCount(name: string, spec: Value): number {
  const n = wholeNumber(spec) ?? -1;
  if (name === '$limit' && n === 0) fail(15958, 'the limit must be positive');
  return n < 0 ? fail(name === '$limit' ? 5107201 : 5107200, `invalid argument to ${name} stage`) : n;
}

const STAGES = table<(spec: Value) => Stage>({
  $match: (spec) => {
    const source = objectOf('$match', spec, 15959);
    compileFilter(source);
    return (documents, { variables }) => {
      const { test } = compileFilter(source, variables);
      return mapped(documents, (document) => (test(document) ? document : undefined));
    };
  },
  $sort: (spec) => {
    const sort = parseSort(spec);
    if (sort.length === 0) fail(15976, '$sort stage must have at least one sort key');
    return function* (documents) {
      yield* yield* sorted(yield* collected(documents), sort, (item) => item);
    };
  },
  $limit: (spec) => {
    const most = stageCount('$limit', spec);
    return (documents) => partOf(documents, 0, most);
  },
  $skip: (spec) => {
    const skipped = stageCount('$skip', spec);
    return (documents) => partOf(documents, skipped, Infinity);
  },
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '') fail(40156, 'the count field must be a non-empty string');
    if (spec.startsWith('$') || spec.includes('.')) fail(40158, `the count field cannot contain '.' or start with '$'`);
    return function* (documents) {
      let n = 0;
      yield* each(documents, () => n++);
      if (n > 0) yield new Map([[spec, n]]);
    };
  },
  $unwind: unwindStage,
  $group: groupStage,
  $facet: (spec) => {
    const facets = [...objectOf('$facet', spec, 40169)].map(
      ([name, pipeline]) => [name, compilePipeline(pipeline as Value[], true)] as const,
    );
    return function* (documents, context) {
      const all = yield* collected(documents);
      const result: Doc = new Map();
      for (const [name, stages] of facets) {
        const flow = mapped(all, (item) => item);
        result.set(name, yield* collected(runStages(stages, flow, context)));
      }
      yield result;
    };
  },
  $lookup: lookupStage,
});

/** Without the first ones, and no more asked for than so many. */
function* partOf(documents: Flow<Doc>, skipped: number, most: number): Flow<Doc> {
  let n = 0;
  for (const document of documents) {
    if (!document || ++n > skipped) yield document;
    if (n === most) return;
  }
}

function unwindStage(spec: Value): Stage {
  const options: Doc = isDoc(spec) ? spec : new Map([['path', spec]]);
  const path = options.get('path');
  if (typeof path !== 'string') fail(28808, `$unwind needs a string or an object, not ${typeName(spec)}`);
  if (!path.startsWith('$')) fail(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const index = options.get('includeArrayIndex');
  const keepsEmpty = options.get('preserveNullAndEmptyArrays') === true;
  const parts = path.slice(1).split('.');
  const added = typeof index === 'string' ? { [index]: '$$index' } : {};
  const setIndex = compileProjection(doc(added), null, true);
  const setItem = compileProjection(doc({ [path.slice(1)]: '$$item', ...added }), null, true);
  const unwind = (document: Doc): Doc[] => {
    const value = parts.reduce<Maybe>((inner, part) => (isDoc(inner) ? inner.get(part) : undefined), document);
    if (!keepsEmpty && (isNothing(value) || (isArray(value) && value.length === 0))) return [];
    if (!isArray(value)) return [setIndex(document, { index: null })];
    if (value.length === 0) return [setItem(document, { item: undefined, index: null })];
    return value.map((item, i) => setItem(document, { item, index: long(i) }));
  };
  return function* (documents) {
    for (const document of documents) {
      if (document) yield* unwind(document);
      yield;
    }
  };
}

function groupStage(spec: Value): Stage {
  if (!isDoc(spec)) fail(15947, "a group's fields must be specified in an object");
  if (!spec.has('_id')) fail(15955, 'a group specification must include an _id');
  const id = compileExpression(spec.get('_id')!);
  const fields = [...spec].filter(([name]) => name !== '_id').map(groupField);
  return function* (documents, { variables }) {
    const groups = new Map<string, { id: Value; values: Maybe[][] }>();
    yield* each(documents, (root) => {
      const value = id(root, variables) ?? null;
      const key = keyText(value);
      let group = groups.get(key);
      if (!group) groups.set(key, (group = { id: value, values: fields.map(() => []) }));
      const { values } = group;
      fields.forEach(({ expression }, i) => values[i]!.push(expression(root, variables)));
    });
    yield* mapped(groups.values(), (group) => {
      const result: Doc = new Map([['_id', group.id]]);
      fields.forEach(({ name, accumulate }, i) => result.set(name, accumulate(group.values[i]!) ?? null));
      return result;
    });
  };
}

function groupField([name, spec]: [string, Value]) {
  if (name.includes('.')) fail(40235, `The field name '${name}' cannot contain '.'`);
  if (!isDoc(spec) || spec.size !== 1) fail(40234, `The field '${name}' must be an accumulator object`);
  const [operator, operand] = [...spec][0]!;
  const accumulate = ACCUMULATORS.get(operator) ?? refuse(`unknown group operator '${operator}', which`, 15952);
  return { name, accumulate, expression: compileExpression(operand) };
}

/** Searches once for each document, so an index on the foreign field serves. */
function lookupStage(spec: Value): Stage {
  const hasFields = isDoc(spec) && (spec.has('localField') || spec.has('foreignField'));
  const needed = ['from', 'as', ...(hasFields ? ['localField', 'foreignField'] : [])];
  const given = argumentsOf('$lookup', spec, needed, ['let', 'pipeline']);
  const [from, as, local, foreign] = needed.map((name) => {
    const value = given.get(name);
    return typeof value === 'string' ? value : fail(9, `$lookup argument '${name}' must be a string`);
  }) as [string, string, string, string];
  const pipeline = given.get('pipeline') ?? (hasFields ? [] : null);
  if (!isArray(pipeline)) fail(9, "$lookup requires a list as 'pipeline', or both 'localField' and 'foreignField'");
  const stages = compilePipeline(pipeline, true);
  const vars = given.get('let') ?? new Map();
  const bind = isDoc(vars) ? compileVariables(vars) : fail(9, "$lookup argument 'let' must be an object");
  const setFound = compileProjection(doc({ [as]: '$$found' }), null, true);
  return function* (documents, context) {
    const everything = hasFields ? [] : yield* collected(context.read(from, new Map()));
    for (const document of documents) {
      yield;
      if (!document) continue;
      const filter = (): Doc => doc({ [foreign]: { $in: localKeys(document, local.split('.')) } });
      const found = hasFields ? context.read(from, filter()) : mapped(everything, (item) => item);
      const variables = bind(document, context.variables);
      const list = yield* collected(runStages(stages, found, { ...context, variables }));
      yield setFound(document, { found: list });
    }
  };
}

/** What a local value is compared with: the elements of an array, null for nothing. */
function localKeys(document: Doc, path: Path): Value[] {
  const value = valuesThrough(document, path);
  const keys = isArray(value) ? (path.length > 1 ? value.flat() : value) : [value ?? null];
  return keys.some(isRegex) ? refuse('$lookup by a regular expression', 2) : keys;
}
