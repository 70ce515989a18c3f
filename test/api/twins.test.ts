// Two worlds alike, but that one holds things a stranger may not know of. Every answer a stranger can get must be the
// same in both, byte by byte, once ids, names of requests and the sizes that follow from them are set aside.
import { contracts } from '@enishi/shared/contracts';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { createDraft, propose, publishExpert, publishNeed, publishSeed } from '../support/journey';

const secret = {
  summary: 'coordinator',
  details: 'coordinator',
  organisation: 'mutual',
  contact: 'mutual',
} as const;

interface World {
  app: TestApp;
  strangers: Record<'visitor' | 'member' | 'blocked' | 'researcher', HttpClient>;
  need: string;
  seed: string;
}

async function makeWorld(isWithSecrets: boolean): Promise<World> {
  const app = await startTestApp();
  const owner = await app.signedIn({ roles: ['company'], displayName: 'Owner' });
  const rival = await app.signedIn({ roles: ['company'], displayName: 'Rival' });
  const researcher = await app.signedIn({ roles: ['researcher'], displayName: 'Researcher' });
  const maker = await app.signedIn({ roles: ['researcher'], displayName: 'Maker' });
  const member = await app.signedIn({ roles: ['company'], displayName: 'Member' });
  const coordinator = await app.signedIn({ roles: ['coordinator'], displayName: 'Coordinator' });
  const seed = await publishSeed(maker.client);
  if (isWithSecrets) {
    const hidden = await publishNeed(owner.client, {
      title: '極秘 全固体電池の評価',
      freeTags: ['極秘語'],
      disclosure: secret,
    });
    await publishNeed(owner.client, {
      title: '競合には見せない',
      blockedOrganisationIds: [rival.user.organisationId],
      disclosure: secret,
    });
    await createDraft(owner.client, { title: '下書き 極秘' });
    await publishSeed(maker.client, { title: '極秘 シーズ', disclosure: secret });
    await app.settled();
    await propose(coordinator.client, hidden.id, seed.id);
  }
  const need = await publishNeed(owner.client);
  await publishExpert((await app.signedIn({ roles: ['expert'], displayName: 'Expert' })).client);
  await app.settled();
  return {
    app,
    strangers: { visitor: app.visitor(), member: member.client, blocked: rival.client, researcher: researcher.client },
    need: need.id,
    seed: seed.id,
  };
}

let plain: World;
let secretive: World;
beforeAll(async () => {
  plain = await makeWorld(false);
  secretive = await makeWorld(true);
});
afterAll(async () => {
  await plain.app.close();
  await secretive.app.close();
});

/** Ids by the order in which they appear; what changes from request to request and from world to world without saying anything. */
const blur = (text: string): string => {
  const seen = new Map<string, string>();
  const named = (id: string) => {
    const name = seen.get(id) ?? `#${seen.size}`;
    seen.set(id, name);
    return name;
  };
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<request>')
    .replace(/\b[0-9a-f]{24}\b/g, named)
    .replace(/person-\d+@|Organisation \d+/g, '<serial>')
    .replace(/\b([NSE])-[2346789CFGHJKMPQRTVWXY]{6}\b/g, '$1-<code>')
    .replace(/"(createdAt|updatedAt)":"[^"]+"/g, '"$1":"<now>"')
    .replace(/"nextCursor":"[^"]+"/g, '"nextCursor":"<cursor>"');
};

const headersThatSpeak = ['content-type', 'cache-control', 'etag', 'link', 'x-total-count', 'location'];

const ask = async (client: HttpClient, path: string): Promise<string> => {
  const { status, headers, body } = await client.request('GET', path);
  const said = headersThatSpeak.filter((name) => name !== 'etag').map((name) => [name, headers.get(name)]);
  return blur(JSON.stringify([status, said, body]));
};

const words = ['', '極秘', '極秘語', '全固体', '蓄電池', '競合'];
const lists = contracts.filter(({ method, params, media }) => method === 'GET' && !params && !media);
const searches = ['/api/needs', '/api/seeds', '/api/experts'].flatMap((path) =>
  words.flatMap((word) =>
    ['newest', 'deadline', 'relevance'].map((sort) => `${path}?q=${encodeURIComponent(word)}&sort=${sort}&limit=2`),
  ),
);

describe.each(['visitor', 'member', 'blocked', 'researcher'] as const)('a %s', (who) => {
  it('reads the same lists, counts and error texts in both worlds', async () => {
    for (const { path } of lists)
      expect([path, await ask(secretive.strangers[who], path)]).toEqual([path, await ask(plain.strangers[who], path)]);
  });

  it('finds the same by every word, in every order, on every page', async () => {
    for (const path of searches)
      expect([path, await ask(secretive.strangers[who], path)]).toEqual([path, await ask(plain.strangers[who], path)]);
  });

  it('sees the same of what is open', async () => {
    for (const [kind, idOf] of [
      ['needs', 'need'],
      ['seeds', 'seed'],
    ] as const)
      for (const rest of ['', '/matches', '/ledger'])
        expect([kind, rest, await ask(secretive.strangers[who], `/api/${kind}/${secretive[idOf]}${rest}`)]).toEqual([
          kind,
          rest,
          await ask(plain.strangers[who], `/api/${kind}/${plain[idOf]}${rest}`),
        ]);
  });
});
