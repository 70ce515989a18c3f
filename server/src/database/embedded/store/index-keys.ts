// The index entries of one document: every combination of key values, with arrays taken apart as MongoDB does it.
import { createHash } from 'node:crypto';
import { CommandError } from '../errors.js';
import { EMPTY_ARRAY_KEY, encodeValue } from '../bson/order.js';
import { isDoc, type Doc, type Maybe, type Value } from '../bson/values.js';
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

interface Component {
  rest: readonly string[];
  value: Maybe;
  isSettled: boolean;
  isEmptyArray: boolean;
}

export function indexKeys(index: Index, document: Doc): IndexKeys {
  const multikey = index.key.map(() => false);
  if (index.partial && !index.partial.test(document)) return { keys: [], multikey, isCut: false };
  const keys = new Map<string, Buffer>();
  const seen = { isCut: false, isPresent: false };
  const emit = (components: readonly Component[]): void => {
    if (components.some((item) => item.value !== undefined || item.isEmptyArray)) seen.isPresent = true;
    const key = joinKey(index, components);
    if (key.length > LONGEST) seen.isCut = true;
    const fitted = fitKey(key);
    keys.set(fitted.latin1Slice(), fitted);
  };
  const start = index.key.map(([path]) => component(path.split('.')));
  expand(document, start, multikey, emit);
  return { keys: index.sparse && !seen.isPresent ? [] : [...keys.values()], multikey, isCut: seen.isCut };
}

const component = (rest: readonly string[]): Component => ({
  rest,
  value: undefined,
  isSettled: false,
  isEmptyArray: false,
});

function joinKey(index: Index, components: readonly Component[]): Buffer {
  const parts = components.map((item, i) => {
    const bytes = item.isEmptyArray ? EMPTY_ARRAY_KEY : encodeValue(item.value);
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

type Emit = (components: readonly Component[]) => void;

/** Walks all paths from `base`; those that meet the same array advance through its elements together. */
function expand(base: Doc, components: readonly Component[], multikey: boolean[], emit: Emit): void {
  const met: { array: Value[] | null } = { array: null };
  const next = components.map((item) => {
    if (item.isSettled) return item;
    const stop = walk(base, item.rest);
    if (!Array.isArray(stop.value))
      return { ...item, value: stop.rest.length ? undefined : stop.value, isSettled: true };
    if (met.array !== null && met.array !== stop.value) throw new CommandError(171, 'cannot index parallel arrays');
    met.array = stop.value;
    return { ...item, rest: stop.rest, value: stop.value };
  });
  if (met.array === null) emit(next);
  else expandArray(met.array, next, multikey, emit);
}

function expandArray(array: Value[], components: readonly Component[], multikey: boolean[], emit: Emit): void {
  components.forEach((item, i) => {
    if (!item.isSettled) multikey[i] = true;
  });
  if (array.length === 0) {
    emit(components.map((item) => (item.isSettled ? item : settle(item, undefined, item.rest.length === 0))));
    return;
  }
  for (const element of array) {
    const pending = components.map((item) => {
      if (item.isSettled) return item;
      if (item.rest.length === 0) return settle(item, element, false);
      return isDoc(element) ? { ...item, value: undefined } : settle(item, undefined, false);
    });
    if (isDoc(element)) expand(element, pending, multikey, emit);
    else emit(pending);
  }
}

const settle = (item: Component, value: Maybe, isEmptyArray: boolean): Component => ({
  ...item,
  value,
  isEmptyArray,
  isSettled: true,
});

/** Follows a path until its end, an array to be taken apart, or nothing. A number after an array picks an element. */
function walk(base: Doc, path: readonly string[]): { value: Maybe; rest: readonly string[] } {
  let value: Maybe = base;
  for (let i = 0; i < path.length; i++) {
    const part = path[i] as string;
    if (isDoc(value)) value = value.get(part);
    else if (Array.isArray(value)) {
      const hasDocs: boolean = value.some((item) => isDoc(item) && item.has(part));
      if (!/^\d+$/.test(part) || hasDocs) return { value, rest: path.slice(i) };
      value = value[Number(part)];
    } else return { value: undefined, rest: [] };
  }
  return { value, rest: [] };
}
