// Cuts normalised text into terms. Runs of kanji and kana give the words of Intl.Segmenter, neighbouring words joined,
// character pairs and single kanji (they bridge what the segmenter cuts differently in two texts); everything else
// gives words, English ones stemmed. Terms of different sorts never collide: the first letter tells the sort.
import { stemmer } from 'stemmer';
import { ENGLISH_STOP_WORDS, JAPANESE_STOP_WORDS } from './stop-words.js';
import { createPieces, createTermCache, ROOM } from './term-cache.js';
import { grown } from '../index/grown.js';

export const WORD_SORT = 'w';
export const COMPOUND_SORT = 'n';
export const PAIR_SORT = 'p';
export const KANJI_SORT = 'k';
// Words as they are written, before stop words, stems and spelling: they become WORD_SORT.
const codeOf = (sort: string): number => sort.charCodeAt(0);
const WRITTEN = codeOf('l');
const WRITTEN_JAPANESE = codeOf('j');
const PAIR = codeOf(PAIR_SORT);
const KANJI = codeOf(KANJI_SORT);

/** Called for each term with its position in the normalised text. */
export type TermSink = (term: string, start: number, end: number) => void;

/** What a text is cut into, for those who need no strings. */
export interface PieceSink {
  /** A key as in term-cache.ts; its term may be NOTHING. */
  piece(key: number, start: number, end: number): void;
  /** Joined neighbours: they seldom come twice, so they have no key. */
  joined: TermSink;
}

const Letter = { None: 0, Word: 1, Kanji: 2, Hiragana: 3, Katakana: 4 } as const;
type Letter = (typeof Letter)[keyof typeof Letter];

const letterOf = (unit: number): Letter => {
  const character = String.fromCharCode(unit);
  if (/[\u3005-\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ud840-\ud88d]/.test(character)) return Letter.Kanji;
  if (/[ぁ-ゖゝゞ]/.test(character)) return Letter.Hiragana;
  if (/[ァ-ヺー-ヿ]/.test(character)) return Letter.Katakana;
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? Letter.Word : Letter.None;
};

const LETTERS = Uint8Array.from({ length: 0x10000 }, (_, unit) => letterOf(unit));
const LOW_SURROGATE = 0xdc00;
const isLowSurrogate = (unit: number): boolean => (unit & 0xfc00) === LOW_SURROGATE;

/** The text being cut, and the same as numbers. */
let taken = '';
let units = new Uint16Array(0);

const takeUp = (text: string): void => {
  taken = text;
  units = grown(units, text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
};

/** What sort of letter stands at a position; the second half of a kanji outside the basic plane counts as kanji. */
const letterAt = (at: number): Letter => {
  const unit = units[at]!;
  if (isLowSurrogate(unit) && at > 0 && LETTERS[units[at - 1]!] === Letter.Kanji) return Letter.Kanji;
  return LETTERS[unit] as Letter;
};

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const ASCII_WORD = /^[a-z]+$/;
const KATAKANA = /[ァ-ヶ]/g;
const toHiragana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0x60);
/** The term of what is none, as a stop word. */
export const NOTHING = '';

// コンピューター and コンピュータ are one word, and so are ネジ and ねじ. Only after cutting: the segmenter cuts by script.
const spellingOf = (word: string): string => {
  const open = word.length > 3 && word.endsWith('ー') ? word.slice(0, -1) : word;
  return open.replace(KATAKANA, toHiragana);
};

const makeTerm = (sort: number, from: number, to: number): string => {
  const piece = taken.slice(from, to);
  if (sort === WRITTEN) {
    return ENGLISH_STOP_WORDS.has(piece) ? NOTHING : WORD_SORT + (ASCII_WORD.test(piece) ? stemmer(piece) : piece);
  }
  if (sort === WRITTEN_JAPANESE) return JAPANESE_STOP_WORDS.has(piece) ? NOTHING : WORD_SORT + spellingOf(piece);
  return String.fromCharCode(sort) + piece.replace(KATAKANA, toHiragana);
};

const { keyOf, findKeys, termOf, notes, generation } = createTermCache(makeTerm);
export { generation, notes, termOf };

const pieces = createPieces();

/** Sends what has been collected. */
const flush = (sink: PieceSink): void => {
  findKeys(pieces, units);
  for (let at = 0; at < pieces.size; at++) sink.piece(pieces.keys[at]!, pieces.starts[at]!, pieces.ends[at]!);
  pieces.size = 0;
};

const collect = (sort: number, start: number, end: number, sink: PieceSink): void => {
  if (pieces.size === ROOM) flush(sink);
  const at = pieces.size++;
  pieces.sorts[at] = sort;
  pieces.starts[at] = start;
  pieces.ends[at] = end;
};

interface Run {
  start: number;
  end: number;
}
const BETWEEN_RUNS = ' ';

// All runs of a text at once: starting the segmenter costs as much as several words.
const emitJapaneseWords = (text: string, runs: readonly Run[], sink: PieceSink): void => {
  const joined = runs.map(({ start, end }) => text.slice(start, end)).join(BETWEEN_RUNS);
  let run = 0;
  // What to add to a position in `joined` to get the one in the text.
  let shift = runs[0]!.start;
  let before = NOTHING;
  let beforeStart = 0;
  for (const { segment, index } of segmenter.segment(joined)) {
    if (segment === BETWEEN_RUNS) {
      before = NOTHING;
      shift = runs[++run]!.start - index - 1;
      continue;
    }
    const start = index + shift;
    const end = start + segment.length;
    const key = keyOf(WRITTEN_JAPANESE, units, start, end);
    const term = termOf(key);
    sink.piece(key, start, end);
    if (before !== NOTHING && term !== NOTHING) {
      sink.joined(COMPOUND_SORT + before.slice(1) + term.slice(1), beforeStart, end);
    }
    before = term;
    beforeStart = start;
  }
};

const emitCharacters = (start: number, end: number, sink: PieceSink): void => {
  for (let at = start; at < end; at++) {
    const letter = letterAt(at);
    if (letter === Letter.Kanji) collect(KANJI, at, at + 1, sink);
    if (at + 1 === end || (letter === Letter.Hiragana && letterAt(at + 1) === Letter.Hiragana)) continue;
    collect(PAIR, at, at + 2, sink);
  }
};

/** Sends every piece of an already normalised text to the sink. */
export const forEachPiece = (text: string, sink: PieceSink): void => {
  takeUp(text);
  // Of a text that failed half-way.
  pieces.size = 0;
  const { length } = text;
  const runs: Run[] = [];
  let at = 0;
  while (at < length) {
    const letter = letterAt(at);
    const start = at;
    if (letter === Letter.None) {
      at++;
    } else if (letter === Letter.Word) {
      while (at < length && LETTERS[units[at]!] === Letter.Word) at++;
      collect(WRITTEN, start, at, sink);
    } else {
      while (at < length && letterAt(at) > Letter.Word) at++;
      emitCharacters(start, at, sink);
      runs.push({ start, end: at });
    }
  }
  flush(sink);
  if (runs.length > 0) emitJapaneseWords(text, runs, sink);
};

/** Sends every term of an already normalised text to the sink. */
export const forEachTerm = (text: string, sink: TermSink): void =>
  forEachPiece(text, {
    piece(key, start, end) {
      const term = termOf(key);
      if (term !== NOTHING) sink(term, start, end);
    },
    joined: sink,
  });
