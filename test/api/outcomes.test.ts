// Outcomes, and the question after them: asked once, answered without an account, for as long as its link lives.
import { getCase, getTimeline, moveCase } from '@enishi/shared/case-contracts';
import { getFigures } from '@enishi/shared/figures';
import { listNotifications } from '@enishi/shared/notifications';
import {
  answerQuestion,
  changeOutcome,
  getQuestion,
  listOutcomes,
  outcomeLinkDays,
  recordOutcome,
  removeOutcome,
  revokeQuestion,
} from '@enishi/shared/outcomes';
import { changeProject } from '@enishi/shared/projects';
import { startTestApp, type TestApp } from '../support/app';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { aKey, beginProject, connectedPair, inquiryOf } from '../support/project-journey';

let app: TestApp;
const begin = new Date('2026-11-20T01:00:00.000Z');
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await app.reset();
  app.clock.set(begin);
});
afterAll(() => app.close());

const sales = { kind: 'sales' as const, fiscalYear: 2026, yen: 3_000_000, certainty: 'confirmed' as const };
const record = (client: HttpClient, id: string, given = {}) =>
  client.call(recordOutcome, { params: { id }, body: { key: aKey(), ...sales, ...given } });
const list = (client: HttpClient, id: string) => client.call(listOutcomes, { params: { id } });
const stageOf = async (client: HttpClient, id: string) => (await client.call(getCase, { params: { id } })).stage;
const sweep = async () => {
  await app.wired.sweep.run();
  await app.settled();
};
/** Letters that were handed to the post about outcomes, oldest first. */
const letters = async () =>
  (await app.connection
    .collection('outbox')
    .find({ key: /^outcome_asked/ })
    .sort({ _id: 1 })
    .toArray()) as unknown as {
    key: string;
    to: { email: string };
    about: { words: { subject: string; action: { url: string } } };
  }[];
const tokenOf = (url: string) => url.split('/').at(-1) ?? '';

/** A case that came by telephone from somebody without an account, with an outcome; three months later they are asked. */
async function askedContact(language: 'ja' | 'en' = 'ja') {
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  const { id } = await inquiryOf(coordinator.client, 'b'.repeat(24));
  await app.connection.collection('cases').updateMany({}, { $set: { language } });
  await record(coordinator.client, id);
  app.clock.set(new Date('2027-02-20T01:00:00.000Z'));
  await sweep();
  const [first] = await letters();
  if (!first) throw new Error('nobody was asked');
  return { id, token: tokenOf(first.about.words.action.url), client: await app.enter(coordinator.user.email) };
}

describe('an outcome', () => {
  it('moves the case on when it is the first, and later ones leave it where it was put', async () => {
    const { coordinator, theCase } = await connectedPair(app);
    const { client } = coordinator;
    const first = await record(client, theCase.id);
    expect(first).toMatchObject({ items: [{ kind: 'sales', yen: 3_000_000, by: coordinator.user.displayName }] });
    expect(first.nextQuestionOn).toBe('2027-02-20');
    expect(await stageOf(client, theCase.id)).toBe('outcome');
    const { version } = await client.call(getCase, { params: { id: theCase.id } });
    await client.call(moveCase, { params: { id: theCase.id }, body: { version, to: 'follow_up' } });
    await record(client, theCase.id, { kind: 'jobs', yen: null, count: 2 });
    await sweep();
    expect(await stageOf(client, theCase.id)).toBe('follow_up');
  });

  it('is written once by a double click, and the second of two who change it is told of the first', async () => {
    const { coordinator, theCase } = await connectedPair(app);
    const colleague = await app.signedIn({ roles: ['coordinator'], displayName: '鈴木' });
    const body = { key: aKey(), ...sales };
    const params = { id: theCase.id };
    const send = () => coordinator.client.call(recordOutcome, { params, body });
    await Promise.all([send(), send()]);
    const [outcome] = (await send()).items;
    expect((await list(colleague.client, theCase.id)).items).toHaveLength(1);
    const ids = { ...params, outcomeId: outcome?.id ?? '' };
    await colleague.client.call(changeOutcome, { params: ids, body: { version: 0, ...sales, yen: 5_000_000 } });
    expect(
      await coordinator.client.fail(changeOutcome, 409, { params: ids, body: { version: 0, ...sales, yen: 1 } }),
    ).toMatchObject({ stale: { version: 1, changes: [{ by: '鈴木', fields: ['yen'] }] } });
    await coordinator.client.call(removeOutcome, { params: ids, body: { version: 1 } });
    expect((await list(coordinator.client, theCase.id)).items).toEqual([]);
    await coordinator.client.fail(removeOutcome, 404, { params: ids, body: { version: 2 } });
  });

  it('is read by members of the project, recorded by coordinators, and unknown to others', async () => {
    const { coordinator, company, researcher, theCase } = await connectedPair(app);
    const params = { id: theCase.id };
    await company.client.fail(listOutcomes, 404, { params });
    await beginProject(coordinator.client, theCase.id);
    await record(coordinator.client, theCase.id);
    for (const { client } of [company, researcher]) {
      const seen = await list(client, theCase.id);
      expect([seen.items.length, seen.questions, seen.abilities.canRecord]).toEqual([1, [], false]);
      await client.fail(recordOutcome, 403, { params, body: { key: aKey(), ...sales } });
    }
    const stranger = await app.signedIn({});
    const foreign = await app.signedIn({ roles: ['coordinator'], prefecture: '33' });
    for (const { client } of [stranger, foreign]) await client.fail(listOutcomes, 404, { params });
    await foreign.client.fail(recordOutcome, 404, { params, body: { key: aKey(), ...sales } });
    expect(
      await coordinator.client.fail(recordOutcome, 400, { params, body: { key: aKey(), ...sales, yen: null } }),
    ).toMatchObject({ fields: [{ path: 'yen', problem: 'required' }] });
  });

  it('that a crash kept from its case catches up', async () => {
    const { coordinator, theCase } = await connectedPair(app);
    await record(coordinator.client, theCase.id);
    await app.settled();
    await app.connection.collection('outcomes').updateMany({}, { $set: { isSettled: false } });
    await app.connection.collection('cases').updateMany({}, { $set: { stage: 'plan' } });
    await app.connection.collection('outcome_schedules').deleteMany({});
    await sweep();
    expect(await stageOf(coordinator.client, theCase.id)).toBe('outcome');
    expect((await list(coordinator.client, theCase.id)).nextQuestionOn).toBe('2027-02-20');
  });
});

describe('the question', () => {
  it('is sent once, at its time, however often the sweep runs', async () => {
    const coordinator = await app.signedIn({ roles: ['coordinator'] });
    const { id } = await inquiryOf(coordinator.client, 'c'.repeat(24));
    await record(coordinator.client, id);
    app.clock.set(new Date('2027-02-19T14:59:00.000Z'));
    await sweep();
    expect(await letters()).toHaveLength(0);
    app.clock.set(new Date('2027-02-19T15:00:00.000Z'));
    await Promise.all([sweep(), app.wired.projects.sweeps.outcomes(), app.wired.projects.sweeps.outcomes()]);
    await sweep();
    const sent = await letters();
    expect(sent.map(({ key }) => key)).toEqual([`outcome_asked:${id}:3:contact`]);
    expect(sent[0]?.to.email).toBe('yamada@shop.example');
    app.clock.set(new Date('2027-05-25T00:00:00.000Z'));
    await sweep();
    expect((await letters()).map(({ key }) => key.split(':')[2])).toEqual(['3', '6']);
    const client = await app.enter(coordinator.user.email);
    expect((await list(client, id)).nextQuestionOn).toBe('2027-11-20');
  });

  it('is asked again after a crash, with the same letter', async () => {
    await askedContact();
    await app.connection.collection('outcome_questions').updateMany({}, { $set: { isTold: false } });
    await sweep();
    expect(await letters()).toHaveLength(1);
  });

  it('speaks the language of whoever asked', async () => {
    await askedContact('en');
    const [sent] = await letters();
    expect(sent?.about.words.subject).toMatch(/^How did it go on/);
  });

  it('is answered without signing in, and changed until it expires', async () => {
    const { id, token, client } = await askedContact();
    const visitor = app.visitor();
    const params = { token };
    const asked = await visitor.call(getQuestion, { params });
    expect(asked).toMatchObject({ months: 3, name: '山田', answer: null });
    const body = { version: asked.version, hasOutcome: true, salesYen: 1_200_000, jobs: 1, text: '好評です' };
    const answered = await visitor.call(answerQuestion, { params, body });
    expect(answered.answer).toMatchObject({ salesYen: 1_200_000, jobs: 1 });
    await visitor.fail(answerQuestion, 409, { params, body });
    const reported = async () =>
      (await list(client, id)).items
        .filter(({ certainty }) => certainty === 'reported')
        .map(({ kind, yen, count }) => [kind, yen, count]);
    expect(await reported()).toEqual([
      ['sales', 1_200_000, 1],
      ['jobs', null, 1],
    ]);
    await visitor.call(answerQuestion, {
      params,
      body: { version: answered.version, hasOutcome: true, salesYen: 1_500_000, text: '' },
    });
    expect(await reported()).toEqual([['sales', 1_500_000, 1]]);
    expect((await list(client, id)).questions).toMatchObject([{ state: 'answered', name: '山田' }]);
    const { items } = await client.call(getTimeline, { params: { id }, query: { groups: 'projects' } });
    expect(items.map(({ kind }) => kind).sort()).toEqual(['outcome', 'outcome', 'outcome_answered', 'outcome_asked']);
    const figures = await client.call(getFigures, { query: { fiscalYear: 2026 } });
    expect(figures.outcomes).toMatchObject([{ kind: 'sales', yen: 4_500_000, reportedYen: 1_500_000 }]);
    app.clock.move(outcomeLinkDays * day);
    await visitor.fail(getQuestion, 410, { params });
    await visitor.fail(answerQuestion, 410, { params, body });
  });

  it('keeps what a coordinator has confirmed, whatever is answered later', async () => {
    const { id, token, client } = await askedContact();
    const params = { token };
    const visitor = app.visitor();
    await visitor.call(answerQuestion, { params, body: { version: 0, hasOutcome: true, salesYen: 900_000 } });
    const reported = (await list(client, id)).items.find(({ certainty }) => certainty === 'reported');
    await client.call(changeOutcome, {
      params: { id, outcomeId: reported?.id ?? '' },
      body: { version: reported?.version ?? 0, ...sales, yen: 950_000 },
    });
    await visitor.call(answerQuestion, { params, body: { version: 1, hasOutcome: false } });
    expect((await list(client, id)).items.map(({ yen }) => yen)).toEqual([3_000_000, 950_000]);
  });

  it('lands even when the server was killed right after the answer', async () => {
    const { id, token, client } = await askedContact();
    await app.visitor().call(answerQuestion, { params: { token }, body: { version: 0, hasOutcome: true, jobs: 2 } });
    await app.settled();
    await app.connection.collection('outcomes').deleteMany({ certainty: 'reported' });
    await app.connection.collection('outcome_questions').updateMany({}, { $set: { isSettled: false } });
    await sweep();
    await sweep();
    expect((await list(client, id)).items.map(({ kind }) => kind)).toEqual(['sales', 'jobs']);
  });

  it('opens for nobody else: not for a changed link, nor once it is revoked', async () => {
    const { id, token, client } = await askedContact();
    const visitor = app.visitor();
    const [question] = (await list(client, id)).questions;
    const changed = `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    for (const wrong of [changed, token.replace('.contact.', '.somebody.'), `${question?.id}`, 'x'.repeat(90)])
      await visitor.fail(getQuestion, 404, { params: { token: wrong } });
    const params = { id, questionId: question?.id ?? '' };
    const foreign = await app.signedIn({ roles: ['coordinator'], prefecture: '33' });
    await foreign.client.fail(revokeQuestion, 404, { params });
    const after = await client.call(revokeQuestion, { params });
    expect(after.questions).toMatchObject([{ state: 'revoked' }]);
    await visitor.fail(getQuestion, 404, { params: { token } });
    await visitor.fail(answerQuestion, 404, { params: { token }, body: { version: 0, hasOutcome: true } });
  });

  it('comes as a notice to the owner of a need, whose page works only for them', async () => {
    const { coordinator, company, need, theCase } = await connectedPair(app);
    const project = await beginProject(coordinator.client, theCase.id);
    await coordinator.client.call(changeProject, {
      params: { id: project.id },
      body: { version: project.version, state: 'done', endedOn: '2026-11-20' },
    });
    app.clock.set(new Date('2027-02-20T01:00:00.000Z'));
    await sweep();
    expect(await letters()).toHaveLength(0);
    const client = await app.enter(company.user.email);
    const { items } = await client.call(listNotifications);
    const notices = items.filter(({ kind }) => kind === 'outcome_asked');
    expect(notices).toMatchObject([{ address: `/outcome/${need.id}`, subject: { title: need.title } }]);
    const params = { token: need.id };
    expect(await client.call(getQuestion, { params })).toMatchObject({ about: project.title, months: 3 });
    await client.call(answerQuestion, { params, body: { version: 0, hasOutcome: false } });
    await app.visitor().fail(getQuestion, 404, { params });
    const stranger = await app.signedIn({});
    await stranger.client.fail(getQuestion, 404, { params });
  });

  it('is not asked about a case that came to nothing', async () => {
    const coordinator = await app.signedIn({ roles: ['coordinator'] });
    const { id } = await inquiryOf(coordinator.client, 'd'.repeat(24));
    await record(coordinator.client, id);
    const { version } = await coordinator.client.call(getCase, { params: { id } });
    const body = { version, to: 'ended' as const, reason: 'company_withdrew' as const };
    await coordinator.client.call(moveCase, { params: { id }, body });
    app.clock.set(new Date('2027-03-01T01:00:00.000Z'));
    await sweep();
    expect(await letters()).toHaveLength(0);
  });
});
