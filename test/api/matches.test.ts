// Candidates with reasons, and what a coordinator does with them.
import { answerIntroduction, createIntroduction, getIntroduction } from '@enishi/shared/introductions';
import {
  declineMatch,
  declineReasons,
  listNeedMatches,
  listSeedMatches,
  matchThresholds,
  scoreParts,
  shortlistMatch,
  type NeedMatch,
} from '@enishi/shared/matches';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { seedContracts } from '@enishi/shared/seeds';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { createDraft, meetingOfTwo, propose, publishExpert, publishNeed, publishSeed } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const matchOf = async (client: HttpClient, needId: string, itemId: string): Promise<NeedMatch> => {
  const { items } = await client.call(listNeedMatches, { params: { id: needId } });
  const found = items.find((match) => match.candidate.card.id === itemId);
  if (!found) throw new Error('the pair is not among the matches');
  return found;
};

/** A meeting of two with the coordinator's view of their pair. */
const metPair = async () => {
  pair = undefined;
  await app.reset();
  const met = await meetingOfTwo(app);
  const match = await matchOf(met.coordinator.client, met.need.id, met.seed.id);
  return { ...met, match, params: { id: met.need.id, matchId: match.id } };
};

describe('candidates', () => {
  it('come best first, with points that add up and reasons that can be read', async () => {
    const { company, need, seed } = await metPair();
    const expert = await app.signedIn({ roles: ['expert'] });
    await publishExpert(expert.client);
    await app.settled();
    const { items, isComplete } = await company.client.call(listNeedMatches, { params: { id: need.id } });
    expect(isComplete).toBe(true);
    expect(new Set(items.map((match) => match.candidate.kind))).toEqual(new Set(['seed', 'expert']));
    const scores = items.map((match) => match.score);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    for (const match of items) {
      expect(match.score).toBeGreaterThanOrEqual(matchThresholds.candidate);
      expect(match.score).toBeLessThanOrEqual(100);
      expect(scoreParts.reduce((sum, part) => sum + match.parts[part], 0)).toBeCloseTo(match.score, 5);
      for (const quote of match.evidence.quotes)
        for (const { start, end } of quote.marks) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(quote.text.length);
        }
    }
    const own = items.find((match) => match.candidate.card.id === seed.id);
    expect(own?.evidence.tags).toContainEqual({
      concept: 'lithium-ion-battery',
      queryConcept: 'lithium-ion-battery',
      relation: expect.any(String) as string,
    });
    const body = own?.evidence.quotes.find((quote) => quote.field === 'body');
    expect(`${seed.details?.features}\n${seed.details?.uses}\n${seed.details?.problem}`).toContain(body?.text.trim());
    const marked = body?.marks.map(({ start, end }) => body.text.slice(start, end)) ?? [];
    expect(marked.some((word) => /安全|評価|電池|短絡/.test(word))).toBe(true);
  });

  it('are the owner’s and the coordinator’s to see, and the other side sees the need', async () => {
    const { company, researcher, coordinator, need, seed } = await metPair();
    await company.client.call(listNeedMatches, { params: { id: need.id } });
    await coordinator.client.call(listNeedMatches, { params: { id: need.id } });
    const { items } = await researcher.client.call(listSeedMatches, { params: { id: seed.id } });
    expect(items.map((match) => match.need.id)).toContain(need.id);
    await app.visitor().fail(listNeedMatches, 401, { params: { id: need.id } });
    for (const stranger of [
      researcher,
      await app.signedIn(),
      await app.signedIn({ roles: ['coordinator'], prefecture: '47' }),
    ])
      await stranger.client.fail(listNeedMatches, 404, { params: { id: need.id } });
    for (const stranger of [company, coordinator])
      await stranger.client.fail(listSeedMatches, 404, { params: { id: seed.id } });
  });

  it('of a draft are none, and those of a closed seed go', async () => {
    const { company, researcher, need, seed } = await metPair();
    const draft = await createDraft(company.client);
    expect(await company.client.call(listNeedMatches, { params: { id: draft.id } })).toEqual({
      items: [],
      isComplete: true,
    });
    await researcher.client.call(seedContracts.close, {
      params: { id: seed.id },
      body: { version: seed.version, reason: 'on_hold' },
    });
    await app.settled();
    const { items } = await company.client.call(listNeedMatches, { params: { id: need.id } });
    expect(items.map((match) => match.candidate.card.id)).not.toContain(seed.id);
  });

  it('follow a change of either side', async () => {
    const owner = await app.signedIn();
    const researcher = await app.signedIn({ roles: ['researcher'] });
    const need = await publishNeed(owner.client, { prefecture: '30' });
    const seed = await publishSeed(researcher.client, { prefecture: '30' });
    await app.settled();
    const before = await matchOf(owner.client, need.id, seed.id);
    const other = {
      title: '味噌の香りを保つ包み方',
      tags: [],
      cooperation: [],
      prefecture: '47',
      readiness: null,
      problem: '味噌の香りが抜けやすいことが問題でした。',
      features: '木の葉の成分で味噌の香りを三か月保つ包み紙を作りました。',
      uses: '味噌、醤油、漬物。',
    };
    const changed = await researcher.client.call(seedContracts.update, {
      params: { id: seed.id },
      body: { version: seed.version, ...other },
    });
    await app.settled();
    const { items } = await owner.client.call(listNeedMatches, { params: { id: need.id } });
    expect(items.map((match) => match.candidate.card.id)).not.toContain(seed.id);
    const { title, tags, cooperation, prefecture, readiness } = seed;
    const back = {
      title,
      tags,
      cooperation,
      prefecture,
      readiness,
      ...seed.details,
      version: (changed as typeof seed).version,
    };
    await researcher.client.call(seedContracts.update, { params: { id: seed.id }, body: back });
    await app.settled();
    expect((await matchOf(owner.client, need.id, seed.id)).score).toBeCloseTo(before.score, 5);
  });

  it('are never one’s own, nor of a company that either side has blocked', async () => {
    const both = await app.signedIn({ roles: ['company', 'researcher'] });
    const researcher = await app.signedIn({ roles: ['researcher'] });
    const wary = await app.signedIn({ roles: ['researcher'] });
    const own = await publishSeed(both.client, { prefecture: '31' });
    const theirs = await publishSeed(researcher.client, { prefecture: '31' });
    const warily = await publishSeed(wary.client, {
      prefecture: '31',
      blockedOrganisationIds: [both.user.organisationId],
    });
    const need = await publishNeed(both.client, {
      prefecture: '31',
      blockedOrganisationIds: [researcher.user.organisationId],
    });
    await app.settled();
    const coordinator = await app.signedIn({ roles: ['coordinator'], prefecture: '31' });
    for (const client of [both.client, coordinator.client]) {
      const ids = (await client.call(listNeedMatches, { params: { id: need.id } })).items.map(
        (match) => match.candidate.card.id,
      );
      for (const id of [own.id, theirs.id, warily.id]) expect(ids).not.toContain(id);
    }
  });
});

describe('the shortlist', () => {
  it('is the coordinator’s: the parties see a candidate as before', async () => {
    const { company, researcher, coordinator, match, params, need, seed } = await metPair();
    const listed = await coordinator.client.call(shortlistMatch, {
      params,
      body: { version: match.version, isShortlisted: true },
    });
    expect(listed).toMatchObject({
      state: 'shortlisted',
      stateBy: coordinator.user.displayName,
      version: match.version + 1,
    });
    expect(await matchOf(company.client, need.id, seed.id)).toMatchObject({
      state: 'candidate',
      stateBy: null,
      stateAt: null,
    });
    const { items } = await researcher.client.call(listSeedMatches, { params: { id: seed.id } });
    expect(items.find((one) => one.need.id === need.id)).toMatchObject({ state: 'candidate', stateBy: null });
    const back = await coordinator.client.call(shortlistMatch, {
      params,
      body: { version: listed.version, isShortlisted: false },
    });
    expect(back.state).toBe('candidate');
  });

  it('stays when the need is matched again', async () => {
    const { company, coordinator, match, params, need, seed } = await metPair();
    await coordinator.client.call(shortlistMatch, { params, body: { version: match.version, isShortlisted: true } });
    await company.client.call(needContracts.update, {
      params: { id: need.id },
      body: { version: need.version, tried: '少し書き足しました。' },
    });
    await app.settled();
    expect((await matchOf(coordinator.client, need.id, seed.id)).state).toBe('shortlisted');
  });

  it('tells the second of two coordinators what the first one did', async () => {
    const { coordinator, match, params } = await metPair();
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    await coordinator.client.call(shortlistMatch, { params, body: { version: match.version, isShortlisted: true } });
    const decline = { version: match.version, reason: 'cost' as const };
    const { code, stale } = await colleague.client.fail(declineMatch, 409, { params, body: decline });
    expect(code).toBe('stale');
    expect(stale).toEqual({
      version: match.version + 1,
      changes: [{ by: coordinator.user.displayName, at: app.clock.now().toISOString(), fields: ['state.shortlisted'] }],
    });
  });

  it('is for coordinators of the region', async () => {
    const { company, researcher, match, params } = await metPair();
    const body = { version: match.version, isShortlisted: true };
    await app.visitor().fail(shortlistMatch, 401, { params, body });
    for (const { client } of [company, researcher]) await client.fail(shortlistMatch, 403, { params, body });
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
    await elsewhere.client.fail(shortlistMatch, 404, { params, body });
    const coordinator = await app.signedIn({ roles: ['coordinator'] });
    const otherNeed = await publishNeed((await app.signedIn()).client);
    await coordinator.client.fail(shortlistMatch, 404, { params: { ...params, id: otherNeed.id }, body });
    await coordinator.client.fail(shortlistMatch, 404, { params: { ...params, matchId: '8'.repeat(24) }, body });
  });
});

describe('declining a candidate', () => {
  it.each(declineReasons)('takes the reason %s', async (reason) => {
    const { coordinator, match, params } = await shared();
    const text = reason === 'other' ? '担当の先生が退職されたため' : '';
    const declined = await coordinator.client.call(declineMatch, {
      params,
      body: { version: match.version, reason, text },
    });
    expect(declined).toMatchObject({ state: 'declined', declineReason: reason });
    const back = await coordinator.client.call(shortlistMatch, {
      params,
      body: { version: declined.version, isShortlisted: false },
    });
    expect(back).toMatchObject({ state: 'candidate', declineReason: null });
    pair = Promise.resolve({ ...(await shared()), match: back });
  });

  it('asks for words with the reason "other"', async () => {
    const { coordinator, match, params } = await metPair();
    const { fields } = await coordinator.client.fail(declineMatch, 400, {
      params,
      body: { version: match.version, reason: 'other' },
    });
    expect(fields).toEqual([{ path: 'text', problem: 'required' }]);
  });

  it('is not told to the parties as long as nobody waits', async () => {
    const { company, researcher, coordinator, match, params, need, seed } = await metPair();
    const before = (await researcher.client.call(listNotifications)).total;
    await coordinator.client.call(declineMatch, { params, body: { version: match.version, reason: 'too_early' } });
    await app.settled();
    expect(await matchOf(company.client, need.id, seed.id)).toMatchObject({ state: 'candidate', declineReason: null });
    expect((await researcher.client.call(listNotifications)).total).toBe(before);
  });

  it('goes back politely to whoever waits for an answer', async () => {
    const { researcher, company, coordinator, need, seed } = await metPair();
    const form = {
      needId: need.id,
      itemKind: 'seed' as const,
      itemId: seed.id,
      reply: { whyUs: '関心があります。お話しできますか。' },
    };
    const interest = await researcher.client.call(createIntroduction, { body: form });
    await app.settled();
    const match = await matchOf(coordinator.client, need.id, seed.id);
    expect(match.state).toBe('proposed');
    const declined = await coordinator.client.call(declineMatch, {
      params: { id: need.id, matchId: match.id },
      body: { version: match.version, reason: 'already_known', text: '以前にお試しになったそうです。' },
    });
    expect(declined).toMatchObject({ state: 'declined', declineReason: 'already_known' });
    await app.settled();
    for (const { client } of [researcher, company]) {
      const [latest] = (await client.call(listNotifications)).items;
      expect(latest).toMatchObject({
        kind: 'introduction_declined',
        reason: 'already_known',
        subject: { id: interest.id },
      });
    }
    expect((await researcher.client.call(getIntroduction, { params: { id: interest.id } })).state).toBe('declined');
  });

  it('is too late once both have accepted', async () => {
    const { company, researcher, coordinator, need, seed } = await metPair();
    const proposed = await propose(coordinator.client, need.id, seed.id);
    const half = await company.client.call(answerIntroduction, {
      params: { id: proposed.id },
      body: { answer: 'accept', version: 0 },
    });
    await researcher.client.call(answerIntroduction, {
      params: { id: proposed.id },
      body: { answer: 'accept', version: half.version },
    });
    const match = await matchOf(coordinator.client, need.id, seed.id);
    expect(match).toMatchObject({
      state: 'connected',
      abilities: { canShortlist: false, canPropose: false, canDecline: false },
    });
    const params = { id: need.id, matchId: match.id };
    const { code } = await coordinator.client.fail(declineMatch, 409, {
      params,
      body: { version: match.version, reason: 'cost' },
    });
    expect(code).toBe('not_possible_now');
  });
});

let pair: ReturnType<typeof metPair> | undefined;
const shared = () => (pair ??= metPair());
