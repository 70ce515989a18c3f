// Hard conditions: what makes working together impossible whatever the score. Asked before anything is scored.
import type { Hindrance } from '@enishi/shared/fits';
import { placeShare } from './place-share.js';
import { paysEnough } from './reward.js';
import { periodShare, sharedHours } from './time-share.js';
import type { AskedWork, OfferedWork } from './types.js';

/** Those that may be told to both sides. */
export function hindrancesOf(asked: AskedWork, offered: OfferedWork, today: string): Hindrance[] {
  const found: Record<Hindrance, boolean> = {
    unavailable: offered.unavailableUntil !== null && offered.unavailableUntil >= today,
    period: periodShare(asked, offered, today) === 0,
    hours: sharedHours(asked, offered) === 0 || offered.hoursPerWeek === 0,
    place: placeShare(asked, offered) === 0,
  };
  return (Object.keys(found) as Hindrance[]).filter((one) => found[one]);
}

/** May the two be paired at all? A reward below what the person wants looks like any other no. */
export const mayPair = (asked: AskedWork, offered: OfferedWork, today: string): boolean =>
  paysEnough(asked, offered.minimumReward) && hindrancesOf(asked, offered, today).length === 0;
