// How much was done, and how much it will be: what was reported, then the pace of the last weeks until the due day. Pure.
import { unitOf, type AssignmentState, type TotalsView } from '@enishi/shared/assignments';
import { addDays, dayOf, daysBetween, mondayOf } from '@enishi/shared/tokyo-calendar';
import type { Report } from './assignment-reports-store.js';
import { worthOf } from './assignments-payments.js';
import type { Assignment } from './assignments-store.js';

/** Reported weeks from which the pace is taken. */
const paceWeeks = 4;
/** Weeks that are drawn at most. */
const drawn = 156;

type Worked = Pick<Assignment, 'terms' | 'deliveries' | 'state' | 'endedAt'>;
type Reported = Pick<Report, 'week' | 'units' | 'state'>;

const sumOf = (reports: readonly Reported[]): number => reports.reduce((sum, { units }) => sum + units, 0);
const weeksBetween = (from: string, to: string): number => Math.max(0, Math.round(daysBetween(from, to) / 7));
const isOver = (state: AssignmentState): boolean => state === 'completed' || state === 'stopped';

function paceOf(counted: readonly Reported[]): number {
  const latest = counted.slice(-paceWeeks);
  return latest.length === 0 ? 0 : sumOf(latest) / latest.length;
}

function curveOf(assignment: Worked, counted: readonly Reported[], today: string, pace: number) {
  const { terms, state, endedAt } = assignment;
  const first = mondayOf(terms.startsOn);
  const due = terms.dueOn && mondayOf(terms.dueOn);
  const lastReported = counted.at(-1)?.week ?? null;
  const end = isOver(state) && endedAt ? mondayOf(dayOf(endedAt)) : mondayOf(today);
  const last = [first, due ?? first, lastReported ?? first, due ? first : end].sort().at(-1) ?? first;
  const planned = terms.amount?.expected ?? null;
  const plannedWeeks = due ? weeksBetween(first, due) + 1 : null;
  const total = Math.min(weeksBetween(first, last) + 1, drawn);
  const done = (week: string) => sumOf(counted.filter((report) => report.week <= week));
  return Array.from({ length: total }, (_, index) => {
    const week = addDays(first, index * 7);
    const isDone = lastReported !== null && week <= lastReported;
    const after = lastReported === null ? 0 : weeksBetween(lastReported, week);
    const goesOn = !isOver(state) && lastReported !== null && week >= lastReported && due !== null && week <= due;
    return {
      week,
      done: isDone ? done(week) : null,
      plan:
        planned !== null && plannedWeeks !== null && index < plannedWeeks
          ? Math.round((planned * (index + 1) * 10) / plannedWeeks) / 10
          : null,
      ahead: goesOn ? Math.round((sumOf(counted) + pace * after) * 10) / 10 : null,
    };
  });
}

/** @param reports oldest week first */
export function totalsOf(assignment: Worked, reports: readonly Reported[], today: string): TotalsView {
  const { amount, dueOn } = assignment.terms;
  const counted = reports.filter(({ state }) => state !== 'sent_back');
  const approved = sumOf(counted.filter(({ state }) => state === 'approved'));
  const reported = sumOf(counted);
  const last = counted.at(-1);
  const pace = paceOf(counted);
  const left = last && dueOn && !isOver(assignment.state) ? weeksBetween(last.week, mondayOf(dueOn)) : 0;
  const hasForecast = last !== undefined && (dueOn !== null || isOver(assignment.state));
  const forecast = hasForecast ? Math.round((reported + pace * left) * 10) / 10 : null;
  const worth = worthOf(assignment, counted);
  const isFixed = amount?.kind === 'fixed';
  const yenFor = (count: number | null) =>
    amount === null ? null : isFixed ? amount.yen : count === null ? null : Math.round(count * amount.yen);
  return {
    unit: unitOf(amount?.kind),
    approved,
    reported,
    expected: amount?.expected ?? null,
    forecast,
    yenApproved: worth.yen,
    yenReported: worth.yen === null ? null : worth.yen + worth.yenWaiting,
    yenExpected: yenFor(amount?.expected ?? null),
    yenForecast: yenFor(forecast),
    curve: curveOf(assignment, counted, today, pace),
  };
}
