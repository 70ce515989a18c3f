// Those who send or read drop by drop, or open a line and say nothing, must not keep others out. A line that says nothing
// is closed; what is sent must come at a least speed; an answer must be taken at one; and when there are too many lines,
// those go first that have been quiet longest.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { fileLimits } from '@enishi/shared/files';

export const slowLimits = {
  /** The head of a request. */
  headMs: 15_000,
  /** A line between two requests. Longer than proxies keep theirs, or they would meet a closing door. */
  idleMs: 75_000,
  /** A line on which nothing at all moves: nobody reads the answer. */
  stillMs: 90_000,
  /** After so long, what is sent and what is read must have come at the least speed. */
  graceMs: 20_000,
  /** 64 kbit/s: a file of the largest size takes 42 minutes. */
  bytesPerSecond: 8000,
  /** How long the rest of a request that was answered already is still taken. */
  lingerMs: 2000,
  checkMs: 5000,
  /** Lines at once. */
  lines: 12_000,
};
export type SlowLimits = typeof slowLimits;

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  begun: number;
  read: number;
  answer: { begun: number; written: number } | null;
}

const isTooSlow = (since: number, bytes: number, { graceMs, bytesPerSecond }: SlowLimits): boolean =>
  performance.now() - since > graceMs + (bytes / bytesPerSecond) * 1000;

/** Lines on which nothing is going on at the moment, the longest quiet first; beyond so many lines these go. */
function boundLines(server: Server, { lines }: SlowLimits): Set<Socket> {
  const all = new Set<Socket>();
  const quiet = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    all.add(socket);
    quiet.add(socket);
    socket.once('close', () => {
      all.delete(socket);
      quiet.delete(socket);
    });
    if (all.size <= lines) return;
    // Where all others are at work, whoever comes last has to come again.
    const [first = socket] = quiet;
    quiet.delete(first);
    first.destroy();
  });
  server.on('upgrade', ({ socket }: IncomingMessage) => quiet.delete(socket));
  return quiet;
}

function check(exchange: Exchange, limits: SlowLimits): void {
  const { request, response } = exchange;
  const { socket } = request;
  if (response.headersSent) {
    exchange.answer ??= { begun: performance.now(), written: socket.bytesWritten };
    const { answer } = exchange;
    if (isTooSlow(answer.begun, socket.bytesWritten - answer.written, limits)) socket.destroy();
  } else if (request.readableLength >= request.readableHighWaterMark) {
    // What has come waits for us: the sender is not to blame.
    Object.assign(exchange, { begun: performance.now(), read: socket.bytesRead });
  } else if (!request.complete && isTooSlow(exchange.begun, socket.bytesRead - exchange.read, limits)) {
    // Nobody who sends like this waits for a word, and one would have to be waited for in turn.
    socket.destroy();
  }
}

function watchExchanges(server: Server, limits: SlowLimits, quiet: Set<Socket>): () => void {
  const exchanges = new Set<Exchange>();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket } = request;
    const exchange = { request, response, begun: performance.now(), read: socket.bytesRead, answer: null };
    exchanges.add(exchange);
    quiet.delete(socket);
    response.once('close', () => {
      exchanges.delete(exchange);
      if (socket.destroyed) return;
      quiet.add(socket);
      // Answered before all of it was read; the rest is thrown away for a while, so that the answer can be read.
      if (!request.complete) setTimeout(() => !request.complete && socket.destroy(), limits.lingerMs).unref();
    });
  });
  const timer = setInterval(() => exchanges.forEach((exchange) => check(exchange, limits)), limits.checkMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** @returns what ends the watching */
export function boundSlowClients(server: Server, given: Partial<SlowLimits> = {}): () => void {
  const limits = { ...slowLimits, ...given };
  server.headersTimeout = limits.headMs;
  // Of the whole request; the least speed is watched besides.
  server.requestTimeout = limits.headMs + limits.graceMs + (fileLimits.bytes / limits.bytesPerSecond) * 1000;
  server.keepAliveTimeout = limits.idleMs;
  server.setTimeout(limits.stillMs);
  return watchExchanges(server, limits, boundLines(server, limits));
}
