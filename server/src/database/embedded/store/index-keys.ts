// The index entries of one document: every combination of key values, with arrays taken apart as MongoDB does it.
// Keys are held upwards, whatever direction the index has.
import { fail, refuse } from '../errors.js';
import { encodeValue } from '../bson/order.js';
import { isArray, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import type { Index } from './catalog.js';
import { uint32 } from './environment.js';

/** LMDB takes 1,978 bytes, eight of which an entry may need for its record. */
export const LONGEST_KEY = 1900;

export interface IndexKeys {
  /** Encoded, with the index id in front, each once. */
  readonly keys: Buffer[];
  readonly multikey: boolean[];
}

/** One field of the key: on its way into the document, or at its end. */
type Component = { readonly rest: readonly string[] } | { readonly bytes: Buffer; readonly isPresent: boolean };
type Emit = (components: readonly Component[]) => void;

export function indexKeys(index: Index, document: Doc): IndexKeys {
  const multikey = index.key.map(() => false);
  if (index.partial && !index.partial.test(document)) return { keys: [], multikey };
  const found = new Map<string, Buffer>();
  let isPresent = false as boolean;
  const start = index.key.map(([path]) => ({ rest: path.split('.') }));
  expand(document, start, multikey, (components) => {
    const ends = components.filter((item) => 'bytes' in item);
    const key = Buffer.concat([uint32(index.id), ...ends.map(({ bytes }) => bytes)]);
    if (key.length > LONGEST_KEY) refuse(`A key of more than ${LONGEST_KEY} bytes in the index ${index.name}`, 17280);
    isPresent ||= ends.some((item) => item.isPresent);
    found.set(key.toString('latin1'), key);
  });
  return { keys: index.sparse && !isPresent ? [] : [...found.values()], multikey };
}

const settled = (value: Maybe): Component => ({ bytes: encodeValue(value ?? null), isPresent: value !== undefined });
const EMPTY_ARRAY: Component = { bytes: encodeValue(undefined), isPresent: true };

/** Walks all paths from `base`; those that meet the same array advance through its elements together. */
function expand(base: Doc, components: readonly Component[], multikey: boolean[], emit: Emit): void {
  let met: Value[] | undefined;
  const next = components.map((item) => {
    if (!('rest' in item)) return item;
    const { value, rest } = walk(base, item.rest);
    if (!isArray(value)) return settled(value);
    if (met && met !== value) fail(171, 'cannot index parallel arrays');
    met = value;
    return { rest };
  });
  if (met) expandArray(met, next, multikey, emit);
  else emit(next);
}

function expandArray(array: Value[], components: readonly Component[], multikey: boolean[], emit: Emit): void {
  components.forEach((item, i) => {
    if ('rest' in item) multikey[i] = true;
  });
  if (array.length === 0)
    emit(components.map((item) => ('rest' in item ? (item.rest.length ? settled(undefined) : EMPTY_ARRAY) : item)));
  for (const element of array) {
    const pending = components.map((item) => {
      if (!('rest' in item)) return item;
      if (item.rest.length === 0) return settled(element);
      return isDoc(element) ? item : settled(undefined);
    });
    if (isDoc(element)) expand(element, pending, multikey, emit);
    else emit(pending);
  }
}

/** Follows a path until its end, an array to be taken apart, or nothing. A number after an array picks an element. */
function walk(base: Doc, path: readonly string[]): { value: Maybe; rest: readonly string[] } {
  let value: Maybe = base;
  for (const [i, part] of path.entries()) {
    if (isDoc(value)) value = value.get(part);
    else if (isArray(value)) {
      const isPicked: boolean = /^\d+$/.test(part) && !value.some((item) => isDoc(item) && item.has(part));
      if (!isPicked) return { value, rest: path.slice(i) };
      value = value[Number(part)];
    } else return { value: undefined, rest: [] };
  }
  return { value, rest: [] };
}
