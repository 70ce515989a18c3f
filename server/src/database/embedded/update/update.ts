// An update: operators, a whole new document, or a pipeline. Compiled once, then applied to a copy of each document.
import { ObjectId } from 'bson';
import { fail, refuse } from '../errors.js';
import { equalValues } from '../bson/order.js';
import { isIndex, valueAt, type Path } from '../bson/paths.js';
import { copyDoc, copyValue, display, isArray, isDoc, isNothing, isRegex } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import type { Variables } from '../aggregate/expression.js';
import { DOCUMENT_STAGES, stageParts } from '../aggregate/stages.js';
import { compileFilter, isOperator, isOperatorDoc } from '../query/match.js';
import { changeAt, CHANGING, concretePaths, OPERATORS, type Positions } from './operators.js';

export interface Update {
  readonly isReplacement: boolean;
  /** A changed copy; `matched` is the array element that the query found. */
  apply(document: Doc, matched: number | undefined, isInsert: boolean): Doc;
}

interface Step {
  /** What it changes: one path, or two for $rename. */
  readonly paths: readonly [Path, Path?];
  readonly isForInsert: boolean;
  apply(document: Doc, positions: Positions): void;
}

export function compileUpdate(source: Maybe, arrayFilters: Maybe, variables: Variables): Update {
  if (isArray(source)) {
    if (arrayFilters !== undefined) fail(9, 'arrayFilters may not be specified for pipeline-style updates');
    return pipelineUpdate(source, variables);
  }
  if (!isDoc(source)) fail(9, 'Update argument must be either an object or an array');
  if (source.keys().next().value?.startsWith('$')) return operatorUpdate(source, arrayFilters);
  const wrong = [...source.keys()].find((name) => name.startsWith('$'));
  if (wrong) fail(52, `The dollar ($) prefixed field '${wrong}' is not allowed in an update's replacement document.`);
  if (isArray(arrayFilters) && arrayFilters.length) fail(9, 'The array filters were not used in the update');
  return { isReplacement: true, apply: (document) => withId(copyDoc(source), document.get('_id')) };
}

function pipelineUpdate(pipeline: Value[], variables: Variables): Update {
  const stages = pipeline.map((item) => {
    const [name, spec] = stageParts(item);
    return DOCUMENT_STAGES.get(name)?.(spec) ?? fail(72, `${name} is not allowed to be used within an update`);
  });
  const run = (document: Doc): Doc => stages.reduce((value, stage) => stage(value, variables), document);
  return { isReplacement: false, apply: (document) => withId(run(document), document.get('_id')) };
}

/** The _id of the old document, first; a new document may repeat but not change it. */
function withId(document: Doc, id: Maybe): Doc {
  if (id === undefined) return document;
  if (document.has('_id') && !equalValues(document.get('_id'), id))
    fail(66, `After applying the update, the (immutable) field '_id' was found to have been altered`);
  return new Map([['_id', id], ...document]).set('_id', id);
}

/** _id first; made when the document has none. */
export function ensureId(document: Doc): Doc {
  const id = document.has('_id') ? document.get('_id')! : new ObjectId();
  return new Map([['_id', id], ...document]);
}

function operatorUpdate(source: Doc, arrayFilters: Maybe): Update {
  const filters = compileArrayFilters(arrayFilters);
  const steps = [...source].flatMap(([operator, fields]) => {
    if (!isDoc(fields)) fail(9, `Modifiers operate on fields but we found ${display(fields)} in ${operator}`);
    return [...fields].map(([path, operand]) => stepOf(operator, path, operand));
  });
  checkConflicts(steps);
  checkFiltersUsed(filters, steps);
  steps.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return {
    isReplacement: false,
    apply: (document, matched, isInsert) => applySteps(document, steps, { matched, filters }, isInsert),
  };
}

/** New fields appear in this order, as in MongoDB: numbers by value, names by text. */
const placeOf = ({ paths: [path] }: Step): string =>
  path.map((part) => (isIndex(part) ? part.padStart(10, '0') : part)).join('\0');

function stepOf(operator: string, name: string, operand: Value): Step {
  const path = parsePath(name);
  if (operator === '$rename') return renaming(path, operand);
  const prepare = OPERATORS.get(operator) ?? refuse(`Unknown modifier: ${operator}, which`, 9);
  const change = prepare(operand, name);
  const creates = !CHANGING.includes(operator);
  const apply: Step['apply'] = (document, positions) =>
    concretePaths(document, path, positions).forEach((place) => changeAt(document, place, creates, change));
  return { paths: [path], isForInsert: operator === '$setOnInsert', apply };
}

function parsePath(path: string): Path {
  const parts = path.split('.');
  return parts.includes('') ? fail(56, `The update path '${path}' contains an empty field name.`) : parts;
}

function renaming(from: Path, operand: Value): Step {
  const name = from.join('.');
  if (typeof operand !== 'string') fail(2, `The 'to' field for $rename must be a string: ${name}`);
  if (operand === name) fail(2, `The source and target field for $rename must differ: ${name}`);
  const target = parsePath(operand);
  if ([...from, ...target].some((part) => part.startsWith('$')))
    fail(2, `The source and target field for $rename may not be dynamic: ${name}`);
  const apply: Step['apply'] = (document) => {
    for (const path of [from, target])
      if (path.some((_, i) => i > 0 && isArray(valueAt(document, path.slice(0, i)))))
        fail(2, `The source field cannot be an array element, '${path.join('.')}' in doc has an array field`);
    const value = valueAt(document, from);
    if (value === undefined) return;
    changeAt(document, target, true, () => value);
    changeAt(document, from, false, () => undefined);
  };
  return { paths: [from, target], isForInsert: false, apply };
}

function checkConflicts(steps: readonly Step[]): void {
  const taken: string[] = [];
  for (const text of steps.flatMap(({ paths }) => paths.map((path) => path!.join('.')))) {
    const clash = taken.find((other) => `${other}.`.startsWith(`${text}.`) || `${text}.`.startsWith(`${other}.`));
    if (clash !== undefined) fail(40, `Updating the path '${text}' would create a conflict at '${clash}'`);
    taken.push(text);
  }
}

function compileArrayFilters(source: Maybe): Positions['filters'] {
  const result = new Map<string, (element: Value) => boolean>();
  if (isNothing(source)) return result;
  if (!isArray(source)) fail(14, "'arrayFilters' must be an array");
  for (const item of source) {
    if (!isDoc(item)) fail(14, 'an array filter must be an object');
    const filter = compileFilter(item);
    // The name that it gives to the element it speaks of.
    const [name, another] = filter.fields ?? [];
    if (name === undefined || another) fail(9, 'Expected a single top-level field name in an array filter');
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
      fail(2, `The top-level field name must be alphanumeric and begin with a lowercase letter, found '${name}'`);
    if (result.has(name)) fail(9, `Found multiple array filters with the same top-level field name ${name}`);
    result.set(name, (element) => {
      if (isArray(element)) refuse('An array filter on arrays within an array', 2);
      return filter.test(new Map([[name, element]]));
    });
  }
  return result;
}

function checkFiltersUsed(filters: Positions['filters'], steps: readonly Step[]): void {
  const parts = steps.flatMap(({ paths: [path] }) => path.filter((part) => /^\$\[\w+\]$/.test(part)));
  const used = new Set(parts.map((part) => part.slice(2, -1)));
  for (const name of filters.keys())
    if (!used.has(name)) fail(9, `The array filter for identifier '${name}' was not used in the update`);
  for (const name of used) if (!filters.has(name)) fail(2, `No array filter found for identifier '${name}' in path`);
}

function applySteps(document: Doc, steps: readonly Step[], positions: Positions, isInsert: boolean): Doc {
  const result = copyDoc(document);
  for (const { paths, isForInsert, apply } of steps) {
    if (isForInsert && !isInsert) continue;
    const [first = ''] = paths[0];
    // A new document may have such a field; an existing one cannot be given it by an operator.
    if (!isInsert && isOperator(first))
      fail(52, `The dollar ($) prefixed field '${first}' in '${paths[0].join('.')}' is not valid for storage.`);
    apply(result, positions);
  }
  const id = document.get('_id');
  if (id !== undefined && !(result.has('_id') && equalValues(result.get('_id'), id)))
    fail(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  return result;
}

/** The document an upsert begins with: what the filter says must be equal. */
export function upsertBase(filter: Doc, isReplacement: boolean): Doc {
  const result: Doc = new Map();
  for (const [path, value] of equalities(filter)) {
    if (isReplacement && path !== '_id') continue;
    const parts = path.split('.');
    if (parts.some((part) => part.startsWith('$')))
      fail(52, `The dollar ($) prefixed field in '${path}' is not valid for storage.`);
    if (valueAt(result, parts) !== undefined)
      fail(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    changeAt(result, parts, true, () => copyValue(value));
  }
  return result;
}

function equalities(filter: Doc): [string, Value][] {
  return [...filter].flatMap(([name, operand]): [string, Value][] => {
    const isAll = isArray(operand) && (name === '$and' || (name === '$or' && operand.length === 1));
    if (isAll) return operand.flatMap((item) => equalities(item as Doc));
    if (name.startsWith('$')) return [];
    if (!isOperatorDoc(operand)) return isRegex(operand) ? [] : [[name, operand]];
    const only = operand.get('$eq') ?? single(operand.get('$in')) ?? single(operand.get('$all'));
    return only === undefined || isOperatorDoc(only) ? [] : [[name, only]];
  });
}

const single = (list: Maybe): Maybe => (isArray(list) && list.length === 1 && !isRegex(list[0]) ? list[0] : undefined);
