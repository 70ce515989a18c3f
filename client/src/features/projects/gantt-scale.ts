// Where days lie on the chart.
import { addMonths, daysBetween, monthOf } from '@enishi/shared/tokyo-calendar';
import type { ProjectView } from '@enishi/shared/projects';

export interface GanttScale {
  /** First days of the months shown. */
  months: readonly string[];
  width: number;
  monthWidth: number;
  /** Pixels from the left edge to the beginning of a day. */
  left: (day: string) => number;
}

export const ganttSizes = { month: 76, row: 44, head: 44, longest: 60 } as const;

/** Whole months around everything that is planned, the target, and today as long as the project runs. */
export function scaleOf(
  project: Pick<ProjectView, 'startsOn' | 'targetOn' | 'state' | 'workPackages' | 'milestones'>,
  today: string,
): GanttScale {
  const { startsOn, targetOn, state, workPackages, milestones } = project;
  const days = [
    startsOn,
    targetOn,
    ...(state === 'under_way' ? [today] : []),
    ...workPackages.flatMap(({ from, to }) => [from, to]),
    ...milestones.flatMap(({ dueOn, reachedOn }) => [dueOn, reachedOn ?? dueOn]),
  ].sort();
  const first = `${monthOf(days[0] ?? today)}-01`;
  const last = `${monthOf(days.at(-1) ?? today)}-01`;
  const months = [first];
  for (
    let month = addMonths(first, 1);
    month <= last && months.length < ganttSizes.longest;
    month = addMonths(month, 1)
  )
    months.push(month);
  const end = addMonths(months.at(-1) ?? first, 1);
  const width = months.length * ganttSizes.month;
  const perDay = width / daysBetween(first, end);
  return { months, width, monthWidth: ganttSizes.month, left: (day) => daysBetween(first, day) * perDay };
}
