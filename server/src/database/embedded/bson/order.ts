// MongoDB's order of values: by comparison, and as bytes that compare like the values. Indexes, groups and sets rest on
// the bytes. The encoding is prefix-free, so keys of several values can be joined.
import './buffer-methods.js';
import { toFraction } from './numbers.js';
import { isArray, isDoc, isNumeric, toNumber, type Doc, type Maybe, type Numeric, type Value } from './values.js';

const TAG = {
  minKey: 0x0a,
  /** A missing value; an index and a sort hold it for an empty array. */
  missing: 0x0f,
  null: 0x14,
  number: 0x1e,
  string: 0x3c,
  object: 0x46,
  array: 0x50,
  binary: 0x5a,
  objectId: 0x64,
  boolean: 0x6e,
  date: 0x78,
  timestamp: 0x82,
  regex: 0x8c,
  code: 0xa0,
  maxKey: 0xf0,
} as const;

const WRAPPED: Record<string, number> = {
  ObjectId: TAG.objectId,
  Double: TAG.number,
  Long: TAG.number,
  Decimal128: TAG.number,
  Binary: TAG.binary,
  Timestamp: TAG.timestamp,
  BSONRegExp: TAG.regex,
  BSONSymbol: TAG.string,
  Code: TAG.code,
  MinKey: TAG.minKey,
  MaxKey: TAG.maxKey,
};

/** The canonical class of a value: comparisons with < and > stay within it. */
export function orderClass(value: Maybe): number {
  if (typeof value === 'number') return TAG.number;
  if (typeof value === 'string') return TAG.string;
  if (typeof value === 'boolean') return TAG.boolean;
  if (value === undefined) return TAG.missing;
  if (value === null) return TAG.null;
  if (value instanceof Map) return TAG.object;
  if (Array.isArray(value)) return TAG.array;
  if (value instanceof Date) return TAG.date;
  return WRAPPED[value._bsontype] ?? TAG.maxKey;
}

/** First and last possible key of a value's class, for index bounds. */
export const classBounds = (value: Value): [Buffer, Buffer] => {
  const tag = orderClass(value);
  return [Buffer.from([tag]), Buffer.from([tag + 1])];
};

/** How strings are compared when a collation asks for more than their bytes. */
export interface Collation {
  compare(a: string, b: string): number;
  /** One text for all that are equal. */
  representative(text: string): string;
}

/** Negative, zero or positive. */
export function compareValues(a: Maybe, b: Maybe, collation?: Collation | null): number {
  const byClass = orderClass(a) - orderClass(b);
  if (byClass !== 0) return byClass;
  if (typeof a === 'string' && typeof b === 'string') return collation ? collation.compare(a, b) : compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a + b)) return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (isArray(a) && isArray(b)) return compareLists(a, b, collation);
  if (isDoc(a) && isDoc(b)) return compareDocs(a, b, collation);
  return Buffer.compare(encodeValue(a), encodeValue(b));
}

export const equalValues = (a: Maybe, b: Maybe): boolean => compareValues(a, b) === 0;

function compareLists(a: readonly Value[], b: readonly Value[], collation?: Collation | null): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareValues(a[i], b[i], collation);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

// MongoDB compares the class of a field before its name, and names without a collation.
function compareDocs(a: Doc, b: Doc, collation?: Collation | null): number {
  const others = b.entries();
  for (const [name, value] of a) {
    const other = others.next().value;
    if (!other) return 1;
    const order =
      orderClass(value) - orderClass(other[1]) ||
      compareText(name, other[0]) ||
      compareValues(value, other[1], collation);
    if (order !== 0) return order;
  }
  return a.size - b.size;
}

/** By bytes of UTF-8: differs from JavaScript's order only where surrogates meet U+E000 and above. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (/[\ud800-\udfff]/.test(a + b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

let scratch = Buffer.allocUnsafe(1 << 14);
let at = 0;
let collated: Collation | null = null;

/** The bytes of one value. */
export function encodeValue(value: Maybe, collation: Collation | null = null): Buffer {
  at = 0;
  collated = collation;
  put(value);
  const result = Buffer.from(scratch.subarray(0, at));
  if (scratch.length > 1 << 20) scratch = Buffer.allocUnsafe(1 << 14);
  return result;
}

/** The same bytes as text, to be used as the key of a Map or a Set. */
export const keyText = (value: Maybe, collation?: Collation | null): string =>
  encodeValue(value, collation).latin1Slice();

function room(size: number): void {
  if (at + size <= scratch.length) return;
  const bigger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + size));
  scratch.copy(bigger, 0, 0, at);
  scratch = bigger;
}

function put(value: Maybe): void {
  room(32);
  const tag = orderClass(value);
  scratch[at++] = tag;
  if (typeof value === 'string') putText(collated ? collated.representative(value) : value);
  else if (isNumeric(value)) putNumber(value);
  else if (typeof value === 'boolean') scratch[at++] = value ? 1 : 0;
  else if (value instanceof Date) putDate(value);
  else if (isDoc(value)) putDoc(value);
  else if (isArray(value)) {
    value.forEach(put);
    room(1);
    scratch[at++] = 0;
  } else if (value) putWrapped(value);
}

/** Ends with two 0x00; a 0x00 inside is followed by 0x01, so that a prefix sorts first. */
function putText(text: string): void {
  room(text.length * 6 + 2);
  at += scratch.utf8Write(text.replaceAll('\0', '\0\x01'), at);
  scratch[at++] = 0;
  scratch[at++] = 0;
}

function putDate(value: Date): void {
  at = scratch.writeBigInt64BE(BigInt(value.getTime()), at);
  scratch[at - 8] = (scratch[at - 8] as number) ^ 0x80;
}

// The class of a field stands before its name here as well.
function putDoc(value: Doc): void {
  for (const [name, item] of value) {
    room(1);
    scratch[at++] = orderClass(item);
    putText(name);
    put(item);
  }
  room(1);
  scratch[at++] = 0;
}

function putDouble(n: number): void {
  scratch.writeDoubleBE(n === 0 ? 0 : n, at);
  const first = scratch[at] as number;
  if (first & 0x80) for (let i = 0; i < 8; i++) scratch[at + i] = ~(scratch[at + i] as number) & 0xff;
  else scratch[at] = first | 0x80;
  at += 8;
}

/** The nearest double, then by how much an int64 or a decimal differs from it. NaN is the least. */
function putNumber(value: Numeric): void {
  const nearest = toNumber(value);
  if (Number.isNaN(nearest)) {
    scratch.fill(0, at, (at += 8));
    return;
  }
  putDouble(nearest);
  const isPlain = typeof value === 'number' || value._bsontype === 'Double' || Math.abs(nearest) === Infinity;
  const rest = isPlain || (value._bsontype === 'Long' && Math.abs(nearest) < 2 ** 53) ? 0n : difference(value, nearest);
  scratch[at++] = rest < 0n ? 0x7f : rest === 0n ? 0x80 : 0x81;
  if (rest !== 0n) at = scratch.writeBigUInt64BE(rest + 2n ** 63n, at);
}

/** In units so small that any two int64 or decimals beside the same double still differ: 2^-62 of its last place. */
function difference(value: Numeric, nearest: number): bigint {
  const exact = toFraction(value);
  const near = toFraction(nearest);
  const over = exact.over * near.under - near.over * exact.under;
  const shift = BigInt(114 - (nearest === 0 ? 0 : Math.floor(Math.log2(Math.abs(nearest)))));
  const under = exact.under * near.under;
  return shift >= 0n ? (over << shift) / under : over / (under << -shift);
}

function putBytes(bytes: Uint8Array): void {
  room(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

type Wrapped = Exclude<Value, null | string | boolean | Date | Numeric | Value[] | Doc>;

function putWrapped(value: Wrapped): void {
  switch (value._bsontype) {
    case 'ObjectId':
      return putBytes(value.id);
    case 'Binary': {
      const bytes = value.value();
      at = scratch.writeUInt32BE(bytes.length, at);
      scratch[at++] = value.sub_type;
      return putBytes(bytes);
    }
    case 'Timestamp':
      at = scratch.writeUInt32BE(value.t, at);
      at = scratch.writeUInt32BE(value.i, at);
      return;
    case 'BSONRegExp':
      putText(value.pattern);
      return putText(value.options);
    case 'BSONSymbol':
      return putText(value.value);
    case 'Code':
      return putText(value.code + (value.scope ? JSON.stringify(value.scope) : ''));
    default:
      return;
  }
}
