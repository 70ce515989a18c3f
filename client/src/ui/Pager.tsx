import { Button } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import { useFormat } from '../lib/format.js';
import styles from './Pager.module.css';

interface PagerProps {
  shown: number;
  total: number;
  hasMore: boolean;
  isLoading: boolean;
  onMore: () => void;
}

/** Foot of a list that is read page by page: how much is shown, and the next page. */
export const Pager = ({ shown, total, hasMore, isLoading, onMore }: PagerProps) => {
  const t = useCopy('common');
  const format = useFormat();
  if (total === 0) return null;
  return (
    <div className={styles.pager}>
      <p className={styles.count} role="status">
        {t('showing', { shown: format.number(shown), total: format.number(total) })}
      </p>
      {hasMore ? (
        <Button variant="default" onClick={onMore} loading={isLoading}>
          {t('showMore')}
        </Button>
      ) : null}
    </div>
  );
};
