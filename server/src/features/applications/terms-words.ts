// Words of the terms sheet as a document, in the language of whoever downloads it.
import type { Language } from '@enishi/shared/fields';
import type { OpeningPlace, RewardKind } from '@enishi/shared/openings';
import type { UndecidableItem } from '@enishi/shared/terms';

const yen = new Intl.NumberFormat('ja-JP');

interface AmountFacts {
  kind: RewardKind;
  yen: number;
  expected: number | null;
}

export interface TermsWords {
  title: string;
  law: string;
  version: (number: number) => string;
  about: string;
  rows: Record<
    'client' | 'worker' | 'orderedOn' | 'startsOn' | 'method' | 'expenses' | 'note' | UndecidableItem,
    string
  >;
  hiddenWorker: string;
  onAcceptance: string;
  noInspection: string;
  none: string;
  amount: (facts: AmountFacts) => string;
  expected: (facts: AmountFacts & { expected: number }) => string;
  formula: (text: string) => string;
  paidOn: (day: string) => string;
  paidMonthly: (daysAfter: number, firstClose: string, firstPaid: string) => string;
  transfer: string;
  undecided: (reason: string, day: string) => string;
  settlement: string;
  record: string;
  sent: (by: string, at: string) => string;
  accepted: (by: string, at: string) => string;
  waiting: string;
  over: string;
  fingerprint: (sha256: string) => string;
  page: (number: number, count: number) => string;
  fileName: (title: string, number: number) => string;
  day: (day: string) => string;
  moment: (at: Date) => string;
}

const formats = (locale: string) => {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Tokyo' });
  return { day: (one: string) => day.format(new Date(`${one}T00:00:00Z`)), moment: (at: Date) => moment.format(at) };
};

const ja: TermsWords = {
  title: '取引条件明示書',
  law: '特定受託事業者に係る取引の適正化等に関する法律 第3条に基づき、次のとおり取引条件を明示します。',
  version: (number) => `第${number}版`,
  about: '件名',
  rows: {
    client: '委託する側',
    worker: '受託する側',
    orderedOn: '業務を委託した日',
    work: '業務の内容',
    startsOn: '始める日',
    dueOn: '納期(受け取る日)',
    place: '納める場所・働く場所',
    inspectBy: '検査を終える日',
    amount: '報酬の額(税抜)',
    payment: '支払期日',
    method: '支払いの方法',
    expenses: '経費の扱い',
    note: '備考',
  },
  hiddenWorker: '(承諾の後に表示します)',
  onAcceptance: '承諾の日',
  noInspection: '検査はしません',
  none: 'なし',
  amount: ({ kind, yen: value }) => {
    const unit = { hourly: '1時間あたり', piece: '1件あたり', fixed: '総額' }[kind];
    return `${unit}${yen.format(value)}円`;
  },
  expected: ({ kind, yen: value, expected }) =>
    `見込み ${yen.format(expected)}${kind === 'piece' ? '件' : '時間'}、合計 ${yen.format(expected * value)}円`,
  formula: (text) => `算定方法: ${text}`,
  paidOn: (day) => day,
  paidMonthly: (daysAfter, close, paid) => `毎月末日締め、締め日の${daysAfter}日後に支払い(${close}締め分は${paid})`,
  transfer: '銀行振込',
  undecided: (reason, day) => `未定\n理由: ${reason}\n決める予定日: ${day}`,
  settlement: '未定の事項は、決まり次第、あらためて明示します。',
  record: '記録',
  sent: (by, at) => `送付: ${at} ${by}`,
  accepted: (by, at) => `承諾: ${at} ${by}`,
  waiting: 'まだ承諾されていません。',
  over: 'この版は効力を持ちません(別の版に置き換えられたか、承諾されずに終わりました)。',
  fingerprint: (sha256) => `内容の指紋(SHA-256): ${sha256}`,
  page: (number, count) => `${number} / ${count}`,
  fileName: (title, number) => `取引条件明示書-${title}-第${number}版.pdf`,
  ...formats('ja-JP'),
};

const en: TermsWords = {
  title: 'Statement of terms',
  law: 'Terms of the commission as required by article 3 of the Act on Ensuring Proper Transactions Involving Specified Entrusted Business Operators (Japan).',
  version: (number) => `Version ${number}`,
  about: 'Title',
  rows: {
    client: 'Client',
    worker: 'Contractor',
    orderedOn: 'Day of commission',
    work: 'Work',
    startsOn: 'Begins on',
    dueOn: 'Due on (day of receipt)',
    place: 'Place',
    inspectBy: 'Inspected by',
    amount: 'Fee (before tax)',
    payment: 'Paid on',
    method: 'Way of payment',
    expenses: 'Expenses',
    note: 'Notes',
  },
  hiddenWorker: '(shown once accepted)',
  onAcceptance: 'The day of acceptance',
  noInspection: 'Nothing is inspected',
  none: 'None',
  amount: ({ kind, yen: value }) => {
    const unit = { hourly: ' an hour', piece: ' a piece', fixed: ' in all' }[kind];
    return `${yen.format(value)} yen${unit}`;
  },
  expected: ({ kind, yen: value, expected }) =>
    `Expected: ${yen.format(expected)} ${kind === 'piece' ? 'pieces' : 'hours'}, ${yen.format(expected * value)} yen together`,
  formula: (text) => `Worked out by: ${text}`,
  paidOn: (day) => day,
  paidMonthly: (daysAfter, close, paid) =>
    `Closed at the end of each month, paid ${daysAfter} days later (what closes on ${close} is paid on ${paid})`,
  transfer: 'Bank transfer',
  undecided: (reason, day) => `Not settled yet\nReason: ${reason}\nTo be settled by: ${day}`,
  settlement: 'What is not settled yet will be stated anew as soon as it is.',
  record: 'Record',
  sent: (by, at) => `Sent: ${at} ${by}`,
  accepted: (by, at) => `Accepted: ${at} ${by}`,
  waiting: 'Not accepted yet.',
  over: 'This version is not in force: it was replaced by another, or ended without being accepted.',
  fingerprint: (sha256) => `Fingerprint of the content (SHA-256): ${sha256}`,
  page: (number, count) => `${number} / ${count}`,
  fileName: (title, number) => `terms-${title}-version-${number}.pdf`,
  ...formats('en-GB'),
};

const words: Record<Language, TermsWords> = { ja, en };
export const termsWords = (language: Language): TermsWords => words[language];

/** Where the work is done, as a company would write it. */
export function placeText(language: Language, place: OpeningPlace, municipality: string | null): string {
  const where = municipality ?? '';
  if (language === 'en')
    return {
      remote: 'At home, or wherever the contractor chooses',
      hybrid: `At home and in ${where}`,
      onsite: where,
    }[place];
  return {
    remote: '在宅、または受託する側が選ぶ場所',
    hybrid: `在宅と${where}`,
    onsite: where,
  }[place];
}
