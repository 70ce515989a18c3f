// When digests arrive, as clocks tick in Japan.
import { nextDigest } from '../../../server/src/features/notifications/digest-time';

const tokyo = (text: string) => new Date(`${text}+09:00`);

test.each([
  ['before eight', '2026-11-20T07:59:59', '2026-11-20T08:00:00'],
  ['at eight, the next one', '2026-11-20T08:00:00', '2026-11-21T08:00:00'],
  ['in the evening', '2026-11-20T22:00:00', '2026-11-21T08:00:00'],
  ['after midnight', '2026-11-21T00:10:00', '2026-11-21T08:00:00'],
  ['at the end of a year', '2026-12-31T09:00:00', '2027-01-01T08:00:00'],
])('the next digest %s', (_when, from, expected) => {
  expect(nextDigest(tokyo(from)).toISOString()).toBe(tokyo(expected).toISOString());
});
