// Reading documents by their ids, as often as requests do. Their bytes are read each time, so that what is given out is
// what stands in the database now, whoever changed it; but documents whose bytes are known are not decoded again, and
// whoever asks while an answer is on its way goes with all others in one question after it.
import { mongo } from 'mongoose';

const { deserialize } = mongo.BSON;

interface Collection {
  find(where: object, options: mongo.FindOptions): mongo.FindCursor;
}
interface Known<T> {
  bytes: Buffer;
  value: T;
}
interface Asked<T> {
  ids: readonly string[];
  answer: (found: T[]) => void;
  fail: (reason: unknown) => void;
}

/** Kept for each collection, counted as they stand in the database. */
const keptBytes = 16 * 1024 * 1024;
/** Asked for at once. */
const mostIds = 300;

/** What is shared between requests must stay as it was read. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
  return value;
}

export function createKnownDocuments<Found, T extends { id: string }>(
  collection: Collection,
  toValue: (found: Found) => T,
) {
  const known = new Map<string, Known<T>>();
  let size = 0;
  const waiting: Asked<T>[] = [];
  let isAsking = false;

  const forget = (key: string, { bytes }: Known<T>) => {
    known.delete(key);
    size -= bytes.length;
  };

  const take = (given: Uint8Array): T => {
    const raw = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    const key = idOf(raw);
    const before = known.get(key);
    if (before) forget(key, before);
    // A copy: what the driver gives is a window on everything that came with it.
    const entry = before?.bytes.equals(raw)
      ? before
      : { bytes: Buffer.from(raw), value: freeze(toValue(deserialize(raw) as Found)) };
    known.set(key, entry);
    size += entry.bytes.length;
    for (const [oldest, least] of known) {
      if (size <= keptBytes) break;
      forget(oldest, least);
    }
    return entry.value;
  };

  /** What a search of the collection finds, in its order. */
  const list = async (where: object, options: Pick<mongo.FindOptions, 'sort' | 'limit'> = {}): Promise<T[]> =>
    ((await collection.find(where, { ...options, raw: true }).toArray()) as Uint8Array[]).map(take);

  const nextAsked = (): Asked<T>[] => {
    let count = 0;
    const end = waiting.findIndex(({ ids }, at) => (count += ids.length) > mostIds && at > 0);
    return waiting.splice(0, end < 0 ? waiting.length : end);
  };

  const askAll = async (): Promise<void> => {
    isAsking = true;
    while (waiting.length > 0) {
      const asked = nextAsked();
      try {
        const ids = new Set(asked.flatMap((one) => one.ids));
        const found = await list({ _id: { $in: Array.from(ids, (id) => new mongo.ObjectId(id)) } });
        const byId = new Map(found.map((value) => [value.id, value]));
        for (const { ids: own, answer } of asked) answer(own.flatMap((id) => byId.get(id) ?? []));
      } catch (error) {
        for (const { fail } of asked) fail(error);
      }
    }
    isAsking = false;
  };

  return {
    list,
    /** Those that exist, in the order of their ids as given; each of these must be the id of a document. */
    listByIds: (ids: readonly string[]): Promise<T[]> =>
      new Promise((answer, fail) => {
        if (ids.length === 0) return answer([]);
        waiting.push({ ids: [...new Set(ids)], answer, fail });
        if (!isAsking) void askAll();
      }),
  };
}

const OBJECT_ID = 7;
/** Length of the document, the type of its first field, and that field's name with its closing zero. */
const idAt = 4 + 1 + '_id\0'.length;

/** The id, which every document has as its first field. */
function idOf(raw: Buffer): string {
  if (raw[4] !== OBJECT_ID) throw new Error('a document whose id is not an ObjectId');
  return raw.toString('latin1', idAt, idAt + 12);
}
