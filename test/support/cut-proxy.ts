// A line that can be cut: a small TCP proxy in front of a database or a server. It hands bytes on as they are, late, slowly,
// in one direction only, or not at all.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Upstream = { port: number; host?: string } | { path: string };

interface Slowness {
  /** Added to every answer on its way back. */
  latencyMs?: number;
  /** Of each line, in both directions. */
  bytesPerSecond?: number;
}

/** Where a database listens, by its address. */
export function upstreamOf(uri: string): Upstream {
  const [, place = ''] = /^mongodb:\/\/(?:[^@/]*@)?([^/?,]+)/.exec(uri) ?? [];
  if (place.startsWith('%2F')) return { path: decodeURIComponent(place) };
  const [host = '127.0.0.1', port = '27017'] = place.split(':');
  return { host, port: Number(port) };
}

export async function startCutProxy(upstream: Upstream) {
  let slowness: Slowness = {};
  let isStalled = false;
  let isDeaf = false;
  const lines = new Set<readonly [Socket, Socket]>();
  const lost = new Set<() => void>();

  /** Hands on what comes, in order, each piece when its time has come. */
  const pass = (from: Socket, to: Socket, isAnswer: boolean) => {
    let free = 0;
    from.on('data', (chunk: Buffer) => {
      if (isAnswer && isDeaf) {
        lost.forEach((tell) => tell());
        return;
      }
      const { latencyMs = 0, bytesPerSecond } = slowness;
      const sending = bytesPerSecond ? (chunk.length / bytesPerSecond) * 1000 : 0;
      const due = Math.max(performance.now() + (isAnswer ? latencyMs : 0), free) + sending;
      free = due;
      const wait = due - performance.now();
      if (wait <= 0) return void to.write(chunk);
      from.pause();
      setTimeout(() => {
        if (!to.destroyed) to.write(chunk);
        if (!isStalled) from.resume();
      }, wait);
    });
    from.on('error', () => undefined);
    from.on('close', () => to.destroy());
  };

  const server = createServer((near) => {
    const far = connect(upstream as { port: number });
    const line = [near, far] as const;
    lines.add(line);
    near.once('close', () => lines.delete(line));
    pass(near, far, false);
    pass(far, near, true);
    if (isStalled) line.forEach((side) => side.pause());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const dropLines = () => {
    for (const line of lines) for (const side of line) side.destroy();
  };
  const listenAgain = async () => {
    if (server.listening) return;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };

  return {
    port,
    /** The same address, through the proxy. */
    through: (uri: string): string =>
      uri.replace(/^(mongodb:\/\/(?:[^@/]*@)?)[^/?,]+/, (_all, head: string) => `${head}127.0.0.1:${port}`),
    lines: () => lines.size,
    /** Every line is cut and no new one is taken. */
    cut(): void {
      server.close();
      dropLines();
    },
    /** Lines stay and new ones are taken, but nothing travels. */
    stall(): void {
      isStalled = true;
      for (const line of lines) for (const side of line) side.pause();
    },
    /** Questions arrive, answers do not. Resolves when the first answer was lost. */
    deafen(): Promise<void> {
      isDeaf = true;
      return new Promise((resolve) => {
        lost.add(resolve);
      });
    },
    slow(how: Slowness): void {
      slowness = how;
    },
    /** As it was at the beginning. */
    async restore(): Promise<void> {
      if (isDeaf) dropLines();
      isDeaf = false;
      isStalled = false;
      slowness = {};
      lost.clear();
      for (const line of lines) for (const side of line) side.resume();
      await listenAgain();
    },
    async close(): Promise<void> {
      dropLines();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
export type CutProxy = Awaited<ReturnType<typeof startCutProxy>>;
