// The bridge to mingo: strings, mathematics and parts of dates. Nothing that mingo would misread passes: it is made
// plain before, or refused.
import { BSONRegExp, Decimal128, Double, Long } from 'bson';
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as expressions from 'mingo/operators/expression';
import { CommandError, fail, refuse } from '../errors.js';
import { doc, double, isArray, isDoc, isNothing, toValue, typeName } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { compilePattern, guarded } from '../query/regex.js';

const settings = {
  context: Context.init({ expression: { ...expressions } }),
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  failOnError: true,
  scriptEnabled: false,
};

// These always give a double in MongoDB.
const DOUBLES =
  '$sqrt $exp $ln $log $log10 $sin $cos $tan $asin $acos $atan $atan2 $sinh $cosh $tanh $asinh $acosh $atanh $degreesToRadians $radiansToDegrees';
const DATES = '$year $month $dayOfMonth $dayOfWeek $dayOfYear $hour $minute $second $millisecond $dateToString';
const OTHERS =
  '$concat $substr $substrBytes $substrCP $strLenCP $strLenBytes $split $indexOfBytes $strcasecmp $replaceOne $replaceAll $trim $ltrim $rtrim $regexMatch $regexFind $regexFindAll $range $zip $rand';

/** undefined when the operator is none that mingo gets right. */
export function mingoFunction(name: string): ((args: Maybe[]) => Maybe) | undefined {
  const isOne = (list: string): boolean => list.split(' ').includes(name);
  const [isDouble, isDate, isPattern] = [isOne(DOUBLES), isOne(DATES), name.startsWith('$regex')];
  if (!isDouble && !isDate && !isOne(OTHERS)) return undefined;
  const prepare = isDate ? dateFields : isPattern ? patternFields : fields;
  return (args) => {
    const given = isDate && !isDoc(args[0]) ? doc({ date: args[0] }) : args[0];
    if (isDate && isDoc(given) && isNothing(given.get('date'))) return given.get('onNull') ?? null;
    const literals = args.map((arg) => ({ $literal: toPlain(arg ?? null) }));
    const operand = isDoc(given) ? prepare(given, name) : literals.length === 1 ? literals[0] : literals;
    try {
      const run = (): unknown => evalExpr({}, { [name]: operand }, settings);
      const result = isPattern ? guarded(run) : run();
      return isDouble && typeof result === 'number' ? double(result) : toValue(result);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      return fail(2, `${name}: ${(error as Error).message}`);
    }
  };
}

const fields = (given: Doc): Record<string, unknown> =>
  Object.fromEntries([...given].map(([name, value]) => [name, { $literal: toPlain(value) }]));

/** Only zones and codes that mingo reads as MongoDB does. */
function dateFields(given: Doc, name: string): Record<string, unknown> {
  const [date, timezone = 'UTC'] = [given.get('date'), given.get('timezone')];
  if (!(date instanceof Date)) refuse(`A part of a ${typeName(date)}`, 16006);
  if (typeof timezone !== 'string') fail(40517, 'timezone must evaluate to a string');
  const isUtc = timezone === 'UTC' || timezone === 'GMT';
  const result = doc({ date, timezone: isUtc ? undefined : timezone });
  if (name !== '$dateToString') return fields(result);
  const format = given.get('format') ?? `%Y-%m-%dT%H:%M:%S.%L${isUtc ? 'Z' : ''}`;
  if (typeof format !== 'string') fail(18533, "$dateToString requires that 'format' be a string");
  const wrong = /%(?![YmdHMSLj]).?/.exec(format);
  if (wrong) refuse(`The format ${wrong[0]} of a date`, 18536);
  return fields(result.set('format', format));
}

/** Patterns are translated before mingo sees them. */
function patternFields(given: Doc): Record<string, unknown> {
  const { regex, options, ...others } = Object.fromEntries(given);
  const source = regex instanceof BSONRegExp ? regex.pattern : regex;
  const flags = options ?? (regex instanceof BSONRegExp ? regex.options : '');
  if (typeof source !== 'string' || typeof flags !== 'string') fail(51105, `'regex' and 'options' must be strings`);
  return { ...fields(new Map(Object.entries(others))), regex: compilePattern(source, flags).regex };
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
