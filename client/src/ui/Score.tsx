import { VisuallyHidden } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import styles from './Score.module.css';

/** The score of a pair, large. */
export const Score = ({ score }: { score: number }) => {
  const t = useCopy('common');
  return (
    <p className={styles.score}>
      <span aria-hidden>{Math.round(score)}</span>
      <small aria-hidden>{t('of100')}</small>
      <VisuallyHidden>{t('score', { score: Math.round(score) })}</VisuallyHidden>
    </p>
  );
};
