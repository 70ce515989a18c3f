// The date expressions, by calendar and time zone. A moment is handled as local milliseconds, as if they were UTC.
import { ObjectId, Timestamp } from 'bson';
import { fail, refuse } from '../errors.js';
import { asText, isDoc, isNothing, isNumeric, long, toNumber, type Doc, type Maybe } from '../bson/values.js';
import type { Operation } from './functions.js';

const DAY = 86400000;
const UNITS: Record<string, { months?: number; width: number }> = {
  year: { months: 12, width: 0 },
  quarter: { months: 3, width: 0 },
  month: { months: 1, width: 0 },
  week: { width: 7 * DAY },
  day: { width: DAY },
  hour: { width: 3600000 },
  minute: { width: 60000 },
  second: { width: 1000 },
  millisecond: { width: 1 },
};
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Offset of a zone from UTC at a moment; takes IANA names and +09:00. */
function zoneOffset(zone: string, time: number): number {
  if (zone === 'UTC' || zone === 'GMT') return 0;
  let text = zone;
  if (!/^[+-]\d\d(:?\d\d)?$/.test(zone)) {
    try {
      const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
      text = format.format(time).split('GMT')[1] ?? '';
    } catch {
      fail(40485, `unrecognized time zone identifier: "${zone}"`);
    }
  }
  const [, sign = '+', hours = 0, minutes = 0] = /^([+-])(\d\d):?(\d\d)?$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60000;
}

const toLocal = (date: Date, zone: string): number => date.getTime() + zoneOffset(zone, date.getTime());

function fromLocal(local: number, zone: string): Date {
  const guess = local - zoneOffset(zone, local);
  return new Date(local - zoneOffset(zone, guess));
}

function moment(value: Maybe): Date | null {
  if (isNothing(value)) return null;
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  return value instanceof Timestamp ? new Date(value.t * 1000) : fail(16006, `can't convert from BSON type to Date`);
}

const zoneOf = (given: Doc): string => {
  const zone = given.get('timezone') ?? 'UTC';
  return typeof zone === 'string' ? zone : fail(40517, 'timezone must evaluate to a string');
};

/** $year and its kind: a date, or {date, timezone}. */
const part =
  (read: (local: Date) => Maybe): Operation =>
  ([given]) => {
    const named: Doc = isDoc(given) ? given : new Map([['date', given ?? null]]);
    const date = moment(named.get('date'));
    return date && named.get('timezone') !== null ? read(new Date(toLocal(date, zoneOf(named)))) : null;
  };

const dayOfYear = (local: Date): number =>
  Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / DAY) + 1;

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

/** %-codes of $dateToString. */
const FORMATS: Record<string, (local: Date) => string> = {
  Y: (local) => pad(local.getUTCFullYear(), 4),
  m: (local) => pad(local.getUTCMonth() + 1, 2),
  d: (local) => pad(local.getUTCDate(), 2),
  H: (local) => pad(local.getUTCHours(), 2),
  M: (local) => pad(local.getUTCMinutes(), 2),
  S: (local) => pad(local.getUTCSeconds(), 2),
  L: (local) => pad(local.getUTCMilliseconds(), 3),
  j: (local) => pad(dayOfYear(local), 3),
  '%': () => '%',
};

function options([given]: Maybe[]): Doc {
  return isDoc(given) ? given : fail(18629, 'the argument must be an object');
}

const dateToString: Operation = (args) => {
  const given = options(args);
  const date = moment(given.get('date'));
  if (!date) return given.get('onNull') ?? null;
  const zone = zoneOf(given);
  const format = given.get('format') ?? `%Y-%m-%dT%H:%M:%S.%L${zone === 'UTC' ? 'Z' : ''}`;
  if (typeof format !== 'string') fail(18533, "$dateToString requires that 'format' be a string");
  const local = toLocal(date, zone);
  return format.replace(/%(.?)/g, (_all, code: string) => {
    const write = FORMATS[code] ?? refuse(`The format %${code} of a date`, 18536);
    return write(new Date(local));
  });
};

function whole(given: Doc, name: string, fallback: number): number {
  const value = given.get(name) ?? fallback;
  const isInteger = isNumeric(value) && Number.isInteger(toNumber(value));
  return isInteger ? toNumber(value) : fail(40515, `'${name}' must evaluate to an integer`);
}

interface Calendar {
  readonly months: number | undefined;
  readonly width: number;
  readonly zone: string;
  /** How many whole units have gone by since the beginning of 2000, which MongoDB counts its bins from. */
  indexOf(date: Date): number;
  /** The first moment of a unit. */
  startOf(index: number): Date;
}

function calendar(given: Doc): Calendar {
  const unit = UNITS[asText(given.get('unit'))] ?? fail(9, `unknown time unit value: ${asText(given.get('unit'))}`);
  const name = asText(given.get('startOfWeek') ?? 'sunday').toLowerCase();
  const weekday = WEEKDAYS.findIndex((day) => day === name || day.slice(0, 3) === name);
  if (weekday < 0) fail(5439016, `unknown day of week value: ${name}`);
  const zone = zoneOf(given);
  const { months, width } = unit;
  // The first of January 2000 was a Saturday.
  const origin = Date.UTC(2000, 0, 1) + (width === 7 * DAY ? ((weekday + 1) % 7) * DAY : 0);
  const monthOf = (local: Date): number => (local.getUTCFullYear() - 2000) * 12 + local.getUTCMonth();
  return {
    months,
    width,
    zone,
    indexOf: (date) => {
      const local = toLocal(date, zone);
      return Math.floor(months ? monthOf(new Date(local)) / months : (local - origin) / width);
    },
    startOf: (index) => fromLocal(months ? Date.UTC(2000, index * months, 1) : origin + index * width, zone),
  };
}

const hasNull = (given: Doc, names: string): boolean => names.split(' ').some((name) => isNothing(given.get(name)));

const dateTrunc: Operation = (args) => {
  const given = options(args);
  if (hasNull(given, 'date unit')) return null;
  const { indexOf, startOf } = calendar(given);
  const size = whole(given, 'binSize', 1);
  if (size < 1) fail(5439018, '$dateTrunc requires binSize to be greater than 0');
  return startOf(Math.floor(indexOf(moment(given.get('date')) as Date) / size) * size);
};

const dateDiff: Operation = (args) => {
  const given = options(args);
  if (hasNull(given, 'startDate endDate unit')) return null;
  const { indexOf } = calendar(given);
  return long(indexOf(moment(given.get('endDate')) as Date) - indexOf(moment(given.get('startDate')) as Date));
};

const dateAdd =
  (sign: 1 | -1): Operation =>
  (args) => {
    const given = options(args);
    if (hasNull(given, 'startDate unit amount')) return null;
    const { months, width, zone } = calendar(given);
    const date = moment(given.get('startDate')) as Date;
    const count = whole(given, 'amount', 0) * sign;
    if (width > 0 && width < DAY) return new Date(date.getTime() + count * width);
    const local = new Date(toLocal(date, zone));
    if (!months) return fromLocal(local.getTime() + count * width, zone);
    // A month after 31 January is the last day of February.
    const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() + count * months];
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    local.setUTCFullYear(year, month, Math.min(local.getUTCDate(), last));
    return fromLocal(local.getTime(), zone);
  };

export const DATE_FUNCTIONS: Record<string, Operation> = {
  $year: part((local) => local.getUTCFullYear()),
  $month: part((local) => local.getUTCMonth() + 1),
  $dayOfMonth: part((local) => local.getUTCDate()),
  $dayOfWeek: part((local) => local.getUTCDay() + 1),
  $dayOfYear: part(dayOfYear),
  $hour: part((local) => local.getUTCHours()),
  $minute: part((local) => local.getUTCMinutes()),
  $second: part((local) => local.getUTCSeconds()),
  $millisecond: part((local) => local.getUTCMilliseconds()),
  $dateToString: dateToString,
  $dateTrunc: dateTrunc,
  $dateDiff: dateDiff,
  $dateAdd: dateAdd(1),
  $dateSubtract: dateAdd(-1),
};
