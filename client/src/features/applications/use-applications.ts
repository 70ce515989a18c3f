import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { BodyInputOf, Contract } from '@enishi/shared/contract';
import {
  acceptOffer,
  acceptTerms,
  applyByInvitation,
  applyToOpening,
  declineApplication,
  getApplication,
  getTermsDraft,
  inviteToOpening,
  listApplications,
  proposeTerms,
  sendOffer,
  shortlistApplication,
  withdrawApplication,
} from '@enishi/shared/applications';
import type { ApplicationView } from '@enishi/shared/applications';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

const all = ['applications'] as const;
const oneKey = (id: string) => [...all, 'one', id] as const;

export const applicationGroups = ['open', 'accepted', 'ended'] as const;
export type ApplicationGroup = (typeof applicationGroups)[number];

export interface ListFilter {
  state?: ApplicationGroup | undefined;
  openingId?: string | undefined;
  expertId?: string | undefined;
}

/** Newest first, page by page. */
export const useApplications = (filter: ListFilter) => {
  const client = useQueryClient();
  useHint('application', () => void client.invalidateQueries({ queryKey: all }));
  return useInfiniteQuery({
    queryKey: [...all, 'list', filter],
    queryFn: ({ pageParam, signal }) => call(listApplications, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
};

export const useApplication = (id: string) => {
  const client = useQueryClient();
  useWatch({ kind: 'application', id });
  useHint('application', () => void client.invalidateQueries({ queryKey: oneKey(id) }), id);
  return useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => call(getApplication, { params: { id }, signal }),
  });
};

export const reloadApplication = (client: QueryClient, id: string): Promise<void> =>
  client.invalidateQueries({ queryKey: oneKey(id) });

/** Puts the fresh answer on the page at once; lists ask again. */
const usePut = () => {
  const client = useQueryClient();
  return (view: ApplicationView): void => {
    client.setQueryData(oneKey(view.id), view);
    void client.invalidateQueries({ queryKey: [...all, 'list'] });
  };
};

export const useApply = (openingId: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof applyToOpening>) => call(applyToOpening, { params: { id: openingId }, body }),
    onSuccess,
  });
};

export const useInvite = () => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: ({ openingId, ...body }: BodyInputOf<typeof inviteToOpening> & { openingId: string }) =>
      call(inviteToOpening, { params: { id: openingId }, body }),
    onSuccess,
  });
};

const useStep = <C extends Contract>(
  id: string,
  send: (params: { id: string }, body: BodyInputOf<C>) => Promise<ApplicationView>,
) => {
  const onSuccess = usePut();
  return useMutation({ mutationFn: (body: BodyInputOf<C>) => send({ id }, body), onSuccess });
};

export const useApplyByInvitation = (id: string) =>
  useStep<typeof applyByInvitation>(id, (params, body) => call(applyByInvitation, { params, body }));
export const useShortlist = (id: string) =>
  useStep<typeof shortlistApplication>(id, (params, body) => call(shortlistApplication, { params, body }));
export const useDecline = (id: string) =>
  useStep<typeof declineApplication>(id, (params, body) => call(declineApplication, { params, body }));
export const useWithdraw = (id: string) =>
  useStep<typeof withdrawApplication>(id, (params, body) => call(withdrawApplication, { params, body }));
export const useSendOffer = (id: string) =>
  useStep<typeof sendOffer>(id, (params, body) => call(sendOffer, { params, body }));
export const useAcceptOffer = (id: string) =>
  useStep<typeof acceptOffer>(id, (params, body) => call(acceptOffer, { params, body }));
export const useProposeTerms = (id: string) =>
  useStep<typeof proposeTerms>(id, (params, body) => call(proposeTerms, { params, body }));
export const useAcceptTerms = (id: string) =>
  useStep<typeof acceptTerms>(id, (params, body) => call(acceptTerms, { params, body }));

/** Terms to begin with; read once, since somebody writes on them. */
export const useTermsDraft = (id: string) =>
  useQuery({
    queryKey: [...all, 'draft', id],
    queryFn: ({ signal }) => call(getTermsDraft, { params: { id }, signal }),
    staleTime: Infinity,
    gcTime: 0,
  });
