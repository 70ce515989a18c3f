// The ledger: who was shown what, for the owner to read and to keep.
import { needContracts, type NeedView } from '@enishi/shared/needs';
import { getSession, updateMe } from '@enishi/shared/users';
import { startTestApp, type TestApp } from '../support/app';
import { accept, meetingOfTwo, propose, publishNeed } from '../support/journey';
import type { HttpClient } from '../support/http-client';
import { keptWorld } from '../support/kept-world';

let app: TestApp;
let owner: { client: HttpClient };
let need: NeedView;
const fresh = keptWorld(
  () => app,
  async (empty) => {
    const person = await empty.signedIn();
    const published = await publishNeed(person.client, {
      disclosure: { summary: 'members', details: 'members', organisation: 'mutual', contact: 'mutual' },
    });
    return { owner: person, need: published };
  },
);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ({ owner, need } = await fresh());
});
afterAll(() => app.close());

const read = (client: HttpClient) => client.call(needContracts.get, { params: { id: need.id } });
const page = (query: Record<string, string | number> = {}) =>
  owner.client.call(needContracts.ledger, { params: { id: need.id }, query });
const file = (client = owner.client) => client.send(needContracts.ledgerFile, { params: { id: need.id } });

test('it counts how often, and keeps the first and the last time', async () => {
  const reader = await app.signedIn({ displayName: '読む人' });
  const first = app.clock.now().toISOString();
  await read(reader.client);
  app.clock.move(60_000);
  await read(reader.client);
  const { items, total } = await page();
  expect(total).toBe(2);
  expect(items.map((entry) => entry.group).sort()).toEqual(['details', 'summary']);
  for (const entry of items)
    expect(entry).toMatchObject({
      viewer: { id: reader.user.id, displayName: '読む人' },
      firstAt: first,
      lastAt: app.clock.now().toISOString(),
      times: 2,
    });
});

test('neither the owner nor visitors stand in it, nor who was refused', async () => {
  await read(owner.client);
  await app.visitor().fail(needContracts.get, 404, { params: { id: need.id } });
  expect((await page()).total).toBe(0);
});

test('lists count as showing their summaries', async () => {
  const reader = await app.signedIn();
  await reader.client.call(needContracts.list);
  const { items } = await page();
  expect(items.map((entry) => [entry.viewer.id, entry.group])).toEqual([[reader.user.id, 'summary']]);
});

test('two readings at the same moment count both', async () => {
  const reader = await app.signedIn();
  await Promise.all([1, 2, 3, 4].map(() => read(reader.client)));
  const { items } = await page();
  expect(items.map((entry) => entry.times)).toEqual([4, 4]);
});

test('it notes names and contact when an introduction opens them', async () => {
  const met = await meetingOfTwo(app);
  const half = await accept(met.company.client, await propose(met.coordinator.client, met.need.id, met.seed.id));
  await accept(met.researcher.client, half);
  const { items } = await met.company.client.call(needContracts.ledger, {
    params: { id: met.need.id },
    query: { limit: 50 },
  });
  const groups = items.filter((entry) => entry.viewer.id === met.researcher.user.id).map((entry) => entry.group);
  expect(groups).toContain('contact');
});

test('it comes page by page', async () => {
  for (let time = 0; time < 3; time += 1) {
    app.clock.move(1000);
    await read((await app.signedIn()).client);
  }
  const first = await page({ limit: 4 });
  const second = await page({ limit: 4, cursor: first.nextCursor ?? '' });
  expect([first.total, first.items.length, second.items.length, second.nextCursor]).toEqual([6, 4, 2, null]);
  expect(new Set([...first.items, ...second.items].map((entry) => entry.id)).size).toBe(6);
});

describe('as a file', () => {
  it('opens in a Japanese spreadsheet', async () => {
    await read((await app.signedIn({ displayName: '最上, "太郎"' })).client);
    const { headers, body } = await file();
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    const bytes = Buffer.from(
      await (
        await fetch(`${app.baseUrl}/api/needs/${need.id}/ledger.csv`, { headers: { cookie: owner.client.cookie() } })
      ).arrayBuffer(),
    );
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.subarray(3).toString('utf8').split('\r\n');
    expect(lines[0]).toBe('見た人,所属,開示した項目,最初,最後,回数');
    expect(lines.slice(1, 3).every((line) => line.startsWith('"最上, ""太郎""",'))).toBe(true);
    expect(
      lines
        .map((line) => line.split(',').at(-4))
        .slice(1, 3)
        .sort(),
    ).toEqual(['概要', '詳細']);
    expect(lines.at(-1)).toBe('');
    expect(String(body)).toContain('概要');
  });

  it('runs nobody’s formulas', async () => {
    await read((await app.signedIn({ displayName: '=HYPERLINK("https://evil.example")' })).client);
    expect(String((await file()).body)).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  });

  it('is in the owner’s language', async () => {
    const { viewer } = await owner.client.call(getSession);
    await owner.client.call(updateMe, { body: { version: viewer?.version ?? 0, language: 'en' } });
    expect(String((await file()).body)).toContain('Viewer,Organisation,Group,First,Last,Times');
  });

  it('is the owner’s alone', async () => {
    expect((await file((await app.signedIn()).client)).status).toBe(403);
    expect((await file(app.visitor())).status).toBe(401);
  });
});
