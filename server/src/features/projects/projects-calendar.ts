// When the review of a month is due: once the month is over, for every month in which the project ran.
import { addMonths, dayOf, monthOf } from '@enishi/shared/tokyo-calendar';
import type { Part } from './project-parts-store.js';
import type { Project } from './projects-store.js';

export const monthBefore = (month: string): string => monthOf(addMonths(`${month}-01`, -1));

/** The last full month without a review; null when there is none, or the project has not run for a month or has ended. */
export function reviewDueIn(
  project: Pick<Project, 'startsOn' | 'state'>,
  parts: readonly Pick<Part, 'kind' | 'content'>[],
  now: Date,
): string | null {
  const month = monthBefore(monthOf(dayOf(now)));
  if (project.state !== 'under_way' || monthOf(project.startsOn) > month) return null;
  const isReviewed = parts.some(
    (part) => part.kind === 'review' && 'month' in part.content && part.content.month === month,
  );
  return isReviewed ? null : month;
}
