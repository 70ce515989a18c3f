// What is special about profiles of experts and teleworkers; what all listings share is told by needs.test.ts.
import { expertContracts, type ExpertCard, type ExpertView } from '@enishi/shared/experts';
import { startTestApp, type TestApp } from '../support/app';
import { buildExpert } from '../support/builders';
import { publishExpert } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const titles = async (query: Record<string, string | number>) =>
  ((await app.visitor().call(expertContracts.list, { query })).items as ExpertCard[]).map((card) => card.title).sort();

test('a profile says what somebody can do, for how long and from where', async () => {
  const { client } = await app.signedIn({ roles: ['teleworker'] });
  const profile = await publishExpert(client, {
    kind: 'teleworker',
    hoursPerWeek: 12,
    workPlace: 'remote',
    experience: '設計十五年',
    certificates: ['技術士(機械)', '第三種電気主任技術者'],
  });
  expect(profile.code).toMatch(/^E-[2346789CFGHJKMPQRTVWXY]{6}$/);
  expect(profile).toMatchObject({ kind: 'teleworker', hoursPerWeek: 12, workPlace: 'remote' });
  const seen = (await app.visitor().call(expertContracts.get, { params: { id: profile.id } })) as ExpertView;
  expect(seen.details).toMatchObject({
    experience: '設計十五年',
    certificates: ['技術士(機械)', '第三種電気主任技術者'],
  });
});

test('publishing a profile tells what is missing', async () => {
  const { client } = await app.signedIn({ roles: ['expert'] });
  const draft = (await client.call(expertContracts.create, {
    body: { title: '専門家', prefecture: '06', canDo: '短い' },
  })) as ExpertView;
  const { fields } = await client.fail(expertContracts.publish, 400, {
    params: { id: draft.id },
    body: { version: 0 },
  });
  expect(fields).toEqual([{ path: 'canDo', problem: 'too_short', limit: 20 }]);
});

test('profiles are filtered by kind, place of work and hours', async () => {
  const { client } = await app.signedIn({ roles: ['expert', 'teleworker'] });
  await publishExpert(client, { title: '働き方の試し 一', kind: 'expert', hoursPerWeek: 4, workPlace: 'onsite' });
  await publishExpert(client, { title: '働き方の試し 二', kind: 'teleworker', hoursPerWeek: 30, workPlace: 'remote' });
  const q = '働き方の試し';
  expect(await titles({ q, kind: 'expert' })).toEqual(['働き方の試し 一']);
  expect(await titles({ q, workPlace: 'remote,both' })).toEqual(['働き方の試し 二']);
  expect(await titles({ q, hoursFrom: 20 })).toEqual(['働き方の試し 二']);
  expect(await titles({ q: `${q} teleworker` })).toEqual([]);
});

test('only experts, teleworkers and coordinators write profiles', async () => {
  for (const role of ['company', 'researcher', 'admin'] as const)
    await (await app.signedIn({ roles: [role] })).client.fail(expertContracts.create, 403, { body: buildExpert() });
});
