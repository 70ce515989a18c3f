// Arithmetic that keeps MongoDB's result types: double wins over long, long over int; decimals are refused. An int32
// that overflows becomes an int64.
import { Decimal128, Double, Long } from 'bson';
import { fail, refuse } from '../errors.js';
import { double, isInt32, isNumeric, toNumber, type Maybe, type Numeric } from './values.js';

interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** The exact value, which must be finite. */
export function toFraction(value: Numeric): Fraction {
  if (value instanceof Long) return { over: value.toBigInt(), under: 1n };
  if (value instanceof Decimal128) return decimalFraction(value.toString());
  let n = toNumber(value);
  let under = 1n;
  for (; !Number.isInteger(n); n *= 2) under *= 2n;
  return { over: BigInt(n), under };
}

function decimalFraction(text: string): Fraction {
  const [, sign = '', whole = '', rest = '', power = '0'] = /^(-?)(\d+)(?:\.(\d*))?(?:E([+-]?\d+))?$/.exec(text) ?? [];
  const exponent = Number(power) - rest.length;
  // Far outside the doubles the order of values could not be kept.
  if (Math.abs(exponent) > 270) refuse('A decimal with an exponent beyond ±270');
  const size = 10n ** BigInt(Math.abs(exponent));
  const digits = BigInt(sign + whole + rest);
  return exponent >= 0 ? { over: digits * size, under: 1n } : { over: digits, under: size };
}

/** Each by the nearest double, and exactly. */
const OPERATIONS = {
  add: [(a: number, b: number) => a + b, (a: bigint, b: bigint) => a + b],
  subtract: [(a: number, b: number) => a - b, (a: bigint, b: bigint) => a - b],
  multiply: [(a: number, b: number) => a * b, (a: bigint, b: bigint) => a * b],
  remainder: [(a: number, b: number) => a % b, (a: bigint, b: bigint) => a % b],
} as const;
export type Operation = keyof typeof OPERATIONS;

const isDouble = (value: Numeric): boolean => value instanceof Double || (typeof value === 'number' && !isInt32(value));

/** An int64 that overflows becomes a double in expressions and is an error in updates. */
export function calculate(operation: Operation, a: Numeric, b: Numeric, isStrict = false): Numeric {
  if (a instanceof Decimal128 || b instanceof Decimal128) refuse('Arithmetic with Decimal128');
  const [nearly, exactly] = OPERATIONS[operation];
  const near = nearly(toNumber(a), toNumber(b));
  if (isDouble(a) || isDouble(b)) return double(near);
  if (typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(near))
    return isInt32(near + 0) ? near + 0 : Long.fromNumber(near);
  const exact = exactly(wholePart(a)!, wholePart(b)!);
  if (BigInt.asIntN(64, exact) === exact) return Long.fromBigInt(exact);
  return isStrict ? fail(2, 'Failed to apply the operator: the result would not fit a 64-bit integer') : double(near);
}

/** Without the fraction; undefined for what is not a finite number. */
export function wholePart(value: Maybe): bigint | undefined {
  if (value instanceof Long) return value.toBigInt();
  return isNumeric(value) && Number.isFinite(toNumber(value)) ? BigInt(Math.trunc(toNumber(value))) : undefined;
}

export const sum = (values: readonly Numeric[]): Numeric => values.reduce((a, b) => calculate('add', a, b), 0);
