const hour = 3_600_000;
const tokyoOffset = 9 * hour;

const isWeekend = (inTokyo: number): boolean => [0, 6].includes(new Date(inTokyo).getUTCDay());

/** The same time of day, `days` working days (Monday to Friday in Asia/Tokyo) later. */
export function addWorkingDays(from: Date, days: number): Date {
  let inTokyo = from.getTime() + tokyoOffset;
  for (let left = days; left > 0;) {
    inTokyo += 24 * hour;
    if (!isWeekend(inTokyo)) left -= 1;
  }
  return new Date(inTokyo - tokyoOffset);
}
