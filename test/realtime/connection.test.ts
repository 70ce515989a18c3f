// Who gets a line at all, and what cuts it.
import { changePassword, signIn, signOut, updateMe, updatePerson } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { publishNeed } from '../support/journey';
import { openLine } from '../support/socket-client';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('nobody gets a line without a session', async () => {
  await expect(openLine(app.baseUrl, app.visitor())).rejects.toThrow('not_signed_in');
  const liar = app.visitor();
  liar.setCookie('enishi=s%3Amade-up.signature');
  await expect(openLine(app.baseUrl, liar)).rejects.toThrow('not_signed_in');
});

test('no page of another origin gets one, whoever’s cookie it brings', async () => {
  const { client } = await app.signedIn();
  await expect(openLine(app.baseUrl, client, { origin: 'https://evil.example' })).rejects.toThrow();
  await expect(openLine(app.baseUrl, client, { origin: 'null' })).rejects.toThrow();
  (await openLine(app.baseUrl, client, { origin: app.baseUrl })).close();
});

test('signing out cuts the lines of that session only', async () => {
  const { client, user } = await app.signedIn();
  const elsewhere = await app.enter(user.email);
  const [one, two, other] = [
    await openLine(app.baseUrl, client),
    await openLine(app.baseUrl, client),
    await openLine(app.baseUrl, elsewhere),
  ];
  await client.send(signOut);
  await Promise.all([one.closed, two.closed]);
  await expect(openLine(app.baseUrl, client)).rejects.toThrow('not_signed_in');
  await elsewhere.call(updateMe, { body: { version: 0, language: 'en' } });
  await other.heard({ topic: 'session' });
  other.close();
});

test('whoever is suspended is out at once and does not come back', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  const { client, user } = await app.signedIn();
  const line = await openLine(app.baseUrl, client);
  await admin.client.call(updatePerson, { params: { id: user.id }, body: { version: 0, status: 'suspended' } });
  await line.closed;
  await expect(openLine(app.baseUrl, client)).rejects.toThrow('not_signed_in');
});

test('a change to one’s own account is told to one’s tabs and cuts none of them', async () => {
  const { client } = await app.signedIn({ roles: ['company', 'expert'] });
  const line = await openLine(app.baseUrl, client);
  await client.call(updateMe, { body: { version: 0, activeRole: 'expert' } });
  await line.heard({ topic: 'session' });
  await app.settled();
  expect(await line.caughtUp()).toBe(false);
  line.close();
});

test('a new password cuts the lines of the other sessions, which do not come back', async () => {
  const { client, user } = await app.signedIn();
  const thief = await app.enter(user.email);
  const line = await openLine(app.baseUrl, thief);
  const own = await openLine(app.baseUrl, client);
  await client.send(changePassword, { body: { current: testPassword, next: '冬の蔵王で樹氷を見る計画' } });
  await line.closed;
  await expect(openLine(app.baseUrl, thief)).rejects.toThrow('not_signed_in');
  expect(await own.caughtUp()).toBe(false);
  own.close();
});

test('signing in as somebody else in the same browser cuts the lines of whoever was there', async () => {
  const { client } = await app.signedIn();
  const line = await openLine(app.baseUrl, client);
  const next = await app.person();
  await client.call(signIn, { body: { email: next.email, password: testPassword } });
  await line.closed;
});

test('a coordinator whose role is taken away hears no more of the region', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  const { client, user } = await app.signedIn({ roles: ['coordinator'], prefecture: '21' });
  const line = await openLine(app.baseUrl, client);
  await admin.client.call(updatePerson, { params: { id: user.id }, body: { version: 0, roles: ['expert'] } });
  await line.heard({ topic: 'session' });
  await line.closed;
  const again = await openLine(app.baseUrl, client);
  await publishNeed((await app.signedIn()).client, { prefecture: '21' });
  await app.settled();
  await again.caughtUp();
  expect(again.hints).toEqual([]);
  again.close();
});

test('a server that stops cuts its lines', async () => {
  const other = await startTestApp();
  const { client } = await other.signedIn();
  const line = await openLine(other.baseUrl, client);
  await other.close();
  await line.closed;
});
