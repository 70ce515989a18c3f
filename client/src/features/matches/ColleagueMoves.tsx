import type { NeedMatch } from '@enishi/shared/matches';
import { useCopy } from '../../copy/index.js';
import styles from './ColleagueMoves.module.css';

/** Says what colleagues moved just now, also where the card itself is out of sight. */
export const ColleagueMoves = ({ matches }: { matches: readonly NeedMatch[] }) => {
  const t = useCopy('matches');
  return (
    <div role="status" className={styles.moves}>
      {matches.map(({ id, stateBy, state, candidate }) => (
        <p key={id} className={styles.move}>
          {stateBy === null && state !== 'connected' && state !== 'declined'
            ? t('changedNow')
            : t(`moved.${state}`, { by: stateBy ?? '', title: candidate.card.title })}
        </p>
      ))}
    </div>
  );
};
