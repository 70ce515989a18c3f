// A fit in two lines: the score, what it is, and what its score is made of as one bar.
import { VisuallyHidden } from '@mantine/core';
import { Link } from 'react-router';
import type { Language } from '@enishi/shared/fields';
import { fitParts, type Fit } from '@enishi/shared/fits';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { wholePoints } from '../../lib/whole-points.js';
import styles from './FitLine.module.css';

interface FitLineProps {
  fit: Pick<Fit, 'score' | 'parts'>;
  title: string;
  language: Language;
  to: string;
  facts: readonly string[];
}

export const FitLine = ({ fit, title, language, to, facts }: FitLineProps) => {
  const t = useCopy('fits');
  const common = useCopy('common');
  const format = useFormat();
  const { score, parts } = wholePoints(fitParts, fit.parts, fit.score);
  const told = parts.filter(({ points }) => points > 0);
  return (
    <article className={styles.line} aria-label={title}>
      <p className={styles.score}>
        <span aria-hidden>{score}</span>
        <VisuallyHidden>{common('score', { score })}</VisuallyHidden>
      </p>
      <div className={styles.words}>
        <h3 lang={language}>
          <Link to={to}>{title}</Link>
        </h3>
        <p className={styles.facts}>
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <div className={styles.bar} aria-hidden>
          {told.map(({ part, points }) => (
            <span key={part} style={{ width: `${String(points)}%` }} />
          ))}
        </div>
        <p className={styles.parts}>
          {format.list(told.map(({ part, points }) => `${t(`part.${part}`)} ${String(points)}`))}
        </p>
      </div>
    </article>
  );
};
