// What administrators do: invite, give roles, suspend, enter organisations; and that nobody else can.
import { createOrganisation } from '@enishi/shared/organisations';
import {
  acceptInvitation,
  accountLimits,
  createInvitation,
  getInvitation,
  getSession,
  listPeople,
  signIn,
  updatePerson,
} from '@enishi/shared/users';
import { getQueue } from '@enishi/shared/workbench';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';

let app: TestApp;
let admin: { client: HttpClient; user: { id: string } };
let serial = 0;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  admin = await app.signedIn({ roles: ['admin'] });
});
afterAll(() => app.close());

const invite = async (roles: ('coordinator' | 'admin')[] = ['coordinator']) => {
  const centre = await app.organisation('support_centre', '06', ['06', '05']);
  const email = `invited-${(serial += 1)}@mail.example`;
  const { address, expiresAt } = await admin.client.call(createInvitation, {
    body: { email, roles, organisationId: centre.id },
  });
  return { email, centre, address, expiresAt, token: address.split('/').at(-1) ?? '' };
};
const acceptance = { password: '蔵王の樹氷を見に行く冬休み', displayName: '月山 一郎' };

describe('an invitation', () => {
  it('says what it is for, opens the account and signs in', async () => {
    const { email, centre, address, expiresAt, token } = await invite();
    expect(address).toBe(`${app.baseUrl}/invite/${token}`);
    expect(new Date(expiresAt).getTime()).toBe(app.clock.now().getTime() + accountLimits.invitationDays * day);
    const visitor = app.visitor();
    expect(await visitor.call(getInvitation, { params: { token } })).toEqual({
      email,
      roles: ['coordinator'],
      organisationName: centre.name,
      expiresAt,
    });
    const { viewer } = await visitor.call(acceptInvitation, { params: { token }, body: acceptance });
    expect(viewer).toMatchObject({ email, roles: ['coordinator'], servedPrefectures: ['06', '05'] });
    await visitor.call(getQueue);
  });

  it('works once', async () => {
    const { token } = await invite();
    await app.visitor().call(acceptInvitation, { params: { token }, body: acceptance });
    await app.visitor().fail(getInvitation, 404, { params: { token } });
    await app.visitor().fail(acceptInvitation, 404, { params: { token }, body: acceptance });
  });

  it('makes one account when two accept at the same moment', async () => {
    const { token } = await invite();
    const answers = await Promise.all(
      [1, 2, 3].map(() => app.visitor().send(acceptInvitation, { params: { token }, body: acceptance })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
  });

  it('is not used up by a password that is refused', async () => {
    const { token } = await invite();
    const { fields } = await app
      .visitor()
      .fail(acceptInvitation, 400, { params: { token }, body: { ...acceptance, password: 'password1234' } });
    expect(fields).toEqual([{ path: 'password', problem: 'password_common' }]);
    await app.visitor().call(acceptInvitation, { params: { token }, body: acceptance });
  });

  it('ends after its days', async () => {
    const { token } = await invite();
    app.clock.move(accountLimits.invitationDays * day);
    await app.visitor().fail(getInvitation, 404, { params: { token } });
    await app.visitor().fail(acceptInvitation, 404, { params: { token }, body: acceptance });
  });

  it('is not guessed', async () => {
    await app.visitor().fail(getInvitation, 404, { params: { token: 'A'.repeat(43) } });
    await app.visitor().fail(getInvitation, 404, { params: { token: 'short' } });
  });

  it('keeps no token that somebody could read in the database', async () => {
    const { token } = await invite();
    const kept = await app.connection.collection('invitations').find().toArray();
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it('is refused for an address that has an account, and for no known organisation', async () => {
    const taken = await app.person();
    const centre = await app.organisation('support_centre', '06', ['06']);
    const form = { email: taken.email, roles: ['coordinator' as const], organisationId: centre.id };
    expect((await admin.client.fail(createInvitation, 400, { body: form })).fields).toEqual([
      { path: 'email', problem: 'email_taken' },
    ]);
    const nowhere = { ...form, email: 'free@mail.example', organisationId: 'b'.repeat(24) };
    expect((await admin.client.fail(createInvitation, 400, { body: nowhere })).fields).toEqual([
      { path: 'organisationId', problem: 'unknown_organisation' },
    ]);
  });
});

describe('people', () => {
  it('are found by name, address, role and state, without their passwords', async () => {
    const { user } = await app.signedIn({ roles: ['researcher'], displayName: '研究 太郎(試)' });
    const answer = await admin.client.send(listPeople, { query: { q: '太郎(試)', role: 'researcher' } });
    expect(answer.body).toMatchObject({ total: 1, items: [{ id: user.id, email: user.email, status: 'active' }] });
    expect(JSON.stringify(answer.body)).not.toMatch(/password|argon2/i);
    expect((await admin.client.call(listPeople, { query: { q: '太郎(試)', status: 'suspended' } })).total).toBe(0);
  });

  it('come page by page, each once', async () => {
    for (let time = 0; time < 5; time += 1) await app.person({ displayName: `Paged ${time}` });
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string | number> = { q: 'Paged', limit: 2, ...(cursor && { cursor }) };
      const page = await admin.client.call(listPeople, { query });
      expect(page.total).toBe(5);
      names.push(...page.items.map((person) => person.displayName));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual(['Paged 4', 'Paged 3', 'Paged 2', 'Paged 1', 'Paged 0']);
  });

  it('take over a role at once', async () => {
    const centre = await app.organisation('support_centre', '06', ['06']);
    const { client, user } = await app.signedIn({ organisationId: centre.id });
    await client.fail(getQueue, 403);
    await admin.client.call(updatePerson, { params: { id: user.id }, body: { version: 0, roles: ['coordinator'] } });
    await client.call(getQueue);
    expect((await client.call(getSession)).viewer).toMatchObject({
      activeRole: 'coordinator',
      servedPrefectures: ['06'],
    });
  });

  it('who were suspended come back when readmitted', async () => {
    const user = await app.person();
    const row = await admin.client.call(updatePerson, {
      params: { id: user.id },
      body: { version: 0, status: 'suspended' },
    });
    expect(row.status).toBe('suspended');
    await admin.client.call(updatePerson, {
      params: { id: user.id },
      body: { version: row.version, status: 'active' },
    });
    await app.visitor().call(signIn, { body: { email: user.email, password: testPassword } });
  });

  it('are not changed by two at once, nor by themselves, nor when unknown', async () => {
    const user = await app.person();
    await admin.client.call(updatePerson, { params: { id: user.id }, body: { version: 0, roles: ['expert'] } });
    await admin.client.fail(updatePerson, 409, { params: { id: user.id }, body: { version: 0, roles: ['company'] } });
    const own = await admin.client.fail(updatePerson, 409, {
      params: { id: admin.user.id },
      body: { version: 0, roles: ['company'] },
    });
    expect(own.code).toBe('not_possible_now');
    await admin.client.fail(updatePerson, 404, {
      params: { id: 'c'.repeat(24) },
      body: { version: 0, status: 'suspended' },
    });
  });
});

test.each([
  ['list people', (client: HttpClient) => client.send(listPeople)],
  [
    'change people',
    (client: HttpClient) => client.send(updatePerson, { params: { id: 'd'.repeat(24) }, body: { version: 0 } }),
  ],
  ['invite', (client: HttpClient) => client.send(createInvitation, { body: {} as never })],
  ['enter organisations', (client: HttpClient) => client.send(createOrganisation, { body: {} as never })],
])('only administrators %s', async (_what, attempt) => {
  expect((await attempt(app.visitor())).status).toBe(401);
  for (const role of ['company', 'researcher', 'expert', 'teleworker', 'coordinator'] as const) {
    const { client } = await app.signedIn({ roles: [role] });
    expect((await attempt(client)).status).toBe(403);
  }
});
