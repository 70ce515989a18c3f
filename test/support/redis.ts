// A real Redis of a test's own: on a free port of this machine, with a password, keeping nothing.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Its program; null where there is none. `npm test` looks for one and installs it where it may. */
export function findRedis(): string | null {
  const given = process.env['REDIS_SERVER'];
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'redis-server'));
  return [...(given ? [given] : []), ...onPath].find((place) => existsSync(place)) ?? null;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export const redisPassword = 'p@ss word';

export async function startRedis() {
  const program = findRedis();
  if (!program) throw new Error('There is no redis-server: install one, or set REDIS_SERVER to its program file.');
  const port = await freePort();
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const fixed = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--requirepass', redisPassword];
    const started = spawn(program, fixed, { cwd: tmpdir(), stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    let output = '';
    await new Promise<void>((resolve, reject) => {
      started.once('exit', (code) => reject(new Error(`redis-server ended with ${code}:\n${output}`)));
      started.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Ready to accept connections')) resolve();
      });
    });
  };
  const stop = async (): Promise<void> => {
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    child = null;
    await exit;
  };
  await start();
  return { url: `redis://:${encodeURIComponent(redisPassword)}@127.0.0.1:${port}`, start, stop };
}
export type TestRedis = Awaited<ReturnType<typeof startRedis>>;
