// Joint development projects: who sees and changes what, two at once, twice the same, and what a crash leaves behind.
import { getCase, getTimeline, moveCase } from '@enishi/shared/case-contracts';
import { listNotifications } from '@enishi/shared/notifications';
import {
  addProjectPart,
  changeProject,
  changeProjectPart,
  createProject,
  getProject,
  listProjectPeople,
  listProjects,
  removeProjectPart,
  reportProgress,
  type ProjectView,
} from '@enishi/shared/projects';
import { listFiles } from '@enishi/shared/files';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { accept, meetingOfTwo, propose, publishExpert } from '../support/journey';
import { keptWorld } from '../support/kept-world';
import { addPart, aKey, beginProject, caseOfNeed, connectedPair, projectForm } from '../support/project-journey';

let app: TestApp;
let pair: Awaited<ReturnType<typeof connectedPair>>;
const fresh = keptWorld(() => app, connectedPair);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  pair = await fresh();
});
afterAll(() => app.close());

const hour = 3_600_000;
const see = (client: HttpClient, { id }: Pick<ProjectView, 'id'>) => client.call(getProject, { params: { id } });
const kinds = async (client: HttpClient) => {
  await app.settled();
  return (await client.call(listNotifications)).items.map(({ kind }) => kind);
};
const countOf = async (client: HttpClient, wanted: string) =>
  (await kinds(client)).filter((kind) => kind === wanted).length;
const stage = async () => (await pair.coordinator.client.call(getCase, { params: { id: pair.theCase.id } })).stage;
const begin = (given = {}) => beginProject(pair.coordinator.client, pair.theCase.id, given);
const workPackage = (given = {}) => ({
  kind: 'work_package' as const,
  content: { title: '試作', organisationName: '置賜電機', from: '2026-11-01', to: '2026-12-31', ...given },
});

describe('the beginning', () => {
  it('moves the case to the plan, sets the half-year target, and tells both sides once', async () => {
    const project = await begin();
    expect(project).toMatchObject({
      state: 'under_way',
      startsOn: '2026-11-01',
      targetOn: '2027-05-01',
      doneShare: null,
      abilities: { canEdit: true },
    });
    expect(await stage()).toBe('plan');
    for (const { client } of [pair.company, pair.researcher]) {
      expect(await countOf(client, 'project_joined')).toBe(1);
      const { items } = await client.call(listNotifications);
      const notice = items.find(({ kind }) => kind === 'project_joined');
      expect(notice).toMatchObject({ address: `/projects/${project.id}`, subject: { title: project.title } });
    }
  });

  it('makes one project of a double click, even at the same moment', async () => {
    const body = projectForm();
    const send = () => pair.coordinator.client.call(createProject, { params: { id: pair.theCase.id }, body });
    const made = await Promise.all([send(), send(), send()]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect((await pair.coordinator.client.call(listProjects)).total).toBe(1);
    expect((await send()).id).toBe(made[0].id);
  });

  it('refuses an ended case, a target before the start, and a foreign coordinator', async () => {
    const { coordinator, theCase } = pair;
    const params = { id: theCase.id };
    const wrong = projectForm({ targetOn: '2026-10-01' });
    expect(await coordinator.client.fail(createProject, 400, { params, body: wrong })).toMatchObject({
      fields: [{ path: 'targetOn', problem: 'too_small' }],
    });
    const foreign = await app.signedIn({ roles: ['coordinator'], prefecture: '33' });
    await foreign.client.fail(createProject, 404, { params, body: projectForm() });
    await pair.company.client.fail(createProject, 403, { params, body: projectForm() });
    const { version } = await coordinator.client.call(getCase, { params });
    const end = { version, to: 'ended' as const, reason: 'funds_missing' as const };
    await coordinator.client.call(moveCase, { params, body: end });
    await coordinator.client.fail(createProject, 409, { params, body: projectForm() });
  });

  it('does not move a case again that was put back since', async () => {
    const project = await begin();
    const { coordinator, theCase } = pair;
    await app.settled();
    const { version } = await coordinator.client.call(getCase, { params: { id: theCase.id } });
    await coordinator.client.call(moveCase, { params: { id: theCase.id }, body: { version, to: 'meeting' } });
    await addPart(coordinator.client, project, workPackage());
    await app.settled();
    expect(await stage()).toBe('meeting');
  });
});

describe('who sees it', () => {
  it('both sides, the team and the coordinators; a stranger does not learn that it exists', async () => {
    const project = await begin();
    const expert = await app.signedIn({ roles: ['expert'] });
    const admin = await app.signedIn({ roles: ['admin'] });
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    for (const { client } of [pair.company, pair.researcher, colleague]) {
      expect((await see(client, project)).id).toBe(project.id);
      expect((await client.call(listProjects)).items.map(({ id }) => id)).toEqual([project.id]);
    }
    for (const { client } of [expert, admin, await app.signedIn({ roles: ['coordinator'], prefecture: '33' })]) {
      await client.fail(getProject, 404, { params: { id: project.id } });
      expect((await client.call(listProjects)).total).toBe(0);
    }
    await app.visitor().fail(getProject, 401, { params: { id: project.id } });
    await pair.company.client.fail(changeProject, 403, {
      params: { id: project.id },
      body: { version: project.version, goal: '自分たちだけで進めます。' },
    });
  });

  it('shows its documents to both sides where both may look, and to nobody else', async () => {
    const { company, researcher, coordinator, introduction } = pair;
    const project = await begin();
    const teller = await app.signedIn({ roles: ['expert'] });
    await publishExpert(teller.client);
    const content = { userId: teller.user.id, role: '助言', hours: 3, from: '2026-11-01', to: '2027-03-31' };
    await addPart(coordinator.client, project, { kind: 'team', content });
    const seen = async (client: HttpClient) =>
      (await client.call(getProject, { params: { id: project.id } })).documents;
    for (const { client } of [company, researcher, coordinator]) {
      const documents = await seen(client);
      expect(documents).toEqual({ kind: 'introduction', id: introduction.id });
      const query = { subjectKind: 'introduction', subjectId: introduction.id } as const;
      expect((await client.call(listFiles, { query })).audiences).toContain('both');
    }
    expect(await seen(teller.client)).toBeNull();
  });

  it('a member of the team from the day they are in it until they are out', async () => {
    const project = await begin();
    const { client } = pair.coordinator;
    const second = await app.signedIn({ roles: ['coordinator'] });
    const { people } = await client.call(listProjectPeople, { params: { id: project.id } });
    expect(people.map(({ id }) => id)).toEqual(
      expect.arrayContaining([pair.company.user.id, pair.researcher.user.id, second.user.id]),
    );
    const stranger = await app.signedIn({ roles: ['expert'] });
    const member = (userId: string) => ({
      kind: 'team' as const,
      content: { userId, role: '助言', hours: 20, from: '2026-11-01', to: '2027-03-31' },
    });
    await client.fail(addProjectPart, 400, {
      params: { id: project.id },
      body: { key: aKey(), ...member(stranger.user.id) },
    });
    const { team } = await addPart(client, project, member(pair.researcher.user.id));
    expect(team).toMatchObject([{ name: pair.researcher.user.displayName, hours: 20 }]);
    expect((await see(pair.company.client, project)).team).toHaveLength(1);
  });

  it('takes in two sides that are connected only after it began', async () => {
    const met = await meetingOfTwo(app);
    const { id } = await caseOfNeed(met.coordinator.client, met.need.id);
    const project = await beginProject(met.coordinator.client, id);
    await met.company.client.fail(getProject, 404, { params: { id: project.id } });
    const proposed = await propose(met.coordinator.client, met.need.id, met.seed.id);
    const half = await accept(met.company.client, proposed);
    await app.settled();
    await met.company.client.fail(getProject, 404, { params: { id: project.id } });
    await accept(met.researcher.client, half);
    for (const { client } of [met.company, met.researcher]) {
      expect(await countOf(client, 'project_joined')).toBe(1);
      expect((await see(client, project)).id).toBe(project.id);
    }
    await pair.company.client.fail(getProject, 404, { params: { id: project.id } });
  });
});

describe('its parts', () => {
  it('can be changed by two people at once, each another one', async () => {
    const { client } = pair.coordinator;
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const project = await begin();
    await addPart(client, project, workPackage());
    const { workPackages } = await addPart(
      client,
      project,
      workPackage({ title: '評価', from: '2027-01-01', to: '2027-03-31' }),
    );
    const change = (who: HttpClient, index: number, title: string) => {
      const part = workPackages[index];
      if (!part) throw new Error('no such part');
      return who.call(changeProjectPart, {
        params: { id: project.id, partId: part.id },
        body: { version: part.version, ...workPackage({ title, from: part.from, to: part.to }) },
      });
    };
    await Promise.all([change(client, 0, '試作（改）'), change(colleague.client, 1, '評価（改）')]);
    expect((await see(client, project)).workPackages.map(({ title }) => title)).toEqual(['試作（改）', '評価（改）']);
  });

  it('tells the second of two who change the same one what the first did', async () => {
    const { client } = pair.coordinator;
    const colleague = await app.signedIn({ roles: ['coordinator'], displayName: '鈴木' });
    const project = await begin();
    const [part] = (await addPart(client, project, workPackage())).workPackages;
    const params = { id: project.id, partId: part?.id ?? '' };
    await colleague.client.call(changeProjectPart, {
      params,
      body: { version: 0, ...workPackage({ to: '2027-01-31' }) },
    });
    const refused = await client.fail(changeProjectPart, 409, {
      params,
      body: { version: 0, ...workPackage({ title: '別の名前' }) },
    });
    expect(refused).toMatchObject({ code: 'stale', stale: { version: 1, changes: [{ by: '鈴木', fields: ['to'] }] } });
    await client.fail(removeProjectPart, 409, { params, body: { version: 0 } });
    await client.call(removeProjectPart, { params, body: { version: 1 } });
    expect((await see(client, project)).workPackages).toEqual([]);
    await client.fail(removeProjectPart, 404, { params, body: { version: 2 } });
  });

  it('are added once for each attempt, and a month is reviewed once', async () => {
    const { client } = pair.coordinator;
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const project = await begin();
    const key = aKey();
    await Promise.all([addPart(client, project, workPackage(), key), addPart(client, project, workPackage(), key)]);
    expect((await see(client, project)).workPackages).toHaveLength(1);
    const review = {
      kind: 'review' as const,
      content: { month: '2026-11', light: 'yellow' as const, wentWell: '試作が動いた', next: '評価を頼む' },
    };
    const answers = await Promise.all(
      [client, colleague.client].map((who) =>
        who.send(addProjectPart, { params: { id: project.id }, body: { key: aKey(), ...review } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { reviews, light } = await see(client, project);
    expect([reviews.length, light]).toEqual([1, 'yellow']);
  });

  it('are bounded, in order, and of organisations that are known', async () => {
    const { client } = pair.coordinator;
    const project = await begin();
    const refuse = (content: object) =>
      client.fail(addProjectPart, 400, {
        params: { id: project.id },
        body: { key: aKey(), ...workPackage(content) },
      });
    expect(await refuse({ to: '2026-10-01' })).toMatchObject({
      fields: [{ path: 'content.to', problem: 'too_small' }],
    });
    expect(await refuse({ organisationName: '' })).toMatchObject({
      fields: [{ path: 'content.organisationName', problem: 'required' }],
    });
    expect(await refuse({ organisationId: 'f'.repeat(24) })).toMatchObject({
      fields: [{ path: 'content.organisationId', problem: 'unknown_organisation' }],
    });
    expect(await refuse({ doneShare: 101 })).toMatchObject({
      fields: [{ path: 'content.doneShare', problem: 'too_big' }],
    });
  });

  it('of the budget add up', async () => {
    const { client } = pair.coordinator;
    const project = await begin();
    const line = (source: 'own' | 'subsidy', yen: number) => ({
      kind: 'budget' as const,
      content: { title: '材料', source, yen },
    });
    await addPart(client, project, line('own', 500_000));
    const { budgetTotal } = await addPart(client, project, line('subsidy', 1_500_000));
    expect(budgetTotal).toBe(2_000_000);
  });
});

describe('progress', () => {
  const withPackages = async () => {
    const project = await begin();
    const { client } = pair.coordinator;
    const { organisationId } = pair.researcher.user;
    await addPart(client, project, workPackage({ organisationId, from: '2026-11-01', to: '2026-11-30' }));
    return addPart(client, project, workPackage({ title: '評価', from: '2026-12-01', to: '2027-01-29' }));
  };

  it('is told by whoever owns the work package, and by nobody else but coordinators', async () => {
    const { id, workPackages } = await withPackages();
    const [own, other] = workPackages;
    const report = { params: { id, partId: own?.id ?? '' }, body: { version: 0, doneShare: 60 } };
    await pair.company.client.fail(reportProgress, 403, report);
    const seen = await see(pair.researcher.client, { id });
    expect(seen.workPackages.map(({ abilities }) => abilities.canReport)).toEqual([true, false]);
    const reported = await pair.researcher.client.call(reportProgress, report);
    // 30 days at 60 %, 60 days at nothing.
    expect(reported.doneShare).toBe(20);
    await pair.researcher.client.fail(reportProgress, 409, report);
    await pair.researcher.client.fail(reportProgress, 403, {
      params: { id, partId: other?.id ?? '' },
      body: { version: 0, doneShare: 10 },
    });
    const stranger = await app.signedIn({ organisationId: pair.researcher.user.organisationId });
    await stranger.client.fail(reportProgress, 404, report);
  });

  it('is closed once the project has ended, until it is opened again', async () => {
    const { id, version, workPackages } = await withPackages();
    const { client } = pair.coordinator;
    const ended = await client.call(changeProject, { params: { id }, body: { version, state: 'done' } });
    expect([ended.state, ended.endedOn]).toEqual(['done', '2026-11-20']);
    await pair.researcher.client.fail(reportProgress, 409, {
      params: { id, partId: workPackages[0]?.id ?? '' },
      body: { version: 0, doneShare: 60 },
    });
    const again = { version: ended.version, state: 'under_way' as const };
    expect((await client.call(changeProject, { params: { id }, body: again })).endedOn).toBeNull();
  });
});

describe('the review of a month', () => {
  it('is asked for once a month, not before a month has passed, and not where it was written', async () => {
    const project = await begin();
    // Sessions do not outlive the months that pass here.
    const again = async (email: string, moment: string) => {
      app.clock.set(new Date(moment));
      return app.enter(email);
    };
    const { email } = pair.coordinator.user;
    const sweep = async (client: HttpClient) => {
      await app.wired.sweep.run();
      return countOf(client, 'review_due');
    };
    expect(await sweep(pair.coordinator.client)).toBe(0);
    const client = await again(email, '2026-12-01T00:00:00+09:00');
    expect((await see(client, project)).reviewDue).toBe('2026-11');
    expect((await see(await app.enter(pair.company.user.email), project)).reviewDue).toBeNull();
    expect(await sweep(client)).toBe(1);
    app.clock.move(3 * hour);
    expect(await sweep(client)).toBe(1);
    const content = { light: 'green' as const, wentWell: '順調', next: '続ける' };
    await addPart(client, project, { kind: 'review', content: { ...content, month: '2026-12' } });
    expect(await sweep(await again(email, '2027-01-05T10:00:00+09:00'))).toBe(1);
    expect(await sweep(await again(email, '2027-02-05T10:00:00+09:00'))).toBe(2);
  });
});

describe('a crash', () => {
  it('between the writing of a project and what follows is made good by the sweep', async () => {
    const project = await begin();
    await app.settled();
    const collection = (name: string) => app.connection.collection(name);
    await collection('notifications').deleteMany({});
    await collection('projects').updateMany({}, { $set: { isSettled: false, hasMovedCase: false } });
    await collection('cases').updateMany({}, { $set: { stage: 'meeting' } });
    await app.wired.sweep.run();
    await app.settled();
    expect(await stage()).toBe('plan');
    expect(await countOf(pair.company.client, 'project_joined')).toBe(1);
    await app.wired.sweep.run();
    expect(await app.wired.projects.sweeps.projects()).toBe(0);
    expect(await countOf(pair.company.client, 'project_joined')).toBe(1);
    expect((await see(pair.company.client, project)).id).toBe(project.id);
  });

  it('after somebody joined the team is made good too', async () => {
    const project = await begin();
    const { client } = pair.coordinator;
    const colleague = await app.signedIn({ roles: ['coordinator'] });
    const content = { userId: colleague.user.id, role: '助言', hours: 8, from: '2026-11-01', to: '2026-12-01' };
    await addPart(client, project, { kind: 'team', content });
    await app.settled();
    await app.connection.collection('notifications').deleteMany({});
    await app.connection.collection('project_parts').updateMany({}, { $set: { isSettled: false } });
    await app.wired.sweep.run();
    expect(await countOf(colleague.client, 'project_joined')).toBe(1);
  });
});

it('stands on the timeline of its case, with reviews and milestones that were reached', async () => {
  const { client } = pair.coordinator;
  const project = await begin();
  await addPart(client, project, {
    kind: 'milestone',
    content: { title: '試作1号機', dueOn: '2026-12-01', reachedOn: '2026-11-19' },
  });
  await addPart(client, project, { kind: 'milestone', content: { title: '展示会', dueOn: '2027-04-01' } });
  const content = {
    month: '2026-11',
    light: 'red' as const,
    wentWell: '動いた',
    hinders: '部材の遅れ',
    next: '代わりを探す',
  };
  await addPart(client, project, { kind: 'review', content });
  const { items } = await client.call(getTimeline, { params: { id: pair.theCase.id }, query: { groups: 'projects' } });
  expect(items.map(({ kind, about }) => [kind, about])).toEqual([
    ['project_created', project.title],
    ['project_milestone', '試作1号機'],
    ['project_review', '2026-11'],
  ]);
  expect(items.every(({ by }) => by === pair.coordinator.user.displayName)).toBe(true);
});
