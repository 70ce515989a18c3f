import { Skeleton, VisuallyHidden } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import styles from './State.module.css';

interface LoadingStateProps {
  rows?: number;
  /** Height of each row in pixels. */
  height?: number;
}

/** Grey shapes where the content will stand. */
export const LoadingState = ({ rows = 3, height = 112 }: LoadingStateProps) => {
  const t = useCopy('common');
  return (
    <div className={styles.loading} role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="lg" aria-hidden />
      ))}
    </div>
  );
};
