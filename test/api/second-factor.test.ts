// The second factor, as somebody with an app in their hand meets it.
import { Secret, TOTP } from 'otpauth';
import { needContracts } from '@enishi/shared/needs';
import { getQueue } from '@enishi/shared/workbench';
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
  resetSecondFactor,
  secondFactorLimits,
} from '@enishi/shared/second-factor';
import { getSession, listPeople, signIn } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { REQUIRE_SECOND_FACTOR: '1' } });
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const stepMs = secondFactorLimits.period * 1000;
const password = testPassword;
/** The code that the app on the telephone shows now, or so many steps later. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() + steps * stepMs });

const setUp = async (client: HttpClient) => {
  const { secret, uri } = await client.call(beginSecondFactor, { body: { password } });
  const { recoveryCodes } = await client.call(confirmSecondFactor, { body: { code: codeOf(secret) } });
  app.clock.move(stepMs);
  return { secret, uri, recoveryCodes };
};
const knock = (email: string, code?: string) =>
  app.visitor().send(signIn, { body: { email, password, ...(code === undefined ? {} : { code }) } });
const codesOfAnswer = (answer: { body: unknown }) => (answer.body as { code?: string }).code ?? null;

test('a code of the app opens the door, once each, and a recovery code does in its place', async () => {
  const { user, client } = await app.signedIn();
  const other = await app.enter(user.email);
  const { secret, uri, recoveryCodes } = await setUp(client);
  expect(uri).toContain(`secret=${secret}`);
  expect(new Set(recoveryCodes).size).toBe(secondFactorLimits.recoveryCodes);
  // Whoever was signed in elsewhere is not any more; this session goes on.
  expect((await other.call(getSession)).viewer).toBeNull();
  expect(await client.call(getSecondFactor)).toEqual({ isOn: true, isRequired: false, recoveryCodesLeft: 10 });

  expect([(await knock(user.email)).status, codesOfAnswer(await knock(user.email))]).toEqual([
    401,
    'second_factor_needed',
  ]);
  const code = codeOf(secret);
  expect((await knock(user.email, code)).status).toBe(200);
  expect(codesOfAnswer(await knock(user.email, code))).toBe('second_factor_wrong');
  // Clocks differ a little; a code from long ago is worth nothing.
  expect((await knock(user.email, codeOf(secret, 1))).status).toBe(200);
  expect(codesOfAnswer(await knock(user.email, codeOf(secret, -5)))).toBe('second_factor_wrong');

  const [first = ''] = recoveryCodes;
  expect((await knock(user.email, ` ${first.toUpperCase()} `)).status).toBe(200);
  expect(codesOfAnswer(await knock(user.email, first))).toBe('second_factor_wrong');
  expect((await client.call(getSecondFactor)).recoveryCodesLeft).toBe(9);
});

test('two who use one code at the same moment: one comes in', async () => {
  const { user, client } = await app.signedIn();
  const { secret, recoveryCodes } = await setUp(client);
  const both = async (code: string) =>
    (await Promise.all([knock(user.email, code), knock(user.email, code)])).map(({ status }) => status).sort();
  expect(await both(codeOf(secret))).toEqual([200, 401]);
  expect(await both(recoveryCodes[3] ?? '')).toEqual([200, 401]);
});

test('without the right password nobody learns whether there is a second factor', async () => {
  const { user, client } = await app.signedIn();
  await setUp(client);
  const wrong = (email: string) => app.visitor().send(signIn, { body: { email, password: 'quite another phrase' } });
  expect(codesOfAnswer(await wrong(user.email))).toBe('wrong_credentials');
  expect(codesOfAnswer(await wrong('nobody@mail.example'))).toBe('wrong_credentials');
});

test('codes cannot be tried out', async () => {
  const { user, client } = await app.signedIn();
  await setUp(client);
  const answers = [];
  for (let guess = 0; guess < 6; guess += 1) answers.push((await knock(user.email, String(100_000 + guess))).status);
  expect(answers.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
  expect(answers[5]).toBe(429);
});

test('secrets and recovery codes do not lie open in the database, in answers or in the log', async () => {
  const { user, client } = await app.signedIn({ roles: ['admin'] });
  const { secret, recoveryCodes } = await setUp(client);
  const stored = JSON.stringify(await app.connection.collection('users').findOne({ email: user.email }));
  const answered = JSON.stringify([await client.call(getSession), await client.call(listPeople)]);
  for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))]) {
    expect(stored).not.toContain(text);
    expect(answered).not.toContain(text);
    expect(app.logged.join('')).not.toContain(text);
  }
  expect(answered).not.toMatch(/secondFactor"|recoveryHashes/);
});

test('a coordinator sees nothing before it is set up, and everything after', async () => {
  const { client } = await app.signedIn({ roles: ['coordinator'] });
  expect((await client.call(getSession)).viewer?.mustSetUpSecondFactor).toBe(true);
  expect((await client.fail(getQueue, 403)).code).toBe('second_factor_required');
  // Public pages look as to a visitor.
  expect((await client.call(needContracts.list)).items).toEqual([]);
  await setUp(client);
  expect((await client.call(getSession)).viewer?.mustSetUpSecondFactor).toBe(false);
  expect((await client.send(getQueue)).status).toBe(200);
  // It cannot be switched off where it is demanded.
  await client.fail(endSecondFactor, 409, { body: { password, code: '000000' } });
});

test('it is set up only with the password, within a quarter of an hour, and once', async () => {
  const { client } = await app.signedIn();
  const refused = await client.fail(beginSecondFactor, 400, { body: { password: 'quite another phrase' } });
  expect(JSON.stringify(refused)).toContain('password_wrong');
  const { secret } = await client.call(beginSecondFactor, { body: { password } });
  const wrong = await client.fail(confirmSecondFactor, 400, { body: { code: codeOf(secret, 9) } });
  expect(JSON.stringify(wrong)).toContain('code_wrong');
  app.clock.move(secondFactorLimits.setupMinutes * 60_000);
  await client.fail(confirmSecondFactor, 409, { body: { code: codeOf(secret) } });
  await setUp(client);
  await client.fail(beginSecondFactor, 409, { body: { password } });
});

test('it is switched off, and recovery codes are renewed, with password and code', async () => {
  const { user, client } = await app.signedIn();
  const { secret, recoveryCodes: old } = await setUp(client);
  await client.fail(endSecondFactor, 400, { body: { password: 'quite another phrase', code: codeOf(secret) } });
  await client.fail(endSecondFactor, 400, { body: { password, code: codeOf(secret, 9) } });
  const { recoveryCodes } = await client.call(renewRecoveryCodes, { body: { password, code: codeOf(secret) } });
  expect(codesOfAnswer(await knock(user.email, old[0]))).toBe('second_factor_wrong');
  expect((await knock(user.email, recoveryCodes[0])).status).toBe(200);
  app.clock.move(stepMs);
  await client.call(endSecondFactor, { body: { password, code: codeOf(secret) } });
  expect((await knock(user.email)).status).toBe(200);
});

test('an administrator takes it away from somebody who lost everything, never from themselves', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  await setUp(admin.client);
  const { user, client } = await app.signedIn();
  await client.fail(resetSecondFactor, 403, { params: { id: user.id } });
  await setUp(client);
  await admin.client.call(resetSecondFactor, { params: { id: user.id } });
  expect((await client.call(getSession)).viewer).toBeNull();
  expect((await knock(user.email)).status).toBe(200);
  await admin.client.fail(resetSecondFactor, 409, { params: { id: admin.user.id } });
});
