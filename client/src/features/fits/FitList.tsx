import type { ReactNode } from 'react';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import styles from './FitList.module.css';

interface FitListProps {
  query: { isPending: boolean; error: unknown; refetch: () => Promise<unknown> };
  count: number | undefined;
  isComplete: boolean | undefined;
  words: 'people' | 'work';
  level?: 2 | 3;
  /** What can be done about an empty list. */
  emptyAction?: ReactNode;
  children: ReactNode;
}

/** Fits below one another, with what stands there while they load, run, fail or are none. */
export const FitList = ({ query, count, isComplete, words, level = 2, emptyAction, children }: FitListProps) => {
  const t = useCopy('fits');
  const common = useCopy('common');
  if (query.isPending) return <LoadingState height={220} />;
  if (count === undefined)
    return codeOf(query.error) === 'not_found' ? (
      <EmptyState title={common('notFound.title')}>{common('notFound.explain')}</EmptyState>
    ) : (
      <FailedState error={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <>
      {isComplete ? null : (
        <p className={styles.running} role="status">
          {t(`${words}.running`)}
        </p>
      )}
      {count === 0 && isComplete ? (
        <EmptyState title={t(`${words}.empty`)} action={emptyAction} level={level}>
          {t(`${words}.emptyHelp`)}
        </EmptyState>
      ) : null}
      {count === 0 && !isComplete ? <LoadingState height={220} /> : null}
      <div className={styles.list}>{children}</div>
    </>
  );
};
