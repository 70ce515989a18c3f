import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { getOrganisation, listOrganisations, updateOrganisation } from '@enishi/shared/organisations';
import { call } from '../../lib/http.js';

const keys = {
  list: (filters: Record<string, string>) => ['organisations', 'list', filters] as const,
  one: (id: string) => ['organisations', 'one', id] as const,
};

export const useOrganisations = (filters: Record<string, string>) =>
  useInfiniteQuery({
    queryKey: keys.list(filters),
    queryFn: ({ pageParam, signal }) =>
      call(listOrganisations, { query: { ...filters, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const useOrganisation = (id: string) =>
  useQuery({ queryKey: keys.one(id), queryFn: ({ signal }) => call(getOrganisation, { params: { id }, signal }) });

export const useUpdateOrganisation = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof updateOrganisation>) => call(updateOrganisation, { params: { id }, body }),
    onSuccess: (organisation) => {
      client.setQueryData(keys.one(id), organisation);
      void client.invalidateQueries({ queryKey: ['organisations', 'list'] });
    },
  });
};
