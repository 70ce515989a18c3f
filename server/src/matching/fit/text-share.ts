// How far two texts agree, read by the engine's own eyes, but as if there were no others: in the engine a word counts by how
// rare it is among all that is held, so a score would tell of things that its reader may not see. Here every word is as rare
// as any other, and everyday words count for nothing.
import { explainMatch } from '../explanation.js';
import { readItem } from '../item-vector.js';
import { PLAIN_TERMS } from '../plain-words.js';
import { fullOf, planQuery, type CollectionView } from '../query-plan.js';
import { displayedScore, pointsOf, totalOf } from '../score.js';
import type { MatchTaxonomy } from '../types.js';
import { DEFAULT_WEIGHTS, FULL_IMPACT } from '../weights.js';
import type { WorkTexts } from './types.js';

const alike: CollectionView = {
  items: 1000,
  mass: (term) => (PLAIN_TERMS.has(term) ? 0 : 20 * FULL_IMPACT),
};

/** Reads what is asked for once, and answers for any number of profiles. */
export function createTextReader(asked: WorkTexts, taxonomy: MatchTaxonomy) {
  const query = { ...asked, tags: [] };
  const plan = planQuery(query, alike, taxonomy, DEFAULT_WEIGHTS);
  const read = (offered: WorkTexts) => {
    const item = { ...offered, id: 'offered', kind: 'expert', tags: [] };
    const { impacts, traits, length } = readItem(item, taxonomy, DEFAULT_WEIGHTS);
    return { item, known: { impactOf: (term: string) => impacts.get(term) ?? 0, traits, length } };
  };
  return {
    /** 0 to 1 */
    shareOf(offered: WorkTexts): number {
      const points = pointsOf(plan, read(offered).known, DEFAULT_WEIGHTS);
      if (!points || fullOf(plan.stakes) === 0) return 0;
      return displayedScore(totalOf(points), plan.stakes, DEFAULT_WEIGHTS) / 100;
    },
    /** Shared words as the profile writes them, the most telling first. */
    wordsOf(offered: WorkTexts): string[] {
      const { item, known } = read(offered);
      return explainMatch(query, plan, item, known, taxonomy, DEFAULT_WEIGHTS)?.evidence.words ?? [];
    },
  };
}
export type TextReader = ReturnType<typeof createTextReader>;
