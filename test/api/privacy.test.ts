// Taking one's data along, and being forgotten while what was done together stays.
import { getNeedCase } from '@enishi/shared/workbench';
import { getIntroduction } from '@enishi/shared/introductions';
import { expertContracts } from '@enishi/shared/experts';
import { needContracts } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { erasedName, eraseMe, erasePerson, exportMyData } from '@enishi/shared/privacy';
import { getSession, listPeople, signIn } from '@enishi/shared/users';
import { personalData } from '../../server/src/features/privacy/personal-data-table';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { buildExpert, buildNeed } from '../support/builders';
import { meetingOfTwo, propose } from '../support/journey';
import { say } from '../support/talk';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(() => app.reset());
afterAll(() => app.close());

const password = testPassword;
const everythingStored = async (): Promise<string> => {
  const collections = await app.connection.listCollections();
  const found = await Promise.all(collections.map(({ name }) => app.connection.collection(name).find({}).toArray()));
  return JSON.stringify(found);
};

test('every collection has its line in the table', () => {
  const known = [...new Set(Object.values(app.connection.models).map(({ collection }) => collection.name))].sort();
  expect(known.filter((name) => !(name in personalData))).toEqual([]);
});

test('whoever asks gets what is theirs, and nothing of others', async () => {
  const { company, researcher, coordinator, need, seed } = await meetingOfTwo(app);
  await propose(coordinator.client, need.id, seed.id);
  await app.settled();
  const { parts } = await company.client.call(exportMyData, { body: { password } });
  expect(parts['users']).toMatchObject([{ email: company.user.email, displayName: company.user.displayName }]);
  expect(parts['needs']).toMatchObject([{ code: need.code, content: { title: need.title } }]);
  expect(Object.keys(parts)).toEqual(expect.arrayContaining(['introductions', 'notifications', 'audit']));
  const text = JSON.stringify(parts);
  for (const secret of [
    researcher.user.email,
    researcher.user.displayName,
    coordinator.user.email,
    'argon2',
    'passwordHash',
  ])
    expect(text).not.toContain(secret);
  await company.client.fail(exportMyData, 400, { body: { password: 'not the right phrase' } });
});

test('erasing leaves the history without the name', async () => {
  const { company, researcher, coordinator, need, seed } = await meetingOfTwo(app);
  const name = '消えたい 太郎';
  await app.connection.collection('users').updateOne({ email: company.user.email }, { $set: { displayName: name } });
  const draft = await company.client.call(needContracts.create, { body: buildNeed({ title: '書きかけのニーズ' }) });
  const introduction = await propose(coordinator.client, need.id, seed.id);
  await say(company.client, { kind: 'introduction', id: introduction.id }, '来週お電話します。');
  await app.settled();

  await company.client.fail(eraseMe, 400, { body: { password: 'not the right phrase' } });
  await company.client.call(eraseMe, { body: { password } });
  await app.settled();

  expect((await company.client.call(getSession)).viewer).toBeNull();
  expect((await app.visitor().send(signIn, { body: { email: company.user.email, password } })).status).toBe(401);
  await app.visitor().fail(needContracts.get, 404, { params: { id: draft.id } });
  const ended = await researcher.client.call(getIntroduction, { params: { id: introduction.id } });
  expect(ended.state).toBe('declined');
  const { timeline } = await coordinator.client.call(getNeedCase, { params: { id: need.id } });
  expect(timeline.find(({ kind }) => kind === 'published')?.by).toBe(erasedName);
  const stored = await everythingStored();
  expect(stored).toContain('来週お電話します。');
  for (const gone of [name, company.user.email, '書きかけのニーズ']) expect(stored).not.toContain(gone);
  // The other side is told as at any other end, and goes on.
  expect((await researcher.client.call(listNotifications)).items.length).toBeGreaterThan(0);
});

test('a profile is emptied, since it is about nobody else', async () => {
  const { user, client } = await app.signedIn({ roles: ['expert'] });
  const made = await client.call(expertContracts.create, { body: buildExpert({ title: '秘伝の溶接をお教えします' }) });
  await client.call(expertContracts.publish, { params: { id: made.id }, body: { version: made.version } });
  await app.settled();
  await client.call(eraseMe, { body: { password } });
  await app.settled();
  expect(await everythingStored()).not.toContain('秘伝の溶接');
  expect((await app.wired.users.find(user.id))?.erasedAt).toEqual(app.clock.now());
});

test('what a crash cut off is finished by the sweep', async () => {
  const { company, need } = await meetingOfTwo(app);
  const hash = (await app.wired.users.find(company.user.id))?.passwordHash ?? '';
  expect(await app.wired.users.erase(company.user.id, app.clock.now(), hash)).toBe(true);
  expect((await company.client.call(getSession)).viewer).toBeNull();
  await app.wired.sweep.run();
  await app.settled();
  await app.visitor().fail(needContracts.get, 404, { params: { id: need.id } });
  expect(await app.connection.collection('notifications').countDocuments({ userId: company.user.id })).toBe(0);
});

test('administrators erase on request, by the address, never themselves by that way nor the last of them', async () => {
  const admin = await app.signedIn({ roles: ['admin'] });
  const { user, client } = await app.signedIn();
  const ask = { params: { id: user.id } };
  await client.fail(erasePerson, 403, { ...ask, body: { email: user.email } });
  await admin.client.fail(erasePerson, 400, { ...ask, body: { email: 'somebody@mail.example' } });
  await admin.client.call(erasePerson, { ...ask, body: { email: user.email } });
  await admin.client.fail(erasePerson, 404, { ...ask, body: { email: user.email } });
  const row = (await admin.client.call(listPeople)).items.find(({ id }) => id === user.id);
  expect(row).toMatchObject({ displayName: erasedName, isErased: true, roles: [] });
  await admin.client.fail(erasePerson, 409, { params: { id: admin.user.id }, body: { email: admin.user.email } });
  await admin.client.fail(eraseMe, 409, { body: { password } });
});
