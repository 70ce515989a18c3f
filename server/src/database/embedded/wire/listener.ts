// Sockets: bytes to messages, one after another per connection. Bytes that are no message close that connection only.
import net from 'node:net';
import type { Dispatch } from '../commands/dispatch.js';
import { encodeAnswer, messageLength, parseMessage } from './messages.js';

const MOST_CONNECTIONS = 500;

export function createListener(dispatch: Dispatch, onHostile: (reason: string) => void) {
  const sockets = new Set<net.Socket>();
  let nextId = 1;
  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, nextId++, dispatch).catch((error: unknown) => {
      onHostile(error instanceof Error ? error.message : String(error));
      socket.destroy();
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  const closeAll = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { server, closeAll };
}

async function serve(socket: net.Socket, connectionId: number, dispatch: Dispatch): Promise<void> {
  for await (const bytes of frames(socket)) {
    const message = parseMessage(bytes);
    const answer = await dispatch({ ...message, connectionId, isClosed: () => socket.destroyed });
    if (!message.wantsAnswer || socket.destroyed) continue;
    socket.cork();
    for (const part of encodeAnswer(answer, message)) socket.write(part);
    socket.uncork();
    // What follows is written when all before it is out, or the socket is gone.
    if (socket.writableNeedDrain) await new Promise<void>((resolve) => socket.write('', () => resolve()));
  }
}

/** Whole messages; parts are joined once, when all of a message has come. */
async function* frames(socket: net.Socket): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    parts.push(chunk);
    size += chunk.length;
    if (size < 4) continue;
    if (parts[0]!.length < 4) parts = [Buffer.concat(parts)];
    if (size < messageLength(parts[0]!)) continue;
    let all = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    for (let needed; all.length >= 4 && all.length >= (needed = messageLength(all)); all = all.subarray(needed))
      yield all.subarray(0, needed);
    parts = all.length ? [all] : [];
    size = all.length;
  }
}
