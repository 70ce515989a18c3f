// An update: operators, a whole new document, or a pipeline. Compiled once, then applied to a copy of each document.
import { ObjectId } from 'bson';
import { badValue, CommandError, failedToParse } from '../errors.js';
import { compareValues } from '../bson/order.js';
import { copyValue, isArray, isDoc, type Doc, type Maybe, type Value, copyDoc } from '../bson/values.js';
import { compileDocumentStages } from '../aggregate/document-stages.js';
import type { Variables } from '../aggregate/scope.js';
import { compileFilter } from '../query/match.js';
import { isOperatorDoc } from '../query/operators.js';
import { display } from '../store/records.js';
import { checkTypes, OPERATORS, unknownModifier } from './operators.js';
import { changeAt, concretePaths, REMOVE, valueAtPath, type ElementTest, type Outcome, type Path } from './paths.js';

export interface Update {
  readonly isReplacement: boolean;
  /** A changed copy; `matched` is the array element that the query found. */
  apply(document: Doc, matched: number | undefined, isInsert: boolean): Doc;
}

interface Step {
  readonly operator: string;
  readonly path: Path;
  readonly target?: Path;
  readonly creates: boolean;
  readonly change: (before: Maybe) => Outcome;
}

export function compileUpdate(source: Value, arrayFilters: Value | undefined, variables: Variables): Update {
  if (isArray(source)) {
    if (arrayFilters !== undefined) throw failedToParse('arrayFilters may not be specified for pipeline-syle updates');
    return pipelineUpdate(source, variables);
  }
  if (!isDoc(source)) throw failedToParse('Update argument must be either an object or an array');
  const first = source.keys().next().value;
  if (first?.startsWith('$')) return operatorUpdate(source, arrayFilters);
  for (const name of source.keys())
    if (name.startsWith('$'))
      throw new CommandError(
        52,
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
  if (isArray(arrayFilters) && arrayFilters.length)
    throw failedToParse('The array filters were not used in the update');
  return { isReplacement: true, apply: (document) => withId(copyDoc(source), document.get('_id')) };
}

function pipelineUpdate(stages: Value[], variables: Variables): Update {
  const run = compileDocumentStages(stages);
  return { isReplacement: false, apply: (document) => withId(run(document, variables), document.get('_id')) };
}

/** The _id of the old document, first; a new document may repeat but not change it. */
function withId(document: Doc, id: Maybe): Doc {
  const own = document.get('_id');
  if (id === undefined) return document;
  if (own !== undefined && compareValues(own, id) !== 0)
    throw new CommandError(
      66,
      `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${display(own)}`,
    );
  const result: Doc = new Map([['_id', id]]);
  for (const [name, value] of document) if (name !== '_id') result.set(name, value);
  return result;
}

function operatorUpdate(source: Doc, arrayFilters: Value | undefined): Update {
  const filters = compileArrayFilters(arrayFilters);
  const steps: Step[] = [];
  for (const [operator, fields] of source) {
    if (!OPERATORS[operator] && operator !== '$rename') throw unknownModifier(operator);
    if (!checkTypes(fields))
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${display(fields)}}`,
      );
    for (const [path, operand] of fields)
      steps.push(operator === '$rename' ? renameStep(path, operand) : stepOf(operator, path, operand));
  }
  checkConflicts(steps);
  checkFiltersUsed(filters, steps);
  steps.sort((a, b) => comparePaths(a.path, b.path));
  return {
    isReplacement: false,
    apply: (document, matched, isInsert) => applySteps(document, steps, { matched, filters }, isInsert),
  };
}

function stepOf(operator: string, path: string, operand: Value): Step {
  const { prepare, creates } = OPERATORS[operator] as (typeof OPERATORS)[string];
  return { operator, path: parsePath(path), creates, change: prepare(operand, path) };
}

function parsePath(path: string): Path {
  const parts = path.split('.');
  if (path === '') throw new CommandError(56, 'An empty update path is not valid.');
  if (parts.includes(''))
    throw new CommandError(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  return parts;
}

function renameStep(path: string, operand: Value): Step {
  if (typeof operand !== 'string')
    throw badValue(`The 'to' field for $rename must be a string: ${path}: ${display(operand)}`);
  if (operand === path) throw badValue(`The source and target field for $rename must differ: ${path}: "${operand}"`);
  if ([path, operand].some((item) => item.split('.').some((part) => part.startsWith('$'))))
    throw badValue(`The source and target field for $rename may not be dynamic: ${path}`);
  return {
    operator: '$rename',
    path: parsePath(path),
    target: parsePath(operand),
    creates: false,
    change: () => REMOVE,
  };
}

function checkConflicts(steps: readonly Step[]): void {
  const taken: string[] = [];
  for (const path of steps.flatMap((step) => (step.target ? [step.path, step.target] : [step.path]))) {
    const text = path.join('.');
    const clash = taken.find((other) => other === text || other.startsWith(`${text}.`) || text.startsWith(`${other}.`));
    if (clash !== undefined)
      throw new CommandError(
        40,
        `Updating the path '${text}' would create a conflict at '${clash.length < text.length ? clash : text}'`,
      );
    taken.push(text);
  }
}

function compileArrayFilters(source: Value | undefined): Map<string, ElementTest> {
  const result = new Map<string, ElementTest>();
  if (source === undefined || source === null) return result;
  if (!isArray(source)) throw new CommandError(14, "'arrayFilters' must be an array");
  for (const item of source) {
    const names = new Set<string>();
    const rewritten = rename(item as Doc, names);
    const [name] = names;
    if (name === undefined || names.size !== 1)
      throw failedToParse(
        names.size
          ? `Error parsing array filter :: caused by :: Expected a single top-level field name, found ${[...names].map((n) => `'${n}'`).join(' and ')}`
          : 'Cannot use an expression without a top-level field name in arrayFilters',
      );
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name))
      throw badValue(
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    if (result.has(name))
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    const filter = compileFilter(rewritten);
    result.set(name, (element) => filter.test(new Map([['e', [element]]])));
  }
  return result;
}

/** {'x.a': 1} speaks of the element x: it becomes {e: {$elemMatch: …}} on the element under the name e. */
function rename(filter: Doc, names: Set<string>): Doc {
  const result: Doc = new Map();
  const onDocument: Doc = new Map();
  for (const [key, value] of filter) {
    if (key.startsWith('$')) result.set(key, isArray(value) ? value.map((item) => rename(item as Doc, names)) : value);
    else {
      const [name, ...rest] = key.split('.');
      names.add(name as string);
      if (rest.length) onDocument.set(rest.join('.'), value);
      else
        result.set('$and', [
          ...((result.get('$and') as Value[] | undefined) ?? []),
          new Map([['e', elementCondition(value)]]),
        ]);
    }
  }
  if (onDocument.size) result.set('e', new Map([['$elemMatch', onDocument]]));
  return result;
}

const elementCondition = (value: Value): Value =>
  new Map([['$elemMatch', isOperatorDoc(value) ? value : new Map([[isRegexValue(value) ? '$regex' : '$eq', value]])]]);

const isRegexValue = (value: Value): boolean => (value as { _bsontype?: string } | null)?._bsontype === 'BSONRegExp';

function checkFiltersUsed(filters: ReadonlyMap<string, unknown>, steps: readonly Step[]): void {
  const used = new Set(
    steps.flatMap((step) => step.path.filter((part) => /^\$\[\w+\]$/.test(part)).map((part) => part.slice(2, -1))),
  );
  for (const name of filters.keys())
    if (!used.has(name)) throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
  for (const name of used)
    if (!filters.has(name)) throw badValue(`No array filter found for identifier '${name}' in path`);
}

/** New fields appear in this order, as in MongoDB: numbers by value, names by text. */
function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}

interface Where {
  readonly matched: number | undefined;
  readonly filters: ReadonlyMap<string, ElementTest>;
}

function applySteps(document: Doc, steps: readonly Step[], where: Where, isInsert: boolean): Doc {
  const result = copyDoc(document);
  for (const step of steps) {
    if (step.operator === '$setOnInsert' && !isInsert) continue;
    if (!isInsert) checkTopLevel(step.path);
    if (step.target) applyRename(result, step.path, step.target);
    else for (const path of concretePaths(result, step.path, where)) changeAt(result, path, step.creates, step.change);
  }
  const id = document.get('_id');
  if (id !== undefined && (!result.has('_id') || compareValues(result.get('_id'), id) !== 0))
    throw new CommandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
  return result;
}

/** A new document may have such a field; an existing one cannot be given it by an operator. */
function checkTopLevel([first = '']: Path): void {
  if (first.startsWith('$') && !['$ref', '$id', '$db'].includes(first))
    throw new CommandError(52, `The dollar ($) prefixed field '${first}' in '${first}' is not valid for storage.`);
}

function applyRename(document: Doc, from: Path, to: Path): void {
  for (const path of [from, to])
    for (let i = 1; i <= path.length; i++)
      if (isArray(valueAtPath(document, path.slice(0, i))) && i < path.length)
        throw badValue(`The source field cannot be an array element, '${path.join('.')}' in doc has an array field`);
  const value = valueAtPath(document, from);
  if (value === undefined) return;
  changeAt(document, to, true, () => value);
  changeAt(document, from, false, () => REMOVE);
}

/** The document an upsert begins with: what the filter says must be equal. */
export function upsertBase(filter: Doc, isReplacement: boolean): Doc {
  const result: Doc = new Map();
  for (const [path, value] of equalities(filter)) {
    if (isReplacement && path !== '_id') continue;
    if (path.split('.').some((part) => part.startsWith('$')))
      throw new CommandError(52, `The dollar ($) prefixed field in '${path}' is not valid for storage.`);
    if (valueAtPath(result, path.split('.')) !== undefined)
      throw new CommandError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    changeAt(result, path.split('.'), true, () => copyValue(value));
  }
  return result;
}

function equalities(filter: Doc): [string, Value][] {
  return [...filter].flatMap(([name, operand]): [string, Value][] => {
    if ((name === '$and' || (name === '$or' && (operand as Value[]).length === 1)) && isArray(operand))
      return operand.flatMap((item) => equalities(item as Doc));
    if (name.startsWith('$')) return [];
    if (!isOperatorDoc(operand)) return isRegexValue(operand) ? [] : [[name, operand]];
    const only = operand.get('$eq') ?? single(operand.get('$in')) ?? single(operand.get('$all'));
    return only === undefined || isOperatorDoc(only) ? [] : [[name, only]];
  });
}

const single = (list: Maybe): Maybe =>
  isArray(list) && list.length === 1 && !isRegexValue(list[0] as Value) ? list[0] : undefined;

/** _id first; made when the document has none. */
export function ensureId(document: Doc): Doc {
  const result: Doc = new Map([['_id', document.get('_id') ?? (document.has('_id') ? null : new ObjectId())]]);
  for (const [name, value] of document) if (name !== '_id') result.set(name, value);
  return result;
}
