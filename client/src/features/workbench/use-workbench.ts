import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { getNeedCase, getQueue, takeLead } from '@enishi/shared/workbench';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

const queueKey = ['workbench', 'queue'] as const;
const caseKey = (needId: string) => ['workbench', 'case', needId] as const;

/** What needs attention, kept fresh by hints; once a minute besides, since clocks run out without anybody acting. */
export const useQueue = () => {
  const client = useQueryClient();
  const refetch = (): void => void client.invalidateQueries({ queryKey: queueKey });
  useHint('queue', refetch);
  useHint('introduction', refetch);
  return useQuery({
    queryKey: queueKey,
    queryFn: ({ signal }) => call(getQueue, { signal }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  });
};

/** One need as a case. Colleagues' moves arrive as hints. */
export const useNeedCase = (needId: string | null) => {
  const client = useQueryClient();
  const refetch = (): void => {
    if (needId) void client.invalidateQueries({ queryKey: caseKey(needId) });
  };
  useWatch(needId ? { kind: 'need', id: needId } : null);
  useHint('need', refetch, needId ?? undefined);
  useHint('matches', refetch, needId ?? undefined);
  useHint('introduction', refetch);
  return useQuery({
    queryKey: caseKey(needId ?? ''),
    queryFn: ({ signal }) => call(getNeedCase, { params: { id: needId ?? '' }, signal }),
    enabled: needId !== null,
    refetchInterval: (query) => (query.state.data?.isMatched === false ? 3000 : false),
  });
};

/** After a move of one's own: the case and the queue ask again. */
export const reloadWorkbench = (client: QueryClient): Promise<void> =>
  client.invalidateQueries({ queryKey: ['workbench'] });

export const useTakeLead = (needId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => call(takeLead, { params: { id: needId }, body: { version } }),
    onSuccess: (answer) => {
      client.setQueryData(caseKey(needId), answer);
      void client.invalidateQueries({ queryKey: queueKey });
    },
  });
};
