import type { MatchParts } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import styles from './ScoreBar.module.css';
import { shownParts } from './shown-parts.js';

interface ScoreProps {
  score: number;
  parts: MatchParts;
}

/** What the score is made of: one bar out of 100, and the points of each part in words. */
export const ScoreBar = ({ score, parts }: ScoreProps) => {
  const terms = useCopy('terms');
  const shown = shownParts(parts, score).parts;
  return (
    <div>
      <div className={styles.bar} aria-hidden>
        {shown.map(({ part, points }) => (
          <span key={part} className={styles[part]} style={{ width: `${points}%` }} />
        ))}
      </div>
      <ul className={styles.legend}>
        {shown.map(({ part, points }) => (
          <li key={part} className={points === 0 ? styles.nothing : undefined}>
            <i className={styles[part]} aria-hidden />
            {terms(`scorePart.${part}`)} <b>{points}</b>
          </li>
        ))}
      </ul>
    </div>
  );
};
