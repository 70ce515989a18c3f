// A forgotten password, through the mail that really arrives.
import {
  getPasswordReset,
  passwordResetLimits,
  requestPasswordReset,
  resetPassword,
} from '@enishi/shared/password-resets';
import { needContracts } from '@enishi/shared/needs';
import { signIn, updatePerson } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { startMailServer, type MailServer } from '../support/mail-server';

let server: MailServer;
let app: TestApp;
beforeAll(async () => {
  server = await startMailServer();
  app = await startTestApp({ env: { SMTP_URL: server.url, MAIL_FROM: 'no-reply@enishi.example.jp' } });
});
beforeEach(async () => {
  await app.reset();
  await app.connection.collection('throttle').deleteMany({});
  server.reset();
});
afterAll(async () => {
  await app.close();
  await server.down();
});

const next = 'eine ganz andere lange Wendung';
const ask = async (email: string) => {
  await app.visitor().call(requestPasswordReset, { body: { email } });
  await app.settled();
  await app.mailed();
};
const tokens = () => server.mails.map(({ text }) => /\/reset\/([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? '');
const tokenFor = async (email: string) => {
  await ask(email);
  return tokens().at(-1) ?? '';
};
const signInStatus = async (email: string, password: string) =>
  (await app.visitor().send(signIn, { body: { email, password } })).status;

test('the link in the mail sets a new password once, and ends every session', async () => {
  const { user, client } = await app.signedIn();
  const token = await tokenFor(user.email);
  const visitor = app.visitor();
  expect(await visitor.call(getPasswordReset, { params: { token } })).toMatchObject({ email: user.email });
  await visitor.call(resetPassword, { params: { token }, body: { password: next } });
  expect(await signInStatus(user.email, testPassword)).toBe(401);
  expect(await signInStatus(user.email, next)).toBe(200);
  expect((await client.send(needContracts.listMine)).status).toBe(401);
  await visitor.fail(resetPassword, 404, { params: { token }, body: { password: testPassword } });
  expect(await signInStatus(user.email, next)).toBe(200);
});

test('who asks learns nothing about who has an account', async () => {
  const { user } = await app.signedIn();
  const answers = [user.email, 'nobody@mail.example'].map((email) =>
    app.visitor().send(requestPasswordReset, { body: { email } }),
  );
  const [known, unknown] = await Promise.all(answers);
  expect([known?.status, known?.body]).toEqual([204, '']);
  expect([unknown?.status, unknown?.body]).toEqual([204, '']);
  await app.settled();
  await app.mailed();
  expect(server.mails.map(({ envelopeTo }) => envelopeTo)).toEqual([[user.email]]);
});

test('a link ends with its hour, with the next link, and with the account', async () => {
  const { user } = await app.signedIn();
  const first = await tokenFor(user.email);
  const second = await tokenFor(user.email);
  expect(second).not.toBe(first);
  const visitor = app.visitor();
  await visitor.fail(getPasswordReset, 404, { params: { token: first } });
  await visitor.call(getPasswordReset, { params: { token: second } });
  app.clock.move(passwordResetLimits.minutes * 60_000);
  await visitor.fail(resetPassword, 404, { params: { token: second }, body: { password: next } });

  const third = await tokenFor(user.email);
  const admin = await app.signedIn({ roles: ['admin'] });
  await admin.client.call(updatePerson, {
    params: { id: user.id },
    body: { version: user.version, status: 'suspended' },
  });
  await visitor.fail(resetPassword, 404, { params: { token: third }, body: { password: next } });
  await ask(user.email);
  expect(server.mails).toHaveLength(3);
});

test('of two who use a link at once, one sets the password', async () => {
  const { user } = await app.signedIn();
  const token = await tokenFor(user.email);
  const passwords = [next, `${next} zwei`];
  const answers = await Promise.all(
    passwords.map((password) => app.visitor().send(resetPassword, { params: { token }, body: { password } })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
  const won = passwords[answers.findIndex(({ status }) => status === 204)] ?? '';
  expect(await signInStatus(user.email, won)).toBe(200);
});

test('a weak password is refused on its field, and the link still works', async () => {
  const { user } = await app.signedIn();
  const token = await tokenFor(user.email);
  const { fields } = await app.visitor().fail(resetPassword, 400, {
    params: { token },
    body: { password: 'passwordpassword' },
  });
  expect(fields).toEqual([{ path: 'password', problem: 'password_common' }]);
  await app.visitor().call(resetPassword, { params: { token }, body: { password: next } });
});

test('nobody can flood a mailbox: after five links in an hour there is none', async () => {
  const { user } = await app.signedIn();
  for (let count = 0; count < 5; count += 1) await ask(user.email);
  await app.visitor().fail(requestPasswordReset, 429, { body: { email: user.email } });
  expect(server.mails).toHaveLength(5);
});

test('the token itself is neither kept beside the account nor logged', async () => {
  const { user } = await app.signedIn();
  const token = await tokenFor(user.email);
  expect(token).toHaveLength(43);
  expect(app.logged.join('')).not.toContain(token);
  const resets = await app.connection.collection('password_resets').find({}).toArray();
  expect(JSON.stringify(resets)).not.toContain(token);
});
