// Belonging to an organisation: whoever names one that exists stands outside until they are confirmed.
import { listAuditEvents } from '@enishi/shared/audit';
import { decideMembership, listMembershipRequests, requestMembership } from '@enishi/shared/memberships';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { getOrganisation, listOrganisations, updateOrganisation } from '@enishi/shared/organisations';
import { exportMyData } from '@enishi/shared/privacy';
import { acceptInvitation, createInvitation, getSession, signUp } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { createDraft, publishNeed } from '../support/journey';
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

let serial = 0;
/** Somebody who names an organisation that is there. */
const newcomer = async (organisationId: string, displayName = '新田 一') => {
  const client = app.visitor();
  const email = `newcomer-${(serial += 1)}@mail.example`;
  const { viewer } = await client.call(signUp, {
    body: {
      ...{ email, password: testPassword, displayName, roles: ['company' as const], prefecture: '06' },
      organisation: { choice: 'existing' as const, id: organisationId },
    },
  });
  await app.settled();
  return { client, email, id: viewer?.id ?? '' };
};
const viewerOf = async (client: HttpClient) => {
  const { viewer } = await client.call(getSession);
  if (!viewer) throw new Error('nobody is signed in');
  return viewer;
};
const waitingFor = async (client: HttpClient) => (await client.call(listMembershipRequests)).items;
const kindsOf = async (client: HttpClient) => {
  await app.settled();
  return (await client.call(listNotifications)).items.map(({ kind }) => kind);
};
const confirm = { decision: 'confirm' as const };
const decide = (
  client: HttpClient,
  id: string,
  body: typeof confirm | { decision: 'refuse'; reason: string } = confirm,
) => client.send(decideMembership, { params: { id }, body });

test('whoever names an organisation stands outside, and one of its people lets them in with one click', async () => {
  const founder = await app.signedIn({ displayName: '創業 花子' });
  const { organisationId } = founder.user;
  const { client, email } = await newcomer(organisationId);
  const before = await viewerOf(client);
  expect(before.organisation).toMatchObject({ name: '個人', nameEn: 'Individual', kind: 'other' });
  expect(before.membership).toMatchObject({ state: 'pending', organisation: { id: organisationId } });

  const [asked, ...others] = await waitingFor(founder.client);
  expect(others).toEqual([]);
  expect(asked).toMatchObject({ displayName: '新田 一', email, organisation: { id: organisationId } });
  expect(await kindsOf(founder.client)).toEqual(['membership_requested']);
  const [notice] = (await founder.client.call(listNotifications)).items;
  expect(notice).toMatchObject({ address: '/memberships', subject: { kind: 'organisation', id: organisationId } });

  expect((await decide(founder.client, asked?.id ?? '')).status).toBe(204);
  const after = await viewerOf(client);
  expect([after.organisation.id, after.membership]).toEqual([organisationId, null]);
  expect(await kindsOf(client)).toEqual(['membership_confirmed']);
  expect(await waitingFor(founder.client)).toEqual([]);
  // The new member speaks for it from now on.
  const { version } = await client.call(getOrganisation, { params: { id: organisationId } });
  const body = { version, city: '長井市' };
  expect((await client.send(updateOrganisation, { params: { id: organisationId }, body })).status).toBe(200);
  const next = await newcomer(organisationId, '新田 二');
  expect((await waitingFor(client)).map((one) => one.email)).toEqual([next.email]);
});

test('mail goes to both sides', async () => {
  const founder = await app.signedIn();
  const { client, email } = await newcomer(founder.user.organisationId);
  await app.mailed();
  expect(server.mails.map(({ envelopeTo }) => envelopeTo)).toEqual([[founder.user.email]]);
  const [asked] = await waitingFor(founder.client);
  const colleague = await app.signedIn({ organisationId: founder.user.organisationId });
  await decide(founder.client, asked?.id ?? '');
  await app.mailed();
  // Not to whoever pressed the button.
  expect(
    server.mails
      .slice(1)
      .map(({ envelopeTo }) => envelopeTo[0])
      .sort(),
  ).toEqual([colleague.user.email, email].sort());
  expect((await viewerOf(client)).membership).toBeNull();
});

test('before that they have no part in it: neither its page, nor its name on what they publish', async () => {
  const founder = await app.signedIn();
  const { organisationId } = founder.user;
  const { client } = await newcomer(organisationId);
  const page = await client.call(getOrganisation, { params: { id: organisationId } });
  expect(page.abilities.canEdit).toBe(false);
  await client.fail(updateOrganisation, 403, { params: { id: organisationId }, body: { version: 0, city: '長井市' } });
  const open = { summary: 'public', details: 'public', organisation: 'public', contact: 'mutual' } as const;
  const need = await publishNeed(client, { disclosure: open });
  await app.settled();
  const seen = async () => (await app.visitor().call(needContracts.get, { params: { id: need.id } })).organisation;
  expect(await seen()).toMatchObject({ name: '個人', person: '新田 一' });
  expect(JSON.stringify(await seen())).not.toContain(organisationId);

  const [asked] = await waitingFor(founder.client);
  await decide(founder.client, asked?.id ?? '');
  await app.settled();
  expect(await seen()).toMatchObject({ id: organisationId });
  const stored = await app.connection.collection('needs').findOne({ code: need.code });
  expect(stored?.['organisationId']).toBe(organisationId);
});

test('what is kept from the organisation they name is kept from them, confirmed or not', async () => {
  const rival = await app.organisation('company', '06', []);
  const owner = await app.signedIn();
  const need = await publishNeed(owner.client, { blockedOrganisationIds: [rival.id] });
  const { client } = await newcomer(rival.id);
  const admin = await app.signedIn({ roles: ['admin'] });
  const isHidden = async () => {
    const list = await client.call(needContracts.list);
    await client.fail(needContracts.get, 404, { params: { id: need.id } });
    return list.total === 0;
  };
  expect(await isHidden()).toBe(true);
  const [asked] = await waitingFor(admin.client);
  await decide(admin.client, asked?.id ?? '', { decision: 'refuse', reason: '社員名簿にありません。' });
  expect(await isHidden()).toBe(true);
  await client.call(requestMembership, { body: { organisationId: rival.id } });
  const [again] = await waitingFor(admin.client);
  await decide(admin.client, again?.id ?? '');
  expect(await isHidden()).toBe(true);
});

test('a refusal has a reason, which the person reads, and they may name another organisation', async () => {
  const founder = await app.signedIn();
  const { client, id } = await newcomer(founder.user.organisationId);
  const [asked] = await waitingFor(founder.client);
  const params = { id: asked?.id ?? '' };
  const { fields } = await founder.client.fail(decideMembership, 400, {
    params,
    body: { decision: 'refuse', reason: ' ' },
  });
  expect(fields).toEqual([{ path: 'reason', problem: 'required' }]);
  await decide(founder.client, params.id, { decision: 'refuse', reason: '会社のアドレスで登録し直してください。' });
  expect(await kindsOf(client)).toEqual(['membership_refused']);
  const { membership, organisation } = await viewerOf(client);
  expect(membership).toMatchObject({ state: 'refused', reason: '会社のアドレスで登録し直してください。' });
  expect(organisation.name).toBe('個人');
  const other = await app.organisation('company', '06', []);
  const own = await client.call(requestMembership, { body: { organisationId: other.id } });
  expect(own).toMatchObject({ state: 'pending', organisation: { id: other.id }, reason: '' });

  const admin = await app.signedIn({ roles: ['admin'] });
  const story = (await admin.client.call(listAuditEvents, { query: { person: id } })).items.reverse();
  expect(story.map(({ kind, detail }) => [kind, detail])).toEqual([
    ['account_opened', 'company'],
    ['membership_requested', founder.user.organisationId],
    ['membership_refused', founder.user.organisationId],
    ['membership_requested', other.id],
  ]);
  const { parts } = await client.call(exportMyData, { body: { password: testPassword } });
  expect(JSON.stringify(parts)).toContain(other.id);
});

test('only its people, coordinators of its prefecture and administrators see a request; a late one finds nothing', async () => {
  const founder = await app.signedIn();
  const { organisationId } = founder.user;
  const { client } = await newcomer(organisationId);
  const other = await newcomer(organisationId, '新田 二');
  const here = await app.signedIn({ roles: ['coordinator'] });
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '40' });
  const admin = await app.signedIn({ roles: ['admin'] });
  const stranger = await app.signedIn();
  // Somebody of before who only named it: they are there, and have no say.
  const unproven = await app.signedIn({ organisationId });
  await app.connection
    .collection('users')
    .updateOne({ email: unproven.user.email }, { $set: { keepsOrganisation: false } });
  for (const one of [here, admin, founder]) expect(await waitingFor(one.client)).toHaveLength(2);
  const [asked] = await waitingFor(here.client);
  const id = asked?.id ?? '';
  for (const one of [client, other.client, elsewhere.client, stranger.client, unproven.client]) {
    expect(await waitingFor(one)).toEqual([]);
    expect((await decide(one, id)).status).toBe(404);
  }
  expect((await decide(app.visitor(), id)).status).toBe(401);
  const answers = await Promise.all([decide(here.client, id), decide(founder.client, id), decide(admin.client, id)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404]);
});

test('a request for a company without anybody reaches its prefecture’s coordinators, else the administrators', async () => {
  const admin = await app.signedIn({ roles: ['admin'], prefecture: '01' });
  const company = await app.organisation('company', '07', []);
  await newcomer(company.id);
  expect(await kindsOf(admin.client)).toEqual(['membership_requested']);
  const here = await app.signedIn({ roles: ['coordinator'], prefecture: '07' });
  await newcomer(company.id);
  expect(await kindsOf(here.client)).toEqual(['membership_requested']);
  expect(await kindsOf(admin.client)).toEqual(['membership_requested']);
});

test('nobody asks to belong to a centre, to a person, to nothing, or to where they are', async () => {
  const centre = await app.organisation('support_centre', '06', ['06']);
  const founder = await app.signedIn();
  const { client } = await newcomer(founder.user.organisationId);
  const { organisation: own } = await viewerOf(client);
  for (const organisationId of [centre.id, own.id, 'a'.repeat(24)]) {
    const { fields } = await founder.client.fail(requestMembership, 400, { body: { organisationId } });
    expect(fields).toEqual([{ path: 'organisationId', problem: 'unknown_organisation' }]);
    const body = {
      ...{ email: 'x@mail.example', password: testPassword, displayName: '誰か', prefecture: '06' },
      ...{ roles: ['company' as const], organisation: { choice: 'existing' as const, id: organisationId } },
    };
    expect((await app.visitor().fail(signUp, 400, { body })).fields).toEqual([
      { path: 'organisation.id', problem: 'unknown_organisation' },
    ]);
  }
  await founder.client.fail(requestMembership, 409, { body: { organisationId: founder.user.organisationId } });
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  await coordinator.client.fail(requestMembership, 409, { body: { organisationId: founder.user.organisationId } });
});

test('the placeholder of a person is on no list, and nobody is invited into it', async () => {
  const founder = await app.signedIn();
  const { client } = await newcomer(founder.user.organisationId);
  const { organisation } = await viewerOf(client);
  const { items } = await app.visitor().call(listOrganisations, { query: { q: '個人' } });
  expect(items.map(({ id }) => id)).not.toContain(organisation.id);
  const admin = await app.signedIn({ roles: ['admin'] });
  const body = { email: 'y@mail.example', roles: ['coordinator' as const], organisationId: organisation.id };
  await admin.client.fail(createInvitation, 400, { body });
});

test('who was invited belongs there at once, and so does who was there before requests existed', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  const centre = await app.organisation('support_centre', '06', ['06']);
  const { address } = await admin.client.call(createInvitation, {
    body: { email: 'invited@mail.example', roles: ['coordinator'], organisationId: centre.id },
  });
  const invited = app.visitor();
  const { viewer } = await invited.call(acceptInvitation, {
    params: { token: address.split('/').at(-1) ?? '' },
    body: { password: testPassword, displayName: '招かれた人' },
  });
  expect([viewer?.organisation.id, viewer?.membership]).toEqual([centre.id, null]);

  const old = await app.signedIn();
  await app.connection
    .collection('users')
    .updateOne({ email: old.user.email }, { $unset: { membership: 1, keepsOrganisation: 1 } });
  const seen = await viewerOf(old.client);
  expect([seen.organisation.id, seen.membership]).toEqual([old.user.organisationId, null]);
  const page = await old.client.call(getOrganisation, { params: { id: old.user.organisationId } });
  expect(page.abilities.canEdit).toBe(true);
});

test('who moves to another organisation leaves what they wrote with the old one', async () => {
  const founder = await app.signedIn();
  const mover = await app.signedIn();
  const draft = await createDraft(mover.client);
  await mover.client.call(requestMembership, { body: { organisationId: founder.user.organisationId } });
  expect((await viewerOf(mover.client)).organisation.id).toBe(mover.user.organisationId);
  const [asked] = await waitingFor(founder.client);
  await decide(founder.client, asked?.id ?? '');
  await app.settled();
  expect((await viewerOf(mover.client)).organisation.id).toBe(founder.user.organisationId);
  const stored = await app.connection.collection('needs').findOne({ code: draft.code });
  expect(stored?.['organisationId']).toBe(mover.user.organisationId);
});

test('nobody rings at more than five doors a day', async () => {
  const { client } = await app.signedIn();
  const company = await app.organisation('company', '06', []);
  for (let time = 0; time < 5; time += 1)
    await client.call(requestMembership, { body: { organisationId: company.id } });
  await client.fail(requestMembership, 429, { body: { organisationId: company.id } });
});

test('what a crash cut off is taken up: everybody is told once', async () => {
  const founder = await app.signedIn();
  const { client } = await newcomer(founder.user.organisationId);
  const need = await publishNeed(client);
  const [asked] = await waitingFor(founder.client);
  await decide(founder.client, asked?.id ?? '');
  await app.settled();
  // As if the process had died right after the decision was written.
  const users = app.connection.collection('users');
  await users.updateOne({ 'membership.id': asked?.id ?? '' }, { $set: { 'membership.isSettled': false } });
  await app.connection.collection('notifications').deleteMany({});
  const person = await users.findOne<{ membership: { fromOrganisationId: string } }>({
    'membership.id': asked?.id ?? '',
  });
  const personal = person?.membership.fromOrganisationId;
  expect(personal).toMatch(/^[0-9a-f]{24}$/);
  await app.connection.collection('needs').updateOne({ code: need.code }, { $set: { organisationId: personal } });
  await app.wired.sweep.run();
  await app.wired.sweep.run();
  expect(await kindsOf(client)).toEqual(['membership_confirmed']);
  const stored = await app.connection.collection('needs').findOne({ code: need.code });
  expect(stored?.['organisationId']).toBe(founder.user.organisationId);
});
