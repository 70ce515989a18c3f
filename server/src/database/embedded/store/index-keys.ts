// The index entries of one document: every combination of key values, with arrays taken apart as MongoDB does it.
import { createHash } from 'node:crypto';
import { fail } from '../errors.js';
import { encodeValue } from '../bson/order.js';
import { isArray, isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
import type { Index } from './catalog.js';
import { uint32 } from './environment.js';

/** LMDB takes 1,978 bytes; longer keys are cut and end in a hash, so that equality still holds. */
const LONGEST = 1900;
const KEPT = 1800;

export interface IndexKeys {
  /** Encoded, with the index id in front, each once. */
  readonly keys: Buffer[];
  readonly multikey: boolean[];
  readonly isCut: boolean;
}

/** One field of the key on its way into the document. */
interface Component {
  readonly rest: readonly string[];
  readonly value: Maybe;
  readonly isSettled: boolean;
  readonly isEmptyArray: boolean;
}

type Emit = (components: readonly Component[]) => void;

export function indexKeys(index: Index, document: Doc): IndexKeys {
  const multikey = index.key.map(() => false);
  if (index.partial && !index.partial.test(document)) return { keys: [], multikey, isCut: false };
  const keys: Buffer[] = [];
  const seen = { isPresent: false };
  const emit: Emit = (components) => {
    seen.isPresent ||= components.some((item) => item.value !== undefined || item.isEmptyArray);
    keys.push(joinKey(index, components));
  };
  const start = index.key.map(([path]) => settle(path.split('.'), undefined, false, false));
  expand(document, start, multikey, emit);
  if (index.sparse && !seen.isPresent) return { keys: [], multikey, isCut: false };
  const once = keys.length > 1 ? [...new Map(keys.map((key) => [key.latin1Slice(), key])).values()] : keys;
  return { keys: once.map(fitKey), multikey, isCut: keys.some((key) => key.length > LONGEST) };
}

const settle = (rest: readonly string[], value: Maybe, isSettled = true, isEmptyArray = false): Component => ({
  rest,
  value,
  isSettled,
  isEmptyArray,
});

function joinKey(index: Index, components: readonly Component[]): Buffer {
  const parts = components.map(({ value, isEmptyArray }, i) => {
    const bytes = encodeValue(isEmptyArray ? undefined : (value ?? null));
    return index.key[i]?.[1] === -1 ? inverted(bytes) : bytes;
  });
  return Buffer.concat([uint32(index.id), ...parts]);
}

export function inverted(bytes: Buffer): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  for (let i = 0; i < bytes.length; i++) result[i] = ~(bytes[i] as number) & 0xff;
  return result;
}

function fitKey(key: Buffer): Buffer {
  if (key.length <= LONGEST) return key;
  return Buffer.concat([key.subarray(0, KEPT), createHash('sha256').update(key).digest()]);
}

/** For bounds: what a cut key is known to start with. */
export const cutBound = (key: Buffer): Buffer => (key.length <= LONGEST ? key : key.subarray(0, KEPT));

/** Walks all paths from `base`; those that meet the same array advance through its elements together. */
function expand(base: Doc, components: readonly Component[], multikey: boolean[], emit: Emit): void {
  const met: Value[][] = [];
  const next = components.map((item) => {
    if (item.isSettled) return item;
    const { value, rest } = walk(base, item.rest);
    if (!isArray(value)) return settle([], value);
    if (met[0] && met[0] !== value) fail(171, 'cannot index parallel arrays');
    met[0] = value;
    return { ...item, rest };
  });
  if (met[0]) expandArray(met[0], next, multikey, emit);
  else emit(next);
}

function expandArray(array: Value[], components: readonly Component[], multikey: boolean[], emit: Emit): void {
  components.forEach((item, i) => {
    if (!item.isSettled) multikey[i] = true;
  });
  if (array.length === 0)
    emit(components.map((item) => (item.isSettled ? item : settle([], undefined, true, item.rest.length === 0))));
  for (const element of array) {
    const pending = components.map((item) => {
      if (item.isSettled) return item;
      if (item.rest.length === 0) return settle([], element);
      return isDoc(element) ? item : settle([], undefined);
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
