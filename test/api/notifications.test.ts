// Notices: few and good, when and how somebody wants them.
import { digestHour, type NotificationSettings } from '@enishi/shared/notification-kinds';
import { needContracts } from '@enishi/shared/needs';
import { countNotifications, listNotifications, markNotifications } from '@enishi/shared/notifications';
import { getSession, updateMe } from '@enishi/shared/users';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { accept, propose, publishNeed, publishSeed } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await app.reset();
  // Ten in the morning in Japan.
  app.clock.set(new Date('2026-11-20T01:00:00.000Z'));
});
afterAll(() => app.close());

const kinds = async (client: HttpClient) => {
  await app.settled();
  return (await client.call(listNotifications)).items.map((notice) => notice.kind);
};
const wish = async (client: HttpClient, notificationSettings: NotificationSettings) => {
  const { viewer } = await client.call(getSession);
  await client.call(updateMe, { body: { version: viewer?.version ?? 0, notificationSettings } });
};

test('a pair is told once to each side, never to whoever wrote the new half', async () => {
  const company = await app.signedIn();
  const researcher = await app.signedIn({ roles: ['researcher'] });
  const seed = await publishSeed(researcher.client);
  const need = await publishNeed(company.client);
  expect(await kinds(researcher.client)).toEqual(['match_found']);
  expect(await kinds(company.client)).toEqual([]);
  const [notice] = (await researcher.client.call(listNotifications)).items;
  expect(notice).toMatchObject({
    subject: { kind: 'need', id: need.id, title: need.title },
    other: { kind: 'seed', id: seed.id, title: seed.title },
    readAt: null,
    address: `/needs/${need.id}`,
  });
  expect(notice?.score).toBeGreaterThanOrEqual(50);
  // Matched again, from either side: nobody is told twice.
  await company.client.call(needContracts.update, {
    params: { id: need.id },
    body: { version: need.version, tried: '書き足しました。' },
  });
  expect(await kinds(researcher.client)).toEqual(['match_found']);
  await publishSeed((await app.signedIn({ roles: ['researcher'] })).client);
  expect(await kinds(company.client)).toEqual(['match_found']);
  expect((await company.client.call(listNotifications)).items[0]?.address).toBe(`/needs/${need.id}/candidates`);
});

test('somebody with two roles is led to the page of the side they stand on', async () => {
  const both = await app.signedIn({ roles: ['company', 'researcher'] });
  await publishSeed(both.client);
  const need = await publishNeed((await app.signedIn()).client);
  await app.settled();
  const [notice] = (await both.client.call(listNotifications)).items;
  expect(notice?.address).toBe(`/needs/${need.id}`);
  await both.client.call(needContracts.get, { params: { id: need.id } });
});

test('coordinators of the region hear of a new need and of a new seed that fits, each once', async () => {
  const here = await app.signedIn({ roles: ['coordinator'] });
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '13' });
  await publishNeed((await app.signedIn()).client);
  const second = await publishNeed((await app.signedIn()).client);
  expect(await kinds(here.client)).toEqual(['need_published', 'need_published']);
  const seed = await publishSeed((await app.signedIn({ roles: ['researcher'] })).client);
  expect(await kinds(here.client)).toEqual(['item_fits_needs', 'need_published', 'need_published']);
  const { items } = await here.client.call(listNotifications);
  expect(items[0]).toMatchObject({ subject: { kind: 'seed', id: seed.id }, count: 2 });
  expect(items[0]?.address).toBe(`/workbench/${items[0]?.other?.id}`);
  expect(items[1]).toMatchObject({ subject: { id: second.id }, address: `/workbench/${second.id}` });
  expect(await kinds(elsewhere.client)).toEqual([]);
});

test('a coordinator who writes a need is not told of it; a colleague is', async () => {
  const writer = await app.signedIn({ roles: ['coordinator'] });
  const colleague = await app.signedIn({ roles: ['coordinator'] });
  await publishNeed(writer.client);
  expect(await kinds(writer.client)).toEqual([]);
  expect(await kinds(colleague.client)).toEqual(['need_published']);
});

test('what somebody does not want is not written at all', async () => {
  const researcher = await app.signedIn({ roles: ['researcher'] });
  await publishSeed(researcher.client);
  await wish(researcher.client, { match_found: 'off' });
  await publishNeed((await app.signedIn()).client);
  expect(await kinds(researcher.client)).toEqual([]);
  await wish(researcher.client, { match_found: 'at_once' });
  expect(await kinds(researcher.client)).toEqual([]);
});

test('a daily digest comes in the morning in Japan, and the rest at once', async () => {
  const company = await app.signedIn();
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  const researcher = await app.signedIn({ roles: ['researcher'] });
  const seed = await publishSeed(researcher.client);
  await wish(researcher.client, { match_found: 'daily' });
  const need = await publishNeed(company.client);
  expect(await kinds(researcher.client)).toEqual([]);
  await propose(coordinator.client, need.id, seed.id);
  expect(await kinds(researcher.client)).toEqual(['introduction_proposed']);

  const hours = 24 - 10 + digestHour;
  app.clock.move(hours * 3_600_000 - 1);
  expect(await researcher.client.call(countNotifications)).toEqual({ unread: 1 });
  app.clock.move(1);
  expect(await kinds(researcher.client)).toEqual(['match_found', 'introduction_proposed']);
  expect((await researcher.client.call(listNotifications)).items[0]?.createdAt).toBe(app.clock.now().toISOString());
});

test('they are read one by one or all together, by whoever they are for', async () => {
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  const other = await app.signedIn({ roles: ['coordinator'] });
  const owner = await app.signedIn();
  for (let time = 0; time < 3; time += 1) await publishNeed(owner.client);
  await app.settled();
  const { items, unread, total } = await coordinator.client.call(listNotifications);
  expect([items.length, unread, total]).toEqual([3, 3, 3]);
  const [first] = items;
  const ids = [first?.id ?? ''];
  expect(await other.client.call(markNotifications, { body: { ids } })).toEqual({ unread: 3 });
  expect(await coordinator.client.call(markNotifications, { body: { ids } })).toEqual({ unread: 2 });
  const left = await coordinator.client.call(listNotifications, { query: { unread: 'true' } });
  expect([left.total, left.items.map((notice) => notice.id).includes(ids[0] ?? '')]).toEqual([2, false]);
  const all = await coordinator.client.call(listNotifications);
  expect(all.items.find((notice) => notice.id === ids[0])?.readAt).toBe(app.clock.now().toISOString());
  expect(await coordinator.client.call(markNotifications, { body: { all: true } })).toEqual({ unread: 0 });
  expect(await coordinator.client.call(countNotifications)).toEqual({ unread: 0 });
  expect(await other.client.call(countNotifications)).toEqual({ unread: 3 });
  await coordinator.client.fail(markNotifications, 400, { body: {} as never });
  await coordinator.client.fail(markNotifications, 400, { body: { ids: [{ $ne: '' }] } as never });
  await app.visitor().fail(listNotifications, 401);
});

test('they come page by page, newest first, each once', async () => {
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  const owner = await app.signedIn();
  const needs: string[] = [];
  for (let time = 0; time < 5; time += 1) {
    needs.unshift((await publishNeed(owner.client)).id);
    if (time % 2) app.clock.move(1000);
    await app.settled();
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string | number> = { limit: 2, ...(cursor && { cursor }) };
    const page = await coordinator.client.call(listNotifications, { query });
    seen.push(...page.items.map((notice) => notice.subject.id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(needs);
});

test('the coordinators of the region follow a case that others move', async () => {
  const company = await app.signedIn();
  const researcher = await app.signedIn({ roles: ['researcher'] });
  const [one, other] = [await app.signedIn({ roles: ['coordinator'] }), await app.signedIn({ roles: ['coordinator'] })];
  const seed = await publishSeed(researcher.client);
  const need = await publishNeed(company.client);
  await app.settled();
  const half = await accept(company.client, await propose(one.client, need.id, seed.id));
  await accept(researcher.client, half);
  expect(await kinds(one.client)).toEqual(['introduction_connected', 'introduction_accepted', 'need_published']);
  expect(await kinds(other.client)).toEqual(['introduction_connected', 'introduction_accepted', 'need_published']);
});

test('nobody who was suspended is told anything', async () => {
  const researcher = await app.signedIn({ roles: ['researcher'] });
  await publishSeed(researcher.client);
  await app.connection
    .collection('users')
    .updateOne({ email: researcher.user.email }, { $set: { status: 'suspended' } });
  await publishNeed((await app.signedIn()).client);
  await app.settled();
  expect(await app.connection.collection('notifications').countDocuments({ userId: researcher.user.id })).toBe(0);
});
