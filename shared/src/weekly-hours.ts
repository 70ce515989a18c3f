// Free hours of a week (週の空き時間): a grid of weekdays and bands of three hours, in Asia/Tokyo.
import { z } from 'zod';
import { distinct } from './fields.js';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Each lasts `bandHours`, beginning at the hour given. */
export const timeBands = ['early', 'morning', 'afternoon', 'late_afternoon', 'evening', 'night'] as const;
export type TimeBand = (typeof timeBands)[number];
export const bandStart: Record<TimeBand, number> = {
  early: 6,
  morning: 9,
  afternoon: 12,
  late_afternoon: 15,
  evening: 18,
  night: 21,
};
export const bandHours = 3;

export type WeekCell = `${Weekday}-${TimeBand}`;
/** All 42 cells, Monday early first. */
export const weekCells: readonly WeekCell[] = weekdays.flatMap((weekday) =>
  timeBands.map((band): WeekCell => `${weekday}-${band}`),
);
export const weekCell = z.enum(weekCells as [WeekCell, ...WeekCell[]]);
/** Cells of a week, each once. Empty means that any time will do. */
export const weekGrid = distinct(weekCell, weekCells.length);

/** Hours per week, the limits of what can be asked for or offered. */
export const weeklyLimits = { hours: 60 } as const;
export const hoursPerWeek = z.number().int().min(1).max(weeklyLimits.hours);

/**
 * Hours a week in which both have time: the cells they share, where a side without cells is free at any time, and never
 * more than the hours that either gives. Null hours are not bounded by that side.
 */
export function overlapHours(
  one: { cells: readonly WeekCell[]; hours: number | null },
  other: { cells: readonly WeekCell[]; hours: number | null },
): number {
  const free = (cells: readonly WeekCell[]) => (cells.length === 0 ? weekCells : cells);
  const theirs = new Set(free(other.cells));
  const shared = free(one.cells).filter((cell) => theirs.has(cell)).length * bandHours;
  return Math.min(shared, one.hours ?? Infinity, other.hours ?? Infinity);
}
