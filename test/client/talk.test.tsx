import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { listFiles, removeFile, type FileView } from '@enishi/shared/files';
import { getIntroduction, listIntroductions } from '@enishi/shared/introductions';
import type { Audience } from '@enishi/shared/talk';
import {
  countUnreadMessages,
  editMessage,
  getThread,
  markThreadRead,
  postMessage,
  withdrawMessage,
} from '@enishi/shared/threads';
import type { MessageView } from '@enishi/shared/threads';
import type { Viewer } from '@enishi/shared/users';
import { FakeFailure } from '../support/fake-api.js';
import { sendHint } from '../support/fake-socket.js';
import { catchUploads } from '../support/fake-upload.js';
import { aViewer, idOf } from '../support/page-data.js';
import { createServer, openPage } from '../support/page.js';
import { aCoordinator, buildIntroduction, inHours } from './case-data.js';
import './patience.js';

const id = idOf(40);
const address = `/introductions/${id}`;

const buildMessage = (number: number, given: Partial<MessageView> = {}): MessageView => ({
  id: idOf(500 + number),
  version: 0,
  author: { displayName: '佐藤 美咲', side: 'desk', isMine: false },
  audience: 'need',
  text: `${number}通目`,
  createdAt: inHours(-1 + number / 100),
  editedAt: null,
  withdrawnAt: null,
  files: [],
  abilities: { canEdit: false, canWithdraw: false },
  ...given,
});
const mine = {
  author: { displayName: '山田 花子', side: 'need', isMine: true },
  abilities: { canEdit: true, canWithdraw: true },
} as const;
const buildFile = (number: number, given: Partial<FileView> = {}): FileView => ({
  id: idOf(600 + number),
  name: `図面${number}.pdf`,
  kind: 'pdf',
  size: 1_234_567,
  audience: 'need',
  author: mine.author,
  createdAt: inHours(-2),
  removedAt: null,
  abilities: { canRemove: true },
  ...given,
});

interface World {
  messages: MessageView[];
  files: FileView[];
  audiences: Audience[];
  first: Audience | null;
  read: string[];
  posted: { text: string; audience: Audience; clientId: string; fileIds: string[] }[];
}

const start = (viewer: Viewer, given: Partial<World> = {}) => {
  const server = createServer(viewer);
  const world: World = {
    messages: [],
    files: [],
    audiences: ['need'],
    first: 'need',
    read: [],
    posted: [],
    ...given,
  };
  const unread = () => {
    const last = world.messages.findIndex((message) => message.id === world.read.at(-1));
    return world.messages.slice(last + 1).filter((message) => !message.author.isMine).length;
  };
  server.on(getIntroduction, () => buildIntroduction({ id }));
  server.on(getThread, ({ query }) => ({
    messages: query.since
      ? world.messages.filter((message) => message.createdAt >= (query.since ?? ''))
      : world.messages,
    earlierCursor: null,
    lastReadId: world.read.at(-1) ?? null,
    unread: unread(),
    audiences: world.audiences,
    defaultAudience: world.first,
    asOf: inHours(-3),
    isCut: false,
  }));
  server.on(markThreadRead, ({ body }) => {
    world.read.push(body.messageId);
    return { lastReadId: body.messageId, unread: unread() };
  });
  server.on(postMessage, ({ body }) => {
    world.posted.push({ ...body, fileIds: body.fileIds });
    const message = buildMessage(50 + world.posted.length, { ...mine, text: body.text, audience: body.audience });
    world.messages.push(message);
    return message;
  });
  server.on(listFiles, () => ({ items: world.files, audiences: world.audiences, defaultAudience: world.first }));
  return { server, world };
};

const talk = async () => within(await screen.findByRole('region', { name: 'やり取り' }));
const files = async () => within(await screen.findByRole('region', { name: 'ファイル' }));
const field = () => screen.getByRole('textbox', { name: 'メッセージを書く' });

beforeEach(() => window.localStorage.clear());

test('what is sent says first who will see it, and stands there at once', async () => {
  const { server, world } = start(aViewer());
  const page = await openPage(address);
  const part = await talk();
  await part.findByText('まだやり取りはありません');
  part.getByText('この内容は〔ニーズの側〕と担当コーディネーターだけに見えます。');
  await page.user.type(field(), '来週うかがえますか{Enter}よろしくお願いします');
  expect(world.posted).toEqual([]);
  await page.user.keyboard('{Control>}{Enter}{/Control}');
  await part.findByText(/来週うかがえますか/, { selector: 'article p' });
  expect(world.posted).toMatchObject([{ text: '来週うかがえますか\nよろしくお願いします', audience: 'need' }]);
  expect(field()).toHaveProperty('value', '');
  expect(server.mistakes).toEqual([]);
  page.close();
});

test('a coordinator is asked whom it is for before anything is sent', async () => {
  const { world } = start(aCoordinator(), { audiences: ['desk', 'need', 'item'], first: null });
  const page = await openPage(address);
  const part = await talk();
  await page.user.type(await part.findByRole('textbox'), 'ご連絡です');
  await page.user.click(part.getByRole('button', { name: '送る' }));
  await part.findByText('だれに見せるかを選んでください。');
  expect(world.posted).toEqual([]);
  await page.user.click(part.getByRole('radio', { name: '提供する側とコーディネーター' }));
  part.getByText('この内容は〔提供する側〕と担当コーディネーターだけに見えます。');
  await page.user.click(part.getByRole('button', { name: '送る' }));
  await waitFor(() => expect(world.posted).toMatchObject([{ text: 'ご連絡です', audience: 'item' }]));
  page.close();
});

test('what could not be sent is kept over a reload, and sent again as the same message', async () => {
  const { server, world } = start(aViewer());
  const page = await openPage(address);
  const part = await talk();
  await page.user.type(await part.findByRole('textbox'), '届かない言葉');
  server.setOffline(true);
  await page.user.click(part.getByRole('button', { name: '送る' }));
  const failed = await part.findByRole('alert');
  within(failed).getByText('届かない言葉');
  within(failed).getByText(/つながりません/);
  server.setOffline(false);
  await page.reload();
  await page.user.type(await screen.findByRole('textbox', { name: 'メッセージを書く' }), '書きかけ');
  await page.reload();
  const again = await talk();
  expect(await again.findByRole('textbox')).toHaveProperty('value', '書きかけ');
  server.on(postMessage, ({ body }) => {
    world.posted.push(body);
    if (world.posted.length === 1) throw new FakeFailure('unavailable');
    return buildMessage(60, { ...mine, text: body.text });
  });
  await page.user.click(await again.findByRole('button', { name: '送り直す' }));
  await waitFor(() => expect(world.posted).toHaveLength(1));
  await page.user.click(await again.findByRole('button', { name: '送り直す' }));
  await again.findByText('届かない言葉', { selector: 'article p' });
  expect(again.queryByRole('alert')).toBeNull();
  expect(new Set(world.posted.map(({ clientId }) => clientId)).size).toBe(1);
  page.close();
});

test('somebody else of the same browser does not find what was begun', async () => {
  start(aViewer());
  const page = await openPage(address);
  await page.user.type(await screen.findByRole('textbox', { name: 'メッセージを書く' }), '内緒の下書き');
  page.close();
  start(aViewer({ id: idOf(77) }));
  const other = await openPage(address);
  expect(await screen.findByRole('textbox', { name: 'メッセージを書く' })).toHaveProperty('value', '');
  other.close();
});

test('what arrives is read out, marked as read, and stands under its day', async () => {
  const { world } = start(aViewer(), {
    messages: [buildMessage(1, { createdAt: '2026-11-18T01:00:00.000Z' }), buildMessage(2)],
  });
  const page = await openPage(address);
  const part = await talk();
  const list = await part.findByRole('list', { name: 'メッセージの一覧' });
  within(list).getByText(/11月18日/);
  within(list).getByText('ここから新しいメッセージ');
  await waitFor(() => expect(world.read).toEqual([idOf(502)]));
  world.messages.push(buildMessage(3, { text: 'いま届きました' }));
  act(() => sendHint({ topic: 'thread', id }));
  await part.findByText('いま届きました');
  await part.findByText('佐藤 美咲から新しいメッセージが届きました。');
  await waitFor(() => expect(world.read.at(-1)).toBe(idOf(503)));
  page.close();
});

test('one’s own words are changed or withdrawn, another’s are not', async () => {
  const { server, world } = start(aViewer(), { messages: [buildMessage(1), buildMessage(2, mine)] });
  server.on(editMessage, ({ body }) => {
    world.messages[1] = buildMessage(2, { ...mine, version: 1, text: body.text, editedAt: inHours(0) });
    return world.messages[1];
  });
  server.on(withdrawMessage, () => {
    const abilities = { canEdit: false, canWithdraw: false };
    world.messages[1] = buildMessage(2, { ...mine, text: '', withdrawnAt: inHours(0), abilities });
    return world.messages[1];
  });
  const page = await openPage(address);
  const part = await talk();
  await page.user.click(await part.findByRole('button', { name: '直す' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'メッセージを直す' }));
  const typed = dialog.getByRole('textbox');
  await page.user.clear(typed);
  await page.user.type(typed, '直した言葉');
  await page.user.click(dialog.getByRole('button', { name: '直して保存する' }));
  await part.findByText('直した言葉');
  part.getByText('変更済み');
  await page.user.click(part.getByRole('button', { name: '取り消す' }));
  const asked = within(await screen.findByRole('dialog', { name: 'メッセージを取り消す' }));
  await page.user.click(asked.getByRole('button', { name: '取り消す' }));
  await part.findByText('このメッセージは取り消されました。');
  expect(part.queryByText('直した言葉')).toBeNull();
  expect(part.queryByRole('button', { name: '取り消す' })).toBeNull();
  page.close();
});

test('a file shows how far it has come, can be called off, and is there when it has arrived', async () => {
  const uploads = catchUploads();
  const { server, world } = start(aViewer());
  const page = await openPage(address);
  const part = await files();
  await part.findByText('ファイルはまだありません。');
  const picker = part.getByLabelText('ファイルを加える', { selector: 'input' });
  await page.user.upload(picker, [new File(['a'], '一.pdf'), new File(['b'], '二.pdf')]);
  await waitFor(() => expect(uploads).toHaveLength(2));
  act(() => uploads[0]?.progress(0.4));
  expect(part.getByRole('progressbar', { name: '一.pdfを送っています' }).getAttribute('aria-valuenow')).toBe('40');
  await page.user.click(part.getByRole('button', { name: '二.pdfの送信をやめる' }));
  expect(part.queryByText('二.pdfを送っています')).toBeNull();
  world.files = [buildFile(1, { name: '一.pdf' })];
  act(() => uploads[0]?.answer(201, world.files[0]));
  const link = await part.findByRole('link', { name: /一\.pdf/ });
  expect(link.getAttribute('href')).toBe(`/api/files/${idOf(601)}/content`);
  expect(uploads[0]?.query).toMatchObject({
    subjectKind: 'introduction',
    subjectId: id,
    name: '一.pdf',
    audience: 'need',
  });
  part.getByText('一.pdfを加えました。');
  server.on(removeFile, () => {
    world.files = [];
    return undefined;
  });
  await page.user.click(part.getByRole('button', { name: '一.pdfを取り除く' }));
  await page.user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '取り除く' }));
  await part.findByText('ファイルはまだありません。');
  page.close();
});

test('a file that cannot be taken is told in plain words, by the page or by the server', async () => {
  const uploads = catchUploads();
  start(aViewer());
  const page = await openPage(address);
  const part = await files();
  await part.findByText('ファイルはまだありません。');
  const large = new File(['x'], '動画.zip');
  Object.defineProperty(large, 'size', { value: 20_000_001 });
  const dropped = [large, new File(['x'], '図.svg', { type: 'image/svg+xml' }), new File([], '空.pdf')];
  const zone = part.getByRole('button', { name: 'ファイルを加える' });
  fireEvent.drop(zone, { dataTransfer: { files: dropped } });
  await part.findByText('動画.zipは大きすぎます。1つ20MBまでです。');
  part.getByText(/図\.svgは受け付けられない形式です/);
  part.getByText('空.pdfは空のファイルです。');
  expect(uploads).toEqual([]);

  fireEvent.drop(zone, { dataTransfer: { files: [new File(['x'], '偽物.pdf')] } });
  await waitFor(() => expect(uploads).toHaveLength(1));
  act(() => uploads[0]?.fail('unsupported_media', { fields: [{ path: 'file', problem: 'not_a_choice' }] }));
  await part.findByText(/偽物\.pdfは受け付けられない形式です/);
  await page.user.click(part.getByRole('button', { name: '送り直す' }));
  await waitFor(() => expect(uploads).toHaveLength(2));
  expect(uploads[1]?.query['clientId']).toBe(uploads[0]?.query['clientId']);
  act(() => uploads[1]?.breakOff());
  await part.findByText(/つながりません/);
  page.close();
});

test('files that go with a message arrive before it, and once', async () => {
  const uploads = catchUploads();
  const { world } = start(aViewer());
  const page = await openPage(address);
  const part = await talk();
  await page.user.type(await part.findByRole('textbox'), '添付します');
  await page.user.upload(part.getByLabelText('ファイルを添える', { selector: 'input' }), [
    new File(['a'], '一.pdf'),
    new File(['b'], '二.pdf'),
  ]);
  await page.user.click(part.getByRole('button', { name: '送る' }));
  await waitFor(() => expect(uploads).toHaveLength(1));
  act(() => uploads[0]?.answer(201, buildFile(1)));
  await waitFor(() => expect(uploads).toHaveLength(2));
  expect(world.posted).toEqual([]);
  act(() => uploads[1]?.breakOff());
  await page.user.click(await part.findByRole('button', { name: '送り直す' }));
  await waitFor(() => expect(uploads).toHaveLength(3));
  expect(uploads[2]?.query).toMatchObject({ name: '二.pdf', clientId: uploads[1]?.query['clientId'] });
  act(() => uploads[2]?.answer(201, buildFile(2)));
  await waitFor(() => expect(world.posted).toMatchObject([{ fileIds: [idOf(601), idOf(602)] }]));
  page.close();
});

test('the list of introductions says where something is unread, and the count moves by itself', async () => {
  const { server } = start(aViewer());
  const asked: string[][] = [];
  let unread = 2;
  server.on(listIntroductions, () => ({
    items: [buildIntroduction({ id }), buildIntroduction({ id: idOf(41) })],
    total: 2,
    nextCursor: null,
  }));
  server.on(countUnreadMessages, ({ query }) => {
    asked.push(query.ids);
    return { counts: [{ id, unread }] };
  });
  const page = await openPage('/introductions');
  await screen.findByText('未読 2件');
  expect(asked).toEqual([[id, idOf(41)]]);
  unread = 3;
  act(() => sendHint({ topic: 'thread', id }));
  await screen.findByText('未読 3件');
  page.close();
});
