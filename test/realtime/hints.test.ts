// Who hears what over the socket, and above all who does not.
import { shortlistMatch, listNeedMatches } from '@enishi/shared/matches';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications, markNotifications } from '@enishi/shared/notifications';
import { takeLead } from '@enishi/shared/workbench';
import { answerIntroduction } from '@enishi/shared/introductions';
import { startTestApp, type TestApp } from '../support/app';
import { accept, createDraft, propose, publishNeed, publishSeed } from '../support/journey';
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
const hidden = { summary: 'coordinator', details: 'coordinator', organisation: 'mutual', contact: 'mutual' } as const;
const topics = (line: OpenLine) => line.hints.map((hint) => hint.topic);

/** Company, professor with a seed that fits, coordinators here and elsewhere, a stranger: each with a line. */
const everybody = async () => {
  const company = await app.signedIn();
  const professor = await app.signedIn({ roles: ['researcher'] });
  const here = await app.signedIn({ roles: ['coordinator'] });
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '13' });
  const stranger = await app.signedIn({ roles: ['expert'] });
  const seed = await publishSeed(professor.client);
  await app.settled();
  const line = {
    company: await open(company.client),
    professor: await open(professor.client),
    here: await open(here.client),
    elsewhere: await open(elsewhere.client),
    stranger: await open(stranger.client),
  };
  return { company, professor, here, elsewhere, stranger, seed, line };
};

test('a published need rings the professor’s bell and moves the coordinator’s queue, and nobody else hears', async () => {
  const { company, professor, line } = await everybody();
  const need = await publishNeed(company.client);
  await line.professor.heard({ topic: 'notifications' });
  expect((await professor.client.call(listNotifications)).items[0]).toMatchObject({
    kind: 'match_found',
    subject: { id: need.id },
  });
  await line.here.heard({ topic: 'queue' });
  await line.here.heard({ topic: 'notifications' });
  await line.company.heard({ topic: 'matches', id: need.id });
  await app.settled();
  for (const silent of [line.elsewhere, line.stranger]) {
    await silent.caughtUp();
    expect(silent.hints).toEqual([]);
  }
});

test('a hint carries no more than an id', async () => {
  const { company, line } = await everybody();
  await publishNeed(company.client, { title: '題は線に乗らない' });
  await line.professor.heard({ topic: 'notifications' });
  await app.settled();
  for (const one of Object.values(line)) {
    await one.caughtUp();
    for (const hint of one.hints)
      expect(Object.keys(hint).filter((key) => key !== 'topic' && key !== 'id')).toEqual([]);
  }
});

test('writing a draft is heard by nobody', async () => {
  const { company, line } = await everybody();
  const draft = await createDraft(company.client);
  await company.client.call(needContracts.update, {
    params: { id: draft.id },
    body: { version: 0, title: '書きかけの題' },
  });
  await app.settled();
  for (const one of Object.values(line)) {
    await one.caughtUp();
    expect(one.hints).toEqual([]);
  }
});

test('two tabs of one person agree', async () => {
  const { company, professor, line } = await everybody();
  const second = await open(professor.client);
  await publishNeed(company.client);
  await Promise.all([line.professor.heard({ topic: 'notifications' }), second.heard({ topic: 'notifications' })]);
  await app.settled();
  await second.caughtUp();
  const before = second.hints.length;
  await professor.client.call(markNotifications, { body: { all: true } });
  await second.caughtUp();
  expect(second.hints.slice(before)).toEqual([{ topic: 'notifications' }]);
});

test('what was missed is there after coming back', async () => {
  const { company, professor, line } = await everybody();
  line.professor.close();
  await publishNeed(company.client);
  await app.settled();
  await open(professor.client);
  expect((await professor.client.call(listNotifications)).unread).toBe(1);
});

describe('watching', () => {
  it('shows a colleague what another coordinator does to the same case', async () => {
    const { company, here, line } = await everybody();
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const need = await publishNeed(company.client);
    await app.settled();
    const other = await open(colleague.client);
    expect(await other.watch({ kind: 'need', id: need.id })).toBe(true);
    await here.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    await other.heard({ topic: 'need', id: need.id });
    other.hints.length = 0;
    const [match] = (await here.client.call(listNeedMatches, { params: { id: need.id } })).items;
    const params = { id: need.id, matchId: match?.id ?? '' };
    await here.client.call(shortlistMatch, { params, body: { version: 0, isShortlisted: true } });
    await other.heard({ topic: 'need', id: need.id });
    await app.settled();
    await line.stranger.caughtUp();
    expect(line.stranger.hints).toEqual([]);
  });

  it('answers a stranger about a hidden need as about one that is not there', async () => {
    const { company, here, line } = await everybody();
    const need = await publishNeed(company.client, { disclosure: hidden });
    await app.settled();
    const answers = [
      await line.stranger.watch({ kind: 'need', id: need.id }),
      await line.stranger.watch({ kind: 'need', id: '9'.repeat(24) }),
      await line.elsewhere.watch({ kind: 'need', id: need.id }),
      await line.here.watch({ kind: 'need', id: need.id }),
    ];
    expect(answers).toEqual([false, false, false, true]);
    await here.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    await line.here.heard({ topic: 'need', id: need.id });
    await line.stranger.caughtUp();
    expect(line.stranger.hints).toEqual([]);
  });

  it('answers nonsense with no, and goes on', async () => {
    const { line } = await everybody();
    for (const subject of [
      null,
      'need',
      { kind: 'user', id: '1'.repeat(24) },
      { kind: 'need', id: { $ne: '' } },
      { kind: 'need', id: 'x' },
    ])
      expect(await line.stranger.watch(subject as never)).toBe(false);
    line.stranger.emit('watch', { kind: 'need' });
    line.stranger.emit('unwatch', 5);
    line.stranger.emit('changed', { topic: 'queue' });
    line.stranger.emit('join', 'coordinators:06');
    expect(await line.stranger.caughtUp()).toBe(false);
  });

  it('ends when asked', async () => {
    const { company, here, line } = await everybody();
    const need = await publishNeed(company.client);
    await app.settled();
    await line.stranger.watch({ kind: 'need', id: need.id });
    line.stranger.unwatch({ kind: 'need', id: need.id });
    await line.stranger.caughtUp();
    await here.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    await app.settled();
    await line.stranger.caughtUp();
    expect(topics(line.stranger)).toEqual([]);
  });

  it('ends at once for whoever may no longer see the need', async () => {
    const { company, here, line } = await everybody();
    const need = await publishNeed(company.client);
    await app.settled();
    expect(await line.stranger.watch({ kind: 'need', id: need.id })).toBe(true);
    await company.client.call(needContracts.update, {
      params: { id: need.id },
      body: { version: need.version, disclosure: hidden },
    });
    await app.settled();
    await line.stranger.caughtUp();
    line.stranger.hints.length = 0;
    await here.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    await app.settled();
    await line.stranger.caughtUp();
    expect(line.stranger.hints).toEqual([]);
  });

  it('ends with the introduction that had let somebody in', async () => {
    const { company, professor, here, seed, line } = await everybody();
    const need = await publishNeed(company.client, { disclosure: hidden });
    await app.settled();
    const proposed = await propose(here.client, need.id, seed.id);
    await app.settled();
    expect(await line.professor.watch({ kind: 'need', id: need.id })).toBe(true);
    const body = { answer: 'decline' as const, version: 0, reason: 'cost' as const };
    await professor.client.call(answerIntroduction, { params: { id: proposed.id }, body });
    await app.settled();
    await line.professor.caughtUp();
    line.professor.hints.length = 0;
    await here.client.call(takeLead, { params: { id: need.id }, body: { version: 0 } });
    await app.settled();
    await line.professor.caughtUp();
    expect(line.professor.hints).toEqual([]);
  });

  it('is open to a coordinator of the whole country, and bounded for everybody', async () => {
    const { company } = await everybody();
    const all = Array.from({ length: 47 }, (_, index) => String(index + 1).padStart(2, '0'));
    const country = await app.signedIn({ roles: ['coordinator'], served: all });
    const line = await open(country.client);
    const need = await publishNeed(company.client);
    await line.heard({ topic: 'queue' });
    expect(await line.watch({ kind: 'need', id: need.id })).toBe(true);
    const more = [];
    for (let time = 0; time < 20; time += 1)
      more.push(await line.watch({ kind: 'need', id: (await publishNeed(company.client)).id }));
    expect(more.filter(Boolean)).toHaveLength(19);
  });
});

test('both parties and those who watch hear how an introduction goes, the stranger does not', async () => {
  const { company, professor, here, seed, line } = await everybody();
  const need = await publishNeed(company.client);
  await app.settled();
  const proposed = await propose(here.client, need.id, seed.id);
  await Promise.all([line.company, line.professor].map((one) => one.heard({ topic: 'introduction', id: proposed.id })));
  expect(await line.here.watch({ kind: 'introduction', id: proposed.id })).toBe(true);
  expect(await line.stranger.watch({ kind: 'introduction', id: proposed.id })).toBe(false);
  const half = await accept(company.client, proposed);
  await line.here.heard({ topic: 'introduction', id: proposed.id });
  line.company.hints.length = 0;
  await accept(professor.client, half);
  await line.company.heard({ topic: 'introduction', id: proposed.id });
  await app.settled();
  for (const silent of [line.stranger, line.elsewhere]) {
    await silent.caughtUp();
    expect(silent.hints).toEqual([]);
  }
});
