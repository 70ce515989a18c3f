// The tests on one value: $eq, $gt, $in, $regex, $type and their kind. `undefined` is a missing field.
import { Long, MaxKey, MinKey } from 'bson';
import { fail } from '../errors.js';
import { compareValues, keyText, orderClass, type Collation } from '../bson/order.js';
import * as values from '../bson/values.js';
import {
  isArray,
  isDoc,
  isNumeric,
  isRegex,
  toNumber,
  typeName,
  type Doc,
  type Maybe,
  type Value,
} from '../bson/values.js';
import { compilePattern } from './regex.js';

export type ValueTest = (value: Maybe) => boolean;
type Prepare = (operand: Value, collation: Collation | null, all: Doc) => ValueTest;

function equalTo(wanted: Value, collation: Collation | null = null): ValueTest {
  if (wanted === null) return values.isNothing;
  if (typeof wanted === 'string' && !collation)
    return (value) => value === wanted || (typeName(value) === 'symbol' && compareValues(value, wanted) === 0);
  return (value) => value !== undefined && compareValues(value, wanted, collation) === 0;
}

const ordered =
  (accept: (order: number) => boolean): Prepare =>
  (limit, collation) => {
    if (isRegex(limit)) fail(2, `Can't have RegEx as arg to predicate over field`);
    if (limit === null) return accept(0) ? values.isNothing : () => false;
    const isExtreme = limit instanceof MinKey || limit instanceof MaxKey;
    const isNaNLimit = isNumeric(limit) && Number.isNaN(toNumber(limit));
    return (value) => {
      if (value === undefined || (!isExtreme && orderClass(value) !== orderClass(limit))) return false;
      if (isNumeric(value) && Number.isNaN(toNumber(value)) !== isNaNLimit && !isExtreme) return false;
      return accept(compareValues(value, limit, collation));
    };
  };

function oneOf(operand: Value, collation: Collation | null): ValueTest {
  if (!isArray(operand)) fail(2, '$in needs an array');
  if (operand.some(isOperatorDoc)) fail(2, 'cannot nest $ under $in');
  const patterns = operand.filter(isRegex).map((item) => regexTest(item.pattern, item.options));
  const keys = new Set(operand.map((item) => keyText(item, collation)));
  if (operand.includes(null)) keys.add(keyText(undefined));
  return (value) => keys.has(keyText(value, collation)) || patterns.some((test) => test(value));
}

function regexTest(pattern: string, options: string): ValueTest {
  const compiled = compilePattern(pattern, options);
  return (value) => {
    if (typeof value === 'string') return compiled.regex.test(value);
    return isRegex(value) && value.pattern === pattern && value.options === options;
  };
}

function regexOperator(operand: Value, _collation: unknown, all: Doc): ValueTest {
  const options = all.get('$options');
  if (options !== undefined && typeof options !== 'string') fail(2, '$options has to be a string');
  if (isRegex(operand)) {
    if (options !== undefined && operand.options !== '') fail(51075, 'options set in both $regex and $options');
    return regexTest(operand.pattern, options ?? operand.options);
  }
  return typeof operand === 'string' ? regexTest(operand, options ?? '') : fail(2, '$regex has to be a string');
}

function hasType(operand: Value): ValueTest {
  const wanted = new Set((isArray(operand) ? operand : [operand]).flatMap(typesOf));
  if (wanted.size === 0) fail(9, 'type must match at least one type');
  return (value) => wanted.has(typeName(value));
}

export function typesOf(item: Value): string[] {
  if (item === 'number') return ['int', 'long', 'double', 'decimal'];
  const known = Object.entries(values.TYPE_NUMBERS);
  const found = isNumeric(item)
    ? known.find(([, number]) => number === toNumber(item))
    : known.find(([name]) => name === item);
  return found ? [found[0]] : fail(2, `Unknown type name alias or number: ${values.display(item)}`);
}

function modulo(operand: Value): ValueTest {
  if (!isArray(operand) || operand.length !== 2) fail(2, 'malformed mod, needs to be an array of two numbers');
  const [divisor, rest] = operand.map((item) => {
    if (!isNumeric(item) || !Number.isFinite(toNumber(item))) fail(2, 'malformed mod, not a number');
    return BigInt(Math.trunc(toNumber(item)));
  }) as [bigint, bigint];
  if (divisor === 0n) fail(2, 'divisor cannot be 0');
  return (value) => {
    if (!isNumeric(value) || !Number.isFinite(toNumber(value))) return false;
    const whole = value instanceof Long ? value.toBigInt() : BigInt(Math.trunc(toNumber(value)));
    return whole % divisor === rest;
  };
}

/** Operators that a value passes by itself; an array passes when one of its elements does, or it as a whole. */
export const VALUE_OPERATORS: Record<string, Prepare> = {
  $eq: equalTo,
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
  $in: oneOf,
  $exists: () => (value) => value !== undefined,
  $regex: regexOperator,
  $type: hasType,
  $mod: modulo,
};

export const valueTest = (name: string, operand: Value, collation: Collation | null, all: Doc): ValueTest =>
  (VALUE_OPERATORS[name] as Prepare)(operand, collation, all);

/** A document such as {$gt: 1}: operators, not a value. {$ref, $id, $db} is a value all the same. */
export function isOperatorDoc(value: Maybe): value is Doc {
  const first = isDoc(value) ? value.keys().next().value : undefined;
  return first !== undefined && first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

/** A document of fields, neither empty nor of operators. */
export const isFieldDoc = (value: Maybe): value is Doc => isDoc(value) && value.size > 0 && !isOperatorDoc(value);
