// A need from the first word of a draft until it is closed, and how it is found.
import { needContracts, needLimits, type NeedCard, type NeedView } from '@enishi/shared/needs';
import { listingLimits } from '@enishi/shared/listings';
import { startTestApp, type TestApp } from '../support/app';
import { buildNeed } from '../support/builders';
import type { HttpClient } from '../support/http-client';
import { createDraft, publishNeed, readAll } from '../support/journey';

let app: TestApp;
let owner: HttpClient;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await app.reset();
  owner = (await app.signedIn({ displayName: '最上 社長' })).client;
});
afterAll(() => app.close());

const at = (view: { id: string }) => ({ params: { id: view.id } });
const get = async (client: HttpClient, id: string) =>
  (await client.call(needContracts.get, { params: { id } })) as NeedView;
const update = async (client: HttpClient, view: NeedView, changes: object) =>
  (await client.call(needContracts.update, { ...at(view), body: { version: view.version, ...changes } })) as NeedView;
const titles = async (client: HttpClient, query: Record<string, string | number>) =>
  ((await client.call(needContracts.list, { query })).items as NeedCard[]).map((card) => card.title).sort();

describe('a draft', () => {
  it('begins with nothing at all', async () => {
    const draft = (await owner.call(needContracts.create, { body: {} })) as NeedView;
    expect(draft).toMatchObject({ status: 'draft', title: '', tags: [], version: 0, isMine: true, publishedAt: null });
    expect(draft.code).toMatch(/^N-[2346789CFGHJKMPQRTVWXY]{6}$/);
    expect(draft.abilities).toMatchObject({ canEdit: true, canPublish: true, canDelete: true, canClose: false });
  });

  it('keeps every field as it was written', async () => {
    const blocked = await app.organisation('company', '07', []);
    const body = buildNeed({
      freeTags: ['釘刺し試験'],
      tried: '社内で試しました。\nうまくいきません。',
      mustHaves: ['第三者の名前で証明できる', '三か月以内'],
      budget: 'to_3m',
      readinessWanted: 6,
      industry: 'E',
      blockedOrganisationIds: [blocked.id],
    });
    const draft = (await owner.call(needContracts.create, { body })) as NeedView;
    const { situation, goal, tried, mustHaves, budget, readinessWanted, blockedOrganisationIds: _, ...summary } = body;
    expect(await get(owner, draft.id)).toMatchObject({
      ...summary,
      details: { situation, goal, tried, mustHaves, budget, readinessWanted },
      blocked: [{ id: blocked.id, name: blocked.name }],
    });
  });

  it('is begun once, however often the same beginning is sent', async () => {
    const body = buildNeed({ title: '答えが届かなかった下書き' });
    const key = 'attempt-1';
    const begin = (client: HttpClient) =>
      client.call(needContracts.create, { body: { ...body, key } }) as Promise<NeedView>;
    const [first, second] = await Promise.all([begin(owner), begin(owner)]);
    const again = await begin(owner);
    expect([second.id, again.id]).toEqual([first.id, first.id]);
    expect(again).not.toHaveProperty('key');
    expect((await owner.call(needContracts.listMine, {})).total).toBe(1);
    // The key of somebody else is another key.
    const { client } = await app.signedIn();
    expect((await begin(client)).id).not.toBe(first.id);
  });

  it('is saved field by field; what is not sent stays', async () => {
    const first = await createDraft(owner, {
      situation: '一つ目の欄に書いた文章です。これは消えてはいけません。',
      tags: ['lithium-ion-battery'],
    });
    const second = await update(owner, first, { title: '題だけ書き直した' });
    expect(second).toMatchObject({
      version: 1,
      title: '題だけ書き直した',
      tags: first.tags,
      prefecture: '06',
      timeframe: first.timeframe,
    });
    expect(second.details).toEqual(first.details);
    expect(second.disclosure).toEqual(first.disclosure);
    const third = await update(owner, second, { tags: [] });
    expect(third).toMatchObject({ version: 2, title: '題だけ書き直した', tags: [] });
    expect(third.details).toEqual(first.details);
  });

  it('trims, and takes any line ends', async () => {
    const draft = await createDraft(owner, { title: '  題の前後に空白  ', tried: '一行目\r\n二行目\r三行目' });
    expect(draft.title).toBe('題の前後に空白');
    expect(draft.details?.tried).toBe('一行目\n二行目\n三行目');
  });

  it('is nobody else’s business', async () => {
    const draft = await createDraft(owner);
    const coordinator = (await app.signedIn({ roles: ['coordinator'] })).client;
    for (const client of [app.visitor(), (await app.signedIn()).client, coordinator])
      await client.fail(needContracts.get, 404, at(draft));
    const other = (await app.signedIn()).client;
    await other.fail(needContracts.update, 404, { ...at(draft), body: { version: 0, title: 'taken over' } });
    await other.fail(needContracts.publish, 404, { ...at(draft), body: { version: 0 } });
    await other.fail(needContracts.remove, 404, at(draft));
    expect((await get(owner, draft.id)).version).toBe(0);
  });

  it('is thrown away once', async () => {
    const draft = await createDraft(owner);
    expect((await owner.send(needContracts.remove, at(draft))).status).toBe(204);
    await owner.fail(needContracts.get, 404, at(draft));
    await owner.fail(needContracts.remove, 404, at(draft));
  });

  it.each([
    ['a tag that the taxonomy has not got', { tags: ['lithium-ion-battery', 'moon-cheese'] }, 'tags.1', 'unknown_tag'],
    ['a tag that is none', { tags: ['Moon Cheese'] }, 'tags.0', 'unknown_tag'],
    ['a repeated tag', { tags: ['lithium-ion-battery', 'lithium-ion-battery'] }, 'tags', 'repeated'],
    [
      'too many must-haves',
      { mustHaves: Array.from({ length: needLimits.mustHaves + 1 }, (_, at) => `${at}`) },
      'mustHaves',
      'too_many',
    ],
    [
      'an unknown organisation to block',
      { blockedOrganisationIds: ['f'.repeat(24)] },
      'blockedOrganisationIds.0',
      'unknown_organisation',
    ],
    ['too long a text', { situation: 'あ'.repeat(needLimits.situation + 1) }, 'situation', 'too_long'],
    [
      'details more open than the summary',
      { disclosure: { summary: 'members', details: 'public', organisation: 'mutual', contact: 'mutual' } },
      'disclosure.details',
      'more_open_than_summary',
    ],
    [
      'names that never open',
      { disclosure: { summary: 'public', details: 'public', organisation: 'coordinator', contact: 'mutual' } },
      'disclosure.organisation',
      'not_a_choice',
    ],
  ])('is refused with %s, on the field', async (_case, given, path, problem) => {
    const sent = { ...buildNeed(), ...given } as never;
    expect((await owner.fail(needContracts.create, 400, { body: sent })).fields).toContainEqual(
      expect.objectContaining({ path, problem }),
    );
    const draft = await createDraft(owner);
    const changed = await owner.fail(needContracts.update, 400, {
      ...at(draft),
      body: { version: 0, ...given } as never,
    });
    expect(changed.fields).toContainEqual(expect.objectContaining({ path, problem }));
  });
});

describe('publishing', () => {
  it('tells every field that is still missing', async () => {
    const draft = (await owner.call(needContracts.create, { body: { title: '題', situation: '短い' } })) as NeedView;
    const { code, fields } = await owner.fail(needContracts.publish, 400, { ...at(draft), body: { version: 0 } });
    expect(code).toBe('invalid');
    expect(fields).toEqual(
      expect.arrayContaining([
        { path: 'title', problem: 'too_short', limit: 2 },
        { path: 'situation', problem: 'too_short', limit: needLimits.atLeast },
        expect.objectContaining({ path: 'goal' }),
        { path: 'prefecture', problem: 'required' },
      ]),
    );
    expect((await get(owner, draft.id)).status).toBe('draft');
  });

  it('opens it to those it is for, with the moment', async () => {
    const need = await publishNeed(owner);
    expect(need).toMatchObject({ status: 'published', publishedAt: app.clock.now().toISOString(), version: 1 });
    expect(need.abilities).toMatchObject({
      canEdit: true,
      canPublish: false,
      canClose: true,
      canDelete: false,
      canSeeLedger: true,
    });
    expect(await get(app.visitor(), need.id)).toMatchObject({ id: need.id, isMine: false, blocked: null });
  });

  it('happens once', async () => {
    const need = await publishNeed(owner);
    const { code } = await owner.fail(needContracts.publish, 409, { ...at(need), body: { version: need.version } });
    expect(code).toBe('not_possible_now');
    await owner.fail(needContracts.remove, 409, at(need));
  });

  it('stays publishable: a change that empties it is refused', async () => {
    const need = await publishNeed(owner);
    const { fields } = await owner.fail(needContracts.update, 400, {
      ...at(need),
      body: { version: need.version, goal: '' },
    });
    expect(fields).toEqual([expect.objectContaining({ path: 'goal' })]);
    expect((await get(owner, need.id)).version).toBe(need.version);
  });

  it('tells the second of two who change it what the first one did', async () => {
    const need = await publishNeed(owner);
    await update(owner, need, { title: '先に直した題', tried: '先に直した' });
    const { code, stale } = await owner.fail(needContracts.update, 409, {
      ...at(need),
      body: { version: need.version, title: '後から' },
    });
    expect(code).toBe('stale');
    expect(stale).toEqual({
      version: 2,
      changes: [
        {
          by: '最上 社長',
          at: app.clock.now().toISOString(),
          fields: expect.arrayContaining(['title', 'tried']) as string[],
        },
      ],
    });
    expect((await get(owner, need.id)).title).toBe('先に直した題');
    await owner.fail(needContracts.close, 409, { ...at(need), body: { version: need.version, reason: 'on_hold' } });
  });

  it('lets one of two changes through that come at the same moment', async () => {
    const need = await publishNeed(owner);
    const answers = await Promise.all(
      ['一つ目', '二つ目', '三つ目'].map((title) =>
        owner.send(needContracts.update, { ...at(need), body: { version: need.version, title } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });
});

describe('closing', () => {
  it('takes a reason, hides it from others, and can be undone', async () => {
    const need = await publishNeed(owner);
    const member = (await app.signedIn()).client;
    const closed = (await owner.call(needContracts.close, {
      ...at(need),
      body: { version: need.version, reason: 'solved_elsewhere', text: '地元の会社が引き受けた' },
    })) as NeedView;
    expect(closed).toMatchObject({
      status: 'closed',
      closeReason: 'solved_elsewhere',
      closedAt: app.clock.now().toISOString(),
    });
    await member.fail(needContracts.get, 404, at(need));
    await owner.fail(needContracts.update, 409, { ...at(need), body: { version: closed.version, title: 'too late' } });
    const again = (await owner.call(needContracts.publish, {
      ...at(need),
      body: { version: closed.version },
    })) as NeedView;
    expect(again).toMatchObject({ status: 'published', closeReason: null, closedAt: null });
    await member.call(needContracts.get, at(need));
  });

  it('needs a reason that we know, and a published need', async () => {
    const need = await publishNeed(owner);
    const { fields } = await owner.fail(needContracts.close, 400, {
      ...at(need),
      body: { version: 1, reason: 'bored' as never },
    });
    expect(fields).toEqual([{ path: 'reason', problem: 'not_a_choice' }]);
    const draft = await createDraft(owner);
    await owner.fail(needContracts.close, 409, { ...at(draft), body: { version: 0, reason: 'other' } });
  });
});

test('a need that one can see but does not own is not changed', async () => {
  const need = await publishNeed(owner);
  const others = [
    (await app.signedIn()).client,
    (await app.signedIn({ roles: ['coordinator'] })).client,
    (await app.signedIn({ roles: ['admin'] })).client,
  ];
  for (const other of others) {
    await other.fail(needContracts.update, 403, { ...at(need), body: { version: 1, title: 'taken over' } });
    await other.fail(needContracts.publish, 403, { ...at(need), body: { version: 1 } });
    await other.fail(needContracts.close, 403, { ...at(need), body: { version: 1, reason: 'other' } });
    await other.fail(needContracts.remove, 403, at(need));
    await other.fail(needContracts.ledger, 403, at(need));
  }
});

test('only companies and coordinators write needs', async () => {
  await app.visitor().fail(needContracts.create, 401, { body: buildNeed() });
  for (const role of ['researcher', 'expert', 'teleworker', 'admin'] as const)
    await (await app.signedIn({ roles: [role] })).client.fail(needContracts.create, 403, { body: buildNeed() });
  await (await app.signedIn({ roles: ['coordinator'] })).client.call(needContracts.create, { body: buildNeed() });
});

describe('finding', () => {
  it('goes through all, newest first, each once, and ends where they end', async () => {
    const word = '頁めくり';
    for (let number = 0; number < 10; number += 1) {
      await publishNeed(owner, { title: `${word} ${number}` });
      // Some at the very same moment.
      if (number % 3 === 0) app.clock.move(1000);
    }
    const { items, total, pages } = await readAll(app.visitor(), needContracts.list, { q: word, limit: 5 });
    expect(total).toBe(10);
    expect(pages).toBe(2);
    expect(new Set(items.map((card) => card.id)).size).toBe(10);
    const moments = items.map((card) => card.publishedAt ?? '');
    expect(moments).toEqual([...moments].sort().reverse());
  });

  it('goes on where it was when something new comes in between', async () => {
    const word = '割り込み';
    for (let number = 0; number < 4; number += 1) {
      app.clock.move(1000);
      await publishNeed(owner, { title: `${word} ${number}` });
    }
    const first = await app.visitor().call(needContracts.list, { query: { q: word, limit: 2 } });
    app.clock.move(1000);
    await publishNeed(owner, { title: `${word} 新しい` });
    const second = await app
      .visitor()
      .call(needContracts.list, { query: { q: word, limit: 2, cursor: first.nextCursor ?? '' } });
    expect((second.items as NeedCard[]).map((card) => card.title)).toEqual([`${word} 1`, `${word} 0`]);
    expect(second.nextCursor).toBeNull();
  });

  it('reads width, case and both kana as one', async () => {
    await publishNeed(owner, { title: 'ﾎﾟﾝﾌﾟのＡＢＣ１２３を静かにしたい' });
    for (const q of ['ポンプ', 'ぽんぷ', 'ﾎﾟﾝﾌﾟ', 'abc123', 'ＡＢＣ１２３', 'Abc ぽんぷ'])
      expect(await titles(app.visitor(), { q })).toEqual(['ﾎﾟﾝﾌﾟのＡＢＣ１２３を静かにしたい']);
    expect(await titles(app.visitor(), { q: 'ぽんぷ 存在しない語' })).toEqual([]);
  });

  it('finds a tag by any of its names', async () => {
    await publishNeed(owner, { title: '看板を薄く光らせたい', tags: ['organic-el'] });
    for (const q of ['OLED', 'oled', '有機EL', '有機ＥＬ', 'エレクトロルミネッセンス'])
      expect(await titles(app.visitor(), { q })).toContain('看板を薄く光らせたい');
  });

  it('finds what stands below a tag too', async () => {
    await publishNeed(owner, { title: '電池の蓋を軽くしたい', tags: ['lithium-ion-battery'] });
    expect(await titles(app.visitor(), { tags: 'lithium-ion-battery', q: '蓋' })).toEqual(['電池の蓋を軽くしたい']);
    expect(await titles(app.visitor(), { tags: 'secondary-battery', q: '蓋' })).toEqual(['電池の蓋を軽くしたい']);
    expect(await titles(app.visitor(), { tags: 'organic-el', q: '蓋' })).toEqual([]);
  });

  it('filters by place, way, time, trade and language, and all at once', async () => {
    const title = '絞り込みの試し';
    await publishNeed(owner, {
      title: `${title} 一`,
      prefecture: '05',
      cooperation: ['prototype'],
      timeframe: 'no_hurry',
      industry: 'A',
    });
    await publishNeed(owner, {
      title: `${title} 二`,
      prefecture: '07',
      cooperation: ['licence'],
      timeframe: 'within_3_months',
      industry: 'E',
      language: 'en',
    });
    const one = [`${title} 一`];
    const both = [`${title} 一`, `${title} 二`];
    const q = title;
    expect(await titles(app.visitor(), { q, prefecture: '05' })).toEqual(one);
    expect(await titles(app.visitor(), { q, prefecture: '05,07' })).toEqual(both);
    expect(await titles(app.visitor(), { q, cooperation: 'prototype,joint_research' })).toEqual(one);
    expect(await titles(app.visitor(), { q, timeframe: 'no_hurry' })).toEqual(one);
    expect(await titles(app.visitor(), { q, industry: 'A' })).toEqual(one);
    expect(await titles(app.visitor(), { q, language: 'ja' })).toEqual(one);
    expect(await titles(app.visitor(), { q, prefecture: '05', industry: 'E' })).toEqual([]);
    expect(await titles(app.visitor(), { q, prefecture: '' })).toEqual(both);
  });

  it('takes codes of choices for no words', async () => {
    await publishNeed(owner, { title: '符号で見つからない', budget: 'unknown', timeframe: 'within_6_months' });
    for (const q of ['unknown', 'within_6_months', 'lithium-ion-battery', 'technical_consultation'])
      expect(await titles(app.visitor(), { q })).toEqual([]);
  });

  it('takes signs of patterns for what they are', async () => {
    await publishNeed(owner, { title: '価格を50%+α(税込)下げたい [急ぎ]' });
    for (const q of ['50%+α(税込)', '[急ぎ]']) expect(await titles(app.visitor(), { q })).toHaveLength(1);
    expect(await titles(app.visitor(), { q: '^.*$' })).toEqual([]);
    expect(await titles(app.visitor(), { q: '('.repeat(listingLimits.search) })).toEqual([]);
  });

  it('lists one’s own in every state', async () => {
    const draft = await createDraft(owner, { title: '下書きのまま' });
    const need = await publishNeed(owner, { title: '公開した' });
    const other = await publishNeed(owner, { title: '閉じた' });
    await owner.call(needContracts.close, { ...at(other), body: { version: other.version, reason: 'on_hold' } });
    const { items, total } = await owner.call(needContracts.listMine);
    expect(total).toBe(3);
    expect(new Set((items as NeedCard[]).map((card) => `${card.id} ${card.status}`))).toEqual(
      new Set([`${draft.id} draft`, `${need.id} published`, `${other.id} closed`]),
    );
    const { pages } = await readAll(owner, needContracts.listMine, { limit: 2 });
    expect(pages).toBe(2);
  });
});

test('codes can be said on the telephone, are never given twice, and do not tell how many there are', async () => {
  const drafts = await Promise.all(Array.from({ length: 8 }, () => createDraft(owner)));
  const codes = drafts.map((draft) => draft.code);
  for (const code of codes) expect(code).toMatch(/^N-[2346789CFGHJKMPQRTVWXY]{6}$/);
  expect(new Set(codes).size).toBe(8);
});
