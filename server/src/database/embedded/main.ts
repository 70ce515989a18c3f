// Entry of the embedded server's own process: storage, commands, socket, and the work that goes on behind. It lives as
// long as its parent: when the channel closes, it closes.
import { once } from 'node:events';
import { chmodSync, rmSync, writeSync } from 'node:fs';
import { reapCursors } from './commands/cursors.js';
import { createDispatch } from './commands/dispatch.js';
import { sweepExpired } from './commands/indexes.js';
import { openEngine } from './server.js';
import { clearGarbage } from './store/catalog.js';
import { createListener } from './wire/listener.js';

/** What the parent says first. */
export interface Start {
  readonly directory: string;
  readonly isDurable: boolean;
  readonly socketPath?: string | undefined;
  /** Holds the socket (and, in memory mode, the data); removed at the end, also when the parent is gone. */
  readonly runDirectory?: string;
  readonly port?: number | undefined;
}

/** What it hears. */
export type Report = { ready: string } | { failed: string } | { log: 'warn' | 'error'; message: string };

const MINUTE = 60_000;

/** A parent that was killed cannot be told anything; that is no reason to fail in the middle of a write. */
const send = (message: Report): void => void process.send?.(message, undefined, undefined, () => undefined);

const textOf = (error: unknown): string => (error instanceof Error && error.stack) || String(error);

/**
 * An end without goodbyes: whatever was acknowledged is on the disk. Leaving in order would wait for LMDB's writer, which
 * waits for this thread when a write is on its way, and the data would be held for hours.
 */
function endAtOnce(error: unknown): void {
  try {
    writeSync(process.stderr.fd, `${textOf(error)}\n`);
  } catch {
    // Nobody listens there either.
  }
  process.kill(process.pid, 'SIGKILL');
}
process.on('uncaughtException', endAtOnce);

const complain = (what: string) => (error: unknown) => send({ log: 'error', message: `${what}: ${textOf(error)}` });

async function run({ directory, isDurable, socketPath, runDirectory, port = 0 }: Start): Promise<void> {
  const { engine, close } = await openEngine(directory, isDurable);
  const { server, closeAll } = createListener(
    createDispatch(engine, (error, command) => complain(`command ${command}`)(error)),
    (reason) => send({ log: 'warn', message: `connection closed: ${reason}` }),
  );
  await once(server.listen(socketPath ? { path: socketPath } : { port, host: '127.0.0.1' }), 'listening');
  if (socketPath) chmodSync(socketPath, 0o600);
  let background = engine.env.writeInSteps(clearGarbage(engine.env, engine.catalog)).catch(complain('clearing up'));
  const timer = setInterval(() => {
    reapCursors(engine.cursors);
    background = background.then(() => sweepExpired(engine)).catch(complain('TTL sweep'));
  }, MINUTE);
  endWithParent(async () => {
    clearInterval(timer);
    await closeAll();
    await background;
    await close();
  }, runDirectory);
  const address = server.address();
  send({ ready: typeof address === 'string' ? address : `127.0.0.1:${address?.port ?? 0}` });
}

function endWithParent(close: () => Promise<void>, runDirectory?: string): void {
  let ending: Promise<void> | undefined;
  const stop = (): void => {
    ending ??= close().then(() => {
      if (runDirectory) rmSync(runDirectory, { recursive: true, force: true });
      process.exit(0);
    }, endAtOnce);
  };
  process.on('disconnect', stop);
  process.on('SIGTERM', stop);
  // Ctrl-C reaches the whole group: the parent decides when this process ends.
  process.on('SIGINT', () => (process.connected ? undefined : stop()));
  process.on('message', (message) => (message === 'stop' ? stop() : undefined));
  // The parent may have gone while the data were being opened.
  if (!process.connected) stop();
}

process.once('message', (start) => {
  run(start as Start).catch((error: unknown) => {
    send({ failed: (error as Error).message });
    process.exitCode = 1;
    process.disconnect();
  });
});
