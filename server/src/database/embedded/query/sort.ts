// Sorting in memory. An array sorts by its least element upwards and by its greatest downwards; an empty one before null.
import { fail, refuse } from '../errors.js';
import { compareValues, keyText } from '../bson/order.js';
import { combinations, fieldPath } from '../bson/paths.js';
import { isDoc, isNothing, isNumeric, toNumber, type Doc, type Maybe, type Value } from '../bson/values.js';
import { collected, mapped, type Steps } from './turns.js';

export type SortSpec = readonly (readonly [path: string, direction: 1 | -1])[];

export function parseSort(spec: Maybe): SortSpec {
  if (isNothing(spec)) return [];
  if (!isDoc(spec)) fail(14, 'Expected field sort to be of type object');
  if (spec.size > 32) fail(2, 'too many compound keys');
  return [...spec].map(([path, direction]) => {
    if (isDoc(direction)) refuse('Sorting by $meta', 2);
    if (!isNumeric(direction) || Math.abs(toNumber(direction)) !== 1)
      fail(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (path !== '$natural') fieldPath(path);
    return [path, toNumber(direction) < 0 ? -1 : 1];
  });
}

interface Keyed<T> {
  readonly item: T;
  readonly keys: readonly string[];
}
type Compare = <T>(a: Keyed<T>, b: Keyed<T>) => number;

function sorter<T>(sort: SortSpec, read: (item: T) => Maybe): { keyed(item: T): Keyed<T>; compare: Compare } {
  const paths = sort.map(([path]) => path.split('.'));
  const compare: Compare = (a, b) => {
    const i = sort.findIndex((_, at) => a.keys[at] !== b.keys[at]);
    return i < 0 ? 0 : (a.keys[i]! < b.keys[i]! ? -1 : 1) * sort[i]![1];
  };
  const keyed = (item: T): Keyed<T> =>
    combinations(read(item), paths)
      .map((ends) => ({ item, keys: ends.map(({ value }) => keyText(value)) }))
      .reduce((best, next) => (compare(next, best) < 0 ? next : best));
  return { keyed, compare };
}

export function* sorted<T>(items: readonly T[], sort: SortSpec, read: (item: T) => Doc): Steps<T[]> {
  const { keyed, compare } = sorter(sort, read);
  return (yield* mergeSort(yield* collected(mapped(items, keyed)), compare)).map(({ item }) => item);
}

const RUN = 4000;

/** Short runs are sorted at once and merged in steps. */
function* mergeSort<T>(items: Keyed<T>[], compare: Compare): Steps<Keyed<T>[]> {
  yield;
  if (items.length <= RUN) return items.sort(compare);
  const middle = items.length >> 1;
  const left = yield* mergeSort(items.slice(0, middle), compare);
  const right = yield* mergeSort(items.slice(middle), compare);
  const result: Keyed<T>[] = [];
  for (let [i, j] = [0, 0]; i < left.length || j < right.length;) {
    const takesLeft = j >= right.length || (i < left.length && compare(left[i]!, right[j]!) <= 0);
    result.push((takesLeft ? left[i++] : right[j++])!);
    if ((result.length & 255) === 0) yield;
  }
  return result;
}

/** Sorts the elements of an array, by value (1 or -1) or by fields of documents. */
export function sortList(items: readonly Value[], by: Value): Value[] {
  if (!isDoc(by)) return [...items].sort((a, b) => compareValues(a, b) * Number(by));
  const { keyed, compare } = sorter(parseSort(by), (item: Value) => item);
  return items
    .map(keyed)
    .sort(compare)
    .map(({ item }) => item);
}
