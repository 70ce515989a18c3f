// Needs and seeds as they come out of papers and mails: long texts without a single tag, from far apart.
import { listNeedMatches, matchThresholds } from '@enishi/shared/matches';
import { startTestApp, type TestApp } from '../support/app';
import { publishNeed, publishSeed } from '../support/journey';

const seedTexts = {
  wireless: [
    'Energy harvesting for wireless strain sensing on rotating shafts',
    'A piezoelectric patch harvests vibration and powers a strain gauge with its radio on a rotating shaft. Torque is sent eight times a second without slip rings or batteries. Drift over temperature is corrected by a second gauge. The unit ran on a paper machine for fourteen months.',
  ],
  fermentation: [
    'Rapid enumeration of lactic acid bacteria in fermented foods',
    'Flow cytometry with two dyes tells living from injured lactic acid bacteria within forty minutes, where plate counts take three days. Protocols exist for miso, pickled vegetables and yoghurt. Producers decide on the day whether a lot may be shipped.',
  ],
  scheduling: [
    'Scheduling of small job shops by constraint programming',
    'Orders with due dates are assigned to machines and workers. A constraint model finds schedules within seconds for two hundred operations and repairs them when a machine stops. Setup times depend on the sequence. Three workshops have used it for planning every morning.',
  ],
  coating: [
    'Water repellent coatings from rice bran wax',
    'Rice bran wax dispersed in water gives paper and wood a repellent coating free of fluorine. Contact angles above 120 degrees remain after abrasion. The coating is compostable and may touch food.',
  ],
  soil: [
    'Estimating soil moisture in orchards from satellite radar',
    'Backscatter of free radar images is turned into moisture maps of ten metres. Cherry and grape growers see when to irrigate. Ground probes in six orchards confirm errors below four percent.',
  ],
  speech: [
    'Speech recognition for dialects of elderly speakers',
    'Acoustic models are adapted to regional dialects with two hours of recordings. Word errors of elderly speakers fall by a third. The model runs without a network on a small computer in nursing homes.',
  ],
  casting: [
    'Porosity prediction in aluminium die casting',
    'Simulation of mould filling is combined with cavity pressure measured in production. Porosity is predicted for each shot, and scrap is sorted before machining. Results come from two foundries and nine parts.',
  ],
  textile: [
    '絹織物の染色むらを画像で見つける検査',
    '生地を送りながら撮影し、染色のむらを色の差として数値にする。熟練者の目視と九割以上一致した。絹と化繊のどちらにも使え、既存の検反機に後から取り付けられる。',
  ],
  timber: [
    '針葉樹の葉から香り成分を低温で取り出す',
    '間伐材の枝葉を減圧した釜で蒸し、香り成分を六十度以下で取り出す。熱で変わりやすい成分が残り、残った葉は飼料になる。年間二十トンを処理する装置がある。',
  ],
} as const;

let app: TestApp;
const ids = new Map<string, string>();
let company: Awaited<ReturnType<TestApp['signedIn']>>;

beforeAll(async () => {
  app = await startTestApp();
  company = await app.signedIn({ prefecture: '01' });
  const { client } = await app.signedIn({ roles: ['researcher'] });
  for (const [key, [title, features]] of Object.entries(seedTexts)) {
    const bare = { problem: '----------', uses: '-----', tags: [], cooperation: [], readiness: null };
    ids.set((await publishSeed(client, { ...bare, title, features, prefecture: '35' })).id, key);
  }
  await app.settled();
});
afterAll(() => app.close());

const candidatesOf = async (title: string, situation: string, goal: string) => {
  const need = await publishNeed(company.client, { title, situation, goal, tags: [], prefecture: '01' });
  await app.settled();
  const { items } = await company.client.call(listNeedMatches, { params: { id: need.id } });
  return items.map((match) => ({ key: ids.get(match.candidate.card.id), score: match.score }));
};

it('finds the fitting seed for a long English need without tags', async () => {
  const [first, ...others] = await candidatesOf(
    'We lose days to replanning whenever something goes wrong on the floor',
    'We are a workshop of thirty people that mills and grinds single pieces for makers of printing presses. Every morning two foremen plan by hand who does what. By ten a tool has broken or a customer has called, and from then on nobody knows which of the promised due dates still hold.',
    'Software that proposes a plan for our eleven machines, knows that some setup takes an hour and some five minutes, and can be asked again when one of them stops. It should not need a specialist, and the foremen must be able to overrule it.',
  );
  expect(first?.key).toBe('scheduling');
  expect(first?.score).toBeGreaterThanOrEqual(20);
  for (const { score } of others) expect(score).toBeLessThan(matchThresholds.notify / 2);
});

it('finds the fitting seed for a long Japanese need without tags', async () => {
  const [first, ...others] = await candidatesOf(
    '検反の人手が足りず、色の見落としで返品が出る',
    '先染めの絹織物を月に三千反ほど仕上げています。生地を送りながら目で見る検査は二人に頼っていて、夕方になると薄い染色のむらを見落とします。去年は返品が四件ありました。',
    'いまの検反機をそのまま使い、むらの場所を画面で示してくれる仕組みがほしい。判断は人が行うので、怪しい所が分かれば十分です。',
  );
  expect(first?.key).toBe('textile');
  expect(first?.score).toBeGreaterThanOrEqual(matchThresholds.notify);
  for (const { score } of others) expect(score).toBeLessThan(matchThresholds.notify / 2);
});

it('tells nobody of a need that nothing fits', async () => {
  const found = await candidatesOf(
    'Somebody to translate our catalogue of kitchen knives into Italian',
    'Our shop sells forged kitchen knives to cooks abroad. Last year a third of the letters came from Italy, and we answer them with a dictionary, which takes our evenings and is full of mistakes.',
    'A native reader who turns sixty pages into good Italian before the spring fair and looks over our letters now and then.',
  );
  for (const { score } of found) expect(score).toBeLessThan(matchThresholds.notify / 2);
});
