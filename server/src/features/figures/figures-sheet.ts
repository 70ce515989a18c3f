// The figures as a spreadsheet: numbers are numbers, money is money, and nothing that somebody wrote runs as a formula.
import type { CellObject, Sheet } from 'write-excel-file/node';
import type { Figures } from '@enishi/shared/figures';
import type { OutcomeKind } from '@enishi/shared/outcomes';
import { routeWords, sheetNames, stageWords } from './figures-words.js';

const yenFormat = '"¥"#,##0';
const countFormat = '#,##0';
const decimalFormat = '#,##0.0';
const shareFormat = '0.0%';

const number = (value: number | null, format = countFormat): CellObject | null =>
  value === null ? null : { value, type: Number, format };
const yen = (value: number): CellObject | null => number(value, yenFormat);
const ratio = (part: number, whole: number): CellObject | null =>
  whole === 0 ? null : number(part / whole, shareFormat);

/** A cell of text type is never calculated, but a program that reads it again might: such text begins with an apostrophe. */
const text = (value: string): CellObject => ({ value: /^[=+\-@\t\r]/.test(value) ? `'${value}` : value, type: String });
const head = (...titles: string[]): CellObject[] => titles.map((title) => ({ ...text(title), fontWeight: 'bold' }));

export interface SheetWords {
  outcome: Record<OutcomeKind, string>;
  prefecture: (code: string) => string;
  day: (moment: string) => string;
}

const sheet = (name: string, widths: number[], data: (CellObject | null)[][]): Sheet<never> => ({
  sheet: name,
  data,
  columns: widths.map((width) => ({ width })),
  stickyRowsCount: 1,
});

function summaryOf({ fiscalYear, asOf, prefectures, cases, answers }: Figures, words: SheetWords) {
  const rows: [string, CellObject | null][] = [
    ['年度', number(fiscalYear, '0')],
    ['時点', text(words.day(asOf))],
    ['対象の都道府県', text(prefectures.map(words.prefecture).join('、'))],
    ['年度内に動いていた案件', number(cases.active)],
    ['新しい案件', number(cases.created)],
    ['見送り・終了した案件', number(cases.ended)],
    ['窓口への相談', number(answers.inquiries)],
    ['うち回答済み', number(answers.answered)],
    ['最初の回答までの時間（中央値・時間）', number(answers.medianHours, decimalFormat)],
    ['2営業日以内に回答', number(answers.inTime)],
    ['2営業日以内の割合', ratio(answers.inTime, answers.judged)],
  ];
  return sheet(sheetNames.summary, [38, 24], [head('項目', '値'), ...rows.map(([title, cell]) => [text(title), cell])]);
}

const casesOf = ({ cases }: Figures) =>
  sheet(
    sheetNames.cases,
    [18, 28, 10],
    [
      head('分け方', '項目', '件数'),
      ...cases.byStage.map(({ stage, count }) => [text('段階'), text(stageWords[stage]), number(count)]),
      ...cases.byRoute.map(({ route, count }) => [text('きっかけ'), text(routeWords[route]), number(count)]),
      ...cases.perMonth.map(({ month, count }) => [text('月ごとの新しい案件'), text(month), number(count)]),
    ],
  );

const staysOf = ({ stays }: Figures) =>
  sheet(
    sheetNames.stays,
    [18, 16, 22],
    [
      head('段階', '進んだ案件', '日数（中央値）'),
      ...stays.map(({ stage, count, medianDays }) => [
        text(stageWords[stage]),
        number(count),
        number(medianDays, decimalFormat),
      ]),
    ],
  );

const proposalsOf = ({ proposals: { sent, accepted, met, carried } }: Figures) =>
  sheet(
    sheetNames.proposals,
    [30, 10, 16],
    [
      head('段階', '件数', '送った打診に対する割合'),
      ...(
        [
          ['送った打診', sent],
          ['双方が承諾', accepted],
          ['面談済み', met],
          ['計画・プロジェクトへ', carried],
        ] as const
      ).map(([title, count]) => [text(title), number(count), ratio(count, sent)]),
    ],
  );

const outcomesOf = ({ outcomes }: Figures, words: SheetWords) =>
  sheet(
    sheetNames.outcomes,
    [20, 10, 18, 18, 18, 18],
    [
      head('種類', '数', '金額', 'うち確定', 'うち見込み', 'うち回答（未確認）'),
      ...outcomes.map((one) => [
        text(words.outcome[one.kind]),
        number(one.count),
        yen(one.yen),
        yen(one.confirmedYen),
        yen(one.estimateYen),
        yen(one.reportedYen),
      ]),
    ],
  );

const loadOf = ({ load }: Figures) =>
  sheet(
    sheetNames.load,
    [28, 12, 14, 14],
    [
      head('担当', '進行中', '年度の新規', '見送り・終了'),
      ...load.map(({ name, open, created, ended }) => [
        text(name ?? '担当なし'),
        number(open),
        number(created),
        number(ended),
      ]),
    ],
  );

export const figuresSheets = (figures: Figures, words: SheetWords): Sheet<never>[] => [
  summaryOf(figures, words),
  casesOf(figures),
  staysOf(figures),
  proposalsOf(figures),
  outcomesOf(figures, words),
  loadOf(figures),
];
