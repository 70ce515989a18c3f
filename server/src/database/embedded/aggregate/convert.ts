// Conversions between types ($convert, $toString and their kind), with MongoDB's error 241 for what cannot be converted.
import { Long, ObjectId } from 'bson';
import { fail, refuse } from '../errors.js';
import { display, double, isDoc, isNothing, isNumeric, isTruthy, toNumber, typeName } from '../bson/values.js';
import type { Maybe, Value } from '../bson/values.js';
import { typesOf } from '../query/operators.js';

export function convert(value: Maybe, to: Maybe): Maybe {
  if (isNothing(value) || isNothing(to)) return null;
  if (isDoc(to)) return convert(value, to.get('type'));
  const [type = ''] = typesOf(to);
  return (CONVERSIONS[type] ?? refuse(`Conversion to ${type}`, 241))(value);
}

const impossible = (value: Maybe, to: string): never =>
  fail(241, `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`);

/** The text, when it has the form. */
function parsed(value: Value, to: string, form: RegExp): string {
  if (typeof value !== 'string') return impossible(value, to);
  return form.test(value)
    ? value
    : fail(241, `Failed to parse ${to} ${display(value)} in $convert with no onError value`);
}

const CONVERSIONS: Record<string, (value: Value) => Value> = {
  string: toText,
  bool: isTruthy,
  int: (value) => Number(whole(value, 'int')),
  long: (value) => Long.fromBigInt(whole(value, 'long')),
  double: (value) => {
    if (typeof value === 'boolean' || value instanceof Date || isNumeric(value)) return double(Number(plain(value)));
    return double(Number(parsed(value, 'double', /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/)));
  },
  date: toDate,
  objectId: (value) =>
    value instanceof ObjectId ? value : new ObjectId(parsed(value, 'objectId', /^[0-9a-fA-F]{24}$/)),
};

const plain = (value: boolean | Date | Parameters<typeof toNumber>[0]): number | boolean | Date =>
  isNumeric(value) ? toNumber(value) : value;

export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (!isNumeric(value)) return impossible(value, 'string');
  return typeName(value) === 'double' ? String(toNumber(value)) : value.toString();
}

function whole(value: Value, to: 'int' | 'long'): bigint {
  const exact = wholeValue(value, to);
  if (BigInt.asIntN(to === 'int' ? 32 : 64, exact) !== exact)
    fail(241, 'Conversion would overflow target type in $convert with no onError value');
  return exact;
}

function wholeValue(value: Value, to: 'int' | 'long'): bigint {
  if (typeof value === 'boolean') return BigInt(value);
  if (value instanceof Long) return value.toBigInt();
  if (value instanceof Date && to === 'long') return BigInt(value.getTime());
  if (!isNumeric(value)) return BigInt(parsed(value, to, /^[+-]?\d+$/));
  if (!Number.isFinite(toNumber(value))) fail(241, 'Attempt to convert NaN or infinity value to integer in $convert');
  return BigInt(Math.trunc(toNumber(value)));
}

/** A text without a zone is taken as UTC. */
function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (isNumeric(value) && typeName(value) !== 'int') return new Date(Math.trunc(toNumber(value)));
  const text = parsed(value, 'date', /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/);
  const date = new Date(text.length <= 10 || /T.*(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? fail(241, `Failed to parse date ${display(text)}`) : date;
}
