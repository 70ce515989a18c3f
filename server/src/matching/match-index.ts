// The index the product uses. This file joins the pieces: reading, planning, ranking, explaining.
import { explainMatch } from './explanation.js';
import { readItem, type ItemVector } from './item-vector.js';
import { rankPlainly, viewOf } from './plain-scorer.js';
import { planQuery } from './query-plan.js';
import type { MatchIndex, MatchItem, MatchTaxonomy } from './types.js';
import { DEFAULT_WEIGHTS, MATCH_LIMITS, type MatchWeights } from './weights.js';

export interface MatchIndexOptions {
  taxonomy: MatchTaxonomy;
  weights?: Partial<MatchWeights>;
}

export const createMatchIndex = (options: MatchIndexOptions): MatchIndex => {
  const { taxonomy } = options;
  const weights = { ...DEFAULT_WEIGHTS, ...options.weights };
  const items = new Map<string, { item: MatchItem; vector: ItemVector }>();
  const vectors = (): ItemVector[] => [...items.values()].map(({ vector }) => vector);
  return {
    put(added) {
      for (const item of added) items.set(item.id, { item, vector: readItem(item, taxonomy, weights) });
    },
    remove(ids) {
      for (const id of ids) items.delete(id);
    },
    match(query, { k, ...rest }) {
      const all = vectors();
      const plan = planQuery(query, viewOf(all), taxonomy, weights);
      const ranked = rankPlainly(all, query, { ...rest, k: Math.min(k, MATCH_LIMITS.results) }, taxonomy, weights);
      return ranked.flatMap(({ id }) => {
        const { item, vector } = items.get(id)!;
        return explainMatch(query, plan, item, vector, taxonomy, weights) ?? [];
      });
    },
    explain(query, id) {
      const known = items.get(id);
      if (!known) return undefined;
      const plan = planQuery(query, viewOf(vectors()), taxonomy, weights);
      return explainMatch(query, plan, known.item, known.vector, taxonomy, weights);
    },
    stats: () => ({ items: items.size, terms: 0, segments: 0, bytes: 0 }),
  };
};
