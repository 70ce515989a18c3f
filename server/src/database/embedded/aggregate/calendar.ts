// Civil time in a zone: a moment as local milliseconds (as if they were UTC), and back.
import { CommandError } from '../errors.js';

export const UNIT_MILLISECONDS: Record<string, number> = {
  week: 604800000,
  day: 86400000,
  hour: 3600000,
  minute: 60000,
  second: 1000,
  millisecond: 1,
};
export const UNIT_MONTHS: Record<string, number> = { year: 12, quarter: 3, month: 1 };
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Offset of a zone from UTC at a moment, in milliseconds; takes IANA names and +09:00. */
export function zoneOffset(zone: string, time: number): number {
  const fixed = /^([+-])(\d\d):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60000;
  if (zone === 'UTC' || zone === 'GMT') return 0;
  let text: string;
  try {
    text = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).format(new Date(time));
  } catch {
    throw new CommandError(40485, `unrecognized time zone identifier: "${zone}"`);
  }
  const named = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(text);
  return named?.[1] ? (named[1] === '-' ? -1 : 1) * (Number(named[2]) * 60 + Number(named[3])) * 60000 : 0;
}

export const toLocal = (time: number, zone: string): number => time + zoneOffset(zone, time);

export function fromLocal(local: number, zone: string): Date {
  const guess = local - zoneOffset(zone, local);
  return new Date(local - zoneOffset(zone, guess));
}

/** A month after 31 January is the last day of February. */
export function addMonths(local: number, months: number): number {
  const date = new Date(local);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

export const monthNumber = (local: number): number => {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

export const dayNumber = (local: number): number => Math.floor(local / 86400000);

/** Which day begins a week, 0 for Sunday; names may be short. */
export function weekStart(name: string): number {
  const found = WEEKDAYS.findIndex((day) => day === name.toLowerCase() || day.slice(0, 3) === name.toLowerCase());
  if (found < 0) throw new CommandError(5439016, `unknown day of week value: ${name}`);
  return found;
}

/** 1970-01-01 was a Thursday. */
export const weekNumber = (local: number, start: number): number => Math.floor((dayNumber(local) + 4 - start) / 7);

export function isoWeek(local: number): { year: number; week: number } {
  const date = new Date(local);
  const day = date.getUTCDay() || 7;
  const thursday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 4 - day));
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / UNIT_MILLISECONDS.week!) + 1 };
}

export const dayOfYear = (local: number): number =>
  dayNumber(local) - dayNumber(Date.UTC(new Date(local).getUTCFullYear(), 0, 1)) + 1;
