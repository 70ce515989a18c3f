import type { TextRange } from '../ui/MarkedText.js';

const HIRAGANA_ONLY = /^[\p{Script=Hiragana}ー]+$/u;

/** Words that tell a reader something: single letters and particles (では, しま) are found by the engine but say nothing. */
export const isTelling = (word: string): boolean => word.length > 1 && !HIRAGANA_ONLY.test(word);

export const tellingMarks = <Mark extends TextRange>(text: string, marks: readonly Mark[]): Mark[] =>
  marks.filter(({ start, end }) => isTelling(text.slice(start, end)));
