// The terms as they are typed: everything is text, so that nothing half-written is lost.
import type { TermsDraft, UndecidableItem } from '@enishi/shared/terms';
import { undecidableItems } from '@enishi/shared/terms';
import type { RewardKind } from '@enishi/shared/openings';

export interface OpenItem {
  reason: string;
  decideBy: string | null;
}

export interface Typed {
  work: string;
  startsOn: string | null;
  dueOn: string | null;
  place: string;
  inspectBy: string | null;
  amountKind: RewardKind;
  yen: number | null;
  expected: number | null;
  formula: string;
  payKind: 'once' | 'monthly';
  payOn: string | null;
  payAfter: number | null;
  method: 'bank_transfer' | 'other';
  methodNote: string;
  expenses: string;
  note: string;
  /** Items that cannot be settled yet. */
  open: Partial<Record<UndecidableItem, OpenItem>>;
}

export const typedOf = (terms: TermsDraft): Typed => ({
  work: terms.work,
  startsOn: terms.startsOn,
  dueOn: terms.dueOn,
  place: terms.place,
  inspectBy: terms.inspectBy,
  amountKind: terms.amount?.kind ?? 'hourly',
  yen: terms.amount?.yen ?? null,
  expected: terms.amount?.expected ?? null,
  formula: terms.amount?.formula ?? '',
  payKind: terms.payment?.kind ?? 'once',
  payOn: terms.payment?.kind === 'once' ? terms.payment.on : null,
  payAfter: terms.payment?.kind === 'monthly' ? terms.payment.daysAfter : null,
  method: terms.method,
  methodNote: terms.methodNote,
  expenses: terms.expenses,
  note: terms.note,
  open: Object.fromEntries(terms.undecided.map(({ item, reason, decideBy }) => [item, { reason, decideBy }])),
});

/** In the order of the list, so that a problem with the third one is shown at the third one. */
export const openItems = ({ open }: Typed): UndecidableItem[] => undecidableItems.filter((item) => open[item]);

/** What the schema checks; what was not filled in is null. */
export function formOf(typed: Typed) {
  const unless = <T, E>(item: UndecidableItem, value: T, empty: E): T | E => (typed.open[item] ? empty : value);
  const { amountKind: kind, yen, expected, formula, method } = typed;
  const amount = yen === null ? null : { kind, yen, expected: kind === 'fixed' ? null : expected, formula };
  const payment =
    typed.payKind === 'once'
      ? typed.payOn && { kind: 'once' as const, on: typed.payOn }
      : typed.payAfter && { kind: 'monthly' as const, daysAfter: typed.payAfter };
  return {
    work: unless('work', typed.work, ''),
    startsOn: typed.startsOn ?? undefined,
    dueOn: unless('dueOn', typed.dueOn, null),
    place: unless('place', typed.place, ''),
    inspectBy: unless('inspectBy', typed.inspectBy, null),
    amount: unless('amount', amount, null),
    payment: unless('payment', payment || null, null),
    method,
    methodNote: method === 'other' ? typed.methodNote : '',
    expenses: typed.expenses,
    note: typed.note,
    undecided: openItems(typed).map((item) => ({
      item,
      reason: typed.open[item]?.reason ?? '',
      decideBy: typed.open[item]?.decideBy ?? undefined,
    })),
  };
}

/** What was kept in the browser, if it is such a form at all. */
export function asTyped(kept: unknown, initial: Typed): Typed | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const entries = Object.entries(initial).filter(
    ([name, value]) =>
      !(name in kept) || (value !== null && typeof value !== typeof (kept as Record<string, unknown>)[name]),
  );
  return entries.length > 0 ? null : (kept as Typed);
}
