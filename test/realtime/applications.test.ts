// Who hears that an application has moved, and above all who does not.
import { startTestApp, type TestApp } from '../support/app';
import { apply, offer, openingWithPerson, shortlist } from '../support/applications';
import { openLine } from '../support/socket-client';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('both sides and their coordinators hear of every step, a stranger and a coordinator elsewhere of none', async () => {
  const { company, person, coordinator, opening, profile } = await openingWithPerson(app);
  const stranger = await app.signedIn({ roles: ['company'] });
  const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
  const people = { company, person, coordinator, stranger, elsewhere };
  const lines = await Promise.all(
    Object.entries(people).map(async ([name, { client }]) => ({ name, line: await openLine(app.baseUrl, client) })),
  );
  const heard = async (id: string) => {
    await app.settled();
    const who: string[] = [];
    for (const { name, line } of lines) {
      await line.caughtUp();
      if (line.hints.splice(0).some((hint) => hint.topic === 'application' && hint.id === id)) who.push(name);
    }
    return who;
  };
  const all = ['company', 'person', 'coordinator'];
  const sent = await apply(person.client, opening.id, profile.id);
  expect(await heard(sent.id)).toEqual(all);
  const watching = await Promise.all(lines.map(({ line }) => line.watch({ kind: 'application', id: sent.id })));
  expect(watching).toEqual([true, true, true, false, false]);
  const listed = await shortlist(company.client, sent);
  expect(await heard(sent.id)).toEqual(all);
  await offer(company.client, listed);
  expect(await heard(sent.id)).toEqual(all);
  for (const { line } of lines) line.close();
});
