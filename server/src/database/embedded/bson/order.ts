// MongoDB's order of values, defined once: as bytes that compare like the values (encodeValue). Indexes, sorts, groups,
// sets and comparison all rest on it. The encoding is prefix-free, so keys of several values can be joined.
import { compareNumbers, doubleFraction, isNumeric, toFraction, toNumber, type Numeric } from './numbers.js';
import { isDoc, type Doc, type Maybe, type Value } from './values.js';

const TAG = {
  minKey: 0x0a,
  emptyArray: 0x0f,
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

/** An index holds this for an empty array: it sorts before null, as in MongoDB. */
export const EMPTY_ARRAY_KEY = Buffer.from([TAG.emptyArray]);

let scratch = Buffer.allocUnsafe(1 << 14);
let at = 0;

/** The bytes of one value; a missing value is encoded as null. */
export function encodeValue(value: Maybe): Buffer {
  at = 0;
  put(value ?? null);
  const result = Buffer.from(scratch.subarray(0, at));
  if (scratch.length > 1 << 20) scratch = Buffer.allocUnsafe(1 << 14);
  return result;
}

/** The same bytes as text, to be used as the key of a Map or a Set. */
export const keyText = (value: Maybe): string => (value === undefined ? '' : encodeValue(value).latin1Slice());

/** The canonical class of a value: comparisons with < and > stay within it. */
export function orderClass(value: Value): number {
  switch (typeof value) {
    case 'number':
      return TAG.number;
    case 'string':
      return TAG.string;
    case 'boolean':
      return TAG.boolean;
    default:
      break;
  }
  if (value === null) return TAG.null;
  if (value instanceof Map) return TAG.object;
  if (Array.isArray(value)) return TAG.array;
  if (value instanceof Date) return TAG.date;
  return WRAPPED[value._bsontype] ?? TAG.maxKey;
}

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

/** First and last possible key of a value's class, for index bounds. */
export const classBounds = (value: Value): [Buffer, Buffer] => {
  const tag = orderClass(value);
  return [Buffer.from([tag]), Buffer.from([tag + 1])];
};

/** Negative, zero or positive; a missing value counts as null. */
export function compareValues(left: Maybe, right: Maybe): number {
  const a = left ?? null;
  const b = right ?? null;
  const byClass = orderClass(a) - orderClass(b);
  if (byClass !== 0) return byClass;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b);
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a === null) return 0;
  return Buffer.compare(encodeValue(a), encodeValue(b));
}

export const equalValues = (a: Maybe, b: Maybe): boolean => compareValues(a, b) === 0;

/** UTF-8 byte order; differs from UTF-16 order only where surrogates meet U+E000 and above. */
function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const surrogateX = x >= 0xd800 && x < 0xe000;
    const surrogateY = y >= 0xd800 && y < 0xe000;
    if (surrogateX !== surrogateY && x >= 0xd800 && y >= 0xd800) return surrogateX ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

function room(size: number): void {
  if (at + size <= scratch.length) return;
  const bigger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + size));
  scratch.copy(bigger, 0, 0, at);
  scratch = bigger;
}

/** Ends with 0x00 and something; a 0x00 inside becomes 0x00 0xff, so that a prefix sorts first. */
function putText(text: string): void {
  room(text.length * 6 + 2);
  const length = scratch.utf8Write(text, at);
  if (text.includes('\0')) {
    const escaped = Buffer.from(scratch.latin1Slice(at, at + length).replaceAll('\0', '\0\xff'), 'latin1');
    at += escaped.copy(scratch, at);
  } else at += length;
  scratch[at++] = 0;
  scratch[at++] = 0;
}

function putDouble(n: number): void {
  room(8);
  scratch.writeDoubleBE(n === 0 ? 0 : n, at);
  const first = scratch[at] as number;
  if (first & 0x80) for (let i = 0; i < 8; i++) scratch[at + i] = ~(scratch[at + i] as number) & 0xff;
  else scratch[at] = first | 0x80;
  at += 8;
}

/** The nearest double, then what is left of an int64 or a decimal as two more doubles: 159 bits, enough for both. */
function putNumber(value: Numeric): void {
  const nearest = toNumber(value);
  room(28);
  scratch[at++] = TAG.number;
  if (Number.isNaN(nearest)) {
    scratch.fill(0, at, at + 8);
    at += 8;
    return;
  }
  putDouble(nearest);
  if (!Number.isFinite(nearest)) return;
  const plain = typeof value === 'number' || value._bsontype === 'Double';
  if (plain || (value._bsontype === 'Long' && Math.abs(nearest) < 2 ** 53)) {
    scratch[at++] = 0x80;
    return;
  }
  putRest(value, nearest);
}

function putRest(value: Numeric, nearest: number): void {
  const exact = toFraction(value);
  let rest = minus(exact, nearest);
  if (rest.over === 0n) {
    scratch[at++] = 0x80;
    return;
  }
  scratch[at++] = rest.over > 0n ? 0x81 : 0x7f;
  const second = fractionToDouble(rest);
  putDouble(second);
  rest = minus(rest, second);
  putDouble(fractionToDouble(rest));
}

function minus(a: { over: bigint; under: bigint }, n: number): { over: bigint; under: bigint } {
  const b = doubleFraction(n);
  return { over: a.over * b.under - b.over * a.under, under: a.under * b.under };
}

/** Monotone, close to the nearest double. */
function fractionToDouble({ over, under }: { over: bigint; under: bigint }): number {
  if (over === 0n) return 0;
  const size = over < 0n ? -over : over;
  const shift = 80 - (size.toString(2).length - under.toString(2).length);
  const scaled = shift >= 0 ? (size << BigInt(shift)) / under : size / (under << BigInt(-shift));
  const result = Number(scaled) * 2 ** (-shift / 2) * 2 ** (-shift / 2);
  return over < 0n ? -result : result;
}

function put(value: Value): void {
  room(32);
  switch (typeof value) {
    case 'number':
      return putNumber(value);
    case 'string':
      scratch[at++] = TAG.string;
      return putText(value);
    case 'boolean':
      scratch[at++] = TAG.boolean;
      scratch[at++] = value ? 1 : 0;
      return;
    default:
      break;
  }
  if (value === null) scratch[at++] = TAG.null;
  else if (value instanceof Date) {
    scratch[at++] = TAG.date;
    at = scratch.writeBigInt64BE(BigInt(value.getTime()), at);
    scratch[at - 8] = (scratch[at - 8] as number) ^ 0x80;
  } else if (isDoc(value)) putDoc(value);
  else if (Array.isArray(value)) {
    scratch[at++] = TAG.array;
    for (const item of value) put(item);
    room(1);
    scratch[at++] = 0;
  } else putWrapped(value);
}

// MongoDB compares the class of the first field before its name, hence the tag in front of the name.
function putDoc(value: Doc): void {
  scratch[at++] = TAG.object;
  for (const [name, item] of value) {
    room(1);
    scratch[at++] = orderClass(item);
    putText(name);
    put(item);
  }
  room(1);
  scratch[at++] = 0;
}

function putBytes(bytes: Uint8Array): void {
  room(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

type Wrapped = Exclude<Value, null | string | number | boolean | Date | Value[] | Doc>;

function putWrapped(value: Wrapped): void {
  if (isNumeric(value)) return putNumber(value);
  scratch[at++] = orderClass(value);
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
