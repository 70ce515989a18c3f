// The date expressions, by calendar and time zone.
import { ObjectId, Timestamp } from 'bson';
import { CommandError } from '../errors.js';
import { isNumeric, toNumber } from '../bson/numbers.js';
import { isDoc, long, type Doc, type Maybe, type Value, asText } from '../bson/values.js';
import {
  addMonths,
  dayNumber,
  dayOfYear,
  fromLocal,
  isoWeek,
  monthNumber,
  toLocal,
  UNIT_MILLISECONDS,
  UNIT_MONTHS,
  weekNumber,
  weekStart,
  zoneOffset,
} from './calendar.js';
import { toDate } from './convert.js';
import type { Operation } from './scope.js';

const isNothing = (value: Maybe): value is null | undefined => value === undefined || value === null;

function moment(value: Maybe): Date | null {
  if (isNothing(value)) return null;
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  throw new CommandError(16006, `can't convert from BSON type to Date`);
}

function options(name: string, args: Maybe[]): Doc {
  if (!isDoc(args[0])) throw new CommandError(18629, `${name} only supports an object as its argument`);
  return args[0];
}

const zoneOf = (given: Doc): string => {
  const zone = given.get('timezone') ?? 'UTC';
  if (typeof zone !== 'string') throw new CommandError(40517, 'timezone must evaluate to a string');
  return zone;
};

/** $year and its kind: a date, or {date, timezone}. */
const part =
  (read: (local: number, date: Date) => Value): Operation =>
  ([given]) => {
    const named = isDoc(given) ? given : new Map([['date', given ?? null]]);
    const date = moment(named.get('date'));
    if (!date || named.get('timezone') === null) return null;
    const local = toLocal(date.getTime(), zoneOf(named));
    return read(local, new Date(local));
  };

const pad = (n: number, width: number): string => String(n).padStart(width, '0');
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** %-codes of $dateToString. */
const FORMATS: Record<string, (local: number, date: Date, offset: number) => string> = {
  Y: (_local, date) => pad(date.getUTCFullYear(), 4),
  m: (_local, date) => pad(date.getUTCMonth() + 1, 2),
  d: (_local, date) => pad(date.getUTCDate(), 2),
  H: (_local, date) => pad(date.getUTCHours(), 2),
  M: (_local, date) => pad(date.getUTCMinutes(), 2),
  S: (_local, date) => pad(date.getUTCSeconds(), 2),
  L: (_local, date) => pad(date.getUTCMilliseconds(), 3),
  j: (local) => pad(dayOfYear(local), 3),
  w: (_local, date) => String(date.getUTCDay() + 1),
  u: (_local, date) => String(date.getUTCDay() || 7),
  G: (local) => pad(isoWeek(local).year, 4),
  V: (local) => pad(isoWeek(local).week, 2),
  U: (local) => pad(weekOfYear(local), 2),
  b: (_local, date) => (MONTHS[date.getUTCMonth()] as string).slice(0, 3),
  B: (_local, date) => MONTHS[date.getUTCMonth()] as string,
  z: (_local, _date, offset) =>
    `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 3600000), 2)}${pad((Math.abs(offset) / 60000) % 60, 2)}`,
  Z: (_local, _date, offset) => `${offset < 0 ? '-' : '+'}${pad(Math.abs(offset) / 60000, 3)}`,
  '%': () => '%',
};

const weekOfYear = (local: number): number => Math.floor((dayOfYear(local) + 6 - new Date(local).getUTCDay()) / 7);

function dateToString(args: Maybe[]): Maybe {
  const given = options('$dateToString', args);
  const date = moment(given.get('date'));
  if (!date) return given.get('onNull') ?? null;
  const zone = zoneOf(given);
  const format =
    given.get('format') ?? (given.has('timezone') && zone !== 'UTC' ? '%Y-%m-%dT%H:%M:%S.%L' : '%Y-%m-%dT%H:%M:%S.%LZ');
  if (typeof format !== 'string') throw new CommandError(18533, "$dateToString requires that 'format' be a string");
  const offset = zoneOffset(zone, date.getTime());
  const local = date.getTime() + offset;
  return format.replace(/%(.?)/g, (_all, code: string) => {
    const write = FORMATS[code];
    if (!write) throw new CommandError(18536, `Invalid format character '%${code}' in format string`);
    return write(local, new Date(local), offset);
  });
}

function whole(given: Doc, name: string, fallback: number): number {
  const value = given.get(name);
  if (value === undefined) return fallback;
  if (!isNumeric(value) || !Number.isInteger(toNumber(value)))
    throw new CommandError(40515, `'${name}' must evaluate to an integer`);
  return toNumber(value);
}

function dateFromParts(args: Maybe[]): Maybe {
  const given = options('$dateFromParts', args);
  if ([...given.values()].includes(null)) return null;
  if (given.has('isoWeekYear'))
    throw new CommandError(
      238,
      '$dateFromParts with isoWeekYear is not supported; set MONGODB_URI to use a MongoDB server.',
    );
  const date = new Date(0);
  date.setUTCFullYear(whole(given, 'year', 1970), whole(given, 'month', 1) - 1, whole(given, 'day', 1));
  date.setUTCHours(
    whole(given, 'hour', 0),
    whole(given, 'minute', 0),
    whole(given, 'second', 0),
    whole(given, 'millisecond', 0),
  );
  return fromLocal(date.getTime(), zoneOf(given));
}

function dateToParts(args: Maybe[]): Maybe {
  const given = options('$dateToParts', args);
  const date = moment(given.get('date'));
  if (!date) return null;
  const local = new Date(toLocal(date.getTime(), zoneOf(given)));
  const names: [string, number][] = [
    ['year', local.getUTCFullYear()],
    ['month', local.getUTCMonth() + 1],
    ['day', local.getUTCDate()],
    ['hour', local.getUTCHours()],
    ['minute', local.getUTCMinutes()],
    ['second', local.getUTCSeconds()],
    ['millisecond', local.getUTCMilliseconds()],
  ];
  return new Map<string, Value>(names);
}

function dateFromString(args: Maybe[]): Maybe {
  const given = options('$dateFromString', args);
  const text = given.get('dateString');
  if (isNothing(text)) return given.get('onNull') ?? null;
  if (given.has('format'))
    throw new CommandError(
      238,
      '$dateFromString with a format is not supported; set MONGODB_URI to use a MongoDB server.',
    );
  try {
    const date = toDate(text);
    const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(asText(text));
    return hasZone ? date : fromLocal(date.getTime(), zoneOf(given));
  } catch (error) {
    if (given.has('onError')) return given.get('onError');
    throw error;
  }
}

interface Span {
  readonly zone: string;
  readonly unit: string;
  readonly start: number;
}

function span(given: Doc): Span {
  const unit = asText(given.get('unit'));
  if (!(unit in UNIT_MILLISECONDS) && !(unit in UNIT_MONTHS))
    throw new CommandError(9, `unknown time unit value: ${unit}`);
  return { zone: zoneOf(given), unit, start: weekStart(asText(given.get('startOfWeek') ?? 'sunday')) };
}

const hasNull = (given: Doc, names: string[]): boolean => names.some((name) => isNothing(given.get(name)));

function dateTrunc(args: Maybe[]): Maybe {
  const given = options('$dateTrunc', args);
  if (hasNull(given, ['date', 'unit'])) return null;
  const { zone, unit, start } = span(given);
  const size = whole(given, 'binSize', 1);
  if (size < 1) throw new CommandError(5439018, '$dateTrunc requires binSize to be greater than 0');
  const local = toLocal((moment(given.get('date')) as Date).getTime(), zone);
  // Bins are counted from the first of January 2000, as MongoDB counts them.
  const origin = Date.UTC(2000, 0, 1);
  const months = UNIT_MONTHS[unit];
  if (months !== undefined) {
    const width = months * size;
    const first = monthNumber(origin);
    const month = first + Math.floor((monthNumber(local) - first) / width) * width;
    return fromLocal(Date.UTC(Math.floor(month / 12), month % 12, 1), zone);
  }
  const width = (UNIT_MILLISECONDS[unit] as number) * size;
  if (unit !== 'week') return fromLocal(origin + Math.floor((local - origin) / width) * width, zone);
  const day = new Date(origin).getUTCDay();
  const firstWeek = origin + ((start - day + 7) % 7) * 86400000;
  return fromLocal(firstWeek + Math.floor((local - firstWeek) / width) * width, zone);
}

function dateDiff(args: Maybe[]): Maybe {
  const given = options('$dateDiff', args);
  if (hasNull(given, ['startDate', 'endDate', 'unit'])) return null;
  const { zone, unit, start } = span(given);
  const [from, to] = ['startDate', 'endDate'].map((name) =>
    toLocal((moment(given.get(name)) as Date).getTime(), zone),
  ) as [number, number];
  const months = UNIT_MONTHS[unit];
  if (months !== undefined) return long(Math.floor(monthNumber(to) / months) - Math.floor(monthNumber(from) / months));
  if (unit === 'week') return long(weekNumber(to, start) - weekNumber(from, start));
  if (unit === 'day') return long(dayNumber(to) - dayNumber(from));
  const width = UNIT_MILLISECONDS[unit] as number;
  return long(Math.floor(to / width) - Math.floor(from / width));
}

const add =
  (name: string, sign: 1 | -1): Operation =>
  (args) => {
    const given = options(name, args);
    if (hasNull(given, ['startDate', 'unit', 'amount'])) return null;
    const { zone, unit } = span(given);
    const date = moment(given.get('startDate')) as Date;
    const count = whole(given, 'amount', 0) * sign;
    const months = UNIT_MONTHS[unit];
    if (months !== undefined) return fromLocal(addMonths(toLocal(date.getTime(), zone), months * count), zone);
    const step = UNIT_MILLISECONDS[unit] as number;
    if (unit === 'day' || unit === 'week') return fromLocal(toLocal(date.getTime(), zone) + count * step, zone);
    return new Date(date.getTime() + count * step);
  };

export const DATE_FUNCTIONS: Record<string, Operation> = {
  $year: part((_local, date) => date.getUTCFullYear()),
  $month: part((_local, date) => date.getUTCMonth() + 1),
  $dayOfMonth: part((_local, date) => date.getUTCDate()),
  $dayOfWeek: part((_local, date) => date.getUTCDay() + 1),
  $dayOfYear: part((local) => dayOfYear(local)),
  $hour: part((_local, date) => date.getUTCHours()),
  $minute: part((_local, date) => date.getUTCMinutes()),
  $second: part((_local, date) => date.getUTCSeconds()),
  $millisecond: part((_local, date) => date.getUTCMilliseconds()),
  $week: part((local) => weekOfYear(local)),
  $isoDayOfWeek: part((_local, date) => date.getUTCDay() || 7),
  $isoWeek: part((local) => isoWeek(local).week),
  $isoWeekYear: part((local) => long(isoWeek(local).year)),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateToParts: dateToParts,
  $dateFromParts: dateFromParts,
  $dateTrunc: dateTrunc,
  $dateDiff: dateDiff,
  $dateAdd: add('$dateAdd', 1),
  $dateSubtract: add('$dateSubtract', -1),
};
