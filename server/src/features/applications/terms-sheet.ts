// The terms sheet: what it begins with, and the form in which it is frozen. Pure.
import { createHash } from 'node:crypto';
import type { OpeningDraft } from '@enishi/shared/openings';
import { lastPaymentDay, termsDraft, termsLimits, type TermsDraft, type TermsSheet } from '@enishi/shared/terms';
import { addDays, addMonths, daysBetween } from '@enishi/shared/tokyo-calendar';

/** The same content in the same order of names, whatever a database makes of it. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  entries.sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
};

/**
 * SHA-256 over number, names and terms: nobody can change a word, or pass one version off as another, unseen. The day of
 * commission is left out, for the work is commissioned when the terms are accepted, and they are frozen before.
 */
export const fingerprintOf = (number: number, { orderedOn: _day, ...sheet }: TermsSheet): string =>
  createHash('sha256').update(canonical({ number, sheet })).digest('hex');

type OpeningTerms = Pick<OpeningDraft, 'work' | 'startsOn' | 'endsOn' | 'place' | 'reward' | 'howDecided' | 'hoursTo'>;

const daysOfInspection = 7;

/** The end of the month after, the day most companies pay on, or as late as is lawful. */
function usualPayday(dueOn: string): string {
  const endOfNext = addDays(addMonths(`${dueOn.slice(0, 7)}-01`, 2), -1);
  const last = lastPaymentDay(dueOn);
  return endOfNext < last ? endOfNext : last;
}

function amountOf({ reward, hoursTo, howDecided }: OpeningTerms, startsOn: string, dueOn: string | null) {
  if (!reward) return null;
  const weeks = dueOn === null ? 0 : Math.max(1, Math.round(daysBetween(startsOn, dueOn) / 7));
  const expected = reward.kind === 'hourly' && hoursTo !== null && weeks > 0 ? hoursTo * weeks : null;
  return { kind: reward.kind, yen: reward.from, expected, formula: howDecided };
}

/** As far as the opening says it. `placeText` is where the work is done, in the opening's language. */
export function draftTerms(opening: OpeningTerms, today: string, placeText: string): TermsDraft {
  const startsOn = opening.startsOn !== null && opening.startsOn > today ? opening.startsOn : today;
  const dueOn = opening.endsOn !== null && opening.endsOn >= startsOn ? opening.endsOn : null;
  const isMonthly = opening.reward?.kind === 'hourly';
  return termsDraft.parse({
    work: opening.work.slice(0, termsLimits.work),
    startsOn,
    dueOn,
    place: placeText.slice(0, termsLimits.place),
    inspectBy: dueOn && !isMonthly ? addDays(dueOn, daysOfInspection) : null,
    amount: amountOf(opening, startsOn, dueOn),
    payment: isMonthly ? { kind: 'monthly', daysAfter: 30 } : dueOn ? { kind: 'once', on: usualPayday(dueOn) } : null,
  });
}
