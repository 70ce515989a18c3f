// The tests on one value: $eq, $gt, $in, $regex, $type and their kind. `undefined` is a missing field.
import { BSON, Long, MaxKey, MinKey } from 'bson';
import { fail } from '../errors.js';
import { compareValues, equalValues, keyText, orderClass } from '../bson/order.js';
import { display, isArray, isDoc, isNothing, isNumeric, isRegex, toNumber, typeName } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { compilePattern } from './regex.js';

export type ValueTest = (value: Maybe) => boolean;
type Prepare = (operand: Value, all: Doc) => ValueTest;

const equalTo: Prepare = (wanted) =>
  wanted === null ? isNothing : (value) => value !== undefined && equalValues(value, wanted);

const ordered =
  (accept: (order: number) => boolean): Prepare =>
  (limit) => {
    if (isRegex(limit)) fail(2, `Can't have RegEx as arg to predicate over field`);
    if (limit === null) return accept(0) ? isNothing : () => false;
    const isExtreme = limit instanceof MinKey || limit instanceof MaxKey;
    const isNaNLimit = isNumeric(limit) && Number.isNaN(toNumber(limit));
    return (value) => {
      if (value === undefined || (!isExtreme && orderClass(value) !== orderClass(limit))) return false;
      if (isNumeric(value) && Number.isNaN(toNumber(value)) !== isNaNLimit && !isExtreme) return false;
      return accept(compareValues(value, limit));
    };
  };

const oneOf: Prepare = (operand) => {
  if (!isArray(operand)) fail(2, '$in needs an array');
  if (operand.some(isOperatorDoc)) fail(2, 'cannot nest $ under $in');
  const patterns = operand.filter(isRegex).map((item) => regexTest(item.pattern, item.options));
  const keys = new Set(operand.map(keyText));
  if (operand.includes(null)) keys.add(keyText(undefined));
  return (value) => keys.has(keyText(value)) || patterns.some((test) => test(value));
};

function regexTest(pattern: string, options: string): ValueTest {
  const { regex } = compilePattern(pattern, options);
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    return isRegex(value) && value.pattern === pattern && value.options === options;
  };
}

const matching: Prepare = (operand, all) => {
  const options = all.get('$options');
  if (options !== undefined && typeof options !== 'string') fail(2, '$options has to be a string');
  if (isRegex(operand)) {
    if (options !== undefined && operand.options !== '') fail(51075, 'options set in both $regex and $options');
    return regexTest(operand.pattern, options ?? operand.options);
  }
  return typeof operand === 'string' ? regexTest(operand, options ?? '') : fail(2, '$regex has to be a string');
};

/** By its alias or its number. */
function typesOf(item: Value): string[] {
  if (item === 'number') return ['int', 'long', 'double', 'decimal'];
  const n = isNumeric(item) ? toNumber(item) : null;
  const found = Object.entries(BSON.BSONType).find(([alias, number]) => alias === item || number === n);
  return found ? [found[0]] : fail(2, `Unknown type name alias or number: ${display(item)}`);
}

const ofType: Prepare = (operand) => {
  const wanted = new Set((isArray(operand) ? operand : [operand]).flatMap(typesOf));
  if (wanted.size === 0) fail(9, 'type must match at least one type');
  return (value) => wanted.has(typeName(value));
};

const modulo: Prepare = (operand) => {
  if (!isArray(operand) || operand.length !== 2) fail(2, 'malformed mod, needs to be an array of two numbers');
  const whole = (item: Value): bigint | null => {
    if (item instanceof Long) return item.toBigInt();
    return isNumeric(item) && Number.isFinite(toNumber(item)) ? BigInt(Math.trunc(toNumber(item))) : null;
  };
  const [divisor, rest] = operand.map((item) => whole(item) ?? fail(2, 'malformed mod, not a number'));
  if (!divisor) fail(2, 'divisor cannot be 0');
  return (value) => {
    const n = whole(value ?? null);
    return n !== null && n % divisor === rest;
  };
};

/** Operators that a value passes by itself; an array passes when one of its elements does, or it as a whole. */
export const VALUE_OPERATORS: Record<string, Prepare> = {
  $eq: equalTo,
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $in: oneOf,
  $exists: () => (value) => value !== undefined,
  $regex: matching,
  $type: ofType,
  $mod: modulo,
};

/** A document such as {$gt: 1}: operators, not a value. {$ref, $id, $db} is a value all the same. */
export function isOperatorDoc(value: Maybe): value is Doc {
  const first = isDoc(value) ? value.keys().next().value : undefined;
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

/** Operators that stand for a whole filter, not for a condition on a value. */
export const isLogical = (operand: Doc): boolean =>
  /^\$(and|or|nor|expr|where|comment)$/.test(operand.keys().next().value ?? '');
