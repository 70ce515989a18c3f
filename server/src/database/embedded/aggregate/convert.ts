// Conversions between types ($toString and its kind), with MongoDB's error 241 for what cannot be converted.
import { Long, ObjectId } from 'bson';
import { fail } from '../errors.js';
import { display, double, isNothing, isNumeric, isTruthy, toNumber, typeName } from '../bson/values.js';
import type { Maybe, Value } from '../bson/values.js';

/** The text, when it has the form. */
function parsed(value: Value, to: string, form: RegExp): string {
  if (typeof value === 'string' && form.test(value)) return value;
  return fail(241, `Failed to convert ${display(value)}, which is a ${typeName(value)}, to ${to}`);
}

export function toText(value: Value): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (typeName(value) === 'double') return String(toNumber(value as number));
  return typeof value === 'boolean' || isNumeric(value) ? value.toString() : parsed(value, 'string', /^/);
}

function toWhole(value: Value, to: 'int' | 'long'): bigint {
  const exact = wholeValue(value, to);
  if (BigInt.asIntN(to === 'int' ? 32 : 64, exact) !== exact) fail(241, `${exact} would overflow the type ${to}`);
  return exact;
}

function wholeValue(value: Value, to: 'int' | 'long'): bigint {
  if (value instanceof Long) return value.toBigInt();
  if (value instanceof Date && to === 'long') return BigInt(value.getTime());
  if (typeof value === 'boolean') return BigInt(value);
  if (!isNumeric(value)) return BigInt(parsed(value, to, /^[+-]?\d+$/));
  if (!Number.isFinite(toNumber(value))) fail(241, 'Attempt to convert NaN or infinity value to integer');
  return BigInt(Math.trunc(toNumber(value)));
}

function toDouble(value: Value): Value {
  if (typeof value === 'boolean' || value instanceof Date) return double(Number(value));
  if (isNumeric(value)) return double(toNumber(value));
  return double(Number(parsed(value, 'double', /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/)));
}

/** Of texts, only those that say their zone, or are a day of UTC. */
function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (isNumeric(value) && typeName(value) !== 'int') return new Date(Math.trunc(toNumber(value)));
  const date = new Date(parsed(value, 'date', /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/));
  return Number.isNaN(date.getTime()) ? fail(241, `Failed to parse the date ${display(value)}`) : date;
}

const toObjectId = (value: Value): ObjectId =>
  value instanceof ObjectId ? value : new ObjectId(parsed(value, 'objectId', /^[0-9a-fA-F]{24}$/));

const conversion =
  (convert: (value: Value) => Value) =>
  ([value]: Maybe[]): Maybe =>
    isNothing(value) ? null : convert(value);

export const CONVERSIONS = {
  $toString: conversion(toText),
  $toBool: conversion(isTruthy),
  $toInt: conversion((value) => Number(toWhole(value, 'int'))),
  $toLong: conversion((value) => Long.fromBigInt(toWhole(value, 'long'))),
  $toDouble: conversion(toDouble),
  $toDate: conversion(toDate),
  $toObjectId: conversion(toObjectId),
};
