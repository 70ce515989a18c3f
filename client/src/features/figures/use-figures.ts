import { useQuery } from '@tanstack/react-query';
import { downloadFigures, getFigures } from '@enishi/shared/figures';
import { addressOf, call } from '../../lib/http.js';

export interface FiguresChoice {
  fiscalYear: number;
  /** One prefecture, or all of one's centre. */
  prefecture: string | null;
}

export const useFigures = ({ fiscalYear, prefecture }: FiguresChoice) =>
  useQuery({
    queryKey: ['figures', fiscalYear, prefecture],
    queryFn: ({ signal }) => call(getFigures, { query: { fiscalYear, prefecture: prefecture ?? undefined }, signal }),
  });

/** Address of the spreadsheet with the same figures. */
export const sheetAddress = ({ fiscalYear, prefecture }: FiguresChoice): string => {
  const search = new URLSearchParams({ fiscalYear: String(fiscalYear), ...(prefecture ? { prefecture } : {}) });
  return `${addressOf(downloadFigures)}?${search.toString()}`;
};
