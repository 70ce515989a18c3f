// Chooses how to find documents: one index with ranges, a union of indexes for $or, or the whole collection. Prefers
// equality on many fields, then an order that saves a sort, then a range. A multikey path uses one bound only.
import { fail } from '../errors.js';
import { compareValues, encodeValue, equalValues } from '../bson/order.js';
import { isArray, isDoc, isNothing, isTruthy, type Doc, type Maybe, type Value } from '../bson/values.js';
import type { Collection, Index } from '../store/catalog.js';
import { afterPrefix, uint32 } from '../store/environment.js';
import { cutBound, inverted } from '../store/index-keys.js';
import { boundsOf, intersect, type Bounds, type Range } from './bounds.js';
import type { Filter } from './match.js';
import { isOperatorDoc } from './operators.js';
import type { SortSpec } from './sort.js';

export interface Scan {
  /** null: all records in order of insertion. */
  readonly index: Index | null;
  readonly ranges: readonly Pick<Range, 'low' | 'high'>[];
  readonly isReverse: boolean;
  readonly equalities: number;
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
}

interface Candidate {
  readonly scan: Scan;
  readonly isSorted: boolean;
  readonly score: number;
}

const MOST_POINTS = 400;

export function planQuery(collection: Collection, { filter, sort, hint }: Query): Plan {
  const natural = isDoc(hint) && hint.has('$natural') ? Number(hint.get('$natural')) : naturalSort(sort);
  const hinted = isNothing(hint) || natural ? undefined : findHinted(collection, hint);
  // Indexes hold strings in the order of their bytes, which is of no use to a collation.
  const isCollated = filter.collation !== null;
  if (natural || isCollated) return wholeCollection((natural ?? 1) < 0, sort);
  const usable = collection.indexes.filter((index) => index.isReady && (!hinted || index === hinted));
  const best = bestScan(usable, filter.source, sort, hinted !== undefined);
  if (best) return { scans: [best.scan], isSorted: best.isSorted };
  return (hinted ? null : unionPlan(usable, filter.source, sort)) ?? wholeCollection(false, sort);
}

const naturalSort = (sort: SortSpec): number | undefined => (sort[0]?.[0] === '$natural' ? sort[0][1] : undefined);

const wholeCollection = (isReverse: boolean, sort: SortSpec): Plan => ({
  scans: [{ index: null, ranges: [], isReverse, equalities: 0 }],
  isSorted: sort.length === 0 || naturalSort(sort) !== undefined,
});

function findHinted({ indexes }: Collection, hint: Value): Index {
  const found = indexes.find((index) => index.name === hint || equalValues(index.spec.get('key'), hint));
  return found ?? fail(2, 'error processing query: hint provided does not correspond to an existing index');
}

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

const isPoints = (field: Bounds | null | undefined): boolean =>
  field ? field.every((range) => range.point !== undefined) : false;

function scanWith(index: Index, bounds: Map<string, Bounds[]>, sort: SortSpec, isForced: boolean): Candidate | null {
  const fields = index.key.map(([path], i) => fieldBounds(bounds.get(path), index.multikey[i] === true));
  const equalities = countWhile(fields, isPoints);
  const singles = countWhile(fields, (field) => isPoints(field) && field?.length === 1);
  const hasRange = Boolean(fields[equalities]);
  if (index.sparse && !isForced && !fields.some((field) => field && !includesNull(field))) return null;
  const order = sortDirection(index, sort, singles);
  if (equalities === 0 && !hasRange && !order && !isForced) return null;
  const isWholeKey = index.unique && equalities === fields.length;
  const benefit = (hasRange ? 30 : 0) + (sort.length && order ? 50 : 0) + (isWholeKey ? 500 : 0);
  return {
    scan: { index, ranges: keyRanges(index, fields, equalities), isReverse: order === -1, equalities },
    isSorted: sort.length === 0 || order !== 0,
    score: equalities * 100 + benefit - fields.length,
  };
}

function countWhile<T>(items: readonly T[], test: (item: T) => boolean): number {
  const end = items.findIndex((item) => !test(item));
  return end < 0 ? items.length : end;
}

/** On a path with arrays two bounds may be met by two elements, so only the narrower one counts. */
function fieldBounds(found: Bounds[] | undefined, isMultikey: boolean): Bounds | null {
  if (!found?.length) return null;
  if (!isMultikey) return found.reduce(intersect);
  return found.reduce((best, next) => (weight(next) < weight(best) ? next : best));
}

const weight = (bounds: Bounds): number => (isPoints(bounds) ? bounds.length : 10000);

const NULL_KEY = encodeValue(null);
const includesNull = (bounds: Bounds): boolean =>
  bounds.some((range) => Buffer.compare(range.low, NULL_KEY) <= 0 && Buffer.compare(NULL_KEY, range.high) < 0);

/** 1 or -1 when the index yields the order, read forwards or backwards; 0 when it does not. */
function sortDirection(index: Index, sort: SortSpec, fixed: number): 1 | -1 | 0 {
  if (sort.length === 0 || index.isCut) return 0;
  const fixedPaths = new Set(index.key.slice(0, fixed).map(([path], i) => (index.multikey[i] ? '' : path)));
  const wanted = sort.filter(([path]) => !fixedPaths.has(path));
  return matchesOrder(index, wanted, fixed) || matchesOrder(index, wanted, 0);
}

function matchesOrder(index: Index, wanted: SortSpec, from: number): 1 | -1 | 0 {
  const directions = new Set<1 | -1>();
  for (const [i, [path, sense]] of wanted.entries()) {
    const field = index.key[from + i];
    if (field?.[0] !== path || index.multikey[from + i]) return 0;
    directions.add(sense === field[1] ? 1 : -1);
  }
  return directions.size > 1 ? 0 : ([...directions][0] ?? 1);
}

/** Joins the bounds of the leading fields: points, then at most one field of ranges. */
function keyRanges(index: Index, fields: readonly (Bounds | null)[], equalities: number): Scan['ranges'] {
  let prefixes: Buffer[] = [uint32(index.id)];
  let used = 0;
  for (; used < equalities; used++) {
    const points = oriented(index, used, fields[used] as Bounds);
    if (points.length * prefixes.length > MOST_POINTS) break;
    prefixes = prefixes.flatMap((prefix) => points.map((range) => Buffer.concat([prefix, range.point as Buffer])));
  }
  const last = fields[used];
  const ranges = last ? oriented(index, used, last) : null;
  const result = prefixes.flatMap((prefix) => {
    if (!ranges) return [{ low: cutBound(prefix), high: afterPrefix(cutBound(prefix)) }];
    return ranges.map(({ low, high }) => ({
      low: cutBound(Buffer.concat([prefix, low])),
      high: upper(Buffer.concat([prefix, high])),
    }));
  });
  return result.sort((a, b) => Buffer.compare(a.low, b.low));
}

const upper = (key: Buffer): Buffer => (cutBound(key) === key ? key : afterPrefix(cutBound(key)));

function oriented(index: Index, field: number, bounds: Bounds): Bounds {
  if (index.key[field]?.[1] !== -1) return bounds;
  return bounds.map((range) => {
    if (range.point) {
      const point = inverted(range.point);
      return { low: point, high: afterPrefix(point), point };
    }
    // Both ends turn round: the old end (exclusive) becomes a start that lets its own prefix out.
    return { low: inverted(range.high), high: Buffer.concat([inverted(range.low), Buffer.from([0xff, 0xff])]) };
  });
}

function unionPlan(indexes: readonly Index[], filter: Doc, sort: SortSpec): Plan | null {
  const branches = filter.get('$or');
  if (!isArray(branches) || branches.length > 50) return null;
  const scans: Scan[] = [];
  for (const branch of branches) {
    const found = isDoc(branch) ? bestScan(indexes, branch, [], false) : null;
    if (!found) return null;
    scans.push(found.scan);
  }
  return { scans, isSorted: sort.length === 0 };
}

/** Whether every document the filter accepts is in a partial index; only plain cases are seen. */
function implies(filter: Doc, partial: Doc): boolean {
  const also = filter.get('$and');
  const parts = [filter, ...(isArray(also) ? (also as Doc[]) : [])];
  return [...partial].every(([path, condition]) => {
    if (path === '$and') return isArray(condition) && condition.every((item) => implies(filter, item as Doc));
    if (path.startsWith('$')) return false;
    return parts.some((part) => part.has(path) && conditionImplied(part.get(path) as Value, condition));
  });
}

function conditionImplied(said: Value, condition: Value): boolean {
  if (equalValues(said, condition)) return true;
  const exact = isOperatorDoc(said) ? said.get('$eq') : said;
  if (!isOperatorDoc(condition)) return exact !== undefined && equalValues(exact, condition);
  return [...condition].every(([operator, limit]) => {
    if (operator === '$exists') return isTruthy(limit) && acceptsNoNull(said);
    const value = exact ?? (isOperatorDoc(said) ? said.get(operator) : undefined);
    if (isNothing(value) || isArray(value) || typeof value !== typeof limit) return false;
    const order = compareValues(value, limit);
    // The filter's own bound may be the index's bound: {$gt: 5} implies {$gt: 5}.
    if (exact === undefined && order === 0) return true;
    const accepted: Record<string, boolean> = { $gt: order > 0, $gte: order >= 0, $lt: order < 0, $lte: order <= 0 };
    return accepted[operator] ?? (operator === '$eq' && order === 0);
  });
}

function acceptsNoNull(said: Value): boolean {
  if (!isOperatorDoc(said)) return said !== null;
  const isBound = (operator: string): boolean => !isNothing(said.get(operator));
  return isTruthy(said.get('$exists')) || ['$eq', '$gt', '$gte', '$lt', '$lte'].some(isBound);
}
