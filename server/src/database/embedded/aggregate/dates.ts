// Date arithmetic in a time zone, by calendar: a month after 31 January is the last of February.
import { CommandError } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { isDoc, type Maybe } from '../bson/values.js';

const MILLISECONDS: Record<string, number> = {
  week: 604800000,
  day: 86400000,
  hour: 3600000,
  minute: 60000,
  second: 1000,
  millisecond: 1,
};
const MONTHS: Record<string, number> = { year: 12, quarter: 3, month: 1 };

/** Offset of a zone from UTC at a moment, in milliseconds; accepts IANA names and +09:00. */
export function zoneOffset(zone: string, time: number): number {
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60000;
  let text: string;
  try {
    text = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).format(new Date(time));
  } catch {
    throw new CommandError(40485, `unrecognized time zone identifier: "${zone}"`);
  }
  const named = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text);
  return named?.[1] ? (named[1] === '-' ? -1 : 1) * (Number(named[2]) * 60 + Number(named[3])) * 60000 : 0;
}

export function addToDate(name: string, options: Maybe, sign: 1 | -1): Maybe {
  if (!isDoc(options)) throw new CommandError(5166400, `${name} expects an object as its argument`);
  const [start, unit, amount] = ['startDate', 'unit', 'amount'].map((key) => options.get(key) ?? null);
  const zone = options.get('timezone') ?? 'UTC';
  if (start === null || unit === null || amount === null) return null;
  if (!(start instanceof Date))
    throw new CommandError(5166403, `${name} requires startDate to be convertible to a date`);
  if (!isNumeric(amount) || !Number.isInteger(toNumber(amount)))
    throw new CommandError(5166405, `${name} expects integer amount of time units`);
  const count = toNumber(amount) * sign;
  const step = MILLISECONDS[unit as string];
  if (step !== undefined && unit !== 'day' && unit !== 'week') return new Date(start.getTime() + count * step);
  const local = start.getTime() + zoneOffset(String(zone), start.getTime());
  if (step !== undefined) return fromLocal(local + count * step, String(zone));
  const months = MONTHS[unit as string];
  if (months === undefined) throw new CommandError(9, `unknown time unit value: ${String(unit)}`);
  return fromLocal(addMonths(local, months * count), String(zone));
}

function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

function fromLocal(local: number, zone: string): Date {
  const guess = local - zoneOffset(zone, local);
  return new Date(local - zoneOffset(zone, guess));
}
