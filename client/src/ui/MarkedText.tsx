import { Fragment } from 'react';
import styles from './MarkedText.module.css';

export interface TextRange {
  start: number;
  /** Exclusive. */
  end: number;
}

interface MarkedTextProps {
  text: string;
  /** UTF-16 offsets in `text`; may overlap and need not be in order. */
  marks: readonly TextRange[];
  /** soft: a ground under running text; strong: bold words of a quotation. */
  look?: 'soft' | 'strong';
}

const joined = (marks: readonly TextRange[], length: number): TextRange[] => {
  const result: TextRange[] = [];
  const inside = marks.filter(({ start, end }) => start >= 0 && start < end && end <= length);
  for (const { start, end } of inside.sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
};

/** Running text with some passages marked. */
export const MarkedText = ({ text, marks, look = 'soft' }: MarkedTextProps) => {
  const ranges = joined(marks, text.length);
  const tail = ranges.at(-1)?.end ?? 0;
  return (
    <>
      {ranges.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(ranges[index - 1]?.end ?? 0, start)}
          <mark className={styles[look]}>{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(tail)}
    </>
  );
};
