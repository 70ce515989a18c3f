// Where the bytes of files lie. Two ways: GridFS beside the documents, or a folder of this machine.
import type { Readable } from 'node:stream';
import { createHash, randomBytes } from 'node:crypto';

export interface FileStorage {
  /** Keeps the bytes under a key of `newStorageKey`. Once it resolves they outlive a power cut; when it rejects nothing is left. */
  put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<{ size: number; sha256: string }>;
  /** Rejects when there is nothing under the key. */
  open(key: string): Promise<Readable>;
  /** Takes the bytes away, half-written ones too; harmless when there are none. */
  remove(key: string): Promise<void>;
}

/** Random, so that no name of a file ever reaches the disk; 24 hexadecimal digits. */
export const newStorageKey = (): string => randomBytes(12).toString('hex');

/** Counts and hashes what goes by. */
export function measure(bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  let size = 0;
  return {
    async *bytes(): AsyncGenerator<Uint8Array> {
      for await (const chunk of bytes) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    result: () => ({ size, sha256: hash.digest('hex') }),
  };
}

/** Keeps new files in one place and still reads those that an older one holds, after a move from folder to database. */
export const withElder = (main: FileStorage, elder: FileStorage): FileStorage => ({
  put: main.put,
  async open(key) {
    try {
      return await main.open(key);
    } catch (error) {
      return elder.open(key).catch(() => Promise.reject(error as Error));
    }
  },
  async remove(key) {
    await main.remove(key);
    await elder.remove(key);
  },
});
