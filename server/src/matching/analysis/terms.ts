// Cuts normalised text into terms. Runs of kanji and kana give the words of Intl.Segmenter, neighbouring words joined,
// character pairs and single kanji (they bridge what the segmenter cuts differently in two texts); everything else
// gives words, English ones stemmed. Terms of different sorts never collide: the first letter tells the sort.
import { stemmer } from 'stemmer';
import { MATCH_LIMITS } from '../weights.js';
import { ENGLISH_STOP_WORDS, JAPANESE_STOP_WORDS } from './stop-words.js';

export const WORD_SORT = 'w';
export const COMPOUND_SORT = 'n';
export const PAIR_SORT = 'p';
export const KANJI_SORT = 'k';

/** Called for each term with its position in the normalised text. */
export type TermSink = (term: string, start: number, end: number) => void;

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
const CACHED_WORDS = 250_000;
const NOTHING = '';
// The term of each word met lately, so that stemming is done once and equal terms are one string.
const termsOfWords = new Map<string, string>();

const termOfWord = (word: string): string => {
  const known = termsOfWords.get(word);
  if (known !== undefined) return known;
  if (termsOfWords.size >= CACHED_WORDS) termsOfWords.clear();
  const term = ENGLISH_STOP_WORDS.has(word) ? NOTHING : WORD_SORT + (ASCII_WORD.test(word) ? stemmer(word) : word);
  termsOfWords.set(word, term);
  return term;
};

const emitWord = (text: string, start: number, end: number, sink: TermSink): void => {
  const term = termOfWord(text.slice(start, Math.min(end, start + MATCH_LIMITS.wordLength)));
  if (term !== NOTHING) sink(term, start, end);
};

const KATAKANA = /[ァ-ヶ]/g;
const toHiragana = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0x60);

// コンピューター and コンピュータ are one word, and so are ネジ and ねじ. Only after cutting: the segmenter cuts by script.
const spellingOf = (word: string): string => {
  const open = word.length > 3 && word.endsWith('ー') ? word.slice(0, -1) : word;
  return open.slice(0, MATCH_LIMITS.wordLength).replace(KATAKANA, toHiragana);
};

const emitJapaneseWords = (run: string, offset: number, sink: TermSink): void => {
  let before: { word: string; start: number } | undefined;
  for (const { segment, index } of segmenter.segment(run)) {
    if (JAPANESE_STOP_WORDS.has(segment)) {
      before = undefined;
      continue;
    }
    const word = spellingOf(segment);
    const start = offset + index;
    const end = start + segment.length;
    sink(WORD_SORT + word, start, end);
    if (before) sink(COMPOUND_SORT + before.word + word, before.start, end);
    before = { word, start };
  }
};

const emitCharacters = (text: string, start: number, end: number, sink: TermSink): void => {
  const folded = text.slice(start, end).replace(KATAKANA, toHiragana);
  for (let at = start; at < end; at++) {
    const letter = letterAt(text, at);
    if (letter === Letter.Kanji) sink(KANJI_SORT + text[at]!, at, at + 1);
    if (at + 1 === end || (letter === Letter.Hiragana && letterAt(text, at + 1) === Letter.Hiragana)) continue;
    sink(PAIR_SORT + folded.slice(at - start, at - start + 2), at, at + 2);
  }
};

/** Sends every term of an already normalised text to the sink. */
export const forEachTerm = (text: string, sink: TermSink): void => {
  let at = 0;
  while (at < text.length) {
    const letter = letterAt(text, at);
    const start = at;
    if (letter === Letter.None) {
      at++;
    } else if (letter === Letter.Word) {
      while (at < text.length && LETTERS[text.charCodeAt(at)] === Letter.Word) at++;
      emitWord(text, start, at, sink);
    } else {
      while (at < text.length && letterAt(text, at) > Letter.Word) at++;
      emitJapaneseWords(text.slice(start, at), start, sink);
      emitCharacters(text, start, at, sink);
    }
  }
};
