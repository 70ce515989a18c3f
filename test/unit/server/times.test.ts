// Clocks of the workbench and of digests, as they tick in Japan.
import { addWorkingDays } from '../../../server/src/working-days';
import { nextDigest } from '../../../server/src/features/notifications/digest-time';

const tokyo = (text: string) => new Date(`${text}+09:00`);

test.each([
  ['Monday', '2026-11-16T10:00', 2, '2026-11-18T10:00'],
  ['Thursday', '2026-11-19T10:00', 2, '2026-11-23T10:00'],
  ['Friday', '2026-11-20T10:00', 2, '2026-11-24T10:00'],
  ['Saturday', '2026-11-21T10:00', 2, '2026-11-24T10:00'],
  ['Sunday night', '2026-11-22T23:59', 1, '2026-11-23T23:59'],
  ['Friday evening, still Friday in Japan', '2026-11-20T23:30', 1, '2026-11-23T23:30'],
  ['early Saturday in Japan, Friday in London', '2026-11-21T00:30', 1, '2026-11-23T00:30'],
  ['over the year', '2026-12-31T09:00', 5, '2027-01-07T09:00'],
  ['no days', '2026-11-21T10:00', 0, '2026-11-21T10:00'],
])('working days from %s', (_day, from, days, expected) => {
  expect(addWorkingDays(tokyo(from), days).toISOString()).toBe(tokyo(expected).toISOString());
});

test.each([
  ['before eight', '2026-11-20T07:59:59', '2026-11-20T08:00:00'],
  ['at eight, the next one', '2026-11-20T08:00:00', '2026-11-21T08:00:00'],
  ['in the evening', '2026-11-20T22:00:00', '2026-11-21T08:00:00'],
  ['after midnight', '2026-11-21T00:10:00', '2026-11-21T08:00:00'],
  ['at the end of a year', '2026-12-31T09:00:00', '2027-01-01T08:00:00'],
])('the next digest %s', (_when, from, expected) => {
  expect(nextDigest(tokyo(from)).toISOString()).toBe(tokyo(expected).toISOString());
});
