// The engines the benchmark knows. Each is built from a range of items and answers ids, best first.
import MiniSearch from 'minisearch';
import { createMatchIndex } from '../../server/dist/matching/match-index.js';
import { flatTaxonomy } from './matching-data.mjs';

const TOP = 20;
const BATCH = 8192;

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
    search: (query) => index.rank(query, { k: TOP }).map(({ id }) => id),
    match: (query) => index.match(query, { k: TOP }),
    update: (item) => index.put([item]),
    stats: () => index.stats(),
  };
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
