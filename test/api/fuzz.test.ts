// Every route is asked with random input made from its own schema, right and broken, by everybody. Whatever comes: never
// a fault of the server, never a trace of its inside, always the shape of the contract.
import fc from 'fast-check';
import { contracts } from '@enishi/shared/contracts';
import type { Contract } from '@enishi/shared/contract';
import { errorBody, errorStatus } from '@enishi/shared/errors';
import { signOut } from '@enishi/shared/users';
import { anything, inputFor } from '../support/arbitrary-input';
import { beginProject } from '../support/project-journey';
import { startTestApp, type TestApp } from '../support/app';
import { apply, openingWithPerson } from '../support/applications';
import { ask, connectedPair } from '../support/meetings';
import type { HttpClient } from '../support/http-client';

jest.setTimeout(300_000);

/** Twenty thousand over all routes, unless told otherwise. */
const total = Number(process.env['FUZZ_REQUESTS'] ?? 20_000);
const fuzzed = contracts.filter(({ name }) => name !== signOut.name);
const perRoute = Math.ceil(total / fuzzed.length);

let app: TestApp;
let people: HttpClient[];
/** Of one thing of each kind, by its word in addresses. */
let ids: Record<string, string>;
beforeAll(async () => {
  app = await startTestApp();
  const pair = await connectedPair(app);
  const { company, researcher, coordinator, seed, need, introduction, caseId } = pair;
  const meeting = await ask(pair);
  const work = await openingWithPerson(app);
  const application = await apply(work.person.client, work.opening.id, work.profile.id);
  const project = await beginProject(coordinator.client, caseId);
  const admin = await app.signedIn({ roles: ['admin', 'coordinator', 'company', 'researcher', 'expert'] });
  const poster = work.company.client;
  people = [company, researcher, coordinator, admin, work.person].map(({ client }) => client);
  people.push(poster, app.visitor());
  ids = {
    needs: need.id,
    seeds: seed.id,
    introductions: introduction.id,
    cases: caseId,
    meetings: meeting.id,
    openings: work.opening.id,
    experts: work.profile.id,
    applications: application.id,
    projects: project.id,
    people: company.user.id,
    organisations: company.user.organisationId,
  };
});
afterAll(() => app.close());

const asText = (value: unknown): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};
const encode = (value: unknown): string => {
  const text = asText(value);
  // Longer addresses never reach the product: Node itself refuses them.
  return text.isWellFormed() ? encodeURIComponent(text.slice(0, 500).toWellFormed()) : '%ED%A0%80';
};

const idFor = (path: string): string =>
  Object.entries(ids).find(([word]) => path.includes(`/${word}/`))?.[1] ?? '0'.repeat(24);

const requestFor = (contract: Contract) =>
  fc.record({
    who: fc.nat({ max: 6 }),
    // The right id more often than not, so that what lies behind the door is reached.
    param: fc.oneof(
      { arbitrary: fc.constantFrom(idFor(contract.path)), weight: 6 },
      { arbitrary: fc.constantFrom(...Object.values(ids)), weight: 2 },
      { arbitrary: anything, weight: 1 },
    ),
    query: contract.query ? inputFor(contract.query, Object.values(ids)) : fc.constant(undefined),
    body: contract.body ? inputFor(contract.body, Object.values(ids)) : fc.constant(undefined),
  });

const searchOf = (query: unknown): string => {
  if (typeof query !== 'object' || query === null) return '';
  const parts = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
};

const told = new Map<number, number>();
const known = Object.values(errorStatus) as number[];
const inside = /\bat \S+ \(|node_modules|\.js:\d+|MongoServerError|CastError|ZodError|ECONN/;

it.each(fuzzed.map((contract) => [contract.name, contract] as const))('%s', async (_, contract) => {
  await app.connection.collection('throttle').deleteMany({});
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(requestFor(contract), async ({ who, param, query, body }) => {
      sent += 1;
      if (sent % 25 === 0) await app.connection.collection('throttle').deleteMany({});
      const path = contract.path.replace(/:[a-zA-Z]+/g, () => encode(param) || 'x') + searchOf(query);
      const client = people[who];
      const answer = await client?.request(contract.method, path, body);
      if (!answer) throw new Error('nobody asked');
      expect(inside.test(asText(answer.body))).toBe(false);
      told.set(answer.status, (told.get(answer.status) ?? 0) + 1);
      if (answer.status < 400) return;
      expect(known).toContain(answer.status);
      expect(answer.status).toBeLessThan(500);
      errorBody.parse(answer.body);
    }),
    { numRuns: perRoute },
  );
  await app.settled();
  expect(app.faults).toEqual([]);
});

it('got behind the doors, and not only to them', () => {
  const counts = [...told.values()];
  const passed = [...told].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(total);
  expect(passed / total).toBeGreaterThan(0.1);
  expect([...told.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 401, 403, 404, 409]));
});
