// The accumulators of $group, which are also expressions over lists. Missing values are undefined in `values`.
import { CommandError } from '../errors.js';
import { fold, isNumeric, toNumber, type Numeric } from '../bson/numbers.js';
import { compareValues, keyText } from '../bson/order.js';
import { double, isDoc, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';

export interface Accumulator {
  finish(values: Maybe[]): Maybe;
  /** May also stand where an expression is expected. */
  readonly isExpression: boolean;
}

const numbersIn = (values: Maybe[]): Numeric[] => values.filter(isNumeric);
const present = (values: Maybe[]): Value[] =>
  values.filter((value): value is Value => value !== undefined && value !== null);

function extreme(values: Maybe[], sign: 1 | -1): Maybe {
  let best: Maybe = null;
  for (const value of present(values)) if (best === null || compareValues(value, best) * sign > 0) best = value;
  return best;
}

function deviation(values: Maybe[], spare: 0 | 1): Maybe {
  const numbers = numbersIn(values).map(toNumber);
  if (numbers.length <= spare) return null;
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return double(Math.sqrt(numbers.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (numbers.length - spare)));
}

function average(values: Maybe[]): Maybe {
  const numbers = numbersIn(values);
  if (numbers.length === 0) return null;
  const sum = fold(numbers, 'add') as Numeric;
  return double(toNumber(sum) / numbers.length);
}

function merge(values: Maybe[]): Doc {
  const result: Doc = new Map();
  for (const value of present(values)) {
    if (!isDoc(value))
      throw new CommandError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`);
    for (const [name, item] of value) result.set(name, item);
  }
  return result;
}

function distinct(values: Maybe[]): Value[] {
  const found = new Map<string, Value>();
  for (const value of values) if (value !== undefined && !found.has(keyText(value))) found.set(keyText(value), value);
  return [...found.values()];
}

const both = (finish: Accumulator['finish']): Accumulator => ({ finish, isExpression: true });
const only = (finish: Accumulator['finish']): Accumulator => ({ finish, isExpression: false });

export const ACCUMULATORS: Record<string, Accumulator> = {
  $sum: both((values) => fold(numbersIn(values), 'add')),
  $avg: both(average),
  $min: both((values) => extreme(values, -1)),
  $max: both((values) => extreme(values, 1)),
  $stdDevPop: both((values) => deviation(values, 0)),
  $stdDevSamp: both((values) => deviation(values, 1)),
  $mergeObjects: both(merge),
  $first: only((values) => values[0] ?? null),
  $last: only((values) => values.at(-1) ?? null),
  $push: only((values) => values.filter((value) => value !== undefined)),
  $addToSet: only(distinct),
  $count: only((values) => values.length),
};
