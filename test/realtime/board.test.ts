// The board moves for all who look at it, and for nobody else.
import { addEntry, listCases, moveCase } from '@enishi/shared/case-contracts';
import { startTestApp, type TestApp } from '../support/app';
import { askDesk, callIn, newKey } from '../support/cases';
import { publishNeed } from '../support/journey';
import { openLine, type OpenLine } from '../support/socket-client';
import type { HttpClient } from '../support/http-client';

let app: TestApp;
const lines: OpenLine[] = [];
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(() => app.reset());
afterEach(() => {
  for (const line of lines.splice(0)) line.close();
});
afterAll(() => app.close());

const open = async (client: HttpClient) => {
  const line = await openLine(app.baseUrl, client);
  lines.push(line);
  return line;
};
const coordinator = async (prefecture = '06') => {
  const { client, user } = await app.signedIn({ roles: ['coordinator'], prefecture });
  return { client, user, line: await open(client) };
};

test('a card that a colleague moves has moved on the other screen; elsewhere nothing stirs', async () => {
  const [mover, watcher, elsewhere] = [await coordinator(), await coordinator(), await coordinator('13')];
  const company = await app.signedIn();
  const companyLine = await open(company.client);
  const made = await callIn(mover.client);
  await watcher.line.heard({ topic: 'board' });
  expect((await watcher.client.call(listCases)).items.map(({ id, stage }) => [id, stage])).toEqual([
    [made.id, 'received'],
  ]);
  await app.settled();
  watcher.line.hints.length = 0;
  await mover.client.call(moveCase, { params: { id: made.id }, body: { version: made.version, to: 'search' } });
  await watcher.line.heard({ topic: 'board' });
  await watcher.line.heard({ topic: 'queue' });
  expect((await watcher.client.call(listCases)).items[0]?.stage).toBe('search');
  await app.settled();
  for (const silent of [elsewhere.line, companyLine]) {
    await silent.caughtUp();
    expect(silent.hints).toEqual([]);
  }
});

test('an inquiry from the street and a need that is published appear by themselves', async () => {
  const { client, line } = await coordinator();
  await askDesk(app.visitor());
  await line.heard({ topic: 'board' });
  await line.heard({ topic: 'notifications' });
  await app.settled();
  line.hints.length = 0;
  await publishNeed((await app.signedIn()).client);
  await line.heard({ topic: 'board' });
  expect((await client.call(listCases)).total).toBe(2);
});

test('whoever has the page of a case open sees what a colleague writes down; strangers may not even watch', async () => {
  const [writer, reader, elsewhere] = [await coordinator(), await coordinator(), await coordinator('13')];
  const company = await app.signedIn();
  const companyLine = await open(company.client);
  const { id } = await callIn(writer.client);
  await app.settled();
  expect(await reader.line.watch({ kind: 'case', id })).toBe(true);
  for (const line of [elsewhere.line, companyLine]) expect(await line.watch({ kind: 'case', id })).toBe(false);
  await writer.client.call(addEntry, { params: { id }, body: { id: newKey(), kind: 'note', text: '書き留めた' } });
  await reader.line.heard({ topic: 'case', id });
  await app.settled();
  for (const line of [elsewhere.line, companyLine]) {
    await line.caughtUp();
    expect(line.hints).toEqual([]);
  }
});
