// The terms sheet (取引条件の明示, Act on Proper Transactions with Freelancers, article 3): what has to stand in writing
// before somebody begins. Article 4: paid within 60 days of receipt. Items that cannot be settled yet need reason and day.
import { z } from 'zod';
import { day, line, optionalLine, optionalText } from './fields.js';
import { rewardKind } from './openings.js';
import { addDays } from './tokyo-calendar.js';

export const termsLimits = { work: 1500, place: 200, formula: 300, note: 500, reason: 300, method: 200 } as const;
/** Days within which everything is paid, at most; the day of receipt is the first of them (起算日を算入する). */
export const paymentDays = 60;

/** The last lawful day of payment for what was received on a day. */
export const lastPaymentDay = (receivedOn: string): string => addDays(receivedOn, paymentDays - 1);

/** 報酬の支払方法 */
export const paymentMethods = ['bank_transfer', 'other'] as const;

/** What may stay open for a while. */
export const undecidableItems = ['work', 'dueOn', 'place', 'inspectBy', 'amount', 'payment'] as const;
export type UndecidableItem = (typeof undecidableItems)[number];
export const undecided = z.object({
  item: z.enum(undecidableItems),
  reason: line(termsLimits.reason),
  decideBy: day,
});

/** Once, on a day; or month by month, so many days after the month's end, which then counts as the day of receipt. */
export const payment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once'), on: day }),
  z.object({
    kind: z.literal('monthly'),
    // The end of the month is itself the first day.
    daysAfter: z
      .number()
      .int()
      .min(1)
      .refine((days) => days < paymentDays, { error: 'pay_too_late' }),
  }),
]);
export type Payment = z.output<typeof payment>;

const amount = z.object({
  kind: rewardKind,
  /** Per hour, per piece, or in all; before tax. */
  yen: z.number().int().min(1).max(100_000_000),
  /** Hours or pieces that are expected in all; null for a fixed sum. */
  expected: z.number().int().min(1).max(100_000).nullable().default(null),
  /** 算定方法, where the amount is worked out by more than units times yen. */
  formula: optionalLine(termsLimits.formula).default(''),
});

const termsShape = {
  work: optionalText(termsLimits.work).default(''),
  startsOn: day,
  /** 納期: the work is handed over, or the service ends. It counts as the day of receipt. */
  dueOn: day.nullable(),
  place: optionalLine(termsLimits.place).default(''),
  /** 検査完了日; null where nothing is inspected. */
  inspectBy: day.nullable().default(null),
  amount: amount.nullable(),
  payment: payment.nullable(),
  method: z.enum(paymentMethods).default('bank_transfer'),
  /** What the other way of paying is. */
  methodNote: optionalLine(termsLimits.method).default(''),
  expenses: optionalLine(termsLimits.note).default(''),
  note: optionalText(termsLimits.note).default(''),
  undecided: z.array(undecided).max(undecidableItems.length).default([]),
};
/** Is there something to read under an item? What nobody inspects has no day of inspection, and that is settled too. */
function isDecided(terms: z.output<z.ZodObject<typeof termsShape>>, item: UndecidableItem): boolean {
  const value = terms[item];
  return value !== null && value !== '';
}

/** What the company writes; both names and the day of commission are put in by the server. */
export const termsForm = z.object(termsShape).superRefine((terms, context) => {
  const isOpen = (item: UndecidableItem) => terms.undecided.some((one) => one.item === item);
  const say = (message: string, ...path: (string | number)[]) => context.addIssue({ code: 'custom', message, path });
  if (terms.work === '' && !isOpen('work')) say('required', 'work');
  if (terms.place === '' && !isOpen('place')) say('required', 'place');
  for (const item of ['dueOn', 'amount', 'payment'] as const)
    if (terms[item] === null && !isOpen(item)) say('required', item);
  if (terms.dueOn !== null && terms.dueOn < terms.startsOn) say('too_small', 'dueOn');
  if (terms.inspectBy !== null && terms.dueOn !== null && terms.inspectBy < terms.dueOn) say('too_small', 'inspectBy');
  if (terms.method === 'other' && terms.methodNote === '') say('required', 'methodNote');
  if (terms.payment?.kind === 'once') {
    if (terms.payment.on < terms.startsOn) say('too_small', 'payment', 'on');
    if (terms.dueOn !== null && terms.payment.on > lastPaymentDay(terms.dueOn)) say('pay_too_late', 'payment', 'on');
  }
  const items = terms.undecided.map(({ item }) => item);
  items.forEach((item, index) => {
    if (items.indexOf(item) !== index) say('repeated', 'undecided', index, 'item');
    else if (isDecided(terms, item)) say('not_a_choice', 'undecided', index, 'item');
  });
});
export type Terms = z.output<typeof termsForm>;

/** What is generated to begin with: as far as opening and profile say it, so that more may be missing. */
export const termsDraft = z.object(termsShape);
export type TermsDraft = z.output<typeof termsDraft>;

/** Items that differ between two forms; an item with several fields counts once. */
export const changedTerms = (one: Terms, other: Terms): (keyof Terms)[] =>
  termsFields.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field]));

/**
 * May `next` stand in the place of `agreed`, which both have accepted? Only what was left open may be filled in, and
 * nothing that was settled may be opened again.
 */
export function settlesOnly(agreed: Terms, next: Terms): boolean {
  const open = agreed.undecided.map(({ item }) => item as string);
  const isStillOpen = next.undecided.every(({ item }) => open.includes(item));
  const isSettled = next.undecided.length < agreed.undecided.length;
  return (
    isStillOpen &&
    isSettled &&
    changedTerms(agreed, next).every((field) => field === 'undecided' || open.includes(field))
  );
}

const termsFields = Object.keys(termsShape) as (keyof Terms)[];
/** The terms of a sheet without names and day, so that they can be written on. */
export const termsOf = (sheet: Terms): Terms =>
  Object.fromEntries(termsFields.map((field) => [field, sheet[field]])) as Terms;

/** One name and where it can be reached, as it stands on the sheet. */
export const party = z.object({ name: z.string(), organisation: z.string() });

/** As both sides read it. */
export const termsSheet = z
  .object({
    /** Day of commission (業務委託をした日). */
    orderedOn: day,
    client: party,
    worker: party,
    ...termsShape,
  })
  .meta({ id: 'TermsSheet' });
export type TermsSheet = z.infer<typeof termsSheet>;
