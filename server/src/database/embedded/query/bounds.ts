// What a filter says about one path, as ranges of encoded keys. Ranges may be wider than the filter, never narrower:
// every document found through an index is tested against the whole filter again.
import { MaxKey, MinKey } from 'bson';
import { classBounds, EMPTY_ARRAY_KEY, encodeValue } from '../bson/order.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { isArray, isDoc, type Doc, type Value } from '../bson/values.js';
import { asRegex, isOperatorDoc } from './operators.js';
import { compilePattern } from './regex.js';

/** Keys from `low` up to, not including, `high`; a point when it is all keys that begin with `point`. */
export interface Range {
  readonly low: Buffer;
  readonly high: Buffer;
  readonly point?: Buffer;
}

export type Bounds = readonly Range[];

/** Bounds by path, for the conditions that all must hold. */
export function boundsOf(filter: Doc): Map<string, Bounds[]> {
  const result = new Map<string, Bounds[]>();
  collect(filter, '', result);
  return result;
}

function collect(filter: Doc, prefix: string, result: Map<string, Bounds[]>): void {
  for (const [name, operand] of filter) {
    if (name === '$and' && isArray(operand)) for (const item of operand) collect(item as Doc, prefix, result);
    if (name.startsWith('$')) continue;
    const path = prefix + name;
    for (const bounds of pathBounds(path, operand, result)) result.set(path, [...(result.get(path) ?? []), bounds]);
  }
}

function pathBounds(path: string, operand: Value, result: Map<string, Bounds[]>): Bounds[] {
  if (!isOperatorDoc(operand)) return [equality(operand)];
  const found: Bounds[] = [];
  for (const [operator, value] of operand) {
    const bounds = operatorBounds(operator, value, operand);
    if (bounds) found.push(bounds);
    if (operator === '$elemMatch' && isDoc(value) && !isOperatorDoc(value)) collect(value, `${path}.`, result);
    if (operator === '$all' && isArray(value)) {
      const first = value[0];
      if (first !== undefined && !isDoc(first)) found.push(equality(first));
    }
  }
  return found;
}

function operatorBounds(operator: string, value: Value, all: Doc): Bounds | null {
  switch (operator) {
    case '$eq':
      return asRegex(value) ? null : equality(value);
    case '$in':
      return isArray(value) ? merged(value.flatMap((item) => [...equality(item)])) : null;
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

const pointOf = (bytes: Buffer): Range => ({ low: bytes, high: Buffer.concat([bytes, LAST]), point: bytes });
const LAST = Buffer.from([0xff, 0xff]);

function equality(value: Value): Bounds {
  const regex = asRegex(value);
  if (regex) return merged([...prefixBounds(regex.pattern, regex.options), pointOf(encodeValue(regex))]);
  if (!isArray(value)) return [pointOf(encodeValue(value))];
  const first = value[0];
  return merged([pointOf(first === undefined ? EMPTY_ARRAY_KEY : encodeValue(first)), pointOf(encodeValue(value))]);
}

function prefixBounds(pattern: string, options: string): Range[] {
  const { prefix } = compilePattern(pattern, options);
  const [low, high] = classBounds('');
  if (!prefix) return [{ low, high }];
  const start = Buffer.concat([low, Buffer.from(prefix)]);
  return [{ low: start, high: Buffer.concat([start, LAST]) }];
}

function comparison(operator: string, value: Value): Bounds | null {
  if (value instanceof MinKey || value instanceof MaxKey || isArray(value) || isDoc(value) || asRegex(value))
    return null;
  if (isNumeric(value) && Number.isNaN(toNumber(value))) return null;
  if (value === null) return operator.endsWith('e') ? equality(null) : [];
  const [first, last] = classBounds(value);
  const at = encodeValue(value);
  const after = Buffer.concat([at, LAST]);
  if (operator === '$gt') return [{ low: after, high: last }];
  if (operator === '$gte') return [{ low: at, high: last }];
  return [{ low: first, high: operator === '$lt' ? at : after }];
}

/** Sorted, without doubles. */
function merged(ranges: Range[]): Range[] {
  const byLow = [...ranges].sort((a, b) => Buffer.compare(a.low, b.low) || Buffer.compare(a.high, b.high));
  const result: Range[] = [];
  for (const range of byLow) {
    const last = result.at(-1);
    if (!last || Buffer.compare(last.high, range.low) <= 0) result.push(range);
    else if (Buffer.compare(last.high, range.high) < 0) result[result.length - 1] = { low: last.low, high: range.high };
    else if (!last.low.equals(range.low) || !last.high.equals(range.high)) continue;
  }
  return result;
}

/** The common part of two bounds; only valid on a path without arrays. */
export function intersect(a: Bounds, b: Bounds): Bounds {
  const result: Range[] = [];
  for (const left of a) {
    for (const right of b) {
      const low = Buffer.compare(left.low, right.low) >= 0 ? left.low : right.low;
      const high = Buffer.compare(left.high, right.high) <= 0 ? left.high : right.high;
      if (Buffer.compare(low, high) >= 0) continue;
      const point = left.point ?? right.point;
      result.push(point && low.equals(point) ? { low, high, point } : { low, high });
    }
  }
  return result;
}
