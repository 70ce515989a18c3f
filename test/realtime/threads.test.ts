// Who hears that something was said, and above all who does not.
import { removeFile } from '@enishi/shared/files';
import type { TalkSubject } from '@enishi/shared/talk';
import { withdrawMessage } from '@enishi/shared/threads';
import { startTestApp, type TestApp } from '../support/app';
import { accept, meetingOfTwo, propose } from '../support/journey';
import { openLine, type OpenLine } from '../support/socket-client';
import { addFile, readThread, say } from '../support/talk';

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

const everybody = async () => {
  const met = await meetingOfTwo(app);
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
  const stranger = await app.signedIn();
  const introduction = await propose(met.coordinator.client, met.need.id, met.seed.id);
  await app.settled();
  const subject: TalkSubject = { kind: 'introduction', id: introduction.id };
  const people = { ...met, elsewhere, stranger };
  const open = async (client: typeof stranger.client) => {
    const line = await openLine(app.baseUrl, client);
    lines.push(line);
    // Whoever has the page open watches the introduction itself.
    await line.watch({ kind: 'introduction', id: introduction.id });
    return line;
  };
  const line = {
    company: await open(met.company.client),
    researcher: await open(met.researcher.client),
    coordinator: await open(met.coordinator.client),
    elsewhere: await open(elsewhere.client),
    stranger: await open(stranger.client),
  };
  const hint = { topic: 'thread', id: subject.id } as const;
  /** Who has heard of the thread since the last time. */
  const heard = async () => {
    await app.settled();
    const names = Object.keys(line) as (keyof typeof line)[];
    const who: string[] = [];
    for (const name of names) {
      await line[name].caughtUp();
      if (line[name].hints.splice(0).some(({ topic, id }) => topic === hint.topic && id === hint.id)) who.push(name);
    }
    return who;
  };
  return { ...people, introduction, subject, line, hint, heard };
};

test('a message is heard by its readers and by nobody else', async () => {
  const { company, researcher, coordinator, introduction, subject, heard } = await everybody();
  await say(company.client, subject, '会社から', { audience: 'need' });
  expect(await heard()).toEqual(['company', 'coordinator']);
  await say(researcher.client, subject, '研究者から', { audience: 'item' });
  expect(await heard()).toEqual(['researcher', 'coordinator']);
  await say(coordinator.client, subject, '内輪', { audience: 'desk' });
  expect(await heard()).toEqual(['coordinator']);
  await accept(researcher.client, await accept(company.client, introduction));
  await heard();
  const { id } = await say(company.client, subject, '皆さんへ', { audience: 'both' });
  expect(await heard()).toEqual(['company', 'researcher', 'coordinator']);
  await company.client.call(withdrawMessage, { params: { id } });
  expect(await heard()).toEqual(['company', 'researcher', 'coordinator']);
});

test('files that come and go are heard by whoever sees them', async () => {
  const { company, subject, heard } = await everybody();
  const file = await addFile(company.client, { subject });
  expect(await heard()).toEqual(['company', 'coordinator']);
  await company.client.call(removeFile, { params: { id: file.id } });
  expect(await heard()).toEqual(['company', 'coordinator']);
});

test('two browsers talk: what one says is on the other screen after its hint', async () => {
  const { company, coordinator, subject, line, hint } = await everybody();
  const { asOf } = await readThread(coordinator.client, subject);
  await say(company.client, subject, 'お世話になります');
  await line.coordinator.heard(hint);
  const { messages } = await readThread(coordinator.client, subject, { since: asOf });
  expect(messages.map(({ text }) => text)).toEqual(['お世話になります']);
  line.company.hints.splice(0);
  await say(coordinator.client, subject, 'こちらこそ');
  await line.company.heard(hint);
  const answer = await readThread(company.client, subject, { since: asOf });
  expect(answer.messages.map(({ text }) => text)).toEqual(['お世話になります', 'こちらこそ']);
  expect(answer.unread).toBe(1);
});
