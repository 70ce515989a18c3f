// Cases of a coordinator's own idea, and inquiries from which a need was posted later.
import { addEntry, createIdea, linkNeed } from '@enishi/shared/case-contracts';
import { getNeedCase } from '@enishi/shared/workbench';
import { startTestApp, type TestApp } from '../support/app';
import { board, callIn, coordinatorOf, newKey, readCase, story } from '../support/cases';
import { day } from '../support/clock';
import { publishNeed, publishSeed } from '../support/journey';

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

describe('an idea', () => {
  it('combines what the coordinator may see, and is theirs', async () => {
    const researcher = await app.signedIn({ roles: ['researcher'] });
    const seed = await publishSeed(researcher.client);
    const { user, client } = await coordinator();
    const company = await app.organisation('company', '06', []);
    const refs = [
      { kind: 'seed' as const, id: seed.id },
      { kind: 'organisation' as const, id: company.id },
    ];
    const body = { key: newKey(), title: '灰を陶土に', refs };
    const made = await client.call(createIdea, { body });
    expect(made).toMatchObject({ route: 'idea', lead: { id: user.id }, clock: { kind: 'case_silent' } });
    expect(made.refs.map(({ title }) => title)).toEqual([seed.title, company.name]);
    expect((await client.call(createIdea, { body })).id).toBe(made.id);
    await client.fail(createIdea, 404, { body: { ...body, key: newKey(), refs: [{ kind: 'seed', id: newKey() }] } });
  });
});

describe('linking an inquiry to a need that was posted later', () => {
  const prepare = async () => {
    const desk = await coordinator();
    const inquiry = await callIn(desk.client, { isMine: true });
    app.clock.move(day);
    const company = await app.signedIn();
    const need = await publishNeed(company.client);
    await app.settled();
    return { desk, inquiry, company, need };
  };

  it('makes one case of two, with everything that happened in both', async () => {
    const { desk, inquiry, need } = await prepare();
    const own = (await board(desk.client)).items.find(({ needId }) => needId === need.id);
    const body = { version: inquiry.version, needId: need.id };
    const linked = await desk.client.call(linkNeed, { params: { id: inquiry.id }, body });
    expect(linked).toMatchObject({ id: inquiry.id, code: inquiry.code, need: { id: need.id }, canLinkNeed: false });
    // A second click.
    await desk.client.call(linkNeed, { params: { id: inquiry.id }, body });
    const { items } = await board(desk.client);
    expect(items.map(({ id, needId }) => [id, needId])).toEqual([[inquiry.id, need.id]]);
    expect((await story(desk.client, inquiry.id)).map(({ kind }) => kind)).toEqual([
      'opened',
      'took_lead',
      'published',
    ]);
    // Whoever kept the address of the other one comes to this one.
    expect((await readCase(desk.client, own?.id ?? '')).id).toBe(inquiry.id);
    expect((await desk.client.call(getNeedCase, { params: { id: need.id } })).caseId).toBe(inquiry.id);
  });

  it('is finished by the sweep where the process died between the two writes', async () => {
    const { desk, inquiry, need } = await prepare();
    const cases = app.connection.collection('cases');
    await cases.updateOne(
      { code: inquiry.code },
      { $set: { linkingNeedId: need.id, isSettled: false }, $inc: { revision: 1 } },
    );
    await app.wired.sweep.run();
    await app.settled();
    expect((await board(desk.client)).items.map(({ id, needId }) => [id, needId])).toEqual([[inquiry.id, need.id]]);
  });

  it('is refused when somebody has worked on the need already, and for needs of others', async () => {
    const { desk, inquiry, need } = await prepare();
    const own = (await board(desk.client)).items.find(({ needId }) => needId === need.id);
    await desk.client.call(addEntry, {
      params: { id: own?.id ?? '' },
      body: { id: newKey(), kind: 'call', text: '先に電話した' },
    });
    const body = { version: inquiry.version, needId: need.id };
    expect((await desk.client.fail(linkNeed, 409, { params: { id: inquiry.id }, body })).code).toBe('not_possible_now');
    const far = await publishNeed((await app.signedIn({ prefecture: '13' })).client, { prefecture: '13' });
    await desk.client.fail(linkNeed, 404, { params: { id: inquiry.id }, body: { ...body, needId: far.id } });
  });
});
