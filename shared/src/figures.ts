// Figures (実績) of a centre and a fiscal year: what came in, how quickly it went, what came of it.
import { z } from 'zod';
import { caseRoute, caseStage } from './case-stages.js';
import { defineContract } from './contract.js';
import { moment } from './fields.js';
import { outcomeKind } from './outcomes.js';
import { prefectureCode } from './tags.js';

const count = z.number().int().min(0);
/** Days or hours with one decimal; null where there is nothing to take the median of. */
const span = z.number().min(0).nullable();

export const figures = z
  .object({
    fiscalYear: z.number().int(),
    from: moment,
    to: moment,
    /** The moment the figures are of: now, or the end of the year once it is over. */
    asOf: moment,
    prefectures: z.array(prefectureCode),
    cases: z.object({
      /** Those that were open at any time of the year. */
      active: count,
      created: count,
      ended: count,
      /** Of the active ones, as they stood at `asOf`. */
      byStage: z.array(z.object({ stage: caseStage, count })),
      /** Of those created in the year. */
      byRoute: z.array(z.object({ route: caseRoute, count })),
      perMonth: z.array(z.object({ month: z.string(), count })),
    }),
    /** How long cases stood in a stage before they moved on; of the moves within the year. */
    stays: z.array(z.object({ stage: caseStage, count, medianDays: span })),
    /** From an inquiry to its first answer; of the inquiries of the year. */
    answers: z.object({
      inquiries: count,
      answered: count,
      medianHours: span,
      /** Answered within the clock, and of how many that can be said by now. */
      inTime: count,
      judged: count,
    }),
    /** Proposals of the year, and how far they came since; each step is part of the one before. */
    proposals: z.object({ sent: count, accepted: count, met: count, carried: count }),
    outcomes: z.array(
      z.object({ kind: outcomeKind, count, yen: count, confirmedYen: count, estimateYen: count, reportedYen: count }),
    ),
    /** Null is nobody. */
    load: z.array(z.object({ name: z.string().nullable(), open: count, created: count, ended: count })),
  })
  .meta({ id: 'Figures' });
export type Figures = z.infer<typeof figures>;

/** Whether there is anything to show of a year. */
export const hasFigures = ({ cases, proposals, outcomes }: Figures): boolean =>
  cases.active > 0 || proposals.sent > 0 || outcomes.length > 0;

export const figuresQuery = z.object({
  fiscalYear: z.coerce.number().int().min(2000).max(2100),
  /** One of the prefectures that one's centre serves; without it all of them. Administrators may name any. */
  prefecture: prefectureCode.optional(),
});
export type FiguresQuery = z.output<typeof figuresQuery>;

export const getFigures = defineContract({
  name: 'getFigures',
  method: 'GET',
  path: '/api/figures',
  summary: 'Figures of one’s centre for a fiscal year',
  group: 'Figures',
  access: ['coordinator', 'admin'],
  query: figuresQuery,
  answer: figures,
  errors: ['not_found'],
});

export const downloadFigures = defineContract({
  name: 'downloadFigures',
  method: 'GET',
  path: '/api/figures.xlsx',
  summary: 'The same figures as a spreadsheet',
  group: 'Figures',
  access: ['coordinator', 'admin'],
  query: figuresQuery,
  download: true,
  errors: ['not_found'],
});
