// Four processes of the product behind one address, with one database and one Redis: to the people they are one.
import { randomUUID } from 'node:crypto';
import { listCases, moveCase } from '@enishi/shared/case-contracts';
import { downloadFile } from '@enishi/shared/files';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { getSession, signIn, signOut, updateMe, updatePerson } from '@enishi/shared/users';
import { takeLead } from '@enishi/shared/workbench';
import { throttleLimits } from '../../server/src/http/throttle';
import { callIn } from '../support/cases';
import { createHttpClient, type HttpClient } from '../support/http-client';
import { publishNeed, publishSeed } from '../support/journey';
import { findRedis } from '../support/redis';
import { startSeveral, within, type Several } from '../support/several-processes';
import { openLine, type OpenLine } from '../support/socket-client';
import { addFile, pdf, say, textsOf } from '../support/talk';

jest.setTimeout(120_000);

const count = 4;
const indexes = Array.from({ length: count }, (_, index) => index);
const hidden = { summary: 'coordinator', details: 'coordinator', organisation: 'mutual', contact: 'mutual' } as const;
/** `npm test` says when these are left out. */
const withRedis = findRedis() ? describe : describe.skip;

withRedis('several processes behind one address', () => {
  let all: Several;
  const lines: OpenLine[] = [];
  beforeAll(async () => {
    all = await startSeveral(count);
  });
  afterEach(() => {
    for (const line of lines.splice(0)) line.close();
  });
  afterAll(() => all.close());

  /** A line of this person to one process. */
  const lineAt = async (index: number, client: HttpClient) => {
    const line = await openLine(all.at(index).baseUrl, client);
    lines.push(line);
    return line;
  };
  const lineAtEach = (client: HttpClient) => Promise.all(indexes.map((index) => lineAt(index, client)));
  /** The notices of this person about a thing, as each process tells of them. */
  const noticesOf = async (client: HttpClient, id: string) => {
    const lists = await Promise.all(indexes.map((at) => all.seenFrom(client, at).call(listNotifications)));
    return lists.map(({ items }) => items.filter(({ subject }) => subject.id === id).length);
  };
  const once = indexes.map(() => 1);

  test('what happens at any of them rings at each, and is told once', async () => {
    const professor = await all.signedIn({ roles: ['researcher'] });
    await publishSeed(professor.client);
    const company = await all.signedIn();
    const bells = await lineAtEach(professor.client);
    for (const index of indexes) {
      for (const bell of bells) bell.hints.length = 0;
      const need = await publishNeed(all.seenFrom(company.client, index));
      await Promise.all(bells.map((bell) => bell.heard({ topic: 'notifications' })));
      expect(await noticesOf(professor.client, need.id)).toEqual(once);
    }
  });

  test('a card moved at one process has moved on the boards of all others, and nowhere else', async () => {
    const here = await all.signedIn({ roles: ['coordinator'], prefecture: '05' });
    const colleague = await all.signedIn({ roles: ['coordinator'], prefecture: '05' });
    const elsewhere = await all.signedIn({ roles: ['coordinator'], prefecture: '40' });
    const boards = await lineAtEach(colleague.client);
    const silent = await lineAtEach(elsewhere.client);
    const made = await callIn(all.seenFrom(here.client, 0));
    await Promise.all(boards.map((board) => board.heard({ topic: 'board' })));
    for (const board of boards) board.hints.length = 0;
    const body = { version: made.version, to: 'search' as const };
    await all.seenFrom(here.client, 3).call(moveCase, { params: { id: made.id }, body });
    await Promise.all(boards.map((board) => board.heard({ topic: 'board' })));
    for (const index of indexes) {
      const { items } = await all.seenFrom(colleague.client, index).call(listCases);
      expect(items.map(({ id, stage }) => [id, stage])).toEqual([[made.id, 'search']]);
    }
    for (const line of silent) {
      await line.caughtUp();
      expect(line.hints).toEqual([]);
    }
  });

  test('people at different processes talk and share files; what is sent twice at once stands there once', async () => {
    const [one, two] = [
      await all.signedIn({ roles: ['coordinator'], prefecture: '44' }),
      await all.signedIn({ roles: ['coordinator'], prefecture: '44' }),
    ];
    const made = await callIn(one.client);
    const subject = { kind: 'case', id: made.id } as const;
    const line = await lineAt(3, two.client);
    const clientId = randomUUID();
    await Promise.all(
      [1, 2].map((at) =>
        say(all.seenFrom(one.client, at), subject, '二つの口から同時に', { audience: 'desk', clientId }),
      ),
    );
    await line.heard({ topic: 'thread', id: made.id });
    expect(await textsOf(all.seenFrom(two.client, 3), subject)).toEqual(['二つの口から同時に']);
    const content = pdf('どの口からも同じ');
    const file = await addFile(all.seenFrom(one.client, 0), { subject, content, audience: 'desk' });
    for (const index of indexes) {
      const { bytes } = await all.seenFrom(two.client, index).download(downloadFile, { id: file.id });
      expect(Buffer.from(bytes).equals(content)).toBe(true);
    }
  });

  test('whoever may no longer see a thing hears no more of it, at whichever process', async () => {
    const company = await all.signedIn();
    const here = await all.signedIn({ roles: ['coordinator'] });
    const stranger = await all.signedIn({ roles: ['expert'] });
    const need = await publishNeed(company.client);
    const subject = { kind: 'need', id: need.id } as const;
    const [still, out] = [await lineAtEach(here.client), await lineAtEach(stranger.client)];
    for (const line of [...still, ...out]) expect(await line.watch(subject)).toBe(true);
    await all.seenFrom(company.client, 0).call(needContracts.update, {
      params: { id: need.id },
      body: { version: need.version, disclosure: hidden },
    });
    const heardByAll = async () => {
      await Promise.all(still.map((line) => line.heard({ topic: 'need', id: need.id })));
      for (const line of [...still, ...out]) await line.caughtUp();
    };
    await heardByAll();
    for (const line of [...still, ...out]) line.hints.length = 0;
    const params = { id: need.id };
    await all.seenFrom(here.client, 1).call(takeLead, { params, body: { version: 0 } });
    await heardByAll();
    for (const line of out) expect(line.hints.filter(({ topic }) => topic === 'need')).toEqual([]);
  });

  test('signing out and being suspended cut the lines at all processes, and those of nobody else', async () => {
    const admin = await all.signedIn({ roles: ['admin'] });
    const { client, user } = await all.signedIn();
    const elsewhere = createHttpClient(all.url);
    const body = { email: user.email, password: 'a long enough phrase' };
    await elsewhere.call(signIn, { body });
    const [own, others] = [await lineAtEach(client), await lineAtEach(elsewhere)];
    await all.seenFrom(client, 1).send(signOut);
    await Promise.all(own.map((line) => line.closed));
    for (const index of indexes) await all.seenFrom(client, index).fail(updateMe, 401, { body: { version: 0 } });
    for (const line of others) expect(await line.caughtUp()).toBe(false);

    await all.seenFrom(admin.client, 2).call(updatePerson, {
      params: { id: user.id },
      body: { version: 0, status: 'suspended' },
    });
    await Promise.all(others.map((line) => line.closed));
    for (const index of indexes)
      await expect(openLine(all.at(index).baseUrl, elsewhere)).rejects.toThrow('not_signed_in');
    expect(await (await lineAt(0, admin.client)).caughtUp()).toBe(false);
  });

  test('tries are counted together, and pages of other addresses are refused everywhere', async () => {
    const { email } = await all.person();
    const wrong = { email, password: 'not the right phrase' };
    for (let time = 0; time < throttleLimits.pair.points; time += 1)
      await createHttpClient(all.at(time % count).baseUrl).fail(signIn, 401, { body: wrong });
    for (const { baseUrl } of all.processes)
      await createHttpClient(baseUrl).fail(signIn, 429, { body: { email, password: 'a long enough phrase' } });
    const { client } = await all.signedIn();
    for (const index of indexes) {
      const headers = { origin: 'https://evil.example' };
      await all.seenFrom(client, index).fail(updateMe, 403, { headers, body: { version: 0, language: 'en' } });
    }
    const { viewer } = await client.call(getSession);
    expect(viewer?.language).toBe('ja');
  });

  test('a WebSocket needs no process of its own: each opens at whichever is next', async () => {
    const { client } = await all.signedIn();
    const transports = ['websocket'];
    const open = await Promise.all(
      indexes
        .flatMap((index) => [index, index])
        .map(() => openLine(all.url, client, { origin: all.url }, { transports })),
    );
    lines.push(...open);
    await all.seenFrom(client, 0).call(updateMe, { body: { version: 0, language: 'en' } });
    await Promise.all(open.map((line) => line.heard({ topic: 'session' })));
  });

  test('while Redis is away each process serves its own people; once it is back, everybody looks again', async () => {
    const { client } = await all.signedIn();
    const [near, far] = [await lineAt(0, client), await lineAt(1, client)];
    const ready = async (index: number) =>
      (await createHttpClient(all.at(index).baseUrl).request('GET', '/readyz')) as { status: number; body: object };
    const said = all.processes.map(({ output }) => output().length);
    await all.redis.stop();
    await within(10_000, async () => 'redis' in (await ready(0)).body && 'redis' in (await ready(1)).body);
    expect((await ready(0)).status).toBe(200);
    await all.seenFrom(client, 0).call(updateMe, { body: { version: 0, language: 'en' } });
    await near.heard({ topic: 'session' });
    await far.caughtUp();
    expect(far.hints).toEqual([]);
    // One that starts meanwhile says so, and serves.
    await all.at(3).stop();
    await all.start(3);
    expect(all.at(3).output()).toMatch(/Redis at 127\.0\.0\.1:\d+ \(REDIS_URL\) does not answer/);
    expect((await ready(3)).status).toBe(200);
    said[3] = 0;

    await all.redis.start();
    expect(await Promise.all([near.closed, far.closed])).toEqual(['io server disconnect', 'io server disconnect']);
    const again = await lineAt(1, client);
    await all.seenFrom(client, 0).call(updateMe, { body: { version: 1, language: 'ja' } });
    await again.heard({ topic: 'session' });
    await within(10_000, async () => !('redis' in (await ready(3)).body));
    for (const [index, { output }] of all.processes.entries()) {
      expect(
        output()
          .slice(said[index])
          .match(/Redis \(REDIS_URL\) is away/g),
      ).toHaveLength(1);
      expect(output()).not.toMatch(/p@ss|p%40ss/);
    }
  });
});
