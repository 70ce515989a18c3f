// Expressions that are plain functions of their evaluated arguments (a missing one is undefined), and accumulators.
import { ObjectId } from 'bson';
import { fail } from '../errors.js';
import { calculate, sum } from '../bson/numbers.js';
import { compareValues, equalValues, unique } from '../bson/order.js';
import { double, isArray, isDoc, isNothing, isNumeric, isTruthy, isWhole } from '../bson/values.js';
import { long, toNumber, typeName, type Doc, type Maybe, type Numeric, type Value } from '../bson/values.js';
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

/** $toLower and $toUpper take what can be shown as text. */
const letters =
  (change: (text: string) => string): Operation =>
  ([value]) => {
    if (isNothing(value)) return '';
    const text = typeof value === 'boolean' ? undefined : toText(value);
    return change(text ?? fail(16007, `can't convert from BSON type ${typeName(value)} to String`));
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
  $type: ([value]) => typeName(value),
  $isNumber: ([value]) => isNumeric(value),
  $toLower: letters((text) => text.toLowerCase()),
  $toUpper: letters((text) => text.toUpperCase()),
  $createObjectId: () => new ObjectId(),
  ...CONVERSIONS,
};

/** The accumulators of $group; missing values are undefined in `values`. */
export interface Accumulator {
  finish(values: readonly Maybe[]): Maybe;
  /** May also stand where an expression is expected. */
  readonly isExpression: boolean;
}

type Finish = Accumulator['finish'];

const extreme =
  (sign: 1 | -1): Finish =>
  (values) => {
    const found = values.filter((value) => !isNothing(value));
    return found.length ? found.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best)) : null;
  };

const average: Finish = (values) => {
  const numbers = values.filter(isNumeric);
  return numbers.length ? double(toNumber(sum(numbers) as Numeric) / numbers.length) : null;
};

const merge: Finish = (values) => {
  const result: Doc = new Map();
  for (const value of values) {
    if (isNothing(value)) continue;
    if (!isDoc(value)) fail(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    for (const [name, item] of value) result.set(name, item);
  }
  return result;
};

const present = (values: readonly Maybe[]): Value[] => values.filter((value) => value !== undefined);

const both = (finish: Finish): Accumulator => ({ finish, isExpression: true });
const only = (finish: Finish): Accumulator => ({ finish, isExpression: false });

export const ACCUMULATORS: Record<string, Accumulator> = {
  $sum: both((values) => sum(values.filter(isNumeric))),
  $avg: both(average),
  $min: both(extreme(-1)),
  $max: both(extreme(1)),
  $mergeObjects: both(merge),
  $first: only((values) => values[0] ?? null),
  $last: only((values) => values.at(-1) ?? null),
  $push: only(present),
  $addToSet: only((values) => unique(present(values))),
  $count: only((values) => values.length),
};
