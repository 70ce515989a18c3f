// Everybody keeps an eye on everything, through real sockets to the real server. What is promised to whom stands in
// table-sockets.ts.
import { hintTopics, watchSubject, type Hint, type WatchSubject } from '@enishi/shared/events';
import { needContracts } from '@enishi/shared/needs';
import { startTestApp, type TestApp } from '../../support/app';
import { createDraft } from '../../support/journey';
import { openLine, type OpenLine } from '../../support/socket-client';
import { heard, watched } from './table-sockets';
import { knockers, makePeople, makeThings, signedIn, strangers, type Knocker, type People, type Things } from './world';

jest.setTimeout(60_000);

const kinds = watchSubject.shape.kind.options;

let app: TestApp;
let people: People;
let things: Things;
const lines = new Map<Knocker, OpenLine>();
const lineOf = (knocker: Knocker): OpenLine => {
  const line = lines.get(knocker);
  if (!line) throw new Error(`${knocker} has no line`);
  return line;
};
const clientOf = (knocker: Knocker) => (knocker === 'visitor' ? app.visitor() : people[knocker].client);
/** Who is let in by each answer, in the order of the knockers. */
const whoMay = async (ask: (line: OpenLine) => Promise<boolean>): Promise<Knocker[]> => {
  const answers = await Promise.all(signedIn.map((knocker) => ask(lineOf(knocker))));
  return signedIn.filter((_, at) => answers[at]);
};
const inOrder = (given: readonly Knocker[]) => knockers.filter((one) => given.includes(one));

beforeAll(async () => {
  app = await startTestApp();
  people = await makePeople(app);
  things = await makeThings(app, people);
  await app.settled();
  for (const knocker of signedIn) lines.set(knocker, await openLine(app.baseUrl, clientOf(knocker)));
});
beforeEach(() => app.connection.collection('throttle').deleteMany({}));
afterAll(async () => {
  for (const line of lines.values()) line.close();
  await app.close();
});

it('has a line for every kind of thing and every topic', () => {
  expect(Object.keys(watched).sort()).toEqual([...kinds].sort());
  expect(Object.keys(heard).sort()).toEqual([...hintTopics].sort());
});

it.each(strangers)('gives no line to one who is: %s', async (knocker) => {
  await expect(openLine(app.baseUrl, clientOf(knocker))).rejects.toThrow('not_signed_in');
});

it.each(kinds)('lets those of its line watch: %s', async (kind) => {
  const { idOf, may } = watched[kind];
  expect(await whoMay((line) => line.watch({ kind, id: idOf(things) }))).toEqual(inOrder(may));
});

it('lets nobody but its owner watch a draft, and nobody at all once it is deleted', async () => {
  const draft = await createDraft(people.owner.client);
  const subject = { kind: 'need', id: draft.id } as const;
  expect(await whoMay((line) => line.watch(subject))).toEqual(['owner']);
  await people.owner.client.send(needContracts.remove, { params: { id: draft.id } });
  expect(await whoMay((line) => line.watch(subject))).toEqual([]);
});

it.each(kinds)('finds nothing under a foreign, guessed or malformed id: %s', async (kind) => {
  const own = watched[kind].idOf(things);
  const foreign = kinds.map((other) => watched[other].idOf(things)).filter((id) => id !== own);
  const malformed = [
    'x',
    '',
    own.toUpperCase(),
    `${own}0`,
    `${own}\u0000`,
    ' ',
    null,
    7,
    [own],
    { $ne: null },
    undefined,
  ];
  // Each line watches a few things already, and has room for those that it would be let in to.
  for (const id of [...foreign, '0'.repeat(24), 'f'.repeat(24), ...malformed])
    expect([id, await whoMay((line) => line.watch({ kind, id } as WatchSubject))]).toEqual([id, []]);
});

it('hears nothing else: other events, other kinds, other forms', async () => {
  const id = watched.need.idOf(things);
  for (const given of [
    { kind: 'user', id },
    { kind: 'coordinators', id: '06' },
    { kind: '__proto__', id },
    { kind: 'constructor', id },
    { kind: ['need'], id },
    { id },
    `need:${id}`,
    null,
  ])
    expect([given, await whoMay((line) => line.watch(given as WatchSubject))]).toEqual([given, []]);
  for (const knocker of signedIn) {
    const line = lineOf(knocker);
    for (const event of ['changed', 'join', 'subscribe', 'watching', '__proto__'])
      line.emit(event, { topic: 'session', kind: 'need', id });
    // Without a word to answer with, and with a word that is none.
    line.emit('watch', { kind: 'case', id: things.caseId });
    line.emit('watch', { kind: 'case', id: things.caseId }, 'not a function');
    line.emit('unwatch');
    line.emit('unwatch', { kind: 'user', id: people.admin.user.id });
    line.emit('unwatch', null, { kind: { $ne: null } });
    line.hints.length = 0;
  }
  for (const knocker of signedIn) await lineOf(knocker).caughtUp();
  expect(signedIn.flatMap((knocker) => lineOf(knocker).hints)).toEqual([]);
});

describe.each(hintTopics)('%s', (topic) => {
  const seen = (hint: Hint) => hint.topic === topic && hint.id === heard[topic].idOf?.(things);

  it('is heard by those of its line only', async () => {
    for (const line of lines.values()) {
      for (const kind of kinds) await line.watch({ kind, id: watched[kind].idOf(things) });
      line.hints.length = 0;
    }
    await heard[topic].act(things, people);
    await app.settled();
    for (const line of lines.values()) await line.caughtUp();
    expect(signedIn.filter((knocker) => lineOf(knocker).hints.some(seen))).toEqual(inOrder(heard[topic].by));
    // Nothing else that was told meanwhile names a thing to somebody who may not know of it.
    for (const kind of kinds) {
      const id = watched[kind].idOf(things);
      const told = signedIn.filter((knocker) => lineOf(knocker).hints.some((hint) => hint.id === id));
      expect(told.filter((knocker) => !watched[kind].may.includes(knocker))).toEqual([]);
    }
  });
});

it('tells nobody any more who stopped watching', async () => {
  const { need } = things;
  const line = lineOf('bystander');
  await line.watch({ kind: 'need', id: need.id });
  line.unwatch({ kind: 'need', id: need.id });
  await line.caughtUp();
  line.hints.length = 0;
  await heard.need.act(things, people);
  await app.settled();
  await line.caughtUp();
  expect(line.hints.filter(({ id }) => id === need.id)).toEqual([]);
});
