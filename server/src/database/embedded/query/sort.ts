// Sorting in memory. An array sorts by its least element upwards and by its greatest downwards; an empty one before null.
import { badValue, CommandError, unsupported } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { EMPTY_ARRAY_KEY, encodeValue } from '../bson/order.js';
import { isArray, isDoc, type Doc, type Maybe } from '../bson/values.js';
import type { SortSpec } from './planner.js';

export function parseSort(spec: Maybe): SortSpec {
  if (spec === undefined || spec === null) return [];
  if (!isDoc(spec)) throw new CommandError(14, 'Expected field sort to be of type object');
  const sort = [...spec].map(([path, direction]) => {
    if (isDoc(direction)) throw unsupported('Sorting by $meta', 2);
    if (!isNumeric(direction) || Math.abs(toNumber(direction)) !== 1)
      throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    if (path.startsWith('$') && path !== '$natural')
      throw new CommandError(16410, `FieldPath field names may not start with '$': ${path}`);
    if (path.split('.').includes('')) throw new CommandError(15998, 'FieldPath field names may not be empty strings.');
    return [path, toNumber(direction) < 0 ? -1 : 1] as const;
  });
  if (sort.length > 32) throw badValue('too many compound keys');
  return sort;
}

/** One comparable key per sort field. */
function sortKeys(document: Doc, sort: SortSpec): Buffer[] {
  return sort.map(([path, direction]) => {
    const keys: Buffer[] = [];
    collectKeys(document, path.split('.'), 0, keys);
    return keys.reduce((best, key) => (Buffer.compare(key, best) * direction < 0 ? key : best));
  });
}

function collectKeys(value: Maybe, parts: readonly string[], at: number, keys: Buffer[]): void {
  if (isArray(value)) {
    if (value.length === 0) keys.push(at === parts.length ? EMPTY_ARRAY_KEY : encodeValue(null));
    const part = parts[at];
    if (
      part !== undefined &&
      /^\d+$/.test(part) &&
      Number(part) < value.length &&
      !value.some((item) => isDoc(item) && item.has(part))
    )
      return collectKeys(value[Number(part)], parts, at + 1, keys);
    for (const item of value) {
      if (at === parts.length) keys.push(encodeValue(item));
      else collectKeys(isArray(item) ? undefined : item, parts, at, keys);
    }
  } else if (at === parts.length) keys.push(encodeValue(value));
  else
    collectKeys(
      isDoc(value) ? value.get(parts[at] as string) : undefined,
      parts,
      isDoc(value) ? at + 1 : parts.length,
      keys,
    );
}

const MOST_BYTES = 256 * 1024 * 1024;

export function sortItems<T>(
  items: readonly T[],
  sort: SortSpec,
  read: (item: T) => Doc,
  size: (item: T) => number,
): T[] {
  if (items.reduce((sum, item) => sum + size(item), 0) > MOST_BYTES)
    throw new CommandError(292, 'Sort exceeded memory limit of 268435456 bytes; add an index or a limit');
  const keyed = items.map((item) => ({ item, keys: sortKeys(read(item), sort) }));
  keyed.sort((a, b) => {
    for (let i = 0; i < sort.length; i++) {
      const order = Buffer.compare(a.keys[i] as Buffer, b.keys[i] as Buffer);
      if (order !== 0) return (sort[i] as SortSpec[number])[1] === 1 ? order : -order;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}
