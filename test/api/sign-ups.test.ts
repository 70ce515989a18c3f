// Signing up where addresses are confirmed, through the letters that really arrive.
import type * as Argon2 from '@node-rs/argon2';
import { listAuditEvents } from '@enishi/shared/audit';
import { listMembershipRequests } from '@enishi/shared/memberships';
import { confirmSignUp, getSignUp, signUpLimits } from '@enishi/shared/sign-ups';
import {
  acceptInvitation,
  createInvitation,
  getSession,
  signIn,
  signUp,
  updatePerson,
  type SignUpForm,
} from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { startMailServer, type MailServer } from '../support/mail-server';

/** What the library of password hashes is asked to do, and how hard that is. */
const mockWork: string[] = [];
jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof Argon2>('@node-rs/argon2');
  const priceOf = (hashed: string) => /\$m=\d+,t=\d+,p=\d+/.exec(hashed)?.[0] ?? '';
  return {
    ...real,
    verify: (hashed: string, password: string) => {
      mockWork.push(`verify ${priceOf(hashed)}`);
      return real.verify(hashed, password);
    },
    hash: async (password: string, options: Parameters<typeof real.hash>[1]) => {
      const hashed = await real.hash(password, options);
      mockWork.push(`hash ${priceOf(hashed)}`);
      return hashed;
    },
  };
});

let server: MailServer;
let app: TestApp;
/** What the database is asked between a question and its answer, in its order. */
const asked: string[] = [];
beforeAll(async () => {
  server = await startMailServer();
  app = await startTestApp({
    env: { SMTP_URL: server.url, MAIL_FROM: 'no-reply@enishi.example.jp', CONFIRM_ADDRESSES: '1' },
  });
  app.connection.on('operation-start', (one: { collectionName: string; method: string }) =>
    asked.push(`${one.method} ${one.collectionName}`),
  );
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

const password = '山形の桜を見に行く春の旅';
const founding = { choice: 'new' as const, name: '有限会社さくら精機', kind: 'company' as const, prefecture: '06' };
const formOf = (email: string, given: Partial<SignUpForm> = {}): SignUpForm => ({
  ...{ email, password, displayName: '蔵王 花子', roles: ['company'], organisation: founding, prefecture: '06' },
  language: 'ja',
  ...given,
});
const ask = (email: string, given: Partial<SignUpForm> = {}) =>
  app.visitor().send(signUp, { body: formOf(email, given) });
const tokens = () => server.mails.flatMap(({ text }) => /\/sign-up\/confirm\?token=([\w-]{43})/.exec(text)?.[1] ?? []);
const tokenFor = async (email: string, given: Partial<SignUpForm> = {}) => {
  expect((await ask(email, given)).status).toBe(201);
  await app.mailed();
  return tokens().at(-1) ?? '';
};
const confirm = (token: string, typed = password, client = app.visitor()) =>
  client.send(confirmSignUp, { params: { token }, body: { password: typed } });
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort();
const count = (name: string, where: object = {}) => app.connection.collection(name).countDocuments(where);
const signInStatus = async (email: string, typed: string) =>
  (await app.visitor().send(signIn, { body: { email, password: typed } })).status;
const everythingKept = async () => {
  const names = (await app.connection.db?.listCollections().toArray()) ?? [];
  const kept = names.map(({ name }) => app.connection.collection(name).find({}).toArray());
  return JSON.stringify(await Promise.all(kept));
};

test('an account is opened by the button behind the link, not before, and not by looking at it', async () => {
  const visitor = app.visitor();
  const answer = await visitor.send(signUp, { body: formOf('hanako@mail.example') });
  expect([answer.status, answer.body]).toEqual([201, { state: 'sent', viewer: null }]);
  expect(answer.headers.getSetCookie()).toEqual([]);
  await app.mailed();
  expect(server.mails.map(({ envelopeTo }) => envelopeTo)).toEqual([['hanako@mail.example']]);
  expect(await signInStatus('hanako@mail.example', password)).toBe(401);
  expect([await count('users'), await count('organisations')]).toEqual([0, 0]);

  const [token = ''] = tokens();
  for (let time = 0; time < 2; time += 1)
    expect(await visitor.call(getSignUp, { params: { token } })).toEqual({
      ...{ email: 'hanako@mail.example', displayName: '蔵王 花子', organisationName: '有限会社さくら精機' },
      expiresAt: new Date(app.clock.now().getTime() + signUpLimits.hours * 3_600_000).toISOString(),
    });
  expect(await count('users')).toBe(0);

  const opened = await visitor.call(confirmSignUp, { params: { token }, body: { password } });
  expect(opened.viewer).toMatchObject({ email: 'hanako@mail.example', organisation: { name: '有限会社さくら精機' } });
  expect((await visitor.call(getSession)).viewer?.id).toBe(opened.viewer?.id);
  expect(await signInStatus('hanako@mail.example', password)).toBe(200);
});

test('nothing that whoever asks can see or measure tells who has an account', async () => {
  const known = await app.person();
  const suspended = await app.person();
  const admin = await app.signedIn({ roles: ['admin'] });
  await admin.client.call(updatePerson, { params: { id: suspended.id }, body: { version: 0, status: 'suspended' } });
  const seen: string[] = [];
  for (const email of ['nobody@mail.example', known.email, suspended.email]) {
    await app.mailed();
    const letters = await count('outbox');
    mockWork.length = 0;
    asked.length = 0;
    const { status, body, headers } = await ask(email);
    const work = [...mockWork];
    const names = [...headers.keys()].sort();
    // Handing over the letter is the last thing; it leaves beside the answer. What the match engine reads now and then is
    // no part of it.
    const ours = asked.filter((one) => / (users|organisations|sign_ups|audit|outbox)$/.test(one));
    const own = ours.slice(0, ours.indexOf('updateOne outbox') + 1);
    await app.mailed();
    seen.push(JSON.stringify({ status, body, names, work, own, letters: (await count('outbox')) - letters }));
  }
  expect([...new Set(seen)]).toHaveLength(1);
  expect(JSON.parse(seen[0] ?? '{}')).toMatchObject({
    ...{ status: 201, body: { state: 'sent', viewer: null }, letters: 1 },
    work: ['hash $m=19456,t=2,p=1'],
    own: ['findOne users', 'updateOne sign_ups', 'insertMany audit', 'updateOne outbox'],
  });
});

test('what is refused is refused for every address alike', async () => {
  const known = await app.person();
  for (const given of [
    { password: 'password1234' },
    { organisation: { choice: 'existing' as const, id: 'a'.repeat(24) } },
    { displayName: ' ' },
  ]) {
    const answers = await Promise.all(['nobody@mail.example', known.email].map((email) => ask(email, given)));
    const bodies = answers.map(({ status, body }) => ({ status, ...(body as object), requestId: '' }));
    expect(bodies[0]).toMatchObject({ status: 400 });
    expect(bodies[0]).toEqual(bodies[1]);
  }
  const floods = [];
  for (const email of ['flooded@mail.example', known.email]) {
    const answers = [];
    for (let time = 0; time < 6; time += 1) answers.push((await ask(email)).status);
    floods.push(answers);
  }
  expect(floods[0]).toEqual([201, 201, 201, 201, 201, 429]);
  expect(floods[0]).toEqual(floods[1]);
  await app.mailed();
});

test('whoever has the address is told in a letter, in their own language, and nothing of what was typed', async () => {
  const { email } = await app.person({ displayName: '月山 太郎', language: 'en' });
  await ask(email, { displayName: 'https://evil.example', password: 'an intruder typed this' });
  await app.mailed();
  const [mail] = server.mails;
  expect(mail?.envelopeTo).toEqual([email]);
  expect(mail?.text).toContain('has an account already');
  for (const path of ['/sign-in', '/forgot']) expect(mail?.text).toContain(`${app.baseUrl}${path}`);
  expect(mail?.text).not.toContain('evil.example');
  expect(tokens()).toEqual([]);
  expect(await signInStatus(email, testPassword)).toBe(200);
  expect(await signInStatus(email, 'an intruder typed this')).toBe(401);
});

test('a letter to an address that nobody has confirmed carries nothing that was typed', async () => {
  await ask('stranger@mail.example', {
    displayName: 'https://evil.example',
    organisation: { ...founding, name: 'buy!' },
  });
  await app.mailed();
  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect(JSON.stringify(mail)).not.toMatch(/evil\.example|buy!/);
});

test('a link opens one account, once, whoever presses at the same moment', async () => {
  const token = await tokenFor('twice@mail.example');
  const answers = await Promise.all([1, 2, 3].map(() => confirm(token)));
  expect(statuses(answers)).toEqual([201, 404, 404]);
  expect([await count('users'), await count('organisations')]).toEqual([1, 1]);
  await app.visitor().fail(getSignUp, 404, { params: { token } });
});

test('a link ends after a day', async () => {
  const token = await tokenFor('late@mail.example');
  app.clock.move(signUpLimits.hours * 3_600_000 - 1000);
  await app.visitor().call(getSignUp, { params: { token } });
  app.clock.move(1000);
  await app.visitor().fail(getSignUp, 404, { params: { token } });
  expect((await confirm(token)).status).toBe(404);
  expect(await count('users')).toBe(0);
  app.clock.set(new Date());
});

test.each([
  ['the first', 0, password],
  ['the last', 1, 'eine ganz andere lange Wendung'],
])(
  'of two letters %s opens the account with what was typed for it, and the other is over',
  async (_which, at, typed) => {
    const email = 'again@mail.example';
    const first = await tokenFor(email);
    const second = await tokenFor(email, { password: 'eine ganz andere lange Wendung' });
    const links = [first, second];
    expect(first).not.toBe(second);
    expect((await confirm(links[at] ?? '', typed)).status).toBe(201);
    expect((await confirm(links[1 - at] ?? '', typed)).status).toBe(404);
    expect(await signInStatus(email, typed)).toBe(200);
    expect([await count('users'), await count('organisations'), await count('sign_ups')]).toEqual([1, 1, 0]);
  },
);

test('two letters used at the same moment open one account and one organisation', async () => {
  const links = [await tokenFor('both@mail.example'), await tokenFor('both@mail.example')];
  expect(statuses(await Promise.all(links.map((token) => confirm(token))))).toEqual([201, 404]);
  expect([await count('users'), await count('organisations')]).toEqual([1, 1]);
});

test('whoever was invited meanwhile keeps their account, and the link is over', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  const token = await tokenFor('invited@mail.example');
  const centre = await app.organisation('support_centre', '06', ['06']);
  const { address } = await admin.client.call(createInvitation, {
    body: { email: 'invited@mail.example', roles: ['coordinator'], organisationId: centre.id },
  });
  await app.visitor().call(acceptInvitation, {
    params: { token: address.split('/').at(-1) ?? '' },
    body: { password: testPassword, displayName: '招かれた人' },
  });
  const before = await count('organisations');
  expect((await confirm(token)).status).toBe(404);
  expect(await count('organisations')).toBe(before);
  expect(await signInStatus('invited@mail.example', testPassword)).toBe(200);
});

test('whoever names an organisation that is known asks it once they have confirmed, not before', async () => {
  const keeper = await app.signedIn();
  const organisation = { choice: 'existing' as const, id: keeper.user.organisationId };
  const token = await tokenFor('member@mail.example', { organisation });
  expect((await keeper.client.call(listMembershipRequests)).total).toBe(0);
  const { viewer } = await app.visitor().call(confirmSignUp, { params: { token }, body: { password } });
  expect(viewer?.membership).toMatchObject({ state: 'pending', organisation: { id: organisation.id } });
  expect((await keeper.client.call(listMembershipRequests)).items.map(({ email }) => email)).toEqual([
    'member@mail.example',
  ]);
});

test('a letter that a stranger asked for opens nothing for whoever reads it, and nothing for the stranger', async () => {
  const token = await tokenFor('victim@mail.example', { password: 'an intruder typed this' });
  const answer = await confirm(token, password);
  expect([answer.status, answer.body]).toMatchObject([
    400,
    { code: 'invalid', fields: [{ path: 'password', problem: 'password_wrong' }] },
  ]);
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await count('users')).toBe(0);
  expect(await signInStatus('victim@mail.example', 'an intruder typed this')).toBe(401);
  // A slip of the finger costs nothing: the link still holds.
  expect((await confirm(token, 'an intruder typed this')).status).toBe(201);
});

test('the password of a link cannot be tried again and again', async () => {
  const token = await tokenFor('tried@mail.example');
  const tries = [];
  for (let time = 0; time < 6; time += 1) tries.push((await confirm(token, `a wrong password ${time}`)).status);
  expect(tries).toEqual([400, 400, 400, 400, 400, 429]);
});

test('a session planted before is worth nothing after', async () => {
  const token = await tokenFor('fixed@mail.example');
  const thief = await app.signedIn();
  const victim = app.visitor();
  victim.setCookie(thief.client.cookie());
  const { viewer } = await victim.call(confirmSignUp, { params: { token }, body: { password } });
  expect((await thief.client.call(getSession)).viewer?.id).not.toBe(viewer?.id);
});

test('neither token nor password lies anywhere once the letter has left, and neither is logged', async () => {
  const token = await tokenFor('secret@mail.example');
  expect(token).toHaveLength(43);
  await app.visitor().request('GET', `/sign-up/confirm?token=${token}`);
  await app.visitor().call(getSignUp, { params: { token } });
  const all = await everythingKept();
  expect(all).toContain('secret@mail.example');
  for (const secret of [token, password]) {
    expect([secret, all.includes(secret)]).toEqual([secret, false]);
    expect(app.logged.join('')).not.toContain(secret);
  }
});

test('the audit log has who signed up, with whose address, and what was opened', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  const known = await app.person();
  await ask(known.email);
  const token = await tokenFor('audited@mail.example');
  const { viewer } = await app.visitor().call(confirmSignUp, { params: { token }, body: { password } });
  const { items } = await admin.client.call(listAuditEvents, { query: {} });
  const lines = items.filter(({ kind }) => kind === 'sign_up_asked' || kind === 'account_opened');
  expect(lines.map(({ kind, by, subject }) => [kind, by?.id ?? null, subject?.id ?? null])).toEqual([
    ['account_opened', viewer?.id, null],
    ['sign_up_asked', null, null],
    ['sign_up_asked', null, known.id],
  ]);
});
