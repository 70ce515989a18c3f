// Themed boards: what lies in the field, pair by pair, with colleagues, and nothing that somebody else may not see.
import { listNeedMatches } from '@enishi/shared/matches';
import {
  changeBoard,
  createBoard,
  getBoard,
  listBoards,
  removeBoard,
  setPair,
  type BoardView,
} from '@enishi/shared/themed-boards';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { meetingOfTwo, propose, publishNeed, publishSeed } from '../support/journey';
import { aKey } from '../support/project-journey';

let app: TestApp;
let met: Awaited<ReturnType<typeof meetingOfTwo>>;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await app.reset();
  met = await meetingOfTwo(app);
});
afterAll(() => app.close());

const form = (given: Partial<Parameters<typeof begin>[1]> = {}) => ({
  title: '電池',
  tags: ['lithium-ion-battery'],
  words: '',
  prefectures: [] as string[],
  note: '',
  ...given,
});
function begin(
  client: HttpClient,
  given: { title?: string; tags?: string[]; words?: string; prefectures?: string[]; note?: string } = {},
) {
  return client.call(createBoard, { body: { key: aKey(), ...form(given) } });
}
const see = (client: HttpClient, { id }: Pick<BoardView, 'id'>) => client.call(getBoard, { params: { id } });
const pairOf = (board: BoardView, candidateId: string, needId = met.need.id) => {
  const found = board.pairs.find((pair) => pair.needId === needId && pair.candidateId === candidateId);
  if (!found) throw new Error('no such pair');
  return found;
};
const put = (
  client: HttpClient,
  board: BoardView,
  candidateId: string,
  more: { state: 'talked' | 'no'; note?: string },
) => {
  const { needId, kind, version } = pairOf(board, candidateId);
  return client.call(setPair, { params: { id: board.id }, body: { needId, kind, candidateId, version, ...more } });
};
/** A company that says in its profile what it is good at. */
const vendor = async (tags: string[]) => {
  const organisation = await app.organisation('company', '33', []);
  await app.wired.organisations.update(organisation.id, 0, { tags, strengths: 'センサーと電池の組み込み' });
  return organisation;
};

it('shows needs, seeds and companies of the field, narrower concepts too, and every pair of them', async () => {
  const maker = await vendor(['lithium-ion-battery']);
  const other = await vendor(['cad']);
  await publishNeed(met.company.client, { title: '図面を起こし直したい', tags: ['cad'] });
  await app.settled();
  const board = await begin(met.coordinator.client, { tags: ['battery'] });
  expect(board.needs.map(({ id }) => id)).toEqual([met.need.id]);
  expect(board.candidates.map(({ card }) => card.id)).toEqual([met.seed.id]);
  expect(board.companies.map(({ id }) => id)).toEqual([maker.id]);
  expect(board.companies.map(({ id }) => id)).not.toContain(other.id);
  expect(board.pairs).toHaveLength(2);
  // What matching has found comes first, with its score.
  const matches = await met.coordinator.client.call(listNeedMatches, { params: { id: met.need.id } });
  expect(board.pairs[0]).toMatchObject({
    candidateId: met.seed.id,
    score: matches.items[0]?.score,
    state: 'to_look_at',
  });
  expect((await begin(met.coordinator.client, { words: 'ありえない言葉' })).pairs).toEqual([]);
});

it('pair by pair with colleagues: notes are kept, the second of two is told, what is proposed counts as introduced', async () => {
  const colleague = await app.signedIn({ roles: ['coordinator'] });
  const maker = await vendor(['lithium-ion-battery']);
  const board = await begin(met.coordinator.client);
  const written = await put(met.coordinator.client, board, maker.id, { state: 'talked', note: '来週の展示会で会う。' });
  expect(pairOf(written, maker.id)).toMatchObject({
    ...{ state: 'talked', note: '来週の展示会で会う。', version: 0 },
    by: met.coordinator.user.displayName,
  });
  const refused = await colleague.client.fail(setPair, 409, {
    params: { id: board.id },
    body: { needId: met.need.id, kind: 'organisation', candidateId: maker.id, version: null, state: 'no' },
  });
  expect(refused).toMatchObject({ code: 'stale', stale: { version: 0 } });
  const mended = await put(colleague.client, await see(colleague.client, board), maker.id, { state: 'no' });
  expect(mended.counts).toEqual({ talked: 0, introduced: 0, no: 1 });
  await propose(met.coordinator.client, met.need.id, met.seed.id);
  await app.settled();
  expect(pairOf(await see(colleague.client, board), met.seed.id)).toMatchObject({
    state: 'introduced',
    isProposed: true,
  });
});

it('is for the centre and its prefectures; each sees the needs that they look after, and no pair of others', async () => {
  const board = await begin(met.coordinator.client);
  const neighbour = await app.signedIn({ roles: ['coordinator'], organisationId: met.coordinator.user.organisationId });
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '40' });
  expect((await see(neighbour.client, board)).pairs).toHaveLength(1);
  expect((await elsewhere.client.call(listBoards)).items).toEqual([]);
  await elsewhere.client.fail(getBoard, 404, { params: { id: board.id } });
  await elsewhere.client.fail(removeBoard, 404, { params: { id: board.id }, body: { version: 0 } });
  await met.company.client.fail(listBoards, 403);
  const own = await begin(elsewhere.client, { prefectures: ['06'] });
  expect(own.needs).toEqual([]);
  await elsewhere.client.fail(setPair, 404, {
    params: { id: own.id },
    body: { needId: met.need.id, kind: 'seed', candidateId: met.seed.id, version: null, state: 'talked' },
  });
});

it('does not pair those who keep out of one another’s way', async () => {
  const rival = await app.signedIn({ roles: ['researcher'] });
  const seed = await publishSeed(rival.client, { blockedOrganisationIds: [met.company.user.organisationId] });
  await app.settled();
  const board = await begin(met.coordinator.client);
  expect(board.candidates.map(({ card }) => card.id)).toContain(seed.id);
  expect(board.pairs.map(({ candidateId }) => candidateId)).toEqual([met.seed.id]);
  await met.coordinator.client.fail(setPair, 404, {
    params: { id: board.id },
    body: { needId: met.need.id, kind: 'seed', candidateId: seed.id, version: null, state: 'talked' },
  });
});

it('a double click begins one; two who change it at once; taken away it is gone for all', async () => {
  const { client } = met.coordinator;
  const body = { key: aKey(), ...form() };
  const [one, other] = await Promise.all([client.call(createBoard, { body }), client.call(createBoard, { body })]);
  expect(other.id).toBe(one.id);
  const params = { id: one.id };
  await client.fail(createBoard, 400, { body: { key: aKey(), ...form({ tags: ['no-such-concept'] }) } });
  const changed = await client.call(changeBoard, {
    params,
    body: { version: 0, ...form({ title: '電池とセンサー' }) },
  });
  const late = await client.fail(changeBoard, 409, { params, body: { version: 0, ...form({ note: '別の人' }) } });
  expect(late).toMatchObject({ stale: { version: 1, changes: [{ fields: ['title'] }] } });
  const colleague = await app.signedIn({ roles: ['coordinator'] });
  await colleague.client.fail(removeBoard, 403, { params, body: { version: changed.version } });
  await client.call(removeBoard, { params, body: { version: changed.version } });
  await client.fail(getBoard, 404, { params });
  expect((await client.call(listBoards)).items).toEqual([]);
});
