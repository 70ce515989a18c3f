import { useInfiniteQuery } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { QueryInputOf } from '@enishi/shared/contract';
import { listTalent } from '@enishi/shared/talent';
import { call } from '../../lib/http.js';

const all = ['talent'] as const;

export type TalentFilters = Omit<QueryInputOf<typeof listTalent>, 'cursor' | 'limit'>;

export const reloadTalent = (client: QueryClient): void => void client.invalidateQueries({ queryKey: all });

/** People who would move, newest first, page by page. */
export const useTalent = (filters: TalentFilters) =>
  useInfiniteQuery({
    queryKey: [...all, filters],
    queryFn: ({ pageParam, signal }) => call(listTalent, { query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
