// What goes into the match engine and what comes out. Nothing here knows of databases, people or HTTP.

/** How much time somebody offers (item) or asks for (query). */
export interface Availability {
  hoursPerWeek?: number;
  /** True when the work may be done from anywhere. */
  isRemote?: boolean;
}

/** One thing that can be matched. Text is what may be shown to whoever may see the item at all. */
export interface MatchItem {
  /** Unique across kinds, for example "seed:65f…". */
  id: string;
  /** 'need', 'seed', 'expert', 'opening', 'company' … */
  kind: string;
  title: string;
  body: string;
  /** Concept ids of the taxonomy. */
  tags: readonly string[];
  /** Tags in the owner's own words. */
  freeTags?: readonly string[];
  /** Codes of the ways of cooperation wanted or offered. */
  cooperation?: readonly string[];
  /** JIS X 0401, '01' to '47'. */
  prefecture?: string;
  /** Technology readiness level, 1 to 9. */
  readiness?: number;
  availability?: Availability;
  /** Months until the result is needed. */
  monthsAvailable?: number;
}

export type MatchQuery = Omit<MatchItem, 'id' | 'kind'> & {
  /** Given when the query is itself an item: it never matches itself. */
  id?: string;
  /** Only items of these kinds are looked at. */
  kinds?: readonly string[];
};

export type ConceptRelation = 'same' | 'synonym' | 'broader' | 'narrower' | 'related';

/** Points of the parts; their sum is the score. */
export interface MatchParts {
  tags: number;
  text: number;
  cooperation: number;
  region: number;
  readiness: number;
}

export interface TagEvidence {
  /** The concept of the item, or a free tag both sides wrote. */
  concept: string;
  queryConcept: string;
  /** What the item's concept is, seen from the query's: 'narrower' means that the item is more special. */
  relation: ConceptRelation;
}

/** `text` is exactly the field from `start` to `end`; marks are offsets within `text` (UTF-16 units). */
export interface QuoteEvidence {
  field: 'title' | 'body';
  start: number;
  end: number;
  marks: { start: number; end: number }[];
  text: string;
}

export interface MatchEvidence {
  tags: TagEvidence[];
  /** Shared words as the item writes them, the most telling first. */
  words: string[];
  quotes: QuoteEvidence[];
}

/** What the item does not tell although the query asks for it. */
export type MissingHint = 'tags' | 'cooperation' | 'region' | 'readiness' | 'deadline';

export interface MatchResult {
  id: string;
  /** 0 to 100, the sum of the parts. */
  score: number;
  parts: MatchParts;
  evidence: MatchEvidence;
  missing: MissingHint[];
}

export interface MatchOptions {
  /** How many results at most. */
  k: number;
  /** Who may be seen; asked before an item can influence anything. */
  filter?: (id: string) => boolean;
  kinds?: readonly string[];
}

/** The part of the taxonomy the engine needs; the data live elsewhere. */
export interface MatchTaxonomy {
  concept(
    id: string,
  ): { broader: readonly string[]; narrower: readonly string[]; related: readonly string[] } | undefined;
  lookup(label: string): string | undefined;
  findInText(text: string): { concept: string; start: number; end: number }[];
}

export interface RankedMatch {
  id: string;
  score: number;
}

/** Where the texts of items are kept, for quoting. */
export interface ItemStore {
  get(id: string): MatchItem | undefined;
  set(id: string, item: MatchItem): void;
  delete(id: string): void;
}

export interface MatchStats {
  items: number;
  /** Different words, character pairs and concepts in use. */
  terms: number;
  segments: number;
  /** Bytes held by the index itself, without the texts. */
  bytes: number;
}

export interface MatchIndex {
  put(items: readonly MatchItem[]): void;
  remove(ids: readonly string[]): void;
  match(query: MatchQuery, options: MatchOptions): MatchResult[];
  /** The same ranking with scores only: much cheaper than explaining each. */
  rank(query: MatchQuery, options: MatchOptions): RankedMatch[];
  /** The result for one item whatever its rank; undefined when unknown or without anything in common. */
  explain(query: MatchQuery, id: string): MatchResult | undefined;
  stats(): MatchStats;
}

/** The same index behind promises, so that it may live in another thread. */
export interface MatchEngine {
  put(items: readonly MatchItem[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  match(query: MatchQuery, options: MatchOptions): Promise<MatchResult[]>;
  rank(query: MatchQuery, options: MatchOptions): Promise<RankedMatch[]>;
  explain(query: MatchQuery, id: string): Promise<MatchResult | undefined>;
  stats(): Promise<MatchStats>;
  close(): Promise<void>;
}
