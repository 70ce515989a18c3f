// What has to be paid, and when. Pure. The day of receipt is the agreed one, or the day on which the work really came;
// the distance from there to the payment stays as agreed, and with it within the 60 days of the law.
import { addDays, addMonths, dayOf, daysBetween, monthOf } from '@enishi/shared/tokyo-calendar';
import type { Report } from './assignment-reports-store.js';
import type { Assignment, Delivery } from './assignments-store.js';

export interface Due {
  key: string;
  dueOn: string;
  /** Of what is approved; null where no amount is agreed yet. */
  yen: number | null;
  yenWaiting: number | null;
  paidOn: string | null;
  /** There is something to be paid for, or more than was paid. */
  isOpen: boolean;
}
type Paid = Pick<Assignment, 'terms' | 'deliveries' | 'payments'>;
type Reported = Pick<Report, 'week' | 'units' | 'state'>;

/** The delivery that counts: the latest, unless it was sent back. */
const standingDelivery = (deliveries: readonly Delivery[]): Delivery | null => {
  const last = deliveries.at(-1);
  return last && last.state !== 'sent_back' ? last : null;
};

const unitsIn = (reports: readonly Reported[], state: Reported['state']): number =>
  reports.filter((report) => report.state === state).reduce((sum, { units }) => sum + units, 0);

/** What reports and deliveries are worth so far. */
export function worthOf({ terms, deliveries }: Pick<Paid, 'terms' | 'deliveries'>, reports: readonly Reported[]) {
  const delivery = standingDelivery(deliveries);
  const isOwed = terms.amount?.kind === 'fixed' ? delivery !== null : reports.some(hasWork);
  if (!terms.amount) return { yen: null, yenWaiting: null, isOwed: isOwed || delivery !== null };
  const { kind, yen } = terms.amount;
  if (kind === 'fixed') {
    const isAccepted = delivery?.state === 'accepted';
    return { yen: isAccepted ? yen : 0, yenWaiting: delivery && !isAccepted ? yen : 0, isOwed };
  }
  const worth = (state: Reported['state']) => Math.round(unitsIn(reports, state) * yen);
  return { yen: worth('approved'), yenWaiting: worth('submitted'), isOwed };
}

const hasWork = ({ state, units }: Reported): boolean => state !== 'sent_back' && units > 0;

const endOfMonth = (month: string): string => addDays(addMonths(`${month}-01`, 1), -1);

/** Once, moved on by as many days as the work came late. */
function onceOn({ terms, deliveries }: Paid, on: string): string {
  const received = standingDelivery(deliveries)?.at;
  const late = received && terms.dueOn ? daysBetween(terms.dueOn, dayOf(received)) : 0;
  return addDays(on, Math.max(0, late));
}

/** A week belongs to the month of its Monday: never paid later for the days that lie in the month before. */
function monthsOf(assignment: Paid, reports: readonly Reported[]): string[] {
  const delivered = standingDelivery(assignment.deliveries)?.at;
  if (assignment.terms.amount?.kind === 'fixed') return delivered ? [monthOf(delivered)] : [];
  const worked = reports.filter(hasWork).map(({ week }) => monthOf(week));
  return [...new Set(worked)].sort();
}

const sumOfBoth = ({ yen, yenWaiting }: { yen: number | null; yenWaiting: number | null }): number | null =>
  yen === null || yenWaiting === null ? null : yen + yenWaiting;

function dueOf(
  { payments }: Paid,
  key: string,
  dueOn: string,
  { yen, yenWaiting, isOwed }: ReturnType<typeof worthOf>,
): Due {
  const paid = payments.find((one) => one.key === key);
  const isMore = (sumOfBoth({ yen, yenWaiting }) ?? 0) > (paid?.yen ?? Infinity);
  return { key, dueOn, yen, yenWaiting, paidOn: paid?.paidOn ?? null, isOpen: paid ? isMore : isOwed };
}

/** What a payment of today covers: all that is reported, approved or not. */
export const coveredBy = (due: Due): number | null => sumOfBoth(due);

/** Everything that is or will be due, in order; nothing while the payment is not agreed yet. */
export function paymentsOf(assignment: Paid, reports: readonly Reported[]): Due[] {
  const { payment, amount } = assignment.terms;
  if (!payment) return [];
  if (payment.kind === 'once')
    return [dueOf(assignment, 'once', onceOn(assignment, payment.on), worthOf(assignment, reports))];
  return monthsOf(assignment, reports).map((month) => {
    const ofMonth = amount?.kind === 'fixed' ? reports : reports.filter(({ week }) => monthOf(week) === month);
    return dueOf(assignment, month, addDays(endOfMonth(month), payment.daysAfter), worthOf(assignment, ofMonth));
  });
}
