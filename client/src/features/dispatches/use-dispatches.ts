import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf, BodyOf } from '@enishi/shared/contract';
import {
  answerDispatch,
  askExpert,
  createDispatch,
  endDispatch,
  getDispatch,
  listDispatchCandidates,
  listDispatches,
  listDispatchMenus,
  reportDispatch,
  setDispatchMenu,
  wishForExpert,
} from '@enishi/shared/dispatches';
import type { DispatchState, DispatchView } from '@enishi/shared/dispatches';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

const all = ['dispatches'] as const;
const listKey = [...all, 'list'] as const;
const menusKey = [...all, 'menus'] as const;
const oneKey = (id: string) => [...all, 'one', id] as const;

/** One's requests, newest first, page by page. */
export const useDispatches = (state: DispatchState | null) => {
  const client = useQueryClient();
  useHint('dispatch', () => void client.invalidateQueries({ queryKey: listKey }));
  return useInfiniteQuery({
    queryKey: [...listKey, state],
    queryFn: ({ pageParam, signal }) =>
      call(listDispatches, { query: { cursor: pageParam, state: state ?? undefined }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
};

export const useDispatch = (id: string) => {
  const client = useQueryClient();
  useWatch({ kind: 'dispatch', id });
  useHint('dispatch', () => void client.invalidateQueries({ queryKey: oneKey(id) }), id);
  return useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => call(getDispatch, { params: { id }, signal }) });
};

/** Asked anew whenever the request has changed. */
export const useDispatchCandidates = ({ id, version }: Pick<DispatchView, 'id' | 'version'>) =>
  useQuery({
    queryKey: [...all, 'candidates', id, version],
    queryFn: ({ signal }) => call(listDispatchCandidates, { params: { id }, signal }),
  });

export const useCreateDispatch = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof createDispatch>) => call(createDispatch, { body }),
    onSuccess: (view) => {
      client.setQueryData(oneKey(view.id), view);
      void client.invalidateQueries({ queryKey: listKey });
    },
  });
};

/** What can be done with one request. Whoever came second sees at once what the first one did. */
export const useDispatchActions = (id: string) => {
  const client = useQueryClient();
  const params = { id };
  const onSuccess = (view: DispatchView): void => {
    client.setQueryData(oneKey(id), view);
    void client.invalidateQueries({ queryKey: listKey });
  };
  const reload = (): void => void client.invalidateQueries({ queryKey: all });
  const onError = (): void => void client.invalidateQueries({ queryKey: oneKey(id) });
  return {
    wish: useMutation({
      mutationFn: (body: BodyOf<typeof wishForExpert>) => call(wishForExpert, { params, body }),
      onSuccess,
      onError,
    }),
    ask: useMutation({
      mutationFn: (body: BodyOf<typeof askExpert>) => call(askExpert, { params, body }),
      onSuccess,
      onError,
    }),
    answer: useMutation({
      mutationFn: (body: BodyInputOf<typeof answerDispatch>) => call(answerDispatch, { params, body }),
      onSuccess: reload,
      onError,
    }),
    report: useMutation({
      mutationFn: (body: BodyInputOf<typeof reportDispatch>) => call(reportDispatch, { params, body }),
      onSuccess,
      onError,
    }),
    end: useMutation({
      mutationFn: (body: BodyInputOf<typeof endDispatch>) => call(endDispatch, { params, body }),
      onSuccess,
      onError,
    }),
  };
};

export const useDispatchMenus = () =>
  useQuery({ queryKey: menusKey, queryFn: ({ signal }) => call(listDispatchMenus, { signal }) });

export const useSetDispatchMenu = (prefecture: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof setDispatchMenu>) => call(setDispatchMenu, { params: { prefecture }, body }),
    onSettled: () => void client.invalidateQueries({ queryKey: all }),
  });
};
