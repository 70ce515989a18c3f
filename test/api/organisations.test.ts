// Organisations: found by everybody, kept by their members, entered by administrators.
import {
  createOrganisation,
  getOrganisation,
  listOrganisations,
  updateOrganisation,
} from '@enishi/shared/organisations';
import { signUp } from '@enishi/shared/users';
import { startTestApp, testPassword, type TestApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const input = { name: '鶴岡工業技術センター', kind: 'research_institute' as const, prefecture: '06' };

test('they are found by either name, kind and prefecture, page by page in one order', async () => {
  const admin = (await app.signedIn({ roles: ['admin'] })).client;
  for (const [name, nameEn, prefecture] of [
    ['ことり電機一', 'Kotori One', '06'],
    ['ことり電機二', 'Kotori Two', '07'],
    ['ことり電機三', 'Kotori Three (new)', '06'],
  ] as const)
    await admin.call(createOrganisation, { body: { ...input, kind: 'company', name, nameEn, prefecture } });
  const names = async (query: Record<string, string | number>) =>
    (await app.visitor().call(listOrganisations, { query })).items.map((one) => one.name);
  expect(await names({ q: 'ことり' })).toHaveLength(3);
  expect(await names({ q: 'kotori t' })).toHaveLength(2);
  expect(await names({ q: '(new)' })).toEqual(['ことり電機三']);
  expect(await names({ q: 'ことり', prefecture: '07' })).toEqual(['ことり電機二']);
  expect(await names({ q: 'ことり', kind: 'bank' })).toEqual([]);
  const first = await app.visitor().call(listOrganisations, { query: { q: 'ことり', limit: 2 } });
  const second = await app
    .visitor()
    .call(listOrganisations, { query: { q: 'ことり', limit: 2, cursor: first.nextCursor ?? '' } });
  expect([...first.items, ...second.items].map((one) => one.id)).toHaveLength(3);
  expect(new Set([...first.items, ...second.items].map((one) => one.id)).size).toBe(3);
  expect(second.nextCursor).toBeNull();
  expect(first.total).toBe(3);
});

test('a member keeps their own page, nobody else’s; what is not sent stays', async () => {
  const member = await app.signedIn();
  const other = await app.signedIn();
  const params = { id: member.user.organisationId };
  const before = await app.visitor().call(getOrganisation, { params });
  expect(before.abilities.canEdit).toBe(false);
  expect((await member.client.call(getOrganisation, { params })).abilities.canEdit).toBe(true);
  const one = await member.client.call(updateOrganisation, {
    params,
    body: {
      version: 0,
      strengths: '微細な穴あけ加工',
      tags: ['lithium-ion-battery'],
      website: 'https://example.jp',
      city: '長井市',
    },
  });
  const two = await member.client.call(updateOrganisation, { params, body: { version: one.version, size: 'to_20' } });
  expect(two).toMatchObject({
    strengths: '微細な穴あけ加工',
    tags: ['lithium-ion-battery'],
    city: '長井市',
    size: 'to_20',
    website: 'https://example.jp',
  });
  const { code, stale } = await member.client.fail(updateOrganisation, 409, {
    params,
    body: { version: 0, city: '米沢市' },
  });
  expect([code, stale?.version]).toEqual(['stale', 2]);
  await other.client.fail(updateOrganisation, 403, { params, body: { version: 2, city: '米沢市' } });
  await app.visitor().fail(updateOrganisation, 401, { params, body: { version: 2, city: '米沢市' } });
});

test('a member cannot change what an organisation is', async () => {
  const { client, user } = await app.signedIn();
  const params = { id: user.organisationId };
  const body = {
    version: 0,
    kind: 'support_centre',
    servedPrefectures: ['06'],
    name: '別の名前',
    isSample: true,
  } as never;
  const after = await client.call(updateOrganisation, { params, body });
  expect(after).toMatchObject({ kind: 'company', servedPrefectures: [], isSample: false });
  expect(after.name).not.toBe('別の名前');
});

test('an administrator enters one of any kind and may mend every one', async () => {
  const { client } = await app.signedIn({ roles: ['admin'] });
  const created = await client.call(createOrganisation, {
    body: { ...input, name: '庄内産業支援センター', kind: 'support_centre', servedPrefectures: ['06', '05'] },
  });
  expect(created).toMatchObject({
    kind: 'support_centre',
    servedPrefectures: ['06', '05'],
    version: 0,
    abilities: { canEdit: true },
  });
  const changed = await client.call(updateOrganisation, {
    params: { id: created.id },
    body: { version: 0, city: '酒田市' },
  });
  expect(changed.city).toBe('酒田市');
});

test.each([
  ['an address that is no web page', { website: 'javascript:alert(1)' }, 'website', 'wrong_form'],
  ['an unknown tag', { tags: ['moon-cheese'] }, 'tags.0', 'unknown_tag'],
  ['an unknown trade', { industry: 'Z' }, 'industry', 'wrong_form'],
  ['an unknown size', { size: 'huge' }, 'size', 'not_a_choice'],
])('refuses %s on its field', async (_case, given, path, problem) => {
  const { client, user } = await app.signedIn();
  const { fields } = await client.fail(updateOrganisation, 400, {
    params: { id: user.organisationId },
    body: { version: 0, ...given } as never,
  });
  expect(fields).toContainEqual(expect.objectContaining({ path, problem }));
});

test('an unknown one is not found', async () => {
  await app.visitor().fail(getOrganisation, 404, { params: { id: '1'.repeat(24) } });
  const { client } = await app.signedIn({ roles: ['admin'] });
  await client.fail(updateOrganisation, 404, { params: { id: '1'.repeat(24) }, body: { version: 0 } });
});

test('naming an existing organisation at sign-up opens nothing of it', async () => {
  const admin = (await app.signedIn({ roles: ['admin'] })).client;
  const company = await admin.call(createOrganisation, { body: { ...input, kind: 'company', name: 'よその会社' } });
  const centre = await admin.call(createOrganisation, {
    body: { ...input, kind: 'support_centre', name: 'よそのセンター' },
  });
  const form = (id: string, email: string) => ({
    email,
    password: testPassword,
    displayName: '名乗った人',
    roles: ['company' as const],
    prefecture: '06',
    organisation: { choice: 'existing' as const, id },
  });
  const newcomer = app.visitor();
  await newcomer.call(signUp, { body: form(company.id, 'newcomer@mail.example') });
  const seen = await newcomer.call(getOrganisation, { params: { id: company.id } });
  expect(seen.abilities.canEdit).toBe(false);
  await newcomer.fail(updateOrganisation, 403, {
    params: { id: company.id },
    body: { version: seen.version, strengths: 'よその者が書いた文' },
  });
  const refused = await app.visitor().fail(signUp, 400, { body: form(centre.id, 'another@mail.example') });
  expect(refused.fields).toEqual([{ path: 'organisation.id', problem: 'unknown_organisation' }]);
});
