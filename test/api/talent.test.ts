// People who would move in: who is told of a wish, and by what they are found.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { expertContracts } from '@enishi/shared/experts';
import { openingContracts } from '@enishi/shared/openings';
import { listTalent } from '@enishi/shared/talent';
import { startTestApp, type TestApp } from '../support/app';
import { publishExpert, publishOpening } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const wish = (prefectures: string[], when: 'within_6_months' | 'within_3_years' = 'within_6_months') => ({
  ...{ kind: 'i_turn' as const, prefectures, when, family: '子どもは三歳' },
});
const coordinator = async (...served: string[]) => (await app.signedIn({ roles: ['coordinator'], served })).client;
const found = async (client: Awaited<ReturnType<typeof coordinator>>, query: Record<string, string | number> = {}) =>
  (await client.call(listTalent, { query })).items.map(({ card }) => card.title);

test('a wish is told where somebody would move to and where they live, and nowhere else', async () => {
  const { client } = await app.signedIn({ roles: ['teleworker'], prefecture: '13' });
  const hidden = { prefecture: '13', disclosure: secrecyPresets.coordinator };
  const first = await publishExpert(client, {
    ...hidden,
    title: '山形へ',
    moveWish: wish(['06']),
    minimumReward: 424242,
  });
  await publishExpert(client, { ...hidden, title: '山形か岡山へ', moveWish: wish(['06', '33'], 'within_3_years') });
  await publishExpert(client, { ...hidden, title: '動かない人' });
  const [yamagata, okayama, tokyo, osaka] = await Promise.all([
    coordinator('06'),
    coordinator('33'),
    coordinator('13'),
    coordinator('27'),
  ]);
  expect(await found(yamagata)).toEqual(['山形か岡山へ', '山形へ']);
  expect(await found(okayama)).toEqual(['山形か岡山へ']);
  expect(await found(tokyo)).toEqual(['山形か岡山へ', '山形へ']);
  expect(await found(osaka)).toEqual([]);
  expect(await found(tokyo, { prefecture: '33' })).toEqual(['山形か岡山へ']);
  expect(await found(yamagata, { when: 'within_1_year' })).toEqual(['山形へ']);
  expect(await found(yamagata, { when: 'some_day' })).toEqual(['山形か岡山へ', '山形へ']);
  expect(await found(yamagata, { kind: 'u_turn' })).toEqual([]);
  const all = JSON.stringify(await yamagata.call(listTalent, { query: {} }));
  expect(all).not.toContain('子ども');
  expect(all).not.toContain('424242');
  expect(await found(yamagata, { q: '子どもは三歳' })).toEqual([]);
  // Whoever gives the wish up, or closes the profile, is found no more.
  const changed = await client.call(expertContracts.update, {
    params: { id: first.id },
    body: { version: first.version, moveWish: null },
  });
  expect(await found(yamagata)).toEqual(['山形か岡山へ']);
  expect(changed).toMatchObject({ moveWish: null });
});

test('people are found by skill, and read page by page', async () => {
  const { client } = await app.signedIn({ roles: ['expert'], prefecture: '13' });
  for (const number of [1, 2, 3])
    await publishExpert(client, {
      ...{ title: `版下 ${String(number)}`, prefecture: '13', moveWish: wish(['35']), tags: [] },
      skills: number === 3 ? [] : [{ tag: 'graphic-design', level: 'alone' }],
    });
  const yamaguchi = await coordinator('35');
  expect(await found(yamaguchi, { tags: 'graphic-design' })).toEqual(['版下 2', '版下 1']);
  expect(await found(yamaguchi, { q: '版下 3' })).toEqual(['版下 3']);
  const first = await yamaguchi.call(listTalent, { query: { limit: 2 } });
  expect(first).toMatchObject({ total: 3, items: [{ card: { title: '版下 3' } }, { card: { title: '版下 2' } }] });
  expect(first.items[0]?.moveWish).toEqual({ kind: 'i_turn', prefectures: ['35'], when: 'within_6_months' });
  expect(await found(yamaguchi, { limit: 2, cursor: first.nextCursor ?? '' })).toEqual(['版下 1']);
});

test('a wish that leads nowhere is no wish that may be published', async () => {
  const { client } = await app.signedIn({ roles: ['expert'] });
  const profile = await publishExpert(client);
  const { fields } = await client.fail(expertContracts.update, 400, {
    params: { id: profile.id },
    body: { version: profile.version, moveWish: wish([]) },
  });
  expect(fields).toEqual([{ path: 'moveWish.prefectures', problem: 'required' }]);
});

test('openings are found by when they begin', async () => {
  const { client } = await app.signedIn({ roles: ['company'] });
  await publishOpening(client, { title: '始期の試し 春', startsOn: '2027-04-01' });
  await publishOpening(client, { title: '始期の試し 随時', startsOn: null });
  const list = async (startsBy: string) =>
    (await app.visitor().call(openingContracts.list, { query: { q: '始期の試し', startsBy } })).items.map(
      ({ title }) => title,
    );
  expect(await list('2027-03-31')).toEqual(['始期の試し 随時']);
  expect((await list('2027-04-01')).sort()).toEqual(['始期の試し 春', '始期の試し 随時']);
});
