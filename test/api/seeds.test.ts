// What is special about seeds; what all listings share is told by needs.test.ts.
import { seedContracts, type SeedCard, type SeedView } from '@enishi/shared/seeds';
import { startTestApp, type TestApp } from '../support/app';
import { buildSeed } from '../support/builders';
import { publishSeed } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const titles = async (query: Record<string, string | number>) =>
  ((await app.visitor().call(seedContracts.list, { query })).items as SeedCard[]).map((card) => card.title).sort();

test('a seed keeps the order of a presentation, and its contact note is for whoever may see the contact', async () => {
  const owner = await app.signedIn({ roles: ['researcher'], displayName: '酒田 教授' });
  const body = buildSeed({
    challenges: '量産時の歩留まり。',
    expectations: '試作に協力いただける企業。',
    propertyStatus: 'applied',
    propertyNote: '特願二件',
    record: '地域企業三社と共同研究。',
    contactNote: '産学連携本部を通して',
  });
  const draft = (await owner.client.call(seedContracts.create, { body })) as SeedView;
  expect(draft.code).toMatch(/^S-[2346789CFGHJKMPQRTVWXY]{6}$/);
  const { problem, features, uses, challenges, expectations, propertyNote, record } = body;
  expect(draft.details).toEqual({ problem, features, uses, challenges, expectations, propertyNote, record });
  expect(draft).toMatchObject({ readiness: 6, propertyStatus: 'applied' });
  expect(draft.contact).toEqual({ displayName: '酒田 教授', email: owner.user.email, note: '産学連携本部を通して' });
  const body1 = { version: draft.version };
  await owner.client.call(seedContracts.publish, { params: { id: draft.id }, body: body1 });
  const seen = (await app.visitor().call(seedContracts.get, { params: { id: draft.id } })) as SeedView;
  expect(seen.contact).toBeNull();
  expect(seen.organisation?.person).toBe('酒田 教授');
});

test('publishing a seed tells what is missing', async () => {
  const { client } = await app.signedIn({ roles: ['researcher'] });
  const draft = (await client.call(seedContracts.create, {
    body: { title: '新しい測り方', prefecture: '06' },
  })) as SeedView;
  const { fields } = await client.fail(seedContracts.publish, 400, { params: { id: draft.id }, body: { version: 0 } });
  expect(fields?.map(({ path }) => path)).toEqual(['problem', 'features', 'uses']);
});

test('seeds are filtered by how ripe they are and by their rights', async () => {
  const { client } = await app.signedIn({ roles: ['researcher'] });
  await publishSeed(client, { title: '熟度の試し 若い', readiness: 3, propertyStatus: 'none' });
  await publishSeed(client, { title: '熟度の試し 熟した', readiness: 8, propertyStatus: 'granted' });
  await publishSeed(client, { title: '熟度の試し 不明', readiness: null });
  const q = '熟度の試し';
  expect(await titles({ q, readinessFrom: 6 })).toEqual(['熟度の試し 熟した']);
  expect(await titles({ q, readinessFrom: 1 })).toHaveLength(2);
  expect(await titles({ q, propertyStatus: 'granted,applied' })).toEqual(['熟度の試し 熟した']);
  expect(await titles({ q })).toHaveLength(3);
});

test('only researchers and coordinators write seeds', async () => {
  for (const role of ['company', 'expert', 'teleworker', 'admin'] as const)
    await (await app.signedIn({ roles: [role] })).client.fail(seedContracts.create, 403, { body: buildSeed() });
});
