// MongoDB's order of values, as bytes that compare like the values: indexes, groups, sets, sorts and comparisons all rest
// on them. The encoding is prefix-free, so keys of several values can be joined.
import { Binary, BSONRegExp, BSONSymbol, Code, ObjectId, Timestamp } from 'bson';
import { toFraction } from './numbers.js';
import { isArray, isDoc, isNumeric, toNumber, typeName } from './values.js';
import type { Doc, Maybe, Numeric, Value } from './values.js';

/** The classes of types in their order; comparisons with < and > stay within one. 'missing' is also an empty array. */
const ORDER =
  'minKey,missing,null,int long double decimal,string symbol,object,array,binData,objectId,bool,date,timestamp,regex,javascript,javascriptWithScope,maxKey';
const CLASSES = Object.fromEntries(
  ORDER.split(',').flatMap((names, i) => names.split(' ').map((name) => [name, 10 * (i + 1)])),
) as Record<string, number>;

export const orderClass = (value: Maybe): number => CLASSES[typeName(value)]!;

/** First and last possible key of a value's class, for index bounds. */
export function classBounds(value: Value): [Buffer, Buffer] {
  const first = orderClass(value);
  return [Buffer.from([first]), Buffer.from([first + 1])];
}

/** Negative, zero or positive. */
export function compareValues(a: Maybe, b: Maybe): number {
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a + b)) return a < b ? -1 : a > b ? 1 : 0;
  return orderClass(a) - orderClass(b) || Buffer.compare(encodeValue(a), encodeValue(b));
}

export const equalValues = (a: Maybe, b: Maybe): boolean =>
  typeof a === 'string' && typeof b === 'string' ? a === b : compareValues(a, b) === 0;

let scratch = Buffer.allocUnsafe(1 << 14);
let at = 0;

/** The bytes of one value. */
export function encodeValue(value: Maybe): Buffer {
  at = 0;
  put(value);
  const result = Buffer.from(scratch.subarray(0, at));
  if (scratch.length > 1 << 20) scratch = Buffer.allocUnsafe(1 << 14);
  return result;
}

/** The same bytes as text, to be used as the key of a Map or a Set; texts compare like the bytes. */
export const keyText = (value: Maybe): string => encodeValue(value).toString('latin1');

/** Each value once, the first of equal ones. */
export function unique(values: readonly Value[]): Value[] {
  const found = new Map<string, Value>();
  for (const value of values) if (!found.has(keyText(value))) found.set(keyText(value), value);
  return [...found.values()];
}

function room(size: number): void {
  if (at + size <= scratch.length) return;
  const bigger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + size));
  scratch.copy(bigger, 0, 0, at);
  scratch = bigger;
}

function put(value: Maybe): void {
  room(32);
  scratch[at++] = orderClass(value);
  if (typeof value === 'string') putText(value);
  else if (isNumeric(value)) putNumber(value);
  else if (typeof value === 'boolean') scratch[at++] = Number(value);
  else if (value instanceof Date) at = scratch.writeBigUInt64BE(BigInt(value.getTime()) + 2n ** 63n, at);
  else if (value instanceof ObjectId) putBytes(value.id);
  else if (isDoc(value)) putDoc(value);
  else if (isArray(value)) putList(value);
  else if (value) putRare(value);
}

/** Ends with two 0x00; a 0x00 inside is followed by 0x01, so that a prefix sorts first. */
function putText(text: string): void {
  room(text.length * 6 + 2);
  at += scratch.write(text.replaceAll('\0', '\0\x01'), at);
  scratch[at++] = 0;
  scratch[at++] = 0;
}

function putList(list: Value[]): void {
  list.forEach(put);
  room(1);
  scratch[at++] = 0;
}

// MongoDB compares the class of a field before its name.
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
  const first = scratch[at]!;
  if (first & 0x80) for (let i = 0; i < 8; i++) scratch[at + i] = ~scratch[at + i]! & 0xff;
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

function putRare(value: Value): void {
  if (value instanceof Binary) {
    at = scratch.writeUInt32BE(value.length(), at);
    scratch[at++] = value.sub_type;
    putBytes(value.value());
  } else if (value instanceof Timestamp) {
    at = scratch.writeUInt32BE(value.t, at);
    at = scratch.writeUInt32BE(value.i, at);
  } else if (value instanceof BSONRegExp) {
    putText(value.pattern);
    putText(value.options);
  } else if (value instanceof BSONSymbol) putText(value.value);
  else if (value instanceof Code) putText(value.code + (value.scope ? JSON.stringify(value.scope) : ''));
}
