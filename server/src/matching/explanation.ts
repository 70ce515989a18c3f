// Why an item fits, in the item's own words: shared concepts with how they are related, shared words, and passages
// quoted from its text. Nothing is told that is not in the text as the viewer may see it.
import { normaliseWithMap } from './analysis/normalise.js';
import { forEachTerm, WORD_SORT } from './analysis/terms.js';
import { conceptsOf, relationsOf, type SpokenConcept } from './concepts.js';
import type { QueryPlan } from './query-plan.js';
import { pointsOf, scoreOf, type Scorable } from './score.js';
import { quotesFrom, type Mark } from './quotes.js';
import { missingTraits } from './traits.js';
import type { MatchItem, MatchQuery, MatchResult, MatchTaxonomy, MissingHint, TagEvidence } from './types.js';
import { MATCH_LIMITS, type MatchWeights } from './weights.js';

interface Found extends Mark {
  word: string;
}

const bestRelation = (
  asked: SpokenConcept,
  offered: ReadonlyMap<string, SpokenConcept>,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): TagEvidence | undefined => {
  let best: TagEvidence | undefined;
  let bestValue = 0;
  for (const { id, relation, weight } of relationsOf(asked.id, taxonomy, weights)) {
    const match = offered.get(id);
    const value = match ? match.firmness * weight : 0;
    if (!match || value <= bestValue) continue;
    const isOtherWord =
      relation === 'same' && (asked.label ?? match.label) !== undefined && asked.label !== match.label;
    best = { concept: id, queryConcept: asked.id, relation: isOtherWord ? 'synonym' : relation };
    bestValue = value;
  }
  return best;
};

const tagEvidence = (
  query: MatchQuery,
  item: MatchItem,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): TagEvidence[] => {
  const offered = conceptsOf(item, taxonomy, weights.namedInItem);
  return [...conceptsOf(query, taxonomy, weights.namedInQuery).values()].flatMap(
    (asked) => bestRelation(asked, offered, taxonomy, weights) ?? [],
  );
};

// One letter, digits or kana that carry grammar explain nothing to a reader, though they count a little in the sum.
const TELLING = /[^\p{N}\p{P}\p{Script=Hiragana}]/u;
const isTelling = (word: string): boolean => word.length > 1 && TELLING.test(word);

const findIn = (original: string, wanted: ReadonlyMap<string, number>): Found[] => {
  const mapped = normaliseWithMap(original);
  const found: Found[] = [];
  forEachTerm(mapped.text, (term, from, to) => {
    const weight = term.startsWith(WORD_SORT) ? wanted.get(term) : undefined;
    if (weight === undefined) return;
    const start = mapped.starts[from]!;
    const end = mapped.ends[to - 1]!;
    const word = original.slice(start, end);
    if (isTelling(word)) found.push({ start, end, weight, word });
  });
  return found;
};

const wordsOf = (found: readonly Found[]): string[] => {
  const weights = new Map<string, number>();
  for (const { word, weight } of found) weights.set(word, weight);
  return [...weights]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MATCH_LIMITS.evidenceWords)
    .map(([word]) => word);
};

const missingOf = (query: MatchQuery, item: MatchItem, plan: QueryPlan, known: Scorable): MissingHint[] => [
  ...(query.tags.length > 0 && item.tags.length === 0 ? (['tags'] as const) : []),
  ...missingTraits(plan.traits, known.traits),
];

/** The whole answer for one item; undefined when nothing is shared. */
export const explainMatch = (
  query: MatchQuery,
  plan: QueryPlan,
  item: MatchItem,
  known: Scorable,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): MatchResult | undefined => {
  const points = pointsOf(plan, known, weights);
  if (!points) return undefined;
  const wanted = new Map(plan.terms.filter(({ part }) => part === 'text').map(({ term, weight }) => [term, weight]));
  const title = item.title.slice(0, MATCH_LIMITS.titleLength);
  const body = item.body.slice(0, MATCH_LIMITS.bodyLength);
  const inTitle = findIn(title, wanted);
  const inBody = findIn(body, wanted);
  return {
    id: item.id,
    ...scoreOf(points, plan.full, weights),
    evidence: {
      tags: tagEvidence(query, item, taxonomy, weights),
      words: wordsOf([...inTitle, ...inBody]),
      quotes: [...quotesFrom('title', title, inTitle), ...quotesFrom('body', body, inBody)].slice(
        0,
        MATCH_LIMITS.quotes,
      ),
    },
    missing: missingOf(query, item, plan, known),
  };
};
