// The bridge to mingo: strings, mathematics and a few whole stages. Nothing with a type that mingo would misread passes: a
// Decimal128 or an int64 beyond 2^53 is refused.
import { BSONRegExp, Decimal128, Double, Long } from 'bson';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as expressions from 'mingo/operators/expression';
import { CommandError, fail, refuse } from '../errors.js';
import { double, isArray, isDoc, type Maybe, type Value } from '../bson/values.js';
import { compilePattern } from '../query/regex.js';
import type { Operation } from './functions.js';

const context = Context.init({ expression: { ...expressions } });
const settings = {
  context,
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  failOnError: true,
};

// These always give a double in MongoDB.
const DOUBLES =
  '$sqrt $exp $ln $log $log10 $sin $cos $tan $asin $acos $atan $atan2 $sinh $cosh $tanh $asinh $acosh $atanh $degreesToRadians $radiansToDegrees'.split(
    ' ',
  );
const OTHERS =
  '$concat $substr $substrBytes $substrCP $strLenCP $strLenBytes $split $indexOfBytes $strcasecmp $replaceOne $replaceAll $trim $ltrim $rtrim $regexMatch $regexFind $regexFindAll $range $zip $bitAnd $bitOr $bitXor $bitNot $rand'.split(
    ' ',
  );

/** undefined when the operator is none that mingo gets right. */
export function mingoFunction(name: string): Operation | undefined {
  const isDouble = DOUBLES.includes(name);
  if (!isDouble && !OTHERS.includes(name)) return undefined;
  return (args) => {
    const [first] = args;
    const given = isDoc(first) ? Object.fromEntries([...first].map(([key, value]) => [key, literal(value)])) : null;
    if (given && name.startsWith('$regex')) usePattern(given);
    const operand = given ?? (args.length === 1 ? literal(first ?? null) : args.map((arg) => literal(arg ?? null)));
    const result = attempt(name, () => evalExpr({}, { [name]: operand }, { ...settings, scriptEnabled: false }));
    return isDouble && typeof result === 'number' ? double(result) : fromPlain(result);
  };
}

const literal = (value: Value): unknown => ({ $literal: toPlain(value) });

/** Patterns are translated before mingo sees them. */
function usePattern(given: Record<string, unknown>): void {
  const [regex, options] = ['regex', 'options'].map(
    (name) => (given[name] as { $literal?: unknown } | undefined)?.$literal,
  );
  if (regex instanceof BSONRegExp) given.regex = compilePattern(regex.pattern, regex.options).regex;
  else if (typeof regex === 'string')
    given.regex = compilePattern(regex, typeof options === 'string' ? options : '').regex;
  delete given.options;
}

function attempt<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof CommandError) throw error;
    return fail(2, `${name}: ${(error as Error).message}`);
  }
}

function toPlain(value: Value): unknown {
  if (value instanceof Double) return value.value;
  if (value instanceof Decimal128) refuse('This operator with Decimal128');
  if (value instanceof Long) {
    if (!Number.isSafeInteger(value.toNumber())) refuse('This operator with a 64-bit integer beyond 2^53');
    return value.toNumber();
  }
  if (isArray(value)) return value.map(toPlain);
  return isDoc(value) ? Object.fromEntries([...value].map(([name, item]) => [name, toPlain(item)])) : value;
}

function fromPlain(value: unknown): Maybe {
  if (Array.isArray(value)) return value.map((item) => fromPlain(item) ?? null);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value as Maybe;
  const fields = Object.entries(value).map(([name, item]) => [name, fromPlain(item)] as const);
  return new Map(fields.filter((field): field is [string, Value] => field[1] !== undefined));
}
