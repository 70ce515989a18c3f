// As it runs for real: behind a reverse proxy that speaks TLS, with an address of its own, and a log that others read.
import { signIn, signOut, signUp, acceptInvitation, createInvitation } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';

let app: TestApp;
const publicUrl = 'https://enishi.example.jp';
const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };
beforeAll(async () => {
  app = await startTestApp({
    env: { NODE_ENV: 'production', PUBLIC_URL: publicUrl, TRUST_PROXY: '1', REQUIRE_SECOND_FACTOR: '0' },
  });
});
afterAll(() => app.close());

const enter = async () => {
  const user = await app.person({ roles: ['admin'] });
  const client = app.visitor();
  const answer = await client.send(signIn, { body: { email: user.email, password: testPassword }, headers: proxied });
  return { user, client, answer };
};

test('the cookie is for TLS and this host only, and is cleared the same way', async () => {
  const { client, answer } = await enter();
  expect(answer.status).toBe(200);
  const [given] = answer.headers.getSetCookie();
  const left = await client.send(signOut, { headers: proxied });
  const [cleared] = left.headers.getSetCookie();
  for (const cookie of [given, cleared]) {
    expect(cookie).toMatch(/^__Host-enishi=/);
    expect(cookie).toMatch(/; Secure/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Domain/);
  }
});

test('without TLS in front nobody is given a cookie', async () => {
  const user = await app.person();
  const answer = await app.visitor().send(signIn, { body: { email: user.email, password: testPassword } });
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('browsers are told to come by TLS only', async () => {
  const { headers } = await app.visitor().request('GET', '/api/session', undefined, proxied);
  expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
  expect(headers.get('content-security-policy')).toMatch(/upgrade-insecure-requests/);
});

test('changes come from the public address', async () => {
  const { client } = await enter();
  const change = (origin: string) => client.request('DELETE', '/api/session', undefined, { ...proxied, origin });
  expect((await change('https://enishi.example.jp.evil.example')).status).toBe(403);
  expect((await change('http://enishi.example.jp')).status).toBe(403);
  expect((await change(publicUrl)).status).toBe(204);
});

test('links that are sent lead to the public address', async () => {
  const { client, user } = await enter();
  const body = { email: 'invited@mail.example', roles: ['coordinator' as const], organisationId: user.organisationId };
  const { address } = await client.call(createInvitation, { body, headers: proxied });
  expect(address).toMatch(/^https:\/\/enishi\.example\.jp\/invite\/[A-Za-z0-9_-]{43}$/);
});

test('guesses from one address do not lock out others behind the same proxy', async () => {
  const user = await app.person();
  const from = (address: string, password: string) =>
    app
      .visitor()
      .send(signIn, { body: { email: user.email, password }, headers: { ...proxied, 'x-forwarded-for': address } });
  for (let time = 0; time < 5; time += 1) await from('198.51.100.9', 'a wrong guess');
  expect((await from('198.51.100.9', testPassword)).status).toBe(429);
  expect((await from('198.51.100.10', testPassword)).status).toBe(200);
});

test('the log holds requests, and no secret of anybody', async () => {
  const { client, user, answer } = await enter();
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]?.split('=')[1] ?? 'none';
  const body = { email: 'logged@mail.example', roles: ['admin' as const], organisationId: user.organisationId };
  const { address } = await client.call(createInvitation, { body, headers: proxied });
  const token = address.split('/').at(-1) ?? '';
  const password = '誰にも見せない合言葉です';
  await app
    .visitor()
    .call(acceptInvitation, { params: { token }, body: { password, displayName: '月山' }, headers: proxied });
  await app.visitor().send(signUp, { body: { email: 'x', password } as never, headers: proxied });
  await app.visitor().request('GET', `/invite/${token}`, undefined, proxied);
  const log = app.logged.join('');
  expect(log).toContain('/api/session');
  for (const secret of [testPassword, password, token, cookie, 'argon2']) expect(log).not.toContain(secret);
});
