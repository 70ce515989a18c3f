// Reads a mail as it went over the wire, so that tests look at what a mail program would get.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ReadMail {
  raw: string;
  /** Lower-case names; a header that stands twice has both values. */
  headers: Record<string, string[]>;
  subject: string;
  to: string;
  text: string;
  html: string;
  /** Every part with its type, as text. */
  parts: { type: string; content: string }[];
}

const decodeWord = (_: string, charset: string, way: string, coded: string): string => {
  const bytes = way.toUpperCase() === 'B' ? Buffer.from(coded, 'base64') : quotedPrintable(coded.replaceAll('_', ' '));
  return new TextDecoder(charset).decode(bytes);
};

/** RFC 2047. */
export const decodeHeader = (value: string): string =>
  value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?([^?]+)\?([bqBQ])\?([^?]*)\?=/g, decodeWord);

function quotedPrintable(text: string): Buffer {
  const flat = text.replace(/=\r?\n/g, '');
  return Buffer.from(
    flat.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  );
}

function split(raw: string): { headers: Record<string, string[]>; body: string } {
  const end = raw.search(/\r?\n\r?\n/);
  const headers: Record<string, string[]> = {};
  for (const line of raw
    .slice(0, end)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    const colon = line.indexOf(':');
    (headers[line.slice(0, colon).toLowerCase()] ??= []).push(line.slice(colon + 1).trim());
  }
  return { headers, body: raw.slice(end).replace(/^\r?\n\r?\n/, '') };
}

function partsOf(raw: string): ReadMail['parts'] {
  const { headers, body } = split(raw);
  const type = headers['content-type']?.[0] ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary)
    return body
      .split(`--${boundary}`)
      .slice(1, -1)
      .flatMap((part) => partsOf(part.replace(/^\r?\n/, '')));
  const encoding = headers['content-transfer-encoding']?.[0] ?? '7bit';
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body)
        : Buffer.from(body, 'latin1');
  return [{ type, content: bytes.toString('utf8').replaceAll('\r\n', '\n') }];
}

export function readMail(raw: string): ReadMail {
  const { headers } = split(raw);
  const parts = partsOf(raw);
  const partOf = (type: string) => parts.find((part) => part.type.startsWith(type))?.content ?? '';
  return {
    ...{ raw, headers, parts },
    subject: decodeHeader(headers['subject']?.[0] ?? ''),
    to: decodeHeader(headers['to']?.[0] ?? ''),
    text: partOf('text/plain'),
    html: partOf('text/html'),
  };
}

/** The mails that a product without a mail server has written, oldest first. */
export function mailsIn(dataDir: string): ReadMail[] {
  const folder = join(dataDir, 'outbox');
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return names.sort().map((name) => readMail(readFileSync(join(folder, name), 'latin1')));
}
