// Gathers what the figures are made from; the numbers themselves are in compute-figures.ts.
import { Readable } from 'node:stream';
import writeXlsxFile from 'write-excel-file/node';
import type { Figures, FiguresQuery } from '@enishi/shared/figures';
import { fiscalYearSpan } from '@enishi/shared/tokyo-calendar';
import { hasRole, type Actor } from '../../actor.js';
import { notFound } from '../../errors.js';
import type { Download } from '../../http/transfer.js';
import { computeFigures, type FigureFacts } from './compute-figures.js';
import { figuresSheets, type SheetWords } from './figures-sheet.js';

type Gathered = Pick<FigureFacts, 'cases' | 'proposals' | 'outcomes'>;

interface Dependencies {
  now: () => Date;
  answerDueAt: (createdAt: Date) => Date;
  /** What happened in these prefectures; proposals between the two moments, outcomes of the fiscal year. */
  gather: (prefectures: readonly string[], fiscalYear: number, from: Date, to: Date) => Promise<Gathered>;
  allPrefectures: readonly string[];
  words: SheetWords;
}

const media = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function createFiguresService({ now, answerDueAt, gather, allPrefectures, words }: Dependencies) {
  /** Coordinators see their centre's prefectures; administrators look after all. @throws not_found for another one */
  const prefecturesFor = (actor: Actor, wanted: string | undefined): readonly string[] => {
    const own = hasRole(actor, 'admin') ? allPrefectures : actor.servedPrefectures;
    if (wanted === undefined) return own;
    if (!own.includes(wanted)) throw notFound();
    return [wanted];
  };

  const get = async ({ fiscalYear, prefecture }: FiguresQuery, actor: Actor): Promise<Figures> => {
    const prefectures = prefecturesFor(actor, prefecture);
    const { from, to } = fiscalYearSpan(fiscalYear);
    const gathered = await gather(prefectures, fiscalYear, from, to);
    return computeFigures({ fiscalYear, now: now(), prefectures, answerDueAt, ...gathered });
  };

  return {
    get,
    async download(query: FiguresQuery, actor: Actor): Promise<Download> {
      const sheets = figuresSheets(await get(query, actor), words);
      const bytes = await writeXlsxFile(sheets).toBuffer();
      return {
        name: `実績_${query.fiscalYear}年度.xlsx`,
        media,
        size: bytes.byteLength,
        open: () => Promise.resolve(Readable.from([bytes])),
      };
    },
  };
}
export type FiguresService = ReturnType<typeof createFiguresService>;
