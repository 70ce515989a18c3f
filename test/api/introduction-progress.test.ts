// How far an introduction has come, told to everybody alike, and the form in which it was begun.
import {
  createIntroduction,
  endIntroduction,
  getIntroduction,
  introductionClock,
  listIntroductions,
} from '@enishi/shared/introductions';
import { listNotifications } from '@enishi/shared/notifications';
import { startTestApp, type TestApp } from '../support/app';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { meetingOfTwo, propose } from '../support/journey';
import { ask, confirm, connectedPair } from '../support/meetings';
import { beginProject } from '../support/project-journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const see = (client: HttpClient, { id }: { id: string }) => client.call(getIntroduction, { params: { id } });
const progressOf = async (client: HttpClient, introduction: { id: string }) =>
  (await see(client, introduction)).progress;
/** As a list shows it, which nobody has opened by that. */
const listed = async (client: HttpClient) => (await client.call(listIntroductions)).items[0]?.progress;

test('the four answers of the form reach the other side as they were written', async () => {
  const { company, researcher, need, seed } = await meetingOfTwo(app);
  const reply = {
    whyUs: '評価の設備と、同じ電池での測定の記録があります。',
    offer: '試し測定を一度、無償でお引き受けします。',
    firstStep: '30分ほど、オンラインでお話しします。',
    question: 'いちばん急ぐのはどの試験でしょうか。\n来月でも間に合いますか。',
  };
  const made = await researcher.client.call(createIntroduction, {
    body: { needId: need.id, itemKind: 'seed', itemId: seed.id, reply },
  });
  expect((await see(company.client, made)).reply).toEqual(reply);
});

test('only the first of the four must be filled', async () => {
  const { coordinator, need, seed } = await meetingOfTwo(app);
  const made = await propose(coordinator.client, need.id, seed.id);
  expect(made.reply).toMatchObject({ offer: '', firstStep: '', question: '' });
});

test('sent until somebody who was asked opens it; looking at a list or at one’s own does not count', async () => {
  const { company, researcher, coordinator, need, seed } = await meetingOfTwo(app);
  const made = await researcher.client.call(createIntroduction, {
    body: {
      needId: need.id,
      itemKind: 'seed',
      itemId: seed.id,
      reply: { whyUs: '関心があります。お話しできますか。' },
    },
  });
  expect(made.progress).toBe('sent');
  expect(await progressOf(researcher.client, made)).toBe('sent');
  expect(await progressOf(coordinator.client, made)).toBe('sent');
  expect(await listed(company.client)).toBe('sent');
  const opened = await see(company.client, made);
  expect(opened.progress).toBe('reading');
  // Nobody's answer is out of date because somebody has read.
  expect(opened.version).toBe(made.version);
  expect([await listed(researcher.client), await listed(coordinator.client)]).toEqual(['reading', 'reading']);
});

test('a proposal is being read once either side has opened it', async () => {
  const { researcher, coordinator, need, seed } = await meetingOfTwo(app);
  const made = await propose(coordinator.client, need.id, seed.id);
  expect(await progressOf(coordinator.client, made)).toBe('sent');
  await see(researcher.client, made);
  expect(await progressOf(coordinator.client, made)).toBe('reading');
});

test('arranging, met and carried on as a project follow from what happened, for everybody alike', async () => {
  const pair = await connectedPair(app);
  const { company, researcher, coordinator, introduction, caseId } = pair;
  const everybody = () =>
    Promise.all([company, researcher, coordinator].map(({ client }) => progressOf(client, introduction)));
  expect(await everybody()).toEqual(['arranging', 'arranging', 'arranging']);
  const meeting = await confirm(coordinator.client, await ask(pair));
  expect(await everybody()).toEqual(['arranging', 'arranging', 'arranging']);
  app.clock.set(new Date(meeting.endsAt ?? 0));
  expect(await everybody()).toEqual(['met', 'met', 'met']);
  await beginProject(coordinator.client, caseId);
  expect(await everybody()).toEqual(['case', 'case', 'case']);
});

test('one that ended says how, whatever was read before', async () => {
  const { researcher, coordinator, need, seed } = await meetingOfTwo(app);
  const made = await propose(coordinator.client, need.id, seed.id);
  await see(researcher.client, made);
  const ended = await coordinator.client.call(endIntroduction, {
    params: { id: made.id },
    body: { version: made.version, reason: 'no_capacity', text: '' },
  });
  expect(ended.progress).toBe('declined');
});

test('one that nobody answered expires, and both sides are told politely', async () => {
  const { company, researcher, coordinator, need, seed } = await meetingOfTwo(app);
  const made = await propose(coordinator.client, need.id, seed.id);
  app.clock.move(introductionClock.expireDays * day + 1);
  await app.wired.sweep.run();
  await app.settled();
  expect(await progressOf(await app.enter(coordinator.user.email), made)).toBe('expired');
  for (const { user } of [company, researcher])
    expect((await (await app.enter(user.email)).call(listNotifications)).items).toContainEqual(
      expect.objectContaining({
        kind: 'introduction_expired',
        subject: { kind: 'introduction', id: made.id, title: need.title },
      }),
    );
});

test('an introduction from before the form shows its message as the reason', async () => {
  const { company, coordinator, need, seed } = await meetingOfTwo(app);
  const made = await propose(coordinator.client, need.id, seed.id);
  await app.connection
    .collection('introductions')
    .updateMany({}, { $set: { message: '以前の形の文です。' }, $unset: { reply: 1, readAt: 1 } });
  expect((await listed(company.client)) ?? '').toBe('sent');
  expect(await see(company.client, made)).toMatchObject({
    progress: 'reading',
    reply: { whyUs: '以前の形の文です。', offer: '', firstStep: '', question: '' },
  });
  expect(await progressOf(coordinator.client, made)).toBe('reading');
});
