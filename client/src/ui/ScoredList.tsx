import type { ReactNode } from 'react';
import { useCopy } from '../copy/index.js';
import { codeOf } from '../lib/api-error.js';
import { EmptyState } from './EmptyState.js';
import { FailedState } from './FailedState.js';
import { LoadingState } from './LoadingState.js';
import styles from './ScoredList.module.css';

export interface ScoredListProps {
  query: { isPending: boolean; error: unknown; refetch: () => Promise<unknown> };
  count: number | undefined;
  isComplete: boolean | undefined;
  /** Said while it is still being looked for. */
  running: string;
  empty: string;
  emptyHelp: string;
  /** What can be done about an empty list. */
  emptyAction?: ReactNode;
  level?: 2 | 3;
  children: ReactNode;
}

/** Pairs with their scores below one another, with what stands there while they load, run, fail or are none. */
export const ScoredList = (props: ScoredListProps) => {
  const { query, count, isComplete, running, empty, emptyHelp, emptyAction, level = 2, children } = props;
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
          {running}
        </p>
      )}
      {count === 0 && isComplete ? (
        <EmptyState title={empty} action={emptyAction} level={level}>
          {emptyHelp}
        </EmptyState>
      ) : null}
      {count === 0 && !isComplete ? <LoadingState height={220} /> : null}
      <div className={styles.list}>{children}</div>
    </>
  );
};
