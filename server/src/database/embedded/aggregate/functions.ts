// Expressions that are plain functions of their evaluated arguments (a missing one is undefined), and accumulators.
import { Long, ObjectId } from 'bson';
import { fail, refuse } from '../errors.js';
import { calculate, sum, wholePart } from '../bson/numbers.js';
import { compareValues, equalValues, unique } from '../bson/order.js';
import { display, double, isArray, isDoc, isNothing, isNumeric, isTruthy, isWhole } from '../bson/values.js';
import { long, table, toNumber, typeName, type Doc, type Maybe, type Numeric, type Value } from '../bson/values.js';

/** An argument list evaluated to a value. */
export type Operation = (args: readonly Maybe[]) => Maybe;

function exactly(count: number, operation: Operation): Operation {
  return (args) => (args.length === count ? operation(args) : fail(16020, `${count} arguments are needed`));
}

/** null as soon as an argument is null or missing. */
function strict(operation: (args: Value[]) => Maybe): Operation {
  return (args) => (args.some(isNothing) ? null : operation(args as Value[]));
}

const comparison = (accept: (order: number) => boolean): Operation =>
  exactly(2, ([a, b]) => accept(compareValues(a, b)));

const numeric = (value: Maybe): Numeric =>
  isNumeric(value) ? value : fail(14, `only numeric types are supported here, not ${typeName(value)}`);

export const objectOf = (operator: string, value: Maybe, code: number): Doc =>
  isDoc(value) ? value : fail(code, `${operator} needs an object, but was given one of type: ${typeName(value)}`);

export const listIn = (value: Maybe, code: number): Value[] =>
  isArray(value) ? value : fail(code, `the argument must be an array, but was of type: ${typeName(value)}`);

const add = strict((args) => {
  const [date, another] = args.filter((item) => item instanceof Date);
  if (another) fail(16612, 'only one date allowed in an $add expression');
  const total = sum(args.filter((item) => !(item instanceof Date)).map(numeric));
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

const element = (index?: number): Operation =>
  strict(([list, at]) => listIn(list, 28689).at(index ?? toNumber(numeric(at))));

/** The first or last elements, or so many from a place, which counts from the end when it is negative. */
export function sliced(list: Value[], first: number, count?: number): Value[] {
  if (count === undefined) return first >= 0 ? list.slice(0, first) : list.slice(first);
  const start = first < 0 ? Math.max(0, list.length + first) : first;
  return list.slice(start, start + count);
}

const slice = strict(([list, first, count]) => {
  const most = count === undefined ? undefined : toNumber(numeric(count));
  if (most !== undefined && most <= 0) fail(28729, 'Third argument to $slice must be positive');
  return sliced(listIn(list, 28724), toNumber(numeric(first)), most);
});

function toText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (typeName(value) === 'double') return String(toNumber(value as number));
  return typeof value === 'boolean' || isNumeric(value) ? value.toString() : undefined;
}

/** $toLower and $toUpper take what can be shown as text. */
function letters(value: Maybe): string {
  if (isNothing(value)) return '';
  const text = typeof value === 'boolean' ? undefined : toText(value);
  return text ?? fail(16007, `can't convert from BSON type ${typeName(value)} to String`);
}

function conversion(to: string, convert: (value: Value) => Maybe): Operation {
  const one = strict(([value]) => convert(value!) ?? refuse(`Conversion of ${display(value)} to ${to}`, 241));
  return exactly(1, one);
}

function toWhole(value: Value): bigint | undefined {
  if (typeof value === 'string') return /^[+-]?\d+$/.test(value) ? BigInt(value) : undefined;
  return typeof value === 'boolean' ? BigInt(value) : wholePart(value);
}

function toInteger(value: Value, bits: 32 | 64): Maybe {
  const whole = toWhole(value);
  if (whole !== undefined && BigInt.asIntN(bits, whole) !== whole) fail(241, `${display(value)} would overflow`);
  return whole === undefined ? whole : bits === 32 ? Number(whole) : Long.fromBigInt(whole);
}

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

function toDate(value: Value): Date | undefined {
  if (value instanceof ObjectId) return value.getTimestamp();
  if (isNumeric(value) && typeName(value) !== 'int') return new Date(Math.trunc(toNumber(value)));
  const date = typeof value === 'string' && DATE.test(value) ? new Date(value) : value;
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : undefined;
}

function toObjectId(value: Value): ObjectId | undefined {
  if (value instanceof ObjectId) return value;
  return typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value) ? new ObjectId(value) : undefined;
}

const total: Operation = (values) => sum(values.filter(isNumeric));

const average: Operation = (values) => {
  const numbers = values.filter(isNumeric);
  return numbers.length ? double(toNumber(sum(numbers)) / numbers.length) : null;
};

function extreme(values: readonly Maybe[], sign: 1 | -1): Maybe {
  const isBetter = (value: Maybe, best: Maybe): boolean => isNothing(best) || compareValues(value, best) * sign > 0;
  return values.reduce((best, value) => (!isNothing(value) && isBetter(value, best) ? value : best), null);
}

const merge: Operation = (values) =>
  new Map(values.flatMap((value) => (isNothing(value) ? [] : [...objectOf('$mergeObjects', value, 40400)])));

const present = (values: readonly Maybe[]): Value[] => values.filter((value) => value !== undefined);

/** The accumulators of $group, over the values of its documents. */
export const ACCUMULATORS = table<Operation>({
  $sum: total,
  $avg: average,
  $min: (values) => extreme(values, -1),
  $max: (values) => extreme(values, 1),
  $mergeObjects: merge,
  $first: ([first]) => first,
  $last: (values) => values.at(-1),
  $push: present,
  $addToSet: (values) => unique(present(values)),
  $count: (values) => values.length,
});

/** Accumulators that are expressions too: one operand that is an array is the list, several operands are one each. */
const OVER_LISTS = ['$sum', '$avg', '$min', '$max', '$mergeObjects'].map((name): [string, Operation] => [
  name,
  (args) => ACCUMULATORS.get(name)!(args.length === 1 && isArray(args[0]) ? args[0] : args),
]);

export const FUNCTIONS = table<Operation>({
  ...Object.fromEntries(OVER_LISTS),
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
  $arrayElemAt: exactly(2, element()),
  $first: element(0),
  $last: element(-1),
  $slice: slice,
  $isArray: exactly(1, ([value]) => isArray(value)),
  $in: exactly(2, ([value, list]) => listIn(list, 40081).some((item) => equalValues(item, value))),
  $concatArrays: strict((args) => args.flatMap((item) => listIn(item, 28664))),
  $reverseArray: strict(([list]) => listIn(list, 34435).toReversed()),
  $type: ([value]) => typeName(value),
  $isNumber: ([value]) => isNumeric(value),
  $toLower: ([value]) => letters(value).toLowerCase(),
  $toUpper: ([value]) => letters(value).toUpperCase(),
  $toString: conversion('string', toText),
  $toBool: conversion('bool', isTruthy),
  $toInt: conversion('int', (value) => toInteger(value, 32)),
  $toLong: conversion('long', (value) => toInteger(value, 64)),
  $toDouble: conversion('double', (value) => (isNumeric(value) ? double(toNumber(value)) : undefined)),
  $toDate: conversion('date', toDate),
  $toObjectId: conversion('objectId', toObjectId),
});
