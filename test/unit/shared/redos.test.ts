// No text that somebody writes keeps a pattern busy: each regular expression of the sources is run against text made from
// its own parts, repeated tens of thousands of times.
import { patternsIn, slowness } from '../../support/slow-patterns';

jest.setTimeout(120_000);

/** Of one run over 40,000 characters. What is linear takes a hundredth of it, what is quadratic ten times as much. */
const capMs = 40;

/** Whoever adds a place has looked at what goes into it: words are escaped, or they are nobody's. */
const known = [
  'server/src/features/organisations/organisations-store.ts escapeRegExp(filter.q)',
  'server/src/features/organisations/organisations-store.ts escapeRegExp(words)',
  'server/src/features/users/users-store.ts escapeRegExp(filter.q)',
  // Under a timer, in the process of the database.
  'server/src/database/embedded/query/regex.ts translate(source, flags)',
  "server/src/matching/analysis/normalise.ts `[${[...OLD_KANJI.keys()].join('')}]`",
];

const { written, built } = patternsIn(['shared/src', 'server/src', 'client/src']);
const once = [...new Map(written.map((one) => [String(one.pattern), one])).values()];

it.each([
  ['nested repeats', /^(a+)+$/],
  ['choices that overlap', /^(a|a)*b/],
  ['an end that is looked for from everywhere', /\s+$/],
  ['a middle without a beginning', /a+b/],
  ['repeats side by side', /^\d*\d*x/],
  ['a repeat of words', /^(\w+\s?)*$/],
])('notices %s', (_, pattern) => {
  expect(slowness(pattern, capMs)).not.toBeNull();
});

it('finds the patterns of the sources', () => {
  expect(once.length).toBeGreaterThan(80);
});

it('none of them is slow', () => {
  const slow = once.flatMap(({ place, pattern }) => {
    const found = slowness(pattern, capMs);
    return found ? [{ place, pattern: String(pattern), ...found }] : [];
  });
  expect(slow).toEqual([]);
});

it('what is built while the program runs is built from escaped words, or from nothing that people write', () => {
  expect([...new Set(built)].sort()).toEqual([...known].sort());
});
