// The index the product uses. This file joins the pieces: reading, planning, ranking, explaining.
import { explainMatch } from './explanation.js';
import { createCatalogue } from './index/catalogue.js';
import { createDictionary } from './index/dictionary.js';
import { createRanker } from './index/rank.js';
import { createReader } from './index/reader.js';
import { DEFAULT_UPKEEP, type Upkeep } from './index/upkeep.js';
import type { Ranked } from './plain-scorer.js';
import { planQuery, type CollectionView, type QueryPlan } from './query-plan.js';
import { displayedScore } from './score.js';
import { traitsOf } from './traits.js';
import type {
  ItemStore,
  MatchIndex,
  MatchItem,
  MatchOptions,
  MatchQuery,
  MatchResult,
  MatchTaxonomy,
} from './types.js';
import { DEFAULT_WEIGHTS, MATCH_LIMITS, type MatchWeights } from './weights.js';

export interface MatchIndexOptions {
  taxonomy: MatchTaxonomy;
  weights?: Partial<MatchWeights>;
  /** Where texts are kept; in memory unless given. It must return what was last set. */
  items?: ItemStore;
  upkeep?: Partial<Upkeep>;
}

/** From so many items in one call on, freezing waits until a segment is full or somebody asks. */
const BULK = 256;

const everything = (): boolean => true;

export const createMatchIndex = (options: MatchIndexOptions): MatchIndex => {
  const { taxonomy } = options;
  const weights = { ...DEFAULT_WEIGHTS, ...options.weights };
  const items: ItemStore = options.items ?? new Map<string, MatchItem>();
  const dictionary = createDictionary();
  const read = createReader(dictionary, taxonomy, weights);
  const catalogue = createCatalogue(dictionary, { ...DEFAULT_UPKEEP, ...options.upkeep });
  const rankPlan = createRanker(catalogue, weights);

  const plan = (query: MatchQuery): QueryPlan => {
    catalogue.settle();
    const view: CollectionView = { items: catalogue.size(), mass: dictionary.mass };
    return planQuery(query, view, taxonomy, weights);
  };

  const rankWith = (
    planned: QueryPlan,
    query: MatchQuery,
    { k, filter = everything, kinds = query.kinds }: MatchOptions,
  ): Ranked[] => {
    if (!(k >= 1)) return [];
    return rankPlan(planned, {
      k: Math.min(k, MATCH_LIMITS.results),
      kinds,
      admits: query.id === undefined ? filter : (id) => id !== query.id && filter(id),
    });
  };

  const explainWith = (planned: QueryPlan, query: MatchQuery, id: string): MatchResult | undefined => {
    const known = catalogue.find(id);
    const item = items.get(id);
    if (!known || !item) return undefined;
    const scorable = { ...known, traits: catalogue.profiles.traits(known.profile) };
    return explainMatch(query, planned, item, scorable, taxonomy, weights);
  };

  return {
    put(added) {
      const isBulk = added.length >= BULK;
      for (const item of added) {
        catalogue.put(item.id, traitsOf(item, item.kind), read(item), isBulk);
        items.set(item.id, item);
      }
    },
    remove(ids) {
      for (const id of ids) if (catalogue.remove(id)) items.delete(id);
    },
    match(query, wanted) {
      const planned = plan(query);
      return rankWith(planned, query, wanted).flatMap(({ id }) => explainWith(planned, query, id) ?? []);
    },
    rank(query, wanted) {
      const planned = plan(query);
      return rankWith(planned, query, wanted).map(({ id, points }) => ({
        id,
        score: displayedScore(points, planned.stakes, weights),
      }));
    },
    explain: (query, id) => explainWith(plan(query), query, id),
    stats: () => ({
      items: catalogue.size(),
      terms: dictionary.size(),
      segments: catalogue.segments().length,
      bytes: catalogue.bytes(),
    }),
  };
};
