// Sorting in memory. An array sorts by its least element upwards and by its greatest downwards; an empty one before null.
import { fail, refuse } from '../errors.js';
import { compareValues, keyText } from '../bson/order.js';
import { doc, isArray, isDoc, isNumeric, toNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { atOnce, mapSteps, type Steps } from './turns.js';

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

interface Keyed<T> {
  readonly item: T;
  readonly keys: readonly string[];
}

const RUN = 4000;

/** Short runs are sorted, then merged by pairs. */
export function* sorted<T>(items: readonly T[], sort: SortSpec, read: (item: T) => Doc): Steps<T[]> {
  const paths = sort.map(([path, direction]) => ({ parts: path.split('.'), direction }));
  const withKeys = (item: T): Keyed<T> => {
    const document = read(item);
    const keys = paths.map(({ parts, direction }) => {
      const found: Maybe[] = [];
      collectKeys(document, parts, found);
      return found.map(keyText).reduce((best, key) => (key < best === direction > 0 ? key : best));
    });
    return { item, keys };
  };
  const compare = (a: Keyed<T>, b: Keyed<T>): number => {
    const i = paths.findIndex((_, at) => a.keys[at] !== b.keys[at]);
    return i < 0 ? 0 : (a.keys[i]! < b.keys[i]! ? -1 : 1) * paths[i]!.direction;
  };
  const keyed = yield* mapSteps(items, withKeys);
  let runs: Keyed<T>[][] = [];
  for (let at = 0; at < keyed.length; at += RUN) {
    runs.push(keyed.slice(at, at + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: Keyed<T>[][] = [];
    for (let i = 0; i < runs.length; i += 2)
      longer.push(yield* mapSteps(merge(runs[i]!, runs[i + 1] ?? [], compare), (item) => item));
    runs = longer;
  }
  return (runs[0] ?? []).map(({ item }) => item);
}

function* merge<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Generator<T> {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const takesFirst = j >= b.length || (i < a.length && compare(a[i]!, b[j]!) <= 0);
    yield (takesFirst ? a[i++] : b[j++])!;
  }
}

/** Sorts the elements of an array, by value (1 or -1) or by fields of documents. */
export function sortList(items: readonly Value[], by: Value): Value[] {
  if (!isDoc(by)) return [...items].sort((a, b) => compareValues(a, b) * Number(by));
  return atOnce(sorted(items, parseSort(by), (item) => (isDoc(item) ? item : doc({}))));
}
