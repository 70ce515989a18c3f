// Values to raw BSON. A Buffer inside an answer is a raw document and is copied as it is: stored documents travel to
// the client untouched.
import type { Binary, Code } from 'bson';
import { isInt32, type Doc, type Value } from './values.js';

export type Answer = Map<string, Answerable>;
export type Answerable = Value | Buffer | Answer | Answerable[];

let scratch = Buffer.allocUnsafe(1 << 16);
let at = 0;

/** Encodes a document; the result is a buffer of its own. */
export function writeDoc(value: Answer | Doc): Buffer {
  at = 0;
  putDoc(value.entries());
  const result = Buffer.allocUnsafeSlow(at);
  scratch.copy(result, 0, 0, at);
  if (scratch.length > 1 << 22) scratch = Buffer.allocUnsafe(1 << 16);
  return result;
}

function room(size: number): void {
  if (at + size <= scratch.length) return;
  const bigger = Buffer.allocUnsafe(Math.max(scratch.length * 2, at + size));
  scratch.copy(bigger, 0, 0, at);
  scratch = bigger;
}

function putDoc(fields: Iterable<[string | number, Answerable | undefined]>): void {
  room(5);
  const start = at;
  at += 4;
  for (const [name, value] of fields) if (value !== undefined) putField(String(name), value);
  room(1);
  scratch[at++] = 0;
  scratch.writeInt32LE(at - start, start);
}

function putName(name: string): void {
  room(name.length * 3 + 1);
  at += name.length < 24 ? putAscii(name) : scratch.utf8Write(name, at);
  scratch[at++] = 0;
}

function putAscii(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) return scratch.utf8Write(text, at);
    scratch[at + i] = code;
  }
  return text.length;
}

function putText(text: string): void {
  room(text.length * 3 + 5);
  const length = text.length < 24 ? ((at += 4), putAscii(text)) : ((at += 4), scratch.utf8Write(text, at));
  scratch.writeInt32LE(length + 1, at - 4);
  at += length;
  scratch[at++] = 0;
}

/** Writes the type byte and the name; the payload follows. */
function head(type: number, name: string, size: number): void {
  room(1);
  scratch[at++] = type;
  putName(name);
  room(size);
}

function putField(name: string, value: Answerable): void {
  switch (typeof value) {
    case 'string':
      head(0x02, name, 0);
      return putText(value);
    case 'number':
      return putNumber(name, value);
    case 'boolean':
      head(0x08, name, 1);
      scratch[at++] = value ? 1 : 0;
      return;
    default:
      break;
  }
  if (value === null) return head(0x0a, name, 0);
  if (value instanceof Map) {
    head(0x03, name, 0);
    return putDoc(value.entries());
  }
  if (Array.isArray(value)) {
    head(0x04, name, 0);
    return putDoc(value.entries());
  }
  if (Buffer.isBuffer(value)) {
    head(0x03, name, value.length);
    at += value.copy(scratch, at);
    return;
  }
  if (value instanceof Date) {
    head(0x09, name, 8);
    return putInt64(value.getTime());
  }
  putBsonType(name, value);
}

function putNumber(name: string, value: number): void {
  if (isInt32(value)) {
    head(0x10, name, 4);
    at = scratch.writeInt32LE(value, at);
  } else {
    head(0x01, name, 8);
    at = scratch.writeDoubleLE(value, at);
  }
}

function putInt64(value: number): void {
  const high = Math.floor(value / 4294967296);
  scratch.writeUInt32LE(value - high * 4294967296, at);
  scratch.writeInt32LE(high, at + 4);
  at += 8;
}

type Wrapped = Exclude<Value, null | string | number | boolean | Date | Value[] | Doc>;

function putBytes(bytes: Uint8Array): void {
  room(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

function putBsonType(name: string, value: Wrapped): void {
  switch (value._bsontype) {
    case 'ObjectId':
      head(0x07, name, 12);
      return putBytes(value.id);
    case 'Double':
      head(0x01, name, 8);
      at = scratch.writeDoubleLE(value.value, at);
      return;
    case 'Long':
      head(0x12, name, 8);
      scratch.writeInt32LE(value.low, at);
      at = scratch.writeInt32LE(value.high, at + 4);
      return;
    case 'Decimal128':
      head(0x13, name, 16);
      return putBytes(value.bytes);
    case 'Binary':
      return putBinary(name, value);
    case 'Timestamp':
      head(0x11, name, 8);
      at = scratch.writeUInt32LE(value.i, at);
      at = scratch.writeUInt32LE(value.t, at);
      return;
    case 'BSONRegExp':
      head(0x0b, name, 0);
      putName((value as { pattern: string }).pattern);
      return putName((value as { options: string }).options);
    case 'Code':
      return putCode(name, value);
    case 'BSONSymbol':
      head(0x0e, name, 0);
      return putText((value as { value: string }).value);
    case 'MinKey':
      return head(0xff, name, 0);
    case 'MaxKey':
      return head(0x7f, name, 0);
  }
  throw new TypeError(`cannot encode ${String((value as { _bsontype?: string })._bsontype)}`);
}

function putBinary(name: string, value: Binary): void {
  const bytes = value.value();
  const old = value.sub_type === 2;
  head(0x05, name, 9);
  at = scratch.writeInt32LE(bytes.length + (old ? 4 : 0), at);
  scratch[at++] = value.sub_type;
  if (old) at = scratch.writeInt32LE(bytes.length, at);
  putBytes(bytes);
}

function putCode(name: string, value: Code): void {
  head(value.scope ? 0x0f : 0x0d, name, 4);
  const start = at;
  if (value.scope) at += 4;
  putText(value.code);
  if (!value.scope) return;
  putDoc(Object.entries(value.scope) as [string, Value][]);
  scratch.writeInt32LE(at - start, start);
}
