// What is special about profiles of experts and teleworkers; what all listings share is told by needs.test.ts.
import { expertContracts, type ExpertCard, type ExpertView } from '@enishi/shared/experts';
import { secrecyPresets } from '@enishi/shared/disclosure';
import { listMunicipalities } from '@enishi/shared/municipalities';
import { dayOf } from '@enishi/shared/tokyo-calendar';
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
    certificates: [{ name: '技術士', grade: '機械', validUntil: '2030-03-31' }, { name: '第三種電気主任技術者' }],
  });
  expect(profile.code).toMatch(/^E-[2346789CFGHJKMPQRTVWXY]{6}$/);
  expect(profile).toMatchObject({ kind: 'teleworker', hoursPerWeek: 12, workPlace: 'remote' });
  const seen = (await app.visitor().call(expertContracts.get, { params: { id: profile.id } })) as ExpertView;
  expect(seen.details).toMatchObject({
    experience: '設計十五年',
    certificates: [
      { name: '技術士', holder: '', grade: '機械', validUntil: '2030-03-31' },
      { name: '第三種電気主任技術者', holder: '', grade: '', validUntil: null },
    ],
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

const reading = async (client: ReturnType<TestApp['visitor']>, id: string) =>
  (await client.call(expertContracts.get, { params: { id } })) as ExpertView;
const changing = async (client: ReturnType<TestApp['visitor']>, seen: ExpertView, body: object) =>
  (await client.call(expertContracts.update, {
    params: { id: seen.id },
    body: { version: seen.version, ...body },
  })) as ExpertView;

test('skills with levels make a profile findable by each of them, and unknown ones are refused', async () => {
  const { client } = await app.signedIn({ roles: ['teleworker'] });
  const profile = await publishExpert(client, {
    title: '水準の試し',
    tags: ['iot'],
    skills: [{ tag: 'graphic-design', level: 'advanced', years: 8 }],
    speech: [{ language: 'en', level: 'business' }],
  });
  expect(profile.tags).toEqual(['iot', 'graphic-design']);
  expect(profile.skills).toEqual([{ tag: 'graphic-design', level: 'advanced', years: 8 }]);
  expect(await titles({ q: '水準の試し', tags: 'graphic-design' })).toEqual(['水準の試し']);
  expect(await titles({ q: '水準の試し advanced' })).toEqual([]);
  const refused = async (body: object) =>
    (
      await client.fail(expertContracts.update, 400, {
        params: { id: profile.id },
        body: { version: profile.version, ...body },
      })
    ).fields;
  expect(await refused({ skills: [{ tag: 'no-such-skill', level: 'alone' }] })).toEqual([
    { path: 'skills.0.tag', problem: 'unknown_tag' },
  ]);
  expect(await refused({ municipality: '06999' })).toEqual([{ path: 'municipality', problem: 'not_a_choice' }]);
  expect(await refused({ links: [{ title: '作品', url: 'javascript:alert(1)' }] })).toMatchObject([
    { path: 'links.0.url', problem: 'wrong_form' },
  ]);
  expect(await refused({ availableFrom: '2027-04-01', availableTo: '2027-03-01' })).toEqual([
    { path: 'availableTo', problem: 'wrong_order' },
  ]);
});

test('the minimum reward is read by its owner and by nobody else, whatever they ask for', async () => {
  const { client } = await app.signedIn({ roles: ['teleworker'] });
  const profile = await publishExpert(client, {
    title: '最低額の試し',
    minimumReward: 987654,
    certificates: [{ name: '秘書検定' }],
  });
  expect((await reading(client, profile.id)).minimumReward).toBe(987654);
  const others = [
    app.visitor(),
    (await app.signedIn({ roles: ['company'] })).client,
    (await app.signedIn({ roles: ['admin'] })).client,
    (await app.signedIn({ roles: ['coordinator'], served: ['06'] })).client,
  ];
  for (const other of others) {
    const view = await reading(other, profile.id);
    expect(view.minimumReward).toBeNull();
    expect(JSON.stringify(view)).not.toContain('987654');
    const list = (query: Record<string, string>) => other.call(expertContracts.list, { query });
    expect(JSON.stringify(await list({ q: '最低額の試し' }))).not.toContain('987654');
    expect((await list({ q: '最低額の試し 987654' })).items).toEqual([]);
    expect((await list({ q: '最低額の試し 秘書検定' })).items).toHaveLength(1);
  }
});

test('the wish to move is for coordinators; what it says of the family, for those of the wished places', async () => {
  const { client } = await app.signedIn({ roles: ['expert'] });
  const moveWish = {
    kind: 'u_turn' as const,
    prefectures: ['33'],
    when: 'within_1_year' as const,
    family: '小学生が二人',
  };
  const profile = await publishExpert(client, { prefecture: '06', moveWish, disclosure: secrecyPresets.coordinator });
  const coordinator = async (served: string) =>
    (await app.signedIn({ roles: ['coordinator'], served: [served] })).client;
  const [home, wished, elsewhere] = [await coordinator('06'), await coordinator('33'), await coordinator('13')];
  expect((await reading(client, profile.id)).moveWish).toEqual(moveWish);
  expect((await reading(wished, profile.id)).moveWish).toEqual(moveWish);
  expect((await reading(home, profile.id)).moveWish).toEqual({ ...moveWish, family: null });
  const listed = async (who: typeof home) =>
    (await who.call(expertContracts.list, { query: { limit: 50 } })).items.some(
      (card) => (card as ExpertCard).id === profile.id,
    );
  expect(await listed(wished)).toBe(true);
  expect(await listed(elsewhere)).toBe(false);
  await elsewhere.fail(expertContracts.get, 404, { params: { id: profile.id } });
  const opened = await changing(client, await reading(client, profile.id), { disclosure: secrecyPresets.open });
  const { client: company } = await app.signedIn({ roles: ['company'] });
  for (const other of [elsewhere, company, app.visitor()]) {
    const view = await reading(other, opened.id);
    expect(view.moveWish).toBeNull();
    expect(JSON.stringify(view)).not.toContain('小学生');
    expect((await other.call(expertContracts.list, { query: { q: '小学生' } })).items).toEqual([]);
  }
});

test('whoever takes no work until a day is left out by those who ask for somebody now', async () => {
  const { client } = await app.signedIn({ roles: ['expert'] });
  const profile = await publishExpert(client, { title: '休みの試し' });
  const today = dayOf(app.clock.now());
  const paused = await changing(client, profile, { unavailableUntil: today });
  expect(paused.unavailableUntil).toBe(today);
  expect(await titles({ q: '休みの試し' })).toEqual(['休みの試し']);
  expect(await titles({ q: '休みの試し', isAvailable: 'true' })).toEqual([]);
  await changing(client, paused, { unavailableUntil: null });
  expect(await titles({ q: '休みの試し', isAvailable: 'true' })).toEqual(['休みの試し']);
});

test('a profile from before it said more about work is read, shown and changed as any other', async () => {
  const { client } = await app.signedIn({ roles: ['expert'] });
  const profile = await publishExpert(client, { title: '昔のままの試し' });
  const kept = ['title', 'tags', 'freeTags', 'cooperation', 'prefecture', 'language', 'disclosure'];
  const more = ['blockedOrganisationIds', 'kind', 'canDo', 'experience', 'hoursPerWeek', 'workPlace', 'contactNote'];
  const stored = app.connection.collection('experts');
  const found = await stored.findOne<{ content: Record<string, unknown> }>({ code: profile.code });
  const content = Object.fromEntries([...kept, ...more].map((field) => [field, found?.content[field]]));
  await stored.updateOne({ code: profile.code }, { $set: { content: { ...content, certificates: ['技術士'] } } });
  const certificate = { name: '技術士', holder: '', grade: '', validUntil: null };
  const seen = await reading(client, profile.id);
  expect(seen).toMatchObject({ skills: [], speech: [], unavailableUntil: null, minimumReward: null, moveWish: null });
  expect(seen.details).toMatchObject({ cells: [], municipality: null, links: [], certificates: [certificate] });
  expect(await titles({ q: '昔のままの試し', isAvailable: 'true' })).toEqual(['昔のままの試し']);
  const changed = await changing(client, seen, { hoursPerWeek: 5 });
  expect(changed).toMatchObject({ hoursPerWeek: 5, details: { certificates: [certificate] } });
});

test('municipalities are listed for a prefecture or by code, in both scripts', async () => {
  const visitor = app.visitor();
  const { items } = await visitor.call(listMunicipalities, { query: { prefecture: '06' } });
  expect(items).toHaveLength(35);
  const named = await visitor.call(listMunicipalities, { query: { codes: '06202,33203,06999,06202' } });
  expect(named.items).toMatchObject([
    { code: '06202', name: '米沢市', nameEn: 'Yonezawa-shi', kana: 'よねざわし' },
    { code: '33203', name: '津山市', nameEn: 'Tsuyama-shi' },
  ]);
  const both = await visitor.call(listMunicipalities, { query: { prefecture: '33', codes: '06202,33203' } });
  expect(both.items.map(({ code }) => code)).toEqual(['33203']);
  await visitor.fail(listMunicipalities, 400, { query: {} });
});
