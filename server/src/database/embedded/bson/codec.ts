// Raw BSON to values and back, by the `bson` package: it checks every length against its parent and throws BSONError,
// so hostile bytes never lead to a read outside their document.
import { BSON, Double, Long, ObjectId, type OnDemand } from 'bson';
import { fail } from '../errors.js';
import { isInt32, type Doc, type Value } from './values.js';

const MAX_DEPTH = 200;
export const MAX_DOCUMENT = 16 * 1024 * 1024;
const MAX_TIME = 8.64e15;
const TYPE = BSON.BSONType;

// Room for two documents of full size; what grows beyond is refused by its length.
BSON.setInternalBufferSize(3 * MAX_DOCUMENT);

/** Length of the document at `offset`, checked for its frame only. */
export function documentLength(bytes: Buffer, offset: number, limit: number): number {
  const length = offset + 5 > limit ? 0 : bytes.readInt32LE(offset);
  if (length < 5 || offset + length > limit || bytes[offset + length - 1] !== 0)
    throw new BSON.BSONError('document has a wrong length');
  return length;
}

/** Decodes a document; with `wanted`, only those top-level fields: scans decode only what the filter asks for. */
export const readDoc = (bytes: Buffer, wanted?: ReadonlySet<string>): Doc => readFields(bytes, 0, 0, wanted);

function elements(bytes: Buffer, offset: number, depth: number): Iterable<OnDemand['BSONElement']> {
  if (depth > MAX_DEPTH) throw new BSON.BSONError('document is nested too deeply');
  return BSON.onDemand.parseToElements(bytes, offset);
}

function readFields(bytes: Buffer, offset: number, depth: number, wanted?: ReadonlySet<string>): Doc {
  const result: Doc = new Map();
  for (const [type, nameAt, nameLength, at, length] of elements(bytes, offset, depth)) {
    const name = readName(bytes, nameAt, nameAt + nameLength);
    if (!wanted || wanted.has(name)) result.set(name, readValue(bytes, type, at, length, depth));
  }
  return result;
}

// Field names repeat in every document; a small table of names spares building the same string again.
const NAMES = new Array<string | undefined>(4096);

function readName(bytes: Buffer, start: number, end: number): string {
  let hash = 0;
  for (let i = start; i < end; i++) hash = (hash * 31 + bytes[i]!) | 0;
  const known = NAMES[hash & 4095];
  if (known?.length === end - start) {
    let i = 0;
    while (i < known.length && known.charCodeAt(i) === bytes[start + i] && known.charCodeAt(i) < 128) i++;
    if (i === known.length) return known;
  }
  const name = bytes.toString('utf8', start, end);
  if (name.length <= 64) NAMES[hash & 4095] = name;
  return name;
}

function readValue(bytes: Buffer, type: number, at: number, length: number, depth: number): Value {
  switch (type) {
    case TYPE.string:
      return bytes.toString('utf8', at + 4, at + length - 1);
    case TYPE.int:
      return bytes.readInt32LE(at);
    case TYPE.double: {
      const n = bytes.readDoubleLE(at);
      return isInt32(n) ? new Double(n) : n;
    }
    case TYPE.objectId:
      return new ObjectId(Uint8Array.prototype.slice.call(bytes, at, at + 12));
    case TYPE.date: {
      const time = bytes.readInt32LE(at + 4) * 4294967296 + bytes.readUInt32LE(at);
      if (Math.abs(time) > MAX_TIME) throw new BSON.BSONError('date is outside the years that can be handled');
      return new Date(time);
    }
    case TYPE.bool:
      return bytes[at] === 1;
    case TYPE.null:
      return null;
    case TYPE.long:
      return new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
    case TYPE.object:
      return readFields(bytes, at, depth + 1);
    case TYPE.array:
      return Array.from(elements(bytes, at, depth + 1), (element) =>
        readValue(bytes, element[0], element[3], element[4], depth + 1),
      );
    default:
      return readRare(bytes, type, at, length);
  }
}

/** The package decodes whole documents only, so the value is put into one of its own, under an empty name. */
function readRare(bytes: Buffer, type: number, at: number, length: number): Value {
  if (type === TYPE.undefined || type === TYPE.dbPointer)
    throw new BSON.BSONError(`values of BSON type ${type} are not supported`);
  const alone = Buffer.alloc(length + 7);
  alone.writeInt32LE(alone.length);
  alone[4] = type;
  bytes.copy(alone, 6, at, at + length);
  return BSON.deserialize(alone, { promoteValues: false, bsonRegExp: true })[''] as Value;
}

export function writeDoc(document: Doc): Buffer {
  const bytes = BSON.serialize(document);
  if (bytes.length > MAX_DOCUMENT + 16384) tooLarge(bytes.length);
  return bytes as Buffer;
}

export function tooLarge(size: number): never {
  fail(10334, `BSONObj size: ${size} is invalid. Size must be between 0 and ${MAX_DOCUMENT}(16MB)`);
}

/** Raw documents as a BSON array, copied once. */
export function joinDocuments(documents: readonly Buffer[]): Buffer {
  const names = documents.map((_, i) => String(i));
  const size = documents.reduce((sum, raw, i) => sum + raw.length + names[i]!.length + 2, 5);
  const list = Buffer.allocUnsafe(size);
  let at = list.writeInt32LE(size);
  documents.forEach((raw, i) => {
    list[at++] = TYPE.object;
    at += list.write(names[i]!, at, 'latin1');
    list[at++] = 0;
    at += raw.copy(list, at);
  });
  list[at] = 0;
  return list;
}
