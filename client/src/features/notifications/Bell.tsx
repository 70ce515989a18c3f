// The bell: how many are unread, kept up to date by hints, and the newest few in a small window under it.
import { useState } from 'react';
import { Button, Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useCopy } from '../../copy/index.js';
import { useFormat } from '../../lib/format.js';
import { FailedState } from '../../ui/FailedState.js';
import { LoadingState } from '../../ui/LoadingState.js';
import styles from './Bell.module.css';
import { NotificationItem } from './NotificationItem.js';
import { useLatest, useMarkRead, useUnreadCount } from './use-notifications.js';

const MOST = 99;

const Latest = ({ onClose }: { onClose: () => void }) => {
  const t = useCopy('notifications');
  const query = useLatest();
  const mark = useMarkRead();
  if (query.isPending)
    return (
      <div className={styles.state}>
        <LoadingState rows={3} height={48} />
      </div>
    );
  if (!query.data)
    return (
      <div className={styles.state}>
        <FailedState error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  const { items, unread } = query.data;
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('latest')}</h2>
        {unread > 0 ? (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={mark.isPending}
            onClick={() => mark.mutate({ all: true })}
          >
            {t('markAll')}
          </Button>
        ) : null}
      </div>
      {items.length === 0 ? <p className={styles.empty}>{t('empty')}</p> : null}
      <ul className={styles.list}>
        {items.map((notification) => (
          <li key={notification.id}>
            <NotificationItem
              notification={notification}
              onOpen={({ id, readAt }) => {
                if (readAt === null) mark.mutate({ ids: [id] });
                onClose();
              }}
            />
          </li>
        ))}
      </ul>
      <Link to="/notifications" className={styles.all} onClick={onClose}>
        {t('seeAll')}
      </Link>
    </>
  );
};

export const Bell = () => {
  const t = useCopy('notifications');
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const unread = useUnreadCount().data?.unread ?? 0;
  const close = (): void => setIsOpen(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      width="min(400px, calc(100vw - 24px))"
      shadow="md"
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.bell}
          aria-label={unread > 0 ? t('bellUnread', { count: unread }) : t('bell')}
          onClick={() => setIsOpen(!isOpen)}
        >
          <IconBell size={22} stroke={1.8} aria-hidden />
          {unread > 0 ? (
            <span className={styles.count} aria-hidden>
              {unread > MOST ? `${MOST}+` : format.number(unread)}
            </span>
          ) : null}
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('latest')}>
        <Latest onClose={close} />
      </Popover.Dropdown>
    </Popover>
  );
};
