// Chooses how to find documents: one index with ranges, a union of indexes for $or, or the whole collection. Prefers
// equality on many fields, then an order that saves a sort, then a range. A multikey path uses one bound only.
import { badValue } from '../errors.js';
import { compareValues, encodeValue, equalValues } from '../bson/order.js';
import { isArray, isDoc, type Doc, type Value } from '../bson/values.js';
import type { Collection, Index } from '../store/catalog.js';
import { afterPrefix, uint32 } from '../store/environment.js';
import { cutBound, inverted } from '../store/index-keys.js';
import { boundsOf, intersect, type Bounds, type Range } from './bounds.js';
import { isTruthy } from './truth.js';

export interface KeyRange {
  readonly low: Buffer;
  readonly high: Buffer;
}

export interface Scan {
  /** null: all records in order of insertion. */
  readonly index: Index | null;
  readonly ranges: readonly KeyRange[];
  readonly isReverse: boolean;
  /** The documents come out in the order asked for. */
  readonly isSorted: boolean;
  readonly equalities: number;
}

export interface Plan {
  /** More than one: a union; a document found twice counts once. */
  readonly scans: readonly Scan[];
}

export type SortSpec = readonly (readonly [path: string, direction: 1 | -1])[];

const MOST_POINTS = 400;

export function planQuery(collection: Collection, filter: Doc, sort: SortSpec, hint?: Value): Plan {
  const natural = naturalDirection(hint) ?? (sort[0]?.[0] === '$natural' ? sort[0][1] : undefined);
  if (natural) return { scans: [wholeCollection(natural === -1, sort[0]?.[0] === '$natural' || sort.length === 0)] };
  const hinted = hint === undefined ? undefined : findHinted(collection, hint);
  const usable = collection.indexes.filter((index) => index.isReady && (!hinted || index === hinted));
  const best = bestScan(usable, filter, sort, hinted !== undefined);
  if (best) return { scans: [best] };
  const union = hinted ? null : unionPlan(collection, filter, sort);
  return union ?? { scans: [wholeCollection(false, sort.length === 0)] };
}

const wholeCollection = (isReverse: boolean, isSorted: boolean): Scan => ({
  index: null,
  ranges: [],
  isReverse,
  isSorted,
  equalities: 0,
});

function naturalDirection(hint: Value | undefined): 1 | -1 | undefined {
  if (!isDoc(hint) || !hint.has('$natural')) return undefined;
  return Number(hint.get('$natural')) < 0 ? -1 : 1;
}

function findHinted(collection: Collection, hint: Value): Index {
  const found = collection.indexes.find((index) =>
    typeof hint === 'string' ? index.name === hint : isDoc(hint) && equalValues(index.spec.get('key') as Doc, hint),
  );
  if (!found) throw badValue('error processing query: hint provided does not correspond to an existing index');
  return found;
}

function bestScan(indexes: readonly Index[], filter: Doc, sort: SortSpec, isForced: boolean): Scan | null {
  const bounds = boundsOf(filter);
  let best: { scan: Scan; score: number } | null = null;
  for (const index of indexes) {
    if (index.partial && !implies(filter, index.partial.source)) continue;
    const candidate = scanWith(index, bounds, sort, isForced);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best?.scan ?? null;
}

function scanWith(
  index: Index,
  bounds: Map<string, Bounds[]>,
  sort: SortSpec,
  isForced: boolean,
): { scan: Scan; score: number } | null {
  const fields = index.key.map(([path], i) => fieldBounds(bounds.get(path), index.multikey[i] === true));
  const equalities = countWhile(fields, (field) => field !== null && field.every((range) => range.point !== undefined));
  const singles = countWhile(fields, (field) => field?.length === 1 && field[0]?.point !== undefined);
  const hasRange = fields[equalities] !== undefined && fields[equalities] !== null;
  if (index.sparse && !isForced && !fields.some((field) => field !== null && !includesNull(field))) return null;
  const order = sortDirection(index, sort, singles);
  const isUsed = equalities > 0 || hasRange;
  if (!isUsed && !order && !isForced) return null;
  const ranges = keyRanges(index, fields, equalities);
  const isSorted = sort.length === 0 || order !== 0;
  const score =
    equalities * 100 +
    (hasRange ? 30 : 0) +
    (sort.length && order ? 50 : 0) +
    (index.unique && equalities === fields.length ? 500 : 0) -
    fields.length;
  return { scan: { index, ranges, isReverse: order === -1, isSorted, equalities }, score };
}

function countWhile<T>(items: readonly T[], test: (item: T) => boolean): number {
  const end = items.findIndex((item) => !test(item));
  return end < 0 ? items.length : end;
}

function fieldBounds(found: Bounds[] | undefined, isMultikey: boolean): Bounds | null {
  if (!found?.length) return null;
  if (!isMultikey) return found.reduce(intersect);
  return [...found].sort((a, b) => weight(a) - weight(b))[0] ?? null;
}

const weight = (bounds: Bounds): number => (bounds.every((range) => range.point) ? bounds.length : 10000);

const NULL_KEY = encodeValue(null);
const includesNull = (bounds: Bounds): boolean =>
  bounds.some((range) => Buffer.compare(range.low, NULL_KEY) <= 0 && Buffer.compare(NULL_KEY, range.high) < 0);

/** 1 or -1 when the index yields the order, read forwards or backwards; 0 when it does not. */
function sortDirection(index: Index, sort: SortSpec, fixed: number): 1 | -1 | 0 {
  if (sort.length === 0 || index.isCut) return 0;
  const fixedPaths = new Set(index.key.slice(0, fixed).map(([path], i) => (index.multikey[i] ? '' : path)));
  const wanted = sort.filter(([path]) => !fixedPaths.has(path));
  if (wanted.length === 0) return 1;
  for (const from of [fixed, 0]) {
    const direction = matchesOrder(index, wanted, from);
    if (direction) return direction;
  }
  return 0;
}

function matchesOrder(index: Index, wanted: SortSpec, from: number): 1 | -1 | 0 {
  let direction: 1 | -1 | 0 = 0;
  for (const [i, [path, sense]] of wanted.entries()) {
    const field = index.key[from + i];
    if (field?.[0] !== path || index.multikey[from + i]) return 0;
    const here = sense === field[1] ? 1 : -1;
    if (direction !== 0 && here !== direction) return 0;
    direction = here;
  }
  return direction;
}

/** Joins the bounds of the leading fields: points, then at most one field of ranges. */
function keyRanges(index: Index, fields: readonly (Bounds | null)[], equalities: number): KeyRange[] {
  let prefixes: Buffer[] = [uint32(index.id)];
  let used = 0;
  while (used < equalities) {
    const points = oriented(index, used, fields[used] as Bounds);
    if (points.length * prefixes.length > MOST_POINTS) break;
    prefixes = prefixes.flatMap((prefix) => points.map((range) => Buffer.concat([prefix, range.point as Buffer])));
    used++;
  }
  const last = fields[used];
  const ranges = last && used < fields.length ? oriented(index, used, last) : null;
  const result = prefixes.flatMap((prefix) =>
    ranges
      ? ranges.map((range) => ({
          low: cutBound(Buffer.concat([prefix, range.low])),
          high: upper(Buffer.concat([prefix, range.high])),
        }))
      : [{ low: cutBound(prefix), high: afterPrefix(cutBound(prefix)) }],
  );
  return result.sort((a, b) => Buffer.compare(a.low, b.low));
}

const upper = (key: Buffer): Buffer => (cutBound(key) === key ? key : afterPrefix(cutBound(key)));

function oriented(index: Index, field: number, bounds: Bounds): Range[] {
  if (index.key[field]?.[1] !== -1) return [...bounds];
  return bounds.map((range) => {
    if (range.point) {
      const point = inverted(range.point);
      return { low: point, high: afterPrefix(point), point };
    }
    // Both ends turn round: the old end (exclusive) becomes a start that lets its own prefix out.
    return { low: inverted(range.high), high: Buffer.concat([inverted(range.low), Buffer.from([0xff, 0xff])]) };
  });
}

function unionPlan(collection: Collection, filter: Doc, sort: SortSpec): Plan | null {
  const branches = filter.get('$or');
  if (!isArray(branches) || branches.length > 50) return null;
  const indexes = collection.indexes.filter((index) => index.isReady);
  const scans: Scan[] = [];
  for (const branch of branches) {
    const scan = isDoc(branch) ? bestScan(indexes, branch, [], false) : null;
    if (!scan || (scan.equalities === 0 && scan.ranges.length === 0)) return null;
    scans.push({ ...scan, isSorted: sort.length === 0 });
  }
  return { scans };
}

/** Whether every document the filter accepts is in a partial index; only plain cases are seen. */
function implies(filter: Doc, partial: Doc): boolean {
  return [...partial].every(([path, condition]) => {
    if (path === '$and') return isArray(condition) && condition.every((item) => implies(filter, item as Doc));
    if (path.startsWith('$')) return false;
    const said = filter.get(path);
    if (said === undefined)
      return (
        isArray(filter.get('$and')) &&
        (filter.get('$and') as Doc[]).some((item) => implies(item, new Map([[path, condition]])))
      );
    if (equalValues(said, condition)) return true;
    return conditionImplied(said, condition);
  });
}

function conditionImplied(said: Value, condition: Value): boolean {
  if (!isDoc(condition)) return isDoc(said) && equalValues(said.get('$eq'), condition) && said.has('$eq');
  return [...condition].every(([operator, limit]) => {
    if (operator === '$exists') return isTruthy(limit) && acceptsNoNull(said);
    const value = isDoc(said) ? (said.get('$eq') ?? said.get(operator)) : said;
    if (value === undefined || value === null || isArray(value) || typeof value !== typeof limit) return false;
    const order = compareValues(value, limit);
    const isExact = !isDoc(said) || said.has('$eq');
    if (operator === '$gt') return isExact ? order > 0 : order >= 0;
    if (operator === '$gte') return order >= 0;
    if (operator === '$lt') return isExact ? order < 0 : order <= 0;
    if (operator === '$lte') return order <= 0;
    return operator === '$eq' && order === 0 && isExact;
  });
}

function acceptsNoNull(said: Value): boolean {
  if (said === null) return false;
  if (!isDoc(said)) return true;
  const [first] = said.keys();
  if (!first?.startsWith('$')) return true;
  return (
    ['$eq', '$gt', '$gte', '$lt', '$lte'].some((operator) => said.has(operator) && said.get(operator) !== null) ||
    (said.has('$exists') && isTruthy(said.get('$exists')))
  );
}
