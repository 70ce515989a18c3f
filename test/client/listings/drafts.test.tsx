import { screen, waitFor, within } from '@testing-library/react';
import { signIn } from '@enishi/shared/users';
import { needContracts } from '@enishi/shared/needs';
import type { NeedDraft, NeedView } from '@enishi/shared/needs';
import { FakeFailure } from '../../support/fake-api.js';
import { aNeedView, aViewer, idOf } from '../../support/page-data.js';
import { createServer, openPage } from '../../support/page.js';

// The first page of a file loads all its code.
jest.setTimeout(20_000);

const soon = { timeout: 5000 };
const situation = () => screen.getByLabelText<HTMLTextAreaElement>(/いま、何が起きていますか/);
const goal = () => screen.getByLabelText<HTMLTextAreaElement>(/どうなれば良いですか/);

const viewOf = (draft: Partial<NeedDraft>, version: number): NeedView => {
  const {
    situation = '',
    goal = '',
    tried = '',
    mustHaves = [],
    budget = 'unknown',
    readinessWanted = null,
    ...rest
  } = draft;
  const { blockedOrganisationIds: _blocked, ...summary } = rest;
  return aNeedView({
    ...summary,
    version,
    status: 'draft',
    isMine: true,
    publishedAt: null,
    details: { situation, goal, tried, mustHaves, budget, readinessWanted },
    blocked: [],
    contact: { displayName: '山田 花子', email: 'hanako@example.jp', note: '' },
    abilities: { canEdit: true, canPublish: true, canDelete: true },
  });
};

/** A server that keeps one draft, and refuses what was not made from its newest version. */
const createDraftServer = () => {
  const server = createServer(aViewer());
  const kept = { draft: null as Partial<NeedDraft> | null, version: 0, begun: 0 };
  const requireSession = (): void => {
    if (!server.signedIn) throw new FakeFailure('not_signed_in');
  };
  server.on(needContracts.create, ({ body }) => {
    requireSession();
    kept.draft = body;
    kept.begun += 1;
    return viewOf(kept.draft, kept.version);
  });
  server.on(needContracts.get, ({ params }) => {
    if (!kept.draft || params.id !== idOf(100)) throw new FakeFailure('not_found');
    return viewOf(kept.draft, kept.version);
  });
  server.on(needContracts.update, ({ body: { version, ...changes } }) => {
    requireSession();
    if (version !== kept.version)
      throw new FakeFailure('stale', {
        stale: {
          version: kept.version,
          changes: [{ by: '佐藤 太郎', at: '2026-11-20T02:00:00.000Z', fields: ['goal'] }],
        },
      });
    kept.draft = { ...kept.draft, ...changes };
    kept.version += 1;
    return viewOf(kept.draft, kept.version);
  });
  return { server, kept };
};

beforeEach(() => window.localStorage.clear());

test('the first words begin a draft on the server, under its own address, and typing goes on in place', async () => {
  const { server, kept } = createDraftServer();
  const page = await openPage('/needs/new');
  await page.user.type(await screen.findByLabelText(/いま、何が起きていますか/), '電池の安全性を');
  await waitFor(() => expect(window.location.pathname).toBe(`/needs/${idOf(100)}/edit`), soon);
  await page.user.keyboard('説明できない');
  await waitFor(() => expect(kept.draft?.situation).toBe('電池の安全性を説明できない'), soon);
  expect(situation().value).toBe('電池の安全性を説明できない');
  expect(await screen.findByText(/^保存しました \d\d:\d\d$/, {}, soon)).toBeTruthy();
  expect(kept.begun).toBe(1);
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a draft whose beginning nobody answered is begun once, and holds the newest words', async () => {
  const { server, kept } = createDraftServer();
  let key: unknown;
  server.on(needContracts.create, ({ body }) => {
    if (!key || body.key !== key) kept.begun += 1;
    if (key) return viewOf(kept.draft ?? {}, kept.version);
    key = body.key;
    kept.draft = body;
    // Written, but the server dies before it has said so.
    throw new FakeFailure('unavailable');
  });
  const page = await openPage('/needs/new');
  await page.user.type(await screen.findByLabelText(/いま、何が起きていますか/), '停電の前');
  expect(await screen.findByText('保存できていません', {}, soon)).toBeTruthy();
  await page.user.keyboard('と後');
  await waitFor(() => expect(kept.draft?.situation).toBe('停電の前と後'), soon);
  await screen.findByText(/^保存しました/, {}, soon);
  expect(kept.begun).toBe(1);
  expect(situation().value).toBe('停電の前と後');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a draft that is taken up again is begun once also when its words are refused a while', async () => {
  const { server, kept } = createDraftServer();
  const keys: unknown[] = [];
  server.on(needContracts.create, ({ body }) => {
    keys.push(body.key);
    kept.draft ??= body;
    if (keys.length === 1) throw new FakeFailure('unavailable');
    return viewOf(kept.draft, kept.version);
  });
  let refused = 0;
  server.on(needContracts.update, ({ body: { version: _version, ...changes } }) => {
    refused += 1;
    if (refused === 1) throw new FakeFailure('unavailable');
    kept.draft = { ...kept.draft, ...changes };
    kept.version += 1;
    return viewOf(kept.draft, kept.version);
  });
  const page = await openPage('/needs/new');
  await page.user.type(await screen.findByLabelText(/いま、何が起きていますか/), '停電の前');
  expect(await screen.findByText('保存できていません', {}, soon)).toBeTruthy();
  await page.user.keyboard('と後');
  await waitFor(() => expect(kept.draft?.situation).toBe('停電の前と後'), { timeout: 20_000 });
  expect(refused).toBeGreaterThan(1);
  expect([...new Set(keys)]).toHaveLength(1);
  page.close();
}, 40_000);

test('a reload before anybody answered begins no second draft', async () => {
  const { server, kept } = createDraftServer();
  const keys: unknown[] = [];
  let isAway = true;
  server.on(needContracts.create, ({ body }) => {
    keys.push(body.key);
    kept.draft ??= body;
    if (isAway) throw new FakeFailure('unavailable');
    return viewOf(kept.draft, kept.version);
  });
  const before = await openPage('/needs/new');
  await before.user.type(await screen.findByLabelText(/いま、何が起きていますか/), '停電の前');
  await waitFor(() => expect(keys.length).toBeGreaterThan(0), soon);
  const tries = keys.length;
  before.close();
  // Whoever leaves tries once more.
  await waitFor(() => expect(keys.length).toBeGreaterThan(tries), soon);
  isAway = false;

  const after = await openPage('/needs/new');
  await waitFor(() => expect(window.location.pathname).toBe(`/needs/${idOf(100)}/edit`), soon);
  expect(keys.length).toBeGreaterThan(tries + 1);
  expect([...new Set(keys)]).toHaveLength(1);
  await after.user.type(situation(), 'と後');
  await waitFor(() => expect(kept.draft?.situation).toBe('停電の前と後'), soon);
  expect(server.mistakes).toEqual([]);
  after.close();
});

test('what the server has is there again after a reload', async () => {
  const { kept } = createDraftServer();
  kept.draft = { situation: '前に書いたこと' };
  const page = await openPage(`/needs/${idOf(100)}/edit`);
  await screen.findByDisplayValue('前に書いたこと');
  await page.reload();
  await screen.findByDisplayValue('前に書いたこと');
  page.close();
});

test('a save that fails is told, kept through a reload, and made good afterwards', async () => {
  const { server, kept } = createDraftServer();
  kept.draft = { situation: '前に書いたこと' };
  const page = await openPage(`/needs/${idOf(100)}/edit`);
  await screen.findByDisplayValue('前に書いたこと');
  server.on(needContracts.update, () => {
    throw new FakeFailure('unavailable');
  });
  await page.user.type(goal(), '切れている間の言葉');
  expect(await screen.findByText('保存できていません', {}, soon)).toBeTruthy();
  await page.reload();
  expect(await screen.findByText(/前に保存できなかった入力を戻しました/)).toBeTruthy();
  expect(goal().value).toBe('切れている間の言葉');
  server.on(needContracts.update, ({ body: { version: _version, ...changes } }) => {
    kept.draft = { ...kept.draft, ...changes };
    kept.version += 1;
    return viewOf(kept.draft, kept.version);
  });
  await page.user.type(goal(), '。');
  await waitFor(() => expect(kept.draft?.goal).toBe('切れている間の言葉。'), soon);
  await screen.findByText(/^保存しました/, {}, soon);
  page.close();
});

test('an ended session asks to sign in over the page, and the save goes on by itself', async () => {
  const { server, kept } = createDraftServer();
  kept.draft = {};
  server.on(signIn, ({ body }) => {
    expect(body.email).toBe('hanako@example.jp');
    server.signedIn = aViewer();
    return { viewer: server.signedIn };
  });
  const page = await openPage(`/needs/${idOf(100)}/edit`);
  await screen.findByLabelText(/いま、何が起きていますか/);
  server.signedIn = null;
  await page.user.type(situation(), '切れても残る');
  const dialog = await screen.findByRole('dialog', { name: 'もう一度ログインしてください' }, soon);
  await page.user.type(within(dialog).getByLabelText(/^パスワード/), '朝いちばんの電車で海まで');
  await page.user.click(within(dialog).getByRole('button', { name: 'ログイン' }));
  await waitFor(() => expect(kept.draft?.situation).toBe('切れても残る'), soon);
  expect(situation().value).toBe('切れても残る');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), soon);
  page.close();
});

test('a refused field tells why; everything else is saved all the same', async () => {
  const { server, kept } = createDraftServer();
  kept.draft = {};
  const page = await openPage(`/needs/${idOf(100)}/edit`);
  await screen.findByLabelText(/いま、何が起きていますか/);
  server.on(needContracts.update, ({ body: { version: _version, ...changes } }) => {
    if (changes.tried)
      throw new FakeFailure('invalid', { fields: [{ path: 'tried', problem: 'unwanted_characters' }] });
    kept.draft = { ...kept.draft, ...changes };
    kept.version += 1;
    return viewOf(kept.draft, kept.version);
  });
  await page.user.type(screen.getByLabelText('これまでに試したこと'), '変な文字');
  await page.user.type(situation(), '残したい言葉');
  await waitFor(() => expect(kept.draft?.situation).toBe('残したい言葉'), soon);
  const field = screen.getByLabelText('これまでに試したこと');
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'), soon);
  expect(screen.getByText('使えない文字が入っています。')).toBeTruthy();
  expect(screen.getByText(/ほかの入力は保存されています/)).toBeTruthy();
  page.close();
});

test('when somebody else was first, the second is told who and what, and may keep their own', async () => {
  const { kept } = createDraftServer();
  kept.draft = {};
  const page = await openPage(`/needs/${idOf(100)}/edit`);
  await screen.findByLabelText(/いま、何が起きていますか/);
  kept.draft = { goal: '相手の言葉' };
  kept.version = 3;
  await page.user.type(situation(), '自分の言葉');
  expect(await screen.findByText(/佐藤 太郎さんが11月20日\(金\) 11:00に変更：どうなれば良いか/, {}, soon)).toBeTruthy();
  await page.user.click(screen.getByRole('button', { name: '自分の内容で保存する' }));
  await waitFor(() => expect(kept.draft).toEqual({ goal: '相手の言葉', situation: '自分の言葉' }), soon);
  page.close();
});

test('publishing puts what is missing onto the fields and the cursor into the first', async () => {
  const { server, kept } = createDraftServer();
  kept.draft = { situation: '電池の安全性を取引先に説明しきれずに困っています。' };
  server.on(needContracts.publish, () => {
    throw new FakeFailure('invalid', {
      fields: [
        { path: 'goal', problem: 'too_short', limit: 10 },
        { path: 'title', problem: 'too_short', limit: 2 },
      ],
    });
  });
  const page = await openPage(`/needs/${idOf(100)}/edit`);
  await waitFor(() => expect(situation().value).toContain('電池の安全性'));
  await page.user.click(screen.getByRole('button', { name: '公開する' }));
  await waitFor(() => expect(document.activeElement).toBe(goal()));
  expect(goal().getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText(/^題名/).getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('2か所を直してください。')).toBeTruthy();
  await page.user.type(goal(), 'あ');
  expect(document.activeElement).toBe(goal());
  expect(goal().getAttribute('aria-invalid')).not.toBe('true');
  page.close();
});

test('before publishing it is said plainly who will see what, and the choice changes it', async () => {
  const { kept } = createDraftServer();
  kept.draft = {};
  const page = await openPage(`/needs/${idOf(100)}/edit`);
  await screen.findByLabelText(/いま、何が起きていますか/);
  const levels = () =>
    within(screen.getByRole('region', { name: '公開する' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent);
  expect(levels()[0]).toContain('だれでも読めます');
  await page.user.click(screen.getByRole('radio', { name: 'コーディネーターだけに見せる' }));
  expect(levels()[0]).toContain('コーディネーターだけが読めます');
  await waitFor(() => expect(kept.draft?.disclosure).toMatchObject({ summary: 'coordinator' }), soon);
  page.close();
});
