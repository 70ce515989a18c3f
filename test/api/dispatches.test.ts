// Expert dispatch: from a company's request to the report of the visit, hours against the menu, who learns what.
import {
  answerDispatch,
  askExpert,
  createDispatch,
  endDispatch,
  getDispatch,
  listDispatchCandidates,
  listDispatches,
  listDispatchMenus,
  reportDispatch,
  setDispatchMenu,
  wishForExpert,
  type DispatchView,
} from '@enishi/shared/dispatches';
import { secrecyPresets } from '@enishi/shared/disclosure';
import { confirmMeeting, createMeeting, getMeetingStart } from '@enishi/shared/meeting-contracts';
import { listNotifications } from '@enishi/shared/notifications';
import { startTestApp, type TestApp } from '../support/app';
import { newKey } from '../support/cases';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { publishExpert } from '../support/journey';
import { tokyo } from '../support/meetings';
import { aKey } from '../support/project-journey';
import { openLine } from '../support/socket-client';

jest.setTimeout(60_000);
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.reset());

const request = (client: HttpClient, given: object = {}) =>
  client.call(createDispatch, {
    body: {
      key: aKey(),
      theme: '電池の安全試験の組み立て方',
      text: 'リチウムイオン電池を使う製品の安全試験を、何から始めればよいか教えてほしい。',
      tags: ['lithium-ion-battery'],
      hours: 3,
      ...given,
    },
  });
const see = (client: HttpClient, { id }: { id: string }) => client.call(getDispatch, { params: { id } });
const ask = async (client: HttpClient, { id }: { id: string }, expertId: string) => {
  const { version } = await see(client, { id });
  return client.call(askExpert, { params: { id }, body: { version, expertId } });
};
const accept = async (client: HttpClient, { id }: { id: string }) => {
  const { version } = await see(client, { id });
  await client.call(answerDispatch, { params: { id }, body: { version, answer: 'accept' } });
  await app.settled();
};
const kindsOf = async (client: HttpClient) => (await client.call(listNotifications)).items.map(({ kind }) => kind);
const usedBy = async (client: HttpClient, dispatch: { id: string }) => (await see(client, dispatch)).quota?.used;

async function makePeople() {
  const company = await app.signedIn({ roles: ['company'], displayName: '長井 社長' });
  const coordinator = await app.signedIn({ roles: ['coordinator'] });
  const expert = await app.signedIn({ roles: ['expert'], displayName: '酒田 技術士' });
  const profile = await publishExpert(expert.client, { disclosure: secrecyPresets.nameless });
  await app.settled();
  return { company, coordinator, expert, profile };
}

test('a company asks, wishes for somebody, the desk asks them, a date is set by poll, the visit is reported', async () => {
  const { company, coordinator, expert, profile } = await makePeople();
  const desk = coordinator.client;
  const made = await request(company.client);
  expect(made).toMatchObject({ state: 'requested', side: 'client', quota: { fiscalYear: 2026, hours: 20, used: 0 } });
  expect(made.code).toMatch(/^D-/);
  await app.settled();
  expect(await kindsOf(desk)).toContain('dispatch_requested');

  const { items } = await company.client.call(listDispatchCandidates, { params: { id: made.id } });
  expect(items).toEqual([expect.objectContaining({ tags: ['lithium-ion-battery'], isWished: false })]);
  const { parts, score } = items[0] ?? { parts: {}, score: 0 };
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score);
  expect(items[0]?.card).toMatchObject({ id: profile.id, organisation: null });
  const body = { version: made.version, expertId: profile.id };
  const wished = await company.client.call(wishForExpert, { params: { id: made.id }, body });
  expect(wished.wish).toEqual({ id: profile.id, title: profile.title });
  await company.client.fail(askExpert, 403, { params: { id: made.id }, body });
  await expert.client.fail(getDispatch, 404, { params: { id: made.id } });

  const asked = await ask(desk, made, profile.id);
  expect(asked).toMatchObject({ state: 'asked', expert: { name: '酒田 技術士' } });
  expect(await see(company.client, made)).toMatchObject({ state: 'asked', expert: null });
  await app.settled();
  expect(await kindsOf(expert.client)).toContain('dispatch_requested');
  expect(await see(expert.client, made)).toMatchObject({ client: null, wish: null, quota: null, isMyTurn: true });

  await accept(expert.client, made);
  expect(await see(expert.client, made)).toMatchObject({ client: { person: '長井 社長' } });
  expect(await see(company.client, made)).toMatchObject({ expert: { name: '酒田 技術士' }, quota: { used: 3 } });
  expect(await kindsOf(company.client)).toContain('dispatch_answered');

  const { caseId } = await see(desk, made);
  const start = await desk.call(getMeetingStart, { query: { caseId: caseId ?? '' } });
  const usual = start.people.filter(({ isUsual }) => isUsual).map(({ displayName }) => displayName);
  expect(usual.sort()).toEqual(['酒田 技術士', '長井 社長'].sort());
  const meeting = await desk.call(createMeeting, {
    body: {
      ...{ key: newKey(), caseId: start.caseId, introductionId: null, title: start.title, durationMinutes: 180 },
      starts: [tokyo('10:00'), tokyo('14:00')],
      participants: [{ userId: company.user.id }, { userId: expert.user.id }],
    },
  });
  expect(meeting.participants.map(({ name }) => name).sort()).toEqual(['酒田 技術士', '長井 社長'].sort());
  const slotId = meeting.slots[0]?.id ?? '';
  const slot = { params: { id: meeting.id }, body: { version: meeting.version, slotId } };
  await desk.call(confirmMeeting, slot);
  await app.settled();
  expect(await see(company.client, made)).toMatchObject({ visit: { meetingId: meeting.id }, visitAt: tokyo('10:00') });
  const early = { version: (await see(expert.client, made)).version, date: '2026-11-20', hours: 3, done: '済みました' };
  await expert.client.fail(reportDispatch, 409, { params: { id: made.id }, body: early });

  app.clock.set(new Date(tokyo('13:30')));
  await app.wired.sweep.run();
  expect((await kindsOf(expert.client)).filter((kind) => kind === 'dispatch_report_due')).toHaveLength(1);
  const { version } = await see(expert.client, made);
  const report = {
    date: '2026-11-24',
    hours: 2.5,
    done: '釘刺し試験の順序を決めた。',
    next: '治具の図面を送ってもらう。',
  };
  const params = { id: made.id };
  await expert.client.fail(reportDispatch, 400, { params, body: { ...report, version, date: '2026-11-25' } });
  const reported = await expert.client.call(reportDispatch, { params, body: { ...report, version } });
  expect(reported).toMatchObject({ state: 'reported', report });
  await app.settled();
  expect(await see(company.client, made)).toMatchObject({ report, quota: { used: 2.5 } });
  const rows = (await company.client.call(listDispatches)).items;
  expect(rows).toEqual([expect.objectContaining({ id: made.id, state: 'reported', isMyTurn: false })]);
});

test('an expert who declines has nothing more to do with it; silence counts as no answer after five working days', async () => {
  const { company, coordinator, expert, profile } = await makePeople();
  const desk = coordinator.client;
  const other = await app.signedIn({ roles: ['expert'] });
  const second = await publishExpert(other.client);
  await app.settled();
  const made = await request(company.client);
  const { version } = await ask(desk, made, profile.id);
  const params = { id: made.id };
  const body = { version, answer: 'decline' as const, reason: 'no_time' as const, text: '年内は手一杯です。' };
  await other.client.fail(answerDispatch, 404, { params, body });
  expect(await expert.client.call(answerDispatch, { params, body })).toEqual({ state: 'requested' });
  await app.settled();
  await expert.client.fail(getDispatch, 404, { params });
  const seen = await see(desk, made);
  expect(seen).toMatchObject({ state: 'requested', expert: null, quota: { used: 0 } });
  expect(seen.declines).toEqual([{ title: profile.title, reason: 'no_time', text: '年内は手一杯です。' }]);
  const forCompany = await see(company.client, made);
  expect(forCompany.declines).toEqual([]);
  expect(forCompany.history.map(({ kind }) => kind)).toEqual(['requested']);
  expect(await kindsOf(company.client)).not.toContain('dispatch_answered');
  const again = { params, body: { version: seen.version, expertId: profile.id } };
  expect((await desk.fail(askExpert, 400, again)).fields?.[0]?.path).toBe('expertId');

  await ask(desk, made, second.id);
  app.clock.move(10 * day);
  await app.wired.sweep.run();
  await app.settled();
  // Nobody stays signed in as long as that.
  const [later, client] = await Promise.all([app.enter(coordinator.user.email), app.enter(company.user.email)]);
  expect(await see(later, made)).toMatchObject({ state: 'requested', quota: { used: 0 } });
  const { version: last } = await see(client, made);
  const end = { params, body: { version: last, reason: 'no_longer_needed' as const } };
  expect(await client.call(endDispatch, end)).toMatchObject({ state: 'ended' });
  await client.fail(endDispatch, 409, { params, body: { ...end.body, version: last + 1 } });
});

test('hours beyond the menu are refused, also when two are asked for at the same moment; the menu is kept by its region', async () => {
  const { company, coordinator, profile } = await makePeople();
  const desk = coordinator.client;
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '40' });
  const [menu] = (await desk.call(listDispatchMenus)).items;
  expect(menu).toMatchObject({ prefecture: '06', fiscalYear: 2026, hours: 20, isDefault: true, version: 0 });
  const change = { params: { prefecture: '06' }, body: { version: 0, hours: 5 } };
  await elsewhere.client.fail(setDispatchMenu, 404, change);
  expect(await desk.call(setDispatchMenu, change)).toMatchObject({ hours: 5, isDefault: false, version: 1 });
  await desk.fail(setDispatchMenu, 409, change);

  const made = await Promise.all([request(company.client), request(company.client, { theme: '治具の設計' })]);
  const answers = await Promise.all(
    made.map(({ id, version }) => desk.send(askExpert, { params: { id }, body: { version, expertId: profile.id } })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  const refused = answers.find(({ status }) => status === 400)?.body as { fields: unknown };
  expect(refused.fields).toEqual([{ path: 'hours', problem: 'too_big', limit: 2 }]);
  await app.settled();
  expect(await usedBy(desk, made[0])).toBe(3);
});

test('coordinators ask for companies of their region; a form that is sent twice makes one request', async () => {
  const { company, coordinator, expert, profile } = await makePeople();
  const desk = coordinator.client;
  const far = await app.organisation('company', '40', []);
  const body = {
    key: aKey(),
    theme: '安全試験',
    text: '電池の安全試験の始め方を教えてほしい。現場を見てほしい。',
    hours: 2,
  };
  await desk.fail(createDispatch, 400, { body });
  await desk.fail(createDispatch, 400, { body: { ...body, organisationId: far.id } });
  const mine = { ...body, organisationId: company.user.organisationId };
  const [first, twice] = await Promise.all([
    desk.call(createDispatch, { body: mine }),
    desk.call(createDispatch, { body: mine }),
  ]);
  expect(twice.id).toBe(first.id);
  await company.client.fail(getDispatch, 404, { params: { id: first.id } });
  const line = await openLine(app.baseUrl, desk);
  expect(await line.watch({ kind: 'dispatch', id: first.id })).toBe(true);
  await ask(desk, first, profile.id);
  await line.heard({ topic: 'dispatch', id: first.id });
  await accept(expert.client, first);
  const seen: DispatchView = await see(expert.client, first);
  expect(seen.client).toMatchObject({ id: company.user.organisationId, person: null });
  for (const role of ['researcher', 'expert', 'teleworker', 'admin'] as const)
    await (await app.signedIn({ roles: [role] })).client.fail(createDispatch, 403, { body });
  line.close();
});
