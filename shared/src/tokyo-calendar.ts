// Days, months and fiscal years as they are counted in Asia/Tokyo, which knows no summer time.

const offsetMs = 9 * 3_600_000;
const inTokyo = (moment: Date): Date => new Date(moment.getTime() + offsetMs);

/** YYYY-MM-DD */
export const dayOf = (moment: Date): string => inTokyo(moment).toISOString().slice(0, 10);

/** YYYY-MM, of a moment or of a day. */
export const monthOf = (when: Date | string): string => (typeof when === 'string' ? when : dayOf(when)).slice(0, 7);

/** The moment at which a day begins. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+09:00`);

/** Milliseconds since the day of this moment began. */
export const timeOfDay = (moment: Date): number => inTokyo(moment).getTime() % 86_400_000;

/** The same day `months` later, or the last day of a month that is too short for it. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, lastDay))).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when the other is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / 86_400_000);

/** The fiscal year (年度, April to March) that a moment or day lies in, by the year in which it begins. */
export function fiscalYearOf(when: Date | string): number {
  const [year = 0, month = 1] = monthOf(when).split('-').map(Number);
  return month >= 4 ? year : year - 1;
}

/** First moment of a fiscal year, and of the one after it. */
export const fiscalYearSpan = (year: number): { from: Date; to: Date } => ({
  from: startOfDay(`${year}-04-01`),
  to: startOfDay(`${year + 1}-04-01`),
});

/** The twelve months of a fiscal year as YYYY-MM, April first. */
export const fiscalMonths = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => monthOf(addMonths(`${year}-04-01`, index)));

/** The same, `days` later. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A week is named by its Monday. */
export const isMonday = (day: string): boolean => new Date(`${day}T00:00:00.000Z`).getUTCDay() === 1;

/** The Monday of the week in which a day lies. */
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7));
