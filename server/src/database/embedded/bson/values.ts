// The values as the server holds them. Documents are Maps: key order is kept as sent (an object would move
// integer-like keys) and a key such as __proto__ or _bsontype is only a key.
// Numbers keep their BSON type without a wrapper in the common case: a plain number is an int32 when it fits one,
// else a double; a double that looks like an int32 is a Double; an int64 is always a Long.
import { Decimal128, Double, Long, ObjectId } from 'bson';
import type { Binary, BSONRegExp, BSONSymbol, Code, MaxKey, MinKey, Timestamp } from 'bson';

export type Doc = Map<string, Value>;
export type Scalar =
  | null
  | boolean
  | number
  | string
  | Date
  | Double
  | Long
  | Decimal128
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | BSONSymbol
  | Code
  | MinKey
  | MaxKey;
export type Value = Scalar | Value[] | Doc;
/** undefined stands for "no such field". */
export type Maybe = Value | undefined;

export const isDoc = (value: unknown): value is Doc => value instanceof Map;
export const isArray = (value: Maybe): value is Value[] => Array.isArray(value);

export const isInt32 = (n: number): boolean => (n | 0) === n && !Object.is(n, -0);

/** A double with its type kept, also where its value would fit an int32. */
export const double = (n: number): number | Double => (isInt32(n) ? new Double(n) : n);

const BSON_TYPES: Record<string, string> = {
  ObjectId: 'objectId',
  Double: 'double',
  Long: 'long',
  Decimal128: 'decimal',
  Binary: 'binData',
  Timestamp: 'timestamp',
  BSONRegExp: 'regex',
  BSONSymbol: 'symbol',
  MinKey: 'minKey',
  MaxKey: 'maxKey',
};

/** MongoDB's alias of the value's type, as in $type. */
export function typeName(value: Maybe): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return isInt32(value) ? 'int' : 'double';
    case 'boolean':
      return 'bool';
    case 'undefined':
      return 'missing';
    default:
      break;
  }
  if (value === null) return 'null';
  if (value instanceof Map) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value._bsontype === 'Code') return value.scope ? 'javascriptWithScope' : 'javascript';
  return BSON_TYPES[value._bsontype] ?? 'undefined';
}

export const TYPE_NUMBERS: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

/** A deep copy of containers; scalars are never changed in place and may be shared. */
export function copyValue(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyValue);
  return isDoc(value) ? copyDoc(value) : value;
}

export function copyDoc(document: Doc): Doc {
  const copy: Doc = new Map();
  for (const [key, item] of document) copy.set(key, copyValue(item));
  return copy;
}

/** A value where a text is expected; anything else is shown so that a message can name it. */
export function asText(value: Maybe): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  const isShown =
    value instanceof ObjectId || value instanceof Long || value instanceof Double || value instanceof Decimal128;
  return isShown || value instanceof Date ? value.toString() : typeName(value);
}

/** A document from plain data; for answers and for constants in code. */
export function doc(fields: Record<string, unknown>): Doc {
  const result: Doc = new Map();
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) result.set(key, toValue(value));
  return result;
}

function toValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map(toValue);
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return doc(value as Record<string, unknown>);
  return value as Value;
}

export const long = (n: number): Long => Long.fromNumber(n);
