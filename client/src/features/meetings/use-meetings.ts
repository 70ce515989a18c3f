import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import {
  answerMeeting,
  cancelMeeting,
  changeMeeting,
  changeParticipants,
  confirmMeeting,
  createMeeting,
  getMeeting,
  getMeetingStart,
  listBusyTimes,
  listMeetings,
  markMeetingHeld,
  proposeSlots,
  renewPollLink,
  revokePollLink,
} from '@enishi/shared/meeting-contracts';
import type { MeetingView } from '@enishi/shared/meetings';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

const all = ['meetings'] as const;
const oneKey = (id: string) => [...all, 'one', id] as const;

/** One's own meetings, or those of a case. */
export const useMeetings = (when: 'coming' | 'past', caseId?: string) => {
  const client = useQueryClient();
  useHint('meeting', () => void client.invalidateQueries({ queryKey: [...all, 'list'] }));
  return useInfiniteQuery({
    queryKey: [...all, 'list', when, caseId ?? null],
    queryFn: ({ pageParam, signal }) => call(listMeetings, { query: { cursor: pageParam, when, caseId }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
};

export const useMeeting = (id: string) => {
  const client = useQueryClient();
  useWatch({ kind: 'meeting', id });
  useHint('meeting', () => void client.invalidateQueries({ queryKey: oneKey(id) }), id);
  return useQuery({ queryKey: oneKey(id), queryFn: ({ signal }) => call(getMeeting, { params: { id }, signal }) });
};

export const reloadMeeting = (client: QueryClient, id: string): Promise<void> =>
  client.invalidateQueries({ queryKey: oneKey(id) });

/** Own time in the week that begins on a day. */
export const useBusyTimes = (from: string) => {
  const client = useQueryClient();
  useHint('meeting', () => void client.invalidateQueries({ queryKey: [...all, 'busy'] }));
  return useQuery({
    queryKey: [...all, 'busy', from],
    queryFn: ({ signal }) => call(listBusyTimes, { query: { from }, signal }),
  });
};

export const useMeetingStart = (subject: { caseId: string } | { introductionId: string }) =>
  useQuery({
    queryKey: [...all, 'start', subject],
    queryFn: ({ signal }) => call(getMeetingStart, { query: subject, signal }),
  });

/** Puts the fresh answer on the page at once; lists and own time ask again. */
const usePut = () => {
  const client = useQueryClient();
  return (view: MeetingView): void => {
    client.setQueryData(oneKey(view.id), view);
    void client.invalidateQueries({ queryKey: [...all, 'list'] });
    void client.invalidateQueries({ queryKey: [...all, 'busy'] });
  };
};

export const useCreateMeeting = () =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof createMeeting>) => call(createMeeting, { body }),
    onSuccess: usePut(),
  });
export const useAnswerMeeting = (id: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof answerMeeting>) => call(answerMeeting, { params: { id }, body }),
    onSuccess: usePut(),
  });
export const useConfirmMeeting = (id: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof confirmMeeting>) => call(confirmMeeting, { params: { id }, body }),
    onSuccess: usePut(),
  });
export const useChangeMeeting = (id: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof changeMeeting>) => call(changeMeeting, { params: { id }, body }),
    onSuccess: usePut(),
  });
export const useProposeSlots = (id: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof proposeSlots>) => call(proposeSlots, { params: { id }, body }),
    onSuccess: usePut(),
  });
export const useChangeParticipants = (id: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof changeParticipants>) => call(changeParticipants, { params: { id }, body }),
    onSuccess: usePut(),
  });
export const useCancelMeeting = (id: string) =>
  useMutation({
    mutationFn: (body: BodyInputOf<typeof cancelMeeting>) => call(cancelMeeting, { params: { id }, body }),
    onSuccess: usePut(),
  });
export const useMarkHeld = (id: string) =>
  useMutation({
    mutationFn: (version: number) => call(markMeetingHeld, { params: { id }, body: { version } }),
    onSuccess: usePut(),
  });
export const useRenewLink = (id: string, participant: string) =>
  useMutation({
    mutationFn: (version: number) => call(renewPollLink, { params: { id, participant }, body: { version } }),
    onSuccess: usePut(),
  });
export const useRevokeLink = (id: string, participant: string) =>
  useMutation({
    mutationFn: () => call(revokePollLink, { params: { id, participant } }),
    onSuccess: usePut(),
  });
