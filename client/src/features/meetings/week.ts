// Days and half hours of a week in Asia/Tokyo, as the grid draws them. Pure.
import { cellLength, cellsOf, meetingGrid } from '@enishi/shared/meetings';
import type { BusyTime } from '@enishi/shared/meetings';
import { dayOf, startOfDay } from '@enishi/shared/tokyo-calendar';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** The Monday of the week of a moment. */
export const mondayOf = (moment: Date): string => {
  const noon = new Date(startOfDay(dayOf(moment)).getTime() + 12 * hourMs);
  const sinceMonday = (noon.getUTCDay() + 6) % 7;
  return dayOf(new Date(noon.getTime() - sinceMonday * dayMs));
};

export const addDays = (day: string, count: number): string =>
  dayOf(new Date(startOfDay(day).getTime() + count * dayMs + 12 * hourMs));

export const daysOf = (monday: string): string[] => Array.from({ length: 7 }, (_, index) => addDays(monday, index));

export const rowCount = ((meetingGrid.toHour - meetingGrid.fromHour) * 60) / meetingGrid.minutes;

/** The moment at which a row of a day begins. */
export const cellAt = (day: string, row: number): Date =>
  new Date(startOfDay(day).getTime() + meetingGrid.fromHour * hourMs + row * cellLength);

/** 8:00, 8:30 … */
export const rowTime = (row: number): string => {
  const minutes = meetingGrid.fromHour * 60 + row * meetingGrid.minutes;
  return `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`;
};

/** What stands in each cell of the week, by the moment of the cell. */
export const busyCells = (busy: readonly BusyTime[]): Map<number, BusyTime> =>
  new Map(
    busy.flatMap((time) => {
      const minutes = (Date.parse(time.endsAt) - Date.parse(time.startsAt)) / 60_000;
      return cellsOf(new Date(time.startsAt), minutes).map((cell) => [cell.getTime(), time] as const);
    }),
  );

/** Which chosen slot covers each cell. */
export const chosenCells = (starts: readonly string[], durationMinutes: number): Map<number, string> =>
  new Map(
    starts.flatMap((start) =>
      cellsOf(new Date(start), durationMinutes).map((cell) => [cell.getTime(), start] as const),
    ),
  );

interface Choosing {
  starts: readonly string[];
  durationMinutes: number;
  limit: number;
  isFree: (cell: number) => boolean;
}
interface Range {
  day: string;
  from: number;
  to: number;
}

/** Can a slot begin here? All its cells are in the day, free, and not part of another slot. */
const fits = ({ durationMinutes, isFree }: Choosing, taken: Map<number, string>, day: string, row: number): boolean => {
  const cells = cellsOf(cellAt(day, row), durationMinutes);
  return row + cells.length <= rowCount && cells.every((cell) => isFree(cell.getTime()) && !taken.has(cell.getTime()));
};

/**
 * Slots after a stretch was chosen: one after the other for as long as they fit into it, at least one where only its
 * beginning was pointed at. Pointing at a chosen slot takes it out.
 */
export const choose = (choosing: Choosing, range: Range): { starts: string[]; added: string[]; removed: string[] } => {
  const { starts, durationMinutes, limit } = choosing;
  const [from, to] = [Math.min(range.from, range.to), Math.max(range.from, range.to)];
  const taken = chosenCells(starts, durationMinutes);
  const pointed = taken.get(cellAt(range.day, from).getTime());
  if (from === to && pointed !== undefined)
    return { starts: starts.filter((start) => start !== pointed), added: [], removed: [pointed] };
  const length = durationMinutes / meetingGrid.minutes;
  const added: string[] = [];
  for (let row = from; row <= to && starts.length + added.length < limit;) {
    const isWithin = row + length - 1 <= to || row === from;
    const now = chosenCells([...starts, ...added], durationMinutes);
    if (isWithin && fits(choosing, now, range.day, row)) {
      added.push(cellAt(range.day, row).toISOString());
      row += length;
    } else row += 1;
  }
  return { starts: [...starts, ...added].sort(), added, removed: [] };
};
