// Lines while the database is away, and more lines than an account may have.
import { setTimeout as pause } from 'node:timers/promises';
import type { WatchAnswer } from '@enishi/shared/events';
import { needContracts } from '@enishi/shared/needs';
import { startTestApp, type TestApp } from '../support/app';
import { startCutProxy, upstreamOf, type CutProxy } from '../support/cut-proxy';
import { publishNeed } from '../support/journey';
import { openLine, type OpenLine } from '../support/socket-client';

let app: TestApp;
let proxy: CutProxy;
beforeAll(async () => {
  app = await startTestApp({
    through: async (uri) => {
      proxy = await startCutProxy(upstreamOf(uri));
      return proxy.through(uri);
    },
  });
});
afterAll(async () => {
  await app.close();
  await proxy.close();
});

const readyTurns = async (wanted: number): Promise<void> => {
  while ((await app.visitor().request('GET', '/readyz')).status !== wanted) await pause(50);
};

const ask = (line: OpenLine, id: string) =>
  new Promise<WatchAnswer>((answer) => void line.emit('watch', { kind: 'need', id }, answer));

test('a line outlives the outage, is told that it passes, and hears again afterwards', async () => {
  const { client } = await app.signedIn();
  const need = await publishNeed(client);
  await app.settled();
  const line = await openLine(app.baseUrl, client);
  proxy.cut();
  expect(await ask(line, need.id)).toEqual({ ok: false, isPassing: true });
  await readyTurns(503);
  await expect(openLine(app.baseUrl, client)).rejects.not.toThrow('not_signed_in');
  await proxy.restore();
  await readyTurns(200);

  expect(await ask(line, need.id)).toEqual({ ok: true });
  const { version } = await client.call(needContracts.get, { params: { id: need.id } });
  await client.call(needContracts.update, { params: { id: need.id }, body: { version, title: '戻った後に直した題' } });
  await line.heard({ topic: 'need', id: need.id });
  line.close();
});

test('an account has a hundred lines and no more; others have theirs', async () => {
  const { client } = await app.signedIn();
  const lines = await Promise.all(Array.from({ length: 100 }, () => openLine(app.baseUrl, client)));
  await expect(openLine(app.baseUrl, client)).rejects.toThrow('too_many_lines');
  (await openLine(app.baseUrl, (await app.signedIn()).client)).close();
  lines.forEach((line) => line.close());
});
