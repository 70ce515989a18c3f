// What happens to a data folder that another version wrote.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../../server/src/database/embedded/server.js';
import { doc } from '../../../server/src/database/embedded/bson/values.js';
import { writeDoc } from '../../../server/src/database/embedded/bson/codec.js';
import { checkData } from '../../../server/src/database/embedded/store/fsck.js';

describe('a folder of another version', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'enishi-format-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A folder with two indexes over three documents, marked as written by `format`, its index entries gone. */
  async function written(format: string): Promise<void> {
    const { engine, close } = await openEngine(folder, false);
    const { env, catalog, records } = engine;
    await env.write(() => {
      const collection = catalog.create('test', 'things');
      catalog.addIndex(collection, doc({ v: 2, key: { n: 1 }, name: 'n_1' }), true);
      for (const _id of [1, 2, 3]) records.insert(collection, writeDoc(doc({ _id, n: 5 })), doc({ _id, n: 5 }));
      const all = env.keys('entries', { start: Buffer.alloc(4), end: Buffer.alloc(4, 255) });
      for (const key of all) env.remove('entries', key);
      env.put('meta', Buffer.from('f'), Buffer.from(format));
    });
    await close();
  }

  it('has its indexes built anew when it is of the format before', async () => {
    await written('enishi-embedded-1');
    for (let i = 0; i < 2; i++) {
      const { engine, close } = await openEngine(folder, false);
      const report = checkData(engine.env, engine.catalog);
      await close();
      expect(report).toEqual({ collections: 1, documents: 3, entries: 6, faults: [] });
    }
  });

  it('is refused with a sentence when its format is unknown', async () => {
    await written('enishi-embedded-99');
    await expect(openEngine(folder, false)).rejects.toThrow(
      /cannot be opened: the data was written by another version \(enishi-embedded-99\)\. Move the directory away; then restore a backup/,
    );
  });
});
