// Where the link in a mail leads: nothing is stopped until somebody presses the button, because scanners open links too.
import { Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import type { MailTopic } from '@enishi/shared/notification-kinds';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { ErrorNote } from '../../ui/ErrorNote.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import styles from './Outbox.module.css';
import { useSetSubscription, useSubscription } from './use-mail.js';

const useTopicName = (): ((topic: MailTopic) => string) => {
  const t = useCopy('mail');
  const notifications = useCopy('notifications');
  return (topic) =>
    topic === 'digest'
      ? t('unsubscribe.digest')
      : t('unsubscribe.kind', { kind: notifications(`delivery.kind.${topic}`) });
};

export const Subscription = ({ token }: { token: string }) => {
  const t = useCopy('mail');
  const query = useSubscription(token);
  const set = useSetSubscription(token);
  const nameOf = useTopicName();
  if (query.isPending) return <LoadingState rows={1} height={200} />;
  if (!query.data)
    return codeOf(query.error) === 'not_found' ? (
      <EmptyState
        title={t('unsubscribe.gone')}
        action={
          <Button component={Link} to="/settings">
            {t('unsubscribe.settings')}
          </Button>
        }
      >
        {t('unsubscribe.goneExplain')}
      </EmptyState>
    ) : (
      <FailedState error={query.error} onRetry={() => void query.refetch()} />
    );
  const { topic, isOn, email } = query.data;
  return (
    <div className={styles.card}>
      <p role="status">
        {isOn
          ? set.isSuccess
            ? t('unsubscribe.resumed')
            : t('unsubscribe.ask', { email })
          : t('unsubscribe.stopped', { email })}
      </p>
      <p className={styles.kind}>{nameOf(topic)}</p>
      {isOn ? null : <p className={styles.quiet}>{t('unsubscribe.stoppedExplain')}</p>}
      <Group gap="sm">
        <Button variant={isOn ? 'filled' : 'default'} loading={set.isPending} onClick={() => set.mutate(!isOn)}>
          {t(isOn ? 'unsubscribe.stop' : 'unsubscribe.again')}
        </Button>
        <Button component={Link} to="/settings" variant="subtle">
          {t('unsubscribe.settings')}
        </Button>
      </Group>
      <ErrorNote error={set.error} />
    </div>
  );
};
