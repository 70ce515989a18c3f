// A world in which everybody wrote an attack into everything that they could write. It is made through the product's own
// doors, from the table of who may come where, so that a new door brings its free texts along.
import { contracts } from '@enishi/shared/contracts';
import type { Contract } from '@enishi/shared/contract';
import { errorBody, type ErrorBody } from '@enishi/shared/errors';
import { doors, type Door } from '../api/admission/table';
import { makePeople, makeThings, strangers, type Knocker, type People, type Things } from '../api/admission/world';
import type { TestApp } from './app';
import { acts, askAfterOutcome } from './poisoned-acts';
import { markupText, markupUpTo, oddAddresses } from './attacks';
import {
  describeSchema,
  freeTexts,
  isAddress,
  nameOfLeaf,
  poison,
  fill,
  type Choose,
  type JsonSchema,
} from './free-texts';
import type { CallInput, HttpClient } from './http-client';

/** Longer fields hold all attacks at once. */
const roomForAll = 600;

export const texts = freeTexts(contracts);
const numberOf = new Map(texts.map((leaf, index) => [nameOfLeaf(leaf), index]));
/** Stands before an attack, so that one can see where it came out. */
export const markOf = (name: string): string => `f${numberOf.get(name)}q`;

/** Takes away what was added and does not go with the rest. */
function dropAdded(body: Record<string, unknown>, before: unknown, path: string, used: string[]): void {
  let [at, was]: unknown[] = [body, before];
  const way = path.split('.');
  way.every((name, depth) => {
    if (typeof at !== 'object' || at === null) return false;
    const isOld = typeof was === 'object' && was !== null && name in was;
    if (!isOld) {
      const gone = way.slice(0, depth + 1).join('.');
      if (Array.isArray(at)) at.length = 0;
      else Reflect.deleteProperty(at, name);
      used.splice(0, used.length, ...used.filter((one) => !one.split(' ')[1]?.startsWith(gone)));
      return false;
    }
    [at, was] = [(at as Record<string, unknown>)[name], (was as Record<string, unknown>)[name]];
    return true;
  });
}

export type Payload = (place: { mark: string; max: number; turn: number }) => string;

/** One attack on a line; all of them in a text that has room. */
const markup: Payload = ({ mark, max, turn }) => {
  const room = max - mark.length;
  if (room > roomForAll) return mark + markupText(turn, max / 2 - mark.length);
  const fitting = markupUpTo(room);
  return mark + (fitting[turn % fitting.length] ?? '<b>');
};

export function createPoison(payload: Payload = markup) {
  let turn = 0;
  /** Free texts that were taken, by name. */
  const taken = new Set<string>();
  const schemas = new Map<Contract, JsonSchema>();
  const schemaOf = (contract: Contract): JsonSchema => {
    const known = schemas.get(contract) ?? describeSchema(contract.body as never);
    schemas.set(contract, known);
    return known;
  };
  const chooser =
    (contract: Contract, used: string[]): Choose =>
    (path, schema) => {
      turn += 1;
      if (isAddress(schema)) return oddAddresses[turn % oddAddresses.length];
      const name = nameOfLeaf({ contract, path });
      used.push(name);
      // The schema of several lines allows twice its length, for line ends that are made one.
      return payload({ mark: markOf(name), max: schema.maxLength ?? 100, turn });
    };
  const poisoned = (contract: Contract, body: unknown) => {
    const used: string[] = [];
    const choose = chooser(contract, used);
    const schema = schemaOf(contract);
    const isEmpty = typeof body === 'object' && body !== null && Object.keys(body).length === 0;
    const whole = isEmpty ? fill(contract, schema, choose) : poison(contract, schema, body, choose);
    return { body: whole as Record<string, unknown>, used };
  };

  /** The same person, who attacks wherever they write. */
  const attacking = (client: HttpClient): HttpClient => {
    const attack = async (contract: Contract, input: CallInput<Contract> = {}) => {
      if (!contract.body || input.body === undefined) return client.send(contract, input);
      const { body, used } = poisoned(contract, input.body);
      let answer = await client.send(contract, { ...input, body });
      for (const { path } of (answer.body as Partial<ErrorBody>).fields ?? []) dropAdded(body, input.body, path, used);
      if (answer.status === 400) answer = await client.send(contract, { ...input, body });
      if (answer.status < 300) for (const name of used) taken.add(name);
      return answer;
    };
    return {
      ...client,
      send: attack as HttpClient['send'],
      call: (async (contract: Contract, input?: CallInput<Contract>) => {
        const answer = await attack(contract, input);
        if (answer.status >= 400) throw new Error(`${contract.name}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer.body;
      }) as HttpClient['call'],
    };
  };
  return { attacking, taken };
}

export type Poison = ReturnType<typeof createPoison>;

/** Knocks with the version that the thing has by now, told by the answer to the first try. */
async function knock(
  door: Door,
  client: HttpClient,
  things: Things,
  people: People,
): Promise<{ status: number; body: unknown }> {
  const { params, query, body } = door.input?.(things, people) ?? {};
  const send = (given: unknown) =>
    client.send(door.contract, { ...(params && { params }), ...(query && { query }), body: given as never });
  let answer = await send(body);
  const told = answer.status === 409 ? errorBody.parse(answer.body).stale : undefined;
  if (told) answer = await send({ ...(body as object), version: told.version });
  return answer;
}

const isInsider = (one: Knocker): one is keyof People => one !== 'visitor' && !strangers.includes(one);

/** Every door with a free text is knocked at, in a first world; whatever does not open there, in a second. */
async function knockEverywhere(app: TestApp, people: People, visitor: () => HttpClient): Promise<[Things, Things]> {
  const made: Things[] = [];
  let waiting = doors.filter(({ contract }) => texts.some((leaf) => leaf.contract === contract));
  for (const _ of ['first', 'second']) {
    const things = await makeThings(app, people);
    made.push(things);
    const left: Door[] = [];
    for (const door of waiting) {
      const who = door.may.find(isInsider);
      const { status } = await knock(door, who ? people[who].client : visitor(), things, people);
      if (status >= 300) left.push(door);
    }
    waiting = left;
  }
  return made as [Things, Things];
}

export async function makePoisonedWorld(app: TestApp) {
  const { attacking, taken } = createPoison();
  const honest = await makePeople(app);
  const people = Object.fromEntries(
    Object.entries(honest).map(([name, person]) => [name, { ...person, client: attacking(person.client) }]),
  ) as People;
  const visitor = () => attacking(app.visitor());
  const outcomeToken = await askAfterOutcome({ app, people, visitor });
  const [first, second] = await knockEverywhere(app, people, visitor);
  const scene = { app, honest, people, things: second, visitor };
  const meeting = await acts.meetAndWrite(scene);
  const boardId = await acts.fillBoard(scene);
  const organisationId = await acts.newOrganisation(scene);
  const assignmentId = await acts.workTogether(scene);
  for (const act of [
    acts.newcomers,
    acts.atTheDesk,
    acts.planProject,
    acts.inviteAndWithdraw,
    acts.settleTerms,
    acts.visitCompanies,
  ])
    await act(scene);
  await app.settled();
  return { honest, people, first, second, taken, meeting, boardId, assignmentId, organisationId, outcomeToken };
}
export type PoisonedWorld = Awaited<ReturnType<typeof makePoisonedWorld>>;
