// What happens to a data folder that another version wrote.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../../server/src/database/embedded/server.js';

describe('a folder of another version', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'enishi-format-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A folder marked as written by `format`. */
  async function written(format: string): Promise<void> {
    const { engine, close } = await openEngine(folder, false);
    await engine.env.write(() => engine.env.put('meta', Buffer.from('f'), Buffer.from(format)));
    await close();
  }

  it('is refused with a sentence when its format is unknown', async () => {
    await written('enishi-embedded-99');
    await expect(openEngine(folder, false)).rejects.toThrow(
      /cannot be opened: the data was written by another version \(enishi-embedded-99\)\. Move the directory away; then restore a backup/,
    );
  });
});
