// Files of an introduction: what may come in, who sees it, and what is left of it when something goes wrong.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { downloadFile, fileLimits, listFiles, removeFile, uploadFile } from '@enishi/shared/files';
import type { ErrorBody } from '@enishi/shared/errors';
import type { IntroductionView } from '@enishi/shared/introductions';
import type { TalkSubject } from '@enishi/shared/talk';
import { startTestApp, type TestApp } from '../support/app';
import { accept, proposalToTwo, type meetingOfTwo } from '../support/journey';
import type { HttpClient } from '../support/http-client';
import { keptWorld } from '../support/kept-world';
import { addFile, bigPdf, pdf, png, sendFile, zipOf, type Sending } from '../support/talk';

const kept = ['folder', 'gridfs'] as const;

/** Asks again and again; the test's own time limit ends what never comes true. */
const until = async (isTrue: () => Promise<boolean>): Promise<void> => {
  while (!(await isTrue()));
};

describe.each(kept)('files kept in the %s', (files) => {
  let app: TestApp;
  let met: Awaited<ReturnType<typeof meetingOfTwo>>;
  let introduction: IntroductionView;
  let subject: TalkSubject;
  const folder = () => join(app.dataDir, 'files');
  const heaps = ['filebytes.files', 'filebytes.chunks'];
  const fresh = keptWorld(() => app, proposalToTwo);
  beforeAll(async () => {
    app = await startTestApp({ env: { FILES: files } });
  });
  beforeEach(async () => {
    ({ met, introduction } = await fresh());
    rmSync(folder(), { recursive: true, force: true });
    for (const name of heaps) await app.connection.collection(name).deleteMany({});
    subject = { kind: 'introduction', id: introduction.id };
  });
  afterAll(() => app.close());

  /** How many stored things there are, whole or in part. */
  const stored = async (): Promise<number> => {
    if (files === 'folder') return existsSync(folder()) ? readdirSync(folder()).length : 0;
    const [whole, parts] = await Promise.all(heaps.map((name) => app.connection.collection(name).countDocuments()));
    return (whole ?? 0) + (parts ?? 0);
  };
  const list = async (client: HttpClient) =>
    (await client.call(listFiles, { query: { subjectKind: subject.kind, subjectId: subject.id } })).items;
  const refused = async (sending: Partial<Sending>, status: number): Promise<ErrorBody> => {
    const answer = await sendFile(met.company.client, { subject, ...sending });
    expect([answer.status, typeof (answer.body as ErrorBody).requestId]).toEqual([status, 'string']);
    return answer.body as ErrorBody;
  };
  const nothingLeft = async () => {
    expect(await list(met.company.client)).toEqual([]);
    expect(await stored()).toBe(0);
  };

  it('come back byte for byte, to be saved and not to be run', async () => {
    const content = bigPdf(700_001);
    const file = await addFile(met.company.client, { subject, content, name: '秘密 "図面"; v2.pdf' });
    expect(file).toMatchObject({
      name: '秘密 _図面_; v2.pdf',
      kind: 'pdf',
      size: 700_001,
      audience: 'need',
      author: { displayName: met.company.user.displayName, side: 'need', isMine: true },
      removedAt: null,
    });
    const { status, headers, bytes } = await met.company.client.download(downloadFile, { id: file.id });
    expect(status).toBe(200);
    expect(Buffer.compare(bytes, content)).toBe(0);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '700001',
      'content-disposition': `attachment; filename="__ ____; v2.pdf"; filename*=UTF-8''${encodeURIComponent('秘密 _図面_; v2.pdf')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(headers.get('cache-control')).toMatch(/^private, no-store/);
  });

  it('are seen by their side and the coordinators, and hidden from everybody else', async () => {
    const file = await addFile(met.company.client, { subject });
    const elsewhere = await app.signedIn({ roles: ['coordinator'], prefecture: '47' });
    const stranger = await app.signedIn();
    for (const { client } of [met.company, met.coordinator]) {
      expect((await list(client)).map(({ id }) => id)).toEqual([file.id]);
      expect((await client.download(downloadFile, { id: file.id })).status).toBe(200);
    }
    expect(await list(met.researcher.client)).toEqual([]);
    for (const { client } of [met.researcher, elsewhere, stranger]) {
      expect((await client.download(downloadFile, { id: file.id })).status).toBe(404);
      await client.fail(removeFile, 404, { params: { id: file.id } });
    }
    for (const { client } of [elsewhere, stranger]) {
      await client.fail(listFiles, 404, { query: { subjectKind: subject.kind, subjectId: subject.id } });
      expect((await sendFile(client, { subject })).status).toBe(404);
    }
    expect((await app.visitor().download(downloadFile, { id: file.id })).status).toBe(401);
    expect((await sendFile(app.visitor(), { subject })).status).toBe(401);
  });

  it('are for both sides only once both have accepted', async () => {
    expect(await refused({ audience: 'both' }, 400)).toMatchObject({
      fields: [{ path: 'audience', problem: 'not_a_choice' }],
    });
    for (const audience of ['item', 'desk'] as const) await refused({ audience }, 400);
    const own = await addFile(met.company.client, { subject });
    await accept(met.researcher.client, await accept(met.company.client, introduction));
    const shared = await addFile(met.company.client, { subject, audience: 'both' });
    expect((await list(met.researcher.client)).map(({ id }) => id)).toEqual([shared.id]);
    expect((await list(met.company.client)).map(({ id }) => id)).toEqual([shared.id, own.id]);
  });

  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\田中\\見積.txt', '見積.txt'],
    ['a\u202etxt.exe', 'atxt.exe.txt'],
    ['改行\r\nSet-Cookie: x=1.txt', '改行Set-Cookie_ x=1.txt'],
    ['\u0000\u0007空.txt', '空.txt'],
    ['page.html', 'page.html.txt'],
    ['...', null],
    ['', null],
    [`${'長'.repeat(400)}.txt`, `${'長'.repeat(fileLimits.name - 4)}.txt`],
  ])('are called decently, whatever they came as (%#)', async (name, shown) => {
    if (shown === null) {
      expect(await refused({ name, content: 'ただの文章' }, 400)).toMatchObject({ fields: [{ path: 'name' }] });
      return nothingLeft();
    }
    const file = await addFile(met.company.client, { subject, name, content: 'ただの文章' });
    expect(file.name).toBe(shown);
    const { headers } = await met.company.client.download(downloadFile, { id: file.id });
    expect(headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(shown)}`);
    expect(headers.get('set-cookie')).not.toContain('x=1');
  });

  const shiftJis = Uint8Array.from([0x93, 0xfa, 0x96, 0x7b, 0x2c, 0x31, 0x0d, 0x0a]);
  it.each([
    ['図.png', png, 'png', 'image/png'],
    ['書類.docx', zipOf('word/document.xml'), 'docx', /wordprocessingml/],
    ['書庫.zip', zipOf('何か.txt'), 'zip', 'application/zip'],
    ['旧.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'xls', 'application/vnd.ms-excel'],
    ['表.csv', shiftJis, 'csv', 'text/csv'],
    ['BMの話.md', 'BM: 次回の打合せ', 'text', 'text/plain'],
    ['写真', png, 'png', 'image/png'],
  ])('%s is found to be what it is', async (name, content, kind, media) => {
    const file = await addFile(met.company.client, { subject, name, content });
    expect(file.kind).toBe(kind);
    const { headers, bytes } = await met.company.client.download(downloadFile, { id: file.id });
    expect(headers.get('content-type')).toMatch(media);
    expect(bytes).toHaveLength(file.size);
  });

  it.each([
    ['a picture that is a page', 'logo.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page that is called a text', 'memo.txt', '\ufeff \n<!DOCTYPE html><script>alert(1)</script>'],
    ['a page that is called a table', 'memo.csv', '<html>'],
    ['a program', 'setup.exe', Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00])],
    ['a program that is called a text', 'memo.txt', Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00])],
    ['an archive that is called a document', 'memo.docx', zipOf('evil.exe')],
    ['a Java archive', 'a.jar', zipOf('META-INF/MANIFEST.MF')],
    ['text that ends as no text does', 'memo.txt', Uint8Array.from([...new Uint8Array(9000).fill(0x61), 0xff, 0x00])],
  ])('%s is refused, and nothing is left of it', async (_, name, content) => {
    const body = await refused({ name, content }, 415);
    expect(body).toMatchObject({ code: 'unsupported_media', fields: [{ path: 'file', problem: 'not_a_choice' }] });
    await nothingLeft();
  });

  it('that are empty are refused', async () => {
    expect(await refused({ content: new Uint8Array(0) }, 400)).toMatchObject({
      fields: [{ path: 'file', problem: 'required' }],
    });
    await nothingLeft();
  });

  it('of just the largest size are taken, one byte more is refused on the field', async () => {
    const file = await addFile(met.company.client, { subject, content: bigPdf(fileLimits.bytes) });
    expect(file.size).toBe(fileLimits.bytes);
    await met.company.client.call(removeFile, { params: { id: file.id } });
    const tooBig = { code: 'too_large', fields: [{ path: 'file', problem: 'too_big', limit: fileLimits.bytes }] };
    expect(await refused({ content: bigPdf(fileLimits.bytes + 1) }, 413)).toMatchObject(tooBig);
    await nothingLeft();
  });

  it('that never say how large they are are cut once they are too large', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1_000_000;
        controller.enqueue(sent === 1_000_000 ? bigPdf(1_000_000) : new Uint8Array(1_000_000));
      },
    });
    const query = {
      subjectKind: subject.kind,
      subjectId: subject.id,
      name: 'a.pdf',
      audience: 'need',
      clientId: randomUUID(),
    };
    const answer = await met.company.client
      .upload(uploadFile, query, endless)
      .catch((error: unknown) => ({ status: 0, body: error }));
    // Whoever goes on sending may find the line cut before the answer was read.
    expect([0, 413]).toContain(answer.status);
    expect(sent).toBeLessThan(fileLimits.bytes * 4);
    await nothingLeft();
  });

  it('that break off on their way leave nothing', async () => {
    const query = new URLSearchParams({
      subjectKind: subject.kind,
      subjectId: subject.id,
      name: 'half.pdf',
      audience: 'need',
      clientId: randomUUID(),
    });
    const { port } = new URL(app.baseUrl);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      `POST /api/files?${query.toString()} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${met.company.client.cookie()}\r\n` +
        'Content-Type: application/octet-stream\r\nContent-Length: 900000\r\n\r\n',
    );
    socket.write(bigPdf(500_000));
    await until(async () => (await app.connection.collection('files').countDocuments({ state: 'arriving' })) === 1);
    socket.destroy();
    await until(async () => (await app.connection.collection('files').countDocuments({ state: 'arriving' })) === 0);
    await nothingLeft();
  });

  it('sent a second time because the answer was lost are there once', async () => {
    const clientId = randomUUID();
    const first = await addFile(met.company.client, { subject, clientId });
    const again = await Promise.all([1, 2, 3].map(() => addFile(met.company.client, { subject, clientId })));
    expect(again.map(({ id }) => id)).toEqual([first.id, first.id, first.id]);
    expect(await list(met.company.client)).toHaveLength(1);
  });

  it('sent twice at the same moment are there once', async () => {
    const clientId = randomUUID();
    const both = await Promise.all([1, 2].map(() => addFile(met.company.client, { subject, clientId })));
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(await list(met.company.client)).toHaveLength(1);
    expect(await stored()).toBe(files === 'folder' ? 1 : 2);
  });

  it('are taken away by their author or a coordinator, bytes and all', async () => {
    const mine = await addFile(met.company.client, { subject });
    const other = await addFile(met.company.client, { subject });
    const deskFile = await addFile(met.coordinator.client, { subject });
    await met.company.client.fail(removeFile, 403, { params: { id: deskFile.id } });
    await met.company.client.call(removeFile, { params: { id: mine.id } });
    await met.company.client.call(removeFile, { params: { id: mine.id } });
    await met.coordinator.client.call(removeFile, { params: { id: other.id } });
    expect((await list(met.company.client)).map(({ id, abilities }) => [id, abilities.canRemove])).toEqual([
      [deskFile.id, false],
    ]);
    expect((await met.company.client.download(downloadFile, { id: mine.id })).status).toBe(404);
    expect(await stored()).toBe(files === 'folder' ? 1 : 2);
  });

  it('whose sending was cut off by a crash, or whose bytes outlived them, are swept away', async () => {
    const lost = await addFile(met.company.client, { subject });
    const gone = await addFile(met.company.client, { subject });
    const whole = await addFile(met.company.client, { subject });
    const records = app.connection.collection('files');
    // As the power went: the bytes are there, the acknowledgement is not; a removal that stopped half way.
    await records.updateOne({ name: lost.name, state: 'kept' }, { $set: { state: 'arriving' } }, { sort: { _id: 1 } });
    await records.updateOne({ state: 'kept' }, { $set: { state: 'removed' } }, { sort: { _id: 1 } });
    await app.wired.sweep.run();
    expect((await list(met.company.client)).map(({ id }) => id)).toEqual([whole.id]);
    app.clock.move(16 * 60_000);
    await app.wired.sweep.run();
    expect(await records.countDocuments({ state: 'arriving' })).toBe(0);
    expect(await stored()).toBe(files === 'folder' ? 1 : 2);
    expect((await met.company.client.download(downloadFile, { id: gone.id })).status).toBe(404);
    expect((await met.company.client.download(downloadFile, { id: whole.id })).status).toBe(200);
  });

  it('are at most so many', async () => {
    const one = await addFile(met.company.client, { subject });
    const records = app.connection.collection('files');
    const [record] = await records.find({}).toArray();
    const { _id, ...rest } = record ?? {};
    expect(String(_id)).toBe(one.id);
    await records.insertMany(
      Array.from({ length: fileLimits.perSubject - 2 }, () => ({ ...rest, clientId: randomUUID() })),
    );
    await addFile(met.company.client, { subject });
    expect(await refused({}, 400)).toMatchObject({
      fields: [{ path: 'file', problem: 'too_many', limit: fileLimits.perSubject }],
    });
    expect(await list(met.company.client)).toHaveLength(fileLimits.perSubject);
  });

  if (files === 'folder')
    it('lie there for this account only, under names that tell nothing', async () => {
      await addFile(met.company.client, { subject, content: pdf('secret') });
      const [name] = readdirSync(folder());
      expect(name).toMatch(/^[0-9a-f]{24}$/);
      expect(statSync(join(folder(), name ?? '')).mode & 0o777).toBe(0o600);
    });

  it('are not taken as a form of another site could send them', async () => {
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])
      expect(await refused({ headers: { 'content-type': type } }, 415)).toMatchObject({ code: 'unsupported_media' });
    expect(await refused({ headers: { origin: 'https://evil.example' } }, 403)).toMatchObject({ code: 'cross_site' });
    await nothingLeft();
  });
});
