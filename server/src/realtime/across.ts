// Watchers of a subject, on all processes. Who may watch is decided by each process for its own sockets, so that who they
// are travels nowhere: a subject and a hint is all that does.
import { hint as hintSchema, socketEvents, watchSubject, type Hint, type WatchSubject } from '@enishi/shared/events';
import type { Actor } from '../actor.js';
import type { Log } from '../log.js';
import type { Relay } from './relay.js';
import type { Sockets } from './sockets.js';

export interface BetweenProcesses {
  recheck: (subject: WatchSubject) => void;
  tell: (subject: WatchSubject, hint: Hint) => void;
  look_again: () => void;
}

interface Dependencies {
  io: Sockets;
  relay: Relay | null;
  roomOf: (subject: WatchSubject) => string;
  mayWatch: (actor: Actor, subject: WatchSubject) => Promise<boolean>;
  log: Log;
}

/** Screens that look again do so a few at a time: all of them at once would be a rush that nobody asked for. */
const portion = { sockets: 25, everyMs: 250 };
/** Several processes notice the return of Redis; one look is enough for all of them. */
const gatherMs = 500;

/** Closes the sockets of this process, a few at a time; each screen connects again, as whoever it now is, and asks anew. */
function createLookAgain(io: Sockets) {
  let timer: NodeJS.Timeout | undefined;
  let left: (() => void)[] = [];
  const next = () => {
    for (const end of left.splice(0, portion.sockets)) end();
    timer = left.length > 0 ? setTimeout(next, portion.everyMs) : undefined;
  };
  return {
    ask(): void {
      clearTimeout(timer);
      timer = setTimeout(() => {
        left = [...io.of('/').sockets.values()].map((socket) => () => void socket.disconnect(true));
        next();
      }, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}

export function createAcross({ io, relay, roomOf, mayWatch, log }: Dependencies) {
  const lookAgain = createLookAgain(io);
  /** What is still to be done for a room, in the order in which it was asked for. */
  const turns = new Map<string, Promise<void>>();

  const tellHere = (subject: WatchSubject, hint: Hint): void => {
    io.local.to(roomOf(subject)).emit(socketEvents.changed, hint);
  };
  const recheckHere = async (subject: WatchSubject): Promise<void> => {
    for (const socket of await io.local.in(roomOf(subject)).fetchSockets())
      if (!(await mayWatch(socket.data.actor, subject))) socket.leave(roomOf(subject));
  };
  const inTurn = (subject: WatchSubject, work: () => Promise<void> | void): void => {
    const room = roomOf(subject);
    const mine = (turns.get(room) ?? Promise.resolve()).then(work).catch((error: unknown) => {
      log.error({ err: error }, 'watchers of another process could not be looked at');
      // Nobody stays in a room who may have to leave it; screens connect again and ask.
      io.local.in(room).disconnectSockets(true);
    });
    turns.set(room, mine);
    void mine.then(() => turns.get(room) === mine && turns.delete(room));
  };

  if (relay) {
    io.on('recheck', (given) => {
      const subject = watchSubject.safeParse(given);
      if (subject.success) inTurn(subject.data, () => recheckHere(subject.data));
    });
    io.on('tell', (givenSubject, givenHint) => {
      const [subject, hint] = [watchSubject.safeParse(givenSubject), hintSchema.safeParse(givenHint)];
      // Behind a check that is still under way: whoever has to leave hears no more.
      if (subject.success && hint.success) inTurn(subject.data, () => tellHere(subject.data, hint.data));
    });
    io.on('look_again', lookAgain.ask);
    relay.onReturn(() => {
      lookAgain.ask();
      // What this process told meanwhile reached nobody on the others, even if they never lost Redis.
      io.serverSideEmit('look_again');
    });
  }

  return {
    tell(subject: WatchSubject, hint: Hint): void {
      tellHere(subject, hint);
      if (relay) io.serverSideEmit('tell', subject, hint);
    },
    async recheck(subject: WatchSubject): Promise<void> {
      if (relay) io.serverSideEmit('recheck', subject);
      await recheckHere(subject);
    },
    stop: lookAgain.stop,
  };
}
