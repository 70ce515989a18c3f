// What a filter says about one path, as ranges of encoded keys. Ranges may be wider than the filter, never narrower:
// every document found through an index is tested against the whole filter again.
import { MaxKey, MinKey } from 'bson';
import { classBounds, encodeValue } from '../bson/order.js';
import { isArray, isDoc, isNumeric, isRegex, toNumber, type Doc, type Value } from '../bson/values.js';
import { afterAll } from '../store/environment.js';
import { isOperatorDoc } from './operators.js';
import { compilePattern } from './regex.js';

/** Keys from `low` up to, not including, `high`; a point is all keys that begin with `low`. */
export interface Range {
  readonly low: Buffer;
  readonly high: Buffer;
  readonly isPoint: boolean;
}

export type Bounds = readonly Range[];

/** Bounds by path, for the conditions that all must hold. */
export function boundsOf(filter: Doc, prefix = '', result = new Map<string, Bounds[]>()): Map<string, Bounds[]> {
  for (const [name, operand] of filter) {
    if (name === '$and' && isArray(operand)) operand.forEach((item) => boundsOf(item as Doc, prefix, result));
    if (name.startsWith('$')) continue;
    const path = prefix + name;
    const found = isOperatorDoc(operand)
      ? [...operand].map(([operator, value]) => operatorBounds(operator, value, operand))
      : [equality(operand)];
    result.set(path, [...(result.get(path) ?? []), ...found.filter((bounds) => bounds !== null)]);
    const inner = isOperatorDoc(operand) ? operand.get('$elemMatch') : undefined;
    if (isDoc(inner) && !isOperatorDoc(inner)) boundsOf(inner, `${path}.`, result);
  }
  return result;
}

function operatorBounds(operator: string, value: Value, all: Doc): Bounds | null {
  switch (operator) {
    case '$eq':
      return isRegex(value) ? null : equality(value);
    case '$in':
      return isArray(value) ? merged(value.flatMap(equality)) : null;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, value);
    case '$regex':
      return typeof value === 'string' && !all.has('$options') ? prefixBounds(value, '') : null;
    default:
      return null;
  }
}

const pointOf = (low: Buffer): Range => ({ low, high: afterAll(low), isPoint: true });

/** An array is found by its first element (an empty one by the missing value), or as an element of another. */
function equality(value: Value): Range[] {
  const whole = pointOf(encodeValue(value));
  if (isRegex(value)) return merged([...prefixBounds(value.pattern, value.options), whole]);
  return isArray(value) ? merged([pointOf(encodeValue(value[0])), whole]) : [whole];
}

function prefixBounds(pattern: string, options: string): Range[] {
  const { prefix } = compilePattern(pattern, options);
  const [low, high] = classBounds('');
  const start = Buffer.concat([low, Buffer.from(prefix)]);
  return [{ low: start, high: prefix ? afterAll(start) : high, isPoint: false }];
}

/** What is equal to the value is within the bounds of < and > too. */
function comparison(operator: string, value: Value): Bounds | null {
  if (value instanceof MinKey || value instanceof MaxKey || isArray(value) || isDoc(value) || isRegex(value))
    return null;
  if (isNumeric(value) && Number.isNaN(toNumber(value))) return null;
  if (value === null) return equality(null);
  const [first, last] = classBounds(value);
  const at = encodeValue(value);
  const isUpwards = operator.startsWith('$g');
  return [{ low: isUpwards ? at : first, high: isUpwards ? last : afterAll(at), isPoint: false }];
}

/** Sorted, without overlap. */
function merged(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.sort((a, b) => Buffer.compare(a.low, b.low) || Buffer.compare(a.high, b.high))) {
    const last = result.at(-1);
    if (!last || Buffer.compare(last.high, range.low) <= 0) result.push(range);
    else if (Buffer.compare(last.high, range.high) < 0)
      result[result.length - 1] = { low: last.low, high: range.high, isPoint: false };
  }
  return result;
}

/** The common part of two bounds; only valid on a path without arrays. */
export function intersect(a: Bounds, b: Bounds): Bounds {
  return a.flatMap((left) =>
    b.flatMap((right) => {
      const low = Buffer.compare(left.low, right.low) >= 0 ? left.low : right.low;
      const high = Buffer.compare(left.high, right.high) <= 0 ? left.high : right.high;
      return Buffer.compare(low, high) < 0 ? [{ low, high, isPoint: left.isPoint || right.isPoint }] : [];
    }),
  );
}
