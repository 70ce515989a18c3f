// What a TTL index says has had its time is removed, and nothing else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDoc, writeDoc } from '../../../server/src/database/embedded/bson/codec.js';
import { doc } from '../../../server/src/database/embedded/bson/values.js';
import { sweepExpired } from '../../../server/src/database/embedded/commands/indexes.js';
import { openEngine } from '../../../server/src/database/embedded/server.js';
import { checkData } from '../../../server/src/database/embedded/store/fsck.js';

describe('the sweeper of TTL indexes', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'enishi-expiry-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('removes what has expired, and leaves the rest with its index entries', async () => {
    const { engine, close } = await openEngine(folder, false);
    const { env, catalog, records } = engine;
    const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000);
    const ages = [ago(90), ago(30), [ago(30), ago(90)], ago(-90), 'never', null];
    const collection = await env.write(() => {
      const made = catalog.create('test.sessions');
      catalog.addIndex(made, doc({ v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 }), true);
      ages.forEach((at, _id) => {
        const document = doc({ _id, at });
        records.change(made, made.nextRecord++, null, { raw: writeDoc(document), document });
      });
      return made;
    });
    await sweepExpired(engine);
    const left = env.read(() => [1, 2, 3, 4, 5, 6].map((record) => records.get(collection, record)));
    expect(left.flatMap((raw) => (raw ? [readDoc(raw).get('_id')] : []))).toEqual([1, 3, 4, 5]);
    expect(checkData(env, catalog)).toMatchObject({ documents: 4, faults: [] });
    await close();
  });
});
