// Opening an account, signing in and out, and what ends a session.
import { needContracts } from '@enishi/shared/needs';
import {
  changePassword,
  getSession,
  passwordLimits,
  signIn,
  signOut,
  signUp,
  updateMe,
  type SignUpForm,
} from '@enishi/shared/users';
import { updatePerson } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { day } from '../support/clock';

let app: TestApp;
let serial = 0;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const buildSignUp = (given: Partial<SignUpForm> = {}): SignUpForm => ({
  email: `new-${(serial += 1)}@mail.example`,
  password: '山形の桜を見に行く春の旅',
  displayName: '蔵王 花子',
  roles: ['company'],
  organisation: { choice: 'new', name: '有限会社さくら精機', kind: 'company', prefecture: '06' },
  prefecture: '06',
  language: 'ja',
  ...given,
});

describe('opening an account', () => {
  it('signs in at once and shows who one is, never the password', async () => {
    const client = app.visitor();
    const form = buildSignUp({ roles: ['company', 'expert'] });
    const answer = await client.send(signUp, { body: form });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      viewer: {
        email: form.email,
        displayName: '蔵王 花子',
        roles: ['company', 'expert'],
        activeRole: 'company',
        organisation: { name: '有限会社さくら精機', kind: 'company', prefecture: '06' },
        servedPrefectures: [],
      },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/password|argon2/i);
    expect((await client.call(getSession)).viewer?.email).toBe(form.email);
  });

  it('asks to belong to an organisation that is known', async () => {
    const organisation = await app.organisation('university', '07', []);
    const { viewer } = await app.visitor().call(signUp, {
      body: buildSignUp({ roles: ['researcher'], organisation: { choice: 'existing', id: organisation.id } }),
    });
    expect(viewer?.organisation.id).not.toBe(organisation.id);
    expect(viewer?.membership).toMatchObject({ state: 'pending', organisation: { id: organisation.id } });
  });

  it.each([
    ['a short password', { password: 'short' }, 'password', 'too_short'],
    ['a common password', { password: 'password1234' }, 'password', 'password_common'],
    ['one sign over and over', { password: 'aaaaaaaaaaaaaaaa' }, 'password', 'password_common'],
    [
      'a password like the account',
      { email: 'yamagata-taro@mail.example', password: 'yamagata-taro1' },
      'password',
      'password_like_account',
    ],
    ['an address that is none', { email: 'somebody' }, 'email', 'wrong_form'],
    ['no name', { displayName: '  ' }, 'displayName', 'required'],
    [
      'an unknown organisation',
      { organisation: { choice: 'existing', id: 'a'.repeat(24) } },
      'organisation.id',
      'unknown_organisation',
    ],
  ] as const)('refuses %s on its field', async (_case, given, path, problem) => {
    const { code, fields } = await app.visitor().fail(signUp, 400, { body: buildSignUp(given as Partial<SignUpForm>) });
    expect(code).toBe('invalid');
    expect(fields).toContainEqual(expect.objectContaining({ path, problem }));
  });

  it('tells the limit with the problem', async () => {
    const { fields } = await app.visitor().fail(signUp, 400, { body: buildSignUp({ password: 'short' }) });
    expect(fields).toEqual([{ path: 'password', problem: 'too_short', limit: passwordLimits.min }]);
  });

  it('gives nobody a role that needs an invitation', async () => {
    const roles = ['admin'] as unknown as SignUpForm['roles'];
    const { fields } = await app.visitor().fail(signUp, 400, { body: buildSignUp({ roles }) });
    expect(fields).toEqual([{ path: 'roles.0', problem: 'not_a_choice' }]);
  });

  it('refuses an address that somebody has, however it is written', async () => {
    const form = buildSignUp();
    await app.visitor().call(signUp, { body: form });
    const { fields } = await app
      .visitor()
      .fail(signUp, 400, { body: { ...form, email: ` ${form.email.toUpperCase()} ` } });
    expect(fields).toEqual([{ path: 'email', problem: 'email_taken' }]);
  });

  it('opens one account only when two come at the same moment', async () => {
    const form = buildSignUp();
    const answers = await Promise.all([1, 2].map(() => app.visitor().send(signUp, { body: form })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
  });
});

describe('signing in', () => {
  it('gives a cookie that no script reads and other sites cannot use', async () => {
    const user = await app.person();
    const answer = await app.visitor().send(signIn, { body: { email: user.email, password: testPassword } });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^enishi=/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
  });

  it('answers an unknown account and a wrong password alike', async () => {
    const user = await app.person();
    const unknown = await app
      .visitor()
      .fail(signIn, 401, { body: { email: 'nobody@mail.example', password: testPassword } });
    const wrong = await app
      .visitor()
      .fail(signIn, 401, { body: { email: user.email, password: 'not the right phrase' } });
    expect({ ...unknown, requestId: '' }).toEqual({ ...wrong, requestId: '' });
    expect(wrong.code).toBe('wrong_credentials');
  });

  it('takes the address in any case, and the password only as it is', async () => {
    const user = await app.person();
    await app.visitor().call(signIn, { body: { email: user.email.toUpperCase(), password: testPassword } });
    await app.visitor().fail(signIn, 401, { body: { email: user.email, password: ` ${testPassword}` } });
  });

  it('refuses operators in place of text', async () => {
    const body = { email: { $ne: null }, password: { $ne: null } } as never;
    const { fields } = await app.visitor().fail(signIn, 400, { body });
    expect(fields?.map(({ path }) => path)).toEqual(['email', 'password']);
  });

  it('makes a new session, so that one planted before is worth nothing', async () => {
    const user = await app.person();
    const client = await app.enter(user.email);
    const before = client.cookie();
    await client.call(signIn, { body: { email: user.email, password: testPassword } });
    expect(client.cookie()).not.toBe(before);
    const thief = app.visitor();
    thief.setCookie(before);
    expect((await thief.call(getSession)).viewer).toBeNull();
  });

  it('gives a visitor no cookie', async () => {
    const answer = await app.visitor().send(getSession);
    expect(answer.body).toEqual({ viewer: null });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('takes no cookie that was not signed by us', async () => {
    const user = await app.person();
    const client = await app.enter(user.email);
    const [id] = decodeURIComponent(client.cookie()).split('.');
    client.setCookie(`${id}.${'A'.repeat(43)}`);
    expect((await client.call(getSession)).viewer).toBeNull();
  });

  it('slows down who guesses, tells for how long, and lets others in', async () => {
    const [user, other] = [await app.person(), await app.person()];
    for (let time = 0; time < 5; time += 1)
      await app.visitor().fail(signIn, 401, { body: { email: user.email, password: `guess number ${time}` } });
    const answer = await app.visitor().send(signIn, { body: { email: user.email, password: testPassword } });
    expect(answer.status).toBe(429);
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(15 * 60);
    expect(answer.body).toMatchObject({ code: 'too_many_requests', retryAfter: wait });
    await app.visitor().call(signIn, { body: { email: other.email, password: testPassword } });
  });

  it('forgets wrong tries after a right one', async () => {
    const user = await app.person();
    for (const password of [
      'wrong 1',
      'wrong 2',
      'wrong 3',
      'wrong 4',
      testPassword,
      'wrong 5',
      'wrong 6',
      'wrong 7',
      'wrong 8',
      testPassword,
    ])
      await app.visitor().send(signIn, { body: { email: user.email, password } });
    await app.visitor().call(signIn, { body: { email: user.email, password: testPassword } });
  });
});

describe('the end of a session', () => {
  it('comes with signing out', async () => {
    const { client } = await app.signedIn();
    const cookie = client.cookie();
    const answer = await client.send(signOut);
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^enishi=;.*Expires=Thu, 01 Jan 1970/);
    client.setCookie(cookie);
    expect((await client.call(getSession)).viewer).toBeNull();
    await client.fail(needContracts.listMine, 401);
  });

  it('is no trouble to a visitor', async () => {
    expect((await app.visitor().send(signOut)).status).toBe(204);
  });

  it('comes after twelve hours without use', async () => {
    const { client, user } = await app.signedIn();
    const sessions = app.connection.collection<{ expires: Date; session: { passport: { user: string } } }>('sessions');
    const mine = { 'session.passport.user': user.id };
    const found = await sessions.findOne(mine);
    const left = (found?.expires.getTime() ?? 0) - Date.now();
    expect(left).toBeGreaterThan(11.9 * 3_600_000);
    expect(left).toBeLessThanOrEqual(12 * 3_600_000);
    await sessions.updateOne(mine, { $set: { expires: new Date(Date.now() - 1000) } });
    expect((await client.call(getSession)).viewer).toBeNull();
  });

  it('comes after seven days however much it is used', async () => {
    const { client } = await app.signedIn();
    app.clock.move(7 * day - 1000);
    expect((await client.call(getSession)).viewer).not.toBeNull();
    app.clock.move(1000);
    expect((await client.call(getSession)).viewer).toBeNull();
  });

  it('comes at once for somebody who is suspended, and they cannot sign in again', async () => {
    const admin = await app.signedIn({ roles: ['admin'] });
    const { client, user } = await app.signedIn();
    const body = { version: 0, status: 'suspended' as const };
    await admin.client.call(updatePerson, { params: { id: user.id }, body });
    expect((await client.call(getSession)).viewer).toBeNull();
    await client.fail(needContracts.listMine, 401);
    const told = await app.visitor().fail(signIn, 401, { body: { email: user.email, password: testPassword } });
    expect(told.code).toBe('wrong_credentials');
  });
});

describe('one’s own account', () => {
  it('changes name, language and settings, and tells the next version', async () => {
    const { client } = await app.signedIn();
    const { viewer } = await client.call(updateMe, {
      body: { version: 0, displayName: '新しい名前', language: 'en', notificationSettings: { match_found: 'daily' } },
    });
    expect(viewer).toMatchObject({
      displayName: '新しい名前',
      language: 'en',
      version: 1,
      notificationSettings: { match_found: 'daily' },
    });
    expect((await client.call(getSession)).viewer).toEqual(viewer);
  });

  it('tells the second of two that the first was quicker', async () => {
    const { client } = await app.signedIn();
    await client.call(updateMe, { body: { version: 0, displayName: 'First' } });
    const { code, stale } = await client.fail(updateMe, 409, { body: { version: 0, displayName: 'Second' } });
    expect(code).toBe('stale');
    expect(stale?.version).toBe(1);
  });

  it('switches the view among the roles one holds, not to others', async () => {
    const { client } = await app.signedIn({ roles: ['company', 'researcher'] });
    const { viewer } = await client.call(updateMe, { body: { version: 0, activeRole: 'researcher' } });
    expect(viewer?.activeRole).toBe('researcher');
    const { fields } = await client.fail(updateMe, 400, { body: { version: 1, activeRole: 'admin' } });
    expect(fields).toEqual([{ path: 'activeRole', problem: 'not_a_choice' }]);
  });

  it('cannot give itself what the form has not got', async () => {
    const { client } = await app.signedIn();
    const body = {
      version: 0,
      displayName: 'Somebody',
      roles: ['admin'],
      status: 'active',
      organisationId: 'a'.repeat(24),
    } as never;
    const { viewer } = await client.call(updateMe, { body });
    expect(viewer?.roles).toEqual(['company']);
  });

  it('changes the password and ends the other sessions, not this one', async () => {
    const { client, user } = await app.signedIn();
    const other = await app.enter(user.email);
    const next = '夏の最上川で舟に乗る計画';
    expect((await client.send(changePassword, { body: { current: testPassword, next } })).status).toBe(204);
    expect((await client.call(getSession)).viewer?.id).toBe(user.id);
    expect((await other.call(getSession)).viewer).toBeNull();
    await app.visitor().fail(signIn, 401, { body: { email: user.email, password: testPassword } });
    await app.visitor().call(signIn, { body: { email: user.email, password: next } });
  });

  it('can be changed as before after the password was', async () => {
    const { client } = await app.signedIn();
    await client.send(changePassword, { body: { current: testPassword, next: '秋の芋煮会に友人を三人呼ぶ' } });
    const { viewer } = await client.call(updateMe, { body: { version: 0, displayName: 'Still me' } });
    expect(viewer?.displayName).toBe('Still me');
  });

  it('keeps the password when the present one is wrong or the new one is common', async () => {
    const { client } = await app.signedIn();
    const wrong = await client.fail(changePassword, 400, {
      body: { current: 'not this one', next: '秋の芋煮会に友人を三人呼ぶ' },
    });
    expect(wrong.fields).toEqual([{ path: 'current', problem: 'password_wrong' }]);
    const common = await client.fail(changePassword, 400, { body: { current: testPassword, next: 'password1234' } });
    expect(common.fields).toEqual([{ path: 'next', problem: 'password_common' }]);
  });

  it('counts guesses at the present password, not unlucky choices of the new one', async () => {
    const { client } = await app.signedIn();
    for (let time = 0; time < 6; time += 1)
      await client.fail(changePassword, 400, { body: { current: testPassword, next: 'password1234' } });
    for (let time = 0; time < 5; time += 1)
      await client.fail(changePassword, 400, {
        body: { current: `guess ${time}`, next: '秋の芋煮会に友人を三人呼ぶ' },
      });
    await client.fail(changePassword, 429, { body: { current: testPassword, next: '秋の芋煮会に友人を三人呼ぶ' } });
  });
});
