// Expressions that are plain functions of their evaluated arguments; a missing argument is undefined.
import { ObjectId } from 'bson';
import { fail } from '../errors.js';
import { calculate, sum } from '../bson/numbers.js';
import { compareValues, equalValues, keyText } from '../bson/order.js';
import { doc, double, isArray, isDoc, isNothing, isNumeric, isTruthy, isWhole } from '../bson/values.js';
import { long, toNumber, typeName, type Doc, type Maybe, type Numeric, type Value } from '../bson/values.js';
import { unique } from './accumulators.js';
import { CONVERSIONS, toText } from './convert.js';

/** An argument list evaluated to a value. */
export type Operation = (args: Maybe[]) => Maybe;

const exactly =
  (count: number, operation: Operation): Operation =>
  (args) =>
    args.length === count ? operation(args) : fail(16020, `Expression takes exactly ${count} arguments`);

/** null as soon as an argument is null or missing. */
const strict =
  (operation: (args: Value[]) => Maybe): Operation =>
  (args) =>
    args.some(isNothing) ? null : operation(args as Value[]);

const comparison = (accept: (order: number) => boolean): Operation =>
  exactly(2, ([a, b]) => accept(compareValues(a, b)));

const numeric = (value: Maybe): Numeric =>
  isNumeric(value) ? value : fail(14, `only numeric types are supported here, not ${typeName(value)}`);

const listIn = (value: Maybe, code: number): Value[] =>
  isArray(value) ? value : fail(code, `the argument must be an array, but was of type: ${typeName(value)}`);

const add = strict((args) => {
  const [date, another] = args.filter((item) => item instanceof Date);
  if (another) fail(16612, 'only one date allowed in an $add expression');
  const total = sum(args.filter((item) => !(item instanceof Date)).map(numeric)) as Numeric;
  return date ? new Date(date.getTime() + Math.round(toNumber(total))) : total;
});

const subtract = strict(([a, b]) => {
  if (a instanceof Date && b instanceof Date) return long(a.getTime() - b.getTime());
  if (a instanceof Date) return new Date(a.getTime() - Math.round(toNumber(numeric(b))));
  return calculate('subtract', numeric(a), numeric(b));
});

const divide = strict(([a, b]) => {
  calculate('add', numeric(a), numeric(b));
  if (toNumber(numeric(b)) === 0) fail(2, "can't $divide by zero");
  return double(toNumber(numeric(a)) / toNumber(numeric(b)));
});

const remainder = strict(([a, b]) =>
  toNumber(numeric(b)) === 0 ? fail(16610, "can't $mod by zero") : calculate('remainder', numeric(a), numeric(b)),
);

/** $ceil and $floor leave integers as they are. */
const rounding = (round: (n: number) => number): Operation =>
  strict(([value]) => (isWhole(value) ? value : double(round(toNumber(calculate('add', numeric(value), 0))))));

const element = (index: number): Operation => strict(([list]) => listIn(list, 28689).at(index));

const slice = strict(([list, first, count]) => {
  const array = listIn(list, 28724);
  const from = toNumber(numeric(first));
  if (count === undefined) return from >= 0 ? array.slice(0, from) : array.slice(from);
  if (toNumber(numeric(count)) <= 0) fail(28729, 'Third argument to $slice must be positive');
  const start = from < 0 ? Math.max(0, array.length + from) : from;
  return array.slice(start, start + toNumber(numeric(count)));
});

const inSet = (list: Value[], isWanted: boolean): ((item: Value) => boolean) => {
  const known = new Set(list.map(keyText));
  return (item) => known.has(keyText(item)) === isWanted;
};
const ordered = (values: Value[]): Value[] => unique(values).sort(compareValues);

const sets = (operation: (a: Value[], b: Value[]) => Value[]): Operation =>
  strict((args) => args.map((arg) => listIn(arg, 17043)).reduce(operation));

const objectToArray = strict(([value]) => {
  if (!isDoc(value)) fail(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(([k, v]) => doc({ k, v }));
});

const arrayToObject = strict(([list]) => {
  const result: Doc = new Map();
  for (const item of listIn(list, 40386)) {
    const [k, v] = isDoc(item) ? [item.get('k'), item.get('v')] : listIn(item, 40398);
    if (typeof k !== 'string') fail(40394, '$arrayToObject requires keys of type string');
    result.set(k, v ?? null);
  }
  return result;
});

/** $toLower and $toUpper take what can be shown as text. */
const letters =
  (change: (text: string) => string): Operation =>
  ([value]) => {
    if (isNothing(value)) return '';
    if (typeof value === 'boolean' || isDoc(value) || isArray(value))
      fail(16007, `can't convert from BSON type ${typeName(value)} to String`);
    return change(toText(value));
  };

export const FUNCTIONS: Record<string, Operation> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: exactly(2, ([a, b]) => Math.sign(compareValues(a, b))),
  $not: exactly(1, ([value]) => !isTruthy(value)),
  $add: add,
  $subtract: exactly(2, subtract),
  $multiply: strict((args) => args.map(numeric).reduce((a, b) => calculate('multiply', a, b), 1)),
  $divide: exactly(2, divide),
  $mod: exactly(2, remainder),
  $abs: strict(([n]) => (toNumber(numeric(n)) < 0 ? calculate('multiply', numeric(n), -1) : n)),
  $ceil: rounding(Math.ceil),
  $floor: rounding(Math.floor),
  $size: exactly(1, ([list]) => listIn(list, 17124).length),
  $arrayElemAt: exactly(
    2,
    strict(([list, index]) => listIn(list, 28689).at(toNumber(numeric(index)))),
  ),
  $first: element(0),
  $last: element(-1),
  $slice: slice,
  $isArray: exactly(1, ([value]) => isArray(value)),
  $in: exactly(2, ([value, list]) => listIn(list, 40081).some((item) => equalValues(item, value))),
  $concatArrays: strict((args) => args.flatMap((item) => listIn(item, 28664))),
  $reverseArray: strict(([list]) => listIn(list, 34435).toReversed()),
  $setUnion: sets((a, b) => ordered([...a, ...b])),
  $setIntersection: sets((a, b) => ordered(a.filter(inSet(b, true)))),
  $setDifference: sets((a, b) => unique(a.filter(inSet(b, false)))),
  $setIsSubset: exactly(2, ([a, b]) => listIn(a, 17046).every(inSet(listIn(b, 17042), true))),
  $objectToArray: objectToArray,
  $arrayToObject: arrayToObject,
  $type: ([value]) => typeName(value),
  $isNumber: ([value]) => isNumeric(value),
  $toLower: letters((text) => text.toLowerCase()),
  $toUpper: letters((text) => text.toUpperCase()),
  $createObjectId: () => new ObjectId(),
  ...CONVERSIONS,
};
