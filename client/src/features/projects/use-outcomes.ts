import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyInputOf } from '@enishi/shared/contract';
import {
  answerQuestion,
  changeOutcome,
  getQuestion,
  listOutcomes,
  recordOutcome,
  removeOutcome,
  revokeQuestion,
} from '@enishi/shared/outcomes';
import type { CaseOutcomes } from '@enishi/shared/outcomes';
import { call } from '../../lib/http.js';
import { useHint } from '../../lib/socket.js';

const keyOf = (caseId: string) => ['outcomes', caseId] as const;
const questionKey = (token: string) => ['outcome-question', token] as const;

export const useOutcomes = (caseId: string) => {
  const client = useQueryClient();
  useHint('case', () => void client.invalidateQueries({ queryKey: keyOf(caseId) }), caseId);
  return useQuery({
    queryKey: keyOf(caseId),
    queryFn: ({ signal }) => call(listOutcomes, { params: { id: caseId }, signal }),
  });
};

export const useReloadOutcomes = (caseId: string) => {
  const client = useQueryClient();
  return (): Promise<void> => client.invalidateQueries({ queryKey: keyOf(caseId) });
};

const usePut = (caseId: string) => {
  const client = useQueryClient();
  return (outcomes: CaseOutcomes): void => {
    client.setQueryData(keyOf(caseId), outcomes);
  };
};

export const useRecordOutcome = (caseId: string) => {
  const onSuccess = usePut(caseId);
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof recordOutcome>) => call(recordOutcome, { params: { id: caseId }, body }),
    onSuccess,
  });
};

export const useChangeOutcome = (caseId: string) => {
  const onSuccess = usePut(caseId);
  return useMutation({
    mutationFn: ({ outcomeId, ...body }: BodyInputOf<typeof changeOutcome> & { outcomeId: string }) =>
      call(changeOutcome, { params: { id: caseId, outcomeId }, body }),
    onSuccess,
  });
};

export const useRemoveOutcome = (caseId: string) => {
  const onSuccess = usePut(caseId);
  return useMutation({
    mutationFn: ({ outcomeId, version }: { outcomeId: string; version: number }) =>
      call(removeOutcome, { params: { id: caseId, outcomeId }, body: { version } }),
    onSuccess,
  });
};

export const useRevokeQuestion = (caseId: string) => {
  const onSuccess = usePut(caseId);
  return useMutation({
    mutationFn: (questionId: string) => call(revokeQuestion, { params: { id: caseId, questionId } }),
    onSuccess,
  });
};

export const useQuestion = (token: string) =>
  useQuery({
    queryKey: questionKey(token),
    queryFn: ({ signal }) => call(getQuestion, { params: { token }, signal }),
  });

export const useAnswerQuestion = (token: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof answerQuestion>) => call(answerQuestion, { params: { token }, body }),
    onSuccess: (question) => client.setQueryData(questionKey(token), question),
    // Answered from another tab meanwhile: the page shows how it stands now.
    onError: () => client.invalidateQueries({ queryKey: questionKey(token) }),
  });
};
