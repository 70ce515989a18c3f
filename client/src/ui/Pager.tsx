import { Button } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import { useFormat } from '../lib/format.js';
import styles from './Pager.module.css';

interface PagerProps {
  shown: number;
  total: number;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}

/** Foot of a list that is read page by page: how much is shown, and the next page. */
export const Pager = ({ shown, total, query }: PagerProps) => {
  const t = useCopy('common');
  const format = useFormat();
  if (total === 0) return null;
  return (
    <div className={styles.pager}>
      <p className={styles.count} role="status">
        {t('showing', { shown: format.number(shown), total: format.number(total) })}
      </p>
      {query.hasNextPage ? (
        <Button variant="default" onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {t('showMore')}
        </Button>
      ) : null}
    </div>
  );
};
