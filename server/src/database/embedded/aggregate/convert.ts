// Conversions between types: $toString and its kind. Of what is left out, MongoDB could convert little more.
import { Long, ObjectId } from 'bson';
import { fail, refuse } from '../errors.js';
import { display, double, isNothing, isNumeric, isTruthy, toNumber, typeName } from '../bson/values.js';
import type { Maybe, Value } from '../bson/values.js';

export function toText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (typeName(value) === 'double') return String(toNumber(value as number));
  return typeof value === 'boolean' || isNumeric(value) ? value.toString() : undefined;
}

function toWhole(value: Value, bits: number): bigint | undefined {
  let whole: bigint | undefined;
  if (typeof value === 'string') whole = /^[+-]?\d+$/.test(value) ? BigInt(value) : undefined;
  else if (typeof value === 'boolean') whole = BigInt(value);
  else if (value instanceof Long) whole = value.toBigInt();
  else if (isNumeric(value) && Number.isFinite(toNumber(value))) whole = BigInt(Math.trunc(toNumber(value)));
  if (whole !== undefined && BigInt.asIntN(bits, whole) !== whole) fail(241, `${display(value)} would overflow`);
  return whole;
}

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

function toDate(value: Value): Date | undefined {
  if (value instanceof ObjectId) return value.getTimestamp();
  if (isNumeric(value) && typeName(value) !== 'int') return new Date(Math.trunc(toNumber(value)));
  const date = typeof value === 'string' && DATE.test(value) ? new Date(value) : value;
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : undefined;
}

const conversion =
  (to: string, convert: (value: Value) => Maybe) =>
  ([value]: Maybe[]): Maybe =>
    isNothing(value) ? null : (convert(value) ?? refuse(`Conversion of ${display(value)} to ${to}`, 241));

export const CONVERSIONS = {
  $toString: conversion('string', toText),
  $toBool: conversion('bool', isTruthy),
  $toInt: conversion('int', (value) => {
    const whole = toWhole(value, 32);
    return whole === undefined ? whole : Number(whole);
  }),
  $toLong: conversion('long', (value) => {
    const whole = toWhole(value, 64);
    return whole === undefined ? whole : Long.fromBigInt(whole);
  }),
  $toDouble: conversion('double', (value) => (isNumeric(value) ? double(toNumber(value)) : undefined)),
  $toDate: conversion('date', toDate),
  $toObjectId: conversion('objectId', (value) => {
    if (value instanceof ObjectId) return value;
    return typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value) ? new ObjectId(value) : undefined;
  }),
};
