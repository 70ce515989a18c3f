// Which concepts an item or query speaks of: chosen as tags, written as free tags, or named in the text. Asking for
// a concept also finds the more special (most of it), the broader and the related ones (less).
import { normalise } from './analysis/normalise.js';
import type { ConceptRelation, MatchQuery, MatchTaxonomy } from './types.js';
import { MATCH_LIMITS, type MatchWeights } from './weights.js';

export type Spoken = Pick<MatchQuery, 'title' | 'body' | 'tags' | 'freeTags'>;

/** A concept something speaks of, how firmly (0-1), and the words it was named with (none when chosen from the list). */
export interface SpokenConcept {
  id: string;
  firmness: number;
  label?: string;
}

/** A free tag that no concept answers to is matched as it is written, apart from spelling. */
const FREE_TAG = '#';

const freeTagConcept = (tag: string, taxonomy: MatchTaxonomy): SpokenConcept | undefined => {
  const cut = tag.slice(0, MATCH_LIMITS.freeTagLength);
  const label = normalise(cut).trim();
  if (label === '') return undefined;
  return { id: taxonomy.lookup(cut) ?? FREE_TAG + label, firmness: 1, label };
};

/** Each concept once, the firmest mention first. */
export const conceptsOf = (of: Spoken, taxonomy: MatchTaxonomy, named: number): Map<string, SpokenConcept> => {
  const concepts = new Map<string, SpokenConcept>();
  const add = (concept: SpokenConcept): void => {
    if (!concepts.has(concept.id)) concepts.set(concept.id, concept);
  };
  for (const id of of.tags.slice(0, MATCH_LIMITS.tags)) add({ id, firmness: 1 });
  for (const tag of (of.freeTags ?? []).slice(0, MATCH_LIMITS.freeTags)) {
    const concept = freeTagConcept(tag, taxonomy);
    if (concept) add(concept);
  }
  for (const text of [of.title.slice(0, MATCH_LIMITS.titleLength), of.body.slice(0, MATCH_LIMITS.bodyLength)]) {
    for (const { concept, start, end } of taxonomy.findInText(text)) {
      add({ id: concept, firmness: named, label: normalise(text.slice(start, end)) });
    }
  }
  return concepts;
};

/** The relation of `other` as seen from `id`, in the order in which they count. */
export const relationsOf = (
  id: string,
  taxonomy: MatchTaxonomy,
  weights: MatchWeights,
): { id: string; relation: ConceptRelation; weight: number }[] => {
  const concept = taxonomy.concept(id);
  const found = [{ id, relation: 'same' as ConceptRelation, weight: weights.sameConcept }];
  if (!concept) return found;
  for (const other of concept.narrower)
    found.push({ id: other, relation: 'narrower', weight: weights.narrowerConcept });
  for (const other of concept.broader) found.push({ id: other, relation: 'broader', weight: weights.broaderConcept });
  for (const other of concept.related) found.push({ id: other, relation: 'related', weight: weights.relatedConcept });
  return found;
};
