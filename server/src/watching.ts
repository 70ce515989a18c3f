// May somebody keep an eye on a thing? Each part of the product answers for its own kinds.
import type { WatchSubject } from '@enishi/shared/events';
import type { Actor } from './actor.js';

export type MayWatch = (id: string, actor: Actor) => Promise<boolean>;

/** What the session said when the socket opened may be out of date: the actor is read anew each time. */
export const createWatching =
  (findActor: (userId: string) => Promise<Actor | null>, table: Partial<Record<WatchSubject['kind'], MayWatch>>) =>
  async (given: Actor, { kind, id }: WatchSubject): Promise<boolean> => {
    const mayWatch = table[kind];
    const actor = await findActor(given.id);
    return actor !== null && mayWatch !== undefined && mayWatch(id, actor);
  };
