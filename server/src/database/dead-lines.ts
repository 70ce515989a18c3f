// A write to a line that the other side has just closed never drains: the driver (7.8) waits for that without end, and
// with it whatever asked, be it the monitor that would notice that the database is back. Told that there is room, it goes
// on and finds the line closed.
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

let isWatching = false;

/** For every line that this process opens from now on; harmless for those that nobody waits for. */
export function wakeWritersOfDeadLines(): void {
  if (isWatching) return;
  isWatching = true;
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    // One more than whoever opened it counts on.
    socket.setMaxListeners(socket.getMaxListeners() + 1);
    socket.once('close', () => {
      if (socket.listenerCount('drain') > 0) socket.emit('drain');
    });
  });
}
