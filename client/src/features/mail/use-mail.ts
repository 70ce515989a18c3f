import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  getLetter,
  getMailSubscription,
  listOutbox,
  retryDeadLetters,
  retryLetter,
  setMailSubscription,
} from '@enishi/shared/mail';
import type { LetterState, OutboxRow } from '@enishi/shared/mail';
import { useCopy } from '../../copy/index.js';
import { call } from '../../lib/http.js';

const outboxKey = ['admin', 'mail'] as const;
const LOOK_AGAIN_MS = 10_000;

/** What is being sent changes by itself; nobody announces it, so the page looks again. */
export const useOutbox = (state: LetterState | undefined) =>
  useInfiniteQuery({
    queryKey: [...outboxKey, 'list', state],
    queryFn: ({ pageParam, signal }) => call(listOutbox, { query: { state, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous) => previous,
    refetchInterval: LOOK_AGAIN_MS,
  });

export const useLetter = (id: string) =>
  useQuery({
    queryKey: [...outboxKey, 'letter', id],
    queryFn: ({ signal }) => call(getLetter, { params: { id }, signal }),
  });

export const useRetry = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(retryLetter, { params: { id } }),
    // A refusal may mean that the list is out of date.
    onSettled: () => client.invalidateQueries({ queryKey: outboxKey }),
  });
};

export const useRetryAll = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call(retryDeadLetters, {}),
    onSettled: () => client.invalidateQueries({ queryKey: outboxKey }),
  });
};

/** What a mail is about, in words. */
export const useAbout = (): ((row: Pick<OutboxRow, 'about'>) => string) => {
  const t = useCopy('mail');
  const notifications = useCopy('notifications');
  return ({ about }) => {
    if (about.source === 'notice') return t('notice', { kind: notifications(`delivery.kind.${about.kind}`) });
    if (about.source === 'digest') return t('digest', { day: about.day });
    return about.subject || t('cleared');
  };
};

const subscriptionKey = (token: string) => ['mail', 'subscription', token] as const;

export const useSubscription = (token: string) =>
  useQuery({
    queryKey: subscriptionKey(token),
    queryFn: ({ signal }) => call(getMailSubscription, { params: { token }, signal }),
    retry: false,
  });

export const useSetSubscription = (token: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isOn: boolean) => call(setMailSubscription, { params: { token }, body: { isOn } }),
    onSuccess: (answer) => client.setQueryData(subscriptionKey(token), answer),
  });
};
