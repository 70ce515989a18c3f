// Work from the first report to the last payment: who may do what, two at once, twice the same, late, and after a crash.
import {
  answerWeek,
  deliverWork,
  getAssignment,
  inspectWork,
  listAssignments,
  recordPayment,
  reportWeek,
  reviewAssignment,
  stopAssignment,
} from '@enishi/shared/assignment-contracts';
import type { AssignmentView } from '@enishi/shared/assignments';
import { listNotifications } from '@enishi/shared/notifications';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { keptWorld } from '../support/kept-world';
import { aKey } from '../support/project-journey';
import { addFile, readThread, say, sendFile } from '../support/talk';
import { acceptedWork, seeWork } from '../support/work';

let app: TestApp;
let work: Awaited<ReturnType<typeof acceptedWork>>;
const fresh = keptWorld(() => app, acceptedWork);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  work = await fresh();
});
afterAll(() => app.close());

const first = '2026-11-02';
const second = '2026-11-09';
const at = (week: string) => ({ params: { id: work.id, week } });
const whole = () => ({ params: { id: work.id } });
const see = (who: HttpClient = work.worker.client) => seeWork(who, work.id);
const report = (week: string, units: number, version: number | null = null, note = '') =>
  work.worker.client.call(reportWeek, { ...at(week), body: { version, units, note } });
const reportOf = (view: AssignmentView, week: string) => {
  const found = view.reports.find((one) => one.week === week);
  if (!found) throw new Error('not reported');
  return found;
};
const approve = async (week: string) => {
  const { version } = reportOf(await see(), week);
  return work.client.client.call(answerWeek, { ...at(week), body: { answer: 'approve', version } });
};
const deliver = async (given: { note?: string; fileIds?: string[] } = {}) =>
  work.worker.client.call(deliverWork, {
    ...whole(),
    body: { key: aKey(), version: (await see()).version, note: '納品します。', ...given },
  });
const accept = async () =>
  work.client.client.call(inspectWork, { ...whole(), body: { answer: 'accept', version: (await see()).version } });
/** Some days later, signed in anew. */
const goTo = async (moment: string) => {
  app.clock.set(new Date(moment));
  for (const person of [work.client, work.worker, work.coordinator]) person.client = await app.enter(person.user.email);
};
const noticesOf = async (who: HttpClient, kind: string) => {
  await app.settled();
  return (await who.call(listNotifications)).items.filter((one) => one.kind === kind);
};
const sweep = async () => {
  await app.wired.sweep.run();
  await app.settled();
};

describe('who sees it', () => {
  it('both sides and the coordinators of the prefecture; nobody else learns that it exists', async () => {
    const { client, worker, coordinator } = work;
    for (const { client: who } of [client, worker, coordinator]) {
      expect((await see(who)).title).toBe('取扱説明書の英訳');
      expect((await who.call(listAssignments)).items.map(({ id }) => id)).toEqual([work.id]);
    }
    const colleague = await app.signedIn({ roles: ['company'], organisationId: client.user.organisationId });
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '33' });
    const admin = await app.signedIn({ roles: ['admin'] });
    for (const { client: who } of [colleague, elsewhere, admin]) {
      await who.fail(getAssignment, 404, whole());
      await who.fail(stopAssignment, 404, { ...whole(), body: { version: 0, reason: 'no_time' } });
      expect((await who.call(listAssignments)).total).toBe(0);
    }
    await app.visitor().fail(getAssignment, 401, whole());
  });

  it('each side is offered what is its own, a coordinator nothing', async () => {
    expect((await see()).abilities).toMatchObject({
      canReport: true,
      canDeliver: true,
      canInspect: false,
      canPay: false,
    });
    expect((await see(work.client.client)).abilities).toMatchObject({ canReport: false, canPay: true, canStop: true });
    const desk = await see(work.coordinator.client);
    expect(Object.values(desk.abilities)).not.toContain(true);
    const { client: coordinator } = work.coordinator;
    const { client: company } = work.client;
    await coordinator.fail(reportWeek, 403, { ...at(first), body: { version: null, units: 1 } });
    await company.fail(reportWeek, 403, { ...at(first), body: { version: null, units: 1 } });
    await work.worker.client.fail(recordPayment, 403, {
      params: { id: work.id, key: 'once' },
      body: { version: 0, paidOn: '2026-11-20' },
    });
    await work.worker.client.fail(inspectWork, 403, { ...whole(), body: { answer: 'accept', version: 0 } });
  });

  it('begins once, however often the accepted offer is announced', async () => {
    const announce = () =>
      app.wired.bus.announce('application.changed', {
        applicationId: work.application.id,
        version: work.application.version,
        actorId: null,
      });
    for (const _ of [1, 2, 3]) announce();
    await app.settled();
    expect((await work.worker.client.call(listAssignments)).total).toBe(1);
    expect(await see()).toMatchObject({
      applicationId: work.application.id,
      worker: { name: work.worker.user.displayName },
      terms: { work: '取扱説明書の英訳。毎週の進み具合を報告する。' },
    });
  });
});

describe('weekly reports', () => {
  it('two weeks are reported, sent back, mended and approved, and add up', async () => {
    await report(first, 10.5, null, '第1章まで');
    const sent = await report(second, 8);
    expect(sent.totals).toMatchObject({ reported: 18.5, approved: 0, yenReported: 27_750, yenApproved: 0 });
    expect(sent.reportableWeeks).toEqual(['2026-11-16']);
    await work.client.client.call(answerWeek, {
      ...at(second),
      body: { answer: 'send_back', version: 0, reason: '時間の内訳を書いてください。' },
    });
    const back = reportOf(await see(), second);
    expect(back).toMatchObject({
      state: 'sent_back',
      reason: '時間の内訳を書いてください。',
      abilities: { canEdit: true },
    });
    await report(second, 9, back.version, '第2章6時間、見直し3時間');
    await approve(first);
    const done = await approve(second);
    expect(done.totals).toMatchObject({ approved: 19.5, reported: 19.5, yenApproved: 29_250 });
    expect(done.totals.forecast).toBeGreaterThan(19.5);
    expect(await noticesOf(work.client.client, 'report_received')).toHaveLength(3);
    expect(await noticesOf(work.worker.client, 'report_answered')).toHaveLength(3);
    expect((await noticesOf(work.client.client, 'report_received'))[0]).toMatchObject({
      address: `/assignments/${work.id}`,
      subject: { title: '取扱説明書の英訳' },
    });
  });

  it('the same sent twice is one; another one at the same moment is told that it came second', async () => {
    await Promise.all([report(first, 5), report(first, 5)]);
    expect((await see()).reports).toHaveLength(1);
    await work.worker.client.fail(reportWeek, 409, { ...at(first), body: { version: null, units: 7 } });
    await report(first, 6, 0);
    const stale = await work.client.client.fail(answerWeek, 409, {
      ...at(first),
      body: { answer: 'approve', version: 0 },
    });
    expect(stale).toMatchObject({ code: 'stale', stale: { version: 1, changes: [{ fields: ['units', 'note'] }] } });
  });

  it('what is approved stays as it is', async () => {
    await report(first, 5);
    const { version } = reportOf(await approve(first), first);
    const refused = await work.worker.client.fail(reportWeek, 409, { ...at(first), body: { version, units: 50 } });
    expect(refused).toMatchObject({ code: 'not_possible_now' });
    await work.client.client.fail(answerWeek, 409, {
      ...at(first),
      body: { answer: 'send_back', version, reason: '違う' },
    });
    expect((await see()).totals.reported).toBe(5);
  });

  it('there are no weeks before the beginning, in the future, or that begin on a Tuesday, and none with more hours than it has', async () => {
    const { client } = work.worker;
    for (const week of ['2026-10-26', '2026-11-23', '2026-11-03'])
      await client.fail(reportWeek, 404, { ...at(week), body: { version: null, units: 1 } });
    await client.fail(reportWeek, 400, { ...at(first), body: { version: null, units: 169 } });
    await client.fail(reportWeek, 400, { ...at(first), body: { version: null, units: 0.3 } });
    const pieces = await acceptedWork(app, {
      terms: { amount: { kind: 'piece', yen: 300, expected: 500 } },
    });
    const params = { id: pieces.id, week: first };
    await pieces.worker.client.fail(reportWeek, 400, { params, body: { version: null, units: 1.5 } });
    const { totals } = await pieces.worker.client.call(reportWeek, { params, body: { version: null, units: 200 } });
    expect(totals).toMatchObject({ unit: 'pieces', yenReported: 60_000, yenExpected: 150_000 });
  });
});

describe('delivery and inspection', () => {
  it('is sent back with what is to be mended, delivered again, accepted; the work is complete', async () => {
    const file = await addFile(work.worker.client, { subject: { kind: 'assignment', id: work.id }, audience: 'both' });
    const waiting = await deliver({ fileIds: [file.id] });
    expect(waiting).toMatchObject({ state: 'inspecting', inspectBy: '2026-11-27', abilities: { canDeliver: false } });
    expect((await see(work.client.client)).deliveries[0]?.files).toMatchObject([{ id: file.id, name: '試験成績.pdf' }]);
    await work.client.client.call(inspectWork, {
      ...whole(),
      body: { answer: 'send_back', version: waiting.version, reason: '3章の図が抜けています。' },
    });
    const mend = await see();
    expect(mend).toMatchObject({
      state: 'working',
      deliveries: [{ state: 'sent_back', reason: '3章の図が抜けています。' }],
    });
    await deliver();
    expect(await accept()).toMatchObject({ state: 'completed', abilities: { canReview: true, canStop: false } });
    expect(await noticesOf(work.client.client, 'work_delivered')).toHaveLength(2);
    expect(await noticesOf(work.worker.client, 'work_inspected')).toHaveLength(1);
    for (const { client } of [work.client, work.worker])
      expect(await noticesOf(client, 'work_completed')).toHaveLength(1);
  });

  it('a double click delivers once; accepting and sending back at once leaves one of both', async () => {
    const { version } = await see();
    const body = { key: aKey(), version, note: '納品します。' };
    await Promise.all([1, 2].map(() => work.worker.client.send(deliverWork, { ...whole(), body })));
    await work.worker.client.call(deliverWork, { ...whole(), body });
    const delivered = await see();
    expect(delivered.deliveries).toHaveLength(1);
    const answers = await Promise.all([
      work.client.client.send(inspectWork, { ...whole(), body: { answer: 'accept', version: delivered.version } }),
      work.client.client.send(inspectWork, {
        ...whole(),
        body: { answer: 'send_back', version: delivered.version, reason: '直して' },
      }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('takes nothing empty, and no file that is not here for both', async () => {
    const { version } = await see();
    const subject = { kind: 'assignment', id: work.id } as const;
    const theirs = await addFile(work.client.client, { subject, audience: 'both' });
    const closed = await addFile(work.worker.client, { subject, audience: 'item' });
    await work.worker.client.fail(deliverWork, 400, { ...whole(), body: { key: aKey(), version } });
    for (const fileId of [theirs.id, closed.id])
      await work.worker.client.fail(deliverWork, 400, {
        ...whole(),
        body: { key: aKey(), version, fileIds: [fileId] },
      });
    await work.worker.client.fail(deliverWork, 400, {
      ...whole(),
      body: { key: aKey(), version, links: [{ title: '成果', url: 'javascript:alert(1)' }] },
    });
  });

  it('the last week can be reported after the acceptance, for a while', async () => {
    await deliver();
    await accept();
    await report('2026-11-16', 4);
    await approve('2026-11-16');
    expect((await see()).totals.yenApproved).toBe(6000);
    await work.worker.client.fail(reportWeek, 404, { ...at('2026-11-23'), body: { version: null, units: 1 } });
    await goTo('2026-12-10T01:00:00.000Z');
    await work.worker.client.fail(reportWeek, 409, { ...at(first), body: { version: null, units: 1 } });
  });
});

describe('what is late', () => {
  const late = async () => ({
    company: (await noticesOf(work.client.client, 'work_overdue')).length,
    desk: (await noticesOf(work.coordinator.client, 'work_overdue')).length,
    worker: (await noticesOf(work.worker.client, 'work_overdue')).length,
  });

  it('an inspection: the company hears after the day, coordinators two working days later, each once', async () => {
    await deliver();
    await sweep();
    expect(await late()).toEqual({ company: 0, desk: 0, worker: 0 });
    await goTo('2026-11-27T15:00:00.000Z');
    await sweep();
    expect(await late()).toEqual({ company: 1, desk: 0, worker: 0 });
    expect(await see()).toMatchObject({ late: ['inspection'] });
    await goTo('2026-12-01T15:00:00.000Z');
    await sweep();
    await sweep();
    expect(await late()).toEqual({ company: 1, desk: 1, worker: 0 });
    await accept();
    expect((await see()).late).toEqual([]);
  });

  it('a payment, also where the company never approves; paying ends it, and can be taken back', async () => {
    await report(first, 10);
    await goTo('2027-01-29T15:00:00.000Z');
    await sweep();
    expect(await late()).toEqual({ company: 1, desk: 0, worker: 0 });
    const [payment] = (await see()).payments;
    expect(payment).toMatchObject({ key: 'once', dueOn: '2027-01-29', yen: 0, yenWaiting: 15_000, isLate: true });
    const pay = async (paidOn: string | null, key = 'once') =>
      work.client.client.send(recordPayment, {
        params: { id: work.id, key },
        body: { version: (await see()).version, paidOn },
      });
    expect((await pay('2027-01-31')).status).toBe(400);
    expect((await pay('2027-01-30', '2026-11')).status).toBe(404);
    expect((await pay('2027-01-30')).status).toBe(200);
    expect((await see()).payments[0]).toMatchObject({ paidOn: '2027-01-30', isLate: false, isOpen: false });
    await goTo('2027-03-01T00:00:00.000Z');
    await sweep();
    expect((await late()).desk).toBe(0);
    await pay(null);
    await sweep();
    expect((await late()).desk).toBe(1);
  });
});

describe('the end', () => {
  it('either side stops it with a reason; the other side and the coordinators hear why, what was worked is still paid', async () => {
    await report(first, 10);
    const { version } = await see();
    await work.worker.client.fail(stopAssignment, 400, { ...whole(), body: { version, reason: 'other' } });
    const stopped = await work.worker.client.call(stopAssignment, {
      ...whole(),
      body: { version, reason: 'no_time', text: '家族の事情で続けられなくなりました。' },
    });
    expect(stopped).toMatchObject({ state: 'stopped', stopped: { by: 'worker', reason: 'no_time' } });
    for (const { client } of [work.client, work.coordinator])
      expect(await noticesOf(client, 'work_stopped')).toHaveLength(1);
    expect(await noticesOf(work.worker.client, 'work_stopped')).toHaveLength(0);
    await approve(first);
    expect((await see()).payments[0]).toMatchObject({ yen: 15_000, isOpen: true });
    await work.client.client.fail(stopAssignment, 409, {
      ...whole(),
      body: { version: (await see()).version, reason: 'no_time' },
    });
  });

  it('each side looks back once; coordinators read both, neither side the other', async () => {
    const body = { ratings: { work: 5, contact: 4, promises: 5 }, sentence: '丁寧な仕事でした。' };
    await work.client.client.fail(reviewAssignment, 409, { ...whole(), body });
    await deliver();
    await accept();
    await Promise.all([
      work.client.client.call(reviewAssignment, { ...whole(), body }),
      work.worker.client.call(reviewAssignment, {
        ...whole(),
        body: { ...body, sentence: '説明が分かりやすかった。' },
      }),
    ]);
    await work.client.client.fail(reviewAssignment, 409, { ...whole(), body });
    await work.coordinator.client.fail(reviewAssignment, 403, { ...whole(), body });
    const sentences = async (who: HttpClient) => (await see(who)).reviews.map(({ sentence }) => sentence).sort();
    expect(await sentences(work.client.client)).toEqual(['丁寧な仕事でした。']);
    expect(await sentences(work.worker.client)).toEqual(['説明が分かりやすかった。']);
    expect(await sentences(work.coordinator.client)).toHaveLength(2);
  });
});

describe('talk', () => {
  const subject = () => ({ kind: 'assignment', id: work.id }) as const;

  it('both sides and coordinators write; a word to the coordinators stays with them', async () => {
    await say(work.client.client, subject(), '図はこちらで用意します。', { audience: 'both' });
    await say(work.worker.client, subject(), '支払いについて相談があります。', { audience: 'item' });
    const texts = async (who: HttpClient) => (await readThread(who, subject())).messages.map(({ text }) => text);
    expect(await texts(work.worker.client)).toHaveLength(2);
    expect(await texts(work.coordinator.client)).toHaveLength(2);
    expect(await texts(work.client.client)).toEqual(['図はこちらで用意します。']);
    const [notice] = await noticesOf(work.worker.client, 'message_received');
    expect(notice).toMatchObject({ address: `/assignments/${work.id}` });
    const stranger = await app.signedIn();
    expect((await sendFile(stranger.client, { subject: subject(), audience: 'both' })).status).toBe(404);
  });
});

describe('after a crash', () => {
  it('the sweep tells what was written and not announced', async () => {
    await report(first, 3);
    await app.settled();
    const { connection } = app;
    await connection.collection('notices').deleteMany({});
    await connection.collection('notifications').deleteMany({});
    await connection.collection('assignment_reports').updateMany({}, { $set: { isSettled: false } });
    await sweep();
    expect(await noticesOf(work.client.client, 'report_received')).toHaveLength(1);
    await sweep();
    expect(await noticesOf(work.client.client, 'report_received')).toHaveLength(1);
  });
});
