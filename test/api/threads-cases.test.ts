// The thread of a case: between the coordinators and the owner of its need; those who offer talk in their introductions.
import { getTimeline } from '@enishi/shared/case-contracts';
import { listFiles, removeFile } from '@enishi/shared/files';
import { listNotifications } from '@enishi/shared/notifications';
import type { TalkSubject } from '@enishi/shared/talk';
import { getNeedThread, getThread, withdrawMessage } from '@enishi/shared/threads';
import { startTestApp, type TestApp } from '../support/app';
import { accept, meetingOfTwo, propose } from '../support/journey';
import type { HttpClient } from '../support/http-client';
import { keptWorld } from '../support/kept-world';
import { addFile, readThread, say, sendFile, textsOf } from '../support/talk';

let app: TestApp;
let met: Awaited<ReturnType<typeof meetingOfTwo>>;
let subject: TalkSubject;
const fresh = keptWorld(() => app, meetingOfTwo);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  met = await fresh();
  const { caseId } = await met.company.client.call(getNeedThread, { params: { id: met.need.id } });
  subject = { kind: 'case', id: caseId };
});
afterAll(() => app.close());

const notices = async (client: HttpClient) => {
  await app.settled();
  const { items } = await client.call(listNotifications);
  return items.filter(({ kind }) => kind === 'message_received').map(({ address }) => address);
};

it('is found from the need, by its owner and the coordinators alone', async () => {
  const stranger = await app.signedIn();
  for (const { client } of [met.researcher, stranger])
    await client.fail(getNeedThread, 404, { params: { id: met.need.id } });
  expect(await met.coordinator.client.call(getNeedThread, { params: { id: met.need.id } })).toEqual({
    caseId: subject.id,
  });
  await met.company.client.fail(getNeedThread, 404, { params: { id: '0'.repeat(24) } });
});

it('is theirs, also when somebody was introduced and both have accepted', async () => {
  const { company, researcher, coordinator } = met;
  await say(company.client, subject, '会社から');
  await say(coordinator.client, subject, 'お返事します');
  await say(coordinator.client, subject, '内輪の覚え', { audience: 'desk' });
  const introduction = await propose(coordinator.client, met.need.id, met.seed.id);
  await accept(researcher.client, await accept(company.client, introduction));
  expect(await textsOf(company.client, subject)).toEqual(['会社から', 'お返事します']);
  expect(await textsOf(coordinator.client, subject)).toHaveLength(3);
  await researcher.client.fail(getThread, 404, { params: { ...subject } });
  await researcher.client.fail(listFiles, 404, { query: { subjectKind: 'case', subjectId: subject.id } });
  expect(await readThread(coordinator.client, subject)).toMatchObject({ audiences: ['desk', 'need'] });
  for (const audience of ['item', 'both'] as const)
    expect((await sendFile(coordinator.client, { subject, audience })).status).toBe(400);
});

it('rings at the page where each finds it', async () => {
  await say(met.company.client, subject, '会社から');
  expect(await notices(met.coordinator.client)).toEqual([`/cases/${subject.id}`]);
  await say(met.coordinator.client, subject, 'お返事します');
  expect(await notices(met.company.client)).toEqual([`/needs/${met.need.id}`]);
  expect(await notices(met.researcher.client)).toEqual([]);
});

it('stands on the timeline with what was said and shared in the introductions, and what was taken away', async () => {
  const { company, researcher, coordinator } = met;
  const introduction = await propose(coordinator.client, met.need.id, met.seed.id);
  const there: TalkSubject = { kind: 'introduction', id: introduction.id };
  await say(company.client, subject, '会社から');
  app.clock.move(1000);
  const { id } = await say(researcher.client, there, '取り消す言葉', { audience: 'item' });
  const file = await addFile(researcher.client, { subject: there, audience: 'item', name: '資料.pdf' });
  app.clock.move(1000);
  await researcher.client.call(withdrawMessage, { params: { id } });
  await coordinator.client.call(removeFile, { params: { id: file.id } });
  const timeline = await coordinator.client.call(getTimeline, { params: { id: subject.id } });
  const talk = JSON.stringify(timeline);
  expect(talk).toContain('会社から');
  expect(talk).not.toContain('取り消す言葉');
  const told = timeline.items.flatMap(({ kind, by, about, address }) =>
    ['message', 'message_withdrawn', 'file', 'file_removed'].includes(kind) ? [{ kind, by, about, address }] : [],
  );
  const name = researcher.user.displayName;
  const address = `/introductions/${introduction.id}`;
  expect(told).toHaveLength(4);
  expect(told).toEqual(
    expect.arrayContaining([
      { kind: 'message', by: company.user.displayName, about: null, address: null },
      { kind: 'message_withdrawn', by: name, about: null, address },
      { kind: 'file', by: name, about: '資料.pdf', address },
      { kind: 'file_removed', by: coordinator.user.displayName, about: '資料.pdf', address },
    ]),
  );
});
