// Two servers over one database: what is published, changed or closed through one is known to the other within a second.
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose, { type Connection } from 'mongoose';
import { listNeedMatches, listSeedMatches } from '@enishi/shared/matches';
import type { NeedView } from '@enishi/shared/needs';
import { seedContracts, type SeedView } from '@enishi/shared/seeds';
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';
import { signIn } from '@enishi/shared/users';
import { readConfig } from '../../server/src/config';
import { createLog } from '../../server/src/log';
import { createMatchEngine } from '../../server/src/matching/engine';
import { wire, type Wired } from '../../server/src/wire';
import { startTestApp, testPassword, type TestApp } from '../support/app';
import { createHttpClient, type HttpClient } from '../support/http-client';
import { createDraft, publishNeed, publishSeed } from '../support/journey';

const aSecond = 1000;

let one: TestApp;
let other: Wired;
let otherConnection: Connection;
let otherUrl: string;
const warnings: string[] = [];

beforeAll(async () => {
  one = await startTestApp();
  // Its address, with whatever a real server wants in it; mongoose keeps it to itself.
  const { _connectionString } = one.connection as unknown as { _connectionString: string };
  otherConnection = await mongoose.createConnection(_connectionString).asPromise();
  const config = readConfig({ NODE_ENV: 'test', SESSION_SECRET: 'only for tests, thirty-two characters', PORT: '0' });
  const log = createLog('warn', { write: (entry: string) => void warnings.push(entry) });
  const engine = createMatchEngine({ taxonomy });
  other = wire({ config, log, connection: otherConnection, engine, now: one.clock.now });
  await Promise.all(Object.values(otherConnection.models).map((model) => model.init()));
  await new Promise<void>((resolve) => other.http.listen(0, '127.0.0.1', resolve));
  otherUrl = `http://127.0.0.1:${(other.http.address() as AddressInfo).port}`;
  await other.matching.fill();
});
afterAll(async () => {
  await other.close();
  await otherConnection.close();
  await one.close();
  expect(warnings).toEqual([]);
});

/** The same person at the other server. */
const atOther = async (email: string): Promise<HttpClient> => {
  const client = createHttpClient(otherUrl);
  await client.call(signIn, { body: { email, password: testPassword } });
  return client;
};

const within = async (milliseconds: number, isSo: () => Promise<boolean>): Promise<void> => {
  const until = performance.now() + milliseconds;
  while (!(await isSo())) {
    if (performance.now() > until) throw new Error(`not so within ${milliseconds} ms`);
    await pause(20);
  }
};

/** A company whose need was published through the first server and is known to the other one. */
const companyWithNeed = async () => {
  const company = await one.signedIn();
  const need = await publishNeed(company.client);
  await one.settled();
  return { company, need };
};

/** The score of a pair when the other server is asked to match it; null while it knows no such seed. */
const scoreAtOther = async ({ id }: NeedView, seed: SeedView): Promise<number | null> => {
  const need = await other.listings.need.store.find(id);
  const pair = need && (await other.matching.scorePair(need, { kind: 'seed', id: seed.id }));
  return pair && pair.score;
};

it('finds through one server, within a second, what was published, changed and closed through the other', async () => {
  const { need } = await companyWithNeed();
  const researcher = await one.signedIn({ roles: ['researcher'] });
  let seed = await publishSeed(researcher.client);
  let before: number | null = null;
  await within(aSecond, async () => {
    before = await scoreAtOther(need, seed);
    return before !== null;
  });

  const another = { title: '味噌の香りを保つ包み紙', tags: [], features: '木の葉の成分で味噌の香りを三か月保ちます。' };
  seed = (await researcher.client.call(seedContracts.update, {
    params: { id: seed.id },
    body: { version: seed.version, ...another },
  })) as SeedView;
  await within(aSecond, async () => ((await scoreAtOther(need, seed)) ?? 100) < (before ?? 0));

  await researcher.client.call(seedContracts.close, {
    params: { id: seed.id },
    body: { version: seed.version, reason: 'on_hold' },
  });
  await within(aSecond, async () => (await scoreAtOther(need, seed)) === null);
});

it('gives a need published through one server the seeds published through the other', async () => {
  const { client } = await one.signedIn({ roles: ['researcher'] });
  const seed = await publishSeed(client, { prefecture: '31' });
  const { need: known } = await companyWithNeed();
  await within(aSecond, async () => (await scoreAtOther(known, seed)) !== null);

  const company = await one.signedIn();
  const there = await atOther(company.user.email);
  const need = await publishNeed(there, { prefecture: '31' });
  await other.bus.settled();
  for (const asker of [there, company.client]) {
    const { items } = await asker.call(listNeedMatches, { params: { id: need.id } });
    expect(items.map((match) => match.candidate.card.id)).toContain(seed.id);
  }
});

it('brings together what is published through both at the same moment', async () => {
  const company = await one.signedIn();
  const researcher = await one.signedIn({ roles: ['researcher'] });
  const there = await atOther(company.user.email);
  const [need, seed] = await Promise.all([
    publishNeed(there, { prefecture: '32' }),
    publishSeed(researcher.client, { prefecture: '32' }),
  ]);
  await within(10 * aSecond, async () => {
    const { items } = await researcher.client.call(listSeedMatches, { params: { id: seed.id } });
    return items.some((match) => match.need.id === need.id);
  });
});

it('never takes in what is only a draft', async () => {
  const { need } = await companyWithNeed();
  const researcher = await one.signedIn({ roles: ['researcher'] });
  const draft = await researcher.client.call(seedContracts.create, { body: { title: need.title } });
  await createDraft((await one.signedIn()).client);
  const published = await publishSeed(researcher.client);
  await within(aSecond, async () => (await scoreAtOther(need, published)) !== null);
  expect(await scoreAtOther(need, draft as SeedView)).toBeNull();
});
