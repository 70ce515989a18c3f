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

/** The document at a place, and the place behind it. */
function documentAt(buffer: Buffer, at: number, limit: number): [raw: Buffer, next: number] {
  const next = at + documentLength(buffer, at, limit);
  return [buffer.subarray(at, next), next];
}

function parseQuery(buffer: Buffer): Doc {
  const end = buffer.indexOf(0, HEADER + 4);
  const namespace = buffer.toString('utf8', HEADER + 4, end);
  if (end < 0 || !namespace.endsWith('.$cmd')) hostile('OP_QUERY is only for the handshake');
  const body = readDoc(documentAt(buffer, end + 9, buffer.length)[0]);
  return body.has('$db') ? body : body.set('$db', namespace.slice(0, -5));
}

function parseSections(buffer: Buffer): Pick<Message, 'body' | 'sequences' | 'wantsAnswer'> {
  const flags = buffer.readUInt32LE(HEADER);
  if (flags & UNKNOWN_FLAGS) hostile('unknown flags');
  const limit = buffer.length - (flags & CHECKSUM ? 4 : 0);
  const sequences = new Map<string, Buffer[]>();
  let raw: Buffer | null = null;
  let at = HEADER + 4;
  while (at < limit) {
    const kind = buffer[at++];
    if (kind === 0 && !raw) [raw, at] = documentAt(buffer, at, limit);
    else if (kind === 1) at = parseSequence(buffer, at, limit, sequences);
    else hostile(`a section of kind ${kind} is not known, or comes twice`);
  }
  const body = raw ? readDoc(raw) : hostile('a message needs a body');
  return { body, sequences, wantsAnswer: (flags & MORE_TO_COME) === 0 };
}

function parseSequence(buffer: Buffer, start: number, limit: number, sequences: Map<string, Buffer[]>): number {
  const end = start + 4 > limit ? 0 : start + buffer.readInt32LE(start);
  if (end <= start + 4 || end > limit) hostile('section has a wrong length');
  const nameEnd = buffer.indexOf(0, start + 4);
  if (nameEnd < 0 || nameEnd >= end) hostile('section has no name');
  const documents: Buffer[] = [];
  for (let at = nameEnd + 1; at < end;) {
    const [raw, next] = documentAt(buffer, at, end);
    documents.push(raw);
    at = next;
  }
  sequences.set(buffer.toString('utf8', start + 4, nameEnd), documents);
  return end;
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
