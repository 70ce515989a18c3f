import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import {
  answerIntroduction,
  createIntroduction,
  endIntroduction,
  getIntroduction,
  listIntroductions,
} from '@enishi/shared/introductions';
import type { IntroductionState, IntroductionView } from '@enishi/shared/introductions';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

const all = ['introductions'] as const;
const listKey = (state: IntroductionState | null) => [...all, 'list', state] as const;
const oneKey = (id: string) => [...all, 'one', id] as const;

/** One's introductions, newest first, page by page. */
export const useIntroductions = (state: IntroductionState | null) => {
  const client = useQueryClient();
  useHint('introduction', () => void client.invalidateQueries({ queryKey: all }));
  return useInfiniteQuery({
    queryKey: listKey(state),
    queryFn: ({ pageParam, signal }) =>
      call(listIntroductions, { query: { cursor: pageParam, state: state ?? undefined }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
};

export const useIntroduction = (id: string) => {
  const client = useQueryClient();
  useWatch({ kind: 'introduction', id });
  useHint('introduction', () => void client.invalidateQueries({ queryKey: oneKey(id) }), id);
  return useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => call(getIntroduction, { params: { id }, signal }),
  });
};

export const reloadIntroduction = (client: QueryClient, id: string): Promise<void> =>
  client.invalidateQueries({ queryKey: oneKey(id) });

/** Puts the fresh answer on the page at once; lists ask again. */
const usePut = () => {
  const client = useQueryClient();
  return (view: IntroductionView): void => {
    client.setQueryData(oneKey(view.id), view);
    void client.invalidateQueries({ queryKey: [...all, 'list'] });
  };
};

export const useCreateIntroduction = () => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof createIntroduction>) => call(createIntroduction, { body }),
    onSuccess,
  });
};

export const useAnswer = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof answerIntroduction>) => call(answerIntroduction, { params: { id }, body }),
    onSuccess,
  });
};

export const useEnd = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof endIntroduction>) => call(endIntroduction, { params: { id }, body }),
    onSuccess,
  });
};
