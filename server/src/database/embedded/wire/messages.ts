// The frames of the wire protocol: OP_MSG both ways, and OP_QUERY for the first handshake of older drivers.
import { documentLength, readDoc, BsonFault } from '../bson/read.js';
import type { Doc } from '../bson/values.js';
import { writeDoc, type Answer } from '../bson/write.js';

const MAX_MESSAGE = 48_000_000;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM = 1;
const MORE_TO_COME = 2;
const KNOWN_FLAGS = 0x10003;

export interface Message {
  readonly requestId: number;
  readonly isLegacy: boolean;
  readonly wantsAnswer: boolean;
  readonly body: Doc;
  readonly sequences: ReadonlyMap<string, Buffer[]>;
}

/** Length of the message that begins `buffer`; throws when it cannot be one. */
export function messageLength(buffer: Buffer): number {
  const length = buffer.readInt32LE(0);
  if (length < HEADER + 5 || length > MAX_MESSAGE)
    throw new BsonFault(`a message of ${length} bytes is not acceptable`);
  return length;
}

export function parseMessage(buffer: Buffer): Message {
  const requestId = buffer.readInt32LE(4);
  const opcode = buffer.readInt32LE(12);
  if (opcode === OP_MSG) return { requestId, isLegacy: false, ...parseSections(buffer) };
  if (opcode === OP_QUERY)
    return { requestId, isLegacy: true, wantsAnswer: true, body: parseQuery(buffer), sequences: new Map() };
  throw new BsonFault(`opcode ${opcode} is not supported`);
}

function parseQuery(buffer: Buffer): Doc {
  const end = buffer.indexOf(0, HEADER + 4);
  if (end < 0 || end + 9 > buffer.length) throw new BsonFault('message is cut off');
  const namespace = buffer.utf8Slice(HEADER + 4, end);
  if (!namespace.endsWith('.$cmd')) throw new BsonFault('OP_QUERY is only for the handshake');
  documentLength(buffer, end + 9, buffer.length);
  const body = readDoc(buffer, end + 9);
  return body.has('$db') ? body : body.set('$db', namespace.slice(0, -5));
}

function parseSections(buffer: Buffer): Pick<Message, 'body' | 'sequences' | 'wantsAnswer'> {
  const flags = buffer.readUInt32LE(HEADER);
  if ((flags & 0xffff & ~KNOWN_FLAGS) !== 0) throw new BsonFault('unknown flags');
  const limit = buffer.length - (flags & CHECKSUM ? 4 : 0);
  const sequences = new Map<string, Buffer[]>();
  let body: Doc | null = null;
  let at = HEADER + 4;
  while (at < limit) {
    const kind = buffer[at++];
    if (kind === 0) {
      if (body) throw new BsonFault('more than one body');
      const length = documentLength(buffer, at, limit);
      body = readDoc(buffer.subarray(at, at + length));
      at += length;
    } else if (kind === 1) at = parseSequence(buffer, at, limit, sequences);
    else throw new BsonFault(`unknown section of kind ${kind}`);
  }
  if (!body) throw new BsonFault('a message needs a body');
  return { body, sequences, wantsAnswer: (flags & MORE_TO_COME) === 0 };
}

function parseSequence(buffer: Buffer, start: number, limit: number, sequences: Map<string, Buffer[]>): number {
  if (start + 4 > limit) throw new BsonFault('section is cut off');
  const end = start + buffer.readInt32LE(start);
  if (end <= start + 4 || end > limit) throw new BsonFault('section has a wrong length');
  const nameEnd = buffer.indexOf(0, start + 4);
  if (nameEnd < 0 || nameEnd >= end) throw new BsonFault('section has no name');
  const documents: Buffer[] = [];
  let at = nameEnd + 1;
  while (at < end) {
    const length = documentLength(buffer, at, end);
    documents.push(buffer.subarray(at, at + length));
    at += length;
  }
  sequences.set(buffer.utf8Slice(start + 4, nameEnd), documents);
  return end;
}

/** The answer as a frame. */
export function encodeAnswer(
  answer: Answer,
  { requestId, isLegacy }: Pick<Message, 'requestId' | 'isLegacy'>,
): Buffer[] {
  const body = writeDoc(answer);
  const head = Buffer.alloc(isLegacy ? HEADER + 20 : HEADER + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(requestId, 8);
  head.writeInt32LE(isLegacy ? OP_REPLY : OP_MSG, 12);
  if (isLegacy) head.writeInt32LE(1, HEADER + 16);
  return [head, body];
}
