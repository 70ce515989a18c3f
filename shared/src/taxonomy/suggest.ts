import type { Concept } from './concept.js';
import { foldLabel } from './fold.js';

// The tag picker: what someone means who has typed a few letters of Japanese, kana or English.

const MAX_TYPED_LENGTH = 60;

export interface Suggestion {
  readonly concept: Concept;
  /** The label that was hit, to show why: OLED for 有機EL. */
  readonly label: string;
}

interface Entry {
  readonly concept: Concept;
  readonly label: string;
  readonly key: string;
  /** Folded words after the first; an English label may be found by its second word. */
  readonly laterWords: readonly string[];
  readonly kind: number;
}

interface Ranked {
  readonly entry: Entry;
  readonly rank: number;
}

const KIND = { name: 0, reading: 1, synonym: 2 } as const;
const RANK = { exact: 0, prefix: 10, wordPrefix: 20, inside: 30 } as const;

const entry = (concept: Concept, label: string, kind: number): Entry => {
  const words = label.split(/[\s-]+/u).slice(1);
  return { concept, label, key: foldLabel(label), laterWords: words.map(foldLabel), kind };
};

const entriesOf = (concept: Concept): Entry[] => [
  entry(concept, concept.ja, KIND.name),
  entry(concept, concept.en, KIND.name),
  { ...entry(concept, concept.kana, KIND.reading), label: concept.ja },
  ...[...concept.synonyms.ja, ...concept.synonyms.en].map((label) => entry(concept, label, KIND.synonym)),
];

const rankOf = ({ key, laterWords, kind }: Entry, typed: string): number | null => {
  if (key === typed) return RANK.exact + kind;
  if (key.startsWith(typed)) return RANK.prefix + kind;
  if (laterWords.some((word) => word.startsWith(typed))) return RANK.wordPrefix + kind;
  // One letter of kana or Latin inside a word says nothing; one kanji does.
  const saysEnough = typed.length > 1 || /\p{Script=Han}/u.test(typed);
  return saysEnough && key.includes(typed) ? RANK.inside + kind : null;
};

const byFit = (a: Ranked, b: Ranked): number =>
  a.rank - b.rank ||
  a.entry.key.length - b.entry.key.length ||
  (a.entry.concept.id < b.entry.concept.id ? -1 : Number(a.entry.concept.id > b.entry.concept.id));

// While a Japanese keyboard composes, Latin letters trail the kana: めっk on the way to めっき.
const withoutComposingTail = (typed: string): string => typed.replace(/(?<=[ぁ-ゖ])[a-z]{1,2}$/u, '');

export const createSuggester = (concepts: readonly Concept[]) => {
  const entries = concepts.flatMap(entriesOf);
  const search = (typed: string): Ranked[] => {
    const best = new Map<string, Ranked>();
    for (const candidate of entries) {
      const rank = rankOf(candidate, typed);
      if (rank === null) continue;
      const ranked = { entry: candidate, rank };
      const known = best.get(candidate.concept.id);
      if (!known || byFit(ranked, known) < 0) best.set(candidate.concept.id, ranked);
    }
    return [...best.values()].sort(byFit);
  };
  return (typed: string, limit: number): Suggestion[] => {
    const key = foldLabel(typed.slice(0, MAX_TYPED_LENGTH));
    if (!key) return [];
    const found = search(key);
    const ranked = found.length > 0 ? found : search(withoutComposingTail(key));
    return ranked.slice(0, limit).map(({ entry: { concept, label } }) => ({ concept, label }));
  };
};
