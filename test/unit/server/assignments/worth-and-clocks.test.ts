// What is due when, how it will go on, and what becomes late.
import fc from 'fast-check';
import { addDays, addMonths, daysBetween, monthOf } from '@enishi/shared/tokyo-calendar';
import { paymentDays, type TermsSheet } from '@enishi/shared/terms';
import { clocksOf, nextOf } from '../../../../server/src/features/assignments/assignments-clocks';
import { paymentsOf } from '../../../../server/src/features/assignments/assignments-payments';
import { totalsOf } from '../../../../server/src/features/assignments/assignments-totals';
import type { Assignment, Delivery } from '../../../../server/src/features/assignments/assignments-store';

const monday = '2026-11-02';
const week = (index: number) => addDays(monday, index * 7);
const terms = (given: Partial<TermsSheet> = {}): TermsSheet => ({
  orderedOn: '2026-10-28',
  client: { name: '佐藤', organisation: '置賜電機' },
  worker: { name: '鈴木', organisation: '' },
  work: '取扱説明書の英訳',
  startsOn: '2026-11-04',
  dueOn: '2026-12-25',
  place: '受託者の自宅',
  inspectBy: null,
  amount: { kind: 'hourly', yen: 1500, expected: 80, formula: '' },
  payment: { kind: 'once', on: '2027-01-29' },
  method: 'bank_transfer',
  methodNote: '',
  expenses: '',
  note: '',
  undecided: [],
  ...given,
});
const assignment = (given: Partial<Assignment> = {}) =>
  ({ state: 'working', terms: terms(), deliveries: [], payments: [], endedAt: null, ...given }) as Assignment;
const report = (index: number, units: number, state: 'submitted' | 'approved' | 'sent_back' = 'approved') => ({
  week: week(index),
  units,
  state,
});
const delivery = (given: Partial<Delivery> = {}): Delivery => ({
  ...{ id: 'a', key: 'attempt-1', note: '', links: [], fileIds: [], inspectBy: '2026-12-31' },
  ...{ at: new Date('2026-12-25T03:00:00.000Z'), state: 'waiting', answeredAt: null, reason: '', ...given },
});

describe('what is due', () => {
  it('is what was approved, and beside it what waits; what was sent back counts for nothing', () => {
    const reports = [report(0, 10), report(1, 8, 'submitted'), report(2, 12, 'sent_back')];
    expect(paymentsOf(assignment(), reports)).toEqual([
      { key: 'once', dueOn: '2027-01-29', yen: 15_000, yenWaiting: 12_000, paidOn: null, isOpen: true },
    ]);
  });

  it('moves with work that comes late, by as many days, and stays within the days of the law', () => {
    const late = delivery({ at: new Date('2027-01-10T03:00:00.000Z') });
    expect(paymentsOf(assignment({ deliveries: [late] }), [report(0, 1)])[0]?.dueOn).toBe(addDays('2027-01-29', 16));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: paymentDays - 1 }), fc.integer({ min: 0, max: 200 }), (wait, after) => {
        const dueOn = '2026-12-25';
        const at = new Date(`${addDays(dueOn, after)}T03:00:00.000Z`);
        const agreed = terms({ payment: { kind: 'once', on: addDays(dueOn, wait) } });
        const [due] = paymentsOf(assignment({ terms: agreed, deliveries: [delivery({ at })] }), [report(0, 1)]);
        expect(daysBetween(addDays(dueOn, after), due?.dueOn ?? '')).toBe(wait);
      }),
    );
  });

  it('comes month by month, each week in the month of its Monday', () => {
    const monthly = terms({ payment: { kind: 'monthly', daysAfter: 30 } });
    const reports = [report(0, 10), report(4, 5), report(5, 7, 'submitted')];
    expect(paymentsOf(assignment({ terms: monthly }), reports)).toMatchObject([
      { key: '2026-11', dueOn: '2026-12-30', yen: 22_500, yenWaiting: 0 },
      { key: '2026-12', dueOn: '2027-01-30', yen: 0, yenWaiting: 10_500 },
    ]);
  });

  it('adds up to all that was worked, whatever the weeks and months', () => {
    const worked = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 30 });
    fc.assert(
      fc.property(worked, fc.integer({ min: 1, max: paymentDays - 1 }), (weeks, daysAfter) => {
        const reports = weeks.sort((one, other) => one - other).map((index) => report(index, index % 9));
        const dues = paymentsOf(assignment({ terms: terms({ payment: { kind: 'monthly', daysAfter } }) }), reports);
        const sum = dues.reduce((total, { yen }) => total + (yen ?? 0), 0);
        expect(sum).toBe(1500 * reports.reduce((total, { units }) => total + units, 0));
        for (const { key, dueOn } of dues) {
          const firstOfNext = addMonths(`${key}-01`, 1);
          expect(daysBetween(addDays(firstOfNext, -1), dueOn)).toBe(daysAfter);
          expect(reports.some(({ week: monday }) => monthOf(monday) === key)).toBe(true);
        }
      }),
    );
  });

  it('is a fixed sum once the work was handed over, not before, and not for what was sent back', () => {
    const fixed = terms({ amount: { kind: 'fixed', yen: 120_000, expected: null, formula: '' } });
    const dues = (deliveries: Delivery[]) => paymentsOf(assignment({ terms: fixed, deliveries }), [report(0, 20)])[0];
    expect(dues([])).toMatchObject({ yen: 0, yenWaiting: 0, isOpen: false });
    expect(dues([delivery()])).toMatchObject({ yen: 0, yenWaiting: 120_000, isOpen: true });
    expect(dues([delivery({ state: 'sent_back' })])).toMatchObject({ isOpen: false });
    expect(dues([delivery({ state: 'accepted' })])).toMatchObject({ yen: 120_000, yenWaiting: 0, isOpen: true });
  });

  it('is settled once paid, until more was worked than was paid for', () => {
    const paid = assignment({ payments: [{ key: 'once', paidOn: '2027-01-20', yen: 15_000 }] });
    expect(paymentsOf(paid, [report(0, 10)])[0]).toMatchObject({ paidOn: '2027-01-20', isOpen: false });
    expect(paymentsOf(paid, [report(0, 10), report(1, 1)])[0]).toMatchObject({ isOpen: true });
  });

  it('is nothing while no payment is agreed, and no amount while that is open', () => {
    expect(paymentsOf(assignment({ terms: terms({ payment: null }) }), [report(0, 1)])).toEqual([]);
    const open = assignment({ terms: terms({ amount: null }) });
    expect(paymentsOf(open, [report(0, 1)])[0]).toMatchObject({ yen: null, yenWaiting: null, isOpen: true });
  });
});

describe('how it goes on', () => {
  it('takes the pace of the last four weeks to the due day', () => {
    const reports = [report(0, 20), report(1, 8), report(2, 12), report(3, 10), report(4, 10, 'submitted')];
    const totals = totalsOf(assignment(), reports, '2026-12-07');
    // 60 hours so far, ten a week, three weeks left.
    expect(totals).toMatchObject({ unit: 'hours', approved: 50, reported: 60, expected: 80, forecast: 90 });
    expect(totals).toMatchObject({
      yenApproved: 75_000,
      yenReported: 90_000,
      yenExpected: 120_000,
      yenForecast: 135_000,
    });
    expect(totals.curve.map(({ done }) => done)).toEqual([20, 28, 40, 50, 60, null, null, null]);
    expect(totals.curve.at(-1)).toMatchObject({ plan: 80, ahead: 90 });
    expect(totals.curve[4]).toMatchObject({ done: 60, ahead: 60 });
  });

  it('says nothing of the future before the first report, nor without a due day', () => {
    expect(totalsOf(assignment(), [], '2026-11-10')).toMatchObject({ forecast: null, yenForecast: null });
    const open = assignment({ terms: terms({ dueOn: null }) });
    expect(totalsOf(open, [report(0, 5)], '2026-11-10')).toMatchObject({ forecast: null });
  });

  it('stands still once the work has ended', () => {
    const ended = assignment({ state: 'completed', endedAt: new Date('2026-11-20T03:00:00.000Z') });
    expect(totalsOf(ended, [report(0, 5), report(1, 6)], '2027-03-01')).toMatchObject({
      forecast: 11,
      yenForecast: 16_500,
    });
  });

  it('never falls, and ends at the forecast', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 8 }), (hours) => {
        const reports = hours.map((units, index) => report(index, units / 2));
        const { curve, forecast } = totalsOf(assignment(), reports, '2026-12-01');
        const line = curve.flatMap(({ done, ahead }) => [done, ahead]).filter((value) => value !== null);
        expect(line).toEqual([...line].sort((one, other) => one - other));
        expect(curve.at(-1)?.ahead ?? null).toBe(forecast);
      }),
    );
  });
});

describe('clocks', () => {
  const dues = (given: Partial<Assignment>, reports = [report(0, 10)]) => paymentsOf(assignment(given), reports);

  it('an inspection is late after its last day, and coordinators hear two working days later', () => {
    const inspected = { state: 'inspecting' as const, deliveries: [delivery({ inspectBy: '2026-12-04' })] };
    const [clock] = clocksOf(assignment(inspected), dues(inspected));
    expect(clock).toMatchObject({ thing: 'inspection' });
    expect(clock?.at.toISOString()).toBe('2026-12-04T15:00:00.000Z');
    // Friday is over; Saturday and Sunday do not count.
    expect(clock?.deskAt.toISOString()).toBe('2026-12-08T15:00:00.000Z');
  });

  it('a payment is late after its day unless it was made', () => {
    expect(clocksOf(assignment(), dues({})).map(({ thing }) => thing)).toEqual(['payment']);
    const paid = { payments: [{ key: 'once', paidOn: '2027-01-20', yen: 15_000 }] };
    expect(clocksOf(assignment(paid), dues(paid))).toEqual([]);
  });

  it('the next look is at the next moment at which something changes', () => {
    const clocks = clocksOf(assignment(), dues({}));
    const [{ at, deskAt }] = clocks as [(typeof clocks)[number]];
    expect(nextOf(clocks, new Date('2026-12-01T00:00:00.000Z'))).toEqual(at);
    expect(nextOf(clocks, at)).toEqual(deskAt);
    expect(nextOf(clocks, deskAt)).toBeNull();
    expect(nextOf([], at)).toBeNull();
  });
});
