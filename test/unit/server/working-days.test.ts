// Working days of public offices in Japan.
import { addWorkingDays, endOfDay, isWorkingDay } from '../../../server/src/working-days';

const tokyo = (text: string) => new Date(`${text}+09:00`);

test.each([
  ['Monday', '2026-11-16T10:00', 2, '2026-11-18T10:00'],
  ['Thursday, over a weekend and 勤労感謝の日', '2026-11-19T10:00', 2, '2026-11-24T10:00'],
  ['Saturday', '2026-11-14T10:00', 2, '2026-11-17T10:00'],
  ['Sunday night', '2026-11-15T23:59', 1, '2026-11-16T23:59'],
  ['Friday evening, still Friday in Japan', '2026-11-13T23:30', 1, '2026-11-16T23:30'],
  ['early Saturday in Japan, Friday in London', '2026-11-14T00:30', 1, '2026-11-16T00:30'],
  ['the day before Golden Week', '2026-05-01T10:00', 1, '2026-05-07T10:00'],
  ['between the holidays of Golden Week', '2027-04-28T10:00', 2, '2027-05-06T10:00'],
  ['the day before three holidays in September, one of them a bridge', '2026-09-18T10:00', 1, '2026-09-24T10:00'],
  ['the last day that public offices are open', '2026-12-28T10:00', 1, '2027-01-04T10:00'],
  ['over the year', '2026-12-31T09:00', 5, '2027-01-08T09:00'],
  ['New Year that ends on a weekend', '2025-12-26T09:00', 1, '2026-01-05T09:00'],
  ['no days', '2026-11-21T10:00', 0, '2026-11-21T10:00'],
])('count on from %s', (_day, from, days, expected) => {
  expect(addWorkingDays(tokyo(from), days).toISOString()).toBe(tokyo(expected).toISOString());
});

test.each([
  ['2026-12-28', true],
  ['2026-12-29', false],
  ['2027-01-01', false],
  ['2027-01-03', false],
  ['2027-01-04', true],
  ['2026-05-06', false],
  ['2026-05-07', true],
])('%s: open is %s', (day, isOpen) => {
  expect(isWorkingDay(day)).toBe(isOpen);
});

test('a day is over at midnight in Japan', () => {
  expect(endOfDay('2026-11-20').toISOString()).toBe('2026-11-20T15:00:00.000Z');
});
