// The laws of the match engine, with random input, against the plain scorer.
import fc from 'fast-check';
import { createMatchIndex } from '../../../server/src/matching/match-index.js';
import { rankPlainly, readItems } from '../../../server/src/matching/plain-scorer.js';
import type { MatchIndex, MatchItem, MatchOptions, MatchQuery } from '../../../server/src/matching/types.js';
import { DEFAULT_WEIGHTS } from '../../../server/src/matching/weights.js';
import { anItem, aQuery, items, smallTaxonomy } from './samples.js';

// Small limits, so that freezing, merging, columns and several full segments all happen within a few items.
const upkeep = { freshLimit: 3, mergeWidth: 3, instalment: 120, columnsFrom: 2, segmentSize: 20 };
const indexOf = (all: readonly MatchItem[]): MatchIndex => {
  const index = createMatchIndex({ taxonomy: smallTaxonomy, upkeep });
  index.put(all);
  return index;
};
const plainIds = (all: readonly MatchItem[], query: MatchQuery, options: MatchOptions): string[] =>
  rankPlainly(readItems(all, smallTaxonomy, DEFAULT_WEIGHTS), query, options, smallTaxonomy, DEFAULT_WEIGHTS).map(
    ({ id }) => id,
  );
const ids = (results: readonly { id: string }[]): string[] => results.map(({ id }) => id);
const idSet = fc.array(
  fc.integer({ min: 0, max: 400 }).map((number) => `item:${number}`),
  { maxLength: 30 },
);
const k = fc.integer({ min: 1, max: 25 });

describe('the index and the plain scorer', () => {
  it('rank the same items in the same order', () => {
    fc.assert(
      fc.property(items(60), aQuery, k, (all, query, count) => {
        expect(ids(indexOf(all).match(query, { k: count }))).toEqual(plainIds(all, query, { k: count }));
      }),
      { numRuns: 50 },
    );
  });

  it('agree that a filter asked first is the same as one asked last', () => {
    fc.assert(
      fc.property(items(60), aQuery, k, idSet, (all, query, count, hidden) => {
        const visible = (id: string): boolean => !hidden.includes(id);
        const last = plainIds(all, query, { k: all.length + 1 })
          .filter(visible)
          .slice(0, count);
        expect(ids(indexOf(all).match(query, { k: count, filter: visible }))).toEqual(last);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the index', () => {
  it('answers after any changes as if built anew', () => {
    // Few ids, so that items are often replaced and removed, also while they are being merged.
    const few = (id: string): string => `item:${Number(id.slice(5)) % 25}`;
    const change = fc.oneof(
      { weight: 4, arbitrary: anItem.map((put) => ({ put: { ...put, id: few(put.id) } })) },
      { weight: 2, arbitrary: idSet.map((remove) => ({ remove: remove.slice(0, 4).map(few) })) },
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 20, maxLength: 150 }), aQuery, (changes, query) => {
        const changed = createMatchIndex({ taxonomy: smallTaxonomy, upkeep });
        const left = new Map<string, MatchItem>();
        for (const one of changes) {
          if ('put' in one) {
            changed.put([one.put]);
            left.set(one.put.id, one.put);
          } else {
            changed.remove(one.remove);
            for (const id of one.remove) left.delete(id);
          }
        }
        expect(changed.match(query, { k: 20 })).toEqual(indexOf([...left.values()]).match(query, { k: 20 }));
        expect(changed.stats().terms).toBe(indexOf([...left.values()]).stats().terms);
      }),
      { numRuns: 40 },
    );
  });

  it('does not care in which order items came', () => {
    fc.assert(
      fc.property(items(40), aQuery, (all, query) => {
        expect(indexOf([...all].reverse()).match(query, { k: 10 })).toEqual(indexOf(all).match(query, { k: 10 }));
      }),
      { numRuns: 40 },
    );
  });

  it('gives the first k whatever more is asked for', () => {
    fc.assert(
      fc.property(items(40), aQuery, k, (all, query, count) => {
        const index = indexOf(all);
        expect(index.match(query, { k: count + 1 }).slice(0, count)).toEqual(index.match(query, { k: count }));
      }),
      { numRuns: 40 },
    );
  });

  it('explains one item exactly as in the list, and ranks with the same scores', () => {
    fc.assert(
      fc.property(items(30), aQuery, (all, query) => {
        const index = indexOf(all);
        const found = index.match(query, { k: 10 });
        for (const result of found) expect(index.explain(query, result.id)).toEqual(result);
        expect(index.rank(query, { k: 10 })).toEqual(found.map(({ id, score }) => ({ id, score })));
      }),
      { numRuns: 40 },
    );
  });

  it('never shows an item to its own query, nor another kind', () => {
    fc.assert(
      fc.property(items(40), aQuery, (all, query) => {
        const kinds = new Map(all.map(({ id, kind }) => [id, kind]));
        for (const { id } of indexOf(all).match(query, { k: 40 })) {
          expect(id).not.toBe(query.id);
          if (query.kinds) expect(query.kinds).toContain(kinds.get(id));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a score', () => {
  it('is the sum of its parts, between 0 and 100', () => {
    fc.assert(
      fc.property(items(30), aQuery, (all, query) => {
        for (const { score, parts } of indexOf(all).match(query, { k: 30 })) {
          const tenths = Object.values<number>({ ...parts }).reduce((sum, part) => sum + Math.round(part * 10), 0);
          expect(tenths).toBe(Math.round(score * 10));
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
          expect(Math.min(...Object.values<number>({ ...parts }))).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 40 },
    );
  });

  // The better item and the plainer one stand in the same collection, so that rarity is the same for both.
  const compare = (all: readonly MatchItem[], query: MatchQuery, plain: MatchItem, better: MatchItem): void => {
    const rest = all.filter(({ id }) => id !== query.id);
    const index = indexOf([...rest, { ...plain, id: 'plain' }, { ...better, id: 'better' }]);
    const before = index.explain(query, 'plain')?.score ?? 0;
    expect(index.explain(query, 'better')?.score ?? 0).toBeGreaterThanOrEqual(before);
  };

  it('is never lowered by one more shared tag', () => {
    fc.assert(
      fc.property(items(20), aQuery, anItem, (all, query, plain) => {
        for (const tag of query.tags) compare(all, query, plain, { ...plain, tags: [...plain.tags, tag] });
      }),
      { numRuns: 40 },
    );
  });

  it('is never lowered by one more shared word, in the title or the body', () => {
    fc.assert(
      fc.property(items(20), aQuery, anItem, (all, query, plain) => {
        for (const word of `${query.title} ${query.body}`.split(/[ 。]/).slice(0, 6)) {
          compare(all, query, plain, { ...plain, body: `${plain.body}\n${word}` });
          compare(all, query, plain, { ...plain, title: `${plain.title}\n${word}` });
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is never lowered by a nearer region, one more way of cooperation, or a riper result', () => {
    fc.assert(
      fc.property(items(10), aQuery, anItem, fc.integer({ min: 1, max: 8 }), (all, query, plain, level) => {
        const far = { ...plain, prefecture: '47' };
        compare(all, { ...query, prefecture: '06' }, far, { ...plain, prefecture: '02' });
        compare(all, { ...query, prefecture: '06' }, { ...plain, prefecture: '02' }, { ...plain, prefecture: '04' });
        compare(all, { ...query, prefecture: '06' }, { ...plain, prefecture: '04' }, { ...plain, prefecture: '06' });
        compare(all, { ...query, cooperation: ['licence'] }, plain, {
          ...plain,
          cooperation: [...(plain.cooperation ?? []), 'licence'],
        });
        compare(
          all,
          { ...query, monthsAvailable: 12 },
          { ...plain, readiness: level },
          { ...plain, readiness: level + 1 },
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('evidence', () => {
  it('quotes what is really there', () => {
    fc.assert(
      fc.property(items(20), aQuery, (all, query) => {
        const byId = new Map(all.map((item) => [item.id, item]));
        for (const { id, evidence } of indexOf(all).match(query, { k: 20 })) {
          const item = byId.get(id)!;
          for (const { field, start, end, marks, text } of evidence.quotes) {
            expect(item[field].slice(start, end)).toBe(text);
            expect(marks.length).toBeGreaterThan(0);
            for (const mark of marks)
              expect(mark.start >= 0 && mark.start < mark.end && mark.end <= text.length).toBe(true);
          }
          for (const word of evidence.words) expect(`${item.title}\n${item.body}`).toContain(word);
        }
      }),
      { numRuns: 50 },
    );
  });
});
