// The engines the benchmark knows. Each is built from a range of items and answers ids, best first.
import MiniSearch from 'minisearch';
import { createMatchIndex } from '../../server/dist/matching/match-index.js';
import { flatTaxonomy } from './matching-data.mjs';

const TOP = 20;
const BATCH = 1000;

// Texts are made anew when they are needed, so that memory is the index's own.
const createRemake = (data) => {
  const editions = new Map();
  return {
    get: (id) => data.item(Number(id.slice(5)), editions.get(id)),
    set: (id, item) => item.edition !== undefined && editions.set(id, item.edition),
    delete: (id) => editions.delete(id),
  };
};

export const createEnishi = (data) => {
  const index = createMatchIndex({ taxonomy: flatTaxonomy, items: createRemake(data) });
  return {
    batch: BATCH,
    add: (items) => index.put(items),
    // The first question freezes what is left of a bulk: that is still building.
    finish: () => index.rank({ title: '', body: '', tags: [] }, { k: 1 }),
    search: (query) => index.rank(query, { k: TOP }).map(({ id }) => id),
    match: (query) => index.match(query, { k: TOP }),
    update: (item) => index.put([item]),
    remove: (id) => index.remove([id]),
    stats: () => index.stats(),
  };
};

/** Japanese texts read with the product's own taxonomy; they are small enough to be kept. */
export const createJapaneseEnishi = async () => {
  const { taxonomy } = await import('../../shared/dist/taxonomy/taxonomy.js');
  const index = createMatchIndex({ taxonomy });
  return {
    add: (items) => index.put(items),
    finish: () => index.rank({ title: '', body: '', tags: [] }, { k: 1 }),
  };
};

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const tokenize = (text) =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

export const createJapaneseMiniSearch = () => {
  const index = new MiniSearch({ fields: ['title', 'body'], tokenize });
  return { add: (items) => index.addAll(items) };
};

const asDocument = ({ id, title, body, tags }) => ({ id, title, body, tags: tags.join(' ') });

export const createMiniSearch = () => {
  const index = new MiniSearch({ fields: ['title', 'body', 'tags'] });
  return {
    batch: BATCH,
    add: (items) => index.addAll(items.map(asDocument)),
    search: ({ body, tags }) =>
      index
        .search(`${body} ${tags.join(' ')}`)
        .slice(0, TOP)
        .map(({ id }) => id),
    update: (item) => index.replace(asDocument(item)),
  };
};
