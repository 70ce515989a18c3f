// Files in a folder. Written under a name that says it is not whole, flushed, then renamed: whoever finds a whole name
// finds whole bytes, whenever the power went.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { measure, type FileStorage } from './file-storage.js';

const isKey = (key: string) => /^[0-9a-f]{24}$/.test(key);

export function createFolderStorage(folder: string): FileStorage {
  const places = (key: string) => {
    if (!isKey(key)) throw new Error('not a storage key');
    return { whole: join(folder, key), part: join(folder, `${key}.part`) };
  };
  const flushFolder = async () => {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  };
  const write = async (place: string, bytes: AsyncIterable<Uint8Array>) => {
    const handle = await open(place, 'wx', 0o600);
    try {
      for await (const chunk of bytes) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
  };
  return {
    async put(key, bytes) {
      const { whole, part } = places(key);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const measured = measure(bytes);
      try {
        await write(part, measured.bytes());
        await rename(part, whole);
        await flushFolder();
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
      return measured.result();
    },
    async open(key) {
      const stream = createReadStream(places(key).whole);
      await once(stream, 'open');
      return stream;
    },
    async remove(key) {
      const { whole, part } = places(key);
      await rm(part, { force: true });
      await rm(whole, { force: true });
    },
  };
}
