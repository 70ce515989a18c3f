// One line of an import file: what is made of it, or why it is refused.
import { longestLine, readRow } from '../../../server/src/commands/import-rows';

const defaults = { prefecture: '06' };
const line = (value: unknown) => JSON.stringify(value);
const seed = { id: 'a-1', title: '電池の測り方', text: '釘刺しと短絡で安全性を測る。' };

test('a plain row becomes a seed, its text among the features', () => {
  expect(readRow('seeds', line(seed), defaults)).toMatchObject({
    key: 'a-1',
    content: {
      title: '電池の測り方',
      features: '釘刺しと短絡で安全性を測る。',
      prefecture: '06',
      problem: '',
      tags: [],
    },
  });
});

test.each([
  ['experts', 'canDo'],
  ['needs', 'situation'],
] as const)('the text of %s goes to %s', (kind, field) => {
  expect(readRow(kind, line(seed), defaults)).toMatchObject({ content: { [field]: seed.text } });
});

test('certificates of a profile may be names alone', () => {
  const row = line({ ...seed, certificates: ['技術士', { name: '調理師', validUntil: '2030-03-31' }] });
  expect(readRow('experts', row, defaults)).toMatchObject({
    content: {
      certificates: [
        { name: '技術士', validUntil: null },
        { name: '調理師', validUntil: '2030-03-31' },
      ],
    },
  });
  expect(readRow('experts', line({ ...seed, certificates: [7] }), defaults)).toHaveProperty('refused');
});

test('a company is named by its title and keeps its text as strengths', () => {
  expect(
    readRow('companies', line({ id: 7, title: '最上鋳造', text: '薄肉の鋳物', prefecture: '05' }), defaults),
  ).toMatchObject({
    key: '7',
    content: { name: '最上鋳造', kind: 'company', prefecture: '05', strengths: '薄肉の鋳物' },
  });
});

test('labels that the taxonomy knows become tags, once each; the others stay free', () => {
  const row = readRow(
    'seeds',
    line({ ...seed, tags: ['OLED', '有機EL', 'lithium-ion-battery', '謎の技術', ' '] }),
    defaults,
  );
  expect(row).toMatchObject({ content: { tags: ['organic-el', 'lithium-ion-battery'], freeTags: ['謎の技術'] } });
});

test('more labels than fit are cut, not refused', () => {
  const tags = Array.from({ length: 30 }, (_, index) => `札${index}`);
  const row = readRow('seeds', line({ ...seed, tags: [...tags, '長'.repeat(41)] }), defaults);
  expect('content' in row && 'freeTags' in row.content && row.content.freeTags).toEqual(tags.slice(0, 8));
});

test('a full row keeps its own fields', () => {
  const row = readRow(
    'seeds',
    line({ ...seed, prefecture: '13', readiness: 6, propertyStatus: 'granted', uses: '蓄電池', features: '自分の欄' }),
    defaults,
  );
  expect(row).toMatchObject({
    content: { prefecture: '13', readiness: 6, propertyStatus: 'granted', uses: '蓄電池', features: '自分の欄' },
  });
});

test.each([
  ['no JSON', '{"id": 1,', 'not JSON'],
  ['no object', '[1, 2]', /expected object|Invalid/],
  ['no id', line({ title: 'あ' }), /^id: /],
  ['no title', line({ id: '1' }), /^title: /],
  ['an empty title', line({ id: '1', title: ' ' }), /^title: /],
  ['too long a title', line({ id: '1', title: 'あ'.repeat(81) }), /^title: /],
  ['too long a text', line({ ...seed, text: 'あ'.repeat(1501) }), /^features: /],
  ['a title that is no text', line({ id: '1', title: { $ne: '' } }), /^title: /],
  ['labels that are no list', line({ ...seed, tags: 'OLED' }), /^tags: /],
  ['an unknown prefecture', line({ ...seed, prefecture: '48' }), /^prefecture: /],
  ['an endless line', line({ ...seed, text: 'あ'.repeat(longestLine) }), /longer than/],
])('%s is refused with the reason', (_case, given, reason) => {
  const row = readRow('seeds', given, defaults);
  expect('refused' in row && row.refused).toMatch(reason);
});
