// Entry of the embedded server's own process. It lives as long as its parent: when the channel closes, it closes.
import { chmodSync, rmSync } from 'node:fs';
import { startServer } from './server.js';

interface Start {
  readonly directory: string;
  readonly isDurable: boolean;
  readonly socketPath?: string;
  /** Holds the socket (and, in memory mode, the data); removed at the end, also when the parent is gone. */
  readonly runDirectory?: string;
  readonly port?: number;
  readonly ttlMilliseconds?: number;
}

const send = (message: object): void => void process.send?.(message);

async function run(start: Start): Promise<void> {
  const { listener, close } = await startServer({ ...start, log: (level, message) => send({ log: level, message }) });
  const { socketPath, runDirectory, port = 0 } = start;
  await new Promise<void>((resolve, reject) => {
    listener.server.once('error', reject);
    if (socketPath) listener.server.listen(socketPath, resolve);
    else listener.server.listen(port, '127.0.0.1', resolve);
  });
  if (socketPath) chmodSync(socketPath, 0o600);
  const address = listener.server.address();
  send({ ready: typeof address === 'string' ? address : `127.0.0.1:${address?.port ?? 0}` });
  let isClosing = false;
  const stop = (): void => {
    if (isClosing) return;
    isClosing = true;
    const end = (code: number) => () => {
      if (runDirectory) rmSync(runDirectory, { recursive: true, force: true });
      process.exit(code);
    };
    close().then(end(0), end(1));
  };
  process.on('disconnect', stop);
  process.on('SIGTERM', stop);
  // Ctrl-C reaches the whole group: the parent decides when this process ends.
  process.on('SIGINT', () => (process.connected ? undefined : stop()));
  process.on('message', (message) => (message === 'stop' ? stop() : undefined));
}

process.once('message', (start) => {
  run(start as Start).catch((error: unknown) => {
    send({ failed: (error as Error).message });
    process.exitCode = 1;
    process.disconnect();
  });
});
send({ hello: true });
