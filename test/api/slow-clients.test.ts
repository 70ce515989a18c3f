// People who say nothing, speak drop by drop or never listen, by the hundreds; and somebody who works meanwhile. The
// limits are those of the product, made short.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { uploadFile } from '@enishi/shared/files';
import { needContracts } from '@enishi/shared/needs';
import { getNeedThread } from '@enishi/shared/threads';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { publishNeed } from '../support/journey';
import { addFile, bigPdf } from '../support/talk';

const slow = {
  headMs: 600,
  idleMs: 5000,
  stillMs: 2500,
  graceMs: 500,
  bytesPerSecond: 40_000,
  lingerMs: 200,
  checkMs: 100,
};
/** A busy machine is no failure. */
const normalMs = 2500;

let app: TestApp;
let client: HttpClient;
let port: number;
const opened = new Set<Socket>();
const ticking = new Set<NodeJS.Timeout>();

beforeAll(async () => {
  app = await startTestApp({ limits: { slow: { ...slow, lines: 350 } } });
  ({ client } = await app.signedIn());
  port = Number(new URL(app.baseUrl).port);
});
afterEach(() => {
  ticking.forEach((timer) => clearInterval(timer));
  opened.forEach((socket) => socket.destroy());
});
afterAll(() => app.close());

const open = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1');
  opened.add(socket);
  socket.on('error', () => undefined);
  socket.once('close', () => opened.delete(socket));
  await once(socket, 'connect');
  return socket;
};
const openMany = (count: number) => Promise.all(Array.from({ length: count }, open));

/** Says a byte now and then, without end. */
const drip = (socket: Socket, byte = 'x') => {
  ticking.add(setInterval(() => socket.writable && socket.write(byte), 40));
};
const closed = (socket: Socket): Promise<unknown> =>
  socket.closed ? Promise.resolve() : new Promise((resolve) => void socket.once('close', resolve));
/** Reads and forgets. */
const drained = (socket: Socket) => socket.resume();

const expectOthersServed = async (): Promise<void> => {
  const begun = performance.now();
  await client.call(needContracts.listMine);
  expect(performance.now() - begun).toBeLessThan(normalMs);
};

const head = (method: string, path: string, ...lines: string[]) =>
  [`${method} ${path} HTTP/1.1`, 'Host: 127.0.0.1', `Cookie: ${client.cookie()}`, ...lines, ''].join('\r\n');

it('closes 300 lines that say nothing, and serves others meanwhile', async () => {
  const lines = await openMany(300);
  lines.forEach(drained);
  await expectOthersServed();
  await Promise.all(lines.map(closed));
  await expectOthersServed();
});

it.each([
  ['a head', () => head('GET', '/api/needs', 'X-Slow: ')],
  [
    'the body of a need',
    () => head('POST', '/api/needs', 'Content-Type: application/json', 'Content-Length: 5000', ''),
  ],
  [
    'a file in pieces',
    () =>
      head('POST', '/api/files', 'Content-Type: application/octet-stream', 'Transfer-Encoding: chunked', '', 'fffff'),
  ],
])('closes lines on which %s comes drop by drop', async (_what, begin) => {
  const lines = await openMany(40);
  for (const line of lines) {
    drained(line);
    line.write(begin().replace(/\r\nX-Slow: \r\n$/, '\r\nX-Slow: '));
    drip(line);
  }
  await expectOthersServed();
  await Promise.all(lines.map(closed));
});

const caseOf = async () => {
  const need = await publishNeed(client);
  await app.settled();
  const { caseId } = await client.call(getNeedThread, { params: { id: need.id } });
  return { kind: 'case' as const, id: caseId };
};

it('closes lines on which nobody takes the answer', async () => {
  const file = await addFile(client, { subject: await caseOf(), content: bigPdf(15_000_000) });
  const lines = await openMany(5);
  for (const line of lines) {
    line.pause();
    line.write(`${head('GET', `/api/files/${file.id}/content`)}\r\n`);
  }
  await expectOthersServed();
  const count = () =>
    new Promise<number>((resolve, reject) =>
      app.wired.http.getConnections((error, found) => (error ? reject(error) : resolve(found))),
    );
  const isCut = async () => (await count()) <= 2;
  while (!(await isCut())) await pause(50);
});

it('lets a file take its time on a slow line', async () => {
  const subject = await caseOf();
  const bytes = bigPdf(150_000);
  let at = 0;
  const body = new ReadableStream({
    async pull(controller) {
      if (at >= bytes.length) return controller.close();
      await pause(100);
      controller.enqueue(bytes.slice(at, (at += 10_000)));
    },
  });
  const query = { subjectKind: subject.kind, subjectId: subject.id, audience: 'need', name: 'slow.pdf' };
  const begun = performance.now();
  const clientId = '00000000-0000-4000-8000-000000000001';
  const { status } = await client.upload(uploadFile, { ...query, clientId }, body);
  expect([status, performance.now() - begun > slow.graceMs]).toEqual([201, true]);
});

it('closes those quiet longest when there are too many lines', async () => {
  const lines = await openMany(340);
  lines.forEach(drained);
  await openMany(60);
  await expectOthersServed();
  await Promise.all(lines.slice(0, 30).map(closed));
});
