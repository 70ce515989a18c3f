// The index entries of one document: every combination of key values, with arrays taken apart as MongoDB does it.
// Keys are held upwards, whatever direction the index has.
import { refuse } from '../errors.js';
import { encodeValue } from '../bson/order.js';
import { combinations } from '../bson/paths.js';
import type { Doc } from '../bson/values.js';
import type { Index } from './catalog.js';
import { uint32 } from './environment.js';

/** LMDB takes 1,978 bytes, eight of which an entry may need for its record. */
export const LONGEST_KEY = 1900;

interface IndexKeys {
  /** Encoded, with the index id in front, each once. */
  readonly keys: Buffer[];
  readonly multikey: boolean[];
}

export function indexKeys(index: Index, document: Doc): IndexKeys {
  const multikey = index.key.map(() => false);
  if (index.partial && !index.partial.test(document)) return { keys: [], multikey };
  const found = combinations(document, index.paths, multikey, 171);
  if (index.sparse && !found.flat().some(({ isPresent }) => isPresent)) return { keys: [], multikey };
  const keys = found.map((ends) => {
    const key = Buffer.concat([uint32(index.id), ...ends.map(({ value }) => encodeValue(value))]);
    if (key.length > LONGEST_KEY) refuse(`A key of more than ${LONGEST_KEY} bytes in the index ${index.name}`, 17280);
    return key;
  });
  const once = keys.length > 1 ? new Map(keys.map((key) => [key.toString('latin1'), key])).values() : keys;
  return { keys: [...once], multikey };
}
