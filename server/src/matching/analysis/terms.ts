// Cuts normalised text into terms. Runs of kanji and kana give the words of Intl.Segmenter, neighbouring words joined,
// character pairs and single kanji (they bridge what the segmenter cuts differently in two texts); everything else
// gives words, English ones stemmed. Terms of different sorts never collide: the first letter tells the sort.
import { stemmer } from 'stemmer';
import { ENGLISH_STOP_WORDS, JAPANESE_STOP_WORDS } from './stop-words.js';
import { createTermCache } from './term-cache.js';

export const WORD_SORT = 'w';
export const COMPOUND_SORT = 'n';
export const PAIR_SORT = 'p';
export const KANJI_SORT = 'k';
// Words as they are written, before stop words, stems and spelling: they become WORD_SORT.
const WRITTEN = 'l';
const WRITTEN_JAPANESE = 'j';

/** Called for each term with its position in the normalised text; `key` as in term-cache.ts, or UNCACHED. */
export type TermSink = (term: string, start: number, end: number, key: number) => void;
/** Joined neighbours seldom come twice. */
export const UNCACHED = -1;

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

/** What sort of letter stands at a position; the second half of a kanji outside the basic plane counts as kanji. */
const letterAt = (text: string, at: number): Letter => {
  const unit = text.charCodeAt(at);
  if (isLowSurrogate(unit) && at > 0 && LETTERS[text.charCodeAt(at - 1)] === Letter.Kanji) return Letter.Kanji;
  return LETTERS[unit] as Letter;
};

const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });
const ASCII_WORD = /^[a-z]+$/;
const KATAKANA = /[ァ-ヶ]/g;
const toHiragana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0x60);
const NOTHING = '';

// コンピューター and コンピュータ are one word, and so are ネジ and ねじ. Only after cutting: the segmenter cuts by script.
const spellingOf = (word: string): string => {
  const open = word.length > 3 && word.endsWith('ー') ? word.slice(0, -1) : word;
  return open.replace(KATAKANA, toHiragana);
};

const makeTerm = (sort: string, text: string): string => {
  if (sort === WRITTEN) {
    return ENGLISH_STOP_WORDS.has(text) ? NOTHING : WORD_SORT + (ASCII_WORD.test(text) ? stemmer(text) : text);
  }
  if (sort === WRITTEN_JAPANESE) return JAPANESE_STOP_WORDS.has(text) ? NOTHING : WORD_SORT + spellingOf(text);
  return sort + text.replace(KATAKANA, toHiragana);
};

const { keyOf, termOf } = createTermCache(makeTerm);

/** Sends the term that a piece of the text is, if it is one, and answers it. */
const emit = (sort: string, text: string, start: number, end: number, sink: TermSink): string => {
  const key = keyOf(sort, text, start, end);
  const term = termOf(key);
  if (term !== NOTHING) sink(term, start, end, key);
  return term;
};

interface Run {
  start: number;
  end: number;
}
const BETWEEN_RUNS = ' ';

// All runs of a text at once: starting the segmenter costs as much as several words.
const emitJapaneseWords = (text: string, runs: readonly Run[], sink: TermSink): void => {
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
    const term = emit(WRITTEN_JAPANESE, text, start, end, sink);
    if (before !== NOTHING && term !== NOTHING) {
      sink(COMPOUND_SORT + before.slice(1) + term.slice(1), beforeStart, end, UNCACHED);
    }
    before = term;
    beforeStart = start;
  }
};

const emitCharacters = (text: string, start: number, end: number, sink: TermSink): void => {
  for (let at = start; at < end; at++) {
    const letter = letterAt(text, at);
    if (letter === Letter.Kanji) emit(KANJI_SORT, text, at, at + 1, sink);
    if (at + 1 === end || (letter === Letter.Hiragana && letterAt(text, at + 1) === Letter.Hiragana)) continue;
    emit(PAIR_SORT, text, at, at + 2, sink);
  }
};

/** Sends every term of an already normalised text to the sink. */
export const forEachTerm = (text: string, sink: TermSink): void => {
  const runs: Run[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = letterAt(text, at);
    const start = at;
    if (letter === Letter.None) {
      at++;
    } else if (letter === Letter.Word) {
      while (at < text.length && LETTERS[text.charCodeAt(at)] === Letter.Word) at++;
      emit(WRITTEN, text, start, at, sink);
    } else {
      while (at < text.length && letterAt(text, at) > Letter.Word) at++;
      emitCharacters(text, start, at, sink);
      runs.push({ start, end: at });
    }
  }
  if (runs.length > 0) emitJapaneseWords(text, runs, sink);
};
