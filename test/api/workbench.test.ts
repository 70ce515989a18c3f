// The coordinator's workbench: what needs attention, with clocks, and one need as a case.
import { declineMatch, listNeedMatches, shortlistMatch } from '@enishi/shared/matches';
import { answerIntroduction, endIntroduction, introductionClock } from '@enishi/shared/introductions';
import { needContracts } from '@enishi/shared/needs';
import { getNeedCase, getQueue, takeLead } from '@enishi/shared/workbench';
import { startTestApp, type TestApp } from '../support/app';
import { day } from '../support/clock';
import { accept, meetingOfTwo, propose, publishNeed } from '../support/journey';
import { keptWorld } from '../support/kept-world';

let app: TestApp;
let met: Awaited<ReturnType<typeof meetingOfTwo>>;
const start = new Date('2026-11-20T01:00:00.000Z');
const fresh = keptWorld(
  () => app,
  async (empty) => {
    empty.clock.set(start);
    return meetingOfTwo(empty);
  },
);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  met = await fresh();
});
afterAll(() => app.close());

const queue = async (client = met.coordinator.client) => (await client.call(getQueue)).items;
const file = () => met.coordinator.client.call(getNeedCase, { params: { id: met.need.id } });

describe('the queue', () => {
  it('asks for a first answer to a new need within two working days', async () => {
    // Friday, ten in the morning in Japan; Monday is a public holiday: due on Wednesday.
    const [item, ...rest] = await queue();
    expect(rest).toEqual([]);
    expect(item).toEqual({
      kind: 'new_need',
      needId: met.need.id,
      caseId: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
      introductionId: null,
      meetingId: null,
      title: met.need.title,
      code: met.need.code,
      prefecture: '06',
      since: '2026-11-20T01:00:00.000Z',
      dueAt: '2026-11-25T01:00:00.000Z',
      lead: null,
      isMine: false,
      candidates: 1,
      what: '',
      whom: '',
    });
    expect((await met.coordinator.client.call(getQueue)).now).toBe(app.clock.now().toISOString());
  });

  it('puts the most urgent first', async () => {
    app.clock.move(day);
    const later = await publishNeed((await app.signedIn()).client);
    await propose(met.coordinator.client, met.need.id, met.seed.id);
    await app.settled();
    const items = await queue();
    expect(items.map((item) => [item.kind, item.needId])).toEqual([
      ['new_need', later.id],
      ['proposal_unanswered', met.need.id],
    ]);
    const due = items.map((item) => item.dueAt);
    expect(due).toEqual([...due].sort());
  });

  it('keeps an unanswered interest until it is answered, then asks to follow up', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    const interest = await propose(researcher.client, need.id, seed.id);
    expect(await queue()).toEqual([
      expect.objectContaining({ kind: 'interest_unanswered', introductionId: interest.id }),
    ]);
    expect((await queue())[0]?.dueAt).toBe(
      new Date(app.clock.now().getTime() + introductionClock.answerDays * day).toISOString(),
    );
    await accept(company.client, interest);
    expect(await queue()).toEqual([
      expect.objectContaining({
        kind: 'connected_to_follow',
        introductionId: interest.id,
        dueAt: '2026-11-30T01:00:00.000Z',
      }),
    ]);
    app.clock.move(15 * day);
    const again = await app.enter(coordinator.user.email);
    expect(await queue(again)).toEqual([]);
  });

  it('asks for a proposal once somebody has acted, and lets go of a need that is closed', async () => {
    const { company, coordinator, need } = met;
    const { items } = await coordinator.client.call(listNeedMatches, { params: { id: need.id } });
    const [match] = items;
    const params = { id: need.id, matchId: match?.id ?? '' };
    const listed = await coordinator.client.call(shortlistMatch, { params, body: { version: 0, isShortlisted: true } });
    expect((await queue()).map((item) => item.kind)).toEqual(['nothing_proposed']);
    await coordinator.client.call(shortlistMatch, { params, body: { version: listed.version, isShortlisted: false } });
    expect((await queue()).map((item) => item.kind)).toEqual(['new_need']);
    await coordinator.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    // Friday, ten in the morning in Japan, and five working days with a public holiday between.
    expect(await queue()).toEqual([
      expect.objectContaining({ kind: 'nothing_proposed', isMine: true, dueAt: '2026-11-30T01:00:00.000Z' }),
    ]);
    await company.client.call(needContracts.close, {
      params: { id: need.id },
      body: { version: need.version, reason: 'solved_here' },
    });
    expect(await queue()).toEqual([]);
  });

  it('asks for another proposal when the first came to nothing', async () => {
    const { company, coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    expect((await queue()).map((item) => item.kind)).toEqual(['proposal_unanswered']);
    await company.client.call(answerIntroduction, {
      params: { id: proposed.id },
      body: { answer: 'decline', version: proposed.version, reason: 'cost' },
    });
    expect((await queue()).map((item) => item.kind)).toEqual(['nothing_proposed']);
  });

  it('asks to follow up the latest connections, however many there have been', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    await accept(researcher.client, await accept(company.client, await propose(coordinator.client, need.id, seed.id)));
    await app.settled();
    const collection = app.connection.collection('introductions');
    const past = new Date(app.clock.now().getTime() - 100 * day);
    const [latest] = await collection.find({}, { projection: { _id: 0 } }).toArray();
    const older = Array.from({ length: 400 }, (_, index) => ({
      ...latest,
      itemId: String(index).padStart(24, '0'),
      createdAt: past,
      endedAt: past,
    }));
    await collection.insertMany(older);
    expect((await queue()).map((item) => [item.kind, item.needId])).toEqual([['connected_to_follow', need.id]]);
  });

  it('is each region’s own', async () => {
    const both = await app.signedIn({ roles: ['coordinator'], served: ['06', '13'] });
    const other = await app.signedIn({ roles: ['coordinator'], prefecture: '13' });
    const there = await publishNeed((await app.signedIn({ prefecture: '13' })).client, { prefecture: '13' });
    await app.settled();
    expect((await queue(both.client)).map((item) => item.needId).sort()).toEqual([met.need.id, there.id].sort());
    expect((await queue(other.client)).map((item) => item.needId)).toEqual([there.id]);
    for (const client of [met.company.client, met.researcher.client, (await app.signedIn({ roles: ['admin'] })).client])
      await client.fail(getQueue, 403);
  });

  it('holds nothing that cannot be opened', async () => {
    const own = await publishNeed(met.coordinator.client);
    await app.settled();
    const items = await queue();
    expect(items.map((item) => item.needId)).toContain(own.id);
    for (const item of items) await met.coordinator.client.call(getNeedCase, { params: { id: item.needId ?? '' } });
  });
});

describe('a case', () => {
  it('holds the need, its candidates, its introductions and its story', async () => {
    const { company, researcher, coordinator, need, seed } = met;
    const before = await file();
    expect(before).toMatchObject({ stage: 'received', lead: null, caseVersion: 0, isMatched: true, introductions: [] });
    expect(before.need.details?.situation).toBe(need.details?.situation);
    expect(before.matches.map((match) => match.candidate.card.id)).toEqual([seed.id]);

    await coordinator.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    const params = { id: need.id, matchId: before.matches[0]?.id ?? '' };
    app.clock.move(1000);
    await coordinator.client.call(shortlistMatch, { params, body: { version: 0, isShortlisted: true } });
    expect((await file()).stage).toBe('received');
    app.clock.move(1000);
    const proposed = await propose(coordinator.client, need.id, seed.id);
    await app.settled();
    expect((await file()).stage).toBe('approach');
    app.clock.move(1000);
    const half = await accept(company.client, proposed);
    app.clock.move(1000);
    await accept(researcher.client, half);
    await app.settled();

    const after = await file();
    expect(after.stage).toBe('meeting');
    expect(after.lead).toEqual({ id: coordinator.user.id, displayName: coordinator.user.displayName, isMe: true });
    expect(after.introductions.map((one) => one.state)).toEqual(['connected']);
    const told = after.timeline.filter(({ isAutomatic }) => !isAutomatic);
    expect(told.map(({ kind, by, about }) => [kind, by, about])).toEqual([
      ['published', company.user.displayName, null],
      ['took_lead', coordinator.user.displayName, coordinator.user.displayName],
      ['shortlisted', coordinator.user.displayName, seed.title],
      ['proposed', coordinator.user.displayName, seed.title],
      ['accepted', company.user.displayName, seed.title],
      ['accepted', researcher.user.displayName, seed.title],
      ['connected', null, seed.title],
      ['disclosed', researcher.user.displayName, 'contact'],
    ]);
    const moves = after.timeline.filter(({ isAutomatic }) => isAutomatic);
    expect(moves.map(({ kind, from, to, by }) => [kind, from, to, by])).toEqual([
      ['moved', 'received', 'approach', null],
      ['moved', 'approach', 'meeting', null],
    ]);
  });

  it('tells why candidates were declined and introductions ended', async () => {
    const { coordinator, need, seed } = met;
    const proposed = await propose(coordinator.client, need.id, seed.id);
    app.clock.move(1000);
    const body = { version: proposed.version, reason: 'too_early' as const, text: '試作の後にもう一度' };
    await coordinator.client.call(endIntroduction, { params: { id: proposed.id }, body });
    app.clock.move(1000);
    const [match] = (await file()).matches;
    const listed = await coordinator.client.call(shortlistMatch, {
      params: { id: need.id, matchId: match?.id ?? '' },
      body: { version: match?.version ?? 0, isShortlisted: true },
    });
    app.clock.move(1000);
    await coordinator.client.call(declineMatch, {
      params: { id: need.id, matchId: listed.id },
      body: { version: listed.version, reason: 'cost' },
    });
    const { timeline, stage } = await file();
    const told = timeline.filter(({ isAutomatic }) => !isAutomatic);
    expect(told.slice(1).map(({ kind, reason, text }) => [kind, reason, text])).toEqual([
      ['proposed', null, proposed.reply.whyUs],
      ['ended', 'too_early', '試作の後にもう一度'],
      ['shortlisted', null, ''],
      ['candidate_declined', 'cost', ''],
    ]);
    // Back is a coordinator's decision.
    expect(stage).toBe('approach');
  });

  it('ends when the company closes the need', async () => {
    const { company, need } = met;
    const body = { version: need.version, reason: 'solved_here' as const, text: '社内で解決しました' };
    await company.client.call(needContracts.close, { params: { id: need.id }, body });
    await app.settled();
    const { stage, timeline } = await file();
    expect(stage).toBe('ended');
    expect(timeline.find(({ kind }) => kind === 'moved')).toMatchObject({ to: 'ended', endReason: 'solved_itself' });
    expect(timeline.find(({ kind }) => kind === 'closed')).toMatchObject({
      by: company.user.displayName,
      text: '社内で解決しました',
    });
  });

  it('has one coordinator in charge; the second of two is told who came first', async () => {
    const { coordinator, need } = met;
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    await coordinator.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    const { code, stale } = await colleague.client.fail(takeLead, 409, {
      params: { id: need.id },
      body: { version: 0 },
    });
    expect(code).toBe('stale');
    expect(stale).toEqual({
      version: 1,
      changes: [{ by: coordinator.user.displayName, at: app.clock.now().toISOString(), fields: ['lead'] }],
    });
    const taken = await colleague.client.call(takeLead, { params: { id: need.id }, body: { version: 1 } });
    expect(taken.lead).toMatchObject({ id: colleague.user.id, isMe: true });
    expect((await file()).lead).toMatchObject({ displayName: colleague.user.displayName, isMe: false });
  });

  it('is given to one of two who take it at the same moment', async () => {
    const { coordinator, need } = met;
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const answers = await Promise.all(
      [coordinator, colleague].map(({ client }) =>
        client.send(takeLead, { params: { id: need.id }, body: { version: 0 } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('does not get in the way of the company that edits its need', async () => {
    const { company, coordinator, need } = met;
    await coordinator.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    await company.client.call(needContracts.update, {
      params: { id: need.id },
      body: { version: need.version, tried: '書き足しました。' },
    });
    await coordinator.client.call(takeLead, { params: { id: need.id }, body: { version: 1 } });
  });

  it('is for coordinators of its region', async () => {
    const params = { id: met.need.id };
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
    await elsewhere.client.fail(getNeedCase, 404, { params });
    await elsewhere.client.fail(takeLead, 404, { params, body: { version: 0 } });
    for (const client of [met.company.client, met.researcher.client]) await client.fail(getNeedCase, 403, { params });
    await app.visitor().fail(getNeedCase, 401, { params });
  });
});
