// Chooses the passages to show: whole sentences that hold the heaviest marks. A long sentence is cut where a reader would
// breathe, never inside a word.
import type { QuoteEvidence } from './types.js';
import { MATCH_LIMITS } from './weights.js';

export interface Mark {
  start: number;
  end: number;
  weight: number;
}

const SENTENCE_END = /[。．！？!?\n]+[」』）]?|[.][”"')]?(?=\s)/g;
const BREATH = /[、，,;；：:）)」]\s?|\s/g;
const SURROGATE_PAIR_END = /[\udc00-\udfff]/;
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Of the best passage: what holds less is not worth a second look. */
const LEAST_SHARE = 0.35;

const mergeMarks = (marks: readonly Mark[]): Mark[] => {
  const merged: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && mark.start <= last.end) {
      last.end = Math.max(last.end, mark.end);
      last.weight = Math.max(last.weight, mark.weight);
    } else merged.push({ ...mark });
  }
  return merged;
};

// Never begin or end in the middle of a character of two units.
const onCharacter = (text: string, at: number): number => (SURROGATE_PAIR_END.test(text.charAt(at)) ? at - 1 : at);

const endsOf = (pattern: RegExp, text: string): number[] =>
  [...text.matchAll(pattern)].map((m) => m.index + m[0].length);

interface Passage {
  start: number;
  end: number;
}

const sentencesOf = (text: string): Passage[] => {
  const cuts = [0, ...endsOf(SENTENCE_END, text), text.length];
  return cuts.slice(1).flatMap((end, at) => (end > cuts[at]! ? [{ start: cuts[at]!, end }] : []));
};

/** Without the space around it. */
const trimmed = (text: string, { start, end }: Passage): Passage => {
  const inside = text.slice(start, end);
  const from = start + inside.length - inside.trimStart().length;
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
};

// From a breath shortly before the first mark to the last breath that still fits.
const cutAround = (text: string, sentence: Passage, mark: Mark, length: number): Passage => {
  if (sentence.end - sentence.start <= length) return sentence;
  const from = Math.max(sentence.start, mark.start - length);
  const breaths = endsOf(BREATH, text.slice(from, Math.min(sentence.end, mark.end + length))).map((at) => from + at);
  const reach = Math.max(sentence.start, mark.start - Math.floor(length / 3));
  const start = reach === sentence.start ? reach : (breaths.find((at) => at >= reach && at <= mark.start) ?? reach);
  const limit = Math.min(sentence.end, Math.max(mark.end, start + length));
  const end = limit === sentence.end ? limit : (breaths.findLast((at) => at <= limit && at >= mark.end) ?? limit);
  return { start: onCharacter(text, start), end: onCharacter(text, end) };
};

const lengthFor = (text: string): number =>
  JAPANESE.test(text) ? MATCH_LIMITS.quoteLength : MATCH_LIMITS.quoteLengthInLetters;

/** What the marks weigh together; a word said twice counts once. */
const weightOf = (text: string, marks: readonly Mark[]): number => {
  const weights = new Map(marks.map(({ start, end, weight }) => [text.slice(start, end), weight]));
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
};

const passagesOf = (text: string, marks: readonly Mark[]): Passage[] => {
  const passages: Passage[] = [];
  for (const sentence of sentencesOf(text)) {
    const inside = marks.filter(({ start, end }) => start >= sentence.start && end <= sentence.end);
    for (const mark of inside) {
      if (mark.end <= (passages.at(-1)?.end ?? 0)) continue;
      const length = lengthFor(text.slice(sentence.start, sentence.end));
      const { start, end } = cutAround(text, sentence, mark, length);
      passages.push(trimmed(text, { start: Math.max(start, passages.at(-1)?.end ?? 0), end }));
    }
  }
  return passages;
};

/** At most `quotes` passages of one field, the most telling first. They never overlap. */
export const quotesFrom = (field: 'title' | 'body', text: string, found: readonly Mark[]): QuoteEvidence[] => {
  const marks = mergeMarks(found);
  const passages = field === 'title' ? [{ start: 0, end: text.length }] : passagesOf(text, marks);
  const quotes = passages.flatMap(({ start, end }) => {
    const inside = marks.filter((mark) => mark.start >= start && mark.end <= end);
    return inside.length === 0 ? [] : [{ start, end, inside, weight: weightOf(text, inside) }];
  });
  const best = Math.max(0, ...quotes.map(({ weight }) => weight));
  return quotes
    .filter(({ weight }) => weight >= best * LEAST_SHARE)
    .sort((a, b) => b.weight - a.weight || a.start - b.start)
    .slice(0, MATCH_LIMITS.quotes)
    .map(({ start, end, inside }) => ({
      field,
      start,
      end,
      marks: inside.map((mark) => ({ start: mark.start - start, end: mark.end - start })),
      text: text.slice(start, end),
    }));
};
