// Requests as a careless program, a hostile page or a curious person would send them.
import { errorBody } from '@enishi/shared/errors';
import { needContracts } from '@enishi/shared/needs';
import { signIn } from '@enishi/shared/users';
import { startTestApp, type TestApp } from '../support/app';
import { buildNeed } from '../support/builders';
import type { HttpClient } from '../support/http-client';

let app: TestApp;
let client: HttpClient;
beforeAll(async () => {
  app = await startTestApp();
  ({ client } = await app.signedIn());
});
afterAll(() => app.close());

/** Every failure has one shape and names its request. */
const expectError = (answer: { status: number; headers: Headers; body: unknown }, status: number, code: string) => {
  expect(answer.status).toBe(status);
  const body = errorBody.strict().parse(answer.body);
  expect(body.code).toBe(code);
  expect(body.requestId).toBe(answer.headers.get('x-request-id'));
  return body;
};

describe('what cannot be read', () => {
  it.each([
    ['broken JSON', '{"title": ', {}, 400, 'invalid'],
    ['JSON that is no object', '"text"', {}, 400, 'invalid'],
    ['a list in place of an object', '[]', {}, 400, 'invalid'],
    ['a form', 'title=abc', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported_media'],
    ['plain text', '{"title":"abc"}', { 'content-type': 'text/plain' }, 415, 'unsupported_media'],
    [
      'another charset',
      '{"title":"abc"}',
      { 'content-type': 'application/json; charset=shift_jis' },
      415,
      'unsupported_media',
    ],
    ['a body that says it is compressed and is not', '{}', { 'content-encoding': 'gzip' }, 400, 'invalid'],
    ['an unknown compression', '{}', { 'content-encoding': 'shrunk' }, 415, 'unsupported_media'],
    ['far too much', JSON.stringify({ title: 'あ'.repeat(100_000) }), {}, 413, 'too_large'],
  ] as const)('%s', async (_case, body, headers, status, code) => {
    expectError(await client.request('POST', '/api/needs', body, headers), status, code);
  });
});

describe('other sites', () => {
  const body = buildNeed();
  it.each([
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page without an origin of its own', { origin: 'null' }],
    ['our host on another port', { origin: 'http://127.0.0.1:9' }],
    ['a browser that says so itself', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring host', { 'sec-fetch-site': 'same-site' }],
  ])('%s changes nothing', async (_case, headers) => {
    const before = (await client.call(needContracts.listMine)).total;
    expectError(await client.request('POST', '/api/needs', body, headers), 403, 'cross_site');
    expectError(await client.request('DELETE', '/api/session', undefined, headers), 403, 'cross_site');
    expect((await client.call(needContracts.listMine)).total).toBe(before);
  });

  it.each([
    ['our own page', () => ({ origin: app.baseUrl, 'sec-fetch-site': 'same-origin' })],
    ['an address typed in', () => ({ 'sec-fetch-site': 'none' })],
    ['a program', () => ({})],
  ])('%s may', async (_case, headers) => {
    expect((await client.request('POST', '/api/needs', body, headers())).status).toBe(201);
  });

  it('may be linked from: reading asks for no origin', async () => {
    expect((await client.request('GET', '/api/needs', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(200);
  });
});

describe('paths and parameters', () => {
  it.each([
    ['GET', '/api/nothing-here'],
    ['PUT', '/api/needs'],
    ['GET', '/api'],
    ['GET', '/api/needs/%E0%A4%A'],
    ['GET', '/api/needs/not-an-id'],
    ['GET', '/api/needs/$ne'],
    ['GET', '/api/needs/ABCDEFABCDEFABCDEFABCDEF'],
    ['GET', '/api/needs/000000000000000000000000'],
    ['PATCH', '/api/needs/__proto__'],
    ['GET', '/somewhere.php'],
  ])('%s %s is not found', async (method, path) => {
    expectError(await client.request(method, path, method === 'PATCH' ? { version: 0 } : undefined), 404, 'not_found');
  });

  it.each([
    ['limit=0', 'limit', 'too_small'],
    ['limit=51', 'limit', 'too_big'],
    ['limit=many', 'limit', 'wrong_form'],
    ['prefecture=99', 'prefecture.0', 'wrong_form'],
    ['cooperation=magic', 'cooperation.0', 'not_a_choice'],
    [`q=${'a'.repeat(201)}`, 'q', 'too_long'],
    ['q=a&q=b', 'q', 'wrong_form'],
  ])('?%s is told on its field', async (query, path, problem) => {
    const answer = await client.request('GET', `/api/needs?${query}`);
    expect(expectError(answer, 400, 'invalid').fields).toContainEqual(expect.objectContaining({ path, problem }));
  });

  it('takes a cursor that it did not make for the beginning', async () => {
    for (const cursor of ['nonsense', 'e30', Buffer.from('["a","b"]').toString('base64url')])
      expect((await client.request('GET', `/api/needs?cursor=${cursor}`)).status).toBe(200);
  });

  it('takes operators for nothing but text', async () => {
    const hits = await client.call(needContracts.list);
    for (const query of ['q[$ne]=x', 'q[$regex]=.*', 'tags[$exists]=true', '$where=1', 'prefecture[$gt]=']) {
      const answer = await client.request('GET', `/api/needs?${query}`);
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 200) expect((answer.body as typeof hits).total).toBe(hits.total);
    }
    expect((await client.request('GET', '/api/needs?q=.*')).body).toMatchObject({ total: 0 });
  });

  it('takes operators in a body for wrong input', async () => {
    for (const title of [{ $ne: null }, { $gt: '' }, ['a'], 5, null]) {
      const answer = await client.request('POST', '/api/needs', { ...buildNeed(), title });
      expect(expectError(answer, 400, 'invalid').fields?.[0]?.path).toBe('title');
    }
    const blocked = await client.request('POST', '/api/needs', {
      ...buildNeed(),
      blockedOrganisationIds: [{ $ne: '' }],
    });
    expectError(blocked, 400, 'invalid');
  });

  it('keeps no field that the form has not got', async () => {
    const sent = {
      ...buildNeed(),
      ownerId: 'e'.repeat(24),
      status: 'published',
      isSample: true,
      __proto__: { isMine: false },
    };
    const { body } = (await client.request('POST', '/api/needs', sent)) as {
      body: { status: string; isSample: boolean; isMine: boolean };
    };
    expect(body).toMatchObject({ status: 'draft', isSample: false, isMine: true });
  });

  it.each([
    ['a control sign', 'a\u0000b', 'unwanted_characters'],
    ['a sign that turns the line round', 'a\u202Eb', 'unwanted_characters'],
    ['half a character', 'a\uD800b', 'unwanted_characters'],
    ['a second line', 'a\nb', 'one_line'],
    ['too much', 'あ'.repeat(81), 'too_long'],
  ])('refuses %s in a title', async (_case, title, problem) => {
    const body = JSON.stringify({ ...buildNeed(), title });
    const answer = await client.request('POST', '/api/needs', body);
    expect(expectError(answer, 400, 'invalid').fields?.[0]).toMatchObject({ path: 'title', problem });
  });
});

describe('every answer', () => {
  it('carries headers that keep browsers careful', async () => {
    for (const path of ['/healthz', '/api/session', '/api/nothing', '/api/docs']) {
      const { headers } = await app.visitor().request('GET', path);
      expect(headers.get('content-security-policy')).toMatch(
        /default-src 'self'.*script-src 'self'.*frame-ancestors 'none'/,
      );
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('of the interface is kept by nobody', async () => {
    expect((await client.send(needContracts.list)).headers.get('cache-control')).toBe('no-store');
  });

  it('has an id of its own, or the one a proxy gave', async () => {
    const [one, other] = [await client.request('GET', '/healthz'), await client.request('GET', '/healthz')];
    expect(one.headers.get('x-request-id')).not.toBe(other.headers.get('x-request-id'));
    const given = await client.request('GET', '/healthz', undefined, { 'x-request-id': 'proxy-0123456789' });
    expect(given.headers.get('x-request-id')).toBe('proxy-0123456789');
    const odd = await client.request('GET', '/healthz', undefined, { 'x-request-id': 'a b; <script>' });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a fault of ours is told to nobody and logged once, with its request', async () => {
  const sessions = app.connection.collection('users');
  await sessions.updateOne(
    { email: 'broken@mail.example' },
    { $set: { passwordHash: 'not a hash', status: 'active' } },
    { upsert: true },
  );
  const answer = await app
    .visitor()
    .send(signIn, { body: { email: 'broken@mail.example', password: 'anything at all' } });
  const { requestId } = expectError(answer, 500, 'internal');
  expect(JSON.stringify(answer.body)).not.toMatch(/hash|argon|stack/i);
  const logged = app.faults.splice(0).map((entry) => JSON.parse(entry) as { requestId?: string; msg: string });
  expect(logged.filter((entry) => entry.requestId === requestId)).toHaveLength(1);
  expect(JSON.stringify(logged)).not.toContain('anything at all');
});
