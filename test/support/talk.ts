// Steps of those who talk and share files.
import { randomUUID } from 'node:crypto';
import { uploadFile, type FileView } from '@enishi/shared/files';
import type { Audience, TalkSubject } from '@enishi/shared/talk';
import { getThread, postMessage, type MessageView } from '@enishi/shared/threads';
import type { HttpClient } from './http-client';

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

export const pdf = (text = 'test') => bytesOf(`%PDF-1.7\n% ${text}\n%%EOF\n`);
/** As many bytes of a PDF. */
export const bigPdf = (size: number): Uint8Array => {
  const bytes = new Uint8Array(size).fill(0x20);
  bytes.set(pdf());
  return bytes;
};
export const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]);
/** An archive that holds one entry of this name. */
export const zipOf = (entry: string): Uint8Array =>
  bytesOf(`PK\u0003\u0004\u0014\u0000\u0000\u0000\u0000\u0000${'\u0000'.repeat(20)}${entry}`);

export interface Sending {
  subject: TalkSubject;
  content?: string | Uint8Array;
  name?: string;
  audience?: Audience;
  clientId?: string;
  headers?: Record<string, string>;
}

/** Sends a file as a browser does; whatever comes back. */
export const sendFile = (client: HttpClient, sending: Sending) => {
  const {
    subject,
    content = pdf(),
    name = '試験成績.pdf',
    audience = 'need',
    clientId = randomUUID(),
    headers,
  } = sending;
  return client.upload(
    uploadFile,
    { subjectKind: subject.kind, subjectId: subject.id, name, audience, clientId },
    bytesOf(content),
    headers,
  );
};

export async function addFile(client: HttpClient, sending: Sending): Promise<FileView> {
  const { status, body } = await sendFile(client, sending);
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return uploadFile.answer?.parse(body) as FileView;
}

export const say = (
  client: HttpClient,
  subject: TalkSubject,
  text: string,
  { audience = 'need', ...more }: { audience?: Audience; fileIds?: string[]; clientId?: string } = {},
): Promise<MessageView> =>
  client.call(postMessage, { params: { ...subject }, body: { clientId: randomUUID(), text, audience, ...more } });

export const readThread = (client: HttpClient, subject: TalkSubject, query: Record<string, string | number> = {}) =>
  client.call(getThread, { params: { ...subject }, query });

export const textsOf = async (client: HttpClient, subject: TalkSubject): Promise<string[]> =>
  (await readThread(client, subject)).messages.map((message) => message.text);
