// Which stretches of an item's text are shown as shared with the query: words found in both, grown to the longest phrase
// that both sides write, and names of concepts that both speak of.
import { normaliseWithMap } from './analysis/normalise.js';
import { forEachTerm, WORD_SORT } from './analysis/terms.js';
import { PLAIN_TERMS } from './plain-words.js';
import type { Mark } from './quotes.js';

export interface Phrase extends Mark {
  text: string;
}

/** What the query brings: weights of its words, its text in one spelling, and the concepts the item answers it with. */
export interface Asked {
  words: ReadonlyMap<string, number>;
  text: string;
  named: readonly { start: number; end: number }[];
}

interface Span {
  from: number;
  to: number;
  weight: number;
}

const IN_COMPOUNDS = /[\p{Script=Han}\p{Script=Katakana}ー々]/u;
const TELLING_LETTERS = /[\p{Script=Han}\p{Script=Katakana}ー々]|[^\P{L}\p{Script=Hiragana}]/gu;
const LATIN = /^[\p{Script=Latin}\p{N}\p{P}\s]+$/u;
const NUMBER = /^\p{N}+$/u;
const BETWEEN_WORDS = /^[ \-・]$/;
/** Of the heaviest shared word: what weighs less is so common that it explains nothing. */
const LEAST_SHARE = 0.25;
/** Bounds for what nobody writes but somebody may send. */
const GROWTH = 10;
const SPANS = 400;
export const ASKED_LENGTH = 6000;

const isCompound = (text: string, at: number): boolean => IN_COMPOUNDS.test(text.charAt(at));

/** Where words of the text begin and end. */
interface Cuts {
  starts: ReadonlySet<number>;
  ends: ReadonlySet<number>;
}

// The longest phrase around a word that both sides write and that is whole on this side: a piece of a longer compound or
// of an inflected word would be a riddle.
const grow = (text: string, asked: string, cuts: Cuts, { from, to, weight }: Span): Span => {
  let [start, end] = [from, to];
  for (let at = from; at >= from - GROWTH && isCompound(text, at) && asked.includes(text.slice(at, to)); at--)
    if (cuts.starts.has(at) && !(at > 0 && isCompound(text, at - 1))) start = at;
  for (let at = to; at <= to + GROWTH && isCompound(text, at - 1) && asked.includes(text.slice(start, at)); at++)
    if (cuts.ends.has(at) && !isCompound(text, at)) end = at;
  return { from: start, to: end, weight };
};

const joined = (text: string, asked: string, spans: readonly Span[]): Span[] => {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    const isBeside = last !== undefined && span.from <= last.to;
    const isPhrase =
      last !== undefined &&
      BETWEEN_WORDS.test(text.slice(last.to, span.from)) &&
      asked.includes(text.slice(last.from, span.to));
    if (last && (isBeside || isPhrase)) {
      last.to = Math.max(last.to, span.to);
      last.weight = Math.max(last.weight, span.weight);
    } else all.push({ ...span });
  }
  return all;
};

// One kanji with its ending, two small letters or kana that carry grammar tell a reader nothing.
const isTelling = (text: string): boolean => {
  const letters = text.match(TELLING_LETTERS)?.length ?? 0;
  return LATIN.test(text) ? letters > 2 || (letters === 2 && text === text.toUpperCase()) : letters > 1;
};

const sharedSpans = (text: string, { words, text: asked }: Asked): Span[] => {
  const spans: Span[] = [];
  const starts = new Set<number>();
  const ends = new Set<number>();
  forEachTerm(text, (term, from, to) => {
    if (!term.startsWith(WORD_SORT)) return;
    starts.add(from);
    ends.add(to);
    const weight = PLAIN_TERMS.has(term) || NUMBER.test(text.slice(from, to)) ? undefined : words.get(term);
    if (weight !== undefined && spans.length < SPANS) spans.push({ from, to, weight });
  });
  const grown = spans.map((span) => grow(text, asked, { starts, ends }, span));
  return joined(
    text,
    asked,
    grown.sort((a, b) => a.from - b.from || a.to - b.to),
  );
};

/** In the order of the text; `start` and `end` count in the text as it was given. */
export const sharedPhrases = (original: string, asked: Asked): Phrase[] => {
  const mapped = normaliseWithMap(original);
  const heaviest = Math.max(0, ...asked.words.values());
  const phrases = sharedSpans(mapped.text, asked).flatMap(({ from, to, weight }) => {
    const start = mapped.starts[from]!;
    const end = mapped.ends[to - 1]!;
    const text = original.slice(start, end);
    return isTelling(text) ? [{ start, end, weight, text }] : [];
  });
  for (const { start, end } of asked.named)
    phrases.push({ start, end, weight: heaviest, text: original.slice(start, end) });
  const best = Math.max(0, ...phrases.map(({ weight }) => weight));
  return phrases
    .filter(({ weight }) => weight >= best * LEAST_SHARE)
    .sort((a, b) => a.start - b.start || b.end - a.end);
};
