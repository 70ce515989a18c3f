// Confidentiality agreements: what opens with one, to whom, and for how long.
import { getCase } from '@enishi/shared/case-contracts';
import type { IntroductionView } from '@enishi/shared/introductions';
import { needContracts, type NeedView } from '@enishi/shared/needs';
import { listNdas, recordNda, withdrawNda } from '@enishi/shared/ndas';
import type { TalkSubject } from '@enishi/shared/talk';
import { getNeedThread } from '@enishi/shared/threads';
import { startTestApp, type TestApp } from '../support/app';
import { day } from '../support/clock';
import { accept, meetingOfTwo, proposalToTwo, propose, publishNeed } from '../support/journey';
import type { HttpClient } from '../support/http-client';
import { keptWorld } from '../support/kept-world';
import { addFile } from '../support/talk';

let app: TestApp;
let met: Awaited<ReturnType<typeof meetingOfTwo>>;
let introduction: IntroductionView;
let subject: TalkSubject;
const ladder = { summary: 'public', details: 'nda', organisation: 'mutual', contact: 'mutual' } as const;
const today = '2026-11-20';
const fresh = keptWorld(
  () => app,
  async (empty) => {
    empty.clock.set(new Date(`${today}T01:00:00.000Z`));
    return proposalToTwo(empty, { need: { disclosure: ladder } });
  },
);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ({ met, introduction } = await fresh());
  subject = { kind: 'introduction', id: introduction.id };
});
afterAll(() => app.close());

const connect = async () => accept(met.researcher.client, await accept(met.company.client, introduction));
const params = () => ({ id: introduction.id });
const record = (given: { signedOn?: string; validUntil?: string; fileId?: string } = {}) =>
  met.coordinator.client.call(recordNda, { params: params(), body: { signedOn: today, ...given } });
const detailsFor = async (client: HttpClient, id = met.need.id) =>
  ((await client.call(needContracts.get, { params: { id } })) as NeedView).details;
const stageOf = async () => {
  await app.settled();
  const { client } = met.coordinator;
  const { caseId } = await client.call(getNeedThread, { params: { id: met.need.id } });
  return (await client.call(getCase, { params: { id: caseId } })).stage;
};

it('opens what was kept for after it, to the other side of the introduction, and moves the case on', async () => {
  const colleague = await app.signedIn({ roles: ['researcher'], organisationId: met.researcher.user.organisationId });
  await connect();
  expect(await detailsFor(met.researcher.client)).toBeNull();
  expect(await stageOf()).toBe('meeting');
  const nda = await record();
  expect(nda).toMatchObject({ signedOn: today, validUntil: null, isValid: true, file: null, withdrawnAt: null });
  expect(await detailsFor(met.researcher.client)).toMatchObject({
    situation: expect.stringContaining('ポータブル') as string,
  });
  expect(await stageOf()).toBe('nda');
  // Signed for one matter: neither colleagues nor other needs of the same company open with it.
  expect(await detailsFor(colleague.client)).toBeNull();
  const other = await publishNeed(met.company.client, { disclosure: ladder });
  expect(await detailsFor(met.researcher.client, other.id)).toBeNull();
  expect(await detailsFor((await app.signedIn()).client)).toBeNull();
});

it('notes in the ledger that the details were shown', async () => {
  await connect();
  await detailsFor(met.researcher.client);
  const seen = async () => {
    const { items } = await met.company.client.call(needContracts.ledger, { params: { id: met.need.id } });
    return items.some(({ viewer, group }) => viewer.id === met.researcher.user.id && group === 'details');
  };
  expect(await seen()).toBe(false);
  await record();
  await detailsFor(met.researcher.client);
  expect(await seen()).toBe(true);
});

it('closes again after its last day, and at once when it is taken back', async () => {
  await connect();
  await record({ validUntil: '2026-11-21' });
  expect(await detailsFor(met.researcher.client)).not.toBeNull();
  app.clock.move(day);
  expect(await detailsFor(met.researcher.client)).not.toBeNull();
  app.clock.move(day);
  expect(await detailsFor(met.researcher.client)).toBeNull();
  expect((await met.company.client.call(listNdas, { params: params() })).items).toMatchObject([{ isValid: false }]);
  const renewed = await record({ signedOn: '2026-11-22' });
  expect(await detailsFor(met.researcher.client)).not.toBeNull();
  const { client } = met.coordinator;
  expect(await client.call(withdrawNda, { params: { id: renewed.id } })).toMatchObject({ isValid: false });
  expect(await client.call(withdrawNda, { params: { id: renewed.id } })).toMatchObject({ isValid: false });
  expect(await detailsFor(met.researcher.client)).toBeNull();
});

it('binds nobody who only named the organisation at sign-up', async () => {
  await app.connection
    .collection('users')
    .updateOne({ email: met.researcher.user.email }, { $set: { keepsOrganisation: false } });
  await connect();
  await record();
  expect(await detailsFor(met.researcher.client)).toBeNull();
});

it('is recorded once however often it is sent, with the paper that both sides see', async () => {
  await connect();
  const own = await addFile(met.coordinator.client, { subject, audience: 'need' });
  const paper = await addFile(met.coordinator.client, { subject, audience: 'both', name: '契約書.pdf' });
  const refused = { params: params(), body: { signedOn: today, fileId: own.id } };
  expect((await met.coordinator.client.fail(recordNda, 400, refused)).fields).toEqual([
    { path: 'fileId', problem: 'not_a_choice' },
  ]);
  const both = await Promise.all([record({ fileId: paper.id }), record({ fileId: paper.id })]);
  expect(both[0].id).toBe(both[1].id);
  expect(await met.researcher.client.call(listNdas, { params: params() })).toMatchObject({
    items: [{ file: { id: paper.id, name: '契約書.pdf' }, recordedBy: met.coordinator.user.displayName }],
    abilities: { canRecord: false },
  });
});

it.each([
  ['a day to come', { signedOn: '2026-11-21' }, 'signedOn'],
  ['an end before its beginning', { signedOn: today, validUntil: '2026-11-19' }, 'validUntil'],
  ['no day', { signedOn: '2026-02-30' }, 'signedOn'],
])('is refused with %s', async (_, body, path) => {
  await connect();
  const { fields } = await met.coordinator.client.fail(recordNda, 400, { params: params(), body });
  expect(fields).toEqual([expect.objectContaining({ path })]);
});

it('is recorded by a coordinator of the region, once both have accepted', async () => {
  const body = { signedOn: today };
  expect((await met.coordinator.client.fail(recordNda, 409, { params: params(), body })).code).toBe('not_possible_now');
  await connect();
  for (const { client } of [met.company, met.researcher]) await client.fail(recordNda, 403, { params: params(), body });
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
  const stranger = await app.signedIn();
  await elsewhere.client.fail(recordNda, 404, { params: params(), body });
  const { id } = await record();
  await elsewhere.client.fail(withdrawNda, 404, { params: { id } });
  await met.company.client.fail(withdrawNda, 403, { params: { id } });
  for (const { client } of [elsewhere, stranger]) await client.fail(listNdas, 404, { params: params() });
});

it('does not tell a side who the other is before both have accepted', async () => {
  await connect();
  await record();
  const again = await meetingOfTwo(app);
  const second = await propose(again.coordinator.client, again.need.id, again.seed.id);
  expect(await again.company.client.call(listNdas, { params: { id: second.id } })).toMatchObject({ items: [] });
});

it('moves the case on also when the server fell before that', async () => {
  await connect();
  await record();
  await app.settled();
  await app.connection.collection('ndas').updateMany({}, { $set: { isSettled: false } });
  await app.connection.collection('cases').updateMany({}, { $set: { stage: 'meeting' } });
  await app.wired.sweep.run();
  expect(await stageOf()).toBe('nda');
  expect(await app.connection.collection('ndas').countDocuments({ isSettled: false })).toBe(0);
});
