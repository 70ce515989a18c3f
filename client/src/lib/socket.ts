// The one socket. It carries only hints ("this changed"); data travels by HTTP. The server decides who may watch what.
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';
import { onBack, tellBack, tellTrouble } from './reach.js';
import type { ClientToServer, Hint, ServerToClient, tooManyLines, WatchSubject } from '@enishi/shared/events';

export type Connection = 'off' | 'connecting' | 'online' | 'offline';
export type HintTopic = Hint['topic'];
type Handler = () => void;

const refusedTab: typeof tooManyLines = 'too_many_lines';

interface Interest {
  readonly topic: HintTopic;
  readonly id: string | undefined;
  readonly handle: Handler;
}

let socket: Socket<ServerToClient, ClientToServer> | null = null;
let opening: symbol | null = null;
let connection: Connection = 'off';
let wasOnline = false;
const interests = new Set<Interest>();
const connectionListeners = new Set<Handler>();
const watched = new Map<string, { subject: WatchSubject; count: number }>();

const setConnection = (next: Connection): void => {
  connection = next;
  connectionListeners.forEach((listener) => listener());
};

const tell = ({ topic, id }: Hint): void => {
  for (const interest of interests) {
    if (interest.topic !== topic) continue;
    if (interest.id === undefined || id === undefined || interest.id === id) interest.handle();
  }
};

const watch = (subject: WatchSubject): void => {
  // A refusal needs no word: whoever may not watch a thing may not read it either, and HTTP has told so.
  socket?.emit('watch', subject, ({ isPassing }) => {
    if (isPassing) tellTrouble('busy');
  });
};

const handleConnect = (): void => {
  watched.forEach(({ subject }) => watch(subject));
  // Hints sent while the line was down are gone; everybody asks again once.
  const isAgain = wasOnline;
  wasOnline = true;
  setConnection('online');
  if (!isAgain) return;
  new Set([...interests].map(({ handle }) => handle)).forEach((handle) => handle());
  tellBack();
};

// What could not be looked up while the server was busy is asked for again.
onBack(() => {
  if (connection === 'online') watched.forEach(({ subject }) => watch(subject));
});

/** Opens the socket with the session of the page. Calling it twice does nothing. */
export const openSocket = async (): Promise<void> => {
  if (opening) return;
  const mine = Symbol('opening');
  opening = mine;
  setConnection('connecting');
  const { io } = await import('socket.io-client');
  if (opening !== mine) return;
  const opened: Socket<ServerToClient, ClientToServer> = io({
    path: '/socket.io',
    withCredentials: true,
    // One connection from the start: behind several processes, requests in a row would each reach another one. They are
    // tried where something in between lets no WebSocket through.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
  });
  socket = opened;
  opened.on('connect', handleConnect);
  opened.on('changed', tell);
  opened.on('disconnect', (reason) => {
    setConnection('offline');
    // The server closes the sockets of whoever has other roles now, or no session any more: the session query finds out
    // which, and a new handshake says who somebody is. It is refused once where there is no session.
    if (reason !== 'io server disconnect') return;
    tell({ topic: 'session' });
    opened.connect();
  });
  // One of very many tabs goes without; the others hear of what changes.
  opened.on('connect_error', ({ message }) => setConnection(message === refusedTab ? 'off' : 'offline'));
};

export const closeSocket = (): void => {
  opening = null;
  wasOnline = false;
  socket?.removeAllListeners();
  socket?.disconnect();
  socket = null;
  setConnection('off');
};

/** Reopens after signing in again: the handshake carries the new session. */
export const reopenSocket = async (): Promise<void> => {
  closeSocket();
  await openSocket();
};

/**
 * Calls `handler` on every hint of a topic (of this id, if given; a hint without id concerns all), and once after each
 * reconnect. The handler may change between renders.
 */
export function useHint(topic: HintTopic, handler: Handler, id?: string): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const interest: Interest = { topic, id, handle: () => latest.current() };
    interests.add(interest);
    return () => {
      interests.delete(interest);
    };
  }, [topic, id]);
}

/** Asks the server for hints about one thing as long as the component is shown. Several may watch the same. */
export function useWatch(subject: WatchSubject | null): void {
  const kind = subject?.kind;
  const id = subject?.id;
  useEffect(() => {
    if (!kind || !id) return;
    const key = `${kind}/${id}`;
    const entry = watched.get(key) ?? { subject: { kind, id }, count: 0 };
    watched.set(key, { ...entry, count: entry.count + 1 });
    if (entry.count === 0 && connection === 'online') watch(entry.subject);
    return () => {
      const current = watched.get(key);
      if (!current) return;
      if (current.count > 1) return void watched.set(key, { ...current, count: current.count - 1 });
      watched.delete(key);
      if (connection === 'online') socket?.emit('unwatch', current.subject);
    };
  }, [kind, id]);
}

const subscribe = (listener: Handler): (() => void) => {
  connectionListeners.add(listener);
  return () => connectionListeners.delete(listener);
};

/** Whether changes of others arrive by themselves right now. */
export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => connection);
