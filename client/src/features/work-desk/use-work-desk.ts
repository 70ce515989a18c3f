import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { downloadWorkDesk, getWorkDesk } from '@enishi/shared/work-desk';
import { addressOf, call } from '../../lib/http.js';

export interface DeskChoice {
  /** One prefecture, or all of one's centre. */
  prefecture: string | null;
  withNeighbours: boolean;
}

const queryOf = ({ prefecture, withNeighbours }: DeskChoice) => ({
  ...(prefecture && { prefecture }),
  ...(withNeighbours && { withNeighbours: 'true' as const }),
});

export const useWorkDesk = (choice: DeskChoice) =>
  useQuery({
    queryKey: ['work-desk', choice.prefecture, choice.withNeighbours],
    queryFn: ({ signal }) => call(getWorkDesk, { query: queryOf(choice), signal }),
    placeholderData: keepPreviousData,
  });

/** Address of the same as a file. */
export const deskFile = (choice: DeskChoice): string =>
  `${addressOf(downloadWorkDesk)}?${new URLSearchParams(queryOf(choice)).toString()}`;
