// Chooses how to find documents: one index with ranges, a union of indexes for $or, or the whole collection. Prefers
// equality on many fields, then an order that saves a sort, then a range. A multikey path uses one bound only.
import { ObjectId } from 'bson';
import { fail } from '../errors.js';
import { classBounds, encodeValue, equalValues } from '../bson/order.js';
import { isArray, isDoc, isNothing, isNumeric, isRegex, table, toNumber } from '../bson/values.js';
import type { Doc, Maybe, Value } from '../bson/values.js';
import { findIndex, type Collection, type Index } from '../store/catalog.js';
import { afterAll, uint32 } from '../store/environment.js';
import { LONGEST_KEY } from '../store/index-keys.js';
import { compileFilter, isOperatorDoc, type Filter } from './match.js';
import { compilePattern } from './regex.js';
import type { SortSpec } from './sort.js';

export interface Scan {
  /** null: all records in order of insertion. */
  readonly index: Index | null;
  readonly ranges: readonly Range[];
  /** Each range is one key, that of one document at most. */
  readonly isExact: boolean;
  readonly isReverse: boolean;
}

export interface Plan {
  /** More than one: a union; a document found twice counts once. */
  readonly scans: readonly Scan[];
  /** The documents come out in the order asked for. */
  readonly isSorted: boolean;
}

export interface Query {
  readonly filter: Filter;
  readonly sort: SortSpec;
  readonly hint?: Maybe;
  readonly skip?: number;
  /** 0 for all. */
  readonly limit?: number;
}

type Candidate = Plan & { readonly score: number };

const MOST_POINTS = 400;
const NO_SUCH_HINT = 'error processing query: hint provided does not correspond to an existing index';

export function planQuery(collection: Collection, { filter, sort, hint }: Query): Plan {
  const natural = isDoc(hint) && hint.has('$natural') ? Number(hint.get('$natural')) : naturalSort(sort);
  if (natural) return wholeCollection(collection, natural < 0, sort);
  const hinted = isNothing(hint) ? undefined : (findIndex(collection, hint) ?? fail(2, NO_SUCH_HINT));
  const usable = collection.indexes.filter((index) => index.isReady && (!hinted || index === hinted));
  const best = bestScan(usable, filter.source, sort, hinted !== undefined);
  return best ?? (hinted ? null : unionPlan(usable, filter.source, sort)) ?? wholeCollection(collection, false, sort);
}

const naturalSort = (sort: SortSpec): number | undefined => (sort[0]?.[0] === '$natural' ? sort[0][1] : undefined);

const wholeCollection = ({ id }: Collection, isReverse: boolean, sort: SortSpec): Plan => ({
  scans: [{ index: null, ranges: [pointOf(uint32(id))], isExact: false, isReverse }],
  isSorted: sort.length === 0 || naturalSort(sort) !== undefined,
});

function bestScan(indexes: readonly Index[], filter: Doc, sort: SortSpec, isForced: boolean): Candidate | null {
  const bounds = boundsOf(filter);
  let best: Candidate | null = null;
  for (const index of indexes) {
    if (index.partial && !implies(filter, index.partial.source)) continue;
    const candidate = scanWith(index, bounds, sort, isForced);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best;
}

type Field = Bounds | null;
const isPoints = (field: Field | undefined): field is Bounds => field?.every(({ isPoint }) => isPoint) ?? false;

function scanWith(index: Index, bounds: Map<string, Bounds[]>, sort: SortSpec, isForced: boolean): Candidate | null {
  const fields = index.key.map(([path], i) => fieldBounds(bounds.get(path), index.multikey[i] === true));
  const equalities = countWhile(fields, isPoints);
  const hasRange = Boolean(fields[equalities]);
  if (index.sparse && !isForced && !fields.some((field) => field && !includesNull(field))) return null;
  const singles = countWhile(fields, (field) => isPoints(field) && field.length === 1);
  const order = sort.length > 0 ? sortDirection(index, sort, singles) : 0;
  if (equalities === 0 && !hasRange && !order && !isForced) return null;
  const isWhole = index.unique && equalities === fields.length;
  // Without an order asked for, documents come as the index says, although its keys are held upwards.
  const own = index.key[Math.min(singles, index.key.length - 1)]![1];
  const isExact = isWhole && fields.length === 1;
  return {
    scans: [{ index, ranges: keyRanges(index, fields), isExact, isReverse: (order || own) === -1 }],
    isSorted: sort.length === 0 || order !== 0,
    score: equalities * 100 + (hasRange ? 30 : 0) + (order ? 50 : 0) + (isWhole ? 500 : 0) - fields.length,
  };
}

function countWhile<T>(items: readonly T[], test: (item: T) => boolean): number {
  const end = items.findIndex((item) => !test(item));
  return end < 0 ? items.length : end;
}

/** On a path with arrays two bounds may be met by two elements, so only the narrower one counts. */
function fieldBounds(found: Bounds[] | undefined, isMultikey: boolean): Field {
  if (!found?.length) return null;
  if (!isMultikey) return found.reduce(intersect);
  return found.reduce((best, next) => (weight(next) < weight(best) ? next : best));
}

const weight = (bounds: Bounds): number => (isPoints(bounds) ? bounds.length : 10000);

const NULL_KEY = encodeValue(null);
const includesNull = (bounds: Bounds): boolean =>
  bounds.some((range) => Buffer.compare(range.low, NULL_KEY) <= 0 && Buffer.compare(NULL_KEY, range.high) < 0);

/**
 * 1 or -1 when the index yields the order behind its `fixed` first fields, read forwards or backwards; else 0. Keys are
 * held upwards whatever the index says, so all fields must be asked for in the same direction.
 */
function sortDirection({ key, multikey }: Index, sort: SortSpec, fixed: number): 1 | -1 | 0 {
  const fixedPaths = key.slice(0, fixed).map(([path], i) => (multikey[i] ? '' : path));
  const wanted = sort.filter(([path]) => !fixedPaths.includes(path));
  const first = wanted[0]?.[1] ?? 1;
  const isServed = wanted.every(
    ([path, direction], i) => key[fixed + i]?.[0] === path && !multikey[fixed + i] && direction === first,
  );
  return isServed ? first : 0;
}

/** Joins the bounds of the leading fields: points, then at most one field of ranges. */
function keyRanges({ id }: Index, fields: readonly Field[]): Range[] {
  let ranges = [pointOf(uint32(id))];
  for (const field of fields) {
    if (!field || ranges.length > MOST_POINTS || !isPoints(ranges)) break;
    ranges = ranges.flatMap((prefix) =>
      field.map(({ low, high, isPoint }) => ({
        low: Buffer.concat([prefix.low, low]).subarray(0, LONGEST_KEY),
        high: upper(Buffer.concat([prefix.low, high])),
        isPoint,
      })),
    );
  }
  return ranges;
}

/** No key is longer than this, and LMDB takes no longer ones to search for. */
const upper = (bound: Buffer): Buffer =>
  bound.length <= LONGEST_KEY ? bound : afterAll(bound.subarray(0, LONGEST_KEY));

function unionPlan(indexes: readonly Index[], filter: Doc, sort: SortSpec): Plan | null {
  const branches = filter.get('$or');
  if (!isArray(branches) || branches.length > 50) return null;
  const found = branches.map((branch) => bestScan(indexes, branch as Doc, [], false));
  const scans = found.flatMap((plan) => plan?.scans ?? []);
  return scans.length === branches.length ? { scans, isSorted: sort.length === 0 } : null;
}

/** Whether every document the filter accepts is in a partial index; only plain cases are seen. */
function implies(filter: Doc, partial: Doc): boolean {
  const also = filter.get('$and');
  const parts = [filter, ...(isArray(also) ? (also as Doc[]) : [])];
  return [...partial].every(([path, condition]) => {
    const isImplied = (said: Maybe): boolean => {
      if (said === undefined || equalValues(said, condition)) return said !== undefined;
      const isScalar = said !== null && !isArray(said) && !isRegex(said) && !isOperatorDoc(said);
      return isScalar && compileFilter(new Map([['v', condition]])).test(new Map([['v', said]]));
    };
    return !path.startsWith('$') && parts.some((part) => isImplied(part.get(path)));
  });
}

// What a filter says about one path, as ranges of encoded keys. Ranges may be wider than the filter, never narrower:
// every document found through an index is tested against the whole filter again.

/** Keys from `low` up to, not including, `high`; a point is all keys that begin with `low`. */
export interface Range {
  readonly low: Buffer;
  readonly high: Buffer;
  readonly isPoint: boolean;
}

type Bounds = readonly Range[];

/** Bounds by path, for the conditions that all must hold. */
function boundsOf(filter: Doc, prefix = '', result = new Map<string, Bounds[]>()): Map<string, Bounds[]> {
  for (const [name, operand] of filter) {
    if (name === '$and' && isArray(operand)) operand.forEach((item) => boundsOf(item as Doc, prefix, result));
    if (name.startsWith('$')) continue;
    const path = prefix + name;
    const operators: Doc = isOperatorDoc(operand) ? operand : new Map([['=', operand]]);
    for (const [operator, value] of operators) {
      const bounds = BOUNDS.get(operator)?.(value, operators);
      if (bounds) result.set(path, [...(result.get(path) ?? []), bounds]);
      if (operator === '$elemMatch' && isDoc(value) && !isOperatorDoc(value)) boundsOf(value, `${path}.`, result);
    }
  }
  return result;
}

type Understand = (value: Value, all: Doc) => Bounds | null;

// What is equal to the value is within the bounds of < and > too.
const upwards: Understand = (value) =>
  isComparable(value) ? [rangeOf(encodeValue(value), classBounds(value)[1])] : null;
const downwards: Understand = (value) =>
  isComparable(value) ? [rangeOf(classBounds(value)[0], afterAll(encodeValue(value)))] : null;

const BOUNDS = table<Understand>({
  // What stands alone may be a pattern.
  '=': equality,
  $eq: (value) => (isRegex(value) ? null : equality(value)),
  $in: (value) => (isArray(value) ? merged(value.flatMap(equality)) : null),
  $gt: upwards,
  $gte: upwards,
  $lt: downwards,
  $lte: downwards,
  $regex: (value, all) => (typeof value === 'string' && !all.has('$options') ? prefixBounds(value, '') : null),
});

const rangeOf = (low: Buffer, high: Buffer): Range => ({ low, high, isPoint: false });
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
  return [rangeOf(start, prefix ? afterAll(start) : high)];
}

/** Comparisons with these stay within the class of the value, and say nothing of other elements. */
function isComparable(value: Value): boolean {
  if (isNumeric(value)) return !Number.isNaN(toNumber(value));
  return typeof value !== 'object' || value instanceof Date || value instanceof ObjectId;
}

/** Sorted, without overlap. */
function merged(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const range of ranges.sort((a, b) => Buffer.compare(a.low, b.low) || Buffer.compare(a.high, b.high))) {
    const last = result.at(-1);
    if (!last || Buffer.compare(last.high, range.low) <= 0) result.push(range);
    else if (Buffer.compare(last.high, range.high) < 0) result[result.length - 1] = rangeOf(last.low, range.high);
  }
  return result;
}

/** The common part of two bounds; only valid on a path without arrays. */
function intersect(a: Bounds, b: Bounds): Bounds {
  return a.flatMap((left) =>
    b.flatMap((right) => {
      const low = Buffer.compare(left.low, right.low) >= 0 ? left.low : right.low;
      const high = Buffer.compare(left.high, right.high) <= 0 ? left.high : right.high;
      return Buffer.compare(low, high) < 0 ? [{ low, high, isPoint: left.isPoint || right.isPoint }] : [];
    }),
  );
}
