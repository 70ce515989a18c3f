// The accumulators of $group, which are also expressions over lists. Missing values are undefined in `values`.
import { fail } from '../errors.js';
import { sum } from '../bson/numbers.js';
import { compareValues, keyText } from '../bson/order.js';
import { double, isDoc, isNothing, isNumeric, toNumber, typeName } from '../bson/values.js';
import type { Doc, Maybe, Numeric, Value } from '../bson/values.js';

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

/** Each value once, the first of equal ones. */
export function unique(values: readonly Value[]): Value[] {
  const found = new Map<string, Value>();
  for (const value of values) if (!found.has(keyText(value))) found.set(keyText(value), value);
  return [...found.values()];
}

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
