// The audit log, as an administrator reads it after a day on which things happened.
import { auditKinds, exportAuditEvents, listAuditEvents } from '@enishi/shared/audit';
import { needContracts } from '@enishi/shared/needs';
import { changePassword, createInvitation, signIn, signOut, updatePerson } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { publishNeed } from '../support/journey';
import { day } from '../support/clock';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const administrator = () => app.signedIn({ roles: ['admin'], displayName: '管理 一郎' });
/** Kinds of lines about or by somebody, oldest first. */
const storyOf = async (admin: Awaited<ReturnType<typeof administrator>>, person: string) => {
  const { items } = await admin.client.call(listAuditEvents, { query: { person } });
  return items.reverse();
};

test('who came in, failed to, and changed their password', async () => {
  const admin = await administrator();
  const { user, client } = await app.signedIn({ displayName: '佐藤 花子' });
  await app.visitor().send(signIn, { body: { email: user.email, password: 'not the right phrase' } });
  await client.call(changePassword, { body: { current: testPassword, next: 'eine ganz andere lange Wendung' } });
  await client.call(signOut);
  const story = await storyOf(admin, user.id);
  expect(story.map(({ kind }) => kind)).toEqual(['signed_in', 'sign_in_failed', 'password_changed', 'signed_out']);
  expect(story[0]).toMatchObject({ by: { id: user.id, displayName: '佐藤 花子' }, subject: null });
  expect(story[1]).toMatchObject({ by: null, subject: { kind: 'user', id: user.id, name: '佐藤 花子' } });
  for (const { address, requestId } of story) {
    expect(address).toMatch(/127\.0\.0\.1/);
    expect(requestId).not.toBeNull();
  }
});

test('an address that nobody has leaves a line without a name, and nothing of what was typed', async () => {
  const admin = await administrator();
  await app.visitor().send(signIn, { body: { email: 'my-password-by-mistake@mail.example', password: 'not the one' } });
  const { items } = await admin.client.call(listAuditEvents, { query: { kind: 'sign_in_failed' } });
  expect(items).toMatchObject([{ by: null, subject: null, detail: '' }]);
  expect(JSON.stringify(items)).not.toContain('my-password-by-mistake');
});

test('what administrators did to whom', async () => {
  const admin = await administrator();
  const { user } = await app.signedIn();
  const change = (body: object) =>
    admin.client.call(updatePerson, { params: { id: user.id }, body: body as { version: number } });
  const { version } = await change({ version: 0, roles: ['company', 'expert'] });
  const { version: next } = await change({ version, status: 'suspended' });
  await change({ version: next, status: 'active' });
  const email = 'invited@mail.example';
  const body = { email, roles: ['coordinator' as const], organisationId: admin.user.organisationId };
  await admin.client.call(createInvitation, { body });
  const { items } = await admin.client.call(listAuditEvents, { query: { person: admin.user.id } });
  expect(items.reverse().map(({ kind, detail, subject }) => [kind, detail, subject?.id ?? null])).toEqual([
    ['signed_in', '', null],
    ['roles_changed', 'company expert', user.id],
    ['suspended', '', user.id],
    ['readmitted', '', user.id],
    ['invitation_made', 'coordinator', null],
  ]);
});

test('each group of fields that somebody is shown, once', async () => {
  const admin = await administrator();
  const owner = await app.signedIn();
  const disclosure = { summary: 'members', details: 'members', organisation: 'mutual', contact: 'mutual' } as const;
  const { id } = await publishNeed(owner.client, { disclosure });
  const reader = await app.signedIn({ roles: ['researcher'] });
  for (let times = 0; times < 3; times += 1) await reader.client.call(needContracts.get, { params: { id } });
  const { items } = await admin.client.call(listAuditEvents, { query: { kind: 'disclosed', person: reader.user.id } });
  const groups = items.map(({ detail }) => detail).sort();
  expect(groups).toEqual(['details', 'summary']);
  expect(items[0]).toMatchObject({ by: { id: reader.user.id }, subject: { kind: 'need', id } });
});

test('days bound the list and the file; taking the file is a line too; nothing in it runs as a formula', async () => {
  const admin = await app.signedIn({ roles: ['admin'], displayName: '=HYPERLINK("x")' });
  app.clock.move(day);
  await app.signedIn();
  const today = new Date(app.clock.now().getTime() + 9 * 3_600_000).toISOString().slice(0, 10);
  const { items } = await admin.client.call(listAuditEvents, { query: { from: today } });
  expect(items.map(({ kind }) => kind)).toEqual(['signed_in']);
  const file = await admin.client.call(exportAuditEvents, { query: {} });
  expect(file).toContain(`"'=HYPERLINK(""x"")"`);
  expect((await admin.client.call(listAuditEvents, { query: { kind: 'audit_exported' } })).items).toMatchObject([
    { by: { id: admin.user.id }, detail: '2' },
  ]);
});

test('the list is read page by page, and by administrators only', async () => {
  const admin = await administrator();
  for (let times = 0; times < 4; times += 1) await app.enter(admin.user.email);
  const first = await admin.client.call(listAuditEvents, { query: { limit: 3 } });
  const second = await admin.client.call(listAuditEvents, { query: { limit: 3, cursor: first.nextCursor ?? '' } });
  expect([first.items.length, second.items.length, first.total, second.nextCursor]).toEqual([3, 2, 5, null]);
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(5);
  const { client } = await app.signedIn({ roles: ['coordinator'] });
  await client.fail(listAuditEvents, 403);
  await client.fail(exportAuditEvents, 403);
  expect(auditKinds.length).toBe(new Set(auditKinds).size);
});
