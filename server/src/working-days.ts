// Working days of public offices in Japan: Monday to Friday without public holidays and without 29 December to 3 January.
import holidays from '@holiday-jp/holiday_jp';
import { dayOf, startOfDay } from '@enishi/shared/tokyo-calendar';

const day = 86_400_000;

/** The moment at which a day in Asia/Tokyo is over. */
export const endOfDay = (date: string): Date => new Date(startOfDay(date).getTime() + day);

const isYearEnd = (date: string): boolean => {
  const inYear = date.slice(5);
  return inYear >= '12-29' || inYear <= '01-03';
};

export function isWorkingDay(date: string): boolean {
  const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00.000Z`).getUTCDay());
  return !isWeekend && !isYearEnd(date) && !(date in holidays.holidays);
}

/** The same time of day, `days` working days later. */
export function addWorkingDays(from: Date, days: number): Date {
  let moment = from.getTime();
  for (let left = days; left > 0;) {
    moment += day;
    if (isWorkingDay(dayOf(new Date(moment)))) left -= 1;
  }
  return new Date(moment);
}
