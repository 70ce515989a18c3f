// Conversions between types ($convert, $toString and their kind), with MongoDB's error 241 for what cannot be converted.
import { Long, ObjectId } from 'bson';
import { CommandError, unsupported } from '../errors.js';
import { isNumeric, toNumber, type Numeric } from '../bson/numbers.js';
import { double, isDoc, typeName, type Maybe, type Value, asText } from '../bson/values.js';
import { typesOf } from '../query/operators.js';

const failed = (value: Maybe, to: string): CommandError =>
  new CommandError(241, `Unsupported conversion from ${typeName(value)} to ${to} in $convert with no onError value`);

const unparsable = (value: Maybe, to: string): CommandError =>
  new CommandError(241, `Failed to parse ${to} '${asText(value)}' in $convert with no onError value`);

export function convert(value: Maybe, to: Maybe): Maybe {
  if (value === undefined || value === null) return null;
  if (isDoc(to)) return convert(value, to.get('type'));
  if (to === undefined || to === null) return null;
  const type = typesOf(to)[0] as string;
  const action = CONVERSIONS[type];
  if (!action) throw unsupported(`Conversion to ${type}`, 241);
  return action(value);
}

const CONVERSIONS: Record<string, (value: Value) => Value> = {
  string: toText,
  bool: (value) => (isNumeric(value) ? toNumber(value) !== 0 : typeof value === 'boolean' ? value : true),
  int: (value) => whole(value, 'int'),
  long: (value) => whole(value, 'long'),
  double: (value) => {
    if (typeof value === 'boolean') return double(Number(value));
    if (value instanceof Date) return double(value.getTime());
    if (isNumeric(value)) return double(toNumber(value));
    if (typeof value !== 'string') throw failed(value, 'double');
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) throw unparsable(value, 'number');
    return double(Number(value));
  },
  date: toDate,
  objectId: (value) => {
    if (value instanceof ObjectId) return value;
    if (typeof value !== 'string') throw failed(value, 'objectId');
    if (!/^[0-9a-fA-F]{24}$/.test(value)) throw unparsable(value, 'objectId');
    return new ObjectId(value);
  },
};

export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (!isNumeric(value)) throw failed(value, 'string');
  return numberText(value);
}

function numberText(value: Numeric): string {
  return typeof value === 'number' || typeName(value) === 'double' ? String(toNumber(value)) : value.toString();
}

function whole(value: Value, to: 'int' | 'long'): Value {
  const fit = (exact: bigint): Value => {
    const limit = to === 'int' ? 2n ** 31n : 2n ** 63n;
    if (exact >= limit || exact < -limit)
      throw new CommandError(241, 'Conversion would overflow target type in $convert with no onError value');
    return to === 'int' ? Number(exact) : Long.fromBigInt(exact);
  };
  if (typeof value === 'boolean') return fit(value ? 1n : 0n);
  if (value instanceof Long) return fit(value.toBigInt());
  if (value instanceof Date && to === 'long') return fit(BigInt(value.getTime()));
  if (isNumeric(value)) {
    if (!Number.isFinite(toNumber(value)))
      throw new CommandError(241, 'Attempt to convert NaN or infinity value to integer in $convert');
    return fit(BigInt(Math.trunc(toNumber(value))));
  }
  if (typeof value !== 'string') throw failed(value, to);
  if (!/^[+-]?\d+$/.test(value)) throw unparsable(value, 'number');
  return fit(BigInt(value));
}

export function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (isNumeric(value) && typeName(value) !== 'int') return new Date(Math.trunc(toNumber(value)));
  if (typeof value !== 'string') throw failed(value, 'date');
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(value) || !value.includes(':');
  const date = new Date(hasZone ? value : `${value}Z`);
  if (!/^\d{4}-\d\d-\d\d/.test(value) || Number.isNaN(date.getTime())) throw unparsable(value, 'date');
  return date;
}
