import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { listFiles } from '@enishi/shared/files';
import { listNdas, recordNda, withdrawNda } from '@enishi/shared/ndas';
import { call } from '../../lib/http.js';

const key = (introductionId: string) => ['ndas', introductionId] as const;

export const useNdas = (introductionId: string) =>
  useQuery({
    queryKey: key(introductionId),
    queryFn: ({ signal }) => call(listNdas, { params: { id: introductionId }, signal }),
  });

/** What opens with an agreement stands on many pages: everything is asked for anew. */
const useReloadAll = () => {
  const client = useQueryClient();
  return (): void => void client.invalidateQueries();
};

export const useRecordNda = (introductionId: string) => {
  const onSuccess = useReloadAll();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof recordNda>) => call(recordNda, { params: { id: introductionId }, body }),
    onSuccess,
  });
};

export const useWithdrawNda = () => {
  const onSuccess = useReloadAll();
  return useMutation({ mutationFn: (id: string) => call(withdrawNda, { params: { id } }), onSuccess });
};

/** Files that both sides of the introduction see. */
export const useSharedFiles = (introductionId: string) =>
  useQuery({
    queryKey: ['files', 'introduction', introductionId],
    queryFn: ({ signal }) =>
      call(listFiles, { query: { subjectKind: 'introduction', subjectId: introductionId }, signal }),
    select: ({ items }) => items.filter((file) => file.audience === 'both'),
  });
