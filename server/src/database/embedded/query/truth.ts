// What counts as true in a boolean place: everything but false, null, a missing value and zero.
import { isNumeric, toNumber } from '../bson/numbers.js';
import type { Maybe } from '../bson/values.js';

export function isTruthy(value: Maybe): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !isNumeric(value) || toNumber(value) !== 0;
}
