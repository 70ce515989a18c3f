// A terms sheet as a document to keep: one page as a rule, with a typeface that has Japanese.
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Language } from '@enishi/shared/fields';
import type { Payment, TermsSheet, UndecidableItem } from '@enishi/shared/terms';
import { addDays, addMonths } from '@enishi/shared/tokyo-calendar';
import { termsWords, type TermsWords } from './terms-words.js';

export interface PrintedTerms {
  title: string;
  code: string;
  number: number;
  sha256: string;
  /** Names and days that are not open, or not there yet, are null. */
  sheet: Omit<TermsSheet, 'worker' | 'orderedOn'> & {
    worker: TermsSheet['worker'] | null;
    orderedOn: string | null;
  };
  sent: { by: string; at: Date };
  accepted: { by: string; at: Date } | null;
  /** It stands no longer, or never came to stand. */
  isOver: boolean;
}

type Document = InstanceType<typeof PDFDocument>;

const require = createRequire(import.meta.url);
const fonts = {
  regular: require.resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf'),
  bold: require.resolve('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
};

/** In points. */
const page = { margin: 56, label: 130, gap: 6, text: 10, title: 18 } as const;
const ink = { text: '#1b2230', quiet: '#5a6375', rule: '#c9ced8' } as const;

const lastDayOfMonth = (day: string): string => addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);

function paymentText(words: TermsWords, given: Payment, startsOn: string): string {
  if (given.kind === 'once') return words.paidOn(words.day(given.on));
  const close = lastDayOfMonth(startsOn);
  const paid = addDays(close, given.daysAfter);
  return words.paidMonthly(given.daysAfter, words.day(close), words.day(paid));
}

const nameOf = ({ name, organisation }: TermsSheet['worker']) => [organisation, name].filter(Boolean).join('\n');

function rowsOf(words: TermsWords, { title, code, sheet }: PrintedTerms): [string, string][] {
  const { rows } = words;
  const openOf = (item: UndecidableItem) => {
    const found = sheet.undecided.find((one) => one.item === item);
    return found && words.undecided(found.reason, words.day(found.decideBy));
  };
  const amount = sheet.amount && [
    words.amount(sheet.amount),
    ...(sheet.amount.expected !== null && sheet.amount.kind !== 'fixed'
      ? [words.expected({ ...sheet.amount, expected: sheet.amount.expected })]
      : []),
    ...(sheet.amount.formula ? [words.formula(sheet.amount.formula)] : []),
  ];
  return [
    [words.about, `${title}\n${code}`],
    [rows.client, nameOf(sheet.client)],
    [rows.worker, sheet.worker ? nameOf(sheet.worker) : words.hiddenWorker],
    [rows.orderedOn, sheet.orderedOn ? words.day(sheet.orderedOn) : words.onAcceptance],
    [rows.work, openOf('work') ?? sheet.work],
    [rows.startsOn, words.day(sheet.startsOn)],
    [rows.dueOn, openOf('dueOn') ?? (sheet.dueOn ? words.day(sheet.dueOn) : '')],
    [rows.place, openOf('place') ?? sheet.place],
    [rows.inspectBy, openOf('inspectBy') ?? (sheet.inspectBy ? words.day(sheet.inspectBy) : words.noInspection)],
    [rows.amount, openOf('amount') ?? amount?.join('\n') ?? ''],
    [rows.payment, openOf('payment') ?? (sheet.payment ? paymentText(words, sheet.payment, sheet.startsOn) : '')],
    [rows.method, sheet.method === 'bank_transfer' ? words.transfer : sheet.methodNote],
    [rows.expenses, sheet.expenses || words.none],
    [rows.note, sheet.note || words.none],
  ];
}

const widthOf = (document: Document) => document.page.width - 2 * page.margin;

const rule = (document: Document) => {
  document
    .moveTo(page.margin, document.y)
    .lineTo(page.margin + widthOf(document), document.y)
    .lineWidth(0.5)
    .strokeColor(ink.rule)
    .stroke();
};

/** Label on the left, words on the right. What fits on a page is not torn apart. */
function drawRow(document: Document, label: string, text: string): void {
  const left = page.margin + page.label;
  const width = widthOf(document) - page.label;
  document.font('regular').fontSize(page.text);
  const labelled = document.heightOfString(label, { width: page.label - 10 });
  const height = Math.max(document.heightOfString(text, { width, lineGap: 3 }), labelled) + 2 * page.gap;
  const bottom = document.page.height - page.margin;
  if (document.y + height > bottom && height <= bottom - page.margin) document.addPage();
  const top = document.y + page.gap;
  const begun = document.bufferedPageRange().count;
  document
    .font('bold')
    .fillColor(ink.quiet)
    .text(label, page.margin, top, { width: page.label - 10 });
  document.font('regular').fillColor(ink.text).text(text, left, top, { width, lineGap: 3 });
  const isSamePage = document.bufferedPageRange().count === begun;
  document.y = Math.max(document.y, isSamePage ? top + labelled : 0) + page.gap;
  rule(document);
}

function drawHead(document: Document, words: TermsWords, { number }: PrintedTerms): void {
  const width = widthOf(document);
  document.font('bold').fontSize(page.title).fillColor(ink.text).text(words.title, page.margin, page.margin, { width });
  document
    .moveDown(0.3)
    .font('regular')
    .fontSize(page.text)
    .fillColor(ink.quiet)
    .text(words.version(number), { width });
  document.moveDown(0.5).text(words.law, { width, lineGap: 3 }).moveDown(0.8);
  rule(document);
}

function drawRecord(document: Document, words: TermsWords, { sheet, sent, accepted, isOver, sha256 }: PrintedTerms) {
  const width = widthOf(document);
  const lines = [
    ...(sheet.undecided.length > 0 ? [words.settlement] : []),
    words.sent(sent.by, words.moment(sent.at)),
    accepted ? words.accepted(accepted.by, words.moment(accepted.at)) : isOver ? '' : words.waiting,
    ...(isOver ? [words.over] : []),
  ].filter(Boolean);
  if (document.y + 110 > document.page.height - page.margin) document.addPage();
  document.moveDown(1.2);
  document.font('bold').fontSize(page.text).fillColor(ink.text).text(words.record, page.margin, document.y, { width });
  document.font('regular').fontSize(page.text - 1);
  for (const line of lines) document.moveDown(0.3).text(line, { width, lineGap: 2 });
  document.moveDown(0.3).fillColor(ink.quiet).text(words.fingerprint(sha256), { width });
}

function drawPageNumbers(document: Document, words: TermsWords): void {
  const { start, count } = document.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(start + index);
    // Below the margin, where writing would begin a new page.
    document.page.margins.bottom = 0;
    document
      .font('regular')
      .fontSize(page.text - 2)
      .fillColor(ink.quiet)
      .text(words.page(index + 1, count), page.margin, document.page.height - 36, {
        width: widthOf(document),
        align: 'right',
        lineBreak: false,
      });
  }
}

export async function printTerms(terms: PrintedTerms, language: Language): Promise<Buffer> {
  const words = termsWords(language);
  const document = new PDFDocument({
    size: 'A4',
    margin: page.margin,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    font: fonts.regular,
    info: { Title: `${words.title} ${terms.title}`, CreationDate: terms.sent.at },
  });
  document.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const written = new Promise<void>((resolve, reject) => {
    document.on('end', resolve);
    document.on('error', reject);
  });
  drawHead(document, words, terms);
  for (const [label, text] of rowsOf(words, terms)) drawRow(document, label, text);
  drawRecord(document, words, terms);
  drawPageNumbers(document, words);
  document.end();
  await written;
  return Buffer.concat(chunks);
}
