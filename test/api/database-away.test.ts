// The database goes away in every way that a line can fail, and comes back: nobody is told a lie meanwhile, nobody waits
// without end, and nothing is there by half or twice afterwards.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { errorBody } from '@enishi/shared/errors';
import { listNeedMatches } from '@enishi/shared/matches';
import { needContracts, type NeedView } from '@enishi/shared/needs';
import { seedContracts } from '@enishi/shared/seeds';
import { getNeedThread, postMessage } from '@enishi/shared/threads';
import { getSession, signIn } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { buildNeed } from '../support/builders';
import { startCutProxy, upstreamOf, type CutProxy } from '../support/cut-proxy';
import type { HttpClient } from '../support/http-client';
import { createDraft, publishNeed, publishSeed } from '../support/journey';
import { readThread } from '../support/talk';

jest.setTimeout(60_000);

/** Shorter than in the product, so that nobody has to wait for it here. */
const limits = { answerWithinMs: 2000, databaseWithinMs: 1200 };
const { answerWithinMs } = limits;
/** A busy machine is no failure. */
const slack = 1500;

let app: TestApp;
let proxy: CutProxy;
beforeAll(async () => {
  app = await startTestApp({
    limits,
    through: async (uri) => {
      proxy = await startCutProxy(upstreamOf(uri));
      return proxy.through(uri);
    },
  });
});
afterEach(() => proxy.restore().then(back));
afterAll(async () => {
  await app.close();
  await proxy.close();
});

const ready = async (): Promise<number> => (await app.visitor().request('GET', '/readyz')).status;
/** The server has noticed that the database is there again. */
async function back(): Promise<void> {
  while ((await ready()) !== 200) await pause(50);
}
/** The server has noticed that it is away. */
async function away(): Promise<void> {
  while ((await ready()) === 200) await pause(50);
}

const timed = async <T>(work: Promise<T>): Promise<{ value: T; ms: number }> => {
  const begun = performance.now();
  const value = await work;
  return { value, ms: performance.now() - begun };
};

const expectAway = (answer: { status: number; headers: Headers; body: unknown }, own = ''): void => {
  expect(answer.status).toBe(503);
  const body = errorBody.strict().parse(answer.body);
  expect(body.code).toBe('storage_away');
  expect(Number(answer.headers.get('retry-after'))).toBe(body.retryAfter);
  expect(body.retryAfter).toBeGreaterThan(0);
  // Another cookie would be that of somebody else: a visitor.
  for (const line of answer.headers.getSetCookie()) expect(line.split(';')[0]).toBe(own);
};

const warned = () =>
  app.logged.map((line) => JSON.parse(line) as { level: number; msg: string }).filter(({ level }) => level >= 40);

/** Sent until it is answered, as a browser does with what somebody wrote. */
const untilAnswered = async (send: () => Promise<{ status: number; body: unknown }>) => {
  for (;;) {
    const answer = await send().catch(() => ({ status: 0, body: null }));
    if (answer.status !== 503 && answer.status !== 0) return answer;
    await pause(100);
  }
};

describe.each([
  ['cut', () => proxy.cut()],
  ['silent', () => proxy.stall()],
])('the line is %s', (_how, fail) => {
  it('everybody is told soon, keeps their session, and goes on afterwards', async () => {
    const { client, user } = await app.signedIn();
    const need = await publishNeed(client);
    fail();
    const first = await timed(client.send(needContracts.get, { params: { id: need.id } }));
    expectAway(first.value);
    expect(first.ms).toBeLessThan(answerWithinMs + slack);
    await away();

    const calls = [
      client.send(getSession),
      client.send(needContracts.listMine),
      client.request('POST', '/api/needs', { ...buildNeed(), key: 'a'.repeat(24) }),
      client.request('GET', `/api/needs/${need.id}`),
      app.visitor().send(needContracts.list),
      app.visitor().send(signIn, { body: { email: user.email, password: testPassword } }),
      app.visitor().send(signIn, { body: { email: user.email, password: 'another phrase altogether' } }),
    ];
    for (const { value, ms } of await Promise.all(calls.map(timed))) {
      expectAway(value);
      expect(ms).toBeLessThan(slack);
    }
    expect((await app.visitor().request('GET', '/healthz')).status).toBe(200);
    expect(await ready()).toBe(503);

    await proxy.restore();
    await back();
    expect((await client.call(getSession)).viewer?.id).toBe(user.id);
    expect((await client.call(needContracts.get, { params: { id: need.id } })).id).toBe(need.id);
  });

  it('the log has one line for the beginning and one for the end, however many meet it', async () => {
    const { client } = await app.signedIn();
    app.logged.splice(0);
    fail();
    await Promise.all(Array.from({ length: 20 }, () => client.send(needContracts.listMine)));
    await away();
    await Promise.all(Array.from({ length: 200 }, () => client.send(needContracts.listMine)));
    await app.wired.sweep.run();
    await app.wired.sweep.run();
    await app.wired.mail.idle();
    await proxy.restore();
    await back();
    expect(warned().map(({ msg }) => msg)).toEqual([
      'the database is away: requests are answered with 503 until it is back',
      'the database is back',
    ]);
  });
});

describe('a slow line', () => {
  it('of 300 ms is slow and nothing else', async () => {
    const { client } = await app.signedIn();
    proxy.slow({ latencyMs: 300 });
    const { value, ms } = await timed(client.call(needContracts.listMine));
    expect(value.items).toEqual([]);
    expect(ms).toBeGreaterThan(600);
    expect(ms).toBeLessThan(answerWithinMs);
  });

  it.each([
    ['of 2000 ms', { latencyMs: 2000 }],
    ['of 2 KB a second', { bytesPerSecond: 2000 }],
  ])('%s gives either the answer or a word in time, and never a half', async (_case, how) => {
    const { client } = await app.signedIn();
    await publishNeed(client);
    proxy.slow(how);
    for (const contract of [needContracts.listMine, getSession] as const) {
      const { value, ms } = await timed(client.send(contract));
      expect(ms).toBeLessThan(answerWithinMs + slack);
      if (value.status === 200) expect(contract.answer?.safeParse(value.body).success).toBe(true);
      else expectAway(value, client.cookie());
    }
  });
});

describe('a write whose answer was lost', () => {
  const lose = async (send: () => Promise<{ status: number; headers: Headers; body: unknown }>) => {
    const [answer] = await Promise.all([send(), proxy.deafen()]);
    expectAway(answer);
    await proxy.restore();
    await back();
    return untilAnswered(send);
  };

  it('is there once when it is sent again: a need', async () => {
    const { client } = await app.signedIn();
    const body = { ...buildNeed(), key: randomUUID() };
    expect((await lose(() => client.request('POST', '/api/needs', body))).status).toBe(201);
    expect((await client.call(needContracts.listMine)).total).toBe(1);
  });

  it('is there once when it is sent again: a message', async () => {
    const { client } = await app.signedIn();
    const need = await publishNeed(client);
    await app.settled();
    const { caseId } = await client.call(getNeedThread, { params: { id: need.id } });
    const subject = { kind: 'case' as const, id: caseId };
    const body = { clientId: randomUUID(), text: '返事の届かなかった言葉', audience: 'need' as const };
    const sent = await lose(() => client.send(postMessage, { params: { ...subject }, body }));
    expect(sent.status).toBe(201);
    const { messages } = await readThread(client, subject);
    expect(messages.filter(({ text }) => text === body.text)).toHaveLength(1);
  });

  it('does not happen twice without a key either: publishing', async () => {
    const { client } = await app.signedIn();
    const draft = await createDraft(client);
    const again = await lose(() =>
      client.send(needContracts.publish, { params: { id: draft.id }, body: { version: draft.version } }),
    );
    // Either it had not arrived, or whoever sends it again is told what has changed.
    expect([200, 409]).toContain(again.status);
    const { status, version } = await client.call(needContracts.get, { params: { id: draft.id } });
    expect([status, version]).toEqual(['published', draft.version + 1]);
  });
});

it('is cut again and again in the middle of writing, and everything acknowledged is there once and whole', async () => {
  const people = await Promise.all(Array.from({ length: 4 }, () => app.signedIn()));
  const kept: { client: HttpClient; key: string; id: string }[] = [];
  const perPerson = 6;
  const rounds = 5;
  const write = async ({ client }: (typeof people)[number]) => {
    for (let count = 0; count < perPerson; count += 1) {
      const key = randomUUID();
      const body = { ...buildNeed({ title: `切れる線の向こうのニーズ ${key}` }), key };
      const { status, body: made } = await untilAnswered(() => client.request('POST', '/api/needs', body));
      expect(status).toBe(201);
      kept.push({ client, key, id: (made as NeedView).id });
    }
  };
  const cutting = (async () => {
    for (let round = 0; round < rounds; round += 1) {
      await pause(20 + 40 * round);
      proxy.cut();
      await pause(20);
      await proxy.restore();
    }
  })();
  await Promise.all([...people.map(write), cutting]);
  for (const { client } of people) {
    const { items, total } = await client.call(needContracts.listMine);
    expect(total).toBe(perPerson);
    expect(items.map(({ id }) => id).sort()).toEqual(
      kept
        .filter((one) => one.client === client)
        .map(({ id }) => id)
        .sort(),
    );
  }
});

it('goes on with what it had begun as soon as the database is back', async () => {
  const { client } = await app.signedIn({ prefecture: '33' });
  const researcher = await app.signedIn({ roles: ['researcher'], prefecture: '33' });
  const seed = await publishSeed(researcher.client, { prefecture: '33' });
  await app.settled();
  const draft = await createDraft(client, { prefecture: '33' });
  await client.call(needContracts.publish, { params: { id: draft.id }, body: { version: draft.version } });
  // Acknowledged; finding the candidates comes after.
  proxy.cut();
  await away();
  await proxy.restore();
  await back();
  await app.settled();
  const { items } = await client.call(listNeedMatches, { params: { id: draft.id } });
  expect(items.map((match) => match.candidate.card.id)).toContain(seed.id);
  expect((await researcher.client.call(seedContracts.get, { params: { id: seed.id } })).id).toBe(seed.id);
});
