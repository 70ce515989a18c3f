import type { Concept } from './concept.js';
import type { Occurrence } from './find-in-text.js';
import type { Taxonomy } from './taxonomy.js';

// Which concepts a text is about. A concept weighs more the more precise it is, the oftener it is named (with
// diminishing return) and the longer the words that name it; one whose narrower concept is named too steps back.

export interface ProposedTag {
  readonly concept: Concept;
  readonly weight: number;
  /** The words of the text that name it, each once. */
  readonly words: readonly string[];
}

const WEIGHT = {
  perLevel: 0.25,
  deepest: 3,
  leaf: 0.2,
  perLetter: 0.03,
  longest: 12,
  covered: 0.7,
  root: 0.3,
} as const;

interface Naming {
  readonly id: string;
  count: number;
  letters: number;
  readonly words: Set<string>;
}

const collect = (text: string, occurrences: readonly Occurrence[]): Naming[] => {
  const namings = new Map<string, Naming>();
  for (const { concept: id, start, end } of occurrences) {
    const naming = namings.get(id) ?? { id, count: 0, letters: 0, words: new Set<string>() };
    namings.set(id, naming);
    naming.count += 1;
    naming.letters = Math.max(naming.letters, end - start);
    naming.words.add(text.slice(start, end));
  }
  return [...namings.values()];
};

const weigh = ({ count, letters }: Naming, concept: Concept, depth: number, isCovered: boolean): number => {
  const precision = 1 + WEIGHT.perLevel * Math.min(depth, WEIGHT.deepest) + (concept.narrower.length ? 0 : WEIGHT.leaf);
  const length = 1 + WEIGHT.perLetter * Math.min(letters, WEIGHT.longest);
  const rank = depth === 0 ? WEIGHT.root : 1;
  return (1 + Math.log(count)) * precision * length * rank * (isCovered ? WEIGHT.covered : 1);
};

export const proposeTagsFrom = (
  text: string,
  occurrences: readonly Occurrence[],
  { concept: find, ancestors }: Pick<Taxonomy, 'concept' | 'ancestors'>,
): ProposedTag[] => {
  const namings = collect(text, occurrences);
  const covered = new Set(namings.flatMap(({ id }) => [...ancestors(id).keys()]));
  return namings
    .flatMap((naming) => {
      const concept = find(naming.id);
      if (!concept) return [];
      const depth = Math.max(0, ...ancestors(naming.id).values());
      return [{ concept, weight: weigh(naming, concept, depth, covered.has(naming.id)), words: [...naming.words] }];
    })
    .sort((a, b) => b.weight - a.weight);
};
