// Attacks on accounts: guessing, asking who has one, planting sessions, stealing what lies in the database.
import type * as Argon2 from '@node-rs/argon2';
import { eraseMe } from '@enishi/shared/privacy';
import { needContracts } from '@enishi/shared/needs';
import { requestPasswordReset, resetPassword } from '@enishi/shared/password-resets';
import { beginSecondFactor, confirmSecondFactor } from '@enishi/shared/second-factor';
import { acceptInvitation, createInvitation, getSession, signIn, signUp, updatePerson } from '@enishi/shared/users';
import { Secret, TOTP } from 'otpauth';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { day } from '../support/clock';
import { startMailServer, type MailServer } from '../support/mail-server';
import { openLine } from '../support/socket-client';

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
beforeAll(async () => {
  server = await startMailServer();
  // One proxy in front, so that a test can come from many addresses.
  app = await startTestApp({
    env: { SMTP_URL: server.url, MAIL_FROM: 'no-reply@enishi.example.jp', TRUST_PROXY: '1' },
  });
});
beforeEach(async () => {
  await app.connection.collection('throttle').deleteMany({});
  server.reset();
});
afterAll(async () => {
  await app.close();
  await server.down();
});

const from = (address: string) => ({ 'x-forwarded-for': address });
const guess = (email: string, address: string, password = 'not the right phrase', code?: string) =>
  app.visitor().send(signIn, { body: { email, password, ...(code && { code }) }, headers: from(address) });
const statuses = (answers: readonly { status: number }[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe('guessing', () => {
  it('gets no further with forty guesses at the same moment than with forty one after the other', async () => {
    const { email } = await app.person();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => guess(email, '192.0.2.1', `guess ${at}`)));
    expect(statuses(answers)).toEqual({ 401: 5, 429: 35 });
    expect((await guess(email, '192.0.2.1', testPassword)).status).toBe(429);
    expect((await guess(email, '192.0.2.2', testPassword)).status).toBe(200);
  });

  it('gets no further with codes of the second factor at the same moment', async () => {
    const { user, client } = await app.signedIn();
    const { secret } = await client.call(beginSecondFactor, { body: { password: testPassword } });
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = totp.generate({ timestamp: app.clock.now().getTime() });
    await client.call(confirmSecondFactor, { body: { code } });
    const codes = Array.from({ length: 30 }, (_, at) => String(100_000 + at)).filter((one) => one !== code);
    const answers = await Promise.all(codes.map((one) => guess(user.email, '192.0.2.3', testPassword, one)));
    expect(statuses(answers)[401]).toBe(5);
    expect(statuses(answers)[200]).toBeUndefined();
  });

  it('at one account from many addresses ends after thirty in an hour, for that account alone', async () => {
    const [victim, other] = [await app.person(), await app.person()];
    const answers = [];
    for (let at = 0; at < 40; at += 1) answers.push(await guess(victim.email, `198.51.100.${at}`));
    expect(statuses(answers)).toEqual({ 401: 30, 429: 10 });
    expect((await guess(victim.email, '203.0.113.9', testPassword)).status).toBe(429);
    expect((await guess(other.email, '198.51.100.1', testPassword)).status).toBe(200);
  });

  it('at many accounts from one address ends after a hundred in an hour, for that address alone', async () => {
    const people = await Promise.all(Array.from({ length: 22 }, () => app.person()));
    const answers = [];
    for (const { email } of people)
      answers.push(...(await Promise.all(Array.from({ length: 5 }, () => guess(email, '198.51.100.7')))));
    expect(statuses(answers)).toEqual({ 401: 100, 429: 10 });
    const last = people.at(-1)?.email ?? '';
    expect((await guess(last, '198.51.100.7', testPassword)).status).toBe(429);
    expect((await guess(last, '198.51.100.8', testPassword)).status).toBe(200);
  });

  it('costs whoever types the right password nothing', async () => {
    const { email } = await app.person();
    for (let at = 0; at < 35; at += 1) expect((await guess(email, '192.0.2.5', testPassword)).status).toBe(200);
  });

  it('opens thirty accounts from one address in an hour, and no more', async () => {
    const open = (at: number) =>
      app.visitor().send(signUp, {
        body: {
          ...{ email: `many-${at}@mail.example`, password: 'a', displayName: 'x', prefecture: '06' },
          ...{ roles: ['company'], organisation: { choice: 'existing', id: 'a'.repeat(24) } },
          password: 'a long enough phrase',
        },
        headers: from('192.0.2.6'),
      });
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => open(at)));
    expect(statuses(answers)).toEqual({ 400: 30, 429: 10 });
  });
});

describe('who has an account', () => {
  const someone = async () => {
    const visitor = app.visitor();
    const email = `real-${Math.random().toString(36).slice(2)}@mail.example`;
    await visitor.call(signUp, {
      body: {
        ...{ email, password: testPassword, displayName: '蔵王 花子', roles: ['company' as const], prefecture: '06' },
        organisation: { choice: 'new' as const, name: 'さくら精機', kind: 'company' as const, prefecture: '06' },
      },
    });
    const { viewer } = await visitor.call(getSession);
    return { email, id: viewer?.id ?? '', client: visitor };
  };

  it('shows at the door neither in the answer nor in the work behind it', async () => {
    const admin = await app.signedIn({ roles: ['admin'] });
    const [wrong, suspended, erased, doubled] = [await someone(), await someone(), await someone(), await someone()];
    await admin.client.call(updatePerson, { params: { id: suspended.id }, body: { version: 0, status: 'suspended' } });
    await erased.client.call(eraseMe, { body: { password: testPassword } });
    const { secret } = await doubled.client.call(beginSecondFactor, { body: { password: testPassword } });
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: app.clock.now().getTime() });
    await doubled.client.call(confirmSecondFactor, { body: { code } });

    const seen = [];
    for (const [email, password] of [
      ['nobody@mail.example', 'not the right phrase'],
      [wrong.email, 'not the right phrase'],
      [suspended.email, 'not the right phrase'],
      [suspended.email, testPassword],
      [erased.email, testPassword],
      [doubled.email, 'not the right phrase'],
    ] as const) {
      mockWork.length = 0;
      const { status, body, headers } = await guess(email, '192.0.2.10', password);
      const names = [...headers.keys()].sort();
      seen.push(JSON.stringify({ status, body: { ...(body as object), requestId: '' }, names, work: [...mockWork] }));
    }
    expect([...new Set(seen)]).toHaveLength(1);
    // OWASP's first choice for argon2id, spent on nobody as well.
    expect(seen[0]).toContain('verify $m=19456,t=2,p=1');
  });

  it('shows after many guesses no more than after one', async () => {
    const { email } = await someone();
    const ends = [];
    for (const [one, address] of [
      [email, '192.0.2.11'],
      ['still-nobody@mail.example', '192.0.2.12'],
    ] as const) {
      const answers = [];
      for (let at = 0; at < 7; at += 1) answers.push((await guess(one, address)).status);
      ends.push(answers);
    }
    expect(ends[0]).toEqual(ends[1]);
    expect(ends[0]).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it('shows not when a link for a new password is asked for: no work before the answer, none at all for nobody', async () => {
    const { email } = await someone();
    const seen = [];
    for (const one of [email, 'nobody@mail.example']) {
      mockWork.length = 0;
      const { status, body, headers } = await app.visitor().send(requestPasswordReset, { body: { email: one } });
      seen.push(JSON.stringify({ status, body, names: [...headers.keys()].sort(), work: [...mockWork] }));
    }
    expect(seen[0]).toBe(seen[1]);
    await app.mailed();
  });
});

describe('sessions', () => {
  it('that were planted are worth nothing once somebody opens an account or accepts an invitation', async () => {
    const admin = await app.signedIn({ roles: ['admin'] });
    const centre = await app.organisation('support_centre', '06', ['06']);
    const { address } = await admin.client.call(createInvitation, {
      body: { email: 'planted@mail.example', roles: ['coordinator'], organisationId: centre.id },
    });
    const enter = [
      (client: ReturnType<typeof app.visitor>) =>
        client.call(signUp, {
          body: {
            ...{ email: 'fixed@mail.example', password: testPassword, displayName: '被害者', prefecture: '06' },
            roles: ['company' as const],
            organisation: { choice: 'new' as const, name: '新しい会社', kind: 'company' as const, prefecture: '06' },
          },
        }),
      (client: ReturnType<typeof app.visitor>) =>
        client.call(acceptInvitation, {
          params: { token: address.split('/').at(-1) ?? '' },
          body: { password: testPassword, displayName: '招かれた人' },
        }),
    ];
    for (const come of enter) {
      const thief = await app.signedIn();
      const victim = app.visitor();
      victim.setCookie(thief.client.cookie());
      const { viewer } = await come(victim);
      expect(victim.cookie()).not.toBe(thief.client.cookie());
      expect((await thief.client.call(getSession)).viewer?.id).not.toBe(viewer?.id);
    }
  });

  it('that ran out take their sockets with them', async () => {
    const idle = await app.signedIn();
    const kept = await app.signedIn();
    const [idleLine, keptLine] = [await openLine(app.baseUrl, idle.client), await openLine(app.baseUrl, kept.client)];
    await app.connection
      .collection('sessions')
      .updateOne({ 'session.passport.user': idle.user.id }, { $set: { expires: new Date(Date.now() - 1000) } });
    await app.wired.sweep.run();
    await idleLine.closed;
    await expect(openLine(app.baseUrl, idle.client)).rejects.toThrow('not_signed_in');
    expect(await keptLine.caughtUp()).toBe(false);
    // Seven days, however much it is used.
    app.clock.move(7 * day);
    await app.wired.sweep.run();
    await keptLine.closed;
    await expect(openLine(app.baseUrl, kept.client)).rejects.toThrow('not_signed_in');
    app.clock.set(new Date());
  });

  it('and their sockets end with a new password by mail, and with the account', async () => {
    const { user, client } = await app.signedIn();
    const line = await openLine(app.baseUrl, client);
    await app.visitor().call(requestPasswordReset, { body: { email: user.email } });
    await app.mailed();
    const token = /\/reset\/([\w-]{43})/.exec(server.mails.at(-1)?.text ?? '')?.[1] ?? '';
    const password = 'eine ganz andere lange Wendung';
    await app.visitor().call(resetPassword, { params: { token }, body: { password } });
    await line.closed;
    expect((await client.send(needContracts.listMine)).status).toBe(401);

    const again = app.visitor();
    await again.call(signIn, { body: { email: user.email, password } });
    const second = await openLine(app.baseUrl, again);
    await again.call(eraseMe, { body: { password } });
    await second.closed;
    await expect(openLine(app.baseUrl, again)).rejects.toThrow('not_signed_in');
  });
});

it('keeps nothing in the database that opens an account, once the letter has left', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  const { user, client } = await app.signedIn();
  const { address } = await admin.client.call(createInvitation, {
    body: { email: 'secret@mail.example', roles: ['coordinator'], organisationId: admin.user.organisationId },
  });
  await app.visitor().call(requestPasswordReset, { body: { email: user.email } });
  await app.mailed();
  const token = /\/reset\/([\w-]{43})/.exec(server.mails.at(-1)?.text ?? '')?.[1] ?? '';
  expect(token).toHaveLength(43);
  const names = (await app.connection.db?.listCollections().toArray()) ?? [];
  const everything: string[] = [];
  for (const { name } of names)
    everything.push(JSON.stringify(await app.connection.collection(name).find({}).toArray()));
  const all = everything.join('\n');
  expect(all).toContain(user.email);
  const [cookieSecret] = decodeURIComponent(client.cookie().split('=')[1] ?? '')
    .split('.')
    .slice(1);
  for (const secret of [token, address.split('/').at(-1) ?? '-', testPassword, cookieSecret ?? '-'])
    expect([secret, all.includes(secret)]).toEqual([secret, false]);
});
