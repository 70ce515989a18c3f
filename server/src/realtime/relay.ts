// Carries hints between processes through Redis. While Redis is away nobody waits for it: hints reach the people of this
// process alone, and once it is back everybody's screens are made to look again.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createClient } from '@redis/client';
import { createAdapter } from '@socket.io/redis-adapter';
import type { Log } from '../log.js';

interface Options {
  url: string;
  /** The same in all processes of one installation, and in those of no other that uses this Redis. */
  secret: string;
  log: Log;
}

/** How long until the next try to reach Redis; spread, so that not all processes come at once. */
const retryMs = (tries: number) => Math.min(3000, 50 * 2 ** Math.min(tries, 6)) + Math.floor(Math.random() * 200);

const clientOptions = (url: string) => ({
  url,
  socket: { connectTimeout: 3000, socketTimeout: 25_000, reconnectStrategy: retryMs },
  // Finds out about a Redis that is silent, not closed.
  pingInterval: 8000,
  commandsQueueMaxLength: 10_000,
});

type Listener = (message: Buffer, channel: Buffer) => void;

/** Where Redis is, without the name and the password that may stand in its address. */
const placeOf = (url: string) => new URL(url).host;

export function createRelay({ url, secret, log }: Options) {
  const place = placeOf(url);
  const sender = createClient({ ...clientOptions(url), disableOfflineQueue: true });
  const receiver = createClient(clientOptions(url));
  const returns = new Set<() => void>();
  let state: 'starting' | 'there' | 'away' | 'closed' = 'starting';

  const isClosed = () => state === 'closed';
  const lookAtState = (reason?: NodeJS.ErrnoException) => {
    if (isClosed()) return;
    const isThere = sender.isReady && receiver.isReady;
    if (isThere && state === 'away') {
      log.info({ redis: place }, 'Redis is back: hints reach everybody again');
      for (const tell of returns) tell();
    } else if (!isThere && reason !== undefined && state !== 'away') {
      // Where several addresses were tried, only the code says anything.
      const why = reason.message || reason.code;
      log.warn({ redis: place, reason: why }, 'Redis (REDIS_URL) is away: hints reach the people of this process only');
      state = 'away';
    }
    if (isThere) state = 'there';
  };
  for (const client of [sender, receiver]) {
    client.on('ready', () => lookAtState());
    client.on('error', lookAtState);
    // Tries again by itself for as long as the process lives.
    client.connect().catch(lookAtState);
  }

  /** A subscription that the end of a connection cut off is asked for again; one that stood comes back by itself. */
  const lasting = async (subscribe: () => Promise<void>): Promise<void> => {
    while (!isClosed()) {
      try {
        return await subscribe();
      } catch {
        if (!isClosed() && !receiver.isReady) await once(receiver, 'ready').catch(() => undefined);
      }
    }
  };
  /** What somebody else wrote into our channel must not end the process. */
  const careful =
    (listener: Listener): Listener =>
    (message, channel) => {
      try {
        listener(message, channel);
      } catch (error) {
        log.warn({ err: error }, 'a message from Redis could not be read');
      }
    };

  // The adapter waits for none of its calls, so that none of them may fail.
  const pubClient = {
    pSubscribe: () => undefined,
    on: () => undefined,
    off: () => undefined,
    publish: (channel: string, message: string | Buffer) =>
      sender.isReady ? sender.publish(channel, message).catch(() => 0) : Promise.resolve(0),
  };
  const subClient = {
    on: () => undefined,
    off: () => undefined,
    pSubscribe: (pattern: string, listener: Listener) =>
      lasting(() => receiver.pSubscribe(pattern, careful(listener), true)),
    subscribe: (channels: string[], listener: Listener) =>
      lasting(() => receiver.subscribe(channels, careful(listener), true)),
    // Both connections end with the adapter.
    pUnsubscribe: () => undefined,
    unsubscribe: () => undefined,
  };
  const key = `enishi-${createHmac('sha256', secret).update('sockets').digest('hex').slice(0, 16)}`;

  return {
    place,
    adapter: createAdapter(pubClient, subClient, { key }),
    isAway: () => state === 'away',
    /** Called each time that Redis is back: what was told meanwhile did not reach everybody. */
    onReturn: (tell: () => void) => void returns.add(tell),
    /** Resolves when Redis answered, or did not within this time: false then. */
    async isReached(withinMs: number): Promise<boolean> {
      const until = performance.now() + withinMs;
      while (state !== 'there' && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
      return state === 'there';
    },
    close(): void {
      state = 'closed';
      for (const client of [sender, receiver]) if (client.isOpen) client.destroy();
    },
  };
}
export type Relay = ReturnType<typeof createRelay>;
