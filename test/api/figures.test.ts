// Figures of a centre and a year, from what really happened; the spreadsheet is the same figures.
import readXlsxFile from 'read-excel-file/node';
import { downloadFigures, getFigures } from '@enishi/shared/figures';
import { recordOutcome } from '@enishi/shared/outcomes';
import { startTestApp, type TestApp } from '../support/app';
import { propose, publishNeed, publishSeed } from '../support/journey';
import { aKey, beginProject, connectedPair, inquiryOf } from '../support/project-journey';

let app: TestApp;
let pair: Awaited<ReturnType<typeof connectedPair>>;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await app.reset();
  app.clock.set(new Date('2026-11-20T01:00:00.000Z'));
  pair = await connectedPair(app);
});
afterAll(() => app.close());

const year = { query: { fiscalYear: 2026 } };

it('counts what happened, in the prefectures of the centre only', async () => {
  const { coordinator, company, researcher, theCase } = pair;
  const { client } = coordinator;
  await inquiryOf(client, 'e'.repeat(24));
  const seed = await publishSeed(researcher.client, { title: '別の評価法を探しています' });
  const need = await publishNeed(company.client, { title: '別の蓄電池の寿命を評価してほしい' });
  await app.settled();
  await propose(client, need.id, seed.id);
  await beginProject(client, theCase.id);
  const sales = { kind: 'sales' as const, fiscalYear: 2026, yen: 2_500_000 };
  await client.call(recordOutcome, { params: { id: theCase.id }, body: { key: aKey(), ...sales } });
  await client.call(recordOutcome, {
    params: { id: theCase.id },
    body: { key: aKey(), ...sales, fiscalYear: 2025, yen: 7 },
  });
  await app.settled();
  const found = await client.call(getFigures, year);
  expect(found.prefectures).toEqual(['06']);
  expect(found.cases).toMatchObject({ active: 3, created: 3, ended: 0 });
  expect(found.cases.byRoute).toEqual([
    { route: 'need', count: 2 },
    { route: 'inquiry', count: 1 },
    { route: 'idea', count: 0 },
  ]);
  expect(found.cases.perMonth.filter(({ count }) => count > 0)).toEqual([{ month: '2026-11', count: 3 }]);
  expect(found.proposals).toEqual({ sent: 2, accepted: 1, met: 1, carried: 1 });
  expect(found.outcomes).toMatchObject([{ kind: 'sales', yen: 2_500_000 }]);
  expect((await client.call(getFigures, { query: { fiscalYear: 2025 } })).outcomes).toMatchObject([{ yen: 7 }]);
  expect((await client.call(getFigures, { query: { fiscalYear: 2024 } })).cases.active).toBe(0);

  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '33' });
  const theirs = await elsewhere.client.call(getFigures, year);
  expect([theirs.cases.active, theirs.proposals.sent, theirs.outcomes]).toEqual([0, 0, []]);
});

it('is for coordinators of the place and for administrators', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  expect((await admin.client.call(getFigures, year)).prefectures).toHaveLength(47);
  const one = { query: { fiscalYear: 2026, prefecture: '06' } };
  expect((await admin.client.call(getFigures, one)).cases.active).toBe(1);
  await pair.coordinator.client.fail(getFigures, 404, { query: { fiscalYear: 2026, prefecture: '33' } });
  await pair.company.client.fail(getFigures, 403, year);
  await pair.company.client.fail(downloadFigures, 403, year);
  await app.visitor().fail(getFigures, 401, year);
  await pair.coordinator.client.fail(getFigures, 400, { query: { fiscalYear: 1999 } });
});

it('is saved as a spreadsheet that says the same', async () => {
  const response = await fetch(`${app.baseUrl}/api/figures.xlsx?fiscalYear=2026`, {
    headers: { cookie: pair.coordinator.client.cookie() },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
  expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('実績_2026年度.xlsx'));
  const sheets = await readXlsxFile(Buffer.from(await response.arrayBuffer()));
  const proposals = sheets.find(({ sheet }) => sheet === '打診')?.data;
  expect(proposals?.slice(1, 3)).toEqual([
    ['送った打診', 1, 1],
    ['双方が承諾', 1, 1],
  ]);
});
