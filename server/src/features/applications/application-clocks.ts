// Until when somebody should answer, and when an application ends because nobody did. Pure.
import { applicationClock, type ApplicationState } from '@enishi/shared/applications';
import { addWorkingDays } from '../../working-days.js';

const day = 86_400_000;

export interface Clocks {
  dueAt: Date | null;
  expiresAt: Date | null;
  isReminded: boolean;
}

/** The clocks that begin when a state does. */
export function clocksFrom(state: ApplicationState, at: Date): Clocks {
  const { answerDays, graceDays, offerDays } = applicationClock;
  const of = (dueAt: Date | null, expiresAt: Date | null = dueAt) => ({ dueAt, expiresAt, isReminded: false });
  if (state === 'invited') return of(addWorkingDays(at, answerDays));
  if (state === 'offered') return of(new Date(at.getTime() + offerDays * day));
  if (state !== 'applied' && state !== 'shortlisted') return of(null);
  const dueAt = addWorkingDays(at, answerDays);
  return of(dueAt, addWorkingDays(dueAt, graceDays));
}
