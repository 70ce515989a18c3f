// Files that are two things at once, and names that want to be more than a name.
import { request as httpRequest } from 'node:http';
import { acceptedEndings, downloadFile, endingOf, listFiles } from '@enishi/shared/files';
import type { TalkSubject } from '@enishi/shared/talk';
import { startTestApp, type TestApp } from '../support/app';
import { fileNames } from '../support/attacks';
import { meetingOfTwo, propose } from '../support/journey';
import { pdf, png, sendFile, zipOf } from '../support/talk';

let app: TestApp;
let met: Awaited<ReturnType<typeof meetingOfTwo>>;
let subject: TalkSubject;
beforeAll(async () => {
  app = await startTestApp();
  met = await meetingOfTwo(app);
  subject = { kind: 'introduction', id: (await propose(met.coordinator.client, met.need.id, met.seed.id)).id };
});
beforeEach(async () => {
  await app.connection.collection('files').deleteMany({});
});
afterAll(() => app.close());

const bytes = (...parts: (string | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const send = (name: string, content: string | Uint8Array) => sendFile(met.company.client, { subject, name, content });

/** RFC 6266 and 5987, and nothing besides. */
const disposition =
  /^attachment; filename="[\x20-\x21\x23-\x24\x26-\x5b\x5d-\x7e]*"; filename\*=UTF-8''(?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+$/;

/** Comes out as something to be saved: no type that runs, no rights, no guess. */
async function comesOutHarmless(id: string) {
  const { status, headers } = await met.company.client.download(downloadFile, { id });
  expect(status).toBe(200);
  expect(headers.get('content-type')).not.toMatch(/html|svg|xml(?!formats)|script|x-shockwave|java/i);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  expect(headers.get('content-disposition')).toMatch(disposition);
  expect(headers.get('x-evil') ?? headers.get('refresh') ?? headers.get('location')).toBeNull();
}

it.each(fileNames.map((name) => [name.slice(0, 60), name]))('is called decently: %j', async (_, name) => {
  const { status, body } = await send(name, 'ただの文章');
  expect([201, 400]).toContain(status);
  const { items } = await met.company.client.call(listFiles, {
    query: { subjectKind: subject.kind, subjectId: subject.id },
  });
  expect(items).toHaveLength(status === 201 ? 1 : 0);
  if (status !== 201) return;
  const file = body as { id: string; name: string };
  expect(file.name).not.toMatch(/[/\\<>:"|?*\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u206f]|^\.|[. ]$/u);
  expect(file.name.length).toBeLessThanOrEqual(120);
  expect(acceptedEndings).toContain(`.${endingOf(file.name)}`);
  await comesOutHarmless(file.id);
});

const page = '<html><script>__xss()</script></html>';
const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const polyglots: [string, string, Uint8Array][] = [
  ['a page before a PDF', 'x.pdf', bytes(page, pdf())],
  ['a page within a PDF', 'x.pdf.html', bytes(pdf(), page)],
  ['a page called PDF', 'x.pdf', bytes(page)],
  ['a page behind blanks', 'x.txt', bytes(' \t\n\ufeff', page)],
  ['a page behind a comment', 'x.txt', bytes('<!-- -->', page)],
  ['a page in UTF-16', 'x.txt', Buffer.from(`\ufeff${page}`, 'utf16le')],
  ['a page in UTF-7', 'x.txt', bytes('+ADw-script+AD4-__xss()+ADw-/script+AD4-')],
  ['a page in XML', 'x.csv', bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>')],
  ['a stylesheet in XML', 'x.txt', bytes('<?xml-stylesheet href="data:,"?><x/>')],
  ['a picture with a script', 'x.svg', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="__xss()"/>')],
  ['a picture with a script, called otherwise', 'x.png', bytes('<svg onload="__xss()"/>')],
  ['a GIF that is an archive', 'x.gif', bytes('GIF89a', new Uint8Array(20), zipOf('META-INF/MANIFEST.MF'))],
  ['a GIF that is a script', 'x.js', bytes('GIF89a/*', new Uint8Array(20), '*/=1;__xss()')],
  ['a PNG with a page behind it', 'x.html', bytes(png, page)],
  ['a JPEG with a page in a comment', 'x.htm', bytes(Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0x00, 0x30]), page)],
  ['an archive with a page', 'x.docx', zipOf('word/../../../page.html')],
  ['a letter with parts', 'x.mht', bytes(`MIME-Version: 1.0\nContent-Type: text/html\n\n${page}`)],
  ['a Flash film', 'x.txt', bytes('CWS\u0007', new Uint8Array(20))],
  ['a batch file', 'x.bat', bytes('@echo off\r\ncalc')],
  ['a shortcut', 'x.url', bytes('[InternetShortcut]\r\nURL=javascript:__xss()')],
  ['an archive with an ending from the language', 'x.constructor', zipOf('x')],
  ['an archive with another', 'x.__proto__', zipOf('x')],
  ['an old document with an ending from the language', 'x.constructor', ole],
  ['an old document with another', 'x.__proto__', ole],
];

it.each(polyglots)('%s (%s) is refused, or comes out as something to be saved', async (_, name, content) => {
  const { status, body } = await send(name, content);
  expect([201, 400, 415]).toContain(status);
  if (status !== 201) return;
  const file = body as { id: string; name: string };
  expect(acceptedEndings).toContain(`.${endingOf(file.name)}`);
  await comesOutHarmless(file.id);
});

it('takes nothing that begins as a page, whatever it is called', async () => {
  for (const [what, name, content] of polyglots.filter(([, , one]) =>
    /^[\s\ufeff]*</.test(Buffer.from(one).toString()),
  ))
    expect([what, (await send(name, content)).status]).toEqual([what, 415]);
});

it('an archive is kept as it is: nothing on the server unpacks it', async () => {
  // A zip bomb is small here and stays so.
  const { status, body } = await send('42.zip', zipOf('lib 0.zip'));
  expect([status, (body as { size: number }).size]).toEqual([201, zipOf('lib 0.zip').length]);
});

it('of a size that is only said to be huge is refused at once', async () => {
  const url = new URL(
    `/api/files?subjectKind=introduction&subjectId=${subject.id}&name=a.pdf&audience=need&clientId=00000000-0000-4000-8000-000000000001`,
    app.baseUrl,
  );
  const headers = {
    cookie: met.company.client.cookie(),
    'content-type': 'application/octet-stream',
    'content-length': '999999999999',
  };
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const asked = httpRequest(url, { method: 'POST', headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        asked.destroy();
        resolve(answer.statusCode);
      });
    });
    asked.on('error', reject);
    asked.flushHeaders();
  });
  expect(status).toBe(413);
});

it('of the client are served, and nothing beside them', async () => {
  const ways = [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..\\package.json',
    '/..%5cpackage.json',
    '/%00',
    '//canary.example/%2e%2e',
    '//canary.example/..',
    '/assets//canary.example/..%2f',
    '/assets',
    '/\\canary.example',
  ];
  const { port } = new URL(app.baseUrl);
  for (const path of ways) {
    // As it is written: a browser would tidy it up first.
    const { status, location, text } = await new Promise<{ status: number; location: string; text: string }>(
      (resolve, reject) => {
        const asked = httpRequest(
          { host: '127.0.0.1', agent: false, port, path, headers: { accept: 'text/html' } },
          (answer) => {
            let text = '';
            answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
            answer.on('end', () =>
              resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '', text }),
            );
          },
        );
        asked.on('error', reject);
        asked.end();
      },
    );
    expect([path, status < 500, text.includes('"workspaces"')]).toEqual([path, true, false]);
    // A way on stays on this host.
    expect([path, new URL(location, app.baseUrl).origin]).toEqual([path, app.baseUrl]);
  }
});
