// Coordinators who look after a wish to move hear of it, and nobody else does.
import { secrecyPresets } from '@enishi/shared/disclosure';
import { expertContracts } from '@enishi/shared/experts';
import { buildExpert } from '../support/builders';
import { startTestApp, type TestApp } from '../support/app';
import { openLine } from '../support/socket-client';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('those of home and of the wished place hear of a published wish, of a draft nobody does', async () => {
  const { client } = await app.signedIn({ roles: ['teleworker'], prefecture: '13' });
  const people = {
    home: await app.signedIn({ roles: ['coordinator'], served: ['13'] }),
    wished: await app.signedIn({ roles: ['coordinator'], served: ['06'] }),
    elsewhere: await app.signedIn({ roles: ['coordinator'], served: ['27'] }),
    company: await app.signedIn({ roles: ['company'], prefecture: '06' }),
  };
  const lines = await Promise.all(
    Object.entries(people).map(async ([name, one]) => ({ name, line: await openLine(app.baseUrl, one.client) })),
  );
  const heard = async () => {
    await app.settled();
    const who: string[] = [];
    for (const { name, line } of lines) {
      await line.caughtUp();
      const hints = line.hints.splice(0).filter(({ topic }) => topic === 'talent');
      // A hint names nothing: whoever may know asks.
      expect(hints.every((hint) => hint.id === undefined)).toBe(true);
      if (hints.length > 0) who.push(name);
    }
    return who;
  };
  const moveWish = { kind: 'i_turn' as const, prefectures: ['06'], when: 'some_day' as const, family: '' };
  const body = buildExpert({ prefecture: '13', disclosure: secrecyPresets.coordinator, moveWish });
  const draft = await client.call(expertContracts.create, { body });
  const params = { id: draft.id };
  await client.call(expertContracts.update, { params, body: { version: 0, hoursPerWeek: 3 } });
  expect(await heard()).toEqual([]);
  await client.call(expertContracts.publish, { params, body: { version: 1 } });
  expect(await heard()).toEqual(['home', 'wished']);
  await client.call(expertContracts.update, { params, body: { version: 2, hoursPerWeek: 4 } });
  expect(await heard()).toEqual(['home', 'wished']);
  for (const { line } of lines) line.close();
});
