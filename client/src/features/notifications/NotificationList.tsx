import { Button, Switch } from '@mantine/core';
import { useCopy } from '../../copy/index.js';
import { codeOf } from '../../lib/api-error.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import { notifyFailed } from '../../ui/notify.js';
import { Pager } from '../../ui/Pager.js';
import { NotificationItem } from './NotificationItem.js';
import styles from './NotificationList.module.css';
import { useMarkRead, useNotifications } from './use-notifications.js';

interface NotificationListProps {
  isUnreadOnly: boolean;
  onUnreadOnlyChange: (isUnreadOnly: boolean) => void;
}

export const NotificationList = ({ isUnreadOnly, onUnreadOnlyChange }: NotificationListProps) => {
  const t = useCopy('notifications');
  const errors = useCopy('errors');
  const query = useNotifications(isUnreadOnly);
  const mark = useMarkRead();
  if (query.isPending) return <LoadingState rows={5} height={64} />;
  if (!query.data) return <FailedState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  const [first] = query.data.pages;
  const unread = first?.unread ?? 0;
  const handleMarkAll = (): void =>
    mark.mutate({ all: true }, { onError: (error) => notifyFailed(errors(`code.${codeOf(error)}`)) });
  return (
    <>
      <div className={styles.bar}>
        <Switch
          checked={isUnreadOnly}
          onChange={(event) => onUnreadOnlyChange(event.currentTarget.checked)}
          label={t('onlyUnread')}
        />
        <p role="status" className={styles.unread}>
          {unread > 0 ? t('unread', { count: unread }) : t('allRead')}
        </p>
        {unread > 0 ? (
          <Button variant="default" loading={mark.isPending} onClick={handleMarkAll}>
            {t('markAll')}
          </Button>
        ) : null}
      </div>
      {items.length === 0 ? (
        <EmptyState title={t(isUnreadOnly ? 'emptyUnread' : 'empty')}>
          {isUnreadOnly ? null : t('emptyHelp')}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map((notification) => (
            <li key={notification.id} className={styles.row}>
              <NotificationItem
                notification={notification}
                onOpen={({ id, readAt }) => (readAt === null ? mark.mutate({ ids: [id] }) : undefined)}
              />
            </li>
          ))}
        </ul>
      )}
      <Pager shown={items.length} total={first?.total ?? items.length} query={query} />
    </>
  );
};
