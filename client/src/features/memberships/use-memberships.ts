import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import { decideMembership, listMembershipRequests, requestMembership } from '@enishi/shared/memberships';
import { call } from '../../lib/http.js';
import { sessionKey } from '../../lib/session.js';
import { useHint } from '../../lib/socket.js';

const requestsKey = ['memberships'] as const;

/** Those whom one may confirm. A notice comes with each new one. */
export const useMembershipRequests = () => {
  const client = useQueryClient();
  useHint('notifications', () => void client.invalidateQueries({ queryKey: requestsKey }));
  return useQuery({ queryKey: requestsKey, queryFn: ({ signal }) => call(listMembershipRequests, { signal }) });
};

export const useDecideMembership = (id: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof decideMembership>) => call(decideMembership, { params: { id }, body }),
  });

/** After an answer, and after a refusal that means that the list is out of date. */
export const useReloadRequests = () => {
  const client = useQueryClient();
  return (): void => void client.invalidateQueries({ queryKey: requestsKey });
};

export const useRequestMembership = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (organisationId: string) => call(requestMembership, { body: { organisationId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  });
};
