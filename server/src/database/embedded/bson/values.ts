// The values as the server holds them. Documents are Maps: key order is kept as sent (an object would move
// integer-like keys) and a key such as __proto__ or _bsontype is only a key.
// Numbers keep their BSON type without a wrapper in the common case: a plain number is an int32 when it fits one,
// else a double; a double that looks like an int32 is a Double; an int64 is always a Long.
import { BSONRegExp, Decimal128, Double, Long, ObjectId } from 'bson';
import type { Binary, BSONSymbol, Code, MaxKey, MinKey, Timestamp } from 'bson';

export type Doc = Map<string, Value>;
export type Numeric = number | Double | Long | Decimal128;
type Wrapped = Numeric | ObjectId | Binary | Timestamp | BSONRegExp | BSONSymbol | Code | MinKey | MaxKey;
export type Value = null | boolean | string | Date | Wrapped | Value[] | Doc;
/** undefined stands for "no such field". */
export type Maybe = Value | undefined;

export const isDoc = (value: unknown): value is Doc => value instanceof Map;
export const isArray = (value: Maybe): value is Value[] => Array.isArray(value);
export const isNothing = (value: Maybe): value is null | undefined => value === undefined || value === null;
export const isRegex = (value: Maybe): value is BSONRegExp => value instanceof BSONRegExp;
export const isInt32 = (n: number): boolean => (n | 0) === n && !Object.is(n, -0);

/** A double with its type kept, also where its value would fit an int32. */
export const double = (n: number): number | Double => (isInt32(n) ? new Double(n) : n);
export const long = (n: number): Long => Long.fromNumber(n);

export function isNumeric(value: Maybe): value is Numeric {
  if (typeof value === 'number') return true;
  return value instanceof Double || value instanceof Long || value instanceof Decimal128;
}

/** The nearest double. */
export function toNumber(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (value instanceof Double) return value.value;
  return value instanceof Long ? value.toNumber() : Number(value.toString());
}

/** The whole number that a value is; null for anything else. */
export const wholeNumber = (value: Maybe): number | null =>
  isNumeric(value) && Number.isInteger(toNumber(value)) ? toNumber(value) : null;

/** What counts as true in a boolean place: everything but false, null, a missing value and zero. */
export function isTruthy(value: Maybe): boolean {
  if (isNothing(value) || value === false) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}

const WRAPPED_TYPES: Record<string, string> = {
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

/** MongoDB's alias of the type. */
export function typeName(value: Maybe): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double';
  if (typeof value === 'boolean') return 'bool';
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (value instanceof Map) return 'object';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value._bsontype === 'Code') return value.scope ? 'javascriptWithScope' : 'javascript';
  return WRAPPED_TYPES[value._bsontype] ?? 'undefined';
}

export const isWhole = (value: Maybe): value is number | Long => ['int', 'long'].includes(typeName(value));

/** A deep copy of containers; scalars are never changed in place and may be shared. */
export function copyValue(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyValue);
  return isDoc(value) ? copyDoc(value) : value;
}

export const copyDoc = (document: Doc): Doc =>
  new Map(Array.from(document, ([name, item]) => [name, copyValue(item)] as const));

/** Sets a field, or takes it away when there is no value for it. */
export function setField(document: Doc, name: string, value: Maybe): void {
  if (value === undefined) document.delete(name);
  else document.set(name, value);
}

/** What is known by a name; nothing is known by the names that all objects have. */
export const table = <T>(entries: Record<string, T>): ReadonlyMap<string, T> => new Map(Object.entries(entries));

/** A value as a mongod prints it in its messages, near enough to be read. */
export function display(value: Maybe): string {
  if (typeof value === 'string') return `"${value}"`;
  if (isNothing(value) || typeof value !== 'object') return String(value);
  if (isArray(value)) return `[ ${value.map(display).join(', ')} ]`;
  if (isDoc(value)) return `{ ${[...value].map(([name, item]) => `${name}: ${display(item)}`).join(', ')} }`;
  if (value instanceof ObjectId) return `ObjectId('${value.toHexString()}')`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  return isNumeric(value) ? value.toString() : typeName(value);
}

/** A value where a text is expected. */
export const asText = (value: Maybe): string => (typeof value === 'string' ? value : display(value));

/** A document from plain data; for answers and for constants in code. */
export const doc = (fields: Record<string, unknown>): Doc =>
  new Map(Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, toValue(value)]])));

export function toValue(value: unknown): Value {
  if (Array.isArray(value)) return value.map((item) => toValue(item ?? null));
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return doc(value as Record<string, unknown>);
  return value as Value;
}
