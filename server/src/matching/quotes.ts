// Chooses the passages to show: windows of the text that hold the heaviest marks, cut at sentence ends where one is near.
import type { QuoteEvidence } from './types.js';
import { MATCH_LIMITS } from './weights.js';

export interface Mark {
  start: number;
  end: number;
  weight: number;
}

const SENTENCE_END = /[。．！？!?\n]|[.](?=\s)/;
const SURROGATE_PAIR_END = /[\udc00-\udfff]/;

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

const windowAround = (text: string, first: Mark): { start: number; end: number } => {
  const reach = Math.max(0, first.start - Math.floor(MATCH_LIMITS.quoteLength / 3));
  const before = text.slice(reach, first.start);
  const sentence = [...before.matchAll(new RegExp(SENTENCE_END, 'g'))].at(-1);
  const start = onCharacter(text, sentence ? reach + sentence.index + 1 : reach);
  const limit = Math.min(text.length, Math.max(first.end, start + MATCH_LIMITS.quoteLength));
  const stop = text.slice(first.end, limit).search(SENTENCE_END);
  return { start, end: onCharacter(text, stop < 0 ? limit : first.end + stop + 1) };
};

/** At most `quotes` passages of one field, the most telling first. They never overlap. */
export const quotesFrom = (field: 'title' | 'body', text: string, found: readonly Mark[]): QuoteEvidence[] => {
  const marks = mergeMarks(found);
  const quotes: (QuoteEvidence & { weight: number })[] = [];
  for (let at = 0; at < marks.length;) {
    const { start, end } = field === 'title' ? { start: 0, end: text.length } : windowAround(text, marks[at]!);
    const inside: Mark[] = [];
    while (at < marks.length && marks[at]!.end <= end) inside.push(marks[at++]!);
    if (inside.length === 0) {
      at++;
      continue;
    }
    quotes.push({
      field,
      start,
      end,
      marks: inside.map((mark) => ({ start: mark.start - start, end: mark.end - start })),
      text: text.slice(start, end),
      weight: inside.reduce((sum, { weight }) => sum + weight, 0),
    });
  }
  return quotes
    .sort((a, b) => b.weight - a.weight || a.start - b.start)
    .slice(0, MATCH_LIMITS.quotes)
    .map(({ weight: _, ...quote }) => quote);
};
