import { foldLabel, foldText, spellingsOf, type FoldedText } from './fold.js';

// Finds the labels of the taxonomy in running text: a trie over folded labels, walked from every position, so the
// time grows with the text (a walk is never deeper than the longest label). Short words need care: AI is not ai,
// ガス is not in ガスケット, ゲル is not in 広げる.

/** Longer texts are searched up to here only; no field of the product is longer. */
export const MAX_SEARCHED_LENGTH = 20_000;

export interface Occurrence {
  /** Id of the concept. */
  readonly concept: string;
  /** UTF-16 offsets in the text as given; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

interface Pattern {
  /** null: a word that only shields what it contains. */
  readonly concept: string | null;
  readonly length: number;
  /** Spellings that count, where folding alone would let too much through. */
  readonly exact: Set<string> | null;
  readonly katakana: boolean;
}

interface TrieNode {
  readonly next: Map<string, TrieNode>;
  pattern?: Pattern;
}

interface Hit extends Pattern {
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

const LATIN_OR_DIGIT = /[\p{Script=Latin}\p{Nd}]/u;
const KATAKANA_UNIT = /[ァ-ヺーｦ-ﾟ]/u;
const ALL_KATAKANA = /^[ァ-ヺー・ ]+$/u;
const HAS_HIRAGANA = /[ぁ-ゖ]/u;
const SHORT_ABBREVIATION = /^[a-z0-9&]{1,3}$/i;
const TRAILING_LONG_VOWEL = /[ーｰ]/u;

const withoutTrailingMark = (label: string): string => label.normalize('NFKC').replace(/(?<!ー)ー+$/u, '');

const exactFormOf = (label: string, spelling: string, key: string): string | null => {
  if (SHORT_ABBREVIATION.test(label)) return spelling;
  // ビル and ビール fold alike; in three sounds or fewer the long vowels inside must agree.
  return ALL_KATAKANA.test(label) && key.length <= 3 ? withoutTrailingMark(spelling) : null;
};

const nodeAt = (root: TrieNode, key: string): TrieNode => {
  let node = root;
  for (const unit of key) {
    let next = node.next.get(unit);
    if (!next) node.next.set(unit, (next = { next: new Map() }));
    node = next;
  }
  return node;
};

const addLabel = (root: TrieNode, concept: string | null, label: string): void => {
  for (const spelling of spellingsOf(label)) {
    const key = foldLabel(spelling);
    if (!key) continue;
    const node = nodeAt(root, key);
    const exact = exactFormOf(label, spelling, key);
    if (!node.pattern) {
      const katakana = ALL_KATAKANA.test(label);
      node.pattern = { concept, length: key.length, exact: exact === null ? null : new Set([exact]), katakana };
    } else if (exact !== null) node.pattern.exact?.add(exact);
  }
};

const fitsKatakana = (pattern: Pattern, text: string, hit: { start: number; end: number }): boolean => {
  if (pattern.length > 3) return true;
  if (pattern.katakana && HAS_HIRAGANA.test(text.slice(hit.start, hit.end))) return false;
  if (!KATAKANA_UNIT.test(text.charAt(hit.start))) return true;
  const openBefore = !KATAKANA_UNIT.test(text.charAt(hit.start - 1));
  const openAfter = !KATAKANA_UNIT.test(text.charAt(hit.end));
  return pattern.length <= 2 ? openBefore && openAfter : openBefore || openAfter;
};

const standsAlone = (text: string, hit: { start: number; end: number }): boolean => {
  const cutsBefore = LATIN_OR_DIGIT.test(text.charAt(hit.start)) && LATIN_OR_DIGIT.test(text.charAt(hit.start - 1));
  const cutsAfter = LATIN_OR_DIGIT.test(text.charAt(hit.end - 1)) && LATIN_OR_DIGIT.test(text.charAt(hit.end));
  return !cutsBefore && !cutsAfter;
};

const toHit = (pattern: Pattern, text: string, folded: FoldedText, from: number): Hit | null => {
  const last = from + pattern.length - 1;
  const start = folded.starts[from] ?? 0;
  let end = folded.ends[last] ?? start;
  // A cluster that folds to several units (㍑) is taken whole or not at all.
  if (folded.starts[from - 1] === start || folded.ends[last + 1] === end) return null;
  if (KATAKANA_UNIT.test(text.charAt(end - 1))) while (TRAILING_LONG_VOWEL.test(text.charAt(end))) end += 1;
  const hit = { ...pattern, from, start, end };
  if (!standsAlone(text, hit) || !fitsKatakana(pattern, text, hit)) return null;
  if (pattern.exact && !pattern.exact.has(withoutTrailingMark(text.slice(start, end)))) return null;
  return hit;
};

/** Adds what is found from a position on. */
const addHits = (root: TrieNode, text: string, folded: FoldedText, from: number, hits: Hit[]): void => {
  let node: TrieNode | undefined = root;
  for (let at = from; node && at <= folded.text.length; at += 1) {
    const hit: Hit | null = node.pattern ? toHit(node.pattern, text, folded, from) : null;
    if (hit) hits.push(hit);
    node = node.next.get(folded.text.charAt(at));
  }
};

const longestFirst = (a: Hit, b: Hit): number => b.length - a.length || a.from - b.from;

const withoutOverlaps = (hits: Hit[], length: number): Hit[] => {
  const taken = new Uint8Array(length);
  return hits.sort(longestFirst).filter(({ from, length: size }) => {
    if (taken[from] === 1 || taken[from + size - 1] === 1) return false;
    taken.fill(1, from, from + size);
    return true;
  });
};

/** The longest labels win; what a longer one covers is not found again. In the order of the text. */
export const createFinder = (labels: Iterable<readonly [concept: string | null, label: string]>) => {
  const root: TrieNode = { next: new Map() };
  for (const [concept, label] of labels) addLabel(root, concept, label);
  return (given: string): Occurrence[] => {
    const text = given.slice(0, MAX_SEARCHED_LENGTH);
    const folded = foldText(text);
    const hits: Hit[] = [];
    for (let from = 0; from < folded.text.length; from += 1) addHits(root, text, folded, from, hits);
    return withoutOverlaps(hits, folded.text.length)
      .flatMap(({ concept, start, end }) => (concept ? [{ concept, start, end }] : []))
      .sort((a, b) => a.start - b.start);
  };
};
