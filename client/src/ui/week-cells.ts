// Choosing cells of a week: rectangles, whole days, whole bands. Pure.
import { timeBands, weekCells, weekdays } from '@enishi/shared/weekly-hours';
import type { WeekCell } from '@enishi/shared/weekly-hours';

/** Row and column of the table; -1 stands for the heading of a day or band. */
export interface Spot {
  column: number;
  row: number;
}

const clamp = (value: number, max: number): number => Math.min(Math.max(value, -1), max);

/** The spot that arrow keys lead to. There is nothing in the corner. */
export const moved = (spot: Spot, [columns, rows]: readonly [number, number]): Spot => {
  const column = clamp(spot.column + columns, weekdays.length - 1);
  const row = clamp(spot.row + rows, timeBands.length - 1);
  return column === -1 && row === -1 ? spot : { column, row };
};

const spans = (from: number, to: number, length: number): readonly [number, number] =>
  from === -1 || to === -1 ? [0, length - 1] : [Math.min(from, to), Math.max(from, to)];

/** Is this cell in the rectangle between two spots? A heading means its whole day or band. */
export const isWithin = (from: Spot, to: Spot, { column, row }: Spot): boolean => {
  const [left, right] = spans(from.column, to.column, weekdays.length);
  const [top, bottom] = spans(from.row, to.row, timeBands.length);
  return column >= left && column <= right && row >= top && row <= bottom;
};

export const cellAt = (column: number, row: number): WeekCell =>
  `${weekdays[column] ?? 'mon'}-${timeBands[row] ?? 'early'}`;

const cellsWithin = (from: Spot, to: Spot): WeekCell[] =>
  weekdays.flatMap((_, column) =>
    timeBands.flatMap((_band, row) => (isWithin(from, to, { column, row }) ? [cellAt(column, row)] : [])),
  );

/** Would choosing these take them out? One cell decides for all it is drawn over; a heading, once all are chosen. */
export const takesOut = (value: readonly WeekCell[], from: Spot, to: Spot): boolean =>
  from.column === -1 || from.row === -1
    ? cellsWithin(from, to).every((cell) => value.includes(cell))
    : value.includes(cellAt(from.column, from.row));

/** What is chosen after the rectangle between two spots was, Monday early first. */
export const chosenAfter = (value: readonly WeekCell[], from: Spot, to: Spot): WeekCell[] => {
  const reached = new Set(cellsWithin(from, to));
  const isOut = takesOut(value, from, to);
  return weekCells.filter((cell) => (reached.has(cell) ? !isOut : value.includes(cell)));
};
