// The update operators on one value: what stands there before, the operand, and what shall stand there; and the places
// they work at: finding them, making what is missing on the way, and saying why it cannot be.
import { Timestamp } from 'bson';
import { fail } from '../errors.js';
import { calculate } from '../bson/numbers.js';
import { compareValues, equalValues, keyText, unique } from '../bson/order.js';
import { isIndex, valueAt, type Path } from '../bson/paths.js';
import { copyValue, display, isArray, isDoc, isNumeric, isRegex, setField, table } from '../bson/values.js';
import { toNumber, typeName, wholeNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { sliced } from '../aggregate/functions.js';
import { compileFilter, isLogical, isOperatorDoc } from '../query/match.js';
import { sortList } from '../query/sort.js';

const MOST_PADDING = 1_500_000;

/** What an operator answers: a new value, nothing for none, or this. */
const KEEP = Symbol('keep');
type Change = (before: Maybe) => Maybe | typeof KEEP;

/** Runs `change` on the value at the path; containers on the way are made when `creates`. */
export function changeAt(document: Doc, path: Path, creates: boolean, change: Change): void {
  const before = valueAt(document, path);
  const outcome = before === undefined && !creates ? KEEP : change(before);
  if (outcome === KEEP) return;
  let holder: Value = document;
  for (const [i, part] of path.slice(0, -1).entries()) {
    let inside = valueAt(holder, [part]);
    if (inside === undefined) put(holder, part, (inside = new Map()), path[i - 1]);
    holder = inside;
  }
  put(holder, path.at(-1)!, outcome, path.at(-2));
}

/** Puts a value into its holder, which is called `name`. */
function put(holder: Value, part: string, value: Maybe, name = ''): void {
  if (isDoc(holder)) setField(holder, part, value);
  else if (isArray(holder) && isIndex(part)) {
    if (Number(part) - holder.length > MOST_PADDING) fail(2, `can't backfill more than ${MOST_PADDING} elements`);
    while (holder.length < Number(part)) holder.push(null);
    holder[Number(part)] = value ?? null;
  } else fail(28, `Cannot create field '${part}' in element {${name}: ${display(holder)}}`);
}

export interface Positions {
  /** Index of the array element that the query matched, for `$`. */
  readonly matched: number | undefined;
  /** For `$[name]`: which elements it stands for. */
  readonly filters: ReadonlyMap<string, (element: Value) => boolean>;
}

/** Replaces `$`, `$[]` and `$[name]` by the element numbers they stand for. */
export function concretePaths(document: Doc, path: Path, positions: Positions): Path[] {
  const at = path.findIndex((part, i) => i > 0 && /^\$(\[\w*\])?$/.test(part));
  if (at < 0) return [path];
  const head = path.slice(0, at);
  const indexes = selected(document, head, path[at] as string, positions);
  return indexes.flatMap((index) =>
    concretePaths(document, [...head, String(index), ...path.slice(at + 1)], positions),
  );
}

function selected(document: Doc, head: Path, part: string, { matched, filters }: Positions): number[] {
  if (part === '$')
    return [matched ?? fail(2, 'The positional operator did not find the match needed from the query.')];
  const array = valueAt(document, head);
  if (!isArray(array)) fail(2, `Cannot apply array updates to non-array element ${head.join('.')}: ${display(array)}`);
  const test = filters.get(part.slice(2, -1));
  return array.flatMap((element, index) => (!test || test(element) ? [index] : []));
}

/** Checks the operand once and gives the change. */
type Prepare = (operand: Value, path: string) => Change;

function arithmetic(operator: '$inc' | '$mul', operand: Value, path: string): Change {
  if (!isNumeric(operand)) fail(14, `Cannot ${operator} with non-numeric argument: {${path}: ${display(operand)}}`);
  return (value) => {
    if (value === undefined && operator === '$inc') return operand;
    const before = value === undefined ? 0 : value;
    if (!isNumeric(before))
      fail(14, `Cannot apply ${operator} to a value of non-numeric type: '${path}' is of type ${typeName(before)}`);
    return calculate(operator === '$inc' ? 'add' : 'multiply', before, operand, true);
  };
}

const set: Prepare = (operand) => () => copyValue(operand);

function extreme(sign: 1 | -1): Prepare {
  return (operand) => (before) =>
    before === undefined || compareValues(operand, before) * sign > 0 ? copyValue(operand) : KEEP;
}

const currentDate: Prepare = (operand) => {
  const type = isDoc(operand) ? operand.get('$type') : typeof operand === 'boolean' ? 'date' : undefined;
  if (type === 'date') return () => new Date();
  if (type === 'timestamp') return () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  return fail(2, "The '$type' string field is required to be 'date' or 'timestamp'");
};

function listAt(before: Maybe, path: string, code = 2): Value[] {
  if (isArray(before)) return before;
  return fail(code, `The field '${path}' must be an array but is of type ${typeName(before)}`);
}

const integer = (value: Maybe, what: string): number | null =>
  value === undefined ? null : (wholeNumber(value) ?? fail(2, `The value for ${what} must be an integer value`));

/** The options of an operator that takes {$each: […]}; another operand is the only element. */
function eachOf(operand: Value, known: string, code: number): { options: Doc; each: Value[] } {
  const options: Doc = isDoc(operand) && operand.has('$each') ? operand : new Map([['$each', [operand]]]);
  for (const field of options.keys())
    if (!known.split(' ').includes(field)) fail(2, `Unrecognized clause beside $each: ${field}`);
  const each = options.get('$each');
  if (!isArray(each)) fail(code, `The argument to $each must be an array but it was of type: ${typeName(each)}`);
  return { options, each };
}

const push: Prepare = (operand, path) => {
  const { options, each } = eachOf(operand, '$each $slice $sort $position', 2);
  const sort = options.get('$sort');
  if (sort !== undefined && !isDoc(sort) && !(isNumeric(sort) && Math.abs(toNumber(sort)) === 1))
    fail(2, 'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields');
  const slice = integer(options.get('$slice'), '$slice');
  const position = integer(options.get('$position'), '$position');
  return (before = []) => {
    const list = [...listAt(before, path)];
    list.splice(position ?? list.length, 0, ...each.map(copyValue));
    const sorted = sort === undefined ? list : sortList(list, sort);
    return slice === null ? sorted : sliced(sorted, slice);
  };
};

const addToSet: Prepare = (operand, path) => {
  const { each } = eachOf(operand, '$each', 14);
  return (before) => {
    const list = listAt(before ?? [], path);
    const known = new Set(list.map(keyText));
    const added = unique(each).filter((item) => !known.has(keyText(item)));
    return isArray(before) && added.length === 0 ? KEEP : list.concat(added.map(copyValue));
  };
};

const pop: Prepare = (operand, path) => {
  const side = wholeNumber(operand) ?? 0;
  if (Math.abs(side) !== 1) fail(9, `$pop expects 1 or -1, found: ${display(operand)}`);
  return (before) => (side === 1 ? listAt(before, path, 14).slice(0, -1) : listAt(before, path, 14).slice(1));
};

function without(path: string, test: (item: Value) => boolean): Change {
  return (before) => {
    const list = listAt(before, path);
    const kept = list.filter((item) => !test(item));
    return kept.length === list.length ? KEEP : kept;
  };
}

/** A document without operators is a filter on document elements; otherwise a condition on the element itself. */
function pullTest(operand: Value): (item: Value) => boolean {
  const isFilter = isDoc(operand) && (isLogical(operand) || !isOperatorDoc(operand));
  const condition = isDoc(operand) ? operand : new Map([[isRegex(operand) ? '$regex' : '$eq', operand]]);
  const { test } = compileFilter(new Map([['list', new Map([['$elemMatch', condition]])]]));
  return (item) => (isDoc(item) || !isFilter) && test(new Map([['list', [item]]]));
}

function pullAllTest(operand: Value): (item: Value) => boolean {
  if (!isArray(operand)) fail(2, `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  return (item) => operand.some((gone) => equalValues(item, gone));
}

/** These leave alone what is missing; the others make it. */
export const CHANGING = ['$unset', '$pop', '$pull', '$pullAll'];

export const OPERATORS = table<Prepare>({
  $set: set,
  $setOnInsert: set,
  $inc: (operand, path) => arithmetic('$inc', operand, path),
  $mul: (operand, path) => arithmetic('$mul', operand, path),
  $min: extreme(-1),
  $max: extreme(1),
  $currentDate: currentDate,
  $push: push,
  $addToSet: addToSet,
  $unset: () => () => undefined,
  $pop: pop,
  $pull: (operand, path) => without(path, pullTest(operand)),
  $pullAll: (operand, path) => without(path, pullAllTest(operand)),
});
