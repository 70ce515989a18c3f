// What becomes late and when: first the company hears of it, and coordinators if it is still so some working days later.
import { assignmentClock, type lateThings } from '@enishi/shared/assignments';
import { dayOf, startOfDay } from '@enishi/shared/tokyo-calendar';
import { addWorkingDays, endOfDay } from '../../working-days.js';
import type { Due } from './assignments-payments.js';
import type { Assignment } from './assignments-store.js';

export interface Clock {
  key: string;
  thing: (typeof lateThings)[number];
  /** From here on it is late. */
  at: Date;
  deskAt: Date;
}

export function clocksOf({ state, deliveries }: Pick<Assignment, 'state' | 'deliveries'>, dues: readonly Due[]) {
  const clock = (thing: Clock['thing'], key: string, day: string): Clock => {
    const at = endOfDay(day);
    // So many working days, the last of them over.
    const deskOn = dayOf(addWorkingDays(startOfDay(day), assignmentClock.deskAfterDays));
    return { key: `${thing}:${key}`, thing, at, deskAt: endOfDay(deskOn) };
  };
  const delivery = deliveries.at(-1);
  const inspections = state === 'inspecting' && delivery ? [clock('inspection', delivery.id, delivery.inspectBy)] : [];
  const payments = dues
    .filter(({ isOpen }) => isOpen)
    .map(({ key, dueOn }) => clock('payment', `${key}:${dueOn}`, dueOn));
  return [...inspections, ...payments];
}

/** When to look at it again; null when nothing can become late. */
export function nextOf(clocks: readonly Clock[], now: Date): Date | null {
  const ahead = clocks.flatMap(({ at, deskAt }) => [at, deskAt]).filter((moment) => moment > now);
  return ahead.length > 0 ? new Date(Math.min(...ahead.map((moment) => moment.getTime()))) : null;
}
