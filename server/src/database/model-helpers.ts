// What every store needs: ids as text, cursors, and the driver's errors in our words.
import { Types } from 'mongoose';

export const isId = (value: string): boolean => /^[0-9a-f]{24}$/.test(value);
export const newId = (): string => new Types.ObjectId().toString();

/** Name of the first field of the unique index that refused a write; undefined for any other error. */
export function duplicateKeyField(error: unknown): string | undefined {
  const { code, keyPattern } = error as { code?: number; keyPattern?: Record<string, unknown> };
  return code === 11_000 ? (Object.keys(keyPattern ?? {})[0] ?? 'unknown') : undefined;
}

/** Text to be found as it is written, inside a regular expression. */
export const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where the next page goes on in a list that falls by a date and then by id. */
export const below = (field: string, date: Date, id: string) => ({
  $or: [{ [field]: { $lt: date } }, { [field]: date, _id: { $lt: id } }],
});

/** Opaque position in a list ordered by a value and then by id. */
export const encodeCursor = (value: string | number, id: string): string =>
  Buffer.from(JSON.stringify([value, id])).toString('base64url');

/** A page out of rows that were read one beyond its limit: the row too many only says that there is a next page. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (last: T) => string,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? cursorOf(last) : null };
}

/** Undefined for anything that this server did not make. */
export function decodeCursor<T extends 'string' | 'number'>(
  cursor: string | undefined,
  type: T,
): { value: T extends 'string' ? string : number; id: string } | undefined {
  if (!cursor) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed) || parsed.length !== 2) return undefined;
    const [value, id] = parsed as [unknown, unknown];
    if (typeof value !== type || typeof id !== 'string' || !isId(id)) return undefined;
    return { value: value as T extends 'string' ? string : number, id };
  } catch {
    return undefined;
  }
}
