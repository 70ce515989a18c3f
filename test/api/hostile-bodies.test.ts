// What the contracts do not ask for: operators of the database in place of text, fields that nobody offered, keys that
// reach into the language, forms that other sites send. Made from the contracts, so that a new route is attacked too.
import { gzipSync, brotliCompressSync } from 'node:zlib';
import { contracts } from '@enishi/shared/contracts';
import { fillPath, type Contract } from '@enishi/shared/contract';
import { errorBody } from '@enishi/shared/errors';
import { startTestApp, type TestApp } from '../support/app';
import { operators, unwantedSigns, badAddresses } from '../support/attacks';
import {
  bodyLeaves,
  describeSchema,
  fill,
  freeTexts,
  isAddress,
  nameOfLeaf,
  poison,
  type Leaf,
} from '../support/free-texts';
import type { HttpClient } from '../support/http-client';
import { doors } from './admission/table';
import { makePeople, makeThings, strangers, type Knocker, type People, type Things } from './admission/world';

jest.setTimeout(120_000);

let app: TestApp;
let people: People;
let things: Things;
beforeAll(async () => {
  app = await startTestApp();
  people = await makePeople(app);
  things = await makeThings(app, people);
});
beforeEach(async () => {
  await app.connection.collection('throttle').deleteMany({});
});
afterAll(() => app.close());

const withBody = contracts.filter(({ body }) => body);
const changing = contracts.filter(({ method }) => method !== 'GET');

/** Somebody who is let in, and what they would send. */
const wayIn = (contract: Contract) => {
  const lines = doors.filter((door) => door.contract === contract);
  const door = lines.find(({ may }) => may.length > 0) ?? lines[0];
  const who = [...(door?.may ?? [])].find((one) => !strangers.includes(one)) ?? roleOf(contract);
  const { params, query, body } = door?.input?.(things, people) ?? {};
  return { client: clientOf(who), params, query, body, may: door?.may ?? [] };
};
const clientOf = (who: Knocker): HttpClient => (who === 'visitor' ? app.visitor() : people[who].client);
const roleOf = ({ access }: Contract): Knocker => {
  if (!Array.isArray(access)) return 'owner';
  const roles = access as readonly string[];
  return (['coordinator', 'admin', 'expert', 'researcher'] as const).find((one) => roles.includes(one)) ?? 'owner';
};

const password = 'a long enough phrase';
const organisation = { choice: 'new', name: '有限会社さくら', kind: 'company', prefecture: '06' };
const key = 'c'.repeat(24);
/** Where the table sends something wrong on purpose, or a schema alone does not tell what is right. */
const byHand: Record<string, object> = {
  signUp: {
    email: 'new@mail.example',
    password,
    displayName: '名前',
    roles: ['company'],
    organisation,
    prefecture: '06',
  },
  signIn: { email: 'nobody@mail.example', password },
  createInvitation: { email: 'asked@mail.example', roles: ['coordinator'], organisationId: key },
  confirmSecondFactor: { code: '123456' },
  endSecondFactor: { password, code: '123456' },
  renewRecoveryCodes: { password, code: '123456' },
  eraseMe: { password: 'another phrase' },
  createInquiry: { key, title: '強度試験', text: '椅子の強度を試験してほしい。', prefecture: '06', name: '名前' },
  createDispatch: {
    key,
    theme: '試験の始め方',
    text: '安全試験を何から始めればよいか、現場で教えてほしい。',
    hours: 2,
  },
  createThemedBoard: { key, title: '電池', tags: ['lithium-ion-battery'] },
};

/** A body that the contract takes: from its line in the table, or made from its schema. */
const rightBody = (contract: Contract): unknown => {
  if (!contract.body) return undefined;
  const given = byHand[contract.name] ?? wayIn(contract).body;
  if (contract.body.safeParse(given).success) return given;
  const words = (path: string) => (/title|name/i.test(path) ? '名前' : '何かの文章です。十分な長さで。');
  return fill(contract, describeSchema(contract.body), words);
};

/** The same with another value at one place; undefined where the place is not there. */
function replaced(value: unknown, way: readonly string[], wrong: unknown): unknown {
  const [name, ...rest] = way;
  if (name === undefined) return wrong;
  if (name === '[]') return [replaced(Array.isArray(value) ? value[0] : {}, rest, wrong)];
  const record = typeof value === 'object' && value !== null ? value : {};
  return { ...record, [name]: replaced((record as Record<string, unknown>)[name], rest, wrong) };
}
const wayTo = ({ path }: Pick<Leaf, 'path'>): string[] =>
  path.replaceAll('[]', '.[]').replaceAll('{}', '.x').split('.');
const told = (way: readonly string[]) => way.map((name) => (name === '[]' ? '0' : name)).join('.');

describe('operators of the database', () => {
  const leaves = bodyLeaves(withBody).filter(({ schema }) => schema.type === 'string' || schema.enum);
  const fields = [...new Map(leaves.map((leaf) => [nameOfLeaf(leaf), leaf])).values()];

  it('are looked for in every field that takes text', () => {
    expect(fields.length).toBeGreaterThan(300);
  });

  it.each(withBody.map((contract) => [contract.name, contract] as const))(
    '%s takes none of them',
    async (_, contract) => {
      const { client, params } = wayIn(contract);
      const right = rightBody(contract);
      for (const leaf of fields.filter((one) => one.contract === contract)) {
        const way = wayTo(leaf);
        for (const operator of operators) {
          const body = replaced(right, way, operator);
          // What a contract takes as it is would go on to the database.
          const parsed = contract.body?.safeParse(body);
          expect([leaf.path, operator, parsed?.success === true && JSON.stringify(parsed.data).includes('"$')]).toEqual(
            [leaf.path, operator, false],
          );
        }
        const body = replaced(right, way, { $gt: '' });
        // A field of another choice is dropped; a link that leads nowhere is not found before its body is read.
        if (contract.body?.safeParse(body).success) continue;
        if (contract.params && !contract.params.safeParse(params).success) continue;
        const answer = await client.send(contract, { ...(params && { params }), body: body as never });
        const problem = errorBody.parse(answer.body);
        expect([leaf.path, answer.status, problem.code]).toEqual([leaf.path, 400, 'invalid']);
        expect(problem.fields?.map(({ path }) => path).some((path) => told(way).startsWith(path))).toBe(true);
      }
    },
  );
});

describe('other sites', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  /** What a form can send without asking. */
  const forms = [
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'text/plain; application/json',
  ];

  it.each(changing.map((contract) => [contract.name, contract] as const))(
    '%s is not done for them',
    async (_, contract) => {
      const { client, params } = wayIn(contract);
      const path = fillPath(contract.path, params);
      const body = contract.body ? JSON.stringify(rightBody(contract)) : undefined;
      for (const headers of foreign) {
        const answer = await client.request(contract.method, path, body, headers);
        expect([headers, answer.status, (answer.body as { code?: string }).code]).toEqual([headers, 403, 'cross_site']);
      }
      if (!contract.body) return;
      for (const type of forms) {
        const answer = await client.request(contract.method, path, body, { 'content-type': type });
        expect([type, answer.status]).toEqual([type, 415]);
      }
    },
  );

  it('are not in the way of reading, which changes nothing', async () => {
    const reading = contracts.filter(
      ({ method, path, download }) => method === 'GET' && !path.includes(':') && !download,
    );
    const before = await fingerprint();
    for (const { path } of reading)
      await people.owner.client.request('GET', path, undefined, { 'sec-fetch-site': 'cross-site' });
    expect(await fingerprint()).toEqual(before);
  });
  /** Of everything but what counts visits. */
  const fingerprint = async () => {
    await app.settled();
    const names = (await app.connection.listCollections())
      .map(({ name }) => name)
      .filter(
        (name) => !['sessions', 'throttle', 'ledger', 'disclosures', 'audit'].some((one) => name.startsWith(one)),
      );
    const counts = names
      .sort()
      .map(async (name) => [
        name,
        JSON.stringify(await app.connection.collection(name).find({}).sort({ _id: 1 }).toArray()),
      ]);
    return Promise.all(counts);
  };
});

describe('texts and addresses', () => {
  it('hold no sign that ends a string, turns the line or is half a character', () => {
    for (const leaf of freeTexts(contracts))
      for (const sign of unwantedSigns) {
        const body = replaced(rightBody(leaf.contract), wayTo(leaf), `何かの文章${sign}です。`);
        const parsed = leaf.contract.body?.safeParse(body);
        const kept =
          parsed?.success === true && JSON.stringify(parsed.data).includes(JSON.stringify(sign).slice(1, -1));
        expect([nameOfLeaf(leaf), sign, kept]).toEqual([nameOfLeaf(leaf), sign, false]);
      }
  });

  it('that are to be opened lead to pages only', () => {
    const fields = bodyLeaves(contracts).filter(({ schema }) => isAddress(schema));
    expect(fields.length).toBeGreaterThan(5);
    for (const leaf of fields)
      for (const address of badAddresses) {
        const parsed = leaf.contract.body?.safeParse(replaced(rightBody(leaf.contract), wayTo(leaf), address));
        const places = parsed?.error?.issues.map(({ path }) => path.map(String).join('.')) ?? [];
        expect([nameOfLeaf(leaf), address, places]).toEqual([
          nameOfLeaf(leaf),
          address,
          expect.arrayContaining([told(wayTo(leaf))]),
        ]);
      }
  });
});

describe('bodies that grow when they are opened', () => {
  const bomb = Buffer.alloc(200_000_000, ' ');
  it.each([
    ['gzip', gzipSync(bomb)],
    ['br', brotliCompressSync(bomb.subarray(0, 50_000_000))],
  ])('%s is cut at the limit of what it becomes', async (encoding, body) => {
    const before = process.memoryUsage().rss;
    const answer = await fetch(`${app.baseUrl}/api/needs`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: {
        cookie: people.owner.client.cookie(),
        'content-type': 'application/json',
        'content-encoding': encoding,
      },
    });
    expect(answer.status).toBe(413);
    errorBody.parse(await answer.json());
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });
});

describe('fields that nobody offered', () => {
  const foreign = '5ca1ab1e5ca1ab1e5ca1ab1e';
  /** Names that records in the database have, and what somebody would like to have there. */
  const wanted = {
    role: 'admin-by-force',
    roles: ['admin'],
    activeRole: 'admin',
    isAdmin: true,
    isSample: true,
    ownerId: foreign,
    userId: foreign,
    authorId: foreign,
    organisationId: foreign,
    clientUserId: foreign,
    workerUserId: foreign,
    coordinatorId: foreign,
    createdBy: foreign,
    status: 'admin-by-force',
    state: 'admin-by-force',
    stage: 'admin-by-force',
    version: 4711,
    _id: foreign,
    id: foreign,
    __v: 4711,
    createdAt: '1999-01-01T00:00:00.000Z',
    passwordHash: 'admin-by-force',
    servedPrefectures: ['47'],
    isVerified: true,
    score: 4711,
    search: 'admin-by-force',
    $set: { status: 'admin-by-force' },
  };

  /** The body with those of them at every level that the contract has no field for. */
  const loaded = (value: unknown, schema = {} as ReturnType<typeof describeSchema>): unknown => {
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices)
      return choices.reduce(
        (so, choice) => (choice.type === 'object' || choice.type === 'array' ? loaded(so, choice) : so),
        value,
      );
    if (Array.isArray(value)) return value.map((item) => loaded(item, schema.items));
    if (typeof value !== 'object' || value === null || !schema.properties) return value;
    const { properties } = schema;
    const record = value as Record<string, unknown>;
    const own = Object.entries(record).map(([name, field]) => [
      name,
      properties[name] ? loaded(field, properties[name]) : field,
    ]);
    const more = Object.entries(wanted).filter(([name]) => !(name in properties) && !(name in record));
    return Object.fromEntries([...own, ...more]);
  };

  it.each(withBody.map((contract) => [contract.name, contract] as const))('%s drops them', (_, contract) => {
    const schema = describeSchema(contract.body as never);
    const right = rightBody(contract);
    const plain = contract.body?.safeParse(right);
    const full = contract.body?.safeParse(loaded(right, schema));
    expect(plain?.success).toBe(true);
    expect(full?.data).toEqual(plain?.data);
  });

  it('leave no trace in the database, whoever sends them', async () => {
    const before = await app.connection.collection('users').countDocuments({ roles: 'admin' });
    let passed = 0;
    for (const contract of withBody) {
      const { client, params } = wayIn(contract);
      const body = loaded(rightBody(contract), describeSchema(contract.body as never));
      const answer = await client.send(contract, { ...(params && { params }), body: body as never });
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(answer.body)).not.toMatch(/admin-by-force|5ca1ab1e|1999-01-01/);
      if (answer.status < 300) passed += 1;
    }
    await app.settled();
    expect(passed).toBeGreaterThan(20);
    const names = (await app.connection.listCollections()).map(({ name }) => name);
    for (const name of names) {
      const documents = await app.connection.collection(name).find({}).toArray();
      expect([name, /admin-by-force|5ca1ab1e|1999-01-01|4711[,}]/.exec(JSON.stringify(documents))?.[0]]).toEqual([
        name,
        undefined,
      ]);
      expect(documents.filter((one) => one['isSample'] === true)).toEqual([]);
    }
    expect(await app.connection.collection('users').countDocuments({ roles: 'admin' })).toBe(before);
  });
});

describe('keys that reach into the language', () => {
  const reaching = [
    '{"__proto__":{"polluted":"yes"}}',
    '{"constructor":{"prototype":{"polluted":"yes"}}}',
    '{"__proto__.polluted":"yes"}',
    '{"a":{"__proto__":{"polluted":"yes"}}}',
    '{"choices":{"__proto__":"yes","constructor":"yes"}}',
    '{"terms":{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}}',
    '{"content":{"__proto__":{"polluted":"yes"}}}',
    '{"toString":"yes","valueOf":"yes","hasOwnProperty":"yes"}',
  ];

  it.each(changing.map((contract) => [contract.name, contract] as const))(
    '%s lets none through',
    async (_, contract) => {
      const { client, params } = wayIn(contract);
      const path = fillPath(contract.path, params);
      const right = JSON.stringify(rightBody(contract) ?? {});
      for (const text of reaching) {
        const merged = right === '{}' ? text : `${right.slice(0, -1)},${text.slice(1)}`;
        for (const body of text === reaching[0] ? [text, merged] : [merged]) {
          const answer = await client.request(
            contract.method,
            `${path}?__proto__[polluted]=yes&constructor[prototype][polluted]=yes&__proto__=yes`,
            body,
          );
          expect(answer.status).toBeLessThan(500);
        }
      }
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  it('are no words of the language where a field takes words of ours', async () => {
    const names = ['__proto__', 'constructor'];
    for (const contract of contracts.filter(({ query }) => query)) {
      const { client, params } = wayIn(contract);
      const fields = Object.keys(describeSchema(contract.query as never).properties ?? {});
      for (const field of fields)
        for (const name of names) {
          const answer = await client.request(contract.method, `${fillPath(contract.path, params)}?${field}=${name}`);
          expect([contract.name, field, name, answer.status < 500]).toEqual([contract.name, field, name, true]);
        }
    }
    for (const contract of withBody)
      for (const name of names) {
        const { client, params } = wayIn(contract);
        const body = poison(contract, describeSchema(contract.body as never), rightBody(contract), () => name);
        const answer = await client.send(contract, { ...(params && { params }), body: body as never });
        expect([contract.name, name, answer.status < 500]).toEqual([contract.name, name, true]);
      }
  });
});
