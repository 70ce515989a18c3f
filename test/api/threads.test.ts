// Messages of introductions and cases: who reads which, what a second try does, and what is left of withdrawn words.
import { randomUUID } from 'node:crypto';
import { downloadFile, listFiles } from '@enishi/shared/files';
import type { IntroductionView } from '@enishi/shared/introductions';
import { listNotifications } from '@enishi/shared/notifications';
import type { Audience, TalkSubject } from '@enishi/shared/talk';
import {
  countUnreadMessages,
  editMessage,
  getThread,
  markThreadRead,
  messageLimits,
  postMessage,
  withdrawMessage,
} from '@enishi/shared/threads';
import { startTestApp, type TestApp } from '../support/app';
import { accept, meetingOfTwo, proposalToTwo, propose } from '../support/journey';
import type { HttpClient } from '../support/http-client';
import { keptWorld } from '../support/kept-world';
import { addFile, readThread, say, textsOf } from '../support/talk';

let app: TestApp;
let met: Awaited<ReturnType<typeof meetingOfTwo>>;
let introduction: IntroductionView;
let subject: TalkSubject;
const fresh = keptWorld(() => app, proposalToTwo);
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ({ met, introduction } = await fresh());
  subject = { kind: 'introduction', id: introduction.id };
});
afterAll(() => app.close());

const connect = async () => accept(met.researcher.client, await accept(met.company.client, introduction));
const notices = async (client: HttpClient) => {
  await app.settled();
  const { items } = await client.call(listNotifications);
  return items.filter(({ kind }) => kind === 'message_received');
};
const read = async (client: HttpClient) => {
  const { messages } = await readThread(client, subject);
  return client.call(markThreadRead, { params: { ...subject }, body: { messageId: messages.at(-1)?.id ?? '' } });
};
const count = async (client: HttpClient, ids = [subject.id]) =>
  (await client.call(countUnreadMessages, { query: { kind: 'introduction', ids: ids.join(',') } })).counts;

describe('who reads what', () => {
  it('is each side with the coordinators, until both have accepted', async () => {
    const { company, researcher, coordinator } = met;
    await say(company.client, subject, '会社から', { audience: 'need' });
    await say(researcher.client, subject, '研究者から', { audience: 'item' });
    await say(coordinator.client, subject, '会社へ', { audience: 'need' });
    await say(coordinator.client, subject, '研究者へ', { audience: 'item' });
    await say(coordinator.client, subject, '内輪の覚え', { audience: 'desk' });
    expect(await textsOf(company.client, subject)).toEqual(['会社から', '会社へ']);
    expect(await textsOf(researcher.client, subject)).toEqual(['研究者から', '研究者へ']);
    expect(await textsOf(coordinator.client, subject)).toHaveLength(5);

    await connect();
    await say(company.client, subject, 'はじめまして', { audience: 'both' });
    expect(await textsOf(researcher.client, subject)).toEqual(['研究者から', '研究者へ', 'はじめまして']);
    expect(await textsOf(company.client, subject)).toEqual(['会社から', '会社へ', 'はじめまして']);
  });

  it.each([
    ['company', ['need'], ['need', 'both'], 'need', 'both'],
    ['researcher', ['item'], ['item', 'both'], 'item', 'both'],
    ['coordinator', ['desk', 'need', 'item'], ['desk', 'need', 'item', 'both'], null, 'both'],
  ] as const)('is what the %s may choose from, and nothing else', async (who, before, after, first, then) => {
    const { client } = met[who];
    const form = (audience: Audience) => ({ clientId: randomUUID(), text: 'こんにちは', audience });
    const check = async (allowed: readonly Audience[], preset: Audience | null) => {
      expect(await readThread(client, subject)).toMatchObject({ audiences: allowed, defaultAudience: preset });
      for (const audience of ['desk', 'need', 'item', 'both'] as const) {
        const { status } = await client.send(postMessage, { params: { ...subject }, body: form(audience) });
        expect([audience, status]).toEqual([audience, allowed.includes(audience) ? 201 : 400]);
      }
    };
    await check(before, first);
    await connect();
    await check(after, then);
  });

  it('is nobody else, who does not even learn that there is something to read', async () => {
    const message = await say(met.company.client, subject, '秘密です');
    const stranger = await app.signedIn();
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
    const admin = await app.signedIn({ roles: ['admin'] });
    const body = { clientId: randomUUID(), text: 'x', audience: 'need' as const };
    for (const { client } of [stranger, elsewhere, admin]) {
      const params = { ...subject };
      await client.fail(getThread, 404, { params });
      await client.fail(postMessage, 404, { params, body });
      await client.fail(markThreadRead, 404, { params, body: { messageId: message.id } });
      await client.fail(editMessage, 404, { params: { id: message.id }, body: { version: 0, text: 'x' } });
      await client.fail(withdrawMessage, 404, { params: { id: message.id } });
      expect(await count(client)).toEqual([]);
    }
    // The other side may come to the thread, but not to what is not for them.
    await met.researcher.client.fail(markThreadRead, 404, {
      params: { ...subject },
      body: { messageId: message.id },
    });
    await met.researcher.client.fail(withdrawMessage, 404, { params: { id: message.id } });
    await met.coordinator.client.fail(editMessage, 403, {
      params: { id: message.id },
      body: { version: 0, text: 'x' },
    });
    await met.coordinator.client.fail(withdrawMessage, 403, { params: { id: message.id } });
    await app.visitor().fail(getThread, 401, { params: { ...subject } });
    await met.company.client.fail(getThread, 404, { params: { kind: 'case', id: subject.id } });
    await met.company.client.fail(getThread, 404, { params: { kind: 'need', id: subject.id } });
  });

  it('names a side that keeps its name closed to nobody, the coordinator of another region included', async () => {
    const closed = { summary: 'public', details: 'members', organisation: 'mutual', contact: 'mutual' } as const;
    const far = await meetingOfTwo(app, { seed: { prefecture: '47', disclosure: closed } });
    const made = await propose(far.coordinator.client, far.need.id, far.seed.id);
    const there: TalkSubject = { kind: 'introduction', id: made.id };
    await say(far.researcher.client, there, '名乗らずに', { audience: 'item' });
    const nameOf = async () => (await readThread(far.coordinator.client, there)).messages[0]?.author;
    expect(await nameOf()).toEqual({ displayName: null, side: 'item', isMine: false });
    await accept(far.researcher.client, await accept(far.company.client, made));
    expect((await nameOf())?.displayName).toBe(far.researcher.user.displayName);
  });
});

describe('a message', () => {
  it('sent again because the answer was lost is there once, also when both come at once', async () => {
    const clientId = randomUUID();
    const sent = await Promise.all(
      [1, 2, 3].map((turn) => say(met.company.client, subject, `${turn}回目`, { clientId })),
    );
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(await textsOf(met.coordinator.client, subject)).toHaveLength(1);
    const other = await propose(met.coordinator.client, met.need.id, (await secondSeed()).id);
    await met.company.client.fail(postMessage, 409, {
      params: { kind: 'introduction', id: other.id },
      body: { clientId, text: 'よそ', audience: 'need' },
    });
    // Somebody else may happen on the same number.
    await say(met.researcher.client, subject, '私の', { clientId, audience: 'item' });
    expect(await textsOf(met.coordinator.client, subject)).toHaveLength(2);
  });

  it.each([
    ['nothing', '  \n '],
    ['too much', 'あ'.repeat(messageLimits.text + 1)],
    ['control characters', 'a\u0000b'],
  ])('with %s in it is refused on its field', async (_, text) => {
    const { fields } = await met.company.client.fail(postMessage, 400, {
      params: { ...subject },
      body: { clientId: randomUUID(), text, audience: 'need' },
    });
    expect(fields).toEqual([expect.objectContaining({ path: 'text' })]);
  });

  it('is changed by its author within a quarter of an hour, and says so', async () => {
    const { id, version } = await say(met.company.client, subject, '来週の月曜');
    app.clock.move((messageLimits.editMinutes - 1) * 60_000);
    const edited = await met.company.client.call(editMessage, {
      params: { id },
      body: { version, text: '来週の火曜' },
    });
    expect(edited).toMatchObject({ text: '来週の火曜', version: 1, editedAt: app.clock.now().toISOString() });
    expect((await readThread(met.coordinator.client, subject)).messages[0]).toMatchObject({
      text: '来週の火曜',
      editedAt: app.clock.now().toISOString(),
      abilities: { canEdit: false, canWithdraw: false },
    });
    const { stale } = await met.company.client.fail(editMessage, 409, {
      params: { id },
      body: { version, text: '水曜' },
    });
    expect(stale).toMatchObject({ version: 1, changes: [{ fields: ['text'] }] });
    app.clock.move(60_000);
    expect((await readThread(met.company.client, subject)).messages[0]?.abilities).toEqual({
      canEdit: false,
      canWithdraw: true,
    });
    const late = { params: { id }, body: { version: 1, text: '木曜' } };
    expect((await met.company.client.fail(editMessage, 409, late)).code).toBe('not_possible_now');
  });

  it('that is withdrawn leaves its line and nothing of its words or files', async () => {
    const file = await addFile(met.company.client, { subject });
    const { id } = await say(met.company.client, subject, '間違えました', { fileIds: [file.id] });
    const withdrawn = await met.company.client.call(withdrawMessage, { params: { id } });
    expect(withdrawn).toMatchObject({ text: '', withdrawnAt: app.clock.now().toISOString() });
    expect(await met.company.client.call(withdrawMessage, { params: { id } })).toMatchObject({ text: '' });
    const [left] = (await readThread(met.coordinator.client, subject)).messages;
    expect(left).toMatchObject({ id, text: '', files: [{ id: file.id, removedAt: app.clock.now().toISOString() }] });
    expect((await met.coordinator.client.download(downloadFile, { id: file.id })).status).toBe(404);
    expect(JSON.stringify(await app.connection.collection('messages').find({}).toArray())).not.toContain(
      '間違えました',
    );
    await met.company.client.fail(editMessage, 409, { params: { id }, body: { version: 1, text: 'もう一度' } });
  });

  it('carries files of its author for the same readers only', async () => {
    const own = await addFile(met.company.client, { subject });
    const desk = await addFile(met.coordinator.client, { subject });
    const item = await addFile(met.coordinator.client, { subject, audience: 'item' });
    const { files } = await say(met.company.client, subject, '添付します', { fileIds: [own.id] });
    expect(files).toMatchObject([{ id: own.id, name: own.name }]);
    for (const wrong of [desk.id, item.id, '0'.repeat(24)]) {
      const { fields } = await met.company.client.fail(postMessage, 400, {
        params: { ...subject },
        body: { clientId: randomUUID(), text: 'x', audience: 'need', fileIds: [own.id, wrong] },
      });
      expect(fields).toEqual([{ path: 'fileIds.1', problem: 'not_a_choice' }]);
    }
    expect(
      await met.researcher.client.call(listFiles, { query: { subjectKind: 'introduction', subjectId: subject.id } }),
    ).toMatchObject({ items: [{ id: item.id }] });
  });
});

const secondSeed = async () => (await meetingOfTwo(app)).seed;

describe('a long thread', () => {
  it('is read from its end upwards, without gaps or repeats while others write', async () => {
    const words = Array.from({ length: 120 }, (_, index) => `${index}`);
    for (const word of words) {
      await say(met.company.client, subject, word);
      if (Number(word) % 3 === 0) app.clock.move(1);
    }
    const pages: string[][] = [];
    let cursor: string | null | undefined;
    do {
      const page = await readThread(met.coordinator.client, subject, { limit: 50, ...(cursor && { cursor }) });
      pages.unshift(page.messages.map(({ text }) => text));
      cursor = page.earlierCursor;
      await say(met.company.client, subject, '割り込み');
    } while (cursor);
    expect(pages.map((page) => page.length)).toEqual([20, 50, 50]);
    expect(pages.flat()).toEqual(words);
  });

  it('tells what is new or changed since it was asked for last', async () => {
    const { company, coordinator } = met;
    const first = await say(company.client, subject, '一');
    await say(company.client, subject, '二');
    app.clock.move(60_000);
    const { asOf } = await readThread(coordinator.client, subject);
    app.clock.move(60_000);
    expect((await readThread(coordinator.client, subject, { since: asOf })).messages).toEqual([]);
    await say(company.client, subject, '三');
    await company.client.call(withdrawMessage, { params: { id: first.id } });
    const { messages, isCut } = await readThread(coordinator.client, subject, { since: asOf });
    expect([messages.map(({ text }) => text), isCut]).toEqual([['', '三'], false]);
  });
});

describe('what is unread', () => {
  it('is counted for each reader, up to where they have read, for many threads in one call', async () => {
    const { company, researcher, coordinator } = met;
    await say(coordinator.client, subject, '会社へ1');
    const second = await say(coordinator.client, subject, '会社へ2');
    await say(coordinator.client, subject, '研究者へ', { audience: 'item' });
    await say(company.client, subject, '会社から');
    expect(await count(company.client)).toEqual([{ id: subject.id, unread: 2 }]);
    expect(await count(researcher.client)).toEqual([{ id: subject.id, unread: 1 }]);
    expect(await count(coordinator.client, [subject.id, subject.id, '0'.repeat(24)])).toEqual([
      { id: subject.id, unread: 1 },
    ]);
    expect(await readThread(company.client, subject)).toMatchObject({ unread: 2, lastReadId: null });
    expect(await read(company.client)).toMatchObject({ unread: 0 });
    expect(await count(company.client)).toEqual([]);
    // An older tab that reports late does not bring back what was read.
    await company.client.call(markThreadRead, { params: { ...subject }, body: { messageId: second.id } });
    expect(await count(company.client)).toEqual([]);
    const third = await say(coordinator.client, subject, '会社へ3');
    expect(await count(company.client)).toEqual([{ id: subject.id, unread: 1 }]);
    await coordinator.client.call(withdrawMessage, { params: { id: third.id } });
    expect(await count(company.client)).toEqual([]);
  });

  it('is told by one notice for each thread and reader, until they have read', async () => {
    const { company, researcher, coordinator } = met;
    for (const text of ['一', '二', '三']) await say(coordinator.client, subject, text);
    expect((await notices(company.client)).map((notice) => [notice.subject.id, notice.address])).toEqual([
      [subject.id, `/introductions/${subject.id}`],
    ]);
    expect(await notices(researcher.client)).toEqual([]);
    expect(await notices(coordinator.client)).toEqual([]);
    const { id, version } = await say(coordinator.client, subject, '四');
    await app.settled();
    await read(company.client);
    // Words that were changed after they had been read are no news.
    await coordinator.client.call(editMessage, { params: { id }, body: { version, text: '四 改' } });
    expect(await notices(company.client)).toHaveLength(1);
    await say(coordinator.client, subject, '五');
    expect(await notices(company.client)).toHaveLength(2);
    await say(company.client, subject, '返事');
    expect(await notices(coordinator.client)).toHaveLength(1);
    expect(await notices(company.client)).toHaveLength(2);
  });

  it('is told, and withdrawn files go, also when the server fell between two writes', async () => {
    const { company, coordinator } = met;
    const file = await addFile(company.client, { subject });
    const sent = await say(company.client, subject, '落ちる前', { fileIds: [file.id] });
    await app.settled();
    await app.connection.collection('notifications').deleteMany({ kind: 'message_received' });
    const records = app.connection.collection('messages');
    await records.updateMany({}, { $set: { isSettled: false } });
    await app.wired.sweep.run();
    expect(await notices(coordinator.client)).toHaveLength(1);
    await app.wired.sweep.run();
    expect(await notices(coordinator.client)).toHaveLength(1);
    expect(await records.countDocuments({ isSettled: false })).toBe(0);
    // Withdrawn, but its file was not yet taken back.
    await records.updateMany({}, { $set: { isSettled: false, text: '', withdrawnAt: app.clock.now() } });
    await app.wired.sweep.run();
    await app.settled();
    expect((await company.client.download(downloadFile, { id: file.id })).status).toBe(404);
    expect((await readThread(coordinator.client, subject)).messages).toMatchObject([{ id: sent.id, text: '' }]);
  });
});
