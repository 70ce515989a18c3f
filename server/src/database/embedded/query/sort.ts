// Sorting in memory. An array sorts by its least element upwards and by its greatest downwards; an empty one before null.
import { fail, refuse } from '../errors.js';
import { encodeValue } from '../bson/order.js';
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
  /** Compares as text as the items are to be sorted. */
  readonly key: string;
}

const compare = (a: Keyed<unknown>, b: Keyed<unknown>): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** The bytes that values are ordered by, turned round for the other direction. */
function sortText(value: Maybe, direction: number): string {
  const bytes = encodeValue(value);
  if (direction < 0) for (let i = 0; i < bytes.length; i++) bytes[i] = ~bytes[i]!;
  return bytes.toString('latin1');
}

/** Joined, because no value's text is the beginning of another's. */
function keyMaker(sort: SortSpec): (value: Maybe) => string {
  const paths = sort.map(([path]) => path.split('.'));
  return (value) =>
    combinations(value, paths)
      .map((ends) => ends.map((end, i) => sortText(end.value, sort[i]![1])).join(''))
      .reduce((least, key) => (key < least ? key : least));
}

export function* sorted<T>(items: readonly T[], sort: SortSpec, read: (item: T) => Doc): Steps<T[]> {
  const keyOf = keyMaker(sort);
  const keyed = yield* collected(mapped(items, (item: T) => ({ item, key: keyOf(read(item)) })));
  return (yield* mergeSort(keyed)).map(({ item }) => item);
}

const RUN = 4000;

/** Short runs are sorted at once and merged in steps. */
function* mergeSort<T>(items: Keyed<T>[]): Steps<Keyed<T>[]> {
  yield;
  if (items.length <= RUN) return items.sort(compare);
  const middle = items.length >> 1;
  const left = yield* mergeSort(items.slice(0, middle));
  const right = yield* mergeSort(items.slice(middle));
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
  const keyOf = isDoc(by) ? keyMaker(parseSort(by)) : (item: Value) => sortText(item, Number(by));
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort(compare).map(({ item }) => item);
}
