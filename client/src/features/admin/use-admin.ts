import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf, QueryInputOf } from '@enishi/shared/contract';
import { listAuditEvents } from '@enishi/shared/audit';
import { createOrganisation, listOrganisations } from '@enishi/shared/organisations';
import { erasePerson } from '@enishi/shared/privacy';
import { resetSecondFactor } from '@enishi/shared/second-factor';
import { createInvitation, listPeople, updatePerson } from '@enishi/shared/users';
import { call } from '../../lib/http.js';

const peopleKey = ['admin', 'people'] as const;
/** Below the key that every search of organisations has, so that a new one is found everywhere. */
const organisationsKey = ['organisations'] as const;

export type PeopleFilter = Pick<QueryInputOf<typeof listPeople>, 'q' | 'role' | 'status'>;
export type AuditFilter = Pick<QueryInputOf<typeof listAuditEvents>, 'kind' | 'from' | 'to'>;
export type OrganisationFilter = Pick<QueryInputOf<typeof listOrganisations>, 'q' | 'kind' | 'prefecture'>;

export const usePeople = (filter: PeopleFilter) =>
  useInfiniteQuery({
    queryKey: [...peopleKey, filter],
    queryFn: ({ pageParam, signal }) => call(listPeople, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });

export const useUpdatePerson = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof updatePerson>) => call(updatePerson, { params: { id }, body }),
    // A refusal may mean that the list is out of date.
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
};

export const useResetSecondFactor = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(resetSecondFactor, { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
};

export const useErasePerson = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (email: string) => call(erasePerson, { params: { id }, body: { email } }),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleKey }),
  });
};

export const useAuditEvents = (filter: AuditFilter) =>
  useInfiniteQuery({
    queryKey: ['admin', 'audit', filter],
    queryFn: ({ pageParam, signal }) => call(listAuditEvents, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });

export const useInvite = () =>
  useMutation({ mutationFn: (body: BodyInputOf<typeof createInvitation>) => call(createInvitation, { body }) });

export const useOrganisations = (filter: OrganisationFilter) =>
  useInfiniteQuery({
    queryKey: [...organisationsKey, 'admin', filter],
    queryFn: ({ pageParam, signal }) => call(listOrganisations, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
  });

export const useCreateOrganisation = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof createOrganisation>) => call(createOrganisation, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: organisationsKey }),
  });
};
