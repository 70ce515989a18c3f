// Following a dotted path into a document. MongoDB does it in three ways: straight on, for updates; through arrays of
// documents, for expressions; and taking arrays apart, for indexes, sorts and distinct. Filters have a way of their own.
import { fail } from '../errors.js';
import { isArray, isDoc, type Maybe, type Value } from './values.js';

export type Path = readonly string[];

export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/** The parts of a path to fields, as projections and sorts name them. */
export function fieldPath(path: string): Path {
  const parts = path.split('.');
  if (parts.includes('')) fail(15998, 'FieldPath field names may not be empty strings.');
  return parts.some((part) => part.startsWith('$'))
    ? fail(16410, `Field names may not start with '$': ${path}`)
    : parts;
}

/** Straight on: names of fields, and numbers of elements. */
export function valueAt(holder: Maybe, path: Path): Maybe {
  let value = holder;
  for (const part of path) {
    if (isDoc(value)) value = value.get(part);
    else if (isArray(value) && isIndex(part)) value = value[Number(part)];
    else return undefined;
  }
  return value;
}

/** Through arrays: the list of what their documents hold; numbers are names. */
export function valuesThrough(value: Maybe, path: Path, from = 0): Maybe {
  if (from === path.length) return value;
  if (isDoc(value)) return valuesThrough(value.get(path[from]!), path, from + 1);
  if (!isArray(value)) return undefined;
  return value.map((item) => valuesThrough(item, path, from)).filter((item) => item !== undefined);
}

/** The end of a path. Nothing at all counts as null, an empty array as undefined, which comes before null. */
interface End {
  readonly value: Maybe;
  readonly isPresent: boolean;
}
/** An array on the way, which is to be taken apart. */
interface Open {
  readonly array: readonly Value[];
  readonly rest: Path;
}

const MISSING: End = { value: null, isPresent: false };
const EMPTY: End = { value: undefined, isPresent: true };
const isOpen = (item: End | Open): item is Open => 'array' in item;

/**
 * Every combination of values at some paths; those that meet the same array go through its elements together.
 * @param multikey set for each path that meets an array
 * @param code of the error when two meet different ones
 */
export function combinations(document: Maybe, paths: readonly Path[], multikey: boolean[] = [], code = 2): End[][] {
  const found = paths.map((path) => follow(document, path));
  return takeApart(found, multikey, code);
}

function takeApart(found: readonly (End | Open)[], multikey: boolean[], code: number): End[][] {
  const array = found.find(isOpen)?.array;
  if (!array) return [found as End[]];
  found.forEach((item, i) => {
    if (isOpen(item)) multikey[i] = item.array === array || fail(code, 'cannot index or sort by parallel arrays');
  });
  return (array.length ? array : [undefined]).flatMap((element) => {
    const inner = found.map((item) => (isOpen(item) ? within(element, item.rest) : item));
    return takeApart(inner, multikey, code);
  });
}

function within(element: Maybe, rest: Path): End | Open {
  if (rest.length > 0) return isDoc(element) ? follow(element, rest) : MISSING;
  return element === undefined ? EMPTY : { value: element, isPresent: true };
}

/** A number after an array picks an element, unless a document in it has a field of that name. */
function follow(base: Maybe, path: Path): End | Open {
  let value = base;
  for (let i = 0; i < path.length; i++) {
    const part = path[i]!;
    if (isDoc(value)) value = value.get(part);
    else if (!isArray(value)) return MISSING;
    else if (isIndex(part) && !value.some((item) => isDoc(item) && item.has(part))) value = value[Number(part)];
    else return { array: value, rest: path.slice(i) };
  }
  if (isArray(value)) return { array: value, rest: [] };
  return value === undefined ? MISSING : { value, isPresent: true };
}
