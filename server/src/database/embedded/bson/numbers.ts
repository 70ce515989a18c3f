// The four number types together: exact comparison, and arithmetic that keeps MongoDB's result types.
import { Decimal128, Double, Long } from 'bson';
import { CommandError, unsupported } from '../errors.js';
import { double, isInt32, type Maybe, type Value } from './values.js';

export type Numeric = number | Double | Long | Decimal128;

export function isNumeric(value: Maybe): value is Numeric {
  if (typeof value === 'number') return true;
  return value instanceof Double || value instanceof Long || value instanceof Decimal128;
}

/** The nearest double. */
export function toNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  if (value instanceof Long) return value.toNumber();
  const text = value.toString();
  return text.endsWith('Infinity') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

/** A finite decimal as coefficient × 10^exponent, trailing zeros removed. */
function decimalParts(value: Decimal128): { coefficient: bigint; exponent: number } {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(value.toString());
  if (!match) throw new CommandError(2, `not a finite decimal: ${value.toString()}`);
  const digits = (match[2] ?? '') + (match[3] ?? '');
  const exponent = Number(match[4] ?? 0) - (match[3]?.length ?? 0);
  const coefficient = BigInt(digits);
  return { coefficient: match[1] ? -coefficient : coefficient, exponent: coefficient === 0n ? 0 : exponent };
}

/** A fraction, exact; only for finite values. Decimals far outside the doubles are refused: they cannot be ordered here. */
export function toFraction(value: Numeric): { over: bigint; under: bigint } {
  if (value instanceof Long) return { over: value.toBigInt(), under: 1n };
  if (value instanceof Decimal128) {
    const { coefficient, exponent } = decimalParts(value);
    if (Math.abs(exponent) > 300) throw unsupported('A decimal with an exponent beyond ±300');
    return exponent >= 0
      ? { over: coefficient * 10n ** BigInt(exponent), under: 1n }
      : { over: coefficient, under: 10n ** BigInt(-exponent) };
  }
  return doubleFraction(toNumber(value));
}

export function doubleFraction(n: number): { over: bigint; under: bigint } {
  if (Number.isInteger(n)) return { over: BigInt(n), under: 1n };
  let scale = 0;
  while (!Number.isInteger(n)) {
    n *= 2;
    scale++;
  }
  return { over: BigInt(n), under: 1n << BigInt(scale) };
}

/** Total order over all number types; NaN is the least and equals itself. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const x = toNumber(a);
  const y = toNumber(b);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  const exact = (a instanceof Long || b instanceof Long) && Math.abs(x) >= 2 ** 53;
  if (!exact && !(a instanceof Decimal128) && !(b instanceof Decimal128)) return x < y ? -1 : x > y ? 1 : 0;
  if (!Number.isFinite(x) || !Number.isFinite(y) || x !== y) return x < y ? -1 : x > y ? 1 : 0;
  const f = toFraction(a);
  const g = toFraction(b);
  const left = f.over * g.under;
  const right = g.over * f.under;
  return left < right ? -1 : left > right ? 1 : 0;
}

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);

/** Result type of arithmetic: double wins over long, long over int; decimals are refused. */
function kindOf(values: readonly Numeric[]): 'int' | 'long' | 'double' {
  let kind: 'int' | 'long' | 'double' = 'int';
  for (const value of values) {
    if (value instanceof Decimal128) throw unsupported('Arithmetic with Decimal128');
    if (value instanceof Double || (typeof value === 'number' && !isInt32(value))) kind = 'double';
    else if (value instanceof Long && kind === 'int') kind = 'long';
  }
  return kind;
}

const toBig = (value: Numeric): bigint => (value instanceof Long ? value.toBigInt() : BigInt(toNumber(value)));

/** An integer result: an int32 that overflows becomes an int64; an int64 that overflows is given to `overflow`. */
function integer(result: bigint, kind: 'int' | 'long', overflow: (exact: bigint) => Value): Value {
  if (result > MAX_LONG || result < MIN_LONG) return overflow(result);
  if (kind === 'int' && result >= -2147483648n && result <= 2147483647n) return Number(result);
  return Long.fromBigInt(result);
}

/** Folds numbers with + or ×. Overflowing int64 becomes a double, as in aggregation. */
export function fold(values: readonly Numeric[], operation: 'add' | 'multiply'): Value {
  const kind = kindOf(values);
  if (kind === 'double') {
    const numbers = values.map(toNumber);
    return double(operation === 'add' ? numbers.reduce((a, b) => a + b, 0) : numbers.reduce((a, b) => a * b, 1));
  }
  const bigs = values.map(toBig);
  const result = operation === 'add' ? bigs.reduce((a, b) => a + b, 0n) : bigs.reduce((a, b) => a * b, 1n);
  return integer(result, kind, (exact) => double(Number(exact)));
}

/** $inc and $mul: overflow of an int64 is an error there. */
export function strictFold(a: Numeric, b: Numeric, operation: 'add' | 'multiply'): Value {
  const kind = kindOf([a, b]);
  if (kind === 'double') return fold([a, b], operation);
  const result = operation === 'add' ? toBig(a) + toBig(b) : toBig(a) * toBig(b);
  return integer(result, kind, () => {
    throw new CommandError(2, 'Failed to apply the operator: the result would not fit a 64-bit integer');
  });
}

export function subtract(a: Numeric, b: Numeric): Value {
  const kind = kindOf([a, b]);
  if (kind === 'double') return double(toNumber(a) - toNumber(b));
  return integer(toBig(a) - toBig(b), kind, (exact) => double(Number(exact)));
}

export function remainder(a: Numeric, b: Numeric): Value {
  const kind = kindOf([a, b]);
  if (toNumber(b) === 0) throw new CommandError(16610, "can't $mod by zero");
  if (kind === 'double') return double(toNumber(a) % toNumber(b));
  return integer(toBig(a) % toBig(b), kind, (exact) => double(Number(exact)));
}
