// The one-stop desk for people without an account, and the clocks that keep anybody from being left hanging.
import { addAction, addEntry, createInquiry, getCase, listCases, setCasePeople } from '@enishi/shared/case-contracts';
import { listNotifications } from '@enishi/shared/notifications';
import { getQueue } from '@enishi/shared/workbench';
import { throttleLimits } from '../../server/src/http/throttle';
import { startTestApp, type TestApp } from '../support/app';
import { askDesk, callIn, newKey } from '../support/cases';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { meetingOfTwo, propose } from '../support/journey';

let app: TestApp;
/** Friday, ten in the morning in Japan; Monday is a public holiday. */
const friday = new Date('2026-11-20T01:00:00.000Z');
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await app.reset();
  await app.connection.collection('throttle').deleteMany({});
  app.clock.set(friday);
});
afterAll(() => app.close());

const coordinator = (organisationId?: string) =>
  app.signedIn({ roles: ['coordinator'], ...(organisationId && { organisationId }) });
const notices = async (client: HttpClient, kind: string) =>
  (await client.call(listNotifications)).items.filter((notice) => notice.kind === kind);
const queue = async (client: HttpClient) => (await client.call(getQueue)).items;
/** Time goes on to a day and hour in Japan, and the clocks are looked at. */
const at = async (moment: string) => {
  app.clock.set(new Date(`${moment}+09:00`));
  await app.wired.sweep.run();
  await app.settled();
};

describe('an inquiry without an account', () => {
  it('gets a number, reaches the coordinators of the prefecture and nobody else', async () => {
    const here = await coordinator();
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '13' });
    const { code } = await askDesk(app.visitor(), { phone: '0238-00-0000' });
    expect(code).toBe('C2026-0001');
    await app.settled();
    const [card] = (await here.client.call(listCases)).items;
    expect(card).toMatchObject({ code, route: 'inquiry', stage: 'received', lead: null });
    expect(await here.client.call(getCase, { params: { id: card?.id ?? '' } })).toMatchObject({
      contact: { name: '鈴木 一郎', organisation: '', phone: '0238-00-0000', email: '' },
      createdBy: null,
    });
    expect(await notices(here.client, 'inquiry_received')).toHaveLength(1);
    expect(await notices(elsewhere.client, 'inquiry_received')).toEqual([]);
    expect((await elsewhere.client.call(listCases)).total).toBe(0);
  });

  it('sent twice is one case with one number', async () => {
    const here = await coordinator();
    const key = newKey();
    const [one, two] = await Promise.all([1, 2].map(() => askDesk(app.visitor(), { key })));
    expect(one).toEqual(two);
    await app.settled();
    expect((await here.client.call(listCases)).total).toBe(1);
    expect(await notices(here.client, 'inquiry_received')).toHaveLength(1);
  });

  it('is acknowledged by mail where an address was given, in the language of the page, once', async () => {
    await coordinator();
    await askDesk(app.visitor(), { email: 'suzuki@mail.example', language: 'en' });
    await askDesk(app.visitor());
    await app.settled();
    await app.connection.collection('cases').updateMany({}, { $set: { isSettled: false } });
    await app.wired.sweep.run();
    await app.settled();
    const letters = await app.connection.collection('outbox').find({}).toArray();
    const ours = letters.filter((letter) => JSON.stringify(letter).includes('suzuki@mail.example'));
    expect(ours).toHaveLength(1);
    expect(JSON.stringify(ours)).toContain('We have received your inquiry (number C2026-0001)');
  });

  it('is refused where no desk is, where a machine filled in the hidden field, and where too little is said', async () => {
    await coordinator();
    const body = { key: newKey(), title: '相談', text: '十文字より長い相談の文です。', prefecture: '06', name: '鈴木' };
    const fieldsOf = async (more: object) =>
      (await app.visitor().fail(createInquiry, 400, { body: { ...body, ...more } as typeof body })).fields;
    expect(await fieldsOf({ prefecture: '47' })).toEqual([{ path: 'prefecture', problem: 'not_a_choice' }]);
    expect(await fieldsOf({ website: 'http://spam.example' })).toEqual([expect.objectContaining({ path: 'website' })]);
    expect(await fieldsOf({ text: '短い' })).toEqual([{ path: 'text', problem: 'too_short', limit: 10 }]);
    expect(await fieldsOf({ name: '' })).toEqual([{ path: 'name', problem: 'required' }]);
    expect(await fieldsOf({ email: 'no address' })).toEqual([expect.objectContaining({ path: 'email' })]);
    expect(await app.connection.collection('cases').countDocuments({})).toBe(0);
  });

  it('cannot be sent without end from one address', async () => {
    await coordinator();
    const visitor = app.visitor();
    for (let time = 0; time < throttleLimits.inquiry.points; time += 1) await askDesk(visitor);
    const body = { key: newKey(), title: '相談', text: '十文字より長い相談の文です。', prefecture: '06', name: '鈴木' };
    expect((await visitor.fail(createInquiry, 429, { body })).code).toBe('too_many_requests');
  });
});

describe('the clock of a first answer', () => {
  it('stands in the queue until a coordinator did something, then is gone', async () => {
    const { client } = await coordinator();
    await askDesk(app.visitor(), { organisation: '鈴木木工' });
    const [item, ...others] = await queue(client);
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      kind: 'inquiry_unanswered',
      title: '新製品の強度試験',
      whom: '鈴木木工 鈴木 一郎',
      dueAt: '2026-11-25T01:00:00.000Z',
      lead: null,
      needId: null,
    });
    const params = { id: item?.caseId ?? '' };
    await client.call(addEntry, { params, body: { id: newKey(), kind: 'call', text: '電話で聞いた' } });
    expect(await queue(client)).toEqual([]);
    expect((await client.call(getCase, { params })).answeredAt).toBe(app.clock.now().toISOString());
  });

  it('tells the owner at once, the second after one working day, the centre after two; each once', async () => {
    const centre = await app.organisation('support_centre', '06', ['06']);
    const [owner, second, third] = [
      await coordinator(centre.id),
      await coordinator(centre.id),
      await coordinator(centre.id),
    ];
    const outside = await coordinator();
    const made = await callIn(owner.client);
    await owner.client.call(setCasePeople, {
      params: { id: made.id },
      body: { version: made.version, leadId: owner.user.id, secondId: second.user.id },
    });
    const told = async () => {
      const everybody = [owner, second, third, outside];
      const found = await Promise.all(
        everybody.map(async ({ user }) => notices(await app.enter(user.email), 'case_overdue')),
      );
      return found.map((list) => list.length);
    };
    await at('2026-11-25T09:59');
    expect(await told()).toEqual([0, 0, 0, 0]);
    await at('2026-11-25T10:01');
    expect(await told()).toEqual([1, 0, 0, 0]);
    await at('2026-11-26T10:01');
    expect(await told()).toEqual([1, 1, 0, 0]);
    await at('2026-11-27T10:01');
    expect(await told()).toEqual([1, 1, 1, 0]);
    await at('2026-12-04T10:01');
    expect(await told()).toEqual([1, 1, 1, 0]);
  });

  it('tells everybody at once when nobody is in charge', async () => {
    const one = await coordinator();
    const two = await coordinator();
    await askDesk(app.visitor());
    await at('2026-11-25T10:01');
    for (const { user } of [one, two])
      expect(await notices(await app.enter(user.email), 'case_overdue')).toHaveLength(1);
  });

  it('loses nothing when the server was down when it ran out', async () => {
    const { user } = await coordinator();
    await askDesk(app.visitor());
    await at('2026-12-21T10:00');
    expect((await notices(await app.enter(user.email), 'case_overdue')).length).toBeGreaterThan(0);
  });
});

describe('other clocks', () => {
  it('a next action is called for three days ahead, is overdue after its day, and quiet once done', async () => {
    const { user, client } = await coordinator();
    const made = await callIn(client, { isMine: true });
    await client.call(addEntry, { params: { id: made.id }, body: { id: newKey(), kind: 'call', text: '聞いた' } });
    await client.call(addAction, {
      params: { id: made.id },
      body: { key: newKey(), text: '見積を頼む', ownerId: user.id, dueOn: '2026-11-26' },
    });
    expect(await queue(client)).toEqual([]);
    await at('2026-11-24T09:00');
    const fresh = await app.enter(user.email);
    expect(await queue(fresh)).toEqual([
      expect.objectContaining({
        kind: 'action_due',
        what: '見積を頼む',
        isMine: true,
        dueAt: '2026-11-26T15:00:00.000Z',
      }),
    ]);
    await at('2026-11-26T23:59');
    expect(await notices(fresh, 'case_overdue')).toEqual([]);
    await at('2026-11-27T00:01');
    expect(await notices(fresh, 'case_overdue')).toHaveLength(1);
  });

  it('a case without movement for 21 days is called silent, one with a step still to come is not', async () => {
    const { user, client } = await coordinator();
    const made = await callIn(client, { isMine: true, title: '静かな案件' });
    const planned = await callIn(client, { isMine: true, title: '予定のある案件' });
    for (const { id } of [made, planned])
      await client.call(addEntry, { params: { id }, body: { id: newKey(), kind: 'note', text: '聞いた' } });
    await client.call(addAction, {
      params: { id: planned.id },
      body: { key: newKey(), text: '年明けに電話', dueOn: '2027-01-12' },
    });
    app.clock.move(20 * day);
    expect(await queue(await app.enter(user.email))).toEqual([]);
    app.clock.move(day + 1000);
    await app.wired.sweep.run();
    const fresh = await app.enter(user.email);
    expect((await queue(fresh)).map(({ kind, title }) => [kind, title])).toEqual([['case_silent', '静かな案件']]);
    expect(await notices(fresh, 'case_overdue')).toHaveLength(1);
  });

  it('an interest without an answer for ten days is told to whoever leads the case, once', async () => {
    const { researcher, coordinator: desk, need, seed } = await meetingOfTwo(app);
    await propose(researcher.client, need.id, seed.id);
    await app.settled();
    app.clock.move(10 * day + 1000);
    await app.wired.sweep.run();
    await app.wired.sweep.run();
    const overdue = await notices(await app.enter(desk.user.email), 'case_overdue');
    expect(overdue).toEqual([expect.objectContaining({ reason: 'interest_unanswered' })]);
  });

  it('no clock runs in a case that ended', async () => {
    const { user, client } = await coordinator();
    const made = await callIn(client);
    await app.connection.collection('cases').updateOne({}, { $set: { stage: 'ended' }, $inc: { revision: 1 } });
    await client.call(addAction, {
      params: { id: made.id },
      body: { key: newKey(), text: '片付け', dueOn: '2026-11-24' },
    });
    await at('2026-12-21T10:00');
    const fresh = await app.enter(user.email);
    expect(await queue(fresh)).toEqual([]);
    expect(await notices(fresh, 'case_overdue')).toEqual([]);
  });
});
