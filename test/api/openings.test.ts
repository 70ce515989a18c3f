// What is special about openings; what all listings share is told by needs.test.ts.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { listProjectOpenings, openingContracts, type OpeningCard, type OpeningView } from '@enishi/shared/openings';
import { needContracts } from '@enishi/shared/needs';
import { addDays, dayOf } from '@enishi/shared/tokyo-calendar';
import { startTestApp, type TestApp } from '../support/app';
import { buildOpening } from '../support/builders';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { publishNeed, publishOpening } from '../support/journey';
import { addPart, beginProject, connectedPair } from '../support/project-journey';
import { openLine } from '../support/socket-client';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const today = () => dayOf(app.clock.now());
const titles = async (query: Record<string, string | number>) =>
  ((await app.visitor().call(openingContracts.list, { query })).items as OpeningCard[])
    .map((card) => card.title)
    .sort();

test('an opening tells what is to be done, for how long and how much, as far as its owner opens it', async () => {
  const owner = await app.signedIn({ roles: ['company'], displayName: '長井 社長' });
  const body = buildOpening({
    disclosure: secrecyPresets.nameless,
    cells: ['mon-morning', 'wed-morning'],
    equipment: '自分のパソコン（CADを貸します）',
    howDecided: '経験により決める',
    startsOn: addDays(today(), 30),
    endsOn: addDays(today(), 120),
    speech: [{ language: 'ja', level: 'business' }],
    people: 2,
  });
  const draft = (await owner.client.call(openingContracts.create, { body })) as OpeningView;
  expect(draft.code).toMatch(/^W-[2346789CFGHJKMPQRTVWXY]{6}$/);
  const params = { id: draft.id };
  await owner.client.call(openingContracts.publish, { params, body: { version: draft.version } });
  const seen = (await app.visitor().call(openingContracts.get, { params })) as OpeningView;
  const { skills, hoursTo, reward, place, applyBy } = body;
  expect(seen).toMatchObject({ skills, hoursTo, reward, place, applyBy, people: 2 });
  expect(seen).toMatchObject({ details: null, organisation: null, contact: null, workPackage: null });
  const member = await app.signedIn({ roles: ['teleworker'] });
  const opened = (await member.client.call(openingContracts.get, { params })) as OpeningView;
  const { work, cells, equipment, howDecided } = body;
  expect(opened.details).toEqual({ work, cells, equipment, howDecided });
  expect(opened.abilities).toMatchObject({ canEdit: false, canSeeCandidates: false, canExpressInterest: false });
});

test('publishing tells what is missing, and refuses a deadline that has passed', async () => {
  const { client } = await app.signedIn({ roles: ['company'] });
  const publish = async (given: Record<string, unknown>) => {
    const draft = (await client.call(openingContracts.create, { body: given })) as OpeningView;
    return client.fail(openingContracts.publish, 400, { params: { id: draft.id }, body: { version: 0 } });
  };
  const missing = await publish({ title: '図面の仕事', prefecture: '06' });
  expect(missing.fields?.map(({ path }) => path).sort()).toEqual(['applyBy', 'hoursTo', 'reward', 'work']);
  const onSite = await publish({ ...buildOpening(), place: 'hybrid' });
  expect(onSite.fields).toEqual([{ path: 'municipality', problem: 'required' }]);
  const late = await publish({ ...buildOpening(), applyBy: addDays(today(), -1) });
  expect(late.fields).toEqual([{ path: 'applyBy', problem: 'day_passed' }]);
  const turned = await publish({ ...buildOpening(), startsOn: '2027-05-01', endsOn: '2027-04-01' });
  expect(turned.fields?.map(({ path }) => path)).toEqual(['endsOn']);
});

test('openings are found by skill, place, hours and reward; those past their deadline only when asked for', async () => {
  const { client } = await app.signedIn({ roles: ['company'] });
  const q = 'さがす試し';
  await publishOpening(client, { title: `${q} 図面`, hoursTo: 4 });
  await publishOpening(client, {
    title: `${q} 検査`,
    skills: [{ tag: 'image-recognition', level: 'advanced' }],
    place: 'onsite',
    municipality: '06203',
    hoursTo: 20,
    reward: { kind: 'fixed', from: 300_000, to: null },
  });
  const short = await publishOpening(client, { title: `${q} 急ぎ`, applyBy: today() });
  expect(short.tags).toEqual(['cad']);
  expect(await titles({ q, tags: 'image-recognition' })).toEqual([`${q} 検査`]);
  expect(await titles({ q, place: 'remote' })).toHaveLength(2);
  expect(await titles({ q, hoursTo: 4 })).toEqual([`${q} 図面`]);
  expect(await titles({ q, rewardKind: 'fixed' })).toEqual([`${q} 検査`]);
  expect(await titles({ q, place: 'onsite,hybrid', hoursTo: 10 })).toEqual([]);
  // A skill is found by every name of its concept, also those that nobody wrote.
  expect(await titles({ q: `${q} technical drawing` })).toEqual([`${q} 図面`, `${q} 急ぎ`]);
  app.clock.move(day);
  expect(await titles({ q })).toEqual([`${q} 図面`, `${q} 検査`]);
  expect(await titles({ q, withPast: 'true' })).toHaveLength(3);
});

test('a skill has to be one of the taxonomy, and reasons to close are those of work', async () => {
  const { client } = await app.signedIn({ roles: ['company'] });
  const body = { ...buildOpening(), skills: [{ tag: 'no-such-skill', level: 'alone' as const }] };
  const refused = await client.fail(openingContracts.create, 400, { body });
  expect(refused.fields).toEqual([{ path: 'skills.0.tag', problem: 'unknown_tag' }]);
  const { id, version } = await publishOpening(client);
  const close = { params: { id }, body: { version, reason: 'solved_here' as const } };
  expect((await client.fail(openingContracts.close, 400, close)).fields?.[0]?.problem).toBe('not_a_choice');
  const filled = await client.call(openingContracts.close, { params: { id }, body: { version, reason: 'filled' } });
  expect(filled).toMatchObject({ status: 'closed', closeReason: 'filled' });
  const need = await publishNeed(client);
  const wrong = { params: { id: need.id }, body: { version: need.version, reason: 'filled' as const } };
  await client.fail(needContracts.close, 400, wrong);
});

test('only companies and coordinators offer work', async () => {
  for (const role of ['researcher', 'expert', 'teleworker', 'admin'] as const)
    await (await app.signedIn({ roles: [role] })).client.fail(openingContracts.create, 403, { body: buildOpening() });
});

test('an opening for a work package is offered by people of the project and shown beside it to whom it is open', async () => {
  const pair = await connectedPair(app);
  const { client: desk } = pair.coordinator;
  const begun = await beginProject(desk, pair.theCase.id);
  const content = {
    title: '治具の図面',
    from: '2026-11-20',
    to: '2027-02-28',
    organisationName: '置賜工業',
    doneShare: 0,
  };
  const project = await addPart(desk, begun, { kind: 'work_package', content });
  const workPackage = { projectId: project.id, partId: project.workPackages[0]?.id ?? '' };
  const stranger = await app.signedIn({ roles: ['company'] });
  const tried = await stranger.client.fail(openingContracts.create, 400, { body: buildOpening({ workPackage }) });
  expect(tried.fields).toEqual([{ path: 'workPackage', problem: 'not_a_choice' }]);
  const elsewhere = buildOpening({ workPackage: { ...workPackage, partId: 'f'.repeat(24) } });
  expect((await desk.fail(openingContracts.create, 400, { body: elsewhere })).fields?.[0]?.path).toBe('workPackage');

  const open = await publishOpening(desk, {
    workPackage,
    title: '治具の図面を描く仕事',
    disclosure: secrecyPresets.members,
  });
  expect(open.workPackage).toEqual(workPackage);
  await publishOpening(desk, { workPackage, disclosure: secrecyPresets.coordinator });
  await publishOpening(desk);
  const beside = (client: HttpClient) => client.call(listProjectOpenings, { params: { id: project.id } });
  expect((await beside(pair.company.client)).items).toEqual([
    expect.objectContaining({ id: open.id, title: '治具の図面を描く仕事', partId: workPackage.partId, people: 1 }),
  ]);
  expect((await beside(desk)).items).toHaveLength(2);
  await stranger.client.fail(listProjectOpenings, 404, { params: { id: project.id } });
  const read = (client: HttpClient) => client.call(openingContracts.get, { params: { id: open.id } });
  expect(await read(stranger.client)).toMatchObject({ title: '治具の図面を描く仕事', workPackage: null });
});

test('whoever has an opening on the screen is told when it changes, and a town has to exist', async () => {
  const owner = await app.signedIn({ roles: ['company'] });
  const { id, version } = await publishOpening(owner.client);
  const line = await openLine(app.baseUrl, (await app.signedIn({ roles: ['teleworker'] })).client);
  expect(await line.watch({ kind: 'opening', id })).toBe(true);
  await owner.client.call(openingContracts.update, { params: { id }, body: { version, people: 3 } });
  await line.heard({ topic: 'opening', id });
  const body = buildOpening({ place: 'onsite', municipality: '06999' });
  expect((await owner.client.fail(openingContracts.create, 400, { body })).fields).toEqual([
    { path: 'municipality', problem: 'not_a_choice' },
  ]);
  line.close();
});
