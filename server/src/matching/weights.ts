// Every number the engine's judgement rests on, in one table. docs/matching.md tells where each comes from and
// which measurement decided it. Changing one changes scores everywhere, so nothing else may hold such a number.

export interface MatchWeights {
  /** Shares of a full match: how much each part counts against the others. */
  tagsShare: number;
  textShare: number;
  cooperationShare: number;
  regionShare: number;
  readinessShare: number;

  /** A word counts this much by where it stands. */
  titleBoost: number;
  freeTagBoost: number;
  bodyBoost: number;
  /** BM25's k1, by sort of term: how slowly repetition stops paying. */
  latinSaturation: number;
  japaneseSaturation: number;
  pairSaturation: number;
  kanjiSaturation: number;
  /** What a text of many different words loses: this share of a full text match for each time it outgrows usualLength e-fold. */
  lengthPenalty: number;
  usualLength: number;
  /** Saturation of words repeated in the query. */
  querySaturation: number;
  /** Weight of joined neighbours, character pairs and single kanji beside a word's 1. */
  compoundWeight: number;
  pairWeight: number;
  kanjiWeight: number;
  /** A text match is full when this many of the query's best words are met. */
  fullWords: number;
  /** The same for concepts. */
  fullTags: number;

  /** How well a concept answers the one asked for. */
  sameConcept: number;
  narrowerConcept: number;
  broaderConcept: number;
  relatedConcept: number;
  /** A concept only named in the text against one chosen as a tag, for items and for queries. */
  namedInItem: number;
  namedInQuery: number;

  /** Region: same prefecture is 1. */
  neighbourPrefecture: number;
  sameBlock: number;
  /** What each readiness level short of what the time allows takes away. */
  levelShort: number;

  /** The curve of the score: the fraction of a full match that is shown as 50, and its steepness. */
  halfPoint: number;
  steepness: number;
  /** The same for a query without chosen concepts: how much of its text and of its traits together are shown as 50. */
  untaggedHalfPoint: number;
  untaggedTraitsHalfPoint: number;
  untaggedSteepness: number;
}

export const DEFAULT_WEIGHTS: MatchWeights = {
  tagsShare: 45,
  textShare: 40,
  cooperationShare: 5,
  regionShare: 5,
  readinessShare: 5,

  titleBoost: 1.8,
  freeTagBoost: 0.8,
  bodyBoost: 1,
  latinSaturation: 1.6,
  japaneseSaturation: 0.5,
  pairSaturation: 0.4,
  kanjiSaturation: 0.5,
  lengthPenalty: 0.1,
  usualLength: 60,
  querySaturation: 2,
  compoundWeight: 0.5,
  pairWeight: 0.2,
  kanjiWeight: 0.35,
  fullWords: 30,
  fullTags: 4,

  sameConcept: 1,
  narrowerConcept: 0.8,
  broaderConcept: 0.5,
  relatedConcept: 0.3,
  namedInItem: 0.7,
  namedInQuery: 0.4,

  neighbourPrefecture: 0.7,
  sameBlock: 0.5,
  levelShort: 0.3,

  halfPoint: 0.42,
  steepness: 2.3,
  untaggedHalfPoint: 0.28,
  untaggedTraitsHalfPoint: 0.5,
  untaggedSteepness: 1.6,
};

/** What is read of one item or query; the rest is cut off, so that no input can cost more than this. */
export const MATCH_LIMITS = {
  titleLength: 400,
  bodyLength: 20_000,
  tags: 64,
  freeTags: 64,
  freeTagLength: 100,
  cooperation: 16,
  wordLength: 64,
  /** Different words beyond this are not held against an item. */
  distinctWords: 4095,
  results: 1000,
  quotes: 3,
  /** Characters of a quoted passage, in Japanese and in letters. */
  quoteLength: 90,
  quoteLengthInLetters: 180,
  evidenceWords: 12,
  /** Different words, pairs and concepts read of one query: the heaviest. */
  queryTerms: 400,
} as const;

/** The largest impact of a word in an item: one byte. */
export const FULL_IMPACT = 255;
/** Resolution of the integer weights: a full match of every part is about this many units times FULL_IMPACT. */
export const WEIGHT_UNITS = 1 << 16;
