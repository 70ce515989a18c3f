// Sockets behind the same session as HTTP. They carry hints only; the server alone decides who stands in which room.
import { createHash } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { RequestHandler } from 'express';
import { Server, type Socket } from 'socket.io';
import {
  socketEvents,
  watchSubject,
  type ClientToServer,
  type Hint,
  tooManyLines,
  type ServerToClient,
  type WatchSubject,
} from '@enishi/shared/events';
import { hasRole, type Actor } from '../actor.js';
import { isDatabaseAway } from '../database/away.js';
import type { Log } from '../log.js';
import type { Outage } from '../outage.js';
import { createAcross, type BetweenProcesses } from './across.js';
import type { Relay } from './relay.js';

/** Things one socket may keep an eye on at once. */
const watchLimit = 20;
/** Lines of one account at once, in this process; as many pages as nobody has open. */
const accountLimit = 100;
/** Whoever has not said by then who they are is cut off. */
const nameWithinMs = 10_000;

interface Data {
  actor: Actor;
}
export type Sockets = Server<ClientToServer, ServerToClient, BetweenProcesses, Data>;
type OneSocket = Socket<ClientToServer, ServerToClient, BetweenProcesses, Data>;

export interface RealtimeOptions {
  http: HttpServer;
  /** The session and passport middleware of HTTP. */
  middleware: readonly RequestHandler[];
  isSameOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  mayWatch: (actor: Actor, subject: WatchSubject) => Promise<boolean>;
  log: Log;
  outage: Pick<Outage, 'met'>;
  /** To the other processes; null where there are none. */
  relay: Relay | null;
}

const watchable = watchSubject.shape.kind.options;

const rooms = {
  user: (id: string) => `user:${id}`,
  // The name of a room travels between processes; the id of a session does not.
  session: (id: string) => `session:${createHash('sha256').update(id).digest('base64url')}`,
  coordinators: (prefecture: string) => `coordinators:${prefecture}`,
  subject: ({ kind, id }: WatchSubject) => `${kind}:${id}`,
};

type Handshake = IncomingMessage & { user?: Actor; sessionID?: string };

export function createRealtime({ http, middleware, isSameOrigin, mayWatch, log, outage, relay }: RealtimeOptions) {
  const io: Sockets = new Server(http, {
    serveClient: false,
    ...(relay && { adapter: relay.adapter }),
    maxHttpBufferSize: 10_000,
    connectTimeout: nameWithinMs,
    allowRequest: (request, decide) => decide(null, isSameOrigin(request.headers.origin, request.headers.host)),
  });
  for (const one of middleware) {
    // The session is read once, when the connection is made; later requests of the same connection are already known.
    io.engine.use(
      (request: Handshake & { _query?: { sid?: string } }, response: never, next: (error?: unknown) => void) =>
        request._query?.sid ? next() : one(request as never, response, next),
    );
  }
  io.use((socket, next) => {
    const { user } = socket.request as Handshake;
    if (!user || user.isHeldBack) return next(new Error('not_signed_in'));
    if ((io.of('/').adapter.rooms.get(rooms.user(user.id))?.size ?? 0) >= accountLimit)
      return next(new Error(tooManyLines));
    socket.data.actor = user;
    next();
  });

  const watch = async (socket: OneSocket, given: unknown): Promise<boolean> => {
    const subject = watchSubject.safeParse(given);
    const watched = [...socket.rooms].filter((room) => watchable.some((kind) => room.startsWith(`${kind}:`)));
    if (!subject.success || watched.length >= watchLimit) return false;
    if (!(await mayWatch(socket.data.actor, subject.data))) return false;
    await socket.join(rooms.subject(subject.data));
    return true;
  };

  io.on('connection', (socket) => {
    const { actor } = socket.data;
    const { sessionID } = socket.request as Handshake;
    void socket.join([rooms.user(actor.id), rooms.session(sessionID ?? '')]);
    if (hasRole(actor, 'coordinator')) void socket.join(actor.servedPrefectures.map(rooms.coordinators));
    socket.on(socketEvents.watch, (given, answer) => {
      if (typeof answer !== 'function') return;
      watch(socket, given).then(
        (ok) => answer({ ok }),
        (error: unknown) => {
          const isPassing = isDatabaseAway(error);
          if (isPassing) outage.met(error);
          else log.error({ err: error }, 'watching failed');
          answer({ ok: false, ...(isPassing && { isPassing }) });
        },
      );
    });
    socket.on(socketEvents.unwatch, (given) => {
      const subject = watchSubject.safeParse(given);
      if (subject.success) void socket.leave(rooms.subject(subject.data));
    });
  });

  const tell = (room: string, hint: Hint) => io.to(room).emit(socketEvents.changed, hint);
  const watchers = createAcross({ io, relay, roomOf: rooms.subject, mayWatch, log });

  return {
    publisher: {
      toUser: (userId: string, hint: Hint) => tell(rooms.user(userId), hint),
      toCoordinators: (prefecture: string, hint: Hint) => tell(rooms.coordinators(prefecture), hint),
      toWatchers: watchers.tell,
      /** Out of a subject's room with whoever may no longer see it. */
      recheckWatchers: watchers.recheck,
      /** Closes the connections of a person; their screens connect again as what they now are, if anything. */
      endUser: (userId: string, exceptSession = ''): void => {
        io.in(rooms.user(userId)).except(rooms.session(exceptSession)).disconnectSockets(true);
      },
      /** Sessions that have a line to this process. */
      openSessions: (): string[] => [
        ...new Set([...io.of('/').sockets.values()].map(({ request }) => (request as Handshake).sessionID ?? '')),
      ],
      endSession: (sessionId: string): void => {
        io.in(rooms.session(sessionId)).disconnectSockets(true);
      },
    },
    async close(): Promise<void> {
      watchers.stop();
      await io.close();
      relay?.close();
    },
  };
}
export type Realtime = ReturnType<typeof createRealtime>;
export type Publisher = Realtime['publisher'];
