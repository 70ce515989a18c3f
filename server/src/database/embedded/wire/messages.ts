// The frames of the wire protocol: OP_MSG both ways, and OP_QUERY for the first handshake of older drivers.
import { BSON } from 'bson';
import { documentLength, joinDocuments, readDoc, writeDoc } from '../bson/codec.js';
import type { Doc } from '../bson/values.js';
import type { Answer } from '../commands/request.js';

const MAX_MESSAGE = 48_000_000;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM = 1;
const MORE_TO_COME = 2;
/** Flags that must be understood are in the lower half. */
const UNKNOWN_FLAGS = 0xffff & ~(CHECKSUM | MORE_TO_COME);

export interface Message {
  readonly requestId: number;
  readonly isLegacy: boolean;
  readonly wantsAnswer: boolean;
  readonly body: Doc;
  readonly sequences: ReadonlyMap<string, Buffer[]>;
}

function hostile(reason: string): never {
  throw new BSON.BSONError(reason);
}

/** Length of the message that begins `buffer`; throws when it cannot be one. */
export function messageLength(buffer: Buffer): number {
  const length = buffer.readInt32LE(0);
  if (length < HEADER + 5 || length > MAX_MESSAGE) hostile(`a message of ${length} bytes is not acceptable`);
  return length;
}

export function parseMessage(buffer: Buffer): Message {
  const requestId = buffer.readInt32LE(4);
  const opcode = buffer.readInt32LE(12);
  if (opcode === OP_MSG) return { requestId, isLegacy: false, ...parseSections(buffer) };
  if (opcode !== OP_QUERY) hostile(`operation ${opcode} is not known`);
  return { requestId, isLegacy: true, wantsAnswer: true, body: parseQuery(buffer), sequences: new Map() };
}

/** What says its own length at a place, and ends in a zero: a document, and a sequence of them. */
const frameAt = (buffer: Buffer, at: number, limit: number): Buffer =>
  buffer.subarray(at, at + documentLength(buffer, at, limit));

function parseQuery(buffer: Buffer): Doc {
  const end = buffer.indexOf(0, HEADER + 4);
  const namespace = buffer.toString('utf8', HEADER + 4, end);
  if (end < 0 || !namespace.endsWith('.$cmd')) hostile('OP_QUERY is only for the handshake');
  const body = readDoc(frameAt(buffer, end + 9, buffer.length));
  return body.has('$db') ? body : body.set('$db', namespace.slice(0, -5));
}

function parseSections(buffer: Buffer): Pick<Message, 'body' | 'sequences' | 'wantsAnswer'> {
  const flags = buffer.readUInt32LE(HEADER);
  if (flags & UNKNOWN_FLAGS) hostile('unknown flags');
  const limit = buffer.length - (flags & CHECKSUM ? 4 : 0);
  const sequences = new Map<string, Buffer[]>();
  let body: Doc | null = null;
  for (let at = HEADER + 4, frame; at < limit; at += 1 + frame.length) {
    frame = frameAt(buffer, at + 1, limit);
    const kind = buffer[at];
    const nameEnd = frame.indexOf(0, 4);
    if (kind === 0 && !body) body = readDoc(frame);
    else if (kind === 1) sequences.set(frame.toString('utf8', 4, nameEnd), documentsFrom(frame, nameEnd + 1));
    else hostile(`a section of kind ${kind} is not known, or comes twice`);
  }
  return { body: body ?? hostile('a message needs a body'), sequences, wantsAnswer: (flags & MORE_TO_COME) === 0 };
}

function documentsFrom(frame: Buffer, start: number): Buffer[] {
  const documents: Buffer[] = [];
  for (let at = start; at < frame.length; at += documents.at(-1)!.length)
    documents.push(frameAt(frame, at, frame.length));
  return documents;
}

/** The answer as a frame, in parts. */
export function encodeAnswer(answer: Answer, { requestId, isLegacy }: Message): Buffer[] {
  const body = encodeBody(answer);
  const head = Buffer.alloc(isLegacy ? HEADER + 20 : HEADER + 5);
  const length = body.reduce((sum, part) => sum + part.length, head.length);
  [length, 0, requestId, isLegacy ? OP_REPLY : OP_MSG].forEach((n, i) => head.writeInt32LE(n, i * 4));
  if (isLegacy) head.writeInt32LE(1, HEADER + 16);
  return [head, ...body];
}

/** {cursor: {firstBatch: […], id, ns}, …fields}, the batch as it is. */
function encodeBody({ fields, batch }: Answer): Buffer[] {
  const plain = writeDoc(fields);
  if (!batch) return [plain];
  const list = joinDocuments(batch.documents);
  const [inner, rest] = [writeDoc(batch.cursor).subarray(4), plain.subarray(4)];
  const start = Buffer.from(`....\x03cursor\0....\x04${batch.name}\0`, 'latin1');
  const innerLength = start.length - 12 + list.length + inner.length;
  start.writeInt32LE(12 + innerLength + rest.length, 0);
  start.writeInt32LE(innerLength, 12);
  return [start, list, inner, rest];
}
