import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import {
  answerWeek,
  deliverWork,
  getAssignment,
  inspectWork,
  listAssignments,
  recordPayment,
  reportWeek,
  reviewAssignment,
  stopAssignment,
} from '@enishi/shared/assignment-contracts';
import type { AssignmentState, AssignmentView } from '@enishi/shared/assignments';
import type { BodyInputOf } from '@enishi/shared/contract';
import { call } from '../../lib/http.js';
import { useHint, useWatch } from '../../lib/socket.js';

const all = ['assignments'] as const;
const oneKey = (id: string) => [...all, 'one', id] as const;
const listKey = [...all, 'list'] as const;

/** One's assignments, newest first, page by page. */
export const useAssignments = (state: AssignmentState | null) => {
  const client = useQueryClient();
  useHint('assignment', () => void client.invalidateQueries({ queryKey: listKey }));
  return useInfiniteQuery({
    queryKey: [...listKey, state],
    queryFn: ({ pageParam, signal }) =>
      call(listAssignments, { query: { cursor: pageParam, state: state ?? undefined }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
};

export const useAssignment = (id: string) => {
  const client = useQueryClient();
  useWatch({ kind: 'assignment', id });
  useHint('assignment', () => void client.invalidateQueries({ queryKey: oneKey(id) }), id);
  return useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => call(getAssignment, { params: { id }, signal }),
  });
};

export const reloadAssignment = (client: QueryClient, id: string): Promise<void> =>
  client.invalidateQueries({ queryKey: oneKey(id) });

/** Puts the fresh answer on the page at once; lists ask again. */
const usePut = () => {
  const client = useQueryClient();
  return (view: AssignmentView): void => {
    client.setQueryData(oneKey(view.id), view);
    void client.invalidateQueries({ queryKey: listKey });
  };
};

type ReportInput = BodyInputOf<typeof reportWeek> & { week: string };
type AnswerInput = BodyInputOf<typeof answerWeek> & { week: string };
type PaymentInput = BodyInputOf<typeof recordPayment> & { key: string };

export const useReportWeek = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: ({ week, ...body }: ReportInput) => call(reportWeek, { params: { id, week }, body }),
    onSuccess,
  });
};

export const useAnswerWeek = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: ({ week, ...body }: AnswerInput) => call(answerWeek, { params: { id, week }, body }),
    onSuccess,
  });
};

export const useDeliver = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof deliverWork>) => call(deliverWork, { params: { id }, body }),
    onSuccess,
  });
};

export const useInspect = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof inspectWork>) => call(inspectWork, { params: { id }, body }),
    onSuccess,
  });
};

export const useRecordPayment = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: ({ key, ...body }: PaymentInput) => call(recordPayment, { params: { id, key }, body }),
    onSuccess,
  });
};

export const useStop = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof stopAssignment>) => call(stopAssignment, { params: { id }, body }),
    onSuccess,
  });
};

export const useReview = (id: string) => {
  const onSuccess = usePut();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof reviewAssignment>) => call(reviewAssignment, { params: { id }, body }),
    onSuccess,
  });
};
