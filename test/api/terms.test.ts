// Offers and their terms sheets: lawful, frozen, accepted with a record, to be had as a document, settled later.
import {
  acceptOffer,
  acceptTerms,
  declineApplication,
  downloadTerms,
  getTermsDraft,
  proposeTerms,
  sendOffer,
  type ApplicationView,
} from '@enishi/shared/applications';
import { listAssignments } from '@enishi/shared/assignment-contracts';
import { listNotifications } from '@enishi/shared/notifications';
import { termsOf } from '@enishi/shared/terms';
import { fingerprintOf } from '../../server/src/features/applications/terms-sheet';
import { startTestApp, type TestApp } from '../support/app';
import { acceptIt, apply, buildTerms, offer, openingWithPerson, seeApplication } from '../support/applications';
import type { HttpClient } from '../support/http-client';
import { keptWorld } from '../support/kept-world';
import { readPdf, withoutSpace } from '../support/pdf';

let app: TestApp;
let world: Awaited<ReturnType<typeof openingWithPerson>>;
let applied: ApplicationView;
const closed = { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' } as const;
const fresh = keptWorld(
  () => app,
  async (empty) => {
    const both = await openingWithPerson(empty, {
      opening: { disclosure: closed, startsOn: '2026-12-01', endsOn: '2027-01-26' },
      expert: { disclosure: closed },
    });
    return { world: both, applied: await apply(both.person.client, both.opening.id, both.profile.id) };
  },
);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ({ world, applied } = await fresh());
});
afterAll(() => app.close());

const refused = async (terms: Parameters<typeof buildTerms>[0]) => {
  const body = { version: applied.version, terms: buildTerms(terms) };
  const { fields } = await world.company.client.fail(sendOffer, 400, { params: { id: applied.id }, body });
  return fields?.map(({ path, problem }) => [path, problem]);
};
const pdfOf = async (client: HttpClient, number: number) => {
  const { status, headers, bytes } = await client.download(downloadTerms, { id: applied.id, number: String(number) });
  expect([status, headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return readPdf(bytes).text;
};

test('terms are made from the opening, may be sent as they are, and stay as they were sent', async () => {
  const { company, person } = world;
  const params = { id: applied.id };
  const { terms } = await company.client.call(getTermsDraft, { params });
  expect(terms).toMatchObject({
    startsOn: '2026-12-01',
    dueOn: '2027-01-26',
    place: '在宅、または受託する側が選ぶ場所',
    amount: { kind: 'hourly', yen: 1500, expected: 64 },
    payment: { kind: 'monthly', daysAfter: 30 },
  });
  await person.client.fail(getTermsDraft, 409, { params });
  const offered = await company.client.call(sendOffer, { params, body: { version: 0, terms } });
  expect(offered.terms).toMatchObject([{ number: 1, purpose: 'offer', state: 'open', by: 'need' }]);
  // The company thinks again: what it sent stays readable, under its number.
  const better = await offer(company.client, offered, { amount: { kind: 'hourly', yen: 1700, expected: 64 } });
  expect(better.terms.map(({ number, state, sheet }) => [number, state, sheet.amount?.yen])).toEqual([
    [1, 'replaced', 1500],
    [2, 'open', 1700],
  ]);
  const [before] = (await seeApplication(person.client, applied)).terms;
  expect(before?.sha256).toBe(offered.terms[0]?.sha256);
  // Whoever still looks at the first version cannot accept the second one unseen.
  await person.client.fail(acceptOffer, 409, { params, body: { version: offered.version, number: 1 } });
  await person.client.fail(acceptOffer, 409, { params, body: { version: better.version, number: 1 } });
});

test('what the law forbids or misses is refused, each on its field', async () => {
  // The day of receipt is the first of sixty.
  expect(await refused({ dueOn: '2027-01-29', payment: { kind: 'once', on: '2027-03-30' } })).toEqual([
    ['terms.payment.on', 'pay_too_late'],
  ]);
  expect(await refused({ payment: { kind: 'monthly', daysAfter: 60 } })).toEqual([
    ['terms.payment.daysAfter', 'pay_too_late'],
  ]);
  expect(await refused({ work: '', place: '', dueOn: null, inspectBy: null, amount: null, payment: null })).toEqual([
    ['terms.work', 'required'],
    ['terms.place', 'required'],
    ['terms.dueOn', 'required'],
    ['terms.amount', 'required'],
    ['terms.payment', 'required'],
  ]);
  expect(await refused({ startsOn: '2026-11-01' })).toEqual([['terms.startsOn', 'day_passed']]);
  const late = { item: 'amount' as const, reason: '見積もり中', decideBy: '2026-11-01' };
  expect(await refused({ amount: null, undecided: [late] })).toEqual([['terms.undecided.0.decideBy', 'day_passed']]);
  const lawful = { dueOn: '2027-01-29', payment: { kind: 'once' as const, on: '2027-03-29' } };
  expect(await offer(world.company.client, applied, lawful)).toMatchObject({ state: 'offered' });
});

test('an accepted offer is a record: who, when, which version; as a document for both; the work begins', async () => {
  const { company, person, coordinator } = world;
  const offered = await offer(company.client, applied);
  const before = await pdfOf(company.client, 1);
  expect(before).toContain(withoutSpace('(承諾の後に表示します)'));
  expect(before).not.toContain(withoutSpace(person.user.displayName));
  const accepted = await acceptIt(person.client, offered);
  const [record] = accepted.terms;
  expect(record).toMatchObject({ state: 'accepted', answeredAt: app.clock.now().toISOString() });
  if (!record?.sheet.worker || !record.sheet.orderedOn) throw new Error('names and day are open');
  const { worker, orderedOn } = record.sheet;
  expect(record.sha256).toBe(fingerprintOf(1, { ...record.sheet, worker, orderedOn }));
  expect(orderedOn).toBe('2026-11-20');
  const text = await pdfOf(coordinator.client, 1);
  for (const words of [company.user.displayName, person.user.displayName, '承諾: 2026年11月20日', record.sha256])
    expect(text).toContain(withoutSpace(words));
  const stranger = await app.signedIn();
  await stranger.client.fail(downloadTerms, 404, { params: { id: applied.id, number: '1' } });
  await company.client.fail(downloadTerms, 404, { params: { id: applied.id, number: '2' } });
  await app.settled();
  expect((await person.client.call(listAssignments)).items).toMatchObject([{ title: world.opening.title }]);
});

test('what was left open is settled by both sides later, and nothing else with it', async () => {
  const { company, person } = world;
  const open = {
    dueOn: null,
    inspectBy: null,
    payment: null,
    undecided: [
      { item: 'dueOn' as const, reason: '原稿がそろう日がまだ決まらない', decideBy: '2026-12-10' },
      { item: 'payment' as const, reason: '納期による', decideBy: '2026-12-10' },
    ],
  };
  const params = { id: applied.id };
  const accepted = await acceptIt(person.client, await offer(company.client, applied, open));
  const agreed = termsOf((await seeApplication(person.client, applied)).terms[0]?.sheet as never);
  const settled = {
    ...agreed,
    dueOn: '2027-02-26',
    payment: { kind: 'once' as const, on: '2027-03-31' },
    undecided: [],
  };
  const propose = (client: HttpClient, version: number, terms: typeof settled) =>
    client.call(proposeTerms, { params, body: { version, terms } });
  const failing = async (terms: object) =>
    (
      await person.client.fail(proposeTerms, 400, {
        params,
        body: { version: accepted.version, terms: terms as never },
      })
    ).fields?.[0];
  expect(await failing({ ...settled, place: '会社' })).toEqual({ path: 'terms.place', problem: 'not_a_choice' });
  expect(await failing(agreed)).toEqual({ path: 'terms.undecided', problem: 'too_many' });
  expect(await failing({ ...settled, payment: { kind: 'once', on: '2027-04-27' } })).toEqual({
    path: 'terms.payment.on',
    problem: 'pay_too_late',
  });
  const first = await propose(person.client, accepted.version, settled);
  expect(first).toMatchObject({
    state: 'accepted',
    turn: 'need',
    agreedNumber: 1,
    abilities: { canAcceptTerms: false },
  });
  // The company would rather have it earlier: its own version takes the place of the first.
  const second = await propose(company.client, first.version, { ...settled, dueOn: '2027-02-19' });
  expect(second.terms.map(({ state }) => state)).toEqual(['accepted', 'replaced', 'open']);
  await company.client.fail(acceptTerms, 409, { params, body: { version: second.version, number: 3 } });
  const last = await person.client.call(acceptTerms, { params, body: { version: second.version, number: 3 } });
  expect(last).toMatchObject({ agreedNumber: 3, turn: null, abilities: { canProposeTerms: false } });
  await app.settled();
  const kinds = (await company.client.call(listNotifications)).items.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'offer_received' || kind === 'offer_accepted')).toEqual([
    'offer_accepted',
    'offer_received',
    'offer_accepted',
  ]);
  expect(await app.wired.applications.acceptedOffer(applied.id)).toMatchObject({
    terms: { dueOn: '2027-02-19', orderedOn: '2026-11-20' },
    workPackage: null,
  });
});

test('an offer can be taken back before it is accepted', async () => {
  const { company, person } = world;
  const params = { id: applied.id };
  const { version } = await offer(company.client, applied);
  const gone = await company.client.call(declineApplication, { params, body: { version, reason: 'plan_changed' } });
  expect(gone.terms.at(-1)?.state).toBe('ended');
  await person.client.fail(acceptOffer, 409, { params, body: { version: gone.version, number: 1 } });
});
