// Minutes that were made to break the page of everybody who reads them.
import { renderToStaticMarkup } from 'react-dom/server';
import { minutesLimits } from '@enishi/shared/minutes';
import { MarkdownText } from '../../client/src/features/meetings/MarkdownText';
import { isTooDeep } from '../../client/src/features/meetings/plain-markdown';
import { leastCpuOf } from '../support/slow-patterns';

jest.setTimeout(60_000);

const { text: longest } = minutesLimits;
const filled = (part: string) => part.repeat(longest).slice(0, longest);
const steps = (part: (depth: number) => string) => Array.from({ length: 180 }, (_, depth) => part(depth)).join('\n');

it.each([
  ['quotations in quotations', filled('>')],
  ['quotations with blanks', filled('> ')],
  ['lists of lists', filled('* + - ')],
  ['numbers in numbers', filled('1. ')],
  ['a list in a quotation in a list', filled('- > ')],
  ['the same, far down', `話したこと\n\n${filled('> ').slice(40)}`],
  ['emphasis that never ends', filled('*a_ ')],
])('%s are shown as they were written', (_, text) => {
  expect(isTooDeep(text)).toBe(true);
});

it.each([
  ['brackets', filled('[')],
  ['pictures in links', filled('![[')],
  ['links that do not end', filled('[a](')],
  ['references', filled('[a][b]\n\n')],
  ['definitions', filled('[a]: b\n')],
  ['backticks', filled('`')],
  ['backticks of all lengths', steps((depth) => '`'.repeat(depth))],
  ['tags', filled('<a')],
  ['characters by number', filled('&#')],
  ['a rule', filled('- ')],
  ['lists a step deeper each time', steps((depth) => `${' '.repeat(depth)}- a`)],
  ['emphasis in words', filled('a*'.repeat(70) + '\n\n').slice(0, 5000)],
])('%s are read in the time of a blink', (_, text) => {
  expect(isTooDeep(text)).toBe(false);
  expect(leastCpuOf(() => void renderToStaticMarkup(<MarkdownText text={text} />), 3000)).toBeLessThan(3000);
});

it.each([
  'javascript:__xss()',
  'irc://example.jp',
  'xmpp:a@example.jp',
  'data:text/html,x',
  'vbscript:x',
  'blob:x',
  'intent:x',
])('%s is no link', (address) => {
  expect(renderToStaticMarkup(<MarkdownText text={`[x](${address}) <${address}>`} />)).not.toMatch(/href|src/);
});

it.each(['https://example.jp/', 'mailto:a@example.jp', 'tel:0238-00-0000', '/needs'])('%s is one', (address) => {
  expect(renderToStaticMarkup(<MarkdownText text={`[x](${address})`} />)).toContain(`href="${address}"`);
});

it.each([
  '- 決めたこと\n  - 詳しく\n    1. 次に',
  '> 引用\n> > その中',
  '---',
  '***',
  '* * *',
  '-----------------------',
  '**とても**大事な *こと*',
  '1. 一\n2. 二',
])('%j is markdown', (text) => {
  expect(isTooDeep(text)).toBe(false);
});
