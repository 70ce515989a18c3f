// The engine behind a line answers as the one in this thread does; whatever travels is copied, as between threads.
import fc from 'fast-check';
import { createMatchEngine } from '../../../server/src/matching/engine.js';
import { createRemoteEngine, type RemoteEngine } from '../../../server/src/matching/host/remote-engine.js';
import { answerTo } from '../../../server/src/matching/host/serve.js';
import { createMatchIndex } from '../../../server/src/matching/match-index.js';
import { aQuery, items, smallTaxonomy } from './samples.js';

const connect = (): RemoteEngine => {
  const index = createMatchIndex({ taxonomy: smallTaxonomy });
  const engine: RemoteEngine = createRemoteEngine(
    (request) => {
      const arrived = structuredClone(request);
      queueMicrotask(() => engine.receive(structuredClone(answerTo(index, arrived))));
    },
    () => Promise.resolve(),
  );
  return engine;
};

const idSet = fc.array(
  fc.integer({ min: 0, max: 400 }).map((number) => `item:${number}`),
  { maxLength: 60 },
);

describe('an engine in another thread', () => {
  it('answers like the one in this thread, with any filter', async () => {
    await fc.assert(
      fc.asyncProperty(
        items(50),
        aQuery,
        fc.integer({ min: 1, max: 6 }),
        idSet,
        fc.boolean(),
        async (all, query, k, ids, isHiding) => {
          const named = new Set(ids);
          const options = { k, filter: (id: string) => named.has(id) !== isHiding };
          const [near, far] = [createMatchEngine({ taxonomy: smallTaxonomy }), connect()];
          await Promise.all([near.put(all), far.put(all), near.remove(ids.slice(0, 3)), far.remove(ids.slice(0, 3))]);
          expect(await far.match(query, options)).toEqual(await near.match(query, options));
          expect(await far.rank(query, options)).toEqual(await near.rank(query, options));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('finds the few that pass a filter which refuses nearly everything', async () => {
    const engine = connect();
    const all = Array.from({ length: 1200 }, (_, number) => ({
      id: `seed:${number}`,
      kind: 'seed',
      title: '切削加工',
      body: '',
      tags: [],
    }));
    await engine.put(all);
    const found = await engine.rank(
      { title: '', body: '切削加工', tags: [] },
      { k: 5, filter: (id) => id === 'seed:999' || id === 'seed:998' },
    );
    expect(found.map(({ id }) => id)).toEqual(['seed:998', 'seed:999']);
  });

  it('tells of a problem on the other side, and goes on', async () => {
    const engine = connect();
    await expect(engine.put([{ id: 'broken' } as never])).rejects.toThrow();
    expect((await engine.stats()).items).toBe(0);
  });

  it('fails what waits and what comes after when the other end is gone', async () => {
    const engine = createRemoteEngine(
      () => undefined,
      () => Promise.resolve(),
    );
    const waiting = engine.stats();
    engine.fail(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    await expect(engine.stats()).rejects.toThrow('gone');
  });
});
