// Everybody knocks at every door. What answers whom stands in table.ts.
import { randomUUID } from 'node:crypto';
import { contracts } from '@enishi/shared/contracts';
import { uploadFile } from '@enishi/shared/files';
import { errorBody } from '@enishi/shared/errors';
import { needContracts } from '@enishi/shared/needs';
import { signOut } from '@enishi/shared/users';
import { startTestApp, type StoredData, type TestApp } from '../../support/app';
import type { HttpClient } from '../../support/http-client';
import { doors, type Door } from './table';
import { knockers, makePeople, makeThings, strangers, type Knocker, type People, type Things } from './world';

// Some doors need the world anew for each who is let in.
jest.setTimeout(120_000);

let app: TestApp;
let people: People;
let things: Things;
let untouched: StoredData;
/** Somebody was let in, and may have changed what they knocked at. */
let isTouched = false;
/** Brings the world back as it was made; its people stay signed in. */
const renew = async (): Promise<void> => {
  if (isTouched) await app.restore(untouched);
  isTouched = false;
};
beforeAll(async () => {
  app = await startTestApp();
  people = await makePeople(app);
  things = await makeThings(app, people);
  untouched = await app.snapshot();
});
// How often somebody may knock is another test's matter.
beforeEach(async () => {
  await app.connection.collection('throttle').deleteMany({});
});
afterAll(() => app.close());

const clientOf = (knocker: Knocker): HttpClient => (knocker === 'visitor' ? app.visitor() : people[knocker].client);

const knock = async (door: Door, knocker: Knocker): Promise<number> => {
  const { params, query, body } = door.input?.(things, people) ?? {};
  const answer = await clientOf(knocker).send(door.contract, {
    ...(params && { params }),
    ...(query && { query }),
    ...(body !== undefined && { body: body as never }),
  });
  if (answer.status >= 400) errorBody.parse(answer.body);
  return answer.status;
};

/** The promise of one line for one person; 0 stands for "is let in", whatever comes of it then. */
const promised = (door: Door, knocker: Knocker): number => {
  if (door.may.includes(knocker)) return 0;
  if (strangers.includes(knocker) && door.contract.access !== 'public') return 401;
  if (door.refused?.includes(knocker)) return 400;
  return door.forbidden?.includes(knocker) ? 403 : 404;
};
/** Whoever went out finds the doors shut, so this one comes by itself. */
const way: Door = { contract: signOut, may: knockers };
/** A file travels as it is, so that this one is knocked at in its own way. */
const upload: Door = { contract: uploadFile, may: ['owner', 'coordinator'], refused: ['researcher'] };
const shut = [401, 403, 404];
const named = (door: Door) => [door.about ? `${door.contract.name}, ${door.about}` : door.contract.name, door] as const;

it('has a line for every door', () => {
  const lined = new Set([...doors, way, upload].map(({ contract }) => contract.name));
  expect(contracts.filter(({ name }) => !lined.has(name)).map(({ name }) => name)).toEqual([]);
});

describe.each(doors.map(named))('%s', (_, door) => {
  beforeAll(renew);
  it('opens for those of its line only', async () => {
    const said: Partial<Record<Knocker, number>> = {};
    const wanted: Partial<Record<Knocker, number>> = {};
    // Those who may not come first, so that the thing is still as it was.
    const order = [...knockers].sort((one, other) => promised(door, other) - promised(door, one));
    for (const knocker of order) {
      const status = await knock(door, knocker);
      wanted[knocker] = promised(door, knocker);
      const isIn = status < 500 && !shut.includes(status) && (status !== 400 || door.isWrongInput === true);
      said[knocker] = wanted[knocker] === 0 && isIn ? 0 : status;
      isTouched = status < 300 && door.contract.method !== 'GET' && Boolean(door.input?.length);
      await renew();
    }
    expect(said).toEqual(wanted);
  });
});

const guesses = [
  '000000000000000000000000',
  'x',
  '%00',
  '..%2F..%2Fetc%2Fpasswd',
  '[object Object]',
  '{"$ne":null}',
  'ffffffffffffffffffffffffffff',
];

const ids = ({ need, seed }: Things, { company }: People) => ({
  needs: need.id,
  seeds: seed.id,
  people: company.user.id,
});

describe.each(doors.filter(({ contract, input }) => contract.params && input).map(named))('%s', (_, door) => {
  it('finds nothing under a guessed, malformed or foreign id', async () => {
    const { params = {}, body } = door.input?.(things, people) ?? {};
    const knocker =
      [...door.may, ...knockers].find((one) => !strangers.includes(one) && !door.forbidden?.includes(one)) ?? 'admin';
    const foreign = Object.entries(ids(things, people)).flatMap(([kind, id]) =>
      door.contract.path.includes(`/${kind}/`) ? [] : [id],
    );
    for (const guess of [...guesses, ...foreign]) {
      for (const name of Object.keys(params)) {
        const { status } = await clientOf(knocker).send(door.contract, {
          params: { ...params, [name]: guess },
          ...(body !== undefined && { body: body as never }),
        });
        expect([guess, name, status]).toEqual([guess, name, 404]);
      }
    }
  });
});

it('lets anybody go out, who then is a stranger', async () => {
  const guest = await app.signedIn();
  await guest.client.call(way.contract);
  expect((await guest.client.send(needContracts.listMine)).status).toBe(401);
  expect((await app.visitor().send(way.contract)).status).toBe(204);
});

it('takes a file for the side of the need from that side and from its coordinators', async () => {
  const said: Partial<Record<Knocker, number>> = {};
  const wanted: Partial<Record<Knocker, number>> = {};
  for (const knocker of knockers) {
    const query = {
      ...{ subjectKind: 'introduction', subjectId: things.introduction.id, name: 'x.txt', audience: 'need' },
      clientId: randomUUID(),
    };
    const { status } = await clientOf(knocker).upload(upload.contract, query, Buffer.from('寸法'));
    wanted[knocker] = promised(upload, knocker);
    said[knocker] = status === 201 ? 0 : status;
  }
  expect(said).toEqual(wanted);
});
