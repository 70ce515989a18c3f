// The bridge to mingo: operators that work on strings, dates and plain numbers, called with evaluated arguments.
// Nothing with a type that mingo would misread passes: a Decimal128 or an int64 beyond 2^53 is refused.
import { Decimal128, Double, Long } from 'bson';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as expressions from 'mingo/operators/expression';
import { CommandError, unsupported } from '../errors.js';
import { double, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import type { Operation } from './scope.js';

const context = Context.init({ expression: { ...(expressions as unknown as Record<string, never>) } });
const options = {
  context,
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  scriptEnabled: false,
  failOnError: true,
};

// Result types by nature: these always give a double in MongoDB.
const DOUBLES = new Set(
  '$sqrt $exp $ln $log $log10 $sin $cos $tan $asin $acos $atan $atan2 $sinh $cosh $tanh $asinh $acosh $atanh $degreesToRadians $radiansToDegrees'.split(
    ' ',
  ),
);

const ALLOWED = new Set([
  ...DOUBLES,
  ...'$concat $substr $substrBytes $substrCP $strLenCP $strLenBytes $split $indexOfBytes $strcasecmp $replaceOne $replaceAll'.split(
    ' ',
  ),
  ...'$trim $ltrim $rtrim $range $zip $bitAnd $bitOr $bitXor $bitNot $rand'.split(' '),
]);

export const isMingoOperator = (name: string): boolean => ALLOWED.has(name);

/** Arguments of named form arrive as one document. */
export function mingoFunction(name: string): Operation {
  const finish = DOUBLES.has(name)
    ? (value: Maybe) => (typeof value === 'number' ? double(value) : value)
    : (value: Maybe) => value;
  return (args) => {
    const plain = args.map((arg) => (arg === undefined ? null : toPlain(arg)));
    const first = plain[0];
    const isNamed = plain.length === 1 && isDoc(args[0] ?? null);
    const operand = isNamed
      ? literals(first as Record<string, unknown>)
      : plain.length === 1
        ? literal(first)
        : plain.map(literal);
    try {
      return finish(fromPlain(evalExpr({}, { [name]: operand }, options)));
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw new CommandError(2, `${name}: ${(error as Error).message}`);
    }
  };
}

const literal = (value: unknown): unknown =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && !(value instanceof Date))
    ? { $literal: value }
    : value;

const literals = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, literal(value)]));

export function toPlain(value: Value): unknown {
  if (value instanceof Double) return value.value;
  if (value instanceof Long) {
    const n = value.toNumber();
    if (!Number.isSafeInteger(n)) throw unsupported('This operator with a 64-bit integer beyond 2^53');
    return n;
  }
  if (value instanceof Decimal128) throw unsupported('This operator with Decimal128');
  if (Array.isArray(value)) return value.map(toPlain);
  if (isDoc(value)) return Object.fromEntries([...value].map(([name, item]) => [name, toPlain(item)]));
  return value;
}

export function fromPlain(value: unknown): Maybe {
  if (Array.isArray(value)) return value.map((item) => fromPlain(item) ?? null);
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const result: Doc = new Map();
    for (const [name, item] of Object.entries(value)) {
      const converted = fromPlain(item);
      if (converted !== undefined) result.set(name, converted);
    }
    return result;
  }
  return value as Maybe;
}
