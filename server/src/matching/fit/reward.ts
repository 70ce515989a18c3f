// What an opening pays, brought to yen an hour, so that it can be held against what a person wants to earn at least.
import { neededHours } from './time-share.js';
import type { AskedWork } from './types.js';

const week = 7 * 86_400_000;

/** Null where that cannot be done: paid by the piece, or nobody said for how long. */
export function yenPerHour(asked: AskedWork): { from: number; to: number } | null {
  const { reward, hoursTo, startsOn, endsOn } = asked;
  if (reward === null || reward.kind === 'piece') return null;
  const { from } = reward;
  const to = reward.to ?? from;
  if (reward.kind === 'hourly') return { from, to };
  const least = neededHours(asked);
  if (hoursTo === null || least === null || startsOn === null || endsOn === null) return null;
  const weeks = Math.max(1, (Date.parse(endsOn) - Date.parse(startsOn) + week / 7) / week);
  return { from: Math.floor(from / (hoursTo * weeks)), to: Math.floor(to / (least * weeks)) };
}

/**
 * Does it pay what the person wants at least? What cannot be compared is left to the two to talk about. The answer decides
 * whether a pair is there at all, and must never show in anything else.
 */
export function paysEnough(asked: AskedWork, minimum: number | null): boolean {
  const pays = yenPerHour(asked);
  return minimum === null || pays === null || pays.to >= minimum;
}
