import type { ReactNode } from 'react';
import { useCopy } from '../../copy/index.js';
import styles from './SetAside.module.css';

/** Candidates that were set aside: out of the way, but to be found again. */
export const SetAside = ({ count, children }: { count: number; children: ReactNode }) => {
  const t = useCopy('matches');
  if (count === 0) return null;
  return (
    <details className={styles.aside}>
      <summary>{t('setAside', { count })}</summary>
      <div className={styles.list}>{children}</div>
    </details>
  );
};
