// Where the work is done, and how far that is from the person.
import { distanceKm } from '@enishi/shared/municipalities';
import { proximity } from '@enishi/shared/taxonomy/prefectures';
import type { AskedWork, OfferedWork } from './types.js';
import { WORK_WEIGHTS } from './work-weights.js';

export const kmBetween = ({ spot: one }: AskedWork, { spot: other }: OfferedWork): number | null =>
  one && other ? distanceKm(one, other) : null;

const byPrefecture = (asked: AskedWork, offered: OfferedWork): number => {
  if (asked.prefecture === null || offered.prefecture === null) return 0;
  const near = proximity(asked.prefecture, offered.prefecture);
  if (near === 'same') return WORK_WEIGHTS.samePrefecture;
  return near === 'neighbour' ? WORK_WEIGHTS.nearPrefecture : 0;
};

/** 0: the person cannot or does not go there. */
export function placeShare(asked: AskedWork, offered: OfferedWork): number {
  if (asked.place === 'remote') return offered.workPlace === 'onsite' ? 0 : 1;
  if (offered.workPlace === 'remote') return 0;
  const km = kmBetween(asked, offered);
  if (km === null) return byPrefecture(asked, offered);
  if (offered.travelKm !== null && km > offered.travelKm) return 0;
  const reach = Math.max(offered.travelKm ?? WORK_WEIGHTS.usualTravelKm, WORK_WEIGHTS.nearKm + 1);
  const far = Math.min(1, Math.max(0, km - WORK_WEIGHTS.nearKm) / (reach - WORK_WEIGHTS.nearKm));
  // Who told no radius is not taken for somebody who crosses the country every day.
  if (offered.travelKm === null && far === 1) return byPrefecture(asked, offered) * WORK_WEIGHTS.farthest;
  // In steps: where somebody lives may be closed to whoever sees the points.
  const step = Math.ceil(far * WORK_WEIGHTS.distanceSteps) / WORK_WEIGHTS.distanceSteps;
  return 1 - (1 - WORK_WEIGHTS.farthest) * step;
}
