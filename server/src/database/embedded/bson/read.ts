// Raw BSON to values. Every length is checked against its parent, so hostile bytes end in BsonFault, never in a read
// outside the document. `wanted` limits the work to some top-level fields: scans decode only what the filter asks for.
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import './buffer-methods.js';
import { isInt32, type Doc, type Value } from './values.js';

export class BsonFault extends Error {}

const MAX_DEPTH = 200;
const MAX_TIME = 8.64e15;

/** Decodes the document at `offset`; with `wanted`, only those top-level fields. */
export function readDoc(buffer: Buffer, offset = 0, wanted?: ReadonlySet<string>): Doc {
  return readFields(buffer, offset, buffer.length, 0, wanted);
}

/** Length of the document at `offset`, checked for its frame only. */
export function documentLength(buffer: Buffer, offset: number, limit: number): number {
  if (offset + 5 > limit) throw new BsonFault('document is cut off');
  const length = buffer.readInt32LE(offset);
  if (length < 5 || offset + length > limit || buffer[offset + length - 1] !== 0)
    throw new BsonFault('document has a wrong length');
  return length;
}

function readFields(buffer: Buffer, start: number, limit: number, depth: number, wanted?: ReadonlySet<string>): Doc {
  if (depth > MAX_DEPTH) throw new BsonFault('document is nested too deeply');
  const end = start + documentLength(buffer, start, limit) - 1;
  const result: Doc = new Map();
  const cursor: Cursor = { buffer, at: start + 4, end, depth };
  let missing = wanted ? wanted.size : -1;
  while (cursor.at < end) {
    const type = buffer[cursor.at++] as number;
    const name = readName(cursor);
    if (wanted && !wanted.has(name)) skipValue(cursor, type);
    else {
      result.set(name, readValue(cursor, type));
      if (--missing === 0) return result;
    }
  }
  if (cursor.at !== end) throw new BsonFault('document has a wrong length');
  return result;
}

interface Cursor {
  readonly buffer: Buffer;
  at: number;
  readonly end: number;
  readonly depth: number;
}

// Field names repeat in every document; a small table of interned names spares building the same string again.
const NAMES: (string | undefined)[] = new Array<string | undefined>(4096);

function readName(cursor: Cursor): string {
  const { buffer, at: start, end } = cursor;
  let at = start;
  let hash = 0;
  let byte: number;
  while (at < end && (byte = buffer[at] as number) !== 0) {
    hash = (hash * 31 + byte) | 0;
    at++;
  }
  if (at >= end) throw new BsonFault('field name is cut off');
  cursor.at = at + 1;
  const slot = hash & 4095;
  const known = NAMES[slot];
  if (known !== undefined && sameBytes(known, buffer, start, at)) return known;
  const name = buffer.utf8Slice(start, at);
  if (at - start <= 64) NAMES[slot] = name;
  return name;
}

function sameBytes(name: string, buffer: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code > 127 || code !== buffer[start + i]) return false;
  }
  return true;
}

function need(cursor: Cursor, size: number): number {
  const at = cursor.at;
  if (size < 0 || at + size > cursor.end) throw new BsonFault('value is cut off');
  cursor.at = at + size;
  return at;
}

function readString(cursor: Cursor): string {
  const { buffer } = cursor;
  const length = buffer.readInt32LE(need(cursor, 4));
  if (length < 1) throw new BsonFault('string has a wrong length');
  const at = need(cursor, length);
  if (buffer[at + length - 1] !== 0) throw new BsonFault('string has no end');
  return length < 24 ? shortText(buffer, at, at + length - 1) : buffer.utf8Slice(at, at + length - 1);
}

function shortText(buffer: Buffer, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) {
    const byte = buffer[i] as number;
    if (byte > 127) return buffer.utf8Slice(start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}

function readLong(cursor: Cursor): Long {
  const at = need(cursor, 8);
  return new Long(cursor.buffer.readInt32LE(at), cursor.buffer.readInt32LE(at + 4));
}

function readDate(cursor: Cursor): Date {
  const at = need(cursor, 8);
  const time = cursor.buffer.readInt32LE(at + 4) * 4294967296 + cursor.buffer.readUInt32LE(at);
  if (Math.abs(time) > MAX_TIME) throw new BsonFault('date is outside the years that can be handled');
  return new Date(time);
}

function readDouble(cursor: Cursor): number | Double {
  const n = cursor.buffer.readDoubleLE(need(cursor, 8));
  return isInt32(n) ? new Double(n) : n;
}

function readBinary(cursor: Cursor): Binary {
  const { buffer } = cursor;
  let length = buffer.readInt32LE(need(cursor, 4));
  const subtype = buffer[need(cursor, 1)] as number;
  let at = need(cursor, length);
  if (subtype === 2 && length >= 4) {
    at += 4;
    length -= 4;
  }
  return new Binary(Buffer.from(buffer.subarray(at, at + length)), subtype);
}

function readNested(cursor: Cursor): Doc {
  const at = cursor.at;
  const length = documentLength(cursor.buffer, at, cursor.end);
  need(cursor, length);
  return readFields(cursor.buffer, at, at + length, cursor.depth + 1);
}

function readCodeWithScope(cursor: Cursor): Code {
  need(cursor, 4);
  const code = readString(cursor);
  const scope: Record<string, unknown> = {};
  for (const [key, value] of readNested(cursor)) scope[key] = value;
  return new Code(code, scope);
}

function readValue(cursor: Cursor, type: number): Value {
  const { buffer } = cursor;
  switch (type) {
    case 0x01:
      return readDouble(cursor);
    case 0x02:
      return readString(cursor);
    case 0x03:
      return readNested(cursor);
    case 0x04:
      return [...readNested(cursor).values()];
    case 0x05:
      return readBinary(cursor);
    case 0x07:
      return new ObjectId(Uint8Array.prototype.slice.call(buffer, need(cursor, 12), cursor.at));
    case 0x08:
      return buffer[need(cursor, 1)] === 1;
    case 0x09:
      return readDate(cursor);
    case 0x0a:
      return null;
    case 0x10:
      return buffer.readInt32LE(need(cursor, 4));
    case 0x12:
      return readLong(cursor);
    default:
      return readRare(cursor, type);
  }
}

function readRare(cursor: Cursor, type: number): Value {
  const { buffer } = cursor;
  switch (type) {
    case 0x0b:
      return new BSONRegExp(readName(cursor), readName(cursor));
    case 0x0d:
      return new Code(readString(cursor));
    case 0x0e:
      return new BSONSymbol(readString(cursor));
    case 0x0f:
      return readCodeWithScope(cursor);
    case 0x11: {
      const at = need(cursor, 8);
      return new Timestamp({ i: buffer.readUInt32LE(at), t: buffer.readUInt32LE(at + 4) });
    }
    case 0x13:
      return new Decimal128(Buffer.from(buffer.subarray(need(cursor, 16), cursor.at)));
    case 0x7f:
      return new MaxKey();
    case 0xff:
      return new MinKey();
    default:
      throw new BsonFault(`values of BSON type ${type} are not supported`);
  }
}

const FIXED: Record<number, number> = { 1: 8, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16, 127: 0, 255: 0 };

function skipValue(cursor: Cursor, type: number): void {
  const fixed = FIXED[type];
  if (fixed !== undefined) need(cursor, fixed);
  else if (type === 2 || type === 13 || type === 14) need(cursor, cursor.buffer.readInt32LE(need(cursor, 4)));
  else if (type === 3 || type === 4) need(cursor, documentLength(cursor.buffer, cursor.at, cursor.end));
  else if (type === 5) need(cursor, cursor.buffer.readInt32LE(need(cursor, 4)) + 1);
  else readRare(cursor, type);
}
