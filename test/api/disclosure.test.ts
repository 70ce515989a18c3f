// Who sees what. The table is written by hand: it is the promise, not a copy of the rules.
import type { Disclosure, DisclosureGroup } from '@enishi/shared/disclosure';
import {
  answerIntroduction,
  createIntroduction,
  getIntroduction,
  listIntroductions,
} from '@enishi/shared/introductions';
import { listExpertMatches, listNeedMatches, listSeedMatches } from '@enishi/shared/matches';
import { needContracts, type NeedCard, type NeedView } from '@enishi/shared/needs';
import { listNotifications } from '@enishi/shared/notifications';
import { seedContracts } from '@enishi/shared/seeds';
import { getNeedCase, getQueue } from '@enishi/shared/workbench';
import { startTestApp, type TestApp } from '../support/app';
import type { HttpClient } from '../support/http-client';
import { accept, propose, publishExpert, publishNeed, publishSeed } from '../support/journey';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const levels = (
  summary: Disclosure['summary'],
  details: Disclosure['details'],
  organisation: Disclosure['organisation'],
  contact: Disclosure['contact'],
): Disclosure => ({
  summary,
  details,
  organisation,
  contact,
});

type Who = 'visitor' | 'member' | 'blocked' | 'introduced' | 'mutual' | 'coordinator' | 'elsewhere' | 'owner';

/** s summary, d details, o organisation, c contact; empty: for them it does not exist. */
const table: [string, Disclosure, Record<Who, string>][] = [
  [
    'all open',
    levels('public', 'public', 'public', 'public'),
    {
      visitor: 'sdoc',
      member: 'sdoc',
      blocked: '',
      introduced: 'sdoc',
      mutual: 'sdoc',
      coordinator: 'sdoc',
      elsewhere: 'sdoc',
      owner: 'sdoc',
    },
  ],
  [
    'open',
    levels('public', 'public', 'public', 'mutual'),
    {
      visitor: 'sdo',
      member: 'sdo',
      blocked: '',
      introduced: 'sdo',
      mutual: 'sdoc',
      coordinator: 'sdoc',
      elsewhere: 'sdo',
      owner: 'sdoc',
    },
  ],
  [
    'nameless',
    levels('public', 'members', 'mutual', 'mutual'),
    {
      visitor: 's',
      member: 'sd',
      blocked: '',
      introduced: 'sd',
      mutual: 'sdoc',
      coordinator: 'sdoc',
      elsewhere: 'sd',
      owner: 'sdoc',
    },
  ],
  [
    'members',
    levels('members', 'members', 'mutual', 'mutual'),
    {
      visitor: '',
      member: 'sd',
      blocked: '',
      introduced: 'sd',
      mutual: 'sdoc',
      coordinator: 'sdoc',
      elsewhere: 'sd',
      owner: 'sdoc',
    },
  ],
  [
    'careful',
    levels('members', 'mutual', 'mutual', 'mutual'),
    {
      visitor: '',
      member: 's',
      blocked: '',
      introduced: 's',
      mutual: 'sdoc',
      coordinator: 'sdoc',
      elsewhere: 's',
      owner: 'sdoc',
    },
  ],
  [
    'details for coordinators',
    levels('public', 'coordinator', 'members', 'members'),
    {
      visitor: 's',
      member: 'soc',
      blocked: '',
      introduced: 'soc',
      mutual: 'soc',
      coordinator: 'sdoc',
      elsewhere: 'soc',
      owner: 'sdoc',
    },
  ],
  [
    'for coordinators',
    levels('coordinator', 'coordinator', 'mutual', 'mutual'),
    {
      visitor: '',
      member: '',
      blocked: '',
      introduced: 's',
      mutual: 'soc',
      coordinator: 'sdoc',
      elsewhere: '',
      owner: 'sdoc',
    },
  ],
];

const letters: Record<string, DisclosureGroup> = { s: 'summary', d: 'details', o: 'organisation', c: 'contact' };

describe.each(table)('%s', (_name, disclosure, expected) => {
  const clients = {} as Record<Who, HttpClient>;
  let need: NeedView;
  const titleWord = `見出語${Object.values(disclosure).join('')}`;
  const detailWord = `詳細語${Object.values(disclosure).join('')}`;

  beforeAll(async () => {
    await app.reset();
    const competitor = await app.organisation('company', '06', []);
    const [owner, introduced, mutual, coordinator] = [
      await app.signedIn(),
      await app.signedIn({ roles: ['researcher'] }),
      await app.signedIn({ roles: ['researcher'] }),
      await app.signedIn({ roles: ['coordinator'], prefecture: '06' }),
    ];
    need = await publishNeed(owner.client, {
      title: `電池の評価 ${titleWord}`,
      tried: `${detailWord}を試しました`,
      disclosure,
      blockedOrganisationIds: [competitor.id],
    });
    const asked = await publishSeed(introduced.client);
    const agreed = await publishSeed(mutual.client);
    await app.settled();
    await propose(coordinator.client, need.id, asked.id);
    await accept(mutual.client, await accept(owner.client, await propose(coordinator.client, need.id, agreed.id)));
    await app.settled();
    Object.assign(clients, {
      visitor: app.visitor(),
      member: (await app.signedIn({ roles: ['expert'] })).client,
      blocked: (await app.signedIn({ organisationId: competitor.id })).client,
      introduced: introduced.client,
      mutual: mutual.client,
      coordinator: coordinator.client,
      elsewhere: (await app.signedIn({ roles: ['coordinator'], prefecture: '13' })).client,
      owner: owner.client,
    });
  });

  describe.each(Object.entries(expected) as [Who, string][])('%s', (who, seen) => {
    const sees = (letter: string) => seen.includes(letter);

    it(seen === '' ? 'is told that there is no such need' : 'is shown just these groups', async () => {
      const answer = await clients[who].send(needContracts.get, { params: { id: need.id } });
      expect(answer.status).toBe(seen === '' ? 404 : 200);
      if (seen === '') return;
      const view = answer.body as NeedView;
      expect(view.title).toContain(titleWord);
      const shown = { d: view.details !== null, o: view.organisation !== null, c: view.contact !== null };
      expect(shown).toEqual({ d: sees('d'), o: sees('o'), c: sees('c') });
      expect(JSON.stringify(view).includes(detailWord)).toBe(sees('d'));
    });

    it('finds it by the words that are shown, and counts the same', async () => {
      const byTitle = await clients[who].call(needContracts.list, { query: { q: titleWord } });
      // Whoever was let in for one introduction finds it in their introductions, not by searching for closed words.
      const isFound =
        seen !== '' && !(disclosure.summary === 'coordinator' && (who === 'introduced' || who === 'mutual'));
      expect([byTitle.total, byTitle.items.length]).toEqual(isFound ? [1, 1] : [0, 0]);
      const card = byTitle.items[0] as NeedCard | undefined;
      if (card) expect(card.organisation !== null).toBe(sees('o'));
      expect(JSON.stringify(byTitle)).not.toContain(detailWord);
    });

    it('does not find it by words that are not shown', async () => {
      const byDetail = await clients[who].call(needContracts.list, { query: { q: detailWord } });
      // Those who accepted are shown more than they can search, which gives nothing away.
      const isFound = sees('d') && !(who === 'mutual' && disclosure.details === 'mutual');
      expect(byDetail.total).toBe(isFound ? 1 : 0);
    });
  });

  it('is written into the ledger for whoever was shown a group that is not public', async () => {
    const { client, user } = await app.signedIn({ roles: ['teleworker'] });
    await client.send(needContracts.get, { params: { id: need.id } });
    const { items } = await clients.owner.call(needContracts.ledger, { params: { id: need.id }, query: { limit: 50 } });
    const groups = items.filter((entry) => entry.viewer.id === user.id).map((entry) => entry.group);
    const closed = [...expected.member]
      .map((letter) => letters[letter] as DisclosureGroup)
      .filter((group) => disclosure[group] !== 'public');
    expect(groups.sort()).toEqual(closed.sort());
  });
});

describe('a need that a stranger may not know of', () => {
  beforeEach(() => app.reset());
  const hidden = levels('coordinator', 'coordinator', 'mutual', 'mutual');

  /** Every answer that a stranger can get, as the very bytes. */
  const everything = async (client: HttpClient, seedId: string, expertId: string) => {
    const paths = [
      '/api/needs',
      '/api/needs?limit=50',
      '/api/needs?q=%E7%A7%98%E5%AF%86',
      '/api/needs?tags=lithium-ion-battery&prefecture=06',
      '/api/needs?timeframe=within_6_months&cooperation=technical_consultation',
      '/api/my/needs',
      `/api/seeds/${seedId}/matches`,
      `/api/experts/${expertId}/matches`,
      '/api/notifications',
      '/api/notifications/unread',
      '/api/introductions',
    ];
    const answers: string[] = [];
    for (const path of paths) answers.push(`${path} ${JSON.stringify((await client.request('GET', path)).body)}`);
    return answers;
  };

  it.each([
    ['for coordinators only', { disclosure: hidden }],
    [
      'from a company that blocked them',
      { disclosure: levels('public', 'public', 'public', 'mutual'), isBlocking: true },
    ],
  ])(
    '%s leaves no trace in anything they can read',
    async (_case, { disclosure, isBlocking = false }: { disclosure: Disclosure; isBlocking?: boolean }) => {
      const stranger = await app.signedIn({ roles: ['researcher', 'expert'] });
      const seed = await publishSeed(stranger.client);
      const expert = await publishExpert(stranger.client);
      await app.settled();
      const before = await everything(stranger.client, seed.id, expert.id);
      const owner = await app.signedIn();
      const need = await publishNeed(owner.client, {
        title: '秘密の電池の安全性評価',
        disclosure,
        blockedOrganisationIds: isBlocking ? [stranger.user.organisationId] : [],
      });
      await app.settled();
      expect(await everything(stranger.client, seed.id, expert.id)).toEqual(before);
      for (const path of ['', '/matches', '/ledger', '/ledger.csv']) {
        const there = await stranger.client.request('GET', `/api/needs/${need.id}${path}`);
        const nowhere = await stranger.client.request('GET', `/api/needs/${'9'.repeat(24)}${path}`);
        expect([path, there.status, (there.body as { code: string }).code]).toEqual([path, 404, 'not_found']);
        expect({ ...(there.body as object), requestId: '' }).toEqual({ ...(nowhere.body as object), requestId: '' });
      }
      const form = {
        needId: need.id,
        itemKind: 'seed' as const,
        itemId: seed.id,
        reply: { whyUs: '関心があります。お話しできますか。' },
      };
      await stranger.client.fail(createIntroduction, 404, { body: form });
    },
  );

  it('is known to the coordinators of its region, and to no others', async () => {
    const [here, there] = [
      await app.signedIn({ roles: ['coordinator'] }),
      await app.signedIn({ roles: ['coordinator'], prefecture: '13' }),
    ];
    const need = await publishNeed((await app.signedIn()).client, { disclosure: hidden });
    await app.settled();
    expect((await here.client.call(getQueue)).items.map((item) => item.needId)).toContain(need.id);
    expect((await here.client.call(getNeedCase, { params: { id: need.id } })).need.details).not.toBeNull();
    expect((await there.client.call(getQueue)).items.map((item) => item.needId)).not.toContain(need.id);
    await there.client.fail(getNeedCase, 404, { params: { id: need.id } });
    expect((await there.client.call(listNotifications)).total).toBe(0);
  });

  it('vanishes from lists, matches and notices when it is closed off later', async () => {
    const owner = await app.signedIn();
    const reader = await app.signedIn({ roles: ['researcher'] });
    const seed = await publishSeed(reader.client);
    const need = await publishNeed(owner.client, { title: 'あとで隠す電池の評価' });
    await app.settled();
    expect(
      (await reader.client.call(listSeedMatches, { params: { id: seed.id } })).items.map((match) => match.need.id),
    ).toContain(need.id);
    await owner.client.call(needContracts.update, {
      params: { id: need.id },
      body: { version: need.version, disclosure: hidden },
    });
    await app.settled();
    const { items } = await reader.client.call(listSeedMatches, { params: { id: seed.id } });
    expect(items.map((match) => match.need.id)).not.toContain(need.id);
    const told = await reader.client.call(listNotifications);
    expect(told.items.filter((notice) => notice.subject.id === need.id).map((notice) => notice.subject.title)).toEqual([
      null,
    ]);
    expect(JSON.stringify(told)).not.toContain('あとで隠す');
  });
});

describe('a candidate that the company may not know of', () => {
  beforeEach(() => app.reset());
  const hidden = levels('coordinator', 'coordinator', 'mutual', 'mutual');

  it('is neither listed nor counted for the company, or for a coordinator of another region', async () => {
    const researcher = await app.signedIn({ roles: ['researcher'], prefecture: '40' });
    const seed = await publishSeed(researcher.client, { prefecture: '40', disclosure: hidden });
    const owner = await app.signedIn({ prefecture: '41' });
    const [here, both] = [
      await app.signedIn({ roles: ['coordinator'], prefecture: '41' }),
      await app.signedIn({ roles: ['coordinator'], served: ['40', '41'] }),
    ];
    const need = await publishNeed(owner.client, { prefecture: '41' });
    await app.settled();
    const ids = async (client: HttpClient) =>
      (await client.call(listNeedMatches, { params: { id: need.id } })).items.map((match) => match.candidate.card.id);
    const counted = async (client: HttpClient) =>
      (await client.call(getQueue)).items.find((item) => item.needId === need.id)?.candidates;
    const told = async (client: HttpClient) =>
      (await client.call(listNotifications)).items.find((notice) => notice.subject.id === need.id)?.count;

    expect(await ids(both.client)).toContain(seed.id);
    expect(await ids(owner.client)).not.toContain(seed.id);
    expect(await ids(here.client)).not.toContain(seed.id);
    expect(
      (await here.client.call(getNeedCase, { params: { id: need.id } })).matches.map(
        (match) => match.candidate.card.id,
      ),
    ).not.toContain(seed.id);
    expect(await counted(both.client)).toBe((await ids(both.client)).length);
    expect(await counted(here.client)).toBe((await ids(here.client)).length);
    expect(await told(both.client)).toBe(((await told(here.client)) ?? 0) + 1);
    expect((await owner.client.call(listNotifications)).items.filter((notice) => notice.other?.id === seed.id)).toEqual(
      [],
    );
    const form = {
      needId: need.id,
      itemKind: 'seed' as const,
      itemId: seed.id,
      reply: { whyUs: 'ご紹介します。いかがでしょうか。' },
    };
    await here.client.fail(createIntroduction, 404, { body: form });
    await owner.client.fail(createIntroduction, 404, { body: form });
  });

  it('is not told about needs that its owner may not see', async () => {
    const expert = await app.signedIn({ roles: ['expert'] });
    const profile = await publishExpert(expert.client);
    const need = await publishNeed((await app.signedIn()).client, { disclosure: hidden });
    await app.settled();
    const { items } = await expert.client.call(listExpertMatches, { params: { id: profile.id } });
    expect(items.map((match) => match.need.id)).not.toContain(need.id);
  });
});

describe('reasons', () => {
  beforeEach(() => app.reset());
  const careful = levels('members', 'mutual', 'mutual', 'mutual');
  const secret = '秘密箔';

  it('do not give away the details of a candidate', async () => {
    const researcher = await app.signedIn({ roles: ['researcher'] });
    const seed = await publishSeed(researcher.client, {
      title: '電池の測り方',
      tags: [],
      disclosure: careful,
      features: `${secret}を使い、有機ELの劣化と釘刺しの短絡を同時に測る方法を確立した。`,
    });
    const owner = await app.signedIn();
    const text = {
      situation: `${secret}の劣化を測りたい。有機ELと釘刺しの短絡で困っています。`,
      goal: `${secret}の電池の測り方を知りたい。釘刺しの短絡も。`,
    };
    const need = await publishNeed(owner.client, { tags: ['organic-el'], ...text });
    await app.settled();
    const { items } = await owner.client.call(listNeedMatches, { params: { id: need.id } });
    const match = items.find((one) => one.candidate.card.id === seed.id);
    expect(match).toBeDefined();
    expect(JSON.stringify(match?.evidence)).not.toMatch(/秘密箔|釘刺|短絡|organic-el/);
    const { items: own } = await researcher.client.call(listSeedMatches, { params: { id: seed.id } });
    expect(JSON.stringify(own.find((one) => one.need.id === need.id)?.evidence)).toMatch(/秘密箔|釘刺|短絡/);
  });

  it('do not give away the details of a need', async () => {
    const owner = await app.signedIn();
    const need = await publishNeed(owner.client, {
      title: '電池の測り方',
      tags: [],
      disclosure: careful,
      situation: `${secret}の劣化を測りたい。有機ELと釘刺しの短絡で困っています。`,
    });
    const researcher = await app.signedIn({ roles: ['researcher'] });
    const seed = await publishSeed(researcher.client, {
      tags: ['organic-el'],
      features: `${secret}を使い、有機ELの劣化と釘刺しの短絡を同時に測る方法を確立した。`,
    });
    await app.settled();
    const { items } = await researcher.client.call(listSeedMatches, { params: { id: seed.id } });
    const match = items.find((one) => one.need.id === need.id);
    expect(match).toBeDefined();
    expect(JSON.stringify(match?.evidence)).not.toMatch(/秘密箔|釘刺|短絡|organic-el/);
  });
});

describe('names', () => {
  beforeEach(() => app.reset());
  const closed = levels('public', 'public', 'mutual', 'mutual');

  it('stay closed in matches, introductions, stale answers and timelines until both have accepted', async () => {
    const owner = await app.signedIn({ displayName: '匿名希望の社長' });
    const researcher = await app.signedIn({ roles: ['researcher'], prefecture: '13', displayName: '匿名希望の教授' });
    const coordinator = await app.signedIn({ roles: ['coordinator'], displayName: '月山 コーディネーター' });
    const need = await publishNeed(owner.client, { disclosure: closed });
    const seed = await publishSeed(researcher.client, { prefecture: '13', disclosure: closed });
    await app.settled();
    const form = {
      needId: need.id,
      itemKind: 'seed' as const,
      itemId: seed.id,
      reply: { whyUs: '関心があります。お話しできますか。' },
    };
    const interest = await researcher.client.call(createIntroduction, { body: form });
    await app.settled();

    const seenBy = async (client: HttpClient, paths: string[]) => {
      const answers = [];
      for (const path of paths) answers.push((await client.request('GET', path)).body);
      return JSON.stringify(answers);
    };
    const paths = [
      `/api/needs/${need.id}/matches`,
      `/api/introductions/${interest.id}`,
      '/api/introductions',
      '/api/notifications',
      `/api/seeds/${seed.id}`,
    ];
    expect(await seenBy(owner.client, paths)).not.toContain('教授');
    const forSeed = [
      `/api/seeds/${seed.id}/matches`,
      `/api/introductions/${interest.id}`,
      '/api/notifications',
      `/api/needs/${need.id}`,
    ];
    expect(await seenBy(researcher.client, forSeed)).not.toContain('社長');
    expect(await seenBy(coordinator.client, [`/api/workbench/needs/${need.id}`, '/api/workbench/queue'])).not.toContain(
      '教授',
    );
    expect(await seenBy(coordinator.client, [`/api/workbench/needs/${need.id}`])).toContain('社長');

    const body = { answer: 'accept' as const, version: interest.version + 7 };
    const stale = await owner.client.fail(answerIntroduction, 409, { params: { id: interest.id }, body });
    expect(JSON.stringify(stale)).not.toContain('教授');

    await accept(owner.client, interest);
    await app.settled();
    expect(await seenBy(owner.client, [`/api/introductions/${interest.id}`])).toContain('教授');
    expect(await seenBy(owner.client, [`/api/needs/${need.id}/matches`])).toContain('教授');
    expect(await seenBy(researcher.client, [`/api/introductions/${interest.id}`])).toContain('社長');
  });

  it('and the card are closed again to whoever was only let in for an introduction that ended', async () => {
    const hidden = levels('coordinator', 'coordinator', 'mutual', 'mutual');
    const owner = await app.signedIn();
    const coordinator = await app.signedIn({ roles: ['coordinator'] });
    const researcher = await app.signedIn({ roles: ['researcher'] });
    const need = await publishNeed(owner.client, { title: '極秘の蓄電池', disclosure: hidden });
    const [one, two] = [
      await publishSeed(researcher.client),
      await publishSeed(researcher.client, { title: '別の電池の評価法' }),
    ];
    await app.settled();
    const [first, second] = [
      await propose(coordinator.client, need.id, one.id),
      await propose(coordinator.client, need.id, two.id),
    ];
    const decline = { answer: 'decline' as const, version: 0, reason: 'no_capacity' as const };
    await researcher.client.call(answerIntroduction, { params: { id: first.id }, body: decline });
    // The second introduction still needs the need to be seen.
    await researcher.client.call(needContracts.get, { params: { id: need.id } });
    await researcher.client.call(answerIntroduction, { params: { id: second.id }, body: decline });
    await researcher.client.fail(needContracts.get, 404, { params: { id: need.id } });
    const ended = await researcher.client.call(getIntroduction, { params: { id: first.id } });
    expect(ended.need).toBeNull();
    expect(JSON.stringify(await researcher.client.call(listIntroductions))).not.toContain('極秘');
    expect(JSON.stringify(await researcher.client.call(listNotifications))).not.toContain('極秘');
    await researcher.client.call(seedContracts.get, { params: { id: one.id } });
  });
});
