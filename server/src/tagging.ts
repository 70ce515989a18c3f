// The taxonomy as the server asks it.
import { taxonomy } from '@enishi/shared/taxonomy/taxonomy';

const narrowerLimit = 200;

export const tagging = {
  has: (tag: string): boolean => taxonomy.concept(tag) !== undefined,
  /** Every name of a concept, in both languages. */
  labelsOf(tag: string): readonly string[] {
    const concept = taxonomy.concept(tag);
    return concept
      ? [concept.ja, concept.en, concept.kana, ...concept.synonyms.ja, ...concept.synonyms.en].filter(Boolean)
      : [];
  },
  /** A concept and everything below it: who looks for batteries also means lithium-ion batteries. */
  withNarrower(tag: string): readonly string[] {
    const found = new Set([tag]);
    for (const one of found) {
      if (found.size >= narrowerLimit) break;
      for (const narrower of taxonomy.concept(one)?.narrower ?? []) found.add(narrower);
    }
    return [...found];
  },
};
