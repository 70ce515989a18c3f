// Proposals and interests until both sides have answered.
import {
  answerIntroduction,
  createIntroduction,
  endIntroduction,
  getIntroduction,
  introductionClock,
  listIntroductions,
  type IntroductionView,
} from '@enishi/shared/introductions';
import { needContracts } from '@enishi/shared/needs';
import { listNeedMatches } from '@enishi/shared/matches';
import { seedContracts } from '@enishi/shared/seeds';
import { listNotifications } from '@enishi/shared/notifications';
import { startTestApp, type TestApp } from '../support/app';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { accept, meetingOfTwo, propose, publishNeed, publishSeed } from '../support/journey';
import { keptWorld } from '../support/kept-world';

let app: TestApp;
let met: Awaited<ReturnType<typeof meetingOfTwo>>;
const closed = { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' } as const;
const fresh = keptWorld(
  () => app,
  (empty) => meetingOfTwo(empty, { need: { disclosure: closed }, seed: { disclosure: closed } }),
);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  met = await fresh();
});
afterAll(() => app.close());

const see = (client: HttpClient, { id }: { id: string }) => client.call(getIntroduction, { params: { id } });
const form = (needId: string, itemId: string) => ({
  needId,
  itemKind: 'seed' as const,
  itemId,
  reply: { whyUs: '関心があります。お話しできますか。' },
});
const express = (client: HttpClient) => client.call(createIntroduction, { body: form(met.need.id, met.seed.id) });
const decline = (client: HttpClient, { id, version }: IntroductionView) =>
  client.call(answerIntroduction, {
    params: { id },
    body: { answer: 'decline', version, reason: 'no_capacity', text: '今期は手一杯です。' },
  });
const latest = async (client: HttpClient) => {
  await app.settled();
  const [notice] = (await client.call(listNotifications)).items;
  return notice && [notice.kind, notice.subject.id];
};
const pairState = async () => {
  const { items } = await met.coordinator.client.call(listNeedMatches, { params: { id: met.need.id } });
  return items.find((match) => match.candidate.card.id === met.seed.id)?.state;
};

describe('a proposal', () => {
  it('asks both sides, with a message, until a day that all can see', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    expect(proposed).toMatchObject({
      origin: 'proposal',
      state: 'open',
      coordinator: coordinator.user.displayName,
      mySide: null,
      opened: null,
      need: { id: need.id },
      candidate: { kind: 'seed', card: { id: seed.id } },
      abilities: { canAnswer: false, canEnd: true },
    });
    expect(new Date(proposed.dueAt).getTime()).toBe(app.clock.now().getTime() + introductionClock.answerDays * day);
    expect(await see(company.client, proposed)).toMatchObject({
      mySide: 'need',
      abilities: { canAnswer: true, canEnd: false },
      answers: { need: { state: 'pending', isMine: true }, item: { isMine: false } },
    });
    expect(await see(researcher.client, proposed)).toMatchObject({
      mySide: 'item',
      abilities: { canAnswer: true, canEnd: false },
    });
    expect(await latest(company.client)).toEqual(['introduction_proposed', proposed.id]);
    expect(await latest(researcher.client)).toEqual(['introduction_proposed', proposed.id]);
    expect(await pairState()).toBe('proposed');
  });

  it('opens names and contact to both once both have accepted, not before', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    const half = await accept(researcher.client, proposed);
    expect(half).toMatchObject({
      state: 'open',
      opened: null,
      answers: { item: { state: 'accepted' }, need: { state: 'pending' } },
    });
    expect(await latest(company.client)).toEqual(['introduction_accepted', proposed.id]);
    const seen = await see(company.client, proposed);
    expect([seen.candidate?.card.organisation, seen.opened]).toEqual([null, null]);
    const whole = await accept(company.client, half);
    expect(whole).toMatchObject({ state: 'connected', endedAt: app.clock.now().toISOString() });
    for (const client of [company.client, researcher.client, coordinator.client]) {
      const { opened } = await see(client, proposed);
      expect(opened).toMatchObject({
        need: { contact: { email: company.user.email, displayName: company.user.displayName } },
        item: { contact: { email: researcher.user.email, displayName: researcher.user.displayName } },
      });
      expect(await latest(client)).toEqual(['introduction_connected', proposed.id]);
    }
    expect(await researcher.client.call(needContracts.get, { params: { id: need.id } })).toMatchObject({
      contact: { email: company.user.email },
    });
    expect(await pairState()).toBe('connected');
  });

  it('goes back to whoever waits when one side declines', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    const proposed = await accept(company.client, await propose(coordinator.client, need.id, seed.id));
    const declined = await decline(researcher.client, proposed);
    expect(declined).toMatchObject({
      state: 'declined',
      answers: { item: { state: 'declined', reason: 'no_capacity', text: '今期は手一杯です。' } },
    });
    expect(await latest(company.client)).toEqual(['introduction_declined', proposed.id]);
    expect(await latest(coordinator.client)).toEqual(['introduction_declined', proposed.id]);
    expect(await latest(researcher.client)).not.toEqual(['introduction_declined', proposed.id]);
    expect(await pairState()).toBe('declined');
    expect((await see(company.client, proposed)).opened).toBeNull();
  });

  it('may come once more after it was declined', async () => {
    const { researcher, coordinator, need, seed } = met;
    await decline(researcher.client, await propose(coordinator.client, need.id, seed.id));
    const again = await propose(coordinator.client, need.id, seed.id);
    expect(again.state).toBe('open');
    expect(await pairState()).toBe('proposed');
  });

  it('comes from a coordinator of the need’s region, for a need and a candidate that are open', async () => {
    const { company, researcher, need, seed } = met;
    const stranger = await app.signedIn();
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
    for (const { client } of [stranger, elsewhere])
      await client.fail(createIntroduction, 404, { body: form(need.id, seed.id) });
    await app.visitor().fail(createIntroduction, 401, { body: form(need.id, seed.id) });
    await company.client.call(needContracts.close, {
      params: { id: need.id },
      body: { version: need.version, reason: 'on_hold' },
    });
    const { code } = await met.coordinator.client.fail(createIntroduction, 409, { body: form(need.id, seed.id) });
    expect(code).toBe('not_possible_now');
    await researcher.client.fail(createIntroduction, 404, { body: form(need.id, seed.id) });
  });

  it.each([
    ['no reason', { reply: { whyUs: '' } }, 'reply.whyUs'],
    ['too short a reason', { reply: { whyUs: 'はい' } }, 'reply.whyUs'],
    [
      'too long an offer',
      { reply: { whyUs: '関心があります。お話しできますか。', offer: 'あ'.repeat(501) } },
      'reply.offer',
    ],
    ['no need', { needId: 'x' }, 'needId'],
    ['another kind', { itemKind: 'need' }, 'itemKind'],
  ])('is refused with %s', async (_case, given, path) => {
    const body = { ...form(met.need.id, met.seed.id), ...given } as never;
    const { fields } = await met.coordinator.client.fail(createIntroduction, 400, { body });
    expect(fields?.map((field) => field.path)).toEqual([path]);
  });

  it('is made once when two make it at the same moment', async () => {
    const { coordinator, need, seed } = met;
    const body = form(need.id, seed.id);
    const answers = await Promise.all([1, 2, 3].map(() => coordinator.client.send(createIntroduction, { body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await coordinator.client.fail(createIntroduction, 409, { body })).code).toBe('already_exists');
    expect((await coordinator.client.call(listIntroductions, { query: { needId: need.id } })).total).toBe(1);
  });
});

describe('an interest', () => {
  it('of the candidate asks the company, and the coordinator hears of it', async () => {
    const { company, researcher, coordinator } = met;
    const interest = await express(researcher.client);
    expect(interest).toMatchObject({
      origin: 'item_interest',
      answers: { item: { state: 'accepted' }, need: { state: 'pending' } },
    });
    expect(await latest(company.client)).toEqual(['interest_received', interest.id]);
    expect(await latest(coordinator.client)).toEqual(['interest_received', interest.id]);
    expect((await see(company.client, interest)).candidate?.card.organisation).toBeNull();
    const connected = await accept(company.client, interest);
    expect(connected).toMatchObject({
      state: 'connected',
      opened: { item: { contact: { email: researcher.user.email } } },
    });
  });

  it('of the company asks the candidate', async () => {
    const { company, researcher } = met;
    const interest = await express(company.client);
    expect(interest).toMatchObject({ origin: 'need_interest', mySide: 'need', abilities: { canAnswer: false } });
    expect(await latest(researcher.client)).toEqual(['interest_received', interest.id]);
    expect((await accept(researcher.client, interest)).opened?.need.contact.email).toBe(company.user.email);
  });

  it('is possible without a match, and makes the pair', async () => {
    const { company } = met;
    const other = await app.signedIn({ roles: ['researcher'] });
    const seed = await publishSeed(other.client, {
      title: '桜の開花を早める照明',
      tags: [],
      cooperation: [],
      problem: '開花の時期を選べないことが問題でした。',
      features: '赤い光を夜に当てることで、桜の開花を二週間早めます。',
      uses: '観光、切り花。',
    });
    await app.settled();
    const interest = await company.client.call(createIntroduction, { body: form(met.need.id, seed.id) });
    const { items } = await met.coordinator.client.call(listNeedMatches, { params: { id: met.need.id } });
    expect(items.find((match) => match.candidate.card.id === seed.id)).toMatchObject({
      state: 'proposed',
      introductionId: interest.id,
    });
  });

  it('in one’s own thing is not possible', async () => {
    const both = await app.signedIn({ roles: ['company', 'researcher'] });
    const need = await publishNeed(both.client);
    const seed = await publishSeed(both.client);
    await both.client.fail(createIntroduction, 409, { body: form(need.id, seed.id) });
  });
});

describe('answering', () => {
  it('is for the side that is asked, once', async () => {
    const { researcher, company, coordinator } = met;
    const interest = await express(researcher.client);
    const body = { answer: 'accept' as const, version: interest.version };
    for (const client of [researcher.client, coordinator.client])
      expect((await client.fail(answerIntroduction, 409, { params: { id: interest.id }, body })).code).toBe(
        'not_possible_now',
      );
    const stranger = await app.signedIn();
    await stranger.client.fail(answerIntroduction, 404, { params: { id: interest.id }, body });
    await stranger.client.fail(getIntroduction, 404, { params: { id: interest.id } });
    const connected = await accept(company.client, interest);
    const late = { answer: 'decline' as const, version: connected.version, reason: 'cost' as const };
    expect((await company.client.fail(answerIntroduction, 409, { params: { id: interest.id }, body: late })).code).toBe(
      'not_possible_now',
    );
  });

  it('tells the second of two what happened, in words without names', async () => {
    const { researcher, company, coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    await accept(researcher.client, proposed);
    const body = { answer: 'accept' as const, version: proposed.version };
    const { code, stale } = await company.client.fail(answerIntroduction, 409, { params: { id: proposed.id }, body });
    expect(code).toBe('stale');
    expect(stale).toEqual({
      version: 1,
      changes: [{ by: null, at: app.clock.now().toISOString(), fields: ['state.accepted'] }],
    });
  });

  it('lets one of two answers through that come at the same moment', async () => {
    const { researcher, company, coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    const body = { answer: 'accept' as const, version: proposed.version };
    const answers = await Promise.all(
      [researcher, company].map(({ client }) => client.send(answerIntroduction, { params: { id: proposed.id }, body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('asks for words with the reason "other"', async () => {
    const interest = await express(met.researcher.client);
    const body = { answer: 'decline' as const, version: 0, reason: 'other' as const };
    const { fields } = await met.company.client.fail(answerIntroduction, 400, { params: { id: interest.id }, body });
    expect(fields).toEqual([{ path: 'text', problem: 'required' }]);
  });
});

describe('the coordinator', () => {
  it('ends an open introduction with a reason; both sides are told', async () => {
    const { researcher, company, coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    const body = { version: proposed.version, reason: 'commercial_route_unclear' as const };
    for (const { client } of [researcher, company])
      await client.fail(endIntroduction, 403, { params: { id: proposed.id }, body });
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
    await elsewhere.client.fail(endIntroduction, 404, { params: { id: proposed.id }, body });
    const ended = await coordinator.client.call(endIntroduction, { params: { id: proposed.id }, body });
    expect(ended).toMatchObject({ state: 'declined', abilities: { canEnd: false } });
    for (const { client } of [researcher, company]) {
      expect(await latest(client)).toEqual(['introduction_declined', proposed.id]);
      expect((await client.call(listNotifications)).items[0]?.reason).toBe('commercial_route_unclear');
    }
    expect(
      (
        await coordinator.client.fail(endIntroduction, 409, {
          params: { id: proposed.id },
          body: { ...body, version: ended.version },
        })
      ).code,
    ).toBe('not_possible_now');
  });

  it('sees the introductions of the region, each party their own', async () => {
    const { researcher, company, coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    for (const { client } of [researcher, company, coordinator]) {
      const { items } = await client.call(listIntroductions, { query: { needId: need.id } });
      expect(items.map((one) => one.id)).toEqual([proposed.id]);
      expect((await client.call(listIntroductions, { query: { needId: need.id, state: 'connected' } })).total).toBe(0);
    }
    for (const stranger of [await app.signedIn(), await app.signedIn({ roles: ['coordinator'], prefecture: '47' })])
      expect((await stranger.client.call(listIntroductions)).total).toBe(0);
  });
});

test('an introduction that nobody answers ends politely after its days', async () => {
  const { researcher, company, coordinator, need, seed } = met;
  const proposed = await propose(coordinator.client, need.id, seed.id);
  await app.settled();
  app.clock.move(introductionClock.expireDays * day);
  await app.wired.sweep.run();
  const fresh = await Promise.all([company, researcher, coordinator].map(({ user }) => app.enter(user.email)));
  expect((await see(fresh[0] as HttpClient, proposed)).state).toBe('open');
  app.clock.move(1000);
  await app.wired.sweep.run();
  for (const client of fresh) {
    expect((await see(client, proposed)).state).toBe('expired');
    expect(await latest(client)).toEqual(['introduction_expired', proposed.id]);
  }
  const again = await propose(fresh[2] as HttpClient, need.id, seed.id);
  expect(again.state).toBe('open');
});

test.each(['need', 'seed'] as const)('whoever waits is told when the %s is closed', async (kind) => {
  const { researcher, company, coordinator, need, seed } = met;
  const proposed = await propose(coordinator.client, need.id, seed.id);
  await app.settled();
  const [closer, waiting] = kind === 'need' ? [company, researcher] : [researcher, company];
  const contract = kind === 'need' ? needContracts.close : seedContracts.close;
  const { id, version } = kind === 'need' ? need : seed;
  await closer.client.call(contract, { params: { id }, body: { version, reason: 'solved_elsewhere' } });
  await app.settled();
  expect(await latest(waiting.client)).toEqual(['introduction_declined', proposed.id]);
  expect(await latest(coordinator.client)).toEqual(['introduction_declined', proposed.id]);
  expect((await see(coordinator.client, proposed)).state).toBe('declined');
});
