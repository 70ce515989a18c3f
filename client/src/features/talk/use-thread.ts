// One thread in the cache: the latest page, whatever was read upwards, and what came since, asked for on a hint.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { TalkSubject } from '@enishi/shared/talk';
import {
  countUnreadMessages,
  editMessage,
  getNeedThread,
  getThread,
  markThreadRead,
  postMessage,
  withdrawMessage,
} from '@enishi/shared/threads';
import type { MessageView, ThreadView } from '@enishi/shared/threads';
import type { BodyInputOf } from '@enishi/shared/contract';
import { call } from '../../lib/http.js';
import { useHint } from '../../lib/socket.js';

const threadKey = ({ kind, id }: TalkSubject) => ['thread', kind, id] as const;
const unreadKey = ['unread-messages'] as const;

const isBefore = (a: MessageView, b: MessageView): boolean =>
  a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id);

/** Puts what is new or changed into what is there. Changes above the oldest message that was read upwards wait for it. */
const mergeMessages = (before: readonly MessageView[], fresh: readonly MessageView[], hasEarlier: boolean) => {
  const byId = new Map(before.map((message) => [message.id, message]));
  const [oldest] = before;
  for (const message of fresh)
    if (byId.has(message.id) || !hasEarlier || !oldest || isBefore(oldest, message)) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1));
};

const readThread = async (client: QueryClient, subject: TalkSubject, signal: AbortSignal): Promise<ThreadView> => {
  const params = { ...subject };
  const before = client.getQueryData<ThreadView>(threadKey(subject));
  if (before) {
    const fresh = await call(getThread, { params, query: { since: before.asOf }, signal });
    if (!fresh.isCut) {
      const { earlierCursor } = before;
      return {
        ...fresh,
        earlierCursor,
        messages: mergeMessages(before.messages, fresh.messages, earlierCursor !== null),
      };
    }
  }
  return call(getThread, { params, signal, query: {} });
};

export const useThread = (subject: TalkSubject) => {
  const client = useQueryClient();
  useHint('thread', () => void client.invalidateQueries({ queryKey: threadKey(subject) }), subject.id);
  return useQuery({ queryKey: threadKey(subject), queryFn: ({ signal }) => readThread(client, subject, signal) });
};

export const useEarlier = (subject: TalkSubject) => {
  const client = useQueryClient();
  const key = threadKey(subject);
  return useMutation({
    mutationFn: (cursor: string) => call(getThread, { params: { ...subject }, query: { cursor } }),
    onSuccess: ({ messages, earlierCursor }) =>
      client.setQueryData<ThreadView>(
        key,
        (now) => now && { ...now, earlierCursor, messages: mergeMessages(messages, now.messages, false) },
      ),
  });
};

/** Puts an answered message on the page at once. */
const usePut = (subject: TalkSubject) => {
  const client = useQueryClient();
  return (message: MessageView): void => {
    client.setQueryData<ThreadView>(
      threadKey(subject),
      (now) => now && { ...now, messages: mergeMessages(now.messages, [message], false) },
    );
  };
};

export const usePost = (subject: TalkSubject) => {
  const onSuccess = usePut(subject);
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof postMessage>) => call(postMessage, { params: { ...subject }, body }),
    onSuccess,
  });
};

export const useEdit = (subject: TalkSubject, id: string) => {
  const onSuccess = usePut(subject);
  return useMutation({
    mutationFn: (body: BodyInputOf<typeof editMessage>) => call(editMessage, { params: { id }, body }),
    onSuccess,
  });
};

export const useWithdraw = (subject: TalkSubject, id: string) => {
  const onSuccess = usePut(subject);
  return useMutation({ mutationFn: () => call(withdrawMessage, { params: { id } }), onSuccess });
};

export const useMarkRead = (subject: TalkSubject) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (messageId: string) => call(markThreadRead, { params: { ...subject }, body: { messageId } }),
    onSuccess: (read) => {
      client.setQueryData<ThreadView>(threadKey(subject), (now) => now && { ...now, ...read });
      void client.invalidateQueries({ queryKey: unreadKey });
    },
  });
};

/** How many messages are unread in each of these threads. */
export const useUnread = (kind: TalkSubject['kind'], ids: readonly string[]) => {
  const client = useQueryClient();
  useHint('thread', () => void client.invalidateQueries({ queryKey: unreadKey }));
  const query = useQuery({
    queryKey: [...unreadKey, kind, ids],
    queryFn: ({ signal }) => call(countUnreadMessages, { query: { kind, ids: ids.join(',') }, signal }),
    enabled: ids.length > 0,
  });
  return (id: string): number => query.data?.counts.find((one) => one.id === id)?.unread ?? 0;
};

/** The thread between a need's owner and the coordinators. */
export const useNeedThread = (needId: string) =>
  useQuery({
    queryKey: ['need-thread', needId],
    queryFn: ({ signal }) => call(getNeedThread, { params: { id: needId }, signal }),
  });
