import { Button } from '@mantine/core';
import type { OutboxRow } from '@enishi/shared/mail';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { notifyDone, notifyFailed } from '../../ui/notify.js';
import { useRetry } from './use-mail.js';

export const RetryButton = ({ row: { id, to } }: { row: OutboxRow }) => {
  const t = useCopy('mail');
  const errors = useCopy('errors');
  const retry = useRetry();
  return (
    <Button
      variant="default"
      size="sm"
      loading={retry.isPending}
      aria-label={t('retryOf', { to })}
      onClick={() =>
        retry.mutate(id, {
          onSuccess: () => notifyDone(t('retried', { count: 1 })),
          onError: (error) => notifyFailed(errors(`code.${codeOf(error)}`)),
        })
      }
    >
      {t('retry')}
    </Button>
  );
};
