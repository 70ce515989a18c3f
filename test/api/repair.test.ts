// What a crash cut off is taken up again, and doing something twice does no harm.
import { once } from 'node:events';
import { connect } from 'node:net';
import { getIntroduction } from '@enishi/shared/introductions';
import { listNeedMatches } from '@enishi/shared/matches';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { accept, meetingOfTwo, propose, publishNeed } from '../support/journey';
import { Types } from 'mongoose';

let app: TestApp;
let met: Awaited<ReturnType<typeof meetingOfTwo>>;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await app.reset();
  met = await meetingOfTwo(app);
});
afterAll(() => app.close());

const byId = (id: string) => ({ _id: new Types.ObjectId(id) });
const kinds = async (client: HttpClient) => (await client.call(listNotifications)).items.map((notice) => notice.kind);
const sweep = async () => {
  await app.wired.sweep.run();
  await app.settled();
};

describe('a need whose matching was cut off', () => {
  /** As if the process had ended between the write and the matching. */
  const cutOff = async (id: string) => {
    await app.connection.collection('matches').deleteMany({ needId: id });
    await app.connection.collection('notifications').deleteMany({});
    await app.connection.collection('needs').updateOne(byId(id), { $set: { matchedAt: null } });
  };

  it('is known to be unfinished, and is finished by the sweep', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    await cutOff(need.id);
    expect(await company.client.call(listNeedMatches, { params: { id: need.id } })).toEqual({
      items: [],
      isComplete: false,
    });
    await sweep();
    const { items, isComplete } = await company.client.call(listNeedMatches, { params: { id: need.id } });
    expect([items.map((match) => match.candidate.card.id), isComplete]).toEqual([[seed.id], true]);
    expect(await kinds(researcher.client)).toEqual(['match_found']);
    expect(await kinds(coordinator.client)).toEqual(['need_published']);
  });

  it('is finished once: a second sweep finds nothing to do', async () => {
    await cutOff(met.need.id);
    await sweep();
    const before = await app.connection.collection('notifications').countDocuments();
    expect(await app.wired.matching.sweep()).toBe(0);
    await sweep();
    expect(await app.connection.collection('notifications').countDocuments()).toBe(before);
  });
});

describe('an introduction whose consequences were cut off', () => {
  /** As if the process had ended right after the introduction was written. */
  const cutOff = async (id: string) => {
    await app.settled();
    await app.connection.collection('introductions').updateOne(byId(id), { $set: { isSettled: false } });
    await app.connection.collection('notifications').deleteMany({});
    await app.connection.collection('matches').updateMany({}, { $set: { state: 'candidate', introductionId: null } });
    await app.connection.collection('needs').updateMany({}, { $set: { introducedIds: [], mutualIds: [] } });
    await app.connection.collection('seeds').updateMany({}, { $set: { introducedIds: [], mutualIds: [] } });
  };
  const pair = async () =>
    (await met.coordinator.client.call(listNeedMatches, { params: { id: met.need.id } })).items[0];

  it('is told to whoever is asked, and its pair follows', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    await cutOff(proposed.id);
    await sweep();
    expect(await pair()).toMatchObject({ state: 'proposed', introductionId: proposed.id });
    for (const { client } of [company, researcher]) expect(await kinds(client)).toEqual(['introduction_proposed']);
    expect(await app.connection.collection('introductions').countDocuments({ isSettled: false })).toBe(0);
  });

  it('opens names that both had agreed to, and tells them', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    const whole = await accept(
      researcher.client,
      await accept(company.client, await propose(coordinator.client, need.id, seed.id)),
    );
    await cutOff(whole.id);
    await sweep();
    expect(await pair()).toMatchObject({ state: 'connected' });
    for (const { client } of [company, researcher]) {
      expect(await kinds(client)).toContain('introduction_connected');
      expect((await client.call(getIntroduction, { params: { id: whole.id } })).opened).not.toBeNull();
    }
    expect(await researcher.client.call(needContracts.get, { params: { id: need.id } })).toMatchObject({
      contact: { email: company.user.email },
    });
  });

  it('goes back to whoever waited, also to the one who began it', async () => {
    const { company, researcher, need, seed } = met;
    const interest = await propose(researcher.client, need.id, seed.id);
    const body = { answer: 'decline', version: 0, reason: 'cost' };
    await company.client.request('POST', `/api/introductions/${interest.id}/answer`, body);
    await cutOff(interest.id);
    await sweep();
    expect(await kinds(researcher.client)).toEqual(['introduction_declined']);
    expect(await pair()).toMatchObject({ state: 'declined', declineReason: 'cost' });
  });
});

describe('the end of what is open about a listing that was closed', () => {
  it.each(['need', 'seed'] as const)(
    'comes by the sweep when it was cut off after the closing of the %s',
    async (kind) => {
      const { company, researcher, coordinator, need, seed } = met;
      const proposed = await propose(coordinator.client, need.id, seed.id);
      await app.settled();
      // As if the process had ended between the write and the announcement.
      const closed = { status: 'closed', closedAt: app.clock.now() };
      await app.connection
        .collection(`${kind}s`)
        .updateOne(byId(kind === 'need' ? need.id : seed.id), { $set: closed });
      await sweep();
      const waited = kind === 'need' ? researcher : company;
      const { state, endedAt } = await waited.client.call(getIntroduction, { params: { id: proposed.id } });
      expect([state, endedAt]).toEqual(['declined', app.clock.now().toISOString()]);
      expect(await kinds(waited.client)).toContain('introduction_declined');
      expect(await app.wired.introductions.sweep()).toBe(0);
    },
  );
});

test('subscribers that run twice change nothing', async () => {
  const { company, researcher, coordinator, need, seed } = met;
  const whole = await accept(
    researcher.client,
    await accept(company.client, await propose(coordinator.client, need.id, seed.id)),
  );
  await app.settled();
  const everything = async () => {
    const names = ['needs', 'seeds', 'matches', 'introductions', 'notifications'];
    const found = await Promise.all(
      names.map((name) => app.connection.collection(name).find().sort({ _id: 1 }).toArray()),
    );
    return JSON.parse(JSON.stringify(found)) as unknown;
  };
  const before = await everything();
  const { bus } = app.wired;
  const actorId = researcher.user.id;
  const ids = { introductionId: whole.id, needId: need.id, version: whole.version, actorId };
  for (let time = 0; time < 2; time += 1) {
    bus.announce('listing.published', { kind: 'need', id: need.id, authorId: company.user.id });
    bus.announce('listing.published', { kind: 'seed', id: seed.id, authorId: actorId });
    bus.announce('introduction.answered', ids);
    bus.announce('introduction.created', { ...ids, version: 0 });
  }
  await app.settled();
  expect(await everything()).toEqual(before);
});

test('a subscriber that fails is logged, and the sweep takes the work up', async () => {
  const matches = app.connection.collection('matches');
  const need = await publishNeed((await app.signedIn()).client, { prefecture: '20' });
  await app.settled();
  await matches.deleteMany({ needId: need.id });
  await app.connection.collection('needs').updateOne(byId(need.id), { $set: { matchedAt: null, 'content.title': 5 } });
  await sweep();
  expect(app.faults.splice(0).length).toBeGreaterThan(0);
  await app.connection.collection('needs').updateOne(byId(need.id), { $set: { 'content.title': need.title } });
  await sweep();
  expect(await matches.countDocuments({ needId: need.id })).toBeGreaterThan(0);
});

test('a server that is told to stop answers what it has begun, and takes nothing new', async () => {
  const other = await startTestApp();
  const user = await other.person();
  const body = JSON.stringify({ email: user.email, password: testPassword });
  const { hostname, port } = new URL(other.baseUrl);
  const head = `POST /api/session HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const begun = once(other.wired.http, 'request');
  const socket = connect(Number(port), hostname);
  socket.write(head + body.slice(0, 5));
  await begun;
  const closing = other.close();
  await expect(other.visitor().request('GET', '/healthz')).rejects.toThrow();
  socket.write(body.slice(5));
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  await closing;
});
