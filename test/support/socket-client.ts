// A screen's line to the server: the real socket client with somebody's cookie.
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, Hint, ServerToClient, WatchSubject } from '@enishi/shared/events';
import type { HttpClient } from './http-client';

type Line = Socket<ServerToClient, ClientToServer>;

/** Opens a line; rejects with the server's word when it is refused. */
export async function openLine(
  baseUrl: string,
  client: HttpClient,
  headers: Record<string, string> = {},
  more: { transports?: string[]; reconnection?: boolean } = {},
) {
  const socket: Line = io(baseUrl, {
    forceNew: true,
    reconnection: false,
    ...more,
    extraHeaders: { ...(client.cookie() && { cookie: client.cookie() }), ...headers },
  });
  const hints: Hint[] = [];
  const waiting = new Set<() => void>();
  socket.on('changed', (hint) => {
    hints.push(hint);
    for (const wake of waiting) wake();
  });
  const closed = new Promise<string>((resolve) => socket.once('disconnect', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.close();
      reject(error);
    });
  });
  const watch = async (subject: WatchSubject) => (await socket.emitWithAck('watch', subject)).ok;
  return {
    hints,
    watch,
    unwatch: (subject: WatchSubject) => socket.emit('unwatch', subject),
    emit: (event: string, ...given: unknown[]) => (socket as unknown as Socket).emit(event, ...given),
    /** Resolves when such a hint has come, before or after asking. */
    heard: (wanted: Hint) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!hints.some((hint) => hint.topic === wanted.topic && (wanted.id === undefined || hint.id === wanted.id)))
            return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    /** Everything the server sent before this moment has arrived: the answer to a question comes behind it. */
    caughtUp: () => watch({ kind: 'need', id: '0'.repeat(24) }),
    /** Resolves with the reason when the line is cut. */
    closed,
    close: () => socket.close(),
  };
}
export type OpenLine = Awaited<ReturnType<typeof openLine>>;
