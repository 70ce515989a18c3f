// Sorting in memory. An array sorts by its least element upwards and by its greatest downwards; an empty one before null.
import { fail, refuse } from '../errors.js';
import { compareValues, type Collation } from '../bson/order.js';
import { isArray, isDoc, isNumeric, toNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { mapInSteps, nextTurn, type Deadline } from './turns.js';

export type SortSpec = readonly (readonly [path: string, direction: 1 | -1])[];

export function parseSort(spec: Maybe): SortSpec {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) fail(14, 'Expected field sort to be of type object');
  if (spec.size > 32) fail(2, 'too many compound keys');
  return [...spec].map(([path, direction]) => {
    if (isDoc(direction)) refuse('Sorting by $meta', 2);
    if (!isNumeric(direction) || Math.abs(toNumber(direction)) !== 1)
      fail(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (path.startsWith('$') && path !== '$natural')
      fail(16410, `FieldPath field names may not start with '$': ${path}`);
    if (path.split('.').includes('')) fail(15998, 'FieldPath field names may not be empty strings.');
    return [path, toNumber(direction) < 0 ? -1 : 1];
  });
}

/** All values a path leads to; undefined stands for an empty array at its end. */
function collectKeys(value: Maybe, parts: readonly string[], keys: Maybe[]): void {
  const [part, ...rest] = parts;
  if (!isArray(value)) {
    if (part === undefined) keys.push(value ?? null);
    else if (isDoc(value)) collectKeys(value.get(part), rest, keys);
    else keys.push(null);
  } else if (value.length === 0) keys.push(part === undefined ? undefined : null);
  else if (part === undefined) keys.push(...value);
  else if (/^\d+$/.test(part) && Number(part) < value.length && !value.some((item) => isDoc(item) && item.has(part)))
    collectKeys(value[Number(part)], rest, keys);
  else for (const item of value) collectKeys(isArray(item) ? null : item, parts, keys);
}

const MOST_BYTES = 256 * 1024 * 1024;

interface Sorting<T> {
  read(item: T): Doc;
  size?(item: T): number;
  readonly collation?: Collation | null;
}

interface Keyed<T> {
  readonly item: T;
  readonly keys: readonly Maybe[];
}

interface Sorter<T> {
  withKeys(item: T): Keyed<T>;
  compare(a: Keyed<T>, b: Keyed<T>): number;
}

function createSorter<T>(items: readonly T[], sort: SortSpec, { read, size, collation }: Sorting<T>): Sorter<T> {
  if (size && items.reduce((sum, item) => sum + size(item), 0) > MOST_BYTES)
    fail(292, 'Sort exceeded memory limit of 268435456 bytes; add an index or a limit');
  const paths = sort.map(([path, direction]) => ({ parts: path.split('.'), direction }));
  return {
    withKeys: (item) => {
      const document = read(item);
      const keys = paths.map(({ parts, direction }) => {
        const found: Maybe[] = [];
        collectKeys(document, parts, found);
        if (found.length === 1) return found[0];
        return found.reduce((best, key) => (compareValues(key, best, collation) * direction < 0 ? key : best));
      });
      return { item, keys };
    },
    compare: (a, b) => {
      for (const [i, { direction }] of paths.entries()) {
        const order = compareValues(a.keys[i], b.keys[i], collation);
        if (order !== 0) return order * direction;
      }
      return 0;
    },
  };
}

export function sortItems<T>(items: readonly T[], sort: SortSpec, sorting: Sorting<T>): T[] {
  const { withKeys, compare } = createSorter(items, sort, sorting);
  return items
    .map(withKeys)
    .sort(compare)
    .map(({ item }) => item);
}

const RUN = 4000;

/** The same, pausing for others: short runs are sorted, then merged by pairs. */
export async function sortInSteps<T>(
  items: readonly T[],
  sort: SortSpec,
  sorting: Sorting<T>,
  deadline: Deadline,
): Promise<T[]> {
  const { withKeys, compare } = createSorter(items, sort, sorting);
  const keyed = await mapInSteps(items, deadline, withKeys);
  let runs: Keyed<T>[][] = [];
  for (let at = 0; at < keyed.length; at += RUN) {
    runs.push(keyed.slice(at, at + RUN).sort(compare));
    await nextTurn(deadline);
  }
  while (runs.length > 1) {
    const longer: Keyed<T>[][] = [];
    for (let i = 0; i < runs.length; i += 2)
      longer.push(await mapInSteps(merge(runs[i] ?? [], runs[i + 1] ?? [], compare), deadline, (item) => item));
    runs = longer;
  }
  return (runs[0] ?? []).map(({ item }) => item);
}

function* merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Generator<T> {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const takesFirst = j >= b.length || (i < a.length && compare(a[i] as T, b[j] as T) <= 0);
    yield (takesFirst ? a[i++] : b[j++]) as T;
  }
}

/** Sorts the elements of an array, by value (1 or -1) or by fields of documents. */
export function sortList(items: readonly Value[], by: Value): Value[] {
  if (!isDoc(by)) return [...items].sort((a, b) => compareValues(a, b) * (Number(by) < 0 ? -1 : 1));
  return sortItems(items, parseSort(by), { read: (item) => (isDoc(item) ? item : new Map()) });
}
