// Cases: from a phone call or a need, through the stages, by the desk of a prefecture and nobody else.
import {
  addAction,
  addEntry,
  createCase,
  getCase,
  getTimeline,
  linkNeed,
  listCases,
  moveCase,
  removeEntry,
  setCasePeople,
  updateAction,
  updateCase,
  updateEntry,
} from '@enishi/shared/case-contracts';
import { caseMoves, caseStages } from '@enishi/shared/case-stages';
import type { Contract } from '@enishi/shared/contract';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { getNeedCase, takeLead } from '@enishi/shared/workbench';
import { startTestApp, type TestApp } from '../support/app';
import { board, callIn, coordinatorOf, newKey, readCase, story } from '../support/cases';
import { day } from '../support/clock';
import type { HttpClient } from '../support/http-client';
import { accept, meetingOfTwo, propose } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await app.reset();
  app.clock.set(new Date('2026-11-20T01:00:00.000Z'));
});
afterAll(() => app.close());

const coordinator = (options?: Parameters<typeof coordinatorOf>[1]) => coordinatorOf(app, options);
const notices = async (client: HttpClient, kind: string) =>
  (await client.call(listNotifications)).items.filter((notice) => notice.kind === kind);

describe('an inquiry by telephone', () => {
  it('is written down with nothing but the subject, and stands on the board at once', async () => {
    const { user, client } = await coordinator();
    const made = await callIn(client);
    expect(made).toMatchObject({
      code: 'C2026-0001',
      title: 'めっき液を再利用できる先を知りたい',
      route: 'inquiry',
      stage: 'received',
      prefecture: '06',
      lead: null,
      createdBy: user.displayName,
      contact: { name: '', organisation: '', phone: '', email: '' },
      clock: { kind: 'inquiry_unanswered', dueAt: '2026-11-25T01:00:00.000Z' },
    });
    expect((await board(client)).items.map(({ id }) => id)).toEqual([made.id]);
    expect((await story(client, made.id)).map(({ kind, by, about }) => [kind, by, about])).toEqual([
      ['opened', user.displayName, 'C2026-0001'],
    ]);
  });

  it('is one case however often the button is pressed, by one or at the same moment', async () => {
    const { client } = await coordinator();
    const body = { key: newKey(), title: '二度押した相談' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.call(createCase, { body })));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const again = await client.call(createCase, { body });
    expect(again.id).toBe(answers[0]?.id);
    expect((await board(client)).total).toBe(1);
  });

  it('gets a number of its own, also when several are written down at once, and counts anew each fiscal year', async () => {
    const { client } = await coordinator();
    const made = await Promise.all(Array.from({ length: 5 }, () => callIn(client)));
    expect(new Set(made.map(({ code }) => code)).size).toBe(5);
    // The last evening of March in Japan, then the first morning of April.
    app.clock.set(new Date('2027-03-31T14:59:00.000Z'));
    const fresh = await app.enter((await coordinator()).user.email);
    expect((await callIn(fresh)).code).toMatch(/^C2026-/);
    app.clock.set(new Date('2027-03-31T15:00:00.000Z'));
    expect((await callIn(fresh)).code).toMatch(/^C2027-/);
  });

  it('belongs to a prefecture that its author serves', async () => {
    const { client } = await coordinator();
    const body = { key: newKey(), title: '遠くの相談', prefecture: '47' };
    const { fields } = await client.fail(createCase, 400, { body });
    expect(fields).toEqual([{ path: 'prefecture', problem: 'not_a_choice' }]);
  });

  it('tells the colleagues who could take it, but nobody when somebody took it at once', async () => {
    const { client } = await coordinator();
    const colleague = await coordinator();
    await callIn(client, { isMine: true });
    await app.settled();
    expect(await notices(colleague.client, 'inquiry_received')).toEqual([]);
    const made = await callIn(client);
    await app.settled();
    expect(await notices(colleague.client, 'inquiry_received')).toEqual([
      expect.objectContaining({
        subject: { kind: 'case', id: made.id, title: made.title },
        address: `/cases/${made.id}`,
      }),
    ]);
    expect(await notices(client, 'inquiry_received')).toEqual([]);
  });
});

describe('who may know of a case', () => {
  it('is the desk of its prefecture alone: for a colleague elsewhere it does not exist', async () => {
    const { client } = await coordinator();
    const made = await callIn(client);
    const elsewhere = (await coordinator({ prefecture: '47' })).client;
    const params = { id: made.id };
    const version = made.version;
    const tries: [Contract, object][] = [
      [getCase, { params }],
      [getTimeline, { params }],
      [moveCase, { params, body: { version, to: 'hearing' } }],
      [setCasePeople, { params, body: { version, leadId: null } }],
      [updateCase, { params, body: { version, title: '別の題' } }],
      [linkNeed, { params, body: { version, needId: newKey() } }],
      [addEntry, { params, body: { id: newKey(), kind: 'note', text: '覗き見' } }],
      [addAction, { params, body: { key: newKey(), text: '横取り', dueOn: null } }],
    ];
    for (const [contract, input] of tries) expect((await elsewhere.send(contract, input)).status).toBe(404);
    expect((await board(elsewhere)).total).toBe(0);
    expect(await readCase(client, made.id)).toEqual(made);
  });

  it('is no company and no researcher, not even the one whose need it is about', async () => {
    const { company, researcher, coordinator: desk, need } = await meetingOfTwo(app);
    const { caseId } = await desk.client.call(getNeedCase, { params: { id: need.id } });
    for (const { client } of [company, researcher]) {
      await client.fail(getCase, 403, { params: { id: caseId } });
      await client.fail(listCases, 403);
    }
    await app.visitor().fail(getCase, 401, { params: { id: caseId } });
  });
});

describe('moving', () => {
  it('follows the table of allowed moves, from every stage', async () => {
    const { client } = await coordinator();
    const made = await callIn(client);
    const collection = app.connection.collection('cases');
    for (const from of caseStages)
      for (const to of caseStages) {
        if (from === to) continue;
        await collection.updateOne(
          {},
          { $set: { stage: from, version: 0, moves: [], changes: [] }, $inc: { revision: 1 } },
        );
        const body = { version: 0, to, ...(to === 'ended' && { reason: 'other' as const }) };
        const { status } = await client.send(moveCase, { params: { id: made.id }, body });
        expect([from, to, status]).toEqual([from, to, caseMoves[from].includes(to) ? 200 : 409]);
      }
  });

  it('ends only with a reason, which is kept, and can begin again', async () => {
    const { user, client } = await coordinator();
    const { id, version } = await callIn(client);
    const { fields } = await client.fail(moveCase, 400, { params: { id }, body: { version, to: 'ended' } });
    expect(fields).toEqual([{ path: 'reason', problem: 'required' }]);
    app.clock.move(1000);
    const body = { version, to: 'ended' as const, reason: 'funds_missing' as const, text: '来年度に再検討' };
    const ended = await client.call(moveCase, { params: { id }, body });
    expect(ended).toMatchObject({ stage: 'ended', endReason: 'funds_missing', clock: null });
    expect((await story(client, id)).at(-1)).toMatchObject({
      kind: 'moved',
      by: user.displayName,
      from: 'received',
      to: 'ended',
      endReason: 'funds_missing',
      text: '来年度に再検討',
      isAutomatic: false,
    });
    const again = await client.call(moveCase, { params: { id }, body: { version: ended.version, to: 'hearing' } });
    expect(again).toMatchObject({ stage: 'hearing', endReason: null });
  });

  it('tells the second of two who was quicker; a double click is one move', async () => {
    const first = await coordinator();
    const second = await coordinator();
    const { id, version } = await callIn(first.client);
    const move = (client: HttpClient, to: 'hearing' | 'search') =>
      client.send(moveCase, { params: { id }, body: { version, to } });
    expect((await move(first.client, 'hearing')).status).toBe(200);
    expect((await move(first.client, 'hearing')).status).toBe(200);
    const { code, stale } = await second.client.fail(moveCase, 409, {
      params: { id },
      body: { version, to: 'search' },
    });
    expect(code).toBe('stale');
    expect(stale).toEqual({
      version: version + 1,
      changes: [{ by: first.user.displayName, at: app.clock.now().toISOString(), fields: ['stage'] }],
    });
    expect((await story(first.client, id)).filter(({ kind }) => kind === 'moved')).toHaveLength(1);
  });

  it('is done once when two move it at the same moment', async () => {
    const first = await coordinator();
    const second = await coordinator();
    const { id, version } = await callIn(first.client);
    const answers = await Promise.all([
      first.client.send(moveCase, { params: { id }, body: { version, to: 'hearing' } }),
      second.client.send(moveCase, { params: { id }, body: { version, to: 'search' } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await story(first.client, id)).filter(({ kind }) => kind === 'moved')).toHaveLength(1);
  });
});

describe('people in charge', () => {
  it('are a lead and a second; whoever was put in charge is told, whoever did it is not', async () => {
    const { user, client } = await coordinator();
    const colleague = await coordinator();
    const { id, version } = await callIn(client);
    const body = { version, leadId: user.id, secondId: colleague.user.id };
    const set = await client.call(setCasePeople, { params: { id }, body });
    expect([set.lead?.id, set.second?.id]).toEqual([user.id, colleague.user.id]);
    await app.settled();
    expect(await notices(colleague.client, 'case_assigned')).toHaveLength(1);
    expect(await notices(client, 'case_assigned')).toEqual([]);
    expect((await story(client, id)).slice(1).map(({ kind, by, about }) => [kind, by, about])).toEqual([
      ['took_lead', user.displayName, user.displayName],
      ['took_second', user.displayName, colleague.user.displayName],
    ]);
    // The lead does not stand behind themselves.
    const swapped = await client.call(setCasePeople, {
      params: { id },
      body: { version: set.version, leadId: colleague.user.id },
    });
    expect([swapped.lead?.id, swapped.second]).toEqual([colleague.user.id, null]);
  });

  it('come from the desk of the prefecture', async () => {
    const { client } = await coordinator();
    const { id, version } = await callIn(client);
    const elsewhere = await coordinator({ prefecture: '47' });
    const company = await app.signedIn();
    for (const { user } of [elsewhere, company]) {
      const { fields } = await client.fail(setCasePeople, 400, { params: { id }, body: { version, leadId: user.id } });
      expect(fields).toEqual([{ path: 'leadId', problem: 'not_a_choice' }]);
    }
  });
});

describe('records', () => {
  it('are written once however often they are sent, and do not get in the way of a colleague who moves the case', async () => {
    const { user, client } = await coordinator();
    const colleague = await coordinator();
    const { id, version } = await callIn(client);
    const body = {
      id: newKey(),
      kind: 'call' as const,
      text: '試作品は来月できるとのこと。',
      at: '2026-11-19T06:00:00.000Z',
    };
    const answers = await Promise.all([1, 2, 3].map(() => client.call(addEntry, { params: { id }, body })));
    expect(new Set(answers.map(({ key }) => key)).size).toBe(1);
    const moved = await colleague.client.call(moveCase, { params: { id }, body: { version, to: 'hearing' } });
    expect(moved.stage).toBe('hearing');
    const written = (await story(client, id)).filter(({ kind }) => kind === 'call');
    expect(written).toEqual([
      expect.objectContaining({ by: user.displayName, at: body.at, text: body.text, isAutomatic: false }),
    ]);
    // Written down now, but it happened yesterday: it stands where it happened.
    expect((await story(client, id)).map(({ kind }) => kind)).toEqual(['call', 'opened', 'moved']);
  });

  it('are changed and taken back by whoever wrote them, and keep that it happened', async () => {
    const { user, client } = await coordinator();
    const colleague = await coordinator();
    const { id } = await callIn(client);
    const entryId = newKey();
    await client.call(addEntry, { params: { id }, body: { id: entryId, kind: 'note', text: '初めの文' } });
    const params = { id, entryId };
    await colleague.client.fail(updateEntry, 403, { params, body: { version: 0, text: '勝手に直す' } });
    await colleague.client.fail(removeEntry, 403, { params });
    app.clock.move(60_000);
    const changed = await client.call(updateEntry, { params, body: { version: 0, text: '直した文' } });
    expect(changed).toMatchObject({
      text: '直した文',
      entry: { version: 1, editedBy: user.displayName, editedAt: app.clock.now().toISOString() },
    });
    expect((await client.fail(updateEntry, 409, { params, body: { version: 0, text: '古い窓から' } })).code).toBe(
      'stale',
    );
    await client.call(removeEntry, { params });
    await client.call(removeEntry, { params });
    const left = (await story(colleague.client, id)).find(({ kind }) => kind === 'note');
    expect(left).toMatchObject({ text: '', by: user.displayName, entry: { isRemoved: true, canChange: false } });
    await client.fail(updateEntry, 404, { params, body: { version: 2, text: 'もう一度' } });
  });

  it('are filtered by kind and searched in their text', async () => {
    const { client } = await coordinator();
    const { id, version } = await callIn(client);
    await client.call(addEntry, { params: { id }, body: { id: newKey(), kind: 'call', text: '試作の納期を聞いた' } });
    await client.call(addEntry, {
      params: { id },
      body: { id: newKey(), kind: 'visit', text: '工場を見せてもらった' },
    });
    await client.call(moveCase, { params: { id }, body: { version, to: 'hearing' } });
    const kinds = async (query: Record<string, string>) => (await story(client, id, query)).map(({ kind }) => kind);
    expect(await kinds({ groups: 'records' })).toEqual(['call', 'visit']);
    expect(await kinds({ groups: 'stages' })).toEqual(['opened', 'moved']);
    expect(await kinds({ q: '工場' })).toEqual(['visit']);
    expect(await kinds({ groups: 'stages', q: '工場' })).toEqual([]);
    expect((await client.call(getTimeline, { params: { id }, query: { q: '工場' } })).total).toBe(4);
  });

  it('plans next actions once, ticks them off and opens them again', async () => {
    const { user, client } = await coordinator();
    const { id } = await callIn(client);
    const body = { key: newKey(), text: '見積を頼む', ownerId: user.id, dueOn: '2026-11-27' };
    await Promise.all([1, 2].map(() => client.call(addAction, { params: { id }, body })));
    const [action, ...others] = (await readCase(client, id)).actions;
    expect(others).toEqual([]);
    expect(action).toMatchObject({
      text: '見積を頼む',
      ownerName: user.displayName,
      dueOn: '2026-11-27',
      doneAt: null,
    });
    const params = { id, actionId: action?.id ?? '' };
    const done = await client.call(updateAction, { params, body: { version: 0, isDone: true } });
    expect(done).toMatchObject({ doneBy: user.displayName, doneAt: app.clock.now().toISOString() });
    // A second click changes nothing, whatever version it saw.
    expect(await client.call(updateAction, { params, body: { version: 0, isDone: true } })).toEqual(done);
    expect((await story(client, id)).at(-1)).toMatchObject({ kind: 'action_done', about: '見積を頼む' });
    expect((await readCase(client, id)).nextAction).toBeNull();
    await client.call(updateAction, { params, body: { version: 1, isDone: false } });
    expect((await readCase(client, id)).nextAction).toMatchObject({ text: '見積を頼む' });
    expect((await client.fail(updateAction, 409, { params, body: { version: 0, text: '古い窓' } })).code).toBe('stale');
  });

  it('changes title and contact, and tells the second of two what the first one did', async () => {
    const { user, client } = await coordinator();
    const { id, version } = await callIn(client);
    const contact = { name: '高橋', organisation: '高橋めっき', phone: '0238-00-0000', email: 'a@mail.example' };
    const changed = await client.call(updateCase, { params: { id }, body: { version, title: '直した題', contact } });
    expect(changed).toMatchObject({ title: '直した題', contact });
    const { stale } = await client.fail(updateCase, 409, { params: { id }, body: { version, title: '別の題' } });
    expect(stale?.changes).toEqual([
      { by: user.displayName, at: app.clock.now().toISOString(), fields: ['title', 'contact'] },
    ]);
    expect((await board(client, { q: '高橋めっき' })).total).toBe(1);
    expect((await board(client, { q: '0238' })).total).toBe(1);
    expect((await board(client, { q: '.*' })).total).toBe(0);
  });
});

describe('the case of a need', () => {
  it('is there once the need is published, follows its title, and goes on by what happens to it', async () => {
    const { company, researcher, coordinator: desk, need, seed } = await meetingOfTwo(app);
    const [card, ...others] = (await board(desk.client)).items;
    expect(others).toEqual([]);
    expect(card).toMatchObject({ route: 'need', needId: need.id, title: need.title, stage: 'received' });
    const id = card?.id ?? '';
    await company.client.call(needContracts.update, {
      params: { id: need.id },
      body: { version: need.version, title: '題を直したニーズ' },
    });
    await app.settled();
    expect((await readCase(desk.client, id)).title).toBe('題を直したニーズ');
    const interest = await propose(researcher.client, need.id, seed.id);
    await app.settled();
    expect((await readCase(desk.client, id)).stage).toBe('approach');
    // Already further by hand: what follows by itself never takes it back.
    const { version } = await readCase(desk.client, id);
    await desk.client.call(moveCase, { params: { id }, body: { version, to: 'plan' } });
    await accept(company.client, interest);
    await app.settled();
    expect((await readCase(desk.client, id)).stage).toBe('plan');
    const [automatic, byHand] = (await story(desk.client, id, { groups: 'stages' })).filter(
      ({ kind }) => kind === 'moved',
    );
    // Not whose doing it was: a side's name is closed until both have accepted.
    expect(automatic).toMatchObject({ to: 'approach', by: null, isAutomatic: true });
    expect(byHand).toMatchObject({ to: 'plan', by: desk.user.displayName, isAutomatic: false });
  });

  it('ends with the need while nobody has met, and opens with it again', async () => {
    const { company, coordinator: desk, need } = await meetingOfTwo(app);
    const id = (await board(desk.client)).items[0]?.id ?? '';
    const body = { version: need.version, reason: 'solved_here' as const };
    const closed = await company.client.call(needContracts.close, { params: { id: need.id }, body });
    await app.settled();
    expect(await readCase(desk.client, id)).toMatchObject({ stage: 'ended', endReason: 'solved_itself' });
    app.clock.move(1000);
    await company.client.call(needContracts.publish, {
      params: { id: need.id },
      body: { version: (closed as { version: number }).version },
    });
    await app.settled();
    expect((await readCase(desk.client, id)).stage).toBe('search');
    // The sweep has nothing to add.
    await app.wired.sweep.run();
    await app.settled();
    expect((await readCase(desk.client, id)).stage).toBe('search');
  });

  it('goes on without the need once both sides have met', async () => {
    const { company, coordinator: desk, need } = await meetingOfTwo(app);
    const { id, version } = (await board(desk.client)).items[0] ?? { id: '', version: 0 };
    await desk.client.call(moveCase, { params: { id }, body: { version, to: 'meeting' } });
    await company.client.call(needContracts.close, {
      params: { id: need.id },
      body: { version: need.version, reason: 'solved_here' },
    });
    await app.settled();
    expect((await readCase(desk.client, id)).stage).toBe('meeting');
  });

  it('is made by the sweep where the process died after the need was published', async () => {
    const { coordinator: desk, need } = await meetingOfTwo(app);
    await app.connection.collection('cases').deleteMany({});
    expect((await board(desk.client)).total).toBe(0);
    app.clock.move(60_000);
    await app.connection.collection('needs').updateOne({}, { $set: { updatedAt: app.clock.now() } });
    await app.wired.sweep.run();
    expect((await board(desk.client)).items).toEqual([expect.objectContaining({ needId: need.id })]);
    await app.wired.sweep.run();
    expect((await board(desk.client)).total).toBe(1);
  });

  it('takes over who was in charge before cases kept that', async () => {
    const { coordinator: desk, need } = await meetingOfTwo(app);
    await app.connection.collection('cases').deleteMany({});
    const set = { leadId: desk.user.id, leadAt: new Date('2026-11-18T01:00:00.000Z') };
    await app.connection.collection('needs').updateOne({}, { $set: set });
    expect((await desk.client.call(getNeedCase, { params: { id: need.id } })).lead).toMatchObject({ isMe: true });
  });

  it('has its lead in common with the workbench', async () => {
    const { coordinator: desk, need } = await meetingOfTwo(app);
    const { caseId, caseVersion } = await desk.client.call(getNeedCase, { params: { id: need.id } });
    await desk.client.call(takeLead, { params: { id: need.id }, body: { version: caseVersion } });
    expect((await readCase(desk.client, caseId)).lead?.id).toBe(desk.user.id);
  });
});

describe('the board', () => {
  it('filters, counts by stage and shows who leads how many', async () => {
    const { user, client } = await coordinator();
    const colleague = await coordinator();
    const mine = await callIn(client, { isMine: true, title: '椅子の強度試験' });
    const theirs = await callIn(colleague.client, { isMine: true });
    const nobodys = await callIn(client);
    await client.call(moveCase, { params: { id: mine.id }, body: { version: mine.version, to: 'search' } });
    const ids = async (query: Record<string, string>) => (await board(client, query)).items.map(({ id }) => id);
    expect(await ids({ lead: 'me' })).toEqual([mine.id]);
    expect(await ids({ lead: 'none' })).toEqual([nobodys.id]);
    expect(await ids({ lead: colleague.user.id })).toEqual([theirs.id]);
    expect(await ids({ stage: 'search,meeting' })).toEqual([mine.id]);
    expect(await ids({ q: '椅子' })).toEqual([mine.id]);
    expect(await ids({ route: 'idea' })).toEqual([]);
    expect(await ids({ prefecture: '13' })).toEqual([]);
    const { counts, workload } = await board(client, { stage: 'search' });
    expect([counts.received, counts.search, counts.ended]).toEqual([2, 1, 0]);
    expect(workload).toEqual(
      expect.arrayContaining([
        { lead: { id: user.id, displayName: user.displayName }, open: 1, overdue: 0 },
        { lead: { id: colleague.user.id, displayName: colleague.user.displayName }, open: 1, overdue: 0 },
        { lead: null, open: 1, overdue: 0 },
      ]),
    );
    app.clock.move(8 * day);
    const later = await app.enter(user.email);
    await later.call(addEntry, { params: { id: theirs.id }, body: { id: newKey(), kind: 'note', text: '進めた' } });
    const silent = await later.call(listCases, { query: { silentDays: 7 } });
    expect(silent.items.map(({ id }) => id).sort()).toEqual([mine.id, nobodys.id].sort());
    expect(silent.workload.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(1);
  });
});
