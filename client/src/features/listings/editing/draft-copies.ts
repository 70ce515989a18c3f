import type { ListingKind } from '@enishi/shared/listings';
import type { KeptCopy } from '../../../lib/autosave.js';
import { readStored, writeStored } from '../../../lib/storage.js';

/** Where the copy of what one person types into one listing is kept in this browser. */
export const copyKey = (viewerId: string, kind: ListingKind, id: string | null): string =>
  `enishi.draft.${viewerId}.${kind}.${id ?? 'new'}`;

const beginningKey = (viewerId: string, kind: ListingKind): string => `enishi.beginning.${viewerId}.${kind}`;

/** For browsers that keep nothing. */
const beginnings = new Map<string, string | null>();

/** The key of one that was begun on the server, as long as nobody has heard whether it arrived. */
export const readBeginning = (viewerId: string, kind: ListingKind): string | null => {
  const name = beginningKey(viewerId, kind);
  return readStored(name) ?? beginnings.get(name) ?? null;
};

export const writeBeginning = (viewerId: string, kind: ListingKind, key: string | null): void => {
  const name = beginningKey(viewerId, kind);
  beginnings.set(name, key);
  writeStored(name, key);
};

export const readCopy = <Values extends object>(key: string): KeptCopy<Values> | null => {
  const text = readStored(key);
  if (text === null) return null;
  try {
    const copy: unknown = JSON.parse(text);
    if (typeof copy !== 'object' || copy === null || !('values' in copy) || !('version' in copy)) return null;
    return copy as KeptCopy<Values>;
  } catch {
    return null;
  }
};

export const writeCopy = <Values extends object>(key: string, copy: KeptCopy<Values> | null): boolean =>
  writeStored(key, copy === null ? null : JSON.stringify(copy));
