import { digestHour } from '@enishi/shared/notification-kinds';
import { dayOf, startOfDay } from '@enishi/shared/tokyo-calendar';

const hour = 3_600_000;

/** The next moment at which digests arrive: `digestHour` o'clock in Asia/Tokyo, strictly after `from`. */
export function nextDigest(from: Date): Date {
  const today = startOfDay(dayOf(from)).getTime() + digestHour * hour;
  return new Date(from.getTime() < today ? today : today + 24 * hour);
}

/** The day whose digest was due last. */
export const digestDay = (now: Date): string => dayOf(new Date(now.getTime() - digestHour * hour));
