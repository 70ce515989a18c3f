// The tests on one value: $eq, $gt, $in, $regex, $type and their kind. `undefined` is a missing field.
import { CommandError, badValue, typeMismatch, unsupported } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { compareValues, keyText, orderClass } from '../bson/order.js';
import { isArray, isDoc, TYPE_NUMBERS, typeName, type Doc, type Maybe, type Value } from '../bson/values.js';
import type { BSONRegExp } from 'bson';
import { Binary, Long, MaxKey, MinKey } from 'bson';
import { compilePattern, isRegex } from './regex.js';

export type ValueTest = (value: Maybe) => boolean;

export function equalTo(wanted: Value): ValueTest {
  if (wanted === null) return (value) => value === undefined || value === null;
  if (typeof wanted === 'string' || typeof wanted === 'boolean') {
    return (value) => value === wanted || (isSymbol(value) && compareValues(value, wanted) === 0);
  }
  return (value) => value !== undefined && compareValues(value, wanted) === 0;
}

const isSymbol = (value: Maybe): boolean => typeName(value) === 'symbol';

export function ordered(operator: string, limit: Value): ValueTest {
  if (isRegex(limit)) throw badValue(`Can't have RegEx as arg to predicate over field`);
  const orEqual = operator.endsWith('e');
  if (limit === null) return orEqual ? equalTo(null) : () => false;
  const accept = operator.startsWith('$gt')
    ? (order: number): boolean => order > 0 || (orEqual && order === 0)
    : (order: number): boolean => order < 0 || (orEqual && order === 0);
  if (limit instanceof MinKey || limit instanceof MaxKey)
    return (value) => value !== undefined && accept(compareValues(value, limit));
  const kind = orderClass(limit);
  const isNaNLimit = isNumeric(limit) && Number.isNaN(toNumber(limit));
  return (value) => {
    if (value === undefined || orderClass(value) !== kind) return false;
    if (isNumeric(value) && Number.isNaN(toNumber(value)) !== isNaNLimit) return false;
    return accept(compareValues(value, limit));
  };
}

export function oneOf(operand: Value, operator: string): ValueTest {
  if (!isArray(operand)) throw badValue(`${operator} needs an array`);
  const patterns = operand.filter(isRegex).map((item) => regexTest(item.pattern, item.options));
  for (const item of operand)
    if (isDoc(item) && [...item.keys()][0]?.startsWith('$')) throw badValue(`cannot nest $ under ${operator}`);
  const hasNull = operand.includes(null);
  const keys = new Set(operand.map(keyText));
  return (value) => {
    if (value === undefined) return hasNull;
    return keys.has(keyText(value)) || patterns.some((test) => test(value));
  };
}

export function regexTest(pattern: string, options: string): ValueTest {
  const compiled = compilePattern(pattern, options);
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    return isRegex(value) && value.pattern === pattern && value.options === options;
  };
}

export function regexOperator(operand: Value, options: Value | undefined): ValueTest {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  if (isRegex(operand)) {
    if (options !== undefined && operand.options !== '')
      throw new CommandError(51075, 'options set in both $regex and $options');
    return regexTest(operand.pattern, options ?? operand.options);
  }
  if (typeof operand !== 'string') throw badValue('$regex has to be a string');
  return regexTest(operand, options ?? '');
}

export function hasType(operand: Value): ValueTest {
  const wanted = new Set<string>();
  const list = isArray(operand) ? operand : [operand];
  if (list.length === 0) throw new CommandError(9, 'type must match at least one type');
  for (const item of list) for (const name of typesOf(item)) wanted.add(name);
  return (value) => wanted.has(typeName(value));
}

export function typesOf(item: Value): string[] {
  if (item === 'number') return ['int', 'long', 'double', 'decimal'];
  if (typeof item === 'string') {
    if (!(item in TYPE_NUMBERS)) throw badValue(`Unknown type name alias: ${item}`);
    return [item];
  }
  if (!isNumeric(item)) throw typeMismatch('type must be represented as a number or a string');
  const found = Object.keys(TYPE_NUMBERS).find((name) => TYPE_NUMBERS[name] === toNumber(item));
  if (!found) throw badValue(`Invalid numerical type code: ${toNumber(item)}`);
  return [found];
}

export function modulo(operand: Value): ValueTest {
  if (!isArray(operand)) throw badValue('malformed mod, needs to be an array');
  if (operand.length < 2) throw badValue('malformed mod, not enough elements');
  if (operand.length > 2) throw badValue('malformed mod, too many elements');
  const [divisor, rest] = operand.map((item) => {
    if (!isNumeric(item) || !Number.isFinite(toNumber(item)))
      throw badValue('malformed mod, divisor or remainder not a number');
    return BigInt(Math.trunc(toNumber(item)));
  }) as [bigint, bigint];
  if (divisor === 0n) throw badValue('divisor cannot be 0');
  return (value) => {
    if (!isNumeric(value) || !Number.isFinite(toNumber(value))) return false;
    const whole = value instanceof Long ? value.toBigInt() : BigInt(Math.trunc(toNumber(value)));
    return whole % divisor === rest;
  };
}

/** $bitsAllSet and its three siblings; the mask is a number, positions, or bytes. */
export function bits(operator: string, operand: Value): ValueTest {
  const mask = bitMask(operator, operand);
  const wantsSet = operator.endsWith('Set');
  const wantsAll = operator.startsWith('$bitsAll');
  return (value) => {
    const number = bitsOf(value);
    if (number === null) return false;
    const found = (wantsSet ? number : ~number) & mask;
    return wantsAll ? found === mask : found !== 0n;
  };
}

function bitsOf(value: Maybe): bigint | null {
  if (value instanceof Binary) return littleEndian(value.value());
  if (!isNumeric(value) || !Number.isInteger(toNumber(value))) return null;
  if (value instanceof Long) return value.toBigInt();
  return Math.abs(toNumber(value)) < 2 ** 63 ? BigInt(toNumber(value)) : null;
}

const littleEndian = (bytes: Uint8Array): bigint => bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function bitMask(operator: string, operand: Value): bigint {
  if (operand instanceof Binary) return littleEndian(operand.value());
  if (isArray(operand)) {
    return operand.reduce<bigint>((mask, item) => {
      if (!isNumeric(item) || !Number.isInteger(toNumber(item)) || toNumber(item) < 0)
        throw badValue(`Failed to parse bit position. Expected a non-negative integer in: ${operator}`);
      return mask | (1n << BigInt(Math.min(toNumber(item), 4096)));
    }, 0n);
  }
  if (!isNumeric(operand) || !Number.isInteger(toNumber(operand)) || toNumber(operand) < 0) throw failedMask(operator);
  return BigInt(toNumber(operand));
}

const failedMask = (operator: string): CommandError =>
  new CommandError(9, `Expected a non-negative number in: ${operator}`);

/** A document such as {$gt: 1}: operators, not a value. */
export const isOperatorDoc = (value: Value): value is Doc =>
  isDoc(value) && value.size > 0 && ([...value.keys()][0] as string).startsWith('$') && !isReference(value);

/** {$ref, $id, $db} is a value, although its names begin with a dollar. */
const isReference = (value: Doc): boolean => ['$ref', '$id', '$db'].includes([...value.keys()][0] as string);

const REFUSED = new Set([
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
  '$within',
  '$text',
  '$where',
  '$jsonSchema',
  '$uniqueDocs',
  '$maxDistance',
  '$minDistance',
  '$encStringPrefix',
]);

export function refuseOperator(name: string, isTopLevel: boolean): never {
  if (REFUSED.has(name)) throw unsupported(`The operator ${name}`, 2);
  if (isTopLevel)
    throw badValue(
      `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
    );
  throw badValue(`unknown operator: ${name}`);
}

export const asRegex = (value: Value): BSONRegExp | null => (isRegex(value) ? value : null);
