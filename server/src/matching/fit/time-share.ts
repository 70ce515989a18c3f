// Hours of a week that both have, and the part of the work's period in which the person is there.
import type { FitEvidence } from '@enishi/shared/fits';
import { overlapHours } from '@enishi/shared/weekly-hours';
import type { AskedWork, OfferedWork } from './types.js';
import { WORK_WEIGHTS } from './work-weights.js';

/** The least hours a week that the work needs; null: not said. */
export const neededHours = ({ hoursFrom, hoursTo }: AskedWork): number | null => hoursFrom ?? hoursTo;

/** Hours a week in which the work can be done by this person; null when neither side says anything of hours. */
export function sharedHours(asked: AskedWork, offered: OfferedWork): number | null {
  const isOpen = asked.hoursTo === null && offered.hoursPerWeek === null;
  if (isOpen && asked.cells.length === 0 && offered.cells.length === 0) return null;
  return overlapHours(
    { cells: asked.cells, hours: asked.hoursTo },
    { cells: offered.cells, hours: offered.hoursPerWeek },
  );
}

const sharedCells = (asked: AskedWork, offered: OfferedWork): FitEvidence['hours']['cells'] => {
  if (asked.cells.length === 0 || offered.cells.length === 0) return null;
  const own = new Set(offered.cells);
  return asked.cells.filter((cell) => own.has(cell));
};

export function hoursShare(asked: AskedWork, offered: OfferedWork): { share: number; evidence: FitEvidence['hours'] } {
  const shared = sharedHours(asked, offered);
  const wanted = neededHours(asked);
  const evidence = { shared, wanted, cells: sharedCells(asked, offered) };
  if (wanted === null || shared === null) return { share: 1, evidence };
  const share = Math.min(1, shared / wanted);
  return { share: offered.hoursPerWeek === null ? Math.min(share, WORK_WEIGHTS.unsaidHours) : share, evidence };
}

const dayNumber = (day: string): number => Math.round(Date.parse(day) / 86_400_000);

/** The share of the days from now on in which the work is done and the person is there, 0 to 1. */
export function periodShare(asked: AskedWork, offered: OfferedWork, today: string): number {
  const start = Math.max(dayNumber(today), asked.startsOn === null ? 0 : dayNumber(asked.startsOn));
  const end = asked.endsOn === null ? start + WORK_WEIGHTS.openEndDays : Math.max(start, dayNumber(asked.endsOn));
  const from = Math.max(start, offered.availableFrom === null ? 0 : dayNumber(offered.availableFrom));
  const to = Math.min(end, offered.availableTo === null ? Infinity : dayNumber(offered.availableTo));
  return Math.max(0, to - from + 1) / (end - start + 1);
}
