// Why an item fits, in the item's own words: shared concepts with how they are related, shared words, and passages
// quoted from its text. Nothing is told that is not in the text as the viewer may see it.
import { normalise } from './analysis/normalise.js';
import { conceptsOf, relationsOf, type SpokenConcept } from './concepts.js';
import type { QueryPlan } from './query-plan.js';
import { quotesFrom } from './quotes.js';
import { pointsOf, scoreOf, type Scorable } from './score.js';
import { ASKED_LENGTH, sharedPhrases, type Asked, type Phrase } from './shared-phrases.js';
import { missingTraits } from './traits.js';
import type { MatchItem, MatchQuery, MatchResult, MatchTaxonomy, MissingHint, TagEvidence } from './types.js';
import { MATCH_LIMITS, type MatchWeights } from './weights.js';

interface Answer extends TagEvidence {
  value: number;
  /** Somebody chose it as a tag; the others are only named in both texts. */
  isChosen: boolean;
}

const bestAnswer = (
  asked: SpokenConcept,
  offered: ReadonlyMap<string, SpokenConcept>,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): Answer | undefined => {
  let best: Answer | undefined;
  for (const { id, relation, weight } of relationsOf(asked.id, taxonomy, weights)) {
    const match = offered.get(id);
    const value = match ? asked.firmness * match.firmness * weight : 0;
    if (!match || value <= (best?.value ?? 0)) continue;
    const isOtherWord =
      relation === 'same' && (asked.label ?? match.label) !== undefined && asked.label !== match.label;
    best = {
      concept: id,
      queryConcept: asked.id,
      relation: isOtherWord ? 'synonym' : relation,
      value,
      isChosen: asked.firmness === 1 || match.firmness === 1,
    };
  }
  return best;
};

// The best first, each concept of the item once. What both only name in passing is told when nothing better is there.
const tagEvidence = (
  query: MatchQuery,
  item: MatchItem,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): TagEvidence[] => {
  const offered = conceptsOf(item, taxonomy, weights.namedInItem);
  const answers = [...conceptsOf(query, taxonomy, weights.namedInQuery).values()]
    .flatMap((asked) => bestAnswer(asked, offered, taxonomy, weights) ?? [])
    .sort((a, b) => b.value - a.value);
  const chosen = answers.filter(({ isChosen }) => isChosen);
  const shown = new Map<string, TagEvidence>();
  for (const { concept, queryConcept, relation } of chosen.length > 0 ? chosen : answers)
    if (!shown.has(concept)) shown.set(concept, { concept, queryConcept, relation });
  return [...shown.values()];
};

/** Each once, the heaviest first; a word that stands in a longer one shown already is left out. */
const wordsOf = (phrases: readonly Phrase[]): string[] => {
  const words: string[] = [];
  const byWeight = [...phrases].sort((a, b) => b.weight - a.weight || b.text.length - a.text.length);
  for (const { text } of byWeight) {
    const folded = text.toLowerCase();
    if (!words.some((word) => word.toLowerCase().includes(folded))) words.push(text);
    if (words.length === MATCH_LIMITS.evidenceWords) break;
  }
  return words;
};

const readQueries = new WeakMap<QueryPlan, Omit<Asked, 'named'>>();

// Read once for all items that one plan is explained for.
const askedOf = (query: MatchQuery, plan: QueryPlan): Omit<Asked, 'named'> => {
  const known = readQueries.get(plan);
  if (known) return known;
  const words = plan.terms.filter(({ part }) => part === 'text').map(({ term, weight }) => [term, weight] as const);
  const texts = [query.title, query.body, ...(query.freeTags ?? [])];
  const asked = { words: new Map(words), text: normalise(texts.join('\n').slice(0, ASKED_LENGTH)) };
  readQueries.set(plan, asked);
  return asked;
};

const missingOf = (query: MatchQuery, item: MatchItem, plan: QueryPlan, known: Scorable): MissingHint[] => [
  ...(query.tags.length > 0 && item.tags.length === 0 ? (['tags'] as const) : []),
  // A person has no readiness level to tell.
  ...missingTraits(plan.traits, known.traits).filter((hint) => hint !== 'readiness' || item.kind !== 'expert'),
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
  const tags = tagEvidence(query, item, taxonomy, weights);
  const answered = new Set(tags.map(({ concept }) => concept));
  const asked = askedOf(query, plan);
  const phrasesIn = (text: string): Phrase[] => {
    const named = taxonomy.findInText(text).filter(({ concept }) => answered.has(concept));
    return sharedPhrases(text, { ...asked, named });
  };
  const title = item.title.slice(0, MATCH_LIMITS.titleLength);
  const body = item.body.slice(0, MATCH_LIMITS.bodyLength);
  const inTitle = phrasesIn(title);
  const inBody = phrasesIn(body);
  const quotes = [...quotesFrom('title', title, inTitle), ...quotesFrom('body', body, inBody)];
  return {
    id: item.id,
    ...scoreOf(points, plan.stakes, weights),
    evidence: { tags, words: wordsOf([...inTitle, ...inBody]), quotes: quotes.slice(0, MATCH_LIMITS.quotes) },
    missing: missingOf(query, item, plan, known),
  };
};
