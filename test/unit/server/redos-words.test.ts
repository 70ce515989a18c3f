// What reads people's words, with words made to keep it busy: every field of every contract, search, tags, names of
// files, mails, the reading of the match engine. Twice as much takes about twice as long, and neither takes long.
import { contracts } from '@enishi/shared/contracts';
import { cleanFileName } from '@enishi/shared/files';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { escapeRegExp } from '../../../server/src/database/model-helpers';
import { headerLine } from '../../../server/src/features/mail/message';
import { searchWords } from '../../../server/src/listings/listing-search';
import { coverLinks } from '../../../server/src/links';
import { toCsv } from '../../../server/src/csv';
import { normalise, normaliseWithMap } from '../../../server/src/matching/analysis/normalise';
import { readItem } from '../../../server/src/matching/item-vector';
import { DEFAULT_WEIGHTS } from '../../../server/src/matching/weights';
import { describeSchema, leavesOf, nameOfLeaf } from '../../support/free-texts';
import { leastCpuOf } from '../../support/slow-patterns';

jest.setTimeout(60_000);

const pumps = [
  'a',
  ' ',
  '\n',
  '\t',
  '.',
  '@',
  'a@',
  'a.',
  '-a',
  '0',
  '=',
  'あ',
  'ー',
  '漢',
  'アー',
  'ｱﾞ',
  '\u3099',
  '\u200b',
  '\ud800',
  'https://',
  '[](',
  '<!--',
  'a b',
  '電池の',
  '\u{1f469}\u200d',
  '㍿',
  'ﷺ',
];
const textOf = (pump: string, length: number) => pump.repeat(Math.ceil(length / pump.length)).slice(0, length);

/** Less is not looked at for how it grows: clearing memory would be taken for it. What is quadratic takes seconds. */
const noticedMs = 200;
/** What is linear takes twice as long for twice as much, what is quadratic four times. */
const steepness = 3.2;

/** What takes longer than `capMs`, or grows faster than the text. */
const slowWith = (work: (text: string) => unknown, length: number, capMs: number) =>
  pumps.flatMap((pump) =>
    ['', '\u0001'].flatMap((end) => {
      const takes = (size: number, cap: number) => leastCpuOf(() => void work(textOf(pump, size) + end), cap);
      const whole = takes(length, noticedMs);
      if (whole <= noticedMs) return [];
      const half = takes(length / 2, whole / steepness);
      // All tries count now: the whole must be steep at its best as well.
      const best = Math.min(whole, takes(length, half * steepness));
      return best > capMs || best > half * steepness ? [{ pump, end, half, whole: best }] : [];
    }),
  );

const fieldMs = 60;
/** As long as a body or an address can be. */
const lengths = { query: 16_000, body: 200_000 } as const;

it.each(['query', 'body'] as const)('no field of any %s is slow to refuse what is far too long', (part) => {
  const slow: unknown[] = [];
  const seen = new Set<string>();
  for (const contract of contracts) {
    const schema = contract[part];
    if (!schema) continue;
    for (const leaf of leavesOf(contract, describeSchema(schema))) {
      if (leaf.schema.type !== 'string' || leaf.schema.enum) continue;
      // Fields of one kind are read by one and the same schema.
      const kind = JSON.stringify([leaf.path.split('.').at(-1), leaf.schema]);
      if (seen.has(kind)) continue;
      seen.add(kind);
      const way = leaf.path.replaceAll('[]', '.[]').replaceAll('{}', '.x').split('.');
      const wrap = (text: string) =>
        way.reduceRight<unknown>((inside, name) => (name === '[]' ? [inside] : { [name]: inside }), text);
      const found = pumps.filter(
        (pump) => leastCpuOf(() => void schema.safeParse(wrap(textOf(pump, lengths[part]))), fieldMs) > fieldMs,
      );
      if (found.length > 0) slow.push([nameOfLeaf(leaf), found]);
    }
  }
  expect(seen.size).toBeGreaterThan(part === 'body' ? 60 : 15);
  expect(slow).toEqual([]);
});

const readers: [string, (text: string) => unknown, number][] = [
  ['words of a search', searchWords, 16_000],
  ['words of a search as a pattern', (text) => new RegExp(escapeRegExp(text), 'i').test(text), 16_000],
  ['names of files', cleanFileName, 1000],
  ['lines of a header', (text) => headerLine(text, 200), 100_000],
  ['links in a log', coverLinks, 100_000],
  ['cells of a table', (text) => toCsv([[text]]), 100_000],
  ['tags that fit a text', (text) => taxonomy.proposeTags(text, 20), 20_000],
  ['concepts in a text', (text) => taxonomy.findInText(text), 20_000],
  ['suggestions for a tag', (text) => taxonomy.suggest(text, 10), 200],
  ['texts as the match engine folds them', normalise, 200_000],
  ['texts with the way back', normaliseWithMap, 200_000],
];

it.each(readers)('%s are read in a time that grows with their length', (_, work, length) => {
  expect(slowWith(work, length, 400)).toEqual([]);
});

it('an item as long as its form allows is read by the match engine in less than half a second', () => {
  // Finding words in one long run of Japanese is the system's own work, and grows faster than the run.
  const read = (body: string) =>
    readItem({ id: 'x', kind: 'seed', title: 'x', body, tags: [], freeTags: [] }, taxonomy, DEFAULT_WEIGHTS);
  expect(pumps.filter((pump) => leastCpuOf(() => void read(textOf(pump, 10_000)), 500) > 500)).toEqual([]);
});

it('what is searched for is no pattern, whatever signs it has', () => {
  const signs = [
    ...Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code)),
    '\u2028',
    '\ud83d',
    '😀',
    'ｱﾞ',
  ];
  for (const sign of signs)
    for (const flags of ['', 'i', 'u', 'iu']) {
      const words = `a${sign}b`;
      const pattern = new RegExp(`^${escapeRegExp(words)}$`, flags);
      expect([words, pattern.test(words), pattern.test('ab'), pattern.test('axyzb')]).toEqual([
        words,
        true,
        false,
        false,
      ]);
    }
  for (const words of ['(a+)+$', '.*', '^', '[', '\\', 'a{1,99999}', '(?=a)', '\\p{L}', '$where'])
    expect(['x', new RegExp(escapeRegExp(words), 'iu').test('aaaa xyz')]).toEqual(['x', false]);
});
