import { Button } from '@mantine/core';
import { useCopy } from '../copy/index.js';
import { ApiError, codeOf } from '../lib/api-error.js';
import styles from './State.module.css';

interface FailedStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** Says what went wrong in the reader's words, with the number to quote when asking for help. */
export const FailedState = ({ error, onRetry }: FailedStateProps) => {
  const t = useCopy('errors');
  const common = useCopy('common');
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div className={`${styles.state} ${styles.failed}`} role="alert">
      <h2 className={styles.title}>{t('title.failed')}</h2>
      <p className={styles.text}>{t(`code.${codeOf(error)}`)}</p>
      {requestId ? <p className={styles.id}>{common('requestId', { id: requestId })}</p> : null}
      {onRetry ? (
        <div className={styles.action}>
          <Button variant="default" onClick={onRetry}>
            {common('retry')}
          </Button>
        </div>
      ) : null}
    </div>
  );
};
