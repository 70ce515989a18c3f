import { useInfiniteQuery } from '@tanstack/react-query';
import type { QueryInputOf } from '@enishi/shared/contract';
import { listTalent } from '@enishi/shared/talent';
import { call } from '../../lib/http.js';

export type TalentFilters = Omit<QueryInputOf<typeof listTalent>, 'cursor' | 'limit'>;

/** People who would move, newest first, page by page. */
export const useTalent = (filters: TalentFilters) =>
  useInfiniteQuery({
    queryKey: ['talent', filters],
    queryFn: ({ pageParam, signal }) => call(listTalent, { query: { ...filters, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
