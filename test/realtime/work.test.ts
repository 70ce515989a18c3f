// Work and themed boards move on the screens of those concerned, and on nobody else's.
import { reportWeek } from '@enishi/shared/assignment-contracts';
import { createBoard, listBoards } from '@enishi/shared/themed-boards';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { aKey } from '../support/project-journey';
import { openLine, type OpenLine } from '../support/socket-client';
import { acceptedWork } from '../support/work';

let app: TestApp;
const lines: OpenLine[] = [];
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  for (const line of lines) line.close();
  await app.close();
});
const open = async (client: HttpClient) => {
  const line = await openLine(app.baseUrl, client);
  lines.push(line);
  return line;
};

test('a reported week shows at once to the company and to a coordinator who looks; a stranger may not even watch', async () => {
  const work = await acceptedWork(app);
  const stranger = await app.signedIn();
  const [company, desk, outside] = [
    await open(work.client.client),
    await open(work.coordinator.client),
    await open(stranger.client),
  ];
  const subject = { kind: 'assignment', id: work.id } as const;
  expect([await desk.watch(subject), await outside.watch(subject)]).toEqual([true, false]);
  await work.worker.client.call(reportWeek, {
    params: { id: work.id, week: '2026-11-09' },
    body: { version: null, units: 4 },
  });
  await company.heard({ topic: 'assignment', id: work.id });
  await desk.heard({ topic: 'assignment', id: work.id });
  await app.settled();
  await outside.caughtUp();
  expect(outside.hints).toEqual([]);
});

test('a board that is begun appears for a colleague, and not for the centre of another prefecture', async () => {
  const mine = await app.signedIn({ roles: ['coordinator'] });
  const colleague = await app.signedIn({ roles: ['coordinator'] });
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '40' });
  const [near, far] = [await open(colleague.client), await open(elsewhere.client)];
  const body = { key: aKey(), title: 'IoT', tags: ['lithium-ion-battery'] };
  const { id } = await mine.client.call(createBoard, { body });
  await near.heard({ topic: 'themed_board', id });
  expect((await colleague.client.call(listBoards)).items.map((board) => board.id)).toEqual([id]);
  await app.settled();
  await far.caughtUp();
  expect(far.hints).toEqual([]);
});
