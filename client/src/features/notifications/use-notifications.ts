import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { countNotifications, listNotifications, markNotifications } from '@enishi/shared/notifications';
import { call } from '../../lib/http.js';
import { useHint } from '../../lib/socket.js';

const all = ['notifications'] as const;
const countKey = [...all, 'count'] as const;
const LATEST = 5;

/** Asks again on every hint and after a reconnect, so that open tabs agree. */
const useRefresh = (): void => {
  const client = useQueryClient();
  useHint('notifications', () => void client.invalidateQueries({ queryKey: all }));
};

export const useUnreadCount = () => {
  useRefresh();
  return useQuery({ queryKey: countKey, queryFn: ({ signal }) => call(countNotifications, { signal }) });
};

/** The newest few, asked when the bell is opened. */
export const useLatest = () =>
  useQuery({
    queryKey: [...all, 'latest'],
    queryFn: ({ signal }) => call(listNotifications, { query: { limit: LATEST }, signal }),
  });

export const useNotifications = (isUnreadOnly: boolean) => {
  useRefresh();
  return useInfiniteQuery({
    queryKey: [...all, 'list', isUnreadOnly],
    queryFn: ({ pageParam, signal }) =>
      call(listNotifications, { query: { cursor: pageParam, unread: isUnreadOnly ? 'true' : undefined }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
};

export const useMarkRead = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof markNotifications>) => call(markNotifications, { body }),
    onSuccess: (answer) => {
      client.setQueryData(countKey, answer);
      void client.invalidateQueries({ queryKey: all });
    },
  });
};
