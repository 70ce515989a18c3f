import { digestHour } from '@enishi/shared/notification-kinds';
import { dayOf } from '@enishi/shared/tokyo-calendar';

const hour = 3_600_000;
/** Japan has no summer time. */
const tokyoOffset = 9 * hour;

/** The next moment at which digests arrive: `digestHour` o'clock in Asia/Tokyo, strictly after `from`. */
export function nextDigest(from: Date): Date {
  const inTokyo = from.getTime() + tokyoOffset;
  const midnight = Math.floor(inTokyo / (24 * hour)) * 24 * hour;
  const today = midnight + digestHour * hour;
  const next = inTokyo < today ? today : today + 24 * hour;
  return new Date(next - tokyoOffset);
}

/** The day whose digest was due last. */
export const digestDay = (now: Date): string => dayOf(new Date(now.getTime() - digestHour * hour));
