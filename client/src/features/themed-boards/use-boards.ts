import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { changeBoard, createBoard, getBoard, listBoards, removeBoard, setPair } from '@enishi/shared/themed-boards';
import type { BoardView } from '@enishi/shared/themed-boards';
import { call } from '../../lib/http.js';
import { useHint } from '../../lib/socket.js';

const all = ['themed-boards'] as const;
const listKey = [...all, 'list'] as const;
const oneKey = (id: string) => [...all, 'one', id] as const;

export const useBoards = () => {
  const client = useQueryClient();
  useHint('themed_board', () => void client.invalidateQueries({ queryKey: listKey }));
  return useQuery({ queryKey: listKey, queryFn: ({ signal }) => call(listBoards, { signal }) });
};

export const useBoard = (id: string) => {
  const client = useQueryClient();
  useHint('themed_board', () => void client.invalidateQueries({ queryKey: oneKey(id) }), id);
  // Needs that are published, and pairs that are proposed elsewhere.
  useHint('queue', () => void client.invalidateQueries({ queryKey: oneKey(id) }));
  return useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => call(getBoard, { params: { id }, signal }) });
};

export const reloadBoard = (client: QueryClient, id: string): Promise<void> =>
  client.invalidateQueries({ queryKey: oneKey(id) });

const usePut = () => {
  const client = useQueryClient();
  return (view: BoardView): void => {
    client.setQueryData(oneKey(view.id), view);
    void client.invalidateQueries({ queryKey: listKey });
  };
};

export const useCreateBoard = () => {
  const onSuccess = usePut();
  return useMutation({ mutationFn: (body: BodyInputOf<typeof createBoard>) => call(createBoard, { body }), onSuccess });
};

export const useChangeBoard = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof changeBoard>) => call(changeBoard, { params: { id }, body }),
    onSuccess,
  });
};

export const useRemoveBoard = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) => call(removeBoard, { params: { id }, body: { version } }),
    onSuccess: () => void client.invalidateQueries({ queryKey: listKey }),
  });
};

export const useSetPair = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof setPair>) => call(setPair, { params: { id }, body }),
    onSuccess,
  });
};
