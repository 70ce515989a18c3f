// The desk's picture: hours wanted against hours free, skill by skill, of what this coordinator may see.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { downloadWorkDesk, getWorkDesk, type WorkDeskQuery } from '@enishi/shared/work-desk';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { publishExpert, publishOpening } from '../support/journey';

let app: TestApp;
let here: HttpClient;
beforeAll(async () => {
  app = await startTestApp();
  here = (await app.signedIn({ roles: ['coordinator'] })).client;
  const company = (await app.signedIn({ roles: ['company'] })).client;
  const person = async (prefecture: string, given: object) => {
    const { client } = await app.signedIn({ roles: ['teleworker'], prefecture });
    await publishExpert(client, { tags: [], prefecture, skills: [{ tag: 'cad', level: 'alone' }], ...given });
  };
  await publishOpening(company, { hoursTo: 20, people: 2 });
  await publishOpening(company, { hoursTo: 5, skills: [{ tag: 'translation', level: 'alone' }] });
  await person('06', { hoursPerWeek: 12 });
  await person('06', { hoursPerWeek: 12, unavailableUntil: '2027-01-31' });
  await person('06', { skills: [{ tag: 'translation', level: 'with_help' }], hoursPerWeek: 8 });
  await person('04', { hoursPerWeek: 30 });
  await person('04', { hoursPerWeek: 7, disclosure: secrecyPresets.coordinator });
  await person('33', { hoursPerWeek: 40 });
  await app.settled();
});
afterAll(() => app.close());

const read = (query: WorkDeskQuery) => here.call(getWorkDesk, { query });
const ofSkill = async (query: WorkDeskQuery, tag: string) =>
  (await read(query)).skills.find((skill) => skill.tag === tag);

test('what is missing most comes first; learners and those who take no work now are counted apart or not at all', async () => {
  const { skills, ...rest } = await read({});
  expect(rest).toEqual({ prefectures: ['06'], openings: 2, people: 2, unsaid: 0 });
  expect(skills).toEqual([
    { tag: 'cad', openings: 1, wantedHours: 40, people: 1, freeHours: 12, learners: 0, learningHours: 0 },
    { tag: 'translation', openings: 1, wantedHours: 5, people: 0, freeHours: 0, learners: 1, learningHours: 8 },
  ]);
});

test('with the neighbours, as far as one may see them', async () => {
  expect((await read({ withNeighbours: 'true' })).prefectures).toEqual(['04', '05', '06', '07', '15']);
  expect(await ofSkill({ withNeighbours: 'true' }, 'cad')).toMatchObject({ people: 2, freeHours: 42 });
});

test('of another centre there is nothing', async () => {
  await here.fail(getWorkDesk, 404, { query: { prefecture: '04' } });
  const elsewhere = (await app.signedIn({ roles: ['coordinator'], prefecture: '33' })).client;
  expect(await elsewhere.call(getWorkDesk, { query: {} })).toMatchObject({ openings: 0, people: 1 });
});

test('as a file that a spreadsheet opens', async () => {
  const text = await here.call(downloadWorkDesk, { query: { prefecture: '06' } });
  expect(text).toBe(
    'スキル,募集,求める時間(週),できる人,空き時間(週),学んでいる人,学んでいる人の時間(週),不足(週)\r\n' +
      'CAD,1,40,1,12,0,0,28\r\n翻訳・通訳,1,5,0,0,1,8,5\r\n',
  );
});
