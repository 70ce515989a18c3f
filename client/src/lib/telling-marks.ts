import type { TextRange } from '../ui/MarkedText.js';

const HIRAGANA_ONLY = /^[\p{Script=Hiragana}ー]+$/u;

/** Marks that tell a reader something: single letters and particles (では, しま) are found by the engine but say nothing. */
export const tellingMarks = <Mark extends TextRange>(text: string, marks: readonly Mark[]): Mark[] =>
  marks.filter(({ start, end }) => end - start > 1 && !HIRAGANA_ONLY.test(text.slice(start, end)));
