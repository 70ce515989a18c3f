// The terms sheet as a document: everything that the law asks for can be read in it, in both languages.
import { printTerms, type PrintedTerms } from '../../../../server/src/features/applications/terms-pdf';
import { draftTerms, fingerprintOf } from '../../../../server/src/features/applications/terms-sheet';
import { termsForm, type TermsSheet } from '@enishi/shared/terms';
import { readPdf, withoutSpace as plain } from '../../../support/pdf';

const terms = termsForm.parse({
  work: '自社サイトの商品ページを二十件、写真の切り抜きと説明文の入力まで行う。\n素材は共有の場所に置きます。',
  startsOn: '2026-12-01',
  dueOn: '2027-01-29',
  place: '在宅(山形県飯豊町)',
  inspectBy: '2027-02-05',
  amount: { kind: 'hourly', yen: 1500, expected: 96, formula: '' },
  payment: { kind: 'once', on: '2027-02-26' },
  undecided: [],
});
const sheet: TermsSheet = {
  ...terms,
  orderedOn: '2026-11-20',
  client: { name: '佐藤 花子', organisation: '置賜木工株式会社' },
  worker: { name: '高橋 みのり', organisation: '高橋デザイン室' },
};
const printed = (given: Partial<PrintedTerms> = {}): PrintedTerms => ({
  title: '商品ページの更新',
  code: 'W-7GQ4VX',
  number: 1,
  sha256: fingerprintOf(1, sheet),
  sheet,
  sent: { by: '佐藤 花子', at: new Date('2026-11-20T01:00:00.000Z') },
  accepted: { by: '高橋 みのり', at: new Date('2026-11-21T02:30:00.000Z') },
  isOver: false,
  ...given,
});

const read = async (given: PrintedTerms, language: 'ja' | 'en') => readPdf(await printTerms(given, language));

it('says in Japanese all that the law asks for', async () => {
  const { pages, text } = await read(printed(), 'ja');
  expect(pages).toBe(1);
  for (const words of [
    '取引条件明示書',
    '置賜木工株式会社',
    '佐藤 花子',
    '高橋デザイン室',
    '高橋 みのり',
    '2026年11月20日',
    '自社サイトの商品ページを二十件、写真の切り抜きと説明文の入力まで行う。',
    '2027年1月29日',
    '在宅(山形県飯豊町)',
    '2027年2月5日',
    '1時間あたり1,500円',
    '見込み 96時間、合計 144,000円',
    '2027年2月26日',
    '銀行振込',
    '承諾: 2026年11月21日 11:30 高橋 みのり',
    fingerprintOf(1, sheet),
  ])
    expect(text).toContain(plain(words));
});

it('says the same in English, and what is open with reason and day', async () => {
  const open = {
    ...sheet,
    orderedOn: null,
    dueOn: null,
    payment: null,
    inspectBy: null,
    undecided: [
      { item: 'dueOn' as const, reason: '原稿がそろう日が未定', decideBy: '2026-12-10' },
      { item: 'payment' as const, reason: '納期による', decideBy: '2026-12-10' },
    ],
  };
  const { text } = await read(printed({ sheet: open, accepted: null }), 'en');
  for (const words of [
    'Statement of terms',
    'Not settled yet Reason: 原稿がそろう日が未定 To be settled by: 10 December 2026',
    'Nothing is inspected',
    'The day of acceptance',
    '1,500 yen an hour',
    'Not accepted yet.',
    'What is not settled yet will be stated anew',
  ])
    expect(text).toContain(plain(words));
});

it('goes on over several pages where there is much to say, and hides a name that is not open', async () => {
  const long = { ...sheet, work: '工程の説明\n'.repeat(250).trim(), worker: null };
  const { pages, text } = await read(printed({ sheet: long, accepted: null }), 'ja');
  expect(pages).toBeGreaterThan(4);
  expect(text.split('工程の説明').length - 1).toBe(250);
  expect(text).toContain('(承諾の後に表示します)');
  expect(text).not.toContain('高橋');
  expect(text).toContain(`${pages}/${pages}`);
});

it('says how monthly pay is closed and paid, on days that can be looked up', async () => {
  const monthly = { ...sheet, payment: { kind: 'monthly' as const, daysAfter: 25 } };
  expect((await read(printed({ sheet: monthly }), 'ja')).text).toContain(
    plain('毎月末日締め、締め日の25日後に支払い(2026年12月31日締め分は2027年1月25日)'),
  );
});

it('has another fingerprint when one word or the number is another, whatever the order of the fields', () => {
  const turned = Object.fromEntries(Object.entries(sheet).reverse()) as TermsSheet;
  expect(fingerprintOf(1, turned)).toBe(fingerprintOf(1, sheet));
  expect(fingerprintOf(2, sheet)).not.toBe(fingerprintOf(1, sheet));
  expect(fingerprintOf(1, { ...sheet, place: '在宅' })).not.toBe(fingerprintOf(1, sheet));
  expect(fingerprintOf(1, { ...sheet, orderedOn: '2026-11-21' })).toBe(fingerprintOf(1, sheet));
});

describe('terms made from an opening', () => {
  const opening = {
    work: '商品ページの更新',
    startsOn: '2026-12-01',
    endsOn: '2027-01-26',
    place: 'remote' as const,
    reward: { kind: 'hourly' as const, from: 1500, to: 1800 },
    howDecided: '',
    hoursTo: 12,
  };
  it('count the hours that are to be expected', () => {
    const made = draftTerms(opening, '2026-11-20', '在宅');
    expect(made).toMatchObject({
      startsOn: '2026-12-01',
      dueOn: '2027-01-26',
      place: '在宅',
      amount: { kind: 'hourly', yen: 1500, expected: 96 },
      payment: { kind: 'monthly', daysAfter: 30 },
    });
    expect(termsForm.safeParse(made).success).toBe(true);
  });
  it('are paid within the law for a fixed sum, and begin no earlier than today', () => {
    const fixed = { ...opening, reward: { kind: 'fixed' as const, from: 80_000, to: null }, endsOn: '2027-01-01' };
    const made = draftTerms(fixed, '2026-12-20', '在宅');
    expect(made).toMatchObject({ startsOn: '2026-12-20', inspectBy: '2027-01-08', amount: { expected: null } });
    expect(made.payment).toEqual({ kind: 'once', on: '2027-02-28' });
    expect(termsForm.safeParse(made).success).toBe(true);
  });
});
