// From an invitation or a letter to the offer that both have accepted.
import {
  acceptOffer,
  applicationClock,
  applyByInvitation,
  applyToOpening,
  declineApplication,
  getApplication,
  inviteToOpening,
  listApplications,
  shortlistApplication,
  withdrawApplication,
} from '@enishi/shared/applications';
import { expertContracts } from '@enishi/shared/experts';
import { listNotifications } from '@enishi/shared/notifications';
import { openingContracts } from '@enishi/shared/openings';
import { getThread, postMessage } from '@enishi/shared/threads';
import { addWorkingDays } from '../../server/src/working-days';
import { startTestApp, type TestApp } from '../support/app';
import {
  acceptIt,
  apply,
  freshKey,
  invite,
  letter,
  offer,
  openingWithPerson,
  seeApplication,
  shortlist,
} from '../support/applications';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { publishExpert, publishOpening } from '../support/journey';
import { keptWorld } from '../support/kept-world';
import { mailsIn } from '../support/mail-reader';

let app: TestApp;
type World = Awaited<ReturnType<typeof openingWithPerson>>;
let world: World;
const closed = { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' } as const;
const fresh = keptWorld(
  () => app,
  async (empty) => {
    empty.clock.set(begin);
    return openingWithPerson(empty, { opening: { disclosure: closed }, expert: { disclosure: closed } });
  },
);
beforeAll(async () => {
  app = await startTestApp();
});
const begin = new Date('2026-11-20T01:00:00.000Z');
beforeEach(async () => {
  world = await fresh();
});
afterAll(() => app.close());

const noticesOf = async (client: HttpClient, about: { id: string }) => {
  await app.settled();
  const { items } = await client.call(listNotifications);
  return items.filter(({ subject }) => subject.id === about.id).map(({ kind }) => kind);
};
const sweep = async () => {
  await app.wired.sweep.run();
  await app.settled();
};
const applied = () => apply(world.person.client, world.opening.id, world.profile.id);

test('a letter reaches the company without names, which open to both with the accepted offer', async () => {
  const { company, person, coordinator, opening, profile } = world;
  const sent = await applied();
  expect(sent).toMatchObject({ state: 'applied', mySide: 'item', turn: 'need', letter, opened: null });
  expect(new Date(sent.dueAt ?? 0)).toEqual(addWorkingDays(app.clock.now(), applicationClock.answerDays));
  expect(await noticesOf(company.client, sent)).toEqual(['application_received']);
  const received = await seeApplication(company.client, sent);
  expect(received).toMatchObject({
    letter,
    mySide: 'need',
    expert: { id: profile.id, organisation: null },
    abilities: { canShortlist: true, canOffer: true, canDecline: true, canWithdraw: false, canAcceptOffer: false },
  });
  expect(JSON.stringify(received)).not.toContain(person.user.displayName);
  expect((await seeApplication(person.client, sent)).opening).toMatchObject({ id: opening.id, organisation: null });

  const listed = await shortlist(company.client, received);
  expect(await noticesOf(person.client, sent)).toEqual(['application_shortlisted']);
  const offered = await offer(company.client, listed);
  expect(offered).toMatchObject({ state: 'offered', turn: 'item', terms: [{ number: 1, sheet: { worker: null } }] });
  expect(await noticesOf(person.client, sent)).toContain('offer_received');
  const waiting = await seeApplication(person.client, sent);
  // The law wants the client's name on the sheet.
  expect(waiting.terms[0]?.sheet.client.name).toBe(company.user.displayName);
  const accepted = await acceptIt(person.client, waiting);
  expect(accepted).toMatchObject({ state: 'accepted', agreedNumber: 1, dueAt: null, turn: null });
  for (const { client } of [company, person, coordinator]) {
    const { opened } = await seeApplication(client, sent);
    expect(opened).toMatchObject({
      need: { contact: { email: company.user.email } },
      item: { contact: { email: person.user.email, displayName: person.user.displayName } },
    });
  }
  expect(await noticesOf(company.client, sent)).toContain('offer_accepted');
  expect(await noticesOf(coordinator.client, sent)).toEqual(['offer_accepted']);
  expect(await person.client.call(openingContracts.get, { params: { id: opening.id } })).toMatchObject({
    status: 'closed',
    closeReason: 'filled',
    contact: { email: company.user.email },
  });
});

test('an invitation tells the company nothing new of the person until they answer it with a letter', async () => {
  const { company, person, coordinator, opening } = world;
  const hidden = await publishExpert(person.client, {
    kind: 'teleworker',
    disclosure: { ...closed, summary: 'coordinator', details: 'coordinator' },
    prefecture: '06',
  });
  // The company cannot choose what it cannot see, and learns no more than that.
  for (const expertId of [hidden.id, opening.id])
    expect(
      await company.client.fail(inviteToOpening, 400, {
        params: { id: opening.id },
        body: { key: freshKey(), expertId },
      }),
    ).toMatchObject({ fields: [{ path: 'expertId', problem: 'not_a_choice' }] });
  const invited = await invite(coordinator.client, opening.id, hidden.id);
  expect(invited).toMatchObject({ state: 'invited', mySide: null, invitation: { by: 'coordinator' } });
  expect(await noticesOf(person.client, invited)).toEqual(['invited_to_apply']);
  expect(await seeApplication(company.client, invited)).toMatchObject({ expert: null, turn: 'item' });
  const seen = await seeApplication(person.client, invited);
  expect(seen.abilities).toMatchObject({ canApply: true, canWithdraw: true });
  const answered = await person.client.call(applyByInvitation, {
    params: { id: invited.id },
    body: { version: seen.version, letter },
  });
  expect(answered).toMatchObject({ state: 'applied', letter });
  expect(await seeApplication(company.client, invited)).toMatchObject({
    expert: { id: hidden.id, organisation: null },
  });
  await person.client.call(withdrawApplication, {
    params: { id: invited.id },
    body: { version: answered.version, reason: 'no_time' },
  });
  // What the letter had opened is closed with it.
  expect(await seeApplication(company.client, invited)).toMatchObject({ expert: null });
  await company.client.fail(expertContracts.get, 404, { params: { id: hidden.id } });
});

test('one application for each opening and profile: sent twice it is one, and another is refused', async () => {
  const { person, company, opening, profile } = world;
  const key = freshKey();
  const [one, again] = await Promise.all([
    apply(person.client, opening.id, profile.id, key),
    apply(person.client, opening.id, profile.id, key),
  ]);
  expect(again.id).toBe(one.id);
  await person.client.fail(applyToOpening, 409, {
    params: { id: opening.id },
    body: { key: freshKey(), expertId: profile.id, letter },
  });
  expect((await company.client.call(listApplications, { query: { openingId: opening.id } })).total).toBe(1);
  expect(await noticesOf(company.client, one)).toEqual(['application_received']);
});

test('nobody applies to their own opening, with a profile of somebody else, too late, or where one has closed itself', async () => {
  const { person, opening, profile } = world;
  const other = await app.signedIn({ roles: ['teleworker'] });
  const body = (expertId: string) => ({ params: { id: opening.id }, body: { key: freshKey(), expertId, letter } });
  expect(await other.client.fail(applyToOpening, 400, body(profile.id))).toMatchObject({
    fields: [{ path: 'expertId', problem: 'not_a_choice' }],
  });
  const wary = await publishExpert(person.client, {
    kind: 'teleworker',
    blockedOrganisationIds: [world.company.user.organisationId],
  });
  await person.client.fail(applyToOpening, 409, body(wary.id));
  const both = await app.signedIn({ roles: ['company', 'teleworker'] });
  const own = await publishExpert(both.client, { kind: 'teleworker' });
  const ownOpening = await publishOpening(both.client);
  await both.client.fail(applyToOpening, 409, {
    params: { id: ownOpening.id },
    body: { key: freshKey(), expertId: own.id, letter },
  });
  app.clock.move(200 * day);
  await app.enter(person.user.email).then((late) => late.fail(applyToOpening, 409, body(profile.id)));
});

test('a company declines with a reason, and the other side learns it politely', async () => {
  const { company, person } = world;
  const sent = await applied();
  const refuse = (given: object) => ({ params: { id: sent.id }, body: { version: 0, ...given } as never });
  expect(await company.client.fail(declineApplication, 400, refuse({ reason: 'other' }))).toMatchObject({
    fields: [{ path: 'text', problem: 'required' }],
  });
  await company.client.call(
    declineApplication,
    refuse({ reason: 'other_person', text: '今回は別の方にお願いします。' }),
  );
  expect(await noticesOf(person.client, sent)).toEqual(['application_ended']);
  expect(await seeApplication(person.client, sent)).toMatchObject({
    state: 'declined',
    end: { reason: 'other_person', text: '今回は別の方にお願いします。', by: 'need' },
    abilities: { canApply: false, canWithdraw: false },
  });
  await app.mailed();
  expect(mailsIn(app.dataDir).filter(({ to }) => to.includes(person.user.email))).toHaveLength(1);
});

test('who has withdrawn may take it up again; the history stays', async () => {
  const { company, person } = world;
  const sent = await applied();
  const params = { id: sent.id };
  const gone = await person.client.call(withdrawApplication, { params, body: { version: 0, reason: 'no_time' } });
  expect(gone).toMatchObject({ state: 'withdrawn', end: { by: 'item' }, abilities: { canApply: true } });
  expect(await noticesOf(company.client, sent)).toEqual(['application_ended', 'application_received']);
  const again = await person.client.call(applyByInvitation, {
    params,
    body: { version: 1, letter: `再び。${letter}` },
  });
  expect(again).toMatchObject({ state: 'applied', letter: `再び。${letter}`, end: null });
  expect(again.steps.map(({ kind }) => kind)).toEqual(['applied', 'withdrawn', 'applied']);
});

test('of two who act at once the second is told what the first did, without a name that is closed', async () => {
  const { company, person } = world;
  const sent = await applied();
  const params = { id: sent.id };
  await person.client.call(withdrawApplication, { params, body: { version: 0, reason: 'no_time' } });
  const failed = await company.client.fail(shortlistApplication, 409, { params, body: { version: 0 } });
  expect(failed).toMatchObject({
    code: 'stale',
    stale: { version: 1, changes: [{ by: null, fields: ['state.withdrawn'] }] },
  });
});

test('a silent company is reminded with its coordinators, and then the application ends', async () => {
  const { company, person, coordinator } = world;
  const sent = await applied();
  app.clock.set(addWorkingDays(app.clock.now(), applicationClock.answerDays));
  await sweep();
  await sweep();
  const [late, desk, waiting] = await Promise.all(
    [company, coordinator, person].map(async ({ user }) => noticesOf(await app.enter(user.email), sent)),
  );
  expect(late).toEqual(['application_overdue', 'application_received']);
  expect(desk).toEqual(['application_overdue']);
  expect(waiting).toEqual([]);
  app.clock.set(addWorkingDays(app.clock.now(), applicationClock.graceDays));
  await sweep();
  const again = await app.enter(person.user.email);
  expect(await seeApplication(again, sent)).toMatchObject({ state: 'expired', end: { reason: 'no_answer', by: null } });
  expect(await noticesOf(again, sent)).toEqual(['application_ended']);
});

test('an offer runs out after a week, and its place is free again', async () => {
  const { company, person, opening } = world;
  const other = await app.signedIn({ roles: ['teleworker'] });
  const rival = await apply(other.client, opening.id, (await publishExpert(other.client, { kind: 'teleworker' })).id);
  const offered = await offer(company.client, await applied());
  // One person is wanted: while the offer stands, there is no second one.
  expect((await seeApplication(company.client, rival)).abilities).toMatchObject({ canOffer: false, isFull: true });
  app.clock.move(applicationClock.offerDays * day);
  const [late, seller] = [await app.enter(person.user.email), await app.enter(company.user.email)];
  await late.fail(acceptOffer, 409, { params: { id: offered.id }, body: { version: offered.version, number: 1 } });
  await sweep();
  expect(await seeApplication(late, offered)).toMatchObject({ state: 'expired', terms: [{ state: 'ended' }] });
  expect(await offer(seller, await seeApplication(seller, rival))).toMatchObject({ state: 'offered' });
});

test('two offers at the same moment for one place: one stands, and the person who says yes has the work', async () => {
  const { company, person, opening, profile } = world;
  const other = await app.signedIn({ roles: ['teleworker'] });
  const otherProfile = await publishExpert(other.client, { kind: 'teleworker' });
  const waiting = [
    { client: person.client, sent: await apply(person.client, opening.id, profile.id) },
    { client: other.client, sent: await apply(other.client, opening.id, otherProfile.id) },
  ];
  const tried = await Promise.allSettled(waiting.map(({ sent }) => offer(company.client, sent)));
  expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const winner = tried.findIndex(({ status }) => status === 'fulfilled');
  const [won, lost] = winner === 0 ? waiting : [...waiting].reverse();
  if (!won || !lost) throw new Error('there were two');
  await acceptIt(won.client, await seeApplication(won.client, won.sent));
  await app.settled();
  expect(await seeApplication(lost.client, lost.sent)).toMatchObject({ state: 'declined', end: { reason: 'filled' } });
});

test('what waits on an opening or profile that is closed ends, also where a crash cut that off', async () => {
  const { company, person, opening, profile } = world;
  const sent = await applied();
  await person.client.call(expertContracts.close, {
    params: { id: profile.id },
    body: { version: profile.version, reason: 'on_hold' },
  });
  await app.settled();
  expect(await seeApplication(company.client, sent)).toMatchObject({
    state: 'withdrawn',
    end: { reason: 'profile_closed' },
  });
  const other = await app.signedIn({ roles: ['teleworker'] });
  const second = await apply(other.client, opening.id, (await publishExpert(other.client, { kind: 'teleworker' })).id);
  // As if the process had died between closing and what follows.
  await app.connection.collection('openings').updateOne({}, { $set: { status: 'closed', closeReason: 'on_hold' } });
  await sweep();
  expect(await seeApplication(other.client, second)).toMatchObject({
    state: 'declined',
    end: { reason: 'opening_closed' },
  });
});

test('whoever has no part in it finds nothing: not in the list, not by its id, not in the thread', async () => {
  const { company, person, coordinator, opening } = world;
  const sent = await applied();
  const stranger = await app.signedIn({ roles: ['company'] });
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '40' });
  for (const { client } of [stranger, elsewhere]) {
    await client.fail(getApplication, 404, { params: { id: sent.id } });
    expect((await client.call(listApplications, { query: { openingId: opening.id } })).total).toBe(0);
    await client.fail(getThread, 404, { params: { kind: 'application', id: sent.id } });
  }
  for (const { client } of [company, person, coordinator])
    expect((await client.call(listApplications)).items.map(({ id }) => id)).toEqual([sent.id]);
});

test('questions and answers are read by both and their coordinator, live and by mail, names closed', async () => {
  const { company, person, coordinator } = world;
  const sent = await applied();
  const params = { kind: 'application', id: sent.id };
  await company.client.call(postMessage, {
    params,
    body: {
      clientId: '0b6f8b1e-5c3d-4a8e-9f77-000000000001',
      text: '平日の午前は何時からできますか。',
      audience: 'both',
    },
  });
  await app.mailed();
  const thread = await person.client.call(getThread, { params });
  expect(thread).toMatchObject({
    messages: [{ text: '平日の午前は何時からできますか。', author: { displayName: null, side: 'need' } }],
    defaultAudience: 'both',
  });
  expect(await noticesOf(person.client, sent)).toEqual(['message_received']);
  expect((await coordinator.client.call(getThread, { params })).messages[0]?.author.displayName).toBe(
    company.user.displayName,
  );
  expect(mailsIn(app.dataDir).some(({ to }) => to.includes(person.user.email))).toBe(true);
});
