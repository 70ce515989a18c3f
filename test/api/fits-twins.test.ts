// Two worlds alike, but that in one there is somebody who would fit and wants to earn more than the opening pays. Whoever
// asks for people must read the same in both, byte by byte.
import { listOpeningFits } from '@enishi/shared/fits';
import { openingContracts, type OpeningView } from '@enishi/shared/openings';
import { startTestApp, type TestApp } from '../support/app';
import { publishExpert, publishOpening } from '../support/journey';
import type { HttpClient } from '../support/http-client';

interface World {
  app: TestApp;
  opening: OpeningView;
  viewers: Record<'company' | 'coordinator', HttpClient>;
}

const skills = [{ tag: 'cad' as const, level: 'alone' as const }];
const canDo = '二次元CADの図面を三十年描いてきました。紙の図面から起こし直し、寸法を確かめます。';

async function makeWorld(minimumReward: number | null | undefined): Promise<World> {
  const app = await startTestApp();
  const company = await app.signedIn({ roles: ['company'], displayName: 'Company' });
  const coordinator = await app.signedIn({ roles: ['coordinator'], displayName: 'Coordinator' });
  const modest = await app.signedIn({ roles: ['teleworker'], displayName: 'Modest' });
  const wanting = await app.signedIn({ roles: ['teleworker'], displayName: 'Wanting' });
  await publishExpert(modest.client, {
    title: '図面の仕事',
    tags: [],
    skills,
    hoursPerWeek: 10,
    canDo,
    minimumReward: 1000,
  });
  if (minimumReward !== undefined)
    await publishExpert(wanting.client, {
      title: '図面の仕事なら',
      tags: [],
      skills,
      hoursPerWeek: 20,
      canDo,
      minimumReward,
    });
  const opening = await publishOpening(company.client, { reward: { kind: 'hourly', from: 1500, to: 1800 } });
  await app.settled();
  return { app, opening, viewers: { company: company.client, coordinator: coordinator.client } };
}

let without: World;
let wanting: World;
beforeAll(async () => {
  without = await makeWorld(undefined);
  wanting = await makeWorld(1801);
});
afterAll(async () => {
  await without.app.close();
  await wanting.app.close();
});

const blur = (text: string): string => {
  const seen = new Map<string, string>();
  const named = (id: string) => {
    const name = seen.get(id) ?? `#${seen.size}`;
    seen.set(id, name);
    return name;
  };
  return text
    .replace(/\b[0-9a-f]{24}\b/g, named)
    .replace(/\b[EW]-[2346789CFGHJKMPQRTVWXY]{6}\b/g, '<code>')
    .replace(/"(createdAt|updatedAt)":"[^"]+"/g, '"$1":"<now>"')
    .replace(/Organisation \d+/g, '<serial>');
};

const read = async ({ opening, viewers }: World, who: keyof World['viewers'], path: string) => {
  const { status, body } = await viewers[who].request('GET', path.replace(':id', opening.id));
  return blur(JSON.stringify([status, body]));
};

describe.each(['company', 'coordinator'] as const)('a %s', (who) => {
  it.each(['/api/openings/:id/fits', '/api/openings/:id', '/api/notifications', '/api/notifications/unread'])(
    'reads the same at %s',
    async (path) => {
      const answer = await read(without, who, path);
      expect(await read(wanting, who, path)).toBe(answer);
      expect(answer).toMatch(/^\[200,/);
    },
  );
});

it('the person is there once the opening pays enough, with no point for or against it', async () => {
  const { app, opening, viewers } = wanting;
  const [modest] = (await viewers.company.call(listOpeningFits, { params: { id: opening.id } })).items;
  await viewers.company.call(openingContracts.update, {
    params: { id: opening.id },
    body: { version: opening.version, reward: { kind: 'hourly', from: 1500, to: 1801 } },
  });
  await app.settled();
  const { items } = await viewers.company.call(listOpeningFits, { params: { id: opening.id } });
  expect(items.map(({ expert }) => expert.title).sort()).toEqual(['図面の仕事', '図面の仕事なら']);
  expect(new Set(items.map(({ parts }) => parts.reward))).toEqual(new Set([modest?.parts.reward]));
  expect(JSON.stringify(items)).not.toContain('minimumReward');
});
