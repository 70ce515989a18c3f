import type { Concept, ConceptRow } from './concept.js';
import { conceptRows } from './concept-rows.js';
import { createFinder, type Occurrence } from './find-in-text.js';
import { foldLabel, spellingsOf } from './fold.js';
import { proposeTagsFrom, type ProposedTag } from './propose-tags.js';
import { createSuggester, type Suggestion } from './suggest.js';

// The technology words of the region and how they hang together. Pure and without dependencies, so that the
// browser can load it for the tag picker (by a dynamic import: it is the largest text of the product).

export interface Taxonomy {
  readonly all: readonly Concept[];
  /** Concepts without a broader one: the fields. */
  readonly fields: readonly Concept[];
  concept(id: string): Concept | undefined;
  /** Everything above a concept, with the number of steps up (1 = directly broader); shortest way counts. */
  ancestors(id: string): ReadonlyMap<string, number>;
  /** Id of the concept that a word names, whatever its width, case, kana, hyphens or plural; a unique reading counts too. */
  lookup(label: string): string | undefined;
  suggest(typed: string, limit: number): Suggestion[];
  findInText(text: string): Occurrence[];
  proposeTags(text: string, limit: number): ProposedTag[];
}

const labelsOf = ({ ja, en, synonyms }: Concept): string[] => [ja, en, ...synonyms.ja, ...synonyms.en];

const relate = (rows: readonly ConceptRow[], from: (row: ConceptRow) => readonly string[]): Map<string, string[]> => {
  const backwards = new Map<string, string[]>();
  for (const row of rows) {
    for (const id of from(row)) backwards.set(id, [...(backwards.get(id) ?? []), row.id]);
  }
  return backwards;
};

const toConcepts = (rows: readonly ConceptRow[]): Concept[] => {
  const narrower = relate(rows, (row) => row.broader);
  const related = relate(rows, (row) => row.related ?? []);
  return rows.map((row) => ({
    id: row.id,
    ja: row.ja,
    en: row.en,
    kana: row.kana ?? row.ja,
    synonyms: { ja: row.synonyms?.ja ?? [], en: row.synonyms?.en ?? [] },
    broader: row.broader,
    narrower: narrower.get(row.id) ?? [],
    related: [...new Set([...(row.related ?? []), ...(related.get(row.id) ?? [])])],
  }));
};

const createLookup = (concepts: readonly Concept[]) => {
  const byLabel = new Map<string, string>();
  const byReading = new Map<string, string | undefined>();
  for (const concept of concepts) {
    for (const label of labelsOf(concept).flatMap(spellingsOf)) byLabel.set(foldLabel(label), concept.id);
    const reading = foldLabel(concept.kana);
    byReading.set(reading, byReading.has(reading) ? undefined : concept.id);
  }
  return (label: string): string | undefined => {
    const key = foldLabel(label);
    return byLabel.get(key) ?? byReading.get(key);
  };
};

const createAncestors = (byId: ReadonlyMap<string, Concept>) => {
  const known = new Map<string, ReadonlyMap<string, number>>();
  const climb = (id: string): ReadonlyMap<string, number> => {
    const steps = new Map<string, number>();
    let level = byId.get(id)?.broader ?? [];
    for (let step = 1; level.length > 0; step += 1) {
      const fresh = level.filter((parent) => parent !== id && !steps.has(parent));
      for (const parent of fresh) steps.set(parent, step);
      level = fresh.flatMap((parent) => byId.get(parent)?.broader ?? []);
    }
    return steps;
  };
  return (id: string): ReadonlyMap<string, number> => {
    const steps = known.get(id) ?? climb(id);
    if (byId.has(id)) known.set(id, steps);
    return steps;
  };
};

/** Built on first use: most readers need the names only. */
const lazily = <Part>(build: () => Part): (() => Part) => {
  let built: { part: Part } | undefined;
  return () => (built ??= { part: build() }).part;
};

export const createTaxonomy = (rows: readonly ConceptRow[]): Taxonomy => {
  const all = toConcepts(rows);
  const byId = new Map(all.map((concept) => [concept.id, concept]));
  const ancestors = createAncestors(byId);
  const lookup = lazily(() => createLookup(all));
  const suggester = lazily(() => createSuggester(all));
  const finder = lazily(() =>
    createFinder([
      ...all.flatMap((concept) => labelsOf(concept).map((label) => [concept.id, label] as const)),
      ...rows.flatMap((row) => (row.notIn ?? []).map((word) => [null, word] as const)),
    ]),
  );
  return {
    all,
    fields: all.filter(({ broader }) => broader.length === 0),
    concept: (id) => byId.get(id),
    ancestors,
    lookup: (label) => lookup()(label),
    suggest: (typed, limit) => suggester()(typed, limit),
    findInText: (text) => finder()(text),
    proposeTags: (text, limit) =>
      proposeTagsFrom(text, finder()(text), { concept: (id) => byId.get(id), ancestors }).slice(0, limit),
  };
};

export const taxonomy: Taxonomy = createTaxonomy(conceptRows);
